//! Text search, with every example of the public documentation.

use ebox_audit::Effects;
use ebox_domain::{
    LocalizedText,
    reference::{Profile, SenderApplication},
};
use ebox_registry::Settings;
use ebox_testkit::{APPLICATION, RegistryWorld, get, reference_data};
use serde_json::json;

use crate::{publish, v3_description};

const EXAMPLE: &str = "This is some random with Special cases like épinards and François, ok?";

/// How many messages both versions find.
async fn found(world: &RegistryWorld, text: &str, language: &str) -> u64 {
    let text = ebox_domain::percent::encode(text);
    let path = format!("/ebox/messages?q={text}&qlang={language}");
    let v2 = get(&world.v2, &path, "recipient").await.expect(200).json();
    let v3 = get(&world.v3, &path, "recipient").await.expect(200).json();
    assert_eq!(v2["totalItems"], v3["total"], "{text}");
    let total = v3["total"].as_u64().expect("a number");
    assert_eq!(v3["items"].as_array().map(Vec::len), usize::try_from(total).ok(), "{text}");
    total
}

async fn world_with_subject(settings: Settings, subject: serde_json::Value) -> RegistryWorld {
    let world = RegistryWorld::with(settings).await;
    let mut description = v3_description();
    description["subject"] = subject;
    publish(&world, &description).await;
    world
}

#[tokio::test]
async fn every_example_of_the_documentation_holds_in_both_versions() {
    let world = world_with_subject(Settings::default(), json!({ "fr": EXAMPLE })).await;
    for text in ["some", "me rando", "ok?", "François", "Francois", "epinards", "ép", "SOME RAND", EXAMPLE]
    {
        assert_eq!(found(&world, text, "fr").await, 1, "{text}");
    }
    for text in ["ok?This is", "This some random"] {
        assert_eq!(found(&world, text, "fr").await, 0, "{text}");
    }
}

#[tokio::test]
async fn a_text_is_searched_in_the_language_that_is_asked_for() {
    let mut settings = Settings::default();
    settings.publication.several_languages = true;
    let subject = json!({ "fr": "Déclaration", "nl": "Aangifte", "de": "Erklärung" });
    let world = world_with_subject(settings, subject).await;
    for (text, language) in [("declaration", "fr"), ("aangifte", "nl"), ("erklarung", "de")] {
        for asked in ["fr", "nl", "de"] {
            assert_eq!(found(&world, text, asked).await, u64::from(asked == language), "{text} in {asked}");
        }
    }
}

#[tokio::test]
async fn a_text_in_one_language_is_found_in_each_because_each_shows_it() {
    let world = world_with_subject(Settings::default(), json!({ "nl": "Aangifte" })).await;
    for language in ["fr", "nl", "de"] {
        assert_eq!(found(&world, "aangifte", language).await, 1, "{language}");
    }
}

#[tokio::test]
async fn business_data_attention_and_the_names_of_sender_application_and_type_are_searched() {
    let world = RegistryWorld::new().await;
    let mut data = reference_data();
    let name = |fr: &str, nl: &str| {
        LocalizedText::default()
            .with(ebox_domain::Language::Fr, fr)
            .with(ebox_domain::Language::Nl, nl)
            .with(ebox_domain::Language::De, nl)
    };
    let organization = data.organizations.values_mut().next().expect("one");
    organization.short_name = name("ONSS", "RSZ");
    organization.long_name = name("Sécurité sociale", "Sociale zekerheid");
    let kind = data.message_types.values_mut().next().expect("one");
    kind.name = name("Rappel", "Herinnering");
    kind.description = name("Somme due", "Verschuldigd bedrag");
    let id = APPLICATION.parse::<ebox_domain::ApplicationId>().expect("an id");
    let application = SenderApplication {
        id: id.clone(),
        name: name("Perception", "Inning"),
        description: name("Des cotisations", "Van bijdragen"),
        profile: Profile::default(),
    };
    data.applications.insert(id, application);
    world.registry.replace_reference_data(data, Effects::default()).await.expect("kept");
    let mut description = v3_description();
    description["businessDataList"] = json!([{ "key": "BCE IP", "values": [{ "nl": "Dossier 4711" }] }]);
    description["forTheAttentionOf"] = json!({ "ssin": "85073003328", "label": "José Peeters" });
    description["bodyContent"] = json!({ "nl": "Nobody looks here" });
    publish(&world, &description).await;

    for text in ["onss", "SECURITE", "rappel", "somme due", "percep", "cotisations"] {
        assert_eq!((found(&world, text, "fr").await, found(&world, text, "nl").await), (1, 0), "{text}");
    }
    for text in ["4711", "jose peet", "850730", "een brief"] {
        assert_eq!((found(&world, text, "fr").await, found(&world, text, "nl").await), (1, 1), "{text}");
    }
    for text in ["nobody", "brief.pdf", "BCE IP"] {
        assert_eq!(found(&world, text, "nl").await, 0, "{text}: bodies, documents and keys are not searched");
    }
}

#[tokio::test]
async fn text_and_other_criteria_must_both_hold() {
    let world = world_with_subject(Settings::default(), json!({ "fr": EXAMPLE })).await;
    for (query, total) in [
        ("q=random&qlang=fr&isRead=false", 1),
        ("q=random&qlang=fr&isRead=true", 0),
        ("q=random&qlang=fr&partition=Another_partition", 0),
        ("q=absent&qlang=fr&isRead=false", 0),
        ("qlang=fr", 1),
    ] {
        let list = get(&world.v3, &format!("/ebox/messages?{query}"), "recipient").await.expect(200).json();
        assert_eq!(list["total"], total, "{query}");
    }
}

#[tokio::test]
async fn a_text_needs_a_language_that_is_searched() {
    let world = RegistryWorld::new().await;
    for (query, name) in [("q=some", "qlang"), ("q=some&qlang=en", "qlang"), ("q=some&qlang=", "qlang")] {
        let path = format!("/ebox/messages?{query}");
        let problem = get(&world.v3, &path, "recipient").await.expect(400).json();
        assert_eq!(
            (&problem["issues"][0]["in"], &problem["issues"][0]["name"]),
            (&json!("query"), &json!(name))
        );
        let status = get(&world.v2, &path, "recipient").await.expect(400).json();
        assert_eq!(status["code"], "INVALID_INPUT");
    }
    let long = format!("/ebox/messages?q={}&qlang=fr", "a".repeat(201));
    get(&world.v3, &long, "recipient").await.expect(400);
}
