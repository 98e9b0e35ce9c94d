use std::sync::Mutex;

use async_trait::async_trait;
use axum::{Router, body::Body, routing::post};
use ebox_domain::{Cause, MessageId, Rule, StoreError};
use http::StatusCode;
use jiff::Timestamp;
use tower::ServiceExt as _;

use super::*;
use crate::face::{Face, recorded_face};

#[derive(Default)]
struct Trail {
    records: Mutex<Vec<Record>>,
    is_broken: bool,
}

#[async_trait]
impl RecordSink for Trail {
    async fn keep(&self, records: &[Record]) -> Result<(), StoreError> {
        if self.is_broken {
            return Err(StoreError::new("keep audit records", std::io::Error::other("broken")));
        }
        self.records.lock().expect("no panic").extend_from_slice(records);
        Ok(())
    }
}

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        "2026-03-01T12:00:00Z".parse().expect("a moment")
    }
}

const PERSON: &str = "94022722580";

/// A service whose one operation is refused with this fault, for a caller who is known or not.
async fn refused(trail: &Arc<Trail>, method: &str, path: &str, fault: Fault, is_known: bool) -> StatusCode {
    let person_key = PersonKey::new([7; PersonKey::LENGTH]);
    let attempts = Attempts { records: trail.clone(), clock: Arc::new(Noon), person_key };
    let handler = async move |request: Request| {
        if is_known {
            let person = PERSON.parse().ok();
            let who = Who { client_id: Some("client".to_owned()), person, ..Who::default() };
            identify(request.extensions(), who);
        }
        Err::<(), Refusal>(fault.into())
    };
    let things = Router::new().route("/things", post(handler.clone()).get(handler.clone()));
    let things = things.route("/things/search", post(handler));
    let router = Router::new().nest("/v1", recorded_face(things, attempts, Face::Problem));
    let request = Request::builder().method(method).uri(format!("/v1{path}?secret=1"));
    let request = request.body(Body::empty()).expect("a request");
    router.oneshot(request).await.expect("an answer").status()
}

fn invalid() -> Fault {
    Fault::one(Cause::body(Rule::InvalidValue, "name", "give another").with_value("a secret"))
}

#[tokio::test]
async fn a_refusal_is_recorded_with_its_code_and_fields_and_never_a_value() {
    let trail = Arc::new(Trail::default());
    assert_eq!(refused(&trail, "POST", "/things", invalid(), true).await, 400);
    let person = PersonKey::new([7; PersonKey::LENGTH]).hash(PERSON.parse().expect("a number"));
    let expected = Record {
        client_id: Some("client".to_owned()),
        person: Some(person),
        refusal: Some("invalid".to_owned()),
        details: json!({ "fields": ["name"], "rules": ["invalidValue"] }),
        ..Record::new(Noon.now(), "POST", "/v1/things", 400)
    };
    assert_eq!(*trail.records.lock().expect("no panic"), [expected]);
}

#[tokio::test]
async fn reads_strangers_and_what_the_store_recorded_leave_nothing_here() {
    let trail = Arc::new(Trail::default());
    assert_eq!(refused(&trail, "GET", "/things", invalid(), true).await, 400);
    assert_eq!(refused(&trail, "POST", "/things/search", invalid(), true).await, 400);
    assert_eq!(refused(&trail, "POST", "/things", Fault::NoToken, false).await, 401);
    let message: MessageId = "018f6b2e-0000-7000-8000-000000000000".parse().expect("an id");
    let duplicate = Fault::DuplicatePublication { message, is_same: true };
    assert_eq!(refused(&trail, "POST", "/things", duplicate, true).await, 409);
    assert!(trail.records.lock().expect("no panic").is_empty());
}

#[tokio::test]
async fn a_refusal_that_cannot_be_recorded_is_a_failure() {
    let trail = Arc::new(Trail { is_broken: true, ..Trail::default() });
    assert_eq!(refused(&trail, "POST", "/things", invalid(), true).await, 500);
}
