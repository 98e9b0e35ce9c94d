use ebox_domain::{MessageId, file_name::InvalidFileName};

use super::*;

fn render(fault: &Fault) -> StatusMessage {
    status_message(fault, Uuid::nil(), Some("helpdesk@example.be"), Environment::Acc)
}

fn body(rule: Rule) -> Cause {
    Cause::body(rule, "attachments[0].field", "do this instead")
}

#[test]
fn every_documented_refusal_has_its_exact_code_and_text() {
    let documented = [
        (Rule::Recipient("0852093432".to_owned()), "INVALID_INPUT", "0852093432 is not a valid company"),
        (Rule::MessageConfiguration, "INVALID_SENDER", "Invalid message configuration"),
        (Rule::SenderMismatch, "INVALID_SENDER", "Invalid sender: user credentials does not match payload"),
        (Rule::Digest, "DIGEST_DO_NOT_MATCH", "Issue with Digest"),
        (Rule::SeveralLanguages, "NOT_IMPLEMENTED", "Multiple languages provided when only one expected"),
        (Rule::NoMainContent, "INVALID_INPUT", "No main content attachment. Exactly one is expected"),
        (Rule::SeveralMainContents, "INVALID_INPUT", "Too many main content. Exactly one is expected"),
        (
            Rule::MediaType,
            "INVALID_INPUT",
            "Attachment mime type is not valid. See spec for list of available mime types",
        ),
        (
            Rule::AttachmentCount,
            "INVALID_INPUT",
            "Json Attachments number is inconsistent with number of parts",
        ),
        (
            Rule::AttachmentPart,
            "INVALID_INPUT",
            "Some json attachment info do not match any file upload part",
        ),
        (Rule::PartHeaders, "INVALID_INPUT", "Missing mediaType or fileName in part"),
        (Rule::FileName(InvalidFileName::TooLong), "INVALID_INPUT", "Missing mediaType or fileName in part"),
    ];
    for (rule, code, message) in documented {
        let rendered = render(&Fault::one(body(rule.clone())));
        assert_eq!((rendered.code.as_str(), rendered.message.as_str()), (code, message), "{rule:?}");
        assert_eq!(rendered.details[0].field.as_deref(), Some("attachments[0].field"));
        assert_eq!(rendered.details[0].message.as_deref(), Some("do this instead"));
    }
}

#[test]
fn causes_of_the_schema_say_so_and_name_every_field() {
    let rendered = render(&Fault::Invalid(Causes::from(vec![
        Cause::body(Rule::Required, "subject", "add it"),
        Cause::body(Rule::Unknown, "subjct", "leave it out").with_value("x"),
        Cause::body(Rule::Digest, "attachments[0].digest", "send the SHA-256"),
    ])));
    assert_eq!(rendered.code, "INVALID_INPUT");
    assert_eq!(rendered.message, "Invalid Schema: subject: add it; subjct: leave it out");
    let kinds: Vec<_> = rendered.details.iter().filter_map(|detail| detail.kind.as_deref()).collect();
    assert_eq!(kinds, ["required", "unknown", "digest"]);
    for rule in [Rule::Malformed, Rule::Null, Rule::WrongType, Rule::InvalidValue, Rule::OutOfRange] {
        assert!(render(&Fault::one(body(rule))).message.starts_with("Invalid Schema: "));
    }
}

#[test]
fn a_bad_parameter_is_invalid_input_without_mention_of_a_schema() {
    let rendered =
        render(&Fault::one(Cause::query(Rule::OutOfRange, "pageSize", "use 1 to 100").with_value(101)));
    assert_eq!(
        (rendered.code.as_str(), rendered.message.as_str()),
        ("INVALID_INPUT", "pageSize: use 1 to 100")
    );
    assert_eq!(rendered.details[0].value.as_deref(), Some("101"));
}

#[test]
fn a_status_message_has_the_names_of_the_contract_and_no_nulls() {
    let rendered = render(&Fault::no_message("7"));
    assert_eq!(
        serde_json::to_value(rendered).expect("serialisable"),
        serde_json::json!({
            "id": "00000000-0000-0000-0000-000000000000",
            "code": "NOT_FOUND",
            "message": "Message not found",
            "contact": "helpdesk@example.be",
            "environment": "acceptation",
            "details": [{
                "kind": "notFound",
                "message": "nothing that you may see has this identifier; take one from a list of this service",
                "ref": "messageId",
                "value": "7",
            }],
        })
    );
}

#[test]
fn a_repeated_publication_names_the_first_message() {
    let message = MessageId::from(Uuid::nil());
    let rendered = render(&Fault::DuplicatePublication { message, is_same: true });
    assert_eq!(rendered.code, "DUPLICATE_PUBLICATION");
    assert!(rendered.message.contains(&message.to_string()));
}

#[test]
fn a_refusal_names_the_first_hundred_causes_and_counts_the_others() {
    let cause = |at: usize| Cause::body(Rule::Unknown, format!("list[{at}]"), "leave it out");
    let rendered = render(&Fault::Invalid((0..20_000).map(cause).collect()));
    assert_eq!(rendered.details.len(), Causes::MAX);
    assert!(rendered.message.ends_with("list[99]: leave it out; and 19900 more"), "{}", rendered.message);
}
