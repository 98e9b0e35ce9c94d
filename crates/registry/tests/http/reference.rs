//! Reference data through both faces.

use axum::{body::Body, http::Request};
use ebox_audit::Effects;
use ebox_domain::{
    Fault, Language, ServiceError,
    reference::{Logo, MessageType, Profile, ReferenceData, SenderApplication},
};
use ebox_testkit::{APPLICATION, Answer, MESSAGE_TYPE, RegistryWorld, SENDER, call, get, head};

use crate::{publish, v3_description};

fn logo() -> Logo {
    let image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x20 rest".to_vec();
    Logo::new(Some(Language::Fr), image).expect("a logo")
}

/// A world whose sender and application have all that there can be.
async fn world() -> RegistryWorld {
    let world = RegistryWorld::new().await;
    let mut data = (*world.registry.reference_data()).clone();
    let application = SenderApplication {
        id: APPLICATION.parse().expect("an id"),
        name: ebox_domain::LocalizedText::untranslated("Application"),
        description: ebox_domain::LocalizedText::default(),
        profile: Profile { logos: vec![logo()], ..Profile::default() },
    };
    data.applications.insert(application.id.clone(), application);
    for organization in data.organizations.values_mut() {
        organization.profile.logos = vec![logo()];
        organization.profile.contact_business = Some("info@sender.example".to_owned());
    }
    world.registry.replace_reference_data(data, Effects::default()).await.expect("replaced");
    world
}

async fn with_tag(world: &RegistryWorld, path: &str, tag: &str) -> Answer {
    let request = Request::get(path).header("authorization", "Bearer recipient").header("if-none-match", tag);
    call(&world.v2, request.body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn identifiers_of_messages_are_explained_with_their_cross_references() {
    let world = world().await;
    for (face, base) in [(&world.v2, "/referenceData"), (&world.v3, "/refData")] {
        let kind = get(face, &format!("{base}/messageTypes/{MESSAGE_TYPE}"), "recipient").await.expect(200);
        let kind = kind.json();
        assert_eq!(kind["messageTypeId"], MESSAGE_TYPE);
        assert_eq!(kind["senderOrganizationIds"], serde_json::json!([SENDER]));
        assert_eq!(kind["senderApplicationIds"], serde_json::json!([APPLICATION]));
        let names = kind["messageTypeName"].as_object().expect("texts");
        assert_eq!(names.len(), 3, "the portal needs all three languages");
        assert!(
            ["day", "month", "year"]
                .contains(&kind["validityPeriod"]["validityPeriodUnit"].as_str().expect("a unit"))
        );

        let sender =
            get(face, &format!("{base}/senderOrganizations/{SENDER}"), "recipient").await.expect(200);
        let sender = sender.json();
        assert_eq!(sender["contactBusiness"], "info@sender.example");
        assert_eq!(sender["messageTypeIds"], serde_json::json!([MESSAGE_TYPE]));
        let image = &sender["organizationLogos"][0];
        assert_eq!((&image["language"], &image["mediaType"]), (&"fr".into(), &"image/png".into()));
        let path = image["contentHref"].as_str().expect("an address");
        let path = path.strip_prefix("https://ebox.example/v").map(|rest| &rest[1..]).expect("of this face");
        let bytes = get(face, path, "recipient").await.expect(200);
        assert_eq!(bytes.body, &**logo().bytes());
        assert_eq!(bytes.header("content-type"), "image/png");
        assert_eq!(bytes.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn lists_are_paged_in_the_way_of_each_version() {
    let world = world().await;
    let v2 = get(&world.v2, "/referenceData/senderApplications?pageSize=1", "recipient").await.expect(200);
    assert_eq!((&v2.json()["totalItems"], v2.json()["items"].as_array().map(Vec::len)), (&1.into(), Some(1)));
    let beyond = get(&world.v2, "/referenceData/messageTypes?page=2", "recipient").await.expect(200);
    assert_eq!(beyond.json()["items"], serde_json::json!([]));
    let v3 = get(&world.v3, "/refData/senderOrganizations?pageSize=5", "recipient").await.expect(200).json();
    assert_eq!((&v3["total"], &v3["page"], &v3["pageSize"]), (&1.into(), &1.into(), &5.into()));
    let own = "https://ebox.example/v3/refData/senderOrganizations?page=1&pageSize=5";
    assert_eq!((&v3["self"], &v3["last"]), (&own.into(), &own.into()));
    get(&world.v3, "/refData/messageTypes?page=0&pageSize=101", "recipient").await.expect(400);
}

#[tokio::test]
async fn answers_may_be_kept_by_caches_and_are_not_sent_twice() {
    let world = world().await;
    let sender = format!("/referenceData/senderOrganizations/{SENDER}");
    let image = get(&world.v2, &sender, "recipient").await.json()["organizationLogos"][0]["imageId"].clone();
    let image = format!("{sender}/images/{}/content", image.as_str().expect("an id"));
    for path in ["/referenceData/messageTypes", sender.as_str(), &image] {
        let first = get(&world.v2, path, "recipient").await.expect(200);
        assert_eq!(
            first.header("cache-control"),
            "public, no-transform, proxy-revalidate, max-age=86400",
            "{path}"
        );
        let tag = first.header("etag");
        assert!(tag.starts_with('"'), "a strong one: {tag}");
        let again = with_tag(&world, path, tag).await.expect(304);
        assert!(again.body.is_empty());
        assert_eq!(
            (again.header("etag"), again.header("cache-control")),
            (tag, first.header("cache-control"))
        );
        with_tag(&world, path, "\"other\"").await.expect(200);
        let head = head(&world.v2, path, "recipient").await.expect(200);
        assert_eq!((head.header("etag"), head.body.len()), (tag, 0));
    }
}

#[tokio::test]
async fn a_portal_that_asks_three_times_for_each_message_is_answered_from_memory() {
    let world = world().await;
    // Nothing can be asked of a store that is closed.
    world.store.close().await;
    for _ in 0..100 {
        for (path, id) in [
            ("messageTypes", MESSAGE_TYPE),
            ("senderOrganizations", SENDER),
            ("senderApplications", APPLICATION),
        ] {
            get(&world.v2, &format!("/referenceData/{path}/{id}"), "recipient").await.expect(200);
        }
    }
}

#[tokio::test]
async fn what_is_replaced_is_answered_anew_at_once() {
    let world = world().await;
    let path = format!("/refData/senderOrganizations/{SENDER}");
    let old = get(&world.v3, &path, "recipient").await.expect(200);
    let mut data = (*world.registry.reference_data()).clone();
    for organization in data.organizations.values_mut() {
        organization.profile.contact_business = None;
    }
    world.registry.replace_reference_data(data.clone(), Effects::default()).await.expect("replaced");
    let new = get(&world.v3, &path, "recipient").await.expect(200);
    assert_ne!(old.header("etag"), new.header("etag"));
    assert!(new.json().get("contactBusiness").is_none());

    data.organizations.clear();
    let refusal = world.registry.replace_reference_data(data, Effects::default()).await;
    assert!(refusal.is_err(), "a trio without its organization was taken");
    get(&world.v3, &path, "recipient").await.expect(200);
}

#[tokio::test]
async fn what_is_not_there_is_not_found_and_who_may_not_read_is_refused() {
    let world = world().await;
    for path in [
        "/referenceData/messageTypes/none".to_owned(),
        "/referenceData/senderApplications/none".to_owned(),
        "/referenceData/senderOrganizations/none".to_owned(),
        format!("/referenceData/senderOrganizations/{SENDER}/images/none/content"),
        format!("/referenceData/senderApplications/{APPLICATION}/images/none/content"),
    ] {
        let answer = get(&world.v2, &path, "recipient").await.expect(404);
        assert_eq!(answer.json()["code"], "NOT_FOUND", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store");
        get(&world.v2, &path, "scopeless").await.expect(403);
        get(&world.v2, &path, "").await.expect(401);
    }
}

#[tokio::test]
async fn what_messages_name_stays_in_an_imported_file_unless_the_operator_insists() {
    let world = RegistryWorld::new().await;
    let import = |data, is_meant| world.registry.import_reference_data(data, is_meant, Effects::default());
    let before = (*world.registry.reference_data()).clone();
    let mut unused = before.clone();
    let kind = unused.message_types.values().next().expect("one").clone();
    let other = MessageType { id: "OTHER".parse().expect("an id"), ..kind };
    unused.message_types.insert(other.id.clone(), other);
    import(unused.clone(), false).await.expect("more");
    import(before.clone(), false).await.expect("less, but nothing that a message names");

    publish(&world, &v3_description()).await;
    publish(&world, &v3_description()).await;
    let named = world.registry.named_by_messages(&unused).await.expect("read");
    assert_eq!(named, ReferenceData { trios: named.trios.clone(), ..before.clone() });
    assert!(named.trios.is_empty(), "messages name no trios");
    let refused = import(ReferenceData::default(), false).await.expect_err("messages name it");
    let ServiceError::Refused(Fault::Invalid(causes)) = refused else { panic!("{refused:?}") };
    let named: Vec<_> = causes.iter().map(|cause| (cause.field.as_str(), cause.value.as_deref())).collect();
    assert_eq!(
        named,
        [
            ("organizations", Some(SENDER)),
            ("applications", Some(APPLICATION)),
            ("messageTypes", Some(MESSAGE_TYPE))
        ]
    );
    assert!(causes.iter().all(|cause| cause.detail.contains("2 messages name it")), "{causes:?}");
    assert_eq!(*world.registry.reference_data(), before, "nothing changed");
    import(ReferenceData::default(), true).await.expect("it is meant");
    assert_eq!(*world.registry.reference_data(), ReferenceData::default());
}
