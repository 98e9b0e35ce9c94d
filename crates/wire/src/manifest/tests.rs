use serde_json::json;

use super::*;

fn manifest() -> Manifest {
    let moment = |text: &str| text.parse().expect("a moment");
    let file = File {
        kind: FileKind::Attachment,
        path: None,
        size: Some(1536),
        media_type: Some("application/pdf".to_owned()),
        sha256: Some("0".repeat(64)),
        original_name: Some("letter.pdf".to_owned()),
        attachment_id: Some("1".to_owned()),
        languages: vec![],
        is_main_content: true,
        is_signed: false,
        is_digest_verified: false,
        url: Some("https://host.example/content".to_owned()),
        not_fetched: Some(NotFetched {
            reason: Reason::MainContent,
            detail: "fetching it would mark the message read".to_owned(),
        }),
    };
    Manifest {
        head: Head {
            format_version: FORMAT_VERSION,
            created_by: "ebox 0.1.0".to_owned(),
            environment: "acc".to_owned(),
            ebox: Ebox { ebox_type: "enterprise".to_owned(), number: "0852093431".to_owned() },
            run: Run {
                id: "2026-11-21T09-00-00Z-0001".to_owned(),
                started_at: moment("2026-11-21T09:00:00Z"),
                sealed_at: moment("2026-11-21T09:00:07Z"),
                what: What::Annexes,
            },
            message_count: 1,
            byte_count: 0,
        },
        messages: vec![MessageEntry {
            provider: Provider {
                id: "nsso".to_owned(),
                name: "NSSO".to_owned(),
                api_version: "v3".to_owned(),
                url: "https://host.example/v3/".to_owned(),
            },
            message_id: "7".to_owned(),
            folder: "nsso_7".to_owned(),
            metadata: Metadata {
                subject: [("nl".to_owned(), "Een brief".to_owned())].into(),
                received_at: moment("2026-11-20T09:00:00Z"),
                expires_at: moment("2027-11-20T09:00:00Z"),
                is_read: false,
                is_visible: true,
                is_registered: false,
                is_reply_authorized: false,
                is_body_main_content: false,
                message_type_id: "KIND-1".to_owned(),
                sender: Sender {
                    enterprise_number: "0220916609".to_owned(),
                    partition: None,
                    application_id: Some("app".to_owned()),
                },
                partition: None,
                original_message_id: None,
                attention: None,
                business_data: vec![BusinessData {
                    key: "BECBE".to_owned(),
                    name: Text::new(),
                    values: vec![[("fr".to_owned(), "un".to_owned())].into()],
                }],
                action: None,
            },
            files: vec![file],
        }],
    }
}

#[test]
fn a_manifest_is_valid_against_its_schema_and_a_changed_one_is_not() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let written = serde_json::to_value(manifest()).expect("serialisable");
    if let Err(error) = validator.validate(&written) {
        panic!("{error} at {}", error.instance_path());
    }
    for pointer in ["/run", "/messages", "/formatVersion", "/messages/0/metadata/subject"] {
        let mut changed = written.clone();
        *changed.pointer_mut(pointer).expect("a member") = json!(null);
        assert!(!validator.is_valid(&changed), "{pointer}");
    }
}

#[test]
fn a_manifest_is_read_one_message_at_a_time() {
    let text = serde_json::to_vec(&manifest()).expect("serialisable");
    let mut messages = Vec::new();
    let head = read(text.as_slice(), |message| messages.push(message)).expect("readable");
    assert_eq!(Manifest { head, messages }, manifest());
}

#[test]
fn what_a_later_version_adds_is_ignored_and_a_later_version_is_refused() {
    let mut later = serde_json::to_value(manifest()).expect("serialisable");
    later["signature"] = json!({"by": "somebody"});
    later["messages"][0]["more"] = json!(1);
    assert!(read(later.to_string().as_bytes(), |_| ()).is_ok());
    later["formatVersion"] = json!(2);
    assert!(matches!(read(later.to_string().as_bytes(), |_| ()), Err(ReadError::Version(2))));
}

#[test]
fn what_is_no_manifest_is_refused() {
    for text in ["", "{}", "[]", r#"{"messages": []}"#, r#"{"formatVersion": 1}"#] {
        assert!(matches!(read(text.as_bytes(), |_| ()), Err(ReadError::Shape(_))), "{text}");
    }
}

#[test]
fn only_everything_opens_main_content() {
    for what in What::ALL {
        assert_eq!(what.as_str().parse(), Ok(what));
        let opens = what.allows_attachment(true) || what.allows_body(true);
        assert_eq!(opens, what == What::Everything, "{what}");
    }
    assert!(!What::Metadata.allows_attachment(false));
    assert!(What::Metadata.allows_body(false));
    assert!("".parse::<What>().is_err());
}
