//! The provider registry: two lists, one answer.

use crate::script::{Script, clock, fixed, http, json, raw};
use ebox_client::{ListedProvider, ProviderRegistry};
use ebox_domain::{LocalizedText, provider::Availability};
use ebox_wire::routes::{Version, document_provider_registry, federation, join};
use serde_json::{Value, json};

fn old(id: &str) -> Value {
    json!({
        "messageProviderId": id,
        "messageProviderName": {"nl": "N", "en": "E"},
        "messageProviderDescription": {},
        "messageProviderUrl": format!("https://{id}.example/v2/"),
        "messageProviderActivationDate": "2026-01-01",
        "messageProviderTechnicalContact": "helpdesk@example.be",
        "apiSupportedVersion": "2.1",
    })
}

fn new(id: &str) -> Value {
    json!({
        "id": id,
        "name": {"nl": "N"},
        "url": format!("https://{id}.example/v3/"),
        "activationDate": "2026-04-01",
        "apiSupportedVersion": "3.0",
    })
}

fn registry(script: &Script) -> ProviderRegistry {
    let path = format!("{}{}", federation::BASE, federation::MESSAGE_PROVIDERS);
    ProviderRegistry::new(http(&clock()), fixed(), join(&script.url, &path))
}

#[tokio::test]
async fn both_lists_are_read_and_v3_is_preferred() {
    let script = Script::start([
        json(200, &json!([old("a"), old("b")])),
        json(200, &json!({"items": [new("b"), new("c")], "total": 2})),
    ])
    .await;
    let list = registry(&script).list().await.expect("a list");
    let called: Vec<(&str, Version)> =
        list.providers.iter().map(|provider| (provider.id.as_str(), provider.version)).collect();
    assert_eq!(called, [("a", Version::V2), ("b", Version::V3), ("c", Version::V3)]);
    assert_eq!(list.notices, Vec::<String>::new());
    let new_list =
        format!("GET {}{}", document_provider_registry::BASE, document_provider_registry::MESSAGE_REGISTRIES);
    assert_eq!(script.calls()[1], new_list);
}

#[tokio::test]
async fn a_provider_is_not_callable_before_its_first_day() {
    let script =
        Script::start([json(200, &json!([old("a")])), json(200, &json!({"items": [new("c")]}))]).await;
    let list = registry(&script).list().await.expect("a list");
    let now = "2026-03-01T10:00:00Z".parse().expect("a moment");
    let availability: Vec<_> = list.providers.iter().map(|provider| provider.availability(now)).collect();
    assert_eq!(availability, [Availability::Callable, Availability::NotYetActive]);
}

#[tokio::test]
async fn the_second_list_need_not_exist() {
    for status in [403, 404] {
        let script = Script::start([json(200, &json!([old("a")])), raw(status, &[], "")]).await;
        let list = registry(&script).list().await.expect("a list");
        assert_eq!((list.providers.len(), list.notices.len()), (1, 0));
    }
}

#[tokio::test]
async fn one_list_that_does_not_answer_is_a_notice_and_two_are_an_error() {
    let failing = || [raw(400, &[], ""), json(200, &json!({"items": [new("c")]}))];
    let script = Script::start(failing()).await;
    let list = registry(&script).list().await.expect("a list");
    assert_eq!((list.providers.len(), list.notices.len()), (1, 1));

    let script = Script::start([raw(400, &[], ""), raw(400, &[], "")]).await;
    assert_eq!(registry(&script).list().await.expect_err("none").status(), Some(400));
}

#[tokio::test]
async fn an_entry_that_cannot_be_read_hides_no_other() {
    let script =
        Script::start([json(200, &json!([old("a"), {"messageProviderId": "odd"}])), raw(404, &[], "")]).await;
    let list = registry(&script).list().await.expect("a list");
    assert_eq!(list.providers.len(), 1);
    assert!(list.notices[0].contains("\"odd\""), "{:?}", list.notices);
}

#[tokio::test]
async fn an_unlisted_provider_stands_in_where_no_list_names_one() {
    let unlisted = || ListedProvider {
        id: "simulation".to_owned(),
        name: LocalizedText::untranslated("Simulation"),
        description: LocalizedText::default(),
        url: "https://sim.example/v3".to_owned(),
        version: Version::V3,
        version_text: "3.0".to_owned(),
        activation: "2026-01-01".parse().expect("a day"),
        deactivation: None,
        technical_contact: String::new(),
        maintenance: vec![],
    };
    for (answer, ids, notices) in [
        (json(200, &json!([old("a")])), vec!["a"], 0),
        (json(200, &json!([])), vec!["simulation"], 0),
        (raw(404, &[], ""), vec!["simulation"], 1),
    ] {
        let script = Script::start([answer, raw(404, &[], "")]).await;
        let list = registry(&script).with_unlisted(unlisted()).list().await.expect("a list");
        let found: Vec<&str> = list.providers.iter().map(|provider| provider.id.as_str()).collect();
        assert_eq!((found, list.notices.len()), (ids, notices));
    }
}
