//! What every store of the registry must do, as tests that each adapter runs.
//!
//! An adapter calls every function of [`all`](macro@crate::registry_conformance) with a fresh store.

#![expect(missing_docs, clippy::missing_panics_doc, reason = "tests: their names are sentences")]

use std::future::Future;

use bytes::Bytes;
use ebox_audit::{Effects, Record};
use ebox_content::{Kept, SmallContent};
use ebox_domain::{
    EboxId, FileName, Language, LocalizedText, MediaType, MessageId, PartitionId, Sha256Digest,
    event::{Event, EventKind},
    message::{Attachment, Message, Sender},
    page::PageRequest,
    reference::{Logo, Profile, ReferenceData, SenderOrganization},
};
use jiff::Timestamp;

use crate::{
    idempotency::IdempotencyKey,
    list::Filter,
    port::{Named, NewKey, NewMessage, Opened, Outcome, RegistryStore, UseOfKey},
};

mod changes;
mod mailbox;

pub use changes::*;
pub use mailbox::*;

/// A store under test, and what the tests must be able to see of it.
pub trait Subject: RegistryStore + SmallContent {
    /// How many events and audit records the store holds.
    fn effects(&self) -> impl Future<Output = (u64, u64)> + Send;
}

/// Stamps the whole suite: one test for each rule, each on a fresh store that `$open` makes.
#[macro_export]
macro_rules! registry_conformance {
    ($open:path) => {
        $crate::registry_conformance!($open:
            a_message_comes_back_as_it_was_published,
            lists_are_newest_first_and_total_counts_all_pages,
            filters_are_all_applied,
            an_expired_message_is_gone_from_every_answer,
            another_ebox_sees_nothing,
            a_message_is_read_once_and_its_event_told_once,
            a_key_makes_one_message,
            simultaneous_uses_of_a_key_make_one_message,
            keys_of_other_senders_and_applications_are_other_keys,
            a_failing_publication_leaves_nothing,
            simultaneous_copies_for_a_recipient_are_one,
            small_content_is_shared,
            the_summary_counts_what_is_available,
            reference_data_is_replaced_whole,
            messages_are_counted_by_what_they_name,
            lists_and_totals_agree_with_a_plain_scan,
            searches_agree_with_a_plain_scan_in_four_scripts,
            who_follows_the_changes_holds_what_a_walk_shows,
            nobody_follows_from_a_place_in_other_changes,
            changes_are_made_to_all_messages_or_to_none,
            an_action_is_executed_once,
            a_sender_learns_what_became_of_its_messages,
            what_expired_is_taken_out_and_later_forgotten_with_its_content,
            an_ebox_receives_its_messages_one_after_another,
        );
    };
    ($open:path: $($name:ident,)+) => {
        $(
            #[tokio::test]
            async fn $name() {
                let (store, _keep) = $open().await;
                $crate::conformance::$name(&store).await;
            }
        )+
    };
}

fn ebox(number: &str) -> EboxId {
    EboxId::from_key(number).expect("an e-Box")
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).expect("in range")
}

fn record(status: u16) -> Record {
    Record {
        token: Some(Sha256Digest::new([9; 32])),
        client_id: Some("client".to_owned()),
        ..Record::new(at(0), "POST", "/ebox/messages", status)
    }
}

/// A message number `n` of the e-Box, received `n` seconds after the beginning, kept for 1000 seconds.
fn message(n: u8) -> Message {
    let attachment = |place: u16, bytes: &[u8]| Attachment {
        id: ebox_domain::AttachmentId::new(place).expect("from 1"),
        file_name: FileName::new(&format!("file {place}.pdf")).expect("a name"),
        title: None,
        is_main: place == 1,
        is_signed: place == 2,
        media_type: MediaType::Pdf,
        size: bytes.len() as u64,
        digest: ebox_content::sha256(bytes),
    };
    Message {
        id: MessageId::from(uuid::Uuid::from_u128(u128::from(n))),
        ebox: ebox("0852093431"),
        partition: PartitionId::general(),
        sender: Sender {
            enterprise: "0220916609".parse().expect("a number"),
            partition: Some("Another_partition".parse().expect("a partition")),
            application: "app".parse().expect("an id"),
        },
        message_type: "KIND-1".parse().expect("an id"),
        subject: LocalizedText::in_one(Language::Fr, format!("Été {n}")),
        received: at(i64::from(n)),
        expires: at(i64::from(n) + 1000),
        read: None,
        is_visible: true,
        is_registered: n.is_multiple_of(2),
        is_reply_authorized: true,
        has_body: true,
        is_body_main: false,
        attention: Some(ebox_domain::message::Attention {
            ssin: Some("94022722580".parse().expect("an SSIN")),
            label: Some("Service".to_owned()),
        }),
        original: Some("any id".parse().expect("an id")),
        business_data: vec![ebox_domain::message::BusinessData {
            key: "BCE IP".to_owned(),
            name: LocalizedText::untranslated("Name"),
            values: vec![LocalizedText::in_one(Language::Nl, "waarde")],
        }],
        payment: Some(ebox_domain::payment::PaymentData {
            id: "2026/17".to_owned(),
            amount: ebox_domain::payment::Amount::from_thousandths(121_500),
            vat: ebox_domain::payment::Amount::from_thousandths(0),
            currency: "EUR".parse().expect("a currency"),
            due: at(7),
            iban: "BE68539007547034".parse().expect("an account"),
            bic: Some("GEBABEBB".parse().expect("a bank")),
            reference: Some(r#"{"structured":"+++090/9337/55493+++"}"#.to_owned()),
        }),
        action: Some(ebox_domain::message::MessageAction {
            id: "sign".parse().expect("an id"),
            label: LocalizedText::untranslated("Sign"),
            url: Some("https://sign.example/1".to_owned()),
            due: Some(at(500)),
            executed: None,
            parameters: [("dossier".to_owned(), "1".to_owned())].into(),
        }),
        attachments: vec![attachment(1, b"main"), attachment(2, b"annex")],
    }
}

fn new(message: Message) -> NewMessage {
    let event = Event::about(&message, EventKind::NewDocument, message.received);
    let content = |bytes: &'static [u8]| Kept {
        digest: ebox_content::sha256(bytes),
        size: bytes.len() as u64,
        small: Some(Bytes::from_static(bytes)),
    };
    NewMessage {
        publisher: message.sender.enterprise,
        body: Some(LocalizedText::in_one(Language::Fr, "Le texte")),
        message,
        content: vec![content(b"main"), content(b"annex")],
        key: None,
        effects: Effects::recorded(record(201)).with_event(event),
        duplicate: record(409),
        executes: None,
    }
}

fn with_key(mut new: NewMessage, key: &str, fingerprint: u8) -> NewMessage {
    new.key = Some(NewKey {
        key: new_key(key),
        fingerprint: Sha256Digest::new([fingerprint; 32]),
        kept_until: at(100_000),
    });
    new
}

fn new_key(key: &str) -> IdempotencyKey {
    IdempotencyKey::from_header(format!("\"{key}\"").as_bytes()).expect("a key")
}

async fn publish(store: &impl Subject, message: Message) {
    assert!(is_stored(store.publish(new(message)).await.expect("published")));
}

fn is_stored(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Stored { .. })
}

async fn ids(store: &impl Subject, filter: Filter) -> Vec<u128> {
    let page = PageRequest::new(1, 100).expect("a page");
    let page = store.messages(ebox("0852093431"), &filter, page, at(900)).await.expect("listed");
    assert_eq!(page.total, page.items.len() as u64);
    page.items.iter().map(|message| message.id.as_uuid().as_u128()).collect()
}

pub async fn a_message_comes_back_as_it_was_published(store: &impl Subject) {
    publish(store, message(1)).await;
    let found = store.message(ebox("0852093431"), message(1).id, at(2)).await.expect("read");
    assert_eq!(found, Some(message(1)));
    let body = store.body(ebox("0852093431"), message(1).id).await.expect("read");
    assert_eq!(body, Some(LocalizedText::in_one(Language::Fr, "Le texte")));
    assert_eq!(store.effects().await, (1, 1));
}

pub async fn lists_are_newest_first_and_total_counts_all_pages(store: &impl Subject) {
    let mut twin = message(3);
    twin.id = MessageId::from(uuid::Uuid::from_u128(99));
    // The third arrives late, the twin at the same moment as another: both are received after what is there.
    for message in [message(1), message(3), message(2), twin] {
        publish(store, message).await;
    }
    assert_eq!(ids(store, Filter::default()).await, [99, 2, 3, 1]);
    let second = PageRequest::new(2, 3).expect("a page");
    let page = store.messages(ebox("0852093431"), &Filter::default(), second, at(900)).await.expect("listed");
    assert_eq!((page.items.len(), page.total), (1, 4));
    let beyond = PageRequest::new(9, 3).expect("a page");
    let page = store.messages(ebox("0852093431"), &Filter::default(), beyond, at(900)).await.expect("listed");
    assert_eq!((page.items.len(), page.total), (0, 4));
}

pub async fn filters_are_all_applied(store: &impl Subject) {
    for n in 1..=4 {
        let mut message = message(n);
        if n == 4 {
            message.partition = "OTHER".parse().expect("a partition");
            message.message_type = "KIND-2".parse().expect("an id");
            message.sender.enterprise = "0123456789".parse().expect("a number");
            message.sender.application = "other".parse().expect("an id");
        }
        publish(store, message).await;
    }
    store.open(ebox("0852093431"), message(2).id, at(10), Effects::default()).await.expect("opened");
    let all = Filter::default;
    let cases = [
        (Filter { received_from: Some(at(2)), ..all() }, vec![4, 3, 2]),
        (Filter { received_until: Some(at(2)), ..all() }, vec![1]),
        (Filter { expires_from: Some(at(1003)), ..all() }, vec![4, 3]),
        (Filter { expires_until: Some(at(1003)), ..all() }, vec![2, 1]),
        (Filter { is_read: Some(true), ..all() }, vec![2]),
        (Filter { is_read: Some(false), ..all() }, vec![4, 3, 1]),
        (Filter { is_visible: Some(false), ..all() }, vec![]),
        (Filter { is_registered: Some(true), ..all() }, vec![4, 2]),
        (Filter { partitions: Some(vec!["GENERAL".to_owned()]), ..all() }, vec![3, 2, 1]),
        (Filter { message_type: Some("KIND-2".to_owned()), ..all() }, vec![4]),
        (Filter { organization: Some("0123456789".to_owned()), ..all() }, vec![4]),
        (Filter { application: Some("app".to_owned()), ..all() }, vec![3, 2, 1]),
        (Filter { organization: Some("nobody".to_owned()), ..all() }, vec![]),
        (Filter { is_read: Some(false), is_registered: Some(true), ..all() }, vec![4]),
    ];
    for (filter, expected) in cases {
        assert_eq!(ids(store, filter.clone()).await, expected, "{filter:?}");
    }
}

pub async fn an_expired_message_is_gone_from_every_answer(store: &impl Subject) {
    publish(store, message(1)).await;
    let (id, ebox, expiry) = (message(1).id, message(1).ebox, message(1).expires);
    assert_eq!(store.message(ebox, id, expiry).await.expect("read"), None);
    let page =
        store.messages(ebox, &Filter::default(), PageRequest::default(), expiry).await.expect("listed");
    assert_eq!((page.items.len(), page.total), (0, 0));
    assert_eq!(store.open(ebox, id, expiry, Effects::recorded(record(200))).await.expect("answered"), None);
    assert_eq!(store.summary(ebox, None, expiry).await.expect("counted").messages, 0);
}

pub async fn another_ebox_sees_nothing(store: &impl Subject) {
    publish(store, message(1)).await;
    let other = ebox("0534530277");
    assert_eq!(store.message(other, message(1).id, at(2)).await.expect("read"), None);
    assert_eq!(store.body(other, message(1).id).await.expect("read"), None);
    assert_eq!(store.open(other, message(1).id, at(2), Effects::default()).await.expect("answered"), None);
    let page =
        store.messages(other, &Filter::default(), PageRequest::default(), at(2)).await.expect("listed");
    assert_eq!((page.items.len(), page.total), (0, 0));
}

pub async fn a_message_is_read_once_and_its_event_told_once(store: &impl Subject) {
    publish(store, message(1)).await;
    let (ebox, id) = (message(1).ebox, message(1).id);
    let effects = || {
        let event = Event::about(&message(1), EventKind::ReadDocument, at(5));
        Effects::recorded(record(200)).with_event(event)
    };
    assert_eq!(store.open(ebox, id, at(5), effects()).await.expect("opened"), Some(Opened::FirstTime));
    assert_eq!(store.open(ebox, id, at(6), effects()).await.expect("opened"), Some(Opened::Again));
    let found = store.message(ebox, id, at(7)).await.expect("read").expect("there");
    assert_eq!(found.read, Some(at(5)));
    assert_eq!(store.effects().await, (2, 3));
    assert_eq!(store.summary(ebox, None, at(7)).await.expect("counted").last_consultation, Some(at(6)));
}

pub async fn a_key_makes_one_message(store: &impl Subject) {
    let first = with_key(new(message(1)), "k", 1);
    assert!(is_stored(store.publish(first).await.expect("published")));
    for (n, fingerprint, is_same) in [(2, 1, true), (3, 2, false)] {
        let again = with_key(new(message(n)), "k", fingerprint);
        let outcome = store.publish(again).await.expect("answered");
        assert_eq!(outcome, Outcome::Duplicate { first: message(1).id, is_same });
    }
    let (sender, key) = (message(1).sender, new_key("k"));
    let found = store.use_of_key(sender.enterprise, &sender.application, &key, at(0)).await.expect("read");
    let publisher = sender.enterprise;
    let fingerprint = Sha256Digest::new([1; 32]);
    assert_eq!(found, Some(UseOfKey { message: message(1).id, publisher, fingerprint }));
    let found = store
        .use_of_key(sender.enterprise, &sender.application, &new_key("other"), at(0))
        .await
        .expect("read");
    assert_eq!(found, None);
    assert_eq!(ids(store, Filter::default()).await, [1]);
    // One event, and a record of each attempt.
    assert_eq!(store.effects().await, (1, 3));
}

pub async fn simultaneous_uses_of_a_key_make_one_message(store: &impl Subject) {
    let uses = (1..=50).map(|n| store.publish(with_key(new(message(n)), "k", 1)));
    let outcomes = futures_util::future::join_all(uses).await;
    let stored = outcomes.into_iter().filter(|outcome| matches!(outcome, Ok(Outcome::Stored { .. }))).count();
    assert_eq!(stored, 1);
    assert_eq!(ids(store, Filter::default()).await.len(), 1);
}

pub async fn keys_of_other_senders_and_applications_are_other_keys(store: &impl Subject) {
    for n in 1..=3 {
        let mut message = message(n);
        if n == 2 {
            message.sender.enterprise = "0123456789".parse().expect("a number");
        }
        if n == 3 {
            message.sender.application = "other".parse().expect("an id");
        }
        let outcome = store.publish(with_key(new(message), "k", 1)).await.expect("published");
        assert!(is_stored(outcome));
    }
}

pub async fn a_failing_publication_leaves_nothing(store: &impl Subject) {
    publish(store, message(1)).await;
    // The same identifier again fails in the middle of the unit of work; others of its group do not.
    let twice = with_key(new(message(1)), "k", 1);
    let (failed, stored) = tokio::join!(store.publish(twice), store.publish(new(message(2))));
    assert!(failed.is_err());
    assert!(is_stored(stored.expect("published")));
    assert_eq!(store.effects().await, (2, 2));
    let outcome = store.publish(with_key(new(message(3)), "k", 1)).await.expect("published");
    assert!(is_stored(outcome), "the failed one left its key");
}

pub async fn simultaneous_copies_for_a_recipient_are_one(store: &impl Subject) {
    publish(store, message(1)).await;
    let further = ebox("0123456789");
    let copy = || NewMessage { message: Message { ebox: further, ..message(1) }, ..new(message(1)) };
    let copies = futures_util::future::join_all((0..20).map(|_| store.link(copy()))).await;
    assert!(copies.iter().all(Result::is_ok), "{copies:?}");
    // The one who has it already keeps it as it is.
    store.open(further, message(1).id, at(2), Effects::default()).await.expect("opened");
    store.link(copy()).await.expect("answered");
    let page =
        store.messages(further, &Filter::default(), PageRequest::default(), at(3)).await.expect("listed");
    assert_eq!(page.items, [Message { ebox: further, read: Some(at(2)), ..message(1) }]);
    assert_eq!(store.summary(further, None, at(3)).await.expect("counted").messages, 1);
    assert_eq!(store.effects().await, (2, 2), "one event and one record for each of both");
}

pub async fn small_content_is_shared(store: &impl Subject) {
    publish(store, message(1)).await;
    publish(store, message(2)).await;
    let digest = ebox_content::sha256(b"main");
    assert_eq!(store.small_content(&digest).await.expect("read"), Some(Bytes::from_static(b"main")));
    let unknown = ebox_content::sha256(b"unknown");
    assert_eq!(store.small_content(&unknown).await.expect("read"), None);
}

pub async fn the_summary_counts_what_is_available(store: &impl Subject) {
    let empty = store.summary(ebox("0852093431"), None, at(0)).await.expect("counted");
    assert_eq!(empty, ebox_domain::message::Summary::default());
    publish(store, message(1)).await;
    publish(store, message(2)).await;
    store.open(ebox("0852093431"), message(1).id, at(10), Effects::default()).await.expect("opened");
    let summary = store.summary(ebox("0852093431"), None, at(20)).await.expect("counted");
    assert_eq!((summary.messages, summary.unread, summary.bytes), (2, 1, 18));
    assert_eq!(summary.last_receipt, Some(at(2)));
}

fn logo(language: Option<Language>) -> Logo {
    let image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x20\xff".to_vec();
    Logo::new(language, image).expect("a logo")
}

pub async fn reference_data_is_replaced_whole(store: &impl Subject) {
    assert_eq!(store.reference_data().await.expect("read"), ReferenceData::default());
    let organization = SenderOrganization {
        id: "0220916609".parse().expect("a number"),
        short_name: LocalizedText::untranslated("Short"),
        long_name: LocalizedText::untranslated("Long"),
        profile: Profile {
            url: LocalizedText::untranslated("https://sender.example"),
            logos: vec![logo(Some(Language::Fr)), logo(None)],
            contact_business: Some("contact@sender.example".to_owned()),
            contact_technical: Some("helpdesk@sender.example".to_owned()),
        },
        may_register: true,
        is_mandatary: true,
    };
    let data =
        ReferenceData { organizations: [(organization.id, organization)].into(), ..ReferenceData::default() };
    store.replace_reference_data(data.clone(), Effects::recorded(record(200))).await.expect("replaced");
    assert_eq!(store.reference_data().await.expect("read"), data);
    store.replace_reference_data(ReferenceData::default(), Effects::default()).await.expect("replaced");
    assert_eq!(store.reference_data().await.expect("read"), ReferenceData::default());
}

pub async fn messages_are_counted_by_what_they_name(store: &impl Subject) {
    for n in 1..=3 {
        let mut message = message(n);
        if n == 3 {
            message.ebox = ebox("0123456789");
            message.message_type = "KIND-2".parse().expect("an id");
            message.sender.application = "other".parse().expect("an id");
        }
        publish(store, message).await;
    }
    let organization = |number: &str| Named::Organization(number.parse().expect("a number"));
    let application = |id: &str| Named::Application(id.parse().expect("an id"));
    let message_type = |id: &str| Named::MessageType(id.parse().expect("an id"));
    let named = [
        organization("0220916609"),
        organization("0123456789"),
        application("app"),
        application("other"),
        message_type("KIND-1"),
        message_type("KIND-2"),
        message_type("app"),
    ];
    assert_eq!(store.messages_naming(&named).await.expect("counted"), [3, 0, 2, 1, 2, 1, 0]);
}
