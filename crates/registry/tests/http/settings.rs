//! The choices of a provider, each on and off. Broadcast has its tests with what senders find out.

use ebox_domain::{Language, enterprise::CheckDigits};
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
        // v3 has a title only where the sender gave one.
        let path = format!("/ebox/messages/{id}/attachments/1");
        let attachment = get(&world.v3, &path, "recipient").await.expect(200).json();
        assert_eq!(attachment["attachmentTitle"]["fr"], if is_offered { json!(title) } else { Value::Null });
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
    assert_eq!(refused(&usual, &description, form).await, ["attachments"]);
    let world = choosing(|settings| settings.publication.max_files = 7).await;
    let (description, form) = files(7);
    post(&world.v3, "/ebox/messages", "sender", form.description(&description)).await.expect(201);
    let (description, form) = files(8);
    assert_eq!(refused(&world, &description, form).await, ["attachments"]);
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

#[tokio::test]
async fn texts_come_in_the_languages_that_the_provider_takes() {
    let world =
        choosing(|settings| settings.publication.languages = [Language::Nl, Language::Fr].into()).await;
    publish(&world, &v3_description()).await;
    let mut description = v3_description();
    description["subject"] = json!({ "de": "Ein Brief" });
    description["bodyContent"] = json!({ "fr": "Une lettre" });
    assert_eq!(refused(&world, &description, letter()).await, ["subject.de"]);
    publish(&RegistryWorld::new().await, &description).await;
    let mut v2 = v2_description();
    v2["subject"] = json!({ "de": "Ein Brief" });
    let answer = post(&world.v2, "/publishMessage", "sender", form(&v2)).await.expect(400).json();
    assert_eq!(answer["code"], "NOT_IMPLEMENTED");
    assert!(answer["message"].as_str().is_some_and(|text| text.contains("nl, fr")), "{answer}");
}

fn payment() -> Value {
    json!({
        "paymentDataId": "2026/17", "amount": 121.5, "vatAmount": 25.515, "currency": "EUR",
        "dueDate": "2026-04-15T00:00:00+02:00", "iban": "BE68539007547034", "bic": "GEBABEBB",
        "reference": { "structured": "+++090/9337/55493+++" },
    })
}

#[tokio::test]
async fn without_payment_data_nobody_sends_any_and_the_answer_says_why() {
    let world = RegistryWorld::new().await;
    let mut description = v3_description();
    description["paymentData"] = payment();
    assert_eq!(refused(&world, &description, letter()).await, ["paymentData"]);
    description["paymentData"] = json!({ "amount": "much" });
    assert_eq!(
        refused(&world, &description, letter()).await,
        ["paymentData"],
        "what is in it does not matter"
    );
    let id = publish(&world, &v3_description()).await;
    let path = format!("/ebox/messages/{id}/paymentData");
    let v3 = get(&world.v3, &path, "recipient").await.expect(404).json();
    assert_eq!(v3["detail"], "this registry keeps no payment data");
    let v2 = get(&world.v2, &path, "recipient").await.expect(404).json();
    assert_eq!(
        (&v2["code"], &v2["message"]),
        (&json!("NOT_FOUND"), &json!("Not found: this registry keeps no payment data"))
    );
    let foreign = get(&world.v3, &path, "stranger").await.expect(404).json();
    assert_eq!(foreign["detail"], "Message not found");
}

#[tokio::test]
async fn payment_data_travels_with_its_message_where_the_provider_offers_it() {
    let world = choosing(|settings| settings.publication.payment_data = true).await;
    let (mut v3, mut v2) = (v3_description(), v2_description());
    v3["paymentData"] = payment();
    v2["paymentData"] = payment();
    let of_v3 = publish(&world, &v3).await;
    let of_v2 = post(&world.v2, "/publishMessage", "sender", form(&v2)).await.expect(201).json();
    for id in [of_v3.as_str(), of_v2["messageId"].as_str().expect("an id")] {
        for router in [&world.v2, &world.v3] {
            let path = format!("/ebox/messages/{id}");
            let (own, whole) = (format!("{path}/paymentData"), get(router, &path, "recipient").await);
            assert_eq!(get(router, &own, "recipient").await.expect(200).json(), payment());
            assert_eq!(whole.expect(200).json()["paymentData"], payment());
            get(router, &own, "stranger").await.expect(404);
        }
    }
    let without = publish(&world, &v3_description()).await;
    let path = format!("/ebox/messages/{without}/paymentData");
    let answer = get(&world.v3, &path, "recipient").await.expect(404).json();
    assert_eq!(answer["detail"], "the message has no payment data");

    for (name, wrong, field) in [
        ("iban", json!("BE68539007547035"), "paymentData.iban"),
        ("amount", json!(-1), "paymentData.amount"),
        ("paymentDataId", json!(""), "paymentData.paymentDataId"),
        ("reference", json!({ "text": "x".repeat(1000) }), "paymentData.reference"),
        ("price", json!(1), "paymentData.price"),
    ] {
        v3["paymentData"] = payment();
        v3["paymentData"][name] = wrong;
        assert_eq!(refused(&world, &v3, letter()).await, [field]);
    }
    let world = world.restarted(Settings::default()).await;
    let path = format!("/ebox/messages/{of_v3}/paymentData");
    let kept = get(&world.v3, &path, "recipient").await.expect(200).json();
    assert_eq!(kept, payment(), "messages keep what they came with");
}
