//! What the conformance suites of all ports share: effects to hand over, and a look at those that were kept; and what
//! every store of audit records must do, as tests that each adapter runs.

#![expect(missing_docs, clippy::missing_panics_doc, reason = "tests: their names are sentences")]

use std::future::Future;

use ebox_domain::{EboxId, Sha256Digest};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::{Attempts, Effects, History, Kept, Place, Record, RecordSink, Wanted};

/// A store under test.
pub trait Subject: RecordSink + History {}

impl<S: RecordSink + History> Subject for S {}

/// Stamps the whole suite: one test for each rule, each on a fresh store that `$open` makes.
#[macro_export]
macro_rules! audit_conformance {
    ($open:path) => {
        $crate::audit_conformance!($open:
            whoever_looks_back_sees_what_was_opened_in_the_own_ebox_and_nothing_else,
            openings_are_newest_first_and_pages_leave_nothing_out,
            openings_of_a_time_are_those_within_it,
            attempts_to_publish_are_those_of_the_enterprise_with_their_refusals_the_oldest_first,
            pages_of_attempts_leave_nothing_out,
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

/// A store that can tell how many effects it holds.
pub trait KeepsEffects: Sync {
    /// How many events and letters, and how many audit records the store holds.
    fn kept_effects(&self) -> impl Future<Output = (u64, u64)> + Send;
}

/// The effects of a change that leaves a record and tells nobody.
pub fn one_record() -> Effects {
    Effects::recorded(Record {
        token: Some(Sha256Digest::new([9; 32])),
        client_id: Some("client".to_owned()),
        ..Record::new(Timestamp::UNIX_EPOCH, "PUT", "/", 200)
    })
}

const OWN: &str = "0852093431";

fn moment(minute: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute)
}

/// Everything that was opened in the own e-Box.
fn everything() -> Wanted {
    let ebox = EboxId::from_key(OWN).expect("a key");
    Wanted { ebox, from: Timestamp::MIN, until: Timestamp::MAX, after: None, most: 100 }
}

fn opening(ebox: &str, minute: i64, message: &str) -> Record {
    Record {
        client_id: Some("client".to_owned()),
        ebox: EboxId::from_key(ebox),
        details: json!({ "messageId": message, "contentId": "body" }),
        ..Record::new(moment(minute), "GET", "/ebox/messages/1/body", 200)
    }
}

async fn keep(store: &impl Subject, records: impl IntoIterator<Item = Record>) {
    store.keep(&records.into_iter().collect::<Vec<_>>()).await.expect("kept");
}

async fn look(store: &impl Subject, wanted: Wanted) -> Vec<Kept> {
    store.openings(wanted).await.expect("looked back")
}

fn messages(kept: &[Kept]) -> Vec<&str> {
    kept.iter().filter_map(|kept| kept.record.details["messageId"].as_str()).collect()
}

pub async fn whoever_looks_back_sees_what_was_opened_in_the_own_ebox_and_nothing_else(store: &impl Subject) {
    let own = opening(OWN, 1, "own");
    let elsewhere = opening("0534530277", 1, "elsewhere");
    let list = Record { details: json!({ "messageIds": ["own"] }), ..own.clone() };
    let refused = Record { refusal: Some("not_found".to_owned()), status: 404, ..own.clone() };
    let nobody_s = Record { ebox: None, ..own.clone() };
    keep(store, [elsewhere, list, refused, nobody_s, own.clone()]).await;
    let seen = look(store, everything()).await;
    assert_eq!(seen.iter().map(|kept| &kept.record).collect::<Vec<_>>(), [&own]);
}

pub async fn openings_are_newest_first_and_pages_leave_nothing_out(store: &impl Subject) {
    // Kept in another order than they happened, and several in one moment.
    let minutes = [3, 1, 2, 2, 2, 5];
    let named = minutes.iter().enumerate();
    keep(store, named.map(|(place, minute)| opening(OWN, *minute, &format!("{minute}{place}")))).await;
    let newest_first = ["55", "30", "24", "23", "22", "11"];
    assert_eq!(messages(&look(store, everything()).await), newest_first);
    let mut read = Vec::new();
    let mut after: Option<Place> = None;
    loop {
        let page = look(store, Wanted { most: 2, after, ..everything() }).await;
        assert!(page.len() <= 2);
        let Some(last) = page.last() else { break };
        after = Some(last.place());
        read.extend(page);
    }
    assert_eq!(messages(&read), newest_first);
    let many = Wanted { most: u32::MAX, ..everything() };
    assert!(look(store, many).await.len() <= Wanted::MOST as usize);
}

pub async fn openings_of_a_time_are_those_within_it(store: &impl Subject) {
    keep(store, (1..=4).map(|minute| opening(OWN, minute, &minute.to_string()))).await;
    let within = Wanted { from: moment(2), until: moment(4), ..everything() };
    assert_eq!(messages(&look(store, within).await), ["3", "2"]);
}

/// An attempt of the sender of the tests.
fn attempt(minute: i64, url: &str, refusal: Option<&str>) -> Record {
    Record {
        enterprise: OWN.parse().ok(),
        refusal: refusal.map(str::to_owned),
        details: json!({ "publication": { "files": minute } }),
        ..Record::new(moment(minute), "POST", url, if refusal.is_some() { 400 } else { 201 })
    }
}

const V2: &str = "/REST/ebox/enterprise/messageRegistry/v2/publishMessage";
const V3: &str = "/REST/ebox/enterprise/messageRegistry/v3/ebox/messages";

fn attempts(after: Place, most: u32) -> Attempts {
    Attempts { enterprise: OWN.parse().expect("a number"), after, most }
}

pub async fn attempts_to_publish_are_those_of_the_enterprise_with_their_refusals_the_oldest_first(
    store: &impl Subject,
) {
    let accepted = attempt(3, V3, None);
    let refused = attempt(2, V2, Some("invalid"));
    let slashed = attempt(4, "/providers/own/messageRegistry/v3/ebox/messages/", None);
    let of_other = Record { enterprise: "0534530277".parse().ok(), ..accepted.clone() };
    let changed = Record { method: "PATCH".to_owned(), ..accepted.clone() };
    let replied = attempt(3, "/REST/ebox/enterprise/messageRegistry/v3/ebox/messages/1/replies", None);
    let before = attempt(1, V3, None);
    let all = [accepted.clone(), refused.clone(), of_other, changed, replied, slashed.clone(), before];
    keep(store, all).await;
    let after = Place { at: moment(1), number: u64::MAX };
    let kept = store.publications(attempts(after, 100)).await.expect("looked back");
    let records: Vec<Record> = kept.into_iter().map(|kept| kept.record).collect();
    assert_eq!(records, [refused, accepted, slashed]);
}

pub async fn pages_of_attempts_leave_nothing_out(store: &impl Subject) {
    // Two of them at the same moment.
    keep(store, [3, 1, 2, 2].map(|minute| attempt(minute, V3, None))).await;
    let mut after = Place { at: Timestamp::MIN, number: 0 };
    let mut read = Vec::new();
    loop {
        let page = store.publications(attempts(after, 1)).await.expect("looked back");
        let [one] = page.as_slice() else { break };
        after = one.place();
        read.push(one.record.at);
    }
    assert_eq!(read, [1, 2, 2, 3].map(moment));
    let many = store.publications(attempts(Place { at: Timestamp::MIN, number: 0 }, u32::MAX)).await;
    assert_eq!(many.expect("looked back").len(), 4);
}
