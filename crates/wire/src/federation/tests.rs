use ebox_domain::{Environment, Fault, LocalizedText};
use serde_json::json;

use super::*;
use crate::render::status_message;

fn provider() -> Provider {
    let moment = |text: &str| text.parse().expect("a moment");
    Provider {
        id: "nsso".parse().expect("an id"),
        name: LocalizedText::untranslated("NSSO").with(ebox_domain::Language::En, "NSSO"),
        description: LocalizedText::untranslated("Social security"),
        v2_url: "https://host.example/v2/".to_owned(),
        v3_url: Some("https://host.example/v3/".to_owned()),
        activation: "2026-01-01".parse().expect("a day"),
        deactivation: None,
        technical_contact: "helpdesk@example.be".to_owned(),
        maintenance: vec![
            MaintenanceWindow::new(moment("2026-03-01T10:00:00Z"), moment("2026-03-01T11:00:00Z"))
                .expect("a window"),
        ],
    }
}

#[test]
fn the_old_list_has_the_long_names_and_the_v2_address() {
    assert_eq!(
        serde_json::to_value(MessageProvider::new(&provider(), "https://host.example/federation/v1"))
            .expect("serialisable"),
        json!({
            "messageProviderId": "nsso",
            "messageProviderName": {"nl": "NSSO", "fr": "NSSO", "de": "NSSO", "en": "NSSO"},
            "messageProviderDescription": {
                "nl": "Social security",
                "fr": "Social security",
                "de": "Social security",
            },
            "messageProviderUrl": "https://host.example/v2/",
            "messageProviderActivationDate": "2026-01-01",
            "messageProviderTechnicalContact": "helpdesk@example.be",
            "messageProviderPlannedMaintenance": [
                {"startDate": "2026-03-01T11:00:00+01:00", "endDate": "2026-03-01T12:00:00+01:00"},
            ],
            "apiSupportedVersion": "2.1",
            "_links": {"self": {"href": "https://host.example/federation/v1/messageProviders/nsso"}},
        })
    );
}

#[test]
fn the_new_list_prefers_v3() {
    let registries = MessageRegistries::new(&[provider()]);
    assert_eq!(registries.total, 1);
    assert_eq!(registries.items[0].url, "https://host.example/v3/");
    assert_eq!(registries.items[0].api_supported_version, "3.0");
    let only_v2 = Provider { v3_url: None, ..provider() };
    assert_eq!(MessageRegistry::from(&only_v2).api_supported_version, "2.1");
}

#[test]
fn the_new_list_is_read_with_the_long_names_too() {
    let old = serde_json::to_value(MessageProvider::new(&provider(), "https://host.example/"))
        .expect("serialisable");
    let read: MessageRegistry = serde_json::from_value(old).expect("readable");
    assert_eq!((read.id.as_str(), read.planned_maintenances.len()), ("nsso", 1));
}

#[test]
fn errors_name_the_environment_in_capitals() {
    let message = status_message(&Fault::UnknownPath, uuid::Uuid::nil(), None, Environment::Acc);
    assert_eq!(FederationStatusMessage::from(message).environment.as_deref(), Some("ACCEPTATION"));
}
