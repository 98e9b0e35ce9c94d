use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Role, SenderConfiguration, SignedConfiguration};

fn document() -> Value {
    json!({
        "dossier": "2026-0007",
        "environment": "acc",
        "provider": "nsso",
        "enterpriseNumber": "0220916609",
        "reference": {
            "organizations": [{ "id": "0220916609", "shortName": { "nl": "Dienst" } }],
            "applications": [{ "id": "app", "name": { "nl": "App" } }],
            "messageTypes": [
                { "id": "TYPE", "name": { "nl": "Brief" }, "validity": { "number": 6, "unit": "month" } }
            ],
            "trios": [{
                "organization": "0220916609", "application": "app", "messageType": "TYPE",
                "sectors": ["citizen", "enterprise"],
            }],
        },
        "client": { "name": "Dienst", "certificates": ["-----BEGIN CERTIFICATE-----"] },
    })
}

fn mistakes(document: &Value) -> Vec<String> {
    let causes = SenderConfiguration::read(document).expect_err("mistakes");
    causes.into_iter().map(|cause| cause.field).collect()
}

#[test]
fn a_document_is_read_and_written_as_it_is() {
    let read = SenderConfiguration::read(&document()).expect("read");
    assert_eq!(read.reference.trios.len(), 2);
    let written = serde_json::to_value(SenderConfiguration::from(&read)).expect("serialisable");
    assert_eq!(SenderConfiguration::read(&written).expect("read again"), read);
    let mut without = document();
    without.as_object_mut().expect("an object").remove("client");
    assert_eq!(SenderConfiguration::read(&without).expect("read").client, None);
}

#[test]
fn every_mistake_is_named_by_its_field() {
    let mut wrong = document();
    wrong["dossier"] = json!("2026/7");
    wrong["environment"] = json!("test");
    wrong["enterpriseNumber"] = json!("220916609");
    wrong["reference"]["messageTypes"][0]["validity"]["unit"] = json!("week");
    wrong["client"]["certificates"] = json!([]);
    wrong["client"]["secret"] = json!("x");
    wrong["more"] = json!(1);
    assert_eq!(
        mistakes(&wrong),
        [
            "dossier",
            "environment",
            "enterpriseNumber",
            "client.certificates",
            "client.secret",
            "more",
            "reference.messageTypes[TYPE].validity.unit",
        ]
    );
    assert_eq!(mistakes(&json!({})), ["dossier", "environment", "provider", "enterpriseNumber", "reference"]);
}

#[test]
fn what_is_of_others_or_useless_is_refused() {
    let mut wrong = document();
    let reference = &mut wrong["reference"];
    reference["organizations"] = json!([{ "id": "0123456789", "shortName": { "nl": "Ander" } }]);
    let idle = json!({ "id": "idle", "name": { "nl": "I" } });
    reference["applications"].as_array_mut().expect("a list").push(idle);
    reference["trios"][0]["organization"] = json!("0123456789");
    assert_eq!(
        mistakes(&wrong),
        [
            "reference.organizations",
            "reference.organizations[0123456789]",
            "reference.trios[0123456789, app, TYPE]",
            "reference.applications[idle]",
        ]
    );
}

#[test]
fn the_payload_of_a_signed_file_says_when_it_was_signed() {
    let read = SenderConfiguration::read(&document()).expect("read");
    let at = Timestamp::from_second(1_800_000_000).expect("in range");
    let payload = SignedConfiguration::payload(&SenderConfiguration::from(&read), at);
    let signed = SignedConfiguration::read(&payload).expect("read");
    assert_eq!((signed.at, signed.configuration), (at, read));
    let causes = SignedConfiguration::read(&json!({ "configuration": document() })).expect_err("no moment");
    assert_eq!(causes[0].field, "iat");
}

#[test]
fn a_provider_needs_a_client_and_no_reference_data() {
    let mut provider = document();
    provider["role"] = json!("provider");
    assert_eq!(mistakes(&provider), ["reference"]);
    provider.as_object_mut().expect("an object").remove("reference");
    let read = SenderConfiguration::read(&provider).expect("read");
    assert_eq!(read.role, Role::Provider);
    assert_eq!(serde_json::to_value(SenderConfiguration::from(&read)).expect("serialisable"), provider);
    provider["role"] = json!("consumer");
    assert_eq!(mistakes(&provider), ["role"]);
}
