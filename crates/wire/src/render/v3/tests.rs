use ebox_domain::{Causes, MessageId, fault::no_such_message};
use serde_json::json;

use super::*;

fn render(fault: &Fault) -> serde_json::Value {
    serde_json::to_value(problem(fault, Uuid::nil())).expect("serialisable")
}

#[test]
fn all_causes_are_issues_at_once() {
    let rendered = render(&Fault::Invalid(Causes::from(vec![
        Cause::body(Rule::Required, "subject", "add it"),
        Cause::query(Rule::InvalidValue, "page", "use a number").with_value("x"),
    ])));
    assert_eq!(
        rendered,
        json!({
            "type": "urn:problem-type:belgif:badRequest",
            "href": "https://www.belgif.be/specification/rest/api-guide/problems/badRequest.html",
            "title": "Bad Request",
            "status": 400,
            "detail": "2 issues; see issues",
            "instance": "urn:uuid:00000000-0000-0000-0000-000000000000",
            "issues": [
                {
                    "type": "urn:problem-type:belgif-ext:input-validation:requiredInput",
                    "title": "Input is required",
                    "detail": "add it",
                    "in": "body",
                    "name": "subject",
                },
                {
                    "type": "urn:problem-type:belgif:input-validation:schemaViolation",
                    "href": "https://www.belgif.be/specification/rest/api-guide/issues/schemaViolation.html",
                    "title": "Input isn't valid with respect to schema",
                    "detail": "use a number",
                    "in": "query",
                    "name": "page",
                    "value": "x",
                },
            ],
        })
    );
}

#[test]
fn each_type_has_the_members_that_belong_to_it() {
    let message = MessageId::from(Uuid::nil());
    let cases = [
        (
            Fault::MissingScope(vec!["scope:a"]),
            "urn:problem-type:belgif:missingScope",
            json!({"requiredScopes": ["scope:a"]}),
        ),
        (
            Fault::TooLarge { what: "upfile1".to_owned(), limit: 7 },
            "urn:problem-type:belgif:payloadTooLarge",
            json!({"limit": 7}),
        ),
        (
            Fault::DuplicatePublication { message, is_same: false },
            "urn:problem-type:ebox:duplicatePublication",
            json!({"messageId": message.to_string(), "isSamePublication": false}),
        ),
        (Fault::TooManyRequests(3), "urn:problem-type:belgif:tooManyRequests", json!({"retryAfterSec": 3})),
        (Fault::Unavailable(4), "urn:problem-type:belgif:serviceUnavailable", json!({"retryAfterSec": 4})),
    ];
    for (fault, kind, members) in cases {
        let rendered = render(&fault);
        assert_eq!(rendered["type"], kind);
        assert_eq!(rendered["status"], fault.status());
        for (name, value) in members.as_object().expect("an object") {
            assert_eq!(&rendered[name], value, "{kind}");
        }
    }
}

#[test]
fn what_is_not_found_is_named_with_its_place() {
    let rendered = render(&Fault::no_message("7"));
    assert_eq!(rendered["type"], "urn:problem-type:belgif:resourceNotFound");
    assert_eq!(rendered["issues"][0]["in"], "path");
    assert_eq!(rendered["issues"][0]["name"], "messageId");
    assert_eq!(rendered["issues"][0]["value"], "7");
}

#[test]
fn what_is_named_elsewhere_than_in_the_path_is_said_to_be_there() {
    let key = Cause::query(Rule::NotFound, "idempotencyKey", "publish first").with_value("k");
    let causes = vec![no_such_message("items[1].messageId", "7"), key];
    let rendered = render(&Fault::NamedNotFound { what: "Message", causes: causes.into() });
    assert_eq!(rendered["type"], "urn:problem-type:belgif:resourceNotFound");
    assert_eq!(rendered["status"], 404);
    let issue = &rendered["issues"][0];
    assert_eq!((&issue["in"], &issue["name"]), (&json!("body"), &json!("items[1].messageId")));
    assert_eq!(issue["value"], "7");
    assert_eq!(issue["type"], "urn:problem-type:belgif:input-validation:referencedResourceNotFound");
    assert_eq!(rendered["issues"][1]["in"], "query");
}

#[test]
fn a_problem_of_anyone_reads_back_whatever_it_leaves_out() {
    let read: Problem =
        serde_json::from_value(json!({"type": "urn:x", "status": 418, "more": [1]})).expect("a problem");
    assert_eq!((read.kind.as_str(), read.status), ("urn:x", 418));
}

#[test]
fn a_refusal_names_the_first_hundred_causes_and_counts_the_others() {
    let cause = |at: usize| Cause::body(Rule::Unknown, format!("list[{at}]"), "leave it out");
    let rendered = render(&Fault::Invalid((0..20_000).map(cause).collect()));
    assert_eq!(rendered["issues"].as_array().map(Vec::len), Some(Causes::MAX));
    assert_eq!(rendered["detail"], "20000 issues; the first 100 are in issues");
    assert!(rendered.to_string().len() < 30_000);
}
