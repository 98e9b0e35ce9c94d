use ebox_domain::{Causes, EboxId, Rule};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::samples;

/// The documentation's own sample, as its senders post it.
fn sample() -> Value {
    json!({
        "recipient": {"eboxType": "enterprise", "eboxIdValue": "0852093431"},
        "subject": {"nl": "Een brief"},
        "messageTypeId": "WK1-ACTIVA",
        "senderOrganizationId": "0123456789",
        "senderApplicationId": "employment:job-attest:werkkaart",
        "bodyMainContent": false,
        "replyAuthorized": false,
        "attachments": [{"httpPartName": "upfile1", "mainContent": true}],
    })
}

fn read_json(value: &Value) -> Result<Draft, Causes> {
    read(value.to_string().as_bytes()).draft()
}

#[track_caller]
fn causes(change: impl FnOnce(&mut Value)) -> Vec<(Rule, String)> {
    let mut value = sample();
    change(&mut value);
    read_json(&value).expect_err("refused").into_iter().map(|cause| (cause.rule, cause.field)).collect()
}

#[test]
fn the_documentations_sample_is_read() {
    let draft = read_json(&sample()).expect("a draft");
    assert_eq!(draft.message_type.as_str(), "WK1-ACTIVA");
    assert_eq!(draft.attachments.len(), 1);
    assert_eq!(draft.sender.map(|n| n.to_string()).as_deref(), Some("0123456789"));
}

#[test]
fn every_cause_is_named_at_once_with_its_path() {
    let found = causes(|message| {
        message["attachments"] = json!([
            {"httpPartName": "upfile1", "mainContent": "yes"},
            {"mainContent": false, "digest": {"digestMethod": "md5", "digestValue": "00ff"}, "size": 3},
        ]);
        message["subject"] = json!({"en": "A letter"});
        message["replyAuthorized"] = Value::Null;
        message["expirationDate"] = json!("tomorrow");
        message["extra"] = json!(1);
        if let Some(members) = message.as_object_mut() {
            members.remove("bodyMainContent");
        }
    });
    let expected = [
        (Rule::Unknown, "subject.en"),
        (Rule::WrongType, "attachments[0].mainContent"),
        (Rule::Required, "attachments[1].httpPartName"),
        (Rule::Digest, "attachments[1].digest.digestMethod"),
        (Rule::Digest, "attachments[1].digest.digestValue"),
        (Rule::Unknown, "attachments[1].size"),
        (Rule::Required, "bodyMainContent"),
        (Rule::Null, "replyAuthorized"),
        (Rule::InvalidValue, "expirationDate"),
        (Rule::Unknown, "extra"),
    ];
    let expected: Vec<(Rule, String)> =
        expected.into_iter().map(|(rule, field)| (rule, field.to_owned())).collect();
    let mut found = found;
    for one in &expected {
        let place = found.iter().position(|cause| cause == one);
        assert!(place.is_some(), "{one:?} in {found:?}");
        found.remove(place.unwrap_or_default());
    }
    assert_eq!(found, []);
}

#[test]
fn a_badly_formed_recipient_is_refused_as_a_recipient() {
    for (kind, number) in [("enterprise", "85209343"), ("enterprise", "9852093431"), ("citizen", "1")] {
        let found = causes(|message| {
            message["recipient"] = json!({"eboxType": kind, "eboxIdValue": number});
        });
        assert_eq!(found, [(Rule::Recipient(number.to_owned()), "recipient.eboxIdValue".to_owned())]);
    }
}

#[test]
fn citizens_receive_too_and_the_kind_of_ebox_may_be_in_capitals() {
    let mut message = sample();
    message["recipient"] = json!({"eboxType": "CITIZEN", "eboxIdValue": "94022722580"});
    let draft = read_json(&message).expect("a draft");
    assert!(matches!(draft.recipient, EboxId::Citizen(_)));
}

#[test]
fn payment_data_is_read_apart_because_it_may_not_matter() {
    let mut message = sample();
    let payment = json!({
        "paymentDataId": "1", "amount": 12.1, "vatAmount": 0, "currency": "EUR", "iban": "BE68539007547034",
        "dueDate": "2026-04-01T12:00:00+02:00", "reference": {"structured": "+++090/9337/55493+++"},
    });
    message["paymentData"] = payment.clone();
    let read_back = read_json(&message).expect("a draft").payment.expect("payment data");
    let mut written = serde_json::to_value(PaymentData::from(&read_back)).expect("JSON");
    written["vatAmount"] = json!(0);
    assert_eq!(written, payment);

    message["paymentData"] = json!({"amount": -1, "vatAmount": "0", "currency": "euro", "iban": "BE68 5390", "bic": null, "vat": 1, "reference": {"a": null}});
    let reading = read(message.to_string().as_bytes());
    assert!(reading.causes.is_empty(), "whether it matters is a rule of the domain");
    let Some(Err(causes)) = reading.sketch.and_then(|sketch| sketch.payment) else { panic!("it was read") };
    let fields: Vec<&str> = causes.iter().map(|cause| cause.field.as_str()).collect();
    let names =
        ["paymentDataId", "amount", "vatAmount", "currency", "dueDate", "iban", "bic", "reference", "vat"];
    assert_eq!(fields, names.map(|name| format!("paymentData.{name}")));
}

#[test]
fn what_is_no_json_object_or_says_a_thing_twice_is_refused_as_a_whole() {
    let rule = |text: &str| {
        read(text.as_bytes())
            .draft()
            .expect_err("refused")
            .into_iter()
            .map(|cause| (cause.rule, cause.field))
            .collect::<Vec<_>>()
    };
    let malformed = [(Rule::Malformed, "messageToPublish".to_owned())];
    assert_eq!(rule("{"), malformed);
    assert_eq!(rule(""), malformed);
    assert_eq!(rule(r#"{"subject": {"nl": "a", "nl": "b"}}"#), malformed);
    assert_eq!(rule(&"[".repeat(100_000)), malformed);
    assert_eq!(rule("[]"), [(Rule::WrongType, "messageToPublish".to_owned())]);
}

#[test]
fn one_answer_names_a_bounded_number_of_causes() {
    let message: Value = (0..10_000).map(|n| (format!("unknown{n}"), json!(n))).collect();
    assert_eq!(read_json(&message).expect_err("refused").len(), 100);
}

#[test]
fn nobody_opened_the_box_is_said_in_the_answer() {
    let message = samples::message();
    let code = |opened| PublicationStatusMessage::new(&message, opened).code;
    assert_eq!(code(true), None);
    assert_eq!(code(false).as_deref(), Some("NO_DIGITAL_USER"));
}

proptest! {
    #[test]
    fn a_written_draft_is_read_back(draft in samples::v2_draft()) {
        let written = serde_json::to_vec(&MessageToPublish::from(&draft)).expect("serialisable");
        prop_assert_eq!(read(&written).draft(), Ok(draft));
    }

    #[test]
    fn any_json_is_answered(value in samples::json()) {
        if let Err(causes) = read_json(&value) {
            prop_assert!(!causes.is_empty());
        }
    }

    #[test]
    fn any_bytes_are_answered(bytes: Vec<u8>) {
        if let Err(causes) = read(&bytes).draft() {
            prop_assert!(!causes.is_empty());
        }
    }
}
