use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::{
    ebox::EboxType,
    language::Language,
    reference::{
        ActionDefinition, BusinessDataFormat, BusinessDataKey, SenderOrganization, ValidityPeriod,
        ValidityUnit,
    },
};

const SENDER: &str = "0220916609";

fn number(text: &str) -> EnterpriseNumber {
    text.parse().expect("a number")
}

fn reference() -> ReferenceData {
    let kind = MessageType {
        id: "KIND-1".parse().expect("an id"),
        name: LocalizedText::untranslated("Kind"),
        description: LocalizedText::untranslated("A kind"),
        validity: ValidityPeriod::new(6, ValidityUnit::Month).expect("a period"),
        business_data_keys: vec![BusinessDataKey {
            key: "DATE".to_owned(),
            name: LocalizedText::untranslated("Date"),
            format: BusinessDataFormat::Date,
        }],
        actions: vec![ActionDefinition {
            id: "sign".parse().expect("an id"),
            label: LocalizedText::untranslated("Sign"),
            url_template: Some("https://sign.example/{dossier}".to_owned()),
            days_until_due: Some(30),
        }],
    };
    let organization = SenderOrganization {
        id: number(SENDER),
        short_name: LocalizedText::untranslated("Sender"),
        long_name: LocalizedText::untranslated("Sender"),
        profile: crate::reference::Profile::default(),
        may_register: false,
        is_mandatary: false,
    };
    let trio = Trio {
        organization: number(SENDER),
        application: "app".parse().expect("an id"),
        message_type: kind.id.clone(),
        sector: EboxType::Enterprise,
    };
    ReferenceData {
        organizations: [(organization.id, organization)].into(),
        applications: BTreeMap::new(),
        message_types: [(kind.id.clone(), kind)].into(),
        trios: [trio].into(),
    }
}

fn draft() -> Draft {
    Draft {
        recipient: EboxId::Enterprise(number("0852093431")),
        sender: Some(number(SENDER)),
        sender_partition: None,
        application: "app".parse().expect("an id"),
        message_type: "KIND-1".parse().expect("an id"),
        subject: LocalizedText::in_one(Language::Nl, "Een brief"),
        body: None,
        is_body_main: false,
        is_reply_authorized: false,
        is_registered: false,
        attention: None,
        original: None,
        attachments: vec![described("upfile1", true)],
        business_data: vec![],
        payment: None,
        action: None,
        expires: None,
        optional_features: vec![],
    }
}

fn described(part: &str, is_main: bool) -> DraftAttachment {
    DraftAttachment { part: part.to_owned(), is_main, is_signed: false, title: None, digest: None }
}

fn file(part: &str) -> ReceivedFile {
    ReceivedFile {
        part: part.to_owned(),
        file_name: Some(FileName::new("letter.pdf")),
        content_type: Some("application/pdf".to_owned()),
        size: 3,
        digest: Sha256Digest::new([7; 32]),
    }
}

fn check(draft: Draft, files: &[ReceivedFile]) -> Result<Publication, Causes> {
    let reference = reference();
    let context = Context {
        settings: &PublicationSettings::default(),
        reference: &reference,
        principal: number(SENDER),
        recipient: Recipient::Active { has_opened: true },
        sender_has_partition: true,
        reply_to: None,
        now: "2026-03-01T10:00:00Z".parse().expect("a moment"),
    };
    Publication::check(draft.into(), Causes::default(), files, MessageId::from(uuid::Uuid::nil()), &context)
}

#[track_caller]
fn rules(result: Result<Publication, Causes>) -> Vec<Rule> {
    result.expect_err("refused").into_iter().map(|cause| cause.rule).collect()
}

#[test]
fn a_draft_that_holds_every_rule_becomes_an_unread_message_in_general() {
    let publication = check(draft(), &[file("upfile1")]).expect("accepted");
    let message = publication.message();
    assert_eq!(message.partition, PartitionId::general());
    assert_eq!(message.read, None);
    assert_eq!(message.expires.to_string(), "2026-09-01T09:00:00Z");
    assert_eq!(message.attachments[0].id.to_string(), "1");
}

#[test]
fn every_broken_rule_is_named_at_once() {
    let mut bad = draft();
    bad.sender = Some(number("0123456789"));
    bad.recipient = EboxId::Enterprise(number("0852093432"));
    bad.subject = bad.subject.with(Language::Fr, "Une lettre");
    bad.attachments = vec![described("upfile1", false)];
    bad.is_registered = true;
    let mut wrong = file("upfile2");
    wrong.content_type = Some("image/png".to_owned());
    assert_eq!(
        rules(check(bad, &[wrong])),
        [
            Rule::SenderMismatch,
            Rule::MessageConfiguration,
            Rule::Recipient("0852093432".to_owned()),
            Rule::SeveralLanguages,
            Rule::NoMainContent,
            Rule::MediaType,
            Rule::AttachmentPart,
            Rule::AttachmentPart,
            Rule::NotAllowed,
        ]
    );
}

#[test]
fn the_right_sender_is_named_to_whoever_names_another() {
    let mut bad = draft();
    bad.sender = Some(number("0123456789"));
    let causes = check(bad, &[file("upfile1")]).expect_err("refused");
    let detail = causes.into_iter().next().expect("a cause").detail;
    assert!(detail.contains(&format!("enterprise {SENDER}")), "{detail}");
}

#[test]
fn a_text_that_nobody_sees_is_none() {
    let mut bad = draft();
    bad.subject = LocalizedText::in_one(Language::Nl, "\u{200b}\u{202e} \u{ad}");
    bad.attention = Some(crate::message::Attention { ssin: None, label: Some("\u{2060}".to_owned()) });
    assert_eq!(rules(check(bad, &[file("upfile1")])), [Rule::Required, Rule::Required]);
}

#[test]
fn a_trio_of_the_other_sector_is_not_configured() {
    let mut bad = draft();
    bad.recipient = EboxId::Citizen("94022722580".parse().expect("an SSIN"));
    assert!(rules(check(bad, &[file("upfile1")])).contains(&Rule::MessageConfiguration));
}

#[test]
fn a_digest_of_other_bytes_is_refused() {
    let mut bad = draft();
    bad.attachments[0].digest = Some(Sha256Digest::new([8; 32]));
    assert_eq!(rules(check(bad, &[file("upfile1")])), [Rule::Digest]);
}

#[test]
fn business_data_must_be_configured_and_of_its_format() {
    let value = |text: &str| vec![LocalizedText::in_one(Language::Nl, text)];
    let data = |key: &str, text| DraftBusinessData { key: key.to_owned(), values: value(text) };
    let mut bad = draft();
    bad.business_data = vec![data("DATE", "2026-02-30"), data("OTHER", "x")];
    assert_eq!(rules(check(bad, &[file("upfile1")])), [Rule::InvalidValue, Rule::BusinessDataKey]);
    let mut good = draft();
    good.business_data = vec![data("DATE", "2026-02-28")];
    assert!(check(good.clone(), &[file("upfile1")]).is_ok());
    good.business_data = vec![data("DATE", "2026-02-28T10:00:00")];
    let causes = check(good, &[file("upfile1")]).expect_err("refused");
    assert!(causes[0].detail.contains("a day such as 2026-03-01"), "{causes:?}");
}

#[test]
fn an_action_takes_exactly_its_parameters() {
    let action = |parameters: BTreeMap<String, String>| {
        let mut draft = draft();
        draft.action = Some(DraftAction { id: "sign".parse().expect("an id"), parameters });
        check(draft, &[file("upfile1")])
    };
    assert_eq!(rules(action(BTreeMap::new())), [Rule::InvalidValue]);
    let accepted = action([("dossier".to_owned(), "42".to_owned())].into()).expect("accepted");
    let action = accepted.message().action.as_ref().expect("an action");
    assert_eq!(action.url.as_deref(), Some("https://sign.example/42"));
    assert_eq!(action.due.expect("a due date").to_string(), "2026-03-31T09:00:00Z");
}

#[test]
fn a_body_alone_can_be_the_main_content() {
    let mut alone = draft();
    alone.attachments.clear();
    alone.body = Some(LocalizedText::in_one(Language::Fr, "Tout est ici"));
    alone.is_body_main = true;
    assert!(check(alone.clone(), &[]).is_ok());
    alone.body = None;
    assert_eq!(rules(check(alone, &[])), [Rule::Required]);
}

#[test]
fn lengths_count_code_points() {
    let with_subject = |text: String| {
        let mut draft = draft();
        draft.subject = LocalizedText::in_one(Language::De, text);
        check(draft, &[file("upfile1")])
    };
    assert!(with_subject("\u{1F4EC}".repeat(MAX_SUBJECT)).is_ok());
    assert_eq!(rules(with_subject("é".repeat(MAX_SUBJECT + 1))), [Rule::OutOfRange]);
}

proptest! {
    /// Whatever is uploaded, a message has exactly one main content and one attachment for each file.
    #[test]
    fn accepted_messages_have_one_main_content_and_every_file(
        mains in proptest::collection::vec(any::<bool>(), 0..9),
        body_main: bool,
        sent in 0_usize..9,
    ) {
        let mut draft = draft();
        draft.attachments =
            mains.iter().enumerate().map(|(at, main)| described(&format!("upfile{at}"), *main)).collect();
        draft.is_body_main = body_main;
        draft.body = body_main.then(|| LocalizedText::in_one(Language::Nl, "tekst"));
        let files: Vec<_> = (0..sent).map(|at| file(&format!("upfile{at}"))).collect();
        let expected = sent == mains.len()
            && sent <= 6
            && mains.iter().filter(|main| **main).count() + usize::from(body_main) == 1;
        match check(draft, &files) {
            Ok(publication) => {
                prop_assert!(expected);
                prop_assert_eq!(publication.message().attachments.len(), sent);
            }
            Err(causes) => {
                prop_assert!(!expected);
                prop_assert!(causes.iter().all(|cause| !cause.field.is_empty() && !cause.detail.is_empty()));
            }
        }
    }
}
