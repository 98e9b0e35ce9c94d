//! A message and arbitrary drafts, for the tests of this crate.

use ebox_domain::{
    AttachmentId, EboxId, FileName, Language, LocalizedText, MediaType, MessageId, PartitionId, Sha256Digest,
    message::{Attachment, Attention, BusinessData, Message, MessageAction, Sender},
    payment::{Amount, PaymentData},
    publication::{Draft, DraftAction, DraftAttachment, DraftBusinessData},
};
use proptest::{collection::vec, option, prelude::*};
use uuid::Uuid;

pub(crate) const BASE: &str = "https://host.example/registry/";

pub(crate) fn message() -> Message {
    let moment = |text: &str| text.parse().expect("a moment");
    Message {
        id: MessageId::from(Uuid::nil()),
        ebox: EboxId::Enterprise("0852093431".parse().expect("a number")),
        partition: PartitionId::general(),
        sender: Sender {
            enterprise: "0220916609".parse().expect("a number"),
            partition: Some("Another_partition".parse().expect("a partition")),
            application: "app".parse().expect("an id"),
        },
        message_type: "KIND-1".parse().expect("an id"),
        subject: LocalizedText::in_one(Language::Nl, "Een brief"),
        received: moment("2026-03-01T10:00:00Z"),
        expires: moment("2026-09-01T09:00:00Z"),
        read: None,
        is_visible: true,
        is_registered: false,
        is_reply_authorized: true,
        has_body: false,
        is_body_main: false,
        attention: Some(Attention {
            ssin: Some("94022722580".parse().expect("an SSIN")),
            label: Some("HR".to_owned()),
        }),
        original: None,
        business_data: vec![BusinessData {
            key: "BECBE".to_owned(),
            name: LocalizedText::untranslated("Number"),
            values: vec![LocalizedText::in_one(Language::Fr, "un")],
        }],
        payment: None,
        action: Some(MessageAction {
            id: "sign".parse().expect("an id"),
            label: LocalizedText::untranslated("Sign"),
            url: Some("https://sign.example/1".to_owned()),
            due: Some(moment("2026-04-01T10:00:00Z")),
            executed: None,
            parameters: [("dossier".to_owned(), "1".to_owned())].into(),
        }),
        attachments: vec![Attachment {
            id: AttachmentId::new(1).expect("a place"),
            file_name: FileName::new("letter.pdf").expect("a name"),
            title: None,
            is_main: true,
            is_signed: false,
            media_type: MediaType::Pdf,
            size: 1536,
            digest: Sha256Digest::new([0; 32]),
        }],
    }
}

pub(crate) fn payment(thousandths: u64) -> PaymentData {
    PaymentData {
        id: "2026/17".to_owned(),
        amount: Amount::from_thousandths(thousandths),
        vat: Amount::from_thousandths(0),
        currency: "EUR".parse().expect("a currency"),
        due: "2026-04-01T10:00:00Z".parse().expect("a moment"),
        iban: "BE68539007547034".parse().expect("an account"),
        bic: None,
        reference: Some(r#"{"structured":"+++090/9337/55493+++"}"#.to_owned()),
    }
}

/// A text with any of the languages that a message may have.
fn text() -> impl Strategy<Value = LocalizedText> {
    vec(option::of("\\PC{0,20}"), 3).prop_map(|texts| {
        [Language::Nl, Language::Fr, Language::De]
            .into_iter()
            .zip(texts)
            .filter_map(|(language, text)| Some((language, text?)))
            .fold(LocalizedText::default(), |all, (language, text)| all.with(language, text))
    })
}

fn ebox() -> impl Strategy<Value = EboxId> {
    prop_oneof![
        "[01][0-9]{9}".prop_map(|number| EboxId::Enterprise(number.parse().expect("a number"))),
        "[0-9]{11}".prop_map(|ssin| EboxId::Citizen(ssin.parse().expect("an SSIN"))),
    ]
}

fn attention() -> impl Strategy<Value = Option<Attention>> {
    (option::of("[0-9]{11}"), option::of("\\PC{0,20}")).prop_map(|(ssin, label)| {
        (ssin.is_some() || label.is_some())
            .then(|| Attention { ssin: ssin.map(|ssin| ssin.parse().expect("an SSIN")), label })
    })
}

fn attachment() -> impl Strategy<Value = DraftAttachment> {
    ("\\PC{1,20}", any::<(bool, bool)>(), option::of(text()), any::<Option<[u8; 32]>>()).prop_map(
        |(part, (is_main, is_signed), title, digest)| DraftAttachment {
            part,
            is_main,
            is_signed,
            title,
            digest: digest.map(Sha256Digest::new),
        },
    )
}

/// An identifier: any text that is not only white space.
fn id() -> impl Strategy<Value = String> {
    "\\PC{0,19}[!-~]"
}

fn business_data() -> impl Strategy<Value = DraftBusinessData> {
    ("\\PC{0,20}", vec(text(), 0..3)).prop_map(|(key, values)| DraftBusinessData { key, values })
}

fn action() -> impl Strategy<Value = DraftAction> {
    (id(), proptest::collection::btree_map("\\PC{0,10}", "\\PC{0,10}", 0..3))
        .prop_map(|(id, parameters)| DraftAction { id: id.parse().expect("an id"), parameters })
}

fn moment() -> impl Strategy<Value = jiff::Timestamp> {
    (0_i64..4_000_000_000).prop_map(|second| jiff::Timestamp::from_second(second).expect("in range"))
}

/// Any draft that v2.1 can express.
pub(crate) fn v2_draft() -> impl Strategy<Value = Draft> {
    (
        (ebox(), option::of("[01][0-9]{9}"), id(), id()),
        (text(), option::of(text()), any::<[bool; 3]>(), attention()),
        (option::of(id()), vec(attachment(), 0..3), vec(business_data(), 0..3)),
        (option::of(moment()), option::of(0_u64..1_000_000)),
    )
        .prop_map(|((recipient, sender, application, kind), texts, rest, (expires, paid))| {
            let (subject, body, [is_body_main, is_reply_authorized, is_registered], attention) = texts;
            let (original, attachments, business_data) = rest;
            Draft {
                recipient,
                sender: sender.map(|number| number.parse().expect("a number")),
                sender_partition: None,
                application: application.parse().expect("an id"),
                message_type: kind.parse().expect("an id"),
                subject,
                body,
                is_body_main,
                is_reply_authorized,
                is_registered,
                attention,
                original: original.map(|id| id.parse().expect("an id")),
                attachments,
                business_data,
                payment: paid.map(payment),
                action: None,
                expires,
                optional_features: vec![],
            }
        })
}

/// Any draft that v3 can express.
pub(crate) fn v3_draft() -> impl Strategy<Value = Draft> {
    (v2_draft(), option::of("[A-Za-z0-9_-]{1,50}"), option::of(action())).prop_map(
        |(draft, partition, action)| Draft {
            sender_partition: partition
                .filter(|_| draft.sender.is_some())
                .map(|partition| partition.parse().expect("a partition")),
            action,
            ..draft
        },
    )
}

/// Any JSON, with names that readers know and names that they do not.
pub(crate) fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        "\\PC{0,12}".prop_map(Into::into),
    ];
    let name = prop_oneof![
        Just("recipient".to_owned()),
        Just("sender".to_owned()),
        Just("eboxType".to_owned()),
        Just("subject".to_owned()),
        Just("nl".to_owned()),
        Just("attachments".to_owned()),
        Just("digest".to_owned()),
        Just("businessDataList".to_owned()),
        Just("values".to_owned()),
        Just("actionParameters".to_owned()),
        Just("paymentData".to_owned()),
        "\\PC{0,12}",
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Into::into),
            vec((name.clone(), inner), 0..8).prop_map(|members| members.into_iter().collect()),
        ]
    })
}
