use ebox_domain::{Causes, Rule};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::samples;

fn sample() -> Value {
    json!({
        "recipient": {"eboxType": "enterprise", "enterpriseNumber": "0852093431"},
        "sender": {"eboxType": "enterprise", "enterpriseNumber": "0123456789", "partition": "Another_partition"},
        "subject": {"fr": "Une lettre"},
        "senderApplicationId": "yourApplicationId",
        "messageTypeId": "yourMessageTypeId",
        "attachments": [{"httpPartName": "upfile1", "isMainContent": true, "isAttachmentSigned": false}],
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
fn the_documentations_sample_is_read_without_the_flags_that_v2_demands() {
    let draft = read_json(&sample()).expect("a draft");
    assert!(!draft.is_reply_authorized && !draft.is_body_main);
    assert_eq!(
        draft.sender_partition.map(|partition| partition.to_string()).as_deref(),
        Some("Another_partition")
    );
}

#[test]
fn the_sender_may_be_left_out() {
    let mut message = sample();
    message.as_object_mut().expect("an object").remove("sender");
    assert_eq!(read_json(&message).expect("a draft").sender, None);
}

#[test]
fn names_of_v2_are_unknown() {
    let found = causes(|message| {
        message["bodyMainContent"] = json!(false);
        message["senderOrganizationId"] = json!("0123456789");
        message["recipient"] = json!({"eboxType": "enterprise", "eboxIdValue": "0852093431"});
    });
    let expected = [
        (Rule::Required, "recipient.enterpriseNumber"),
        (Rule::Unknown, "recipient.eboxIdValue"),
        (Rule::Unknown, "bodyMainContent"),
        (Rule::Unknown, "senderOrganizationId"),
    ]
    .map(|(rule, field)| (rule, field.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn a_recipient_has_the_number_of_its_kind() {
    let found = causes(|message| {
        message["recipient"] = json!({"eboxType": "citizen", "enterpriseNumber": "0852093431"});
    });
    assert_eq!(
        found,
        [
            (Rule::Required, "recipient.ssin".to_owned()),
            (Rule::Unknown, "recipient.enterpriseNumber".to_owned()),
        ]
    );
    let found = causes(|message| {
        message["recipient"]["enterpriseNumber"] = json!("2852093431");
    });
    assert_eq!(found, [(Rule::Recipient("2852093431".to_owned()), "recipient.enterpriseNumber".to_owned())]);
}

#[test]
fn only_enterprises_send() {
    let found = causes(|message| message["sender"]["eboxType"] = json!("citizen"));
    assert_eq!(found, [(Rule::InvalidValue, "sender.eboxType".to_owned())]);
}

#[test]
fn the_attention_line_needs_an_ssin_of_eleven_digits_and_does_not_repeat_it() {
    let mut message = sample();
    message["forTheAttentionOf"] = json!({"ssin": "9402272258", "label": "HR"});
    let causes = read_json(&message).expect_err("refused");
    assert_eq!(causes[0].rule, Rule::InvalidValue);
    assert_eq!(causes[0].field, "forTheAttentionOf.ssin");
    assert_eq!(causes[0].value, None);
}

#[test]
fn parameters_need_their_action_and_are_texts() {
    let found = causes(|message| message["actionParameters"] = json!({"dossier": "1"}));
    assert_eq!(found, [(Rule::Required, "actionParameters".to_owned())]);
    let found = causes(|message| {
        message["messageActionId"] = json!("sign");
        message["actionParameters"] = json!({"dossier": 1});
    });
    assert_eq!(found, [(Rule::WrongType, "actionParameters.dossier".to_owned())]);
}

proptest! {
    #[test]
    fn a_written_draft_is_read_back(draft in samples::v3_draft()) {
        let written = serde_json::to_vec(&MessageToPublish::from(&draft)).expect("serialisable");
        prop_assert_eq!(read(&written).draft(), Ok(draft));
    }

    #[test]
    fn any_json_is_answered(value in samples::json()) {
        if let Err(causes) = read_json(&value) {
            prop_assert!(!causes.is_empty());
        }
    }
}
