//! The choices of a provider, each on and off. Broadcast has its tests with what senders find out.

use ebox_domain::enterprise::CheckDigits;
use ebox_registry::Settings;
use ebox_testkit::{Form, RegistryWorld, get, post};
use serde_json::{Value, json};

use crate::{form, publish, v2_description, v3_description};

async fn choosing(choose: impl FnOnce(&mut Settings)) -> RegistryWorld {
    let mut settings = Settings::default();
    choose(&mut settings);
    RegistryWorld::with(settings).await
}

async fn refused(world: &RegistryWorld, description: &Value, form: Form) -> Vec<String> {
    let form = form.description(description);
    let problem = post(&world.v3, "/ebox/messages", "sender", form).await.expect(400).json();
    let issues = problem["issues"].as_array().expect("issues");
    issues.iter().map(|issue| issue["name"].as_str().expect("a name").to_owned()).collect()
}

fn letter() -> Form {
    Form::default().file("upfile1", "brief.pdf", "application/pdf", b"%PDF")
}

async fn message(world: &RegistryWorld, id: &str) -> Value {
    get(&world.v2, &format!("/ebox/messages/{id}"), "recipient").await.expect(200).json()
}

#[tokio::test]
async fn a_sender_chooses_when_a_message_expires_only_where_the_provider_lets_it() {
    let mut description = v3_description();
    description["expirationDate"] = json!("2026-03-10T12:00:00+01:00");
    let usual = RegistryWorld::new().await;
    let id = publish(&usual, &description).await;
    assert_eq!(message(&usual, &id).await["expirationDate"], "2026-04-01T11:00:00+02:00");

    let world = choosing(|settings| settings.publication.dynamic_expiry = true).await;
    let id = publish(&world, &description).await;
    assert_eq!(message(&world, &id).await["expirationDate"], "2026-03-10T12:00:00+01:00");
    let mut v2 = v2_description();
    v2["expirationDate"] = json!("2026-03-11T11:00:00Z");
    let answer = post(&world.v2, "/publishMessage", "sender", form(&v2)).await.expect(201).json();
    assert_eq!(answer["expirationDate"], "2026-03-11T12:00:00+01:00");
    let id = publish(&world, &v3_description()).await;
    assert_eq!(message(&world, &id).await["expirationDate"], "2026-04-01T11:00:00+02:00");

    // The last moment of the type's validity counts; one later does not, nor does the past or nonsense.
    description["expirationDate"] = json!("2026-04-01T09:00:00Z");
    publish(&world, &description).await;
    for wrong in ["2026-04-01T09:00:01Z", "2026-03-01T10:00:00Z", "2020-01-01T00:00:00Z", "tomorrow"] {
        description["expirationDate"] = json!(wrong);
        assert_eq!(refused(&world, &description, letter()).await, ["expirationDate"], "{wrong}");
    }
    world.clock.advance(jiff::SignedDuration::from_hours(24 * 11));
    assert_eq!(get(&world.v3, "/ebox/messages", "recipient").await.expect(200).json()["total"], 2);
}

#[tokio::test]
async fn a_text_comes_in_several_languages_only_where_the_provider_lets_it() {
    let mut description = v3_description();
    description["subject"] = json!({ "nl": "Een brief", "fr": "Une lettre" });
    let usual = RegistryWorld::new().await;
    assert_eq!(refused(&usual, &description, letter()).await, ["subject"]);
    let world = choosing(|settings| settings.publication.several_languages = true).await;
    let id = publish(&world, &description).await;
    let subject = message(&world, &id).await["subject"].clone();
    assert_eq!((&subject["nl"], &subject["fr"]), (&json!("Een brief"), &json!("Une lettre")));
}

#[tokio::test]
async fn attachments_have_titles_only_where_the_provider_lets_them() {
    let mut description = v3_description();
    description["attachments"][0]["attachmentTitle"] = json!({ "nl": "De brief" });
    for (is_offered, title) in [(false, "brief.pdf"), (true, "De brief")] {
        let world = choosing(|settings| settings.publication.titles = is_offered).await;
        let id = publish(&world, &description).await;
        let attachment = message(&world, &id).await["attachments"]["items"][0].clone();
        assert_eq!(attachment["attachmentTitle"]["nl"], title);
    }
}

#[tokio::test]
async fn the_number_of_files_is_the_providers_choice() {
    let files = |count: usize| {
        let mut description = v3_description();
        let mut form = Form::default();
        let mut attachments = Vec::new();
        for number in 1..=count {
            let part = format!("upfile{number}");
            attachments.push(
                json!({ "httpPartName": part, "isMainContent": number == 1, "isAttachmentSigned": false }),
            );
            form = form.file(&part, &format!("{number}.txt"), "text/plain", b"text");
        }
        description["attachments"] = json!(attachments);
        (description, form)
    };
    let usual = RegistryWorld::new().await;
    let (description, form) = files(7);
    assert_eq!(refused(&usual, &description, form).await, ["upfile7"]);
    let world = choosing(|settings| settings.publication.max_files = 7).await;
    let (description, form) = files(7);
    post(&world.v3, "/ebox/messages", "sender", form.description(&description)).await.expect(201);
    let (description, form) = files(8);
    assert_eq!(refused(&world, &description, form).await, ["upfile8"]);
}

#[tokio::test]
async fn check_digits_count_unless_the_provider_looks_at_the_form_only() {
    let mut description = v3_description();
    description["forTheAttentionOf"] = json!({ "ssin": "85073003329" });
    let usual = RegistryWorld::new().await;
    assert_eq!(refused(&usual, &description, letter()).await, ["forTheAttentionOf.ssin"]);
    let world = choosing(|settings| settings.publication.check_digits = CheckDigits::Pattern).await;
    publish(&world, &description).await;
}
