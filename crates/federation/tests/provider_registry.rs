//! The provider registry through its HTTP faces, on the embedded store.

use std::sync::Arc;

use async_trait::async_trait;
use axum::{Router, body::Body};
use ebox_audit::{Effects, PersonKey};
use ebox_credential::{Scope, Scopes, TokenRefusal, TokenVerifier, VerifiedToken};
use ebox_domain::{
    EboxId, Environment, Fault, Language, LocalizedText, ServiceError, Sha256Digest,
    provider::{MaintenanceWindow, Provider},
    time::SystemClock,
};
use ebox_federation::{
    Ebox, Federation,
    http::{FederationState, document_provider_registry_router, federation_router},
};
use ebox_sqlite::Store;
use ebox_web::attempts::Attempts;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use jiff::{Timestamp, civil::date};
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// A token with the scope of the provider registry.
const TOKEN: Option<&str> = Some(Scope::FederationRegistry.as_str());

/// Takes the name of a scope as a token with that scope.
struct ScopeIsToken;

#[async_trait]
impl TokenVerifier for ScopeIsToken {
    async fn verify(&self, token: &str) -> Result<VerifiedToken, TokenRefusal> {
        Ok(VerifiedToken {
            client_id: "consumer".parse().expect("an identifier"),
            enterprise: "0852093431".parse().expect("a number"),
            person: None,
            scopes: Scopes::parse(token).map_err(|_| TokenRefusal::Invalid)?,
            issued_at: Timestamp::UNIX_EPOCH,
            expires_at: Timestamp::MAX,
            token_hash: Sha256Digest::new([0; 32]),
        })
    }
}

struct World {
    federation: Arc<Federation>,
    old: Router,
    new: Router,
    _folder: tempfile::TempDir,
}

async fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
    let attempts = Attempts {
        records: Arc::new(store.clone()),
        clock: Arc::new(SystemClock),
        person_key: PersonKey::new([1; PersonKey::LENGTH]),
    };
    let federation = Arc::new(Federation::new(Arc::new(store)));
    let state = FederationState {
        federation: Arc::clone(&federation),
        verifier: Arc::new(ScopeIsToken),
        address: "https://host.example/federation/v1".into(),
        attempts,
        environment: Environment::Acc,
        contact: Some("helpdesk@federation.example".to_owned()),
    };
    let (old, new) = (federation_router(state.clone()), document_provider_registry_router(state));
    World { federation, old, new, _folder: folder }
}

fn provider(id: &str) -> Provider {
    let at = |text: &str| text.parse().expect("a moment");
    let window = MaintenanceWindow::new(at("2026-12-24T18:00:00Z"), at("2026-12-25T06:00:00Z"));
    Provider {
        id: id.parse().expect("an identifier"),
        name: LocalizedText::untranslated("Provider").with(Language::En, "Provider"),
        description: LocalizedText::in_one(Language::Fr, "Tout"),
        v2_url: "https://provider.example/v2/".to_owned(),
        v3_url: Some("https://provider.example/v3/".to_owned()),
        activation: date(2030, 1, 1),
        deactivation: None,
        technical_contact: "helpdesk@provider.example".to_owned(),
        maintenance: vec![window.expect("a window")],
    }
}

async fn get(router: &Router, path: &str, token: Option<&str>) -> (StatusCode, Value) {
    let mut request = Request::get(path);
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let request = request.body(Body::empty()).expect("a request");
    let response = router.clone().oneshot(request).await.expect("an answer");
    let status = response.status();
    let body = response.into_body().collect().await.expect("a body").to_bytes();
    (status, serde_json::from_slice(&body).expect("JSON"))
}

#[tokio::test]
async fn every_registered_provider_is_listed_even_before_its_first_day() {
    let world = world().await;
    assert_eq!(get(&world.old, "/messageProviders", TOKEN).await, (StatusCode::OK, json!([])));
    world.federation.register_provider(provider("nsso"), Effects::default()).await.expect("registered");
    let (status, body) = get(&world.old, "/messageProviders", TOKEN).await;
    assert_eq!(status, StatusCode::OK);
    let expected = json!([{
        "messageProviderId": "nsso",
        "messageProviderName": {"nl": "Provider", "fr": "Provider", "de": "Provider", "en": "Provider"},
        "messageProviderDescription": {"nl": "Tout", "fr": "Tout", "de": "Tout"},
        "messageProviderUrl": "https://provider.example/v2/",
        "messageProviderActivationDate": "2030-01-01",
        "messageProviderTechnicalContact": "helpdesk@provider.example",
        "messageProviderPlannedMaintenance": body[0]["messageProviderPlannedMaintenance"],
        "apiSupportedVersion": "2.1",
        "_links": {"self": {"href": "https://host.example/federation/v1/messageProviders/nsso"}},
    }]);
    assert_eq!(body, expected);
    assert_eq!(body[0]["messageProviderPlannedMaintenance"].as_array().map(Vec::len), Some(1));

    let (status, body) = get(&world.new, "/messageRegistries", TOKEN).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!((&body["total"], &body["items"][0]["id"]), (&json!(1), &json!("nsso")));
    assert_eq!(body["items"][0]["url"], "https://provider.example/v3/");
}

#[tokio::test]
async fn one_provider_is_found_by_its_identifier_only() {
    let world = world().await;
    world.federation.register_provider(provider("nsso"), Effects::default()).await.expect("registered");
    let (status, body) = get(&world.old, "/messageProviders/nsso", TOKEN).await;
    assert_eq!((status, &body["messageProviderId"]), (StatusCode::OK, &json!("nsso")));
    for path in ["/messageProviders/other", "/messageProviders/%20"] {
        let (status, body) = get(&world.old, path, TOKEN).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(body["environment"], "ACCEPTATION");
        assert_eq!(body["contact"], "helpdesk@federation.example");
    }
}

#[tokio::test]
async fn whoever_lacks_the_scope_learns_nothing() {
    let world = world().await;
    let other = Some(Scope::DocumentConsumer.as_str());
    for (router, path) in [
        (&world.old, "/messageProviders"),
        (&world.old, "/messageProviders/nsso"),
        (&world.new, "/messageRegistries"),
    ] {
        assert_eq!(get(router, path, None).await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(get(router, path, Some("unknown")).await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(get(router, path, other).await.0, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_registration_is_refused_with_every_mistake_at_once() {
    let world = world().await;
    let wrong = Provider {
        name: LocalizedText::default(),
        v2_url: "https://provider.example/v2".to_owned(),
        v3_url: Some("ftp://provider.example/".to_owned()),
        deactivation: Some(date(2029, 12, 31)),
        technical_contact: " ".to_owned(),
        ..provider("nsso")
    };
    let refusal = world.federation.register_provider(wrong, Effects::default()).await;
    let Err(ServiceError::Refused(Fault::Invalid(causes))) = refusal else {
        panic!("not refused: {refusal:?}");
    };
    let fields: Vec<&str> = causes.iter().map(|cause| cause.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "messageProviderName",
            "messageProviderUrl",
            "url",
            "messageProviderTechnicalContact",
            "messageProviderDeactivationDate"
        ]
    );
    assert_eq!(get(&world.old, "/messageProviders", TOKEN).await.1, json!([]));
}

async fn send(router: &Router, method: &str, path: &str, scope: Scope, body: &Value) -> (StatusCode, Value) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {scope}"))
        .header(header::CONTENT_TYPE, "application/json");
    let request = request.body(Body::from(body.to_string())).expect("a request");
    let response = router.clone().oneshot(request).await.expect("an answer");
    let status = response.status();
    let body = response.into_body().collect().await.expect("a body").to_bytes();
    (status, serde_json::from_slice(&body).expect("JSON"))
}

#[tokio::test]
async fn a_provider_is_changed_by_the_operator_only() {
    let world = world().await;
    world.federation.register_provider(provider("nsso"), Effects::default()).await.expect("registered");
    let change = json!({"messageProviderPlannedMaintenance": [], "messageProviderName": {"de": "Anders"}});
    let path = "/messageProviders/nsso";
    let (status, _) = send(&world.old, "PATCH", path, Scope::FederationRegistry, &change).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (status, body) = send(&world.old, "PATCH", path, Scope::Operator, &change).await;
    assert_eq!((status, &body["messageProviderName"]["de"]), (StatusCode::OK, &json!("Anders")));
    assert_eq!(body.get("messageProviderPlannedMaintenance"), None);
    assert_eq!(get(&world.old, path, TOKEN).await.1, body);
    let wrong = json!({"messageProviderUrl": "ftp://provider.example/"});
    assert_eq!(send(&world.old, "PATCH", path, Scope::Operator, &wrong).await.0, StatusCode::BAD_REQUEST);
    let (status, _) = send(&world.old, "PATCH", "/messageProviders/other", Scope::Operator, &change).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_provider_always_has_a_name_in_dutch_french_and_german() {
    let world = world().await;
    world.federation.register_provider(provider("nsso"), Effects::default()).await.expect("registered");
    let path = "/messageProviders/nsso";
    let renamed = async |name: Value| {
        let change = json!({"messageProviderName": name});
        send(&world.old, "PATCH", path, Scope::Operator, &change).await
    };
    let (status, refused) = renamed(json!({"nl": null, "fr": null, "de": null})).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(refused.to_string().contains("nl, fr and de"), "{refused}");
    let (status, changed) = renamed(json!({"nl": null, "fr": null, "de": "Anders"})).await;
    let complete = json!({"nl": "Anders", "fr": "Anders", "de": "Anders", "en": "Provider"});
    assert_eq!((status, &changed["messageProviderName"]), (StatusCode::OK, &complete));
    let (_, new) = get(&world.new, "/messageRegistries", TOKEN).await;
    assert_eq!(new["items"][0]["name"], complete);
    // What is copied is not kept: there is one language to take away.
    assert_eq!(renamed(json!({"de": null})).await.0, StatusCode::BAD_REQUEST);
}

async fn with_eboxes() -> World {
    let world = world().await;
    let opened = Some("2022-08-23T13:00:00Z".parse().expect("a moment"));
    for (key, last_connection, is_active) in [
        ("0852093431", opened, true),
        ("0534530277", None, true),
        ("94022722580", opened, true),
        ("85073003328", None, false),
    ] {
        let id = EboxId::from_key(key).expect("a key");
        let ebox = Ebox { id, name: "Somebody".to_owned(), is_active, last_connection };
        world.federation.register_ebox(ebox, Effects::default()).await.expect("registered");
    }
    world
}

#[tokio::test]
async fn preferences_are_answered_for_eboxes_that_are_known() {
    let world = with_eboxes().await;
    let search = |numbers: Value| json!({"eboxType": "ENTERPRISE", "eboxIdType": "EnterpriseNumber", "eboxIdValueList": numbers});
    let path = "/eboxPreferences/search";
    let ask = |numbers| {
        let body = search(numbers);
        let router = world.old.clone();
        async move { send(&router, "POST", path, Scope::FederationPreference, &body).await }
    };
    let (status, body) = ask(json!(["0852093431", "0220916609", "0534530277"])).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        body,
        json!([
            {
                "eboxId": {"eboxType": "enterprise", "eboxIdValue": "0852093431"},
                "exclusivelyEbox": false,
                "lastConnectionDate": "2022-08-23T00:00:00+02:00",
            },
            {
                "eboxId": {"eboxType": "enterprise", "eboxIdValue": "0534530277"},
                "exclusivelyEbox": false,
            },
        ])
    );
    assert_eq!(ask(json!(["0220916609"])).await, (StatusCode::OK, json!([])));
    assert_eq!(ask(json!(["1"])).await.0, StatusCode::BAD_REQUEST);
    let (status, _) = send(&world.old, "POST", path, Scope::FederationRegistry, &search(json!([]))).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_enterprise_chooses_the_ebox_as_its_only_channel() {
    let world = with_eboxes().await;
    let wanted = |number: &str, yes: bool| json!({"eboxId": {"eboxType": "ENTERPRISE", "eboxIdValue": number}, "exclusivelyEbox": yes});
    let scope = Scope::FederationPreference;
    for yes in [true, false] {
        let (status, body) =
            send(&world.old, "PATCH", "/eboxPreferences", scope, &wanted("0852093431", yes)).await;
        assert_eq!((status, &body["exclusivelyEbox"]), (StatusCode::OK, &json!(yes)));
    }
    let (status, _) = send(&world.old, "PATCH", "/eboxPreferences", scope, &wanted("0534530277", true)).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "it is another one's");
}

#[tokio::test]
async fn consents_are_answered_for_citizens_that_are_known() {
    let world = with_eboxes().await;
    let body = json!({"eboxType": "CITIZEN", "eboxIdType": "Ssin", "eboxIdValueList": ["94022722580", "85073003328", "00000000097"]});
    let path = "/citizenEboxConsents/search";
    let (status, answer) = send(&world.old, "POST", path, Scope::FederationConsent, &body).await;
    assert_eq!(status, StatusCode::OK);
    let consent = |ssin: &str, yes: bool| json!({"eboxId": {"eboxType": "citizen", "eboxIdValue": ssin}, "hasConsent": yes});
    assert_eq!(answer, json!([consent("94022722580", true), consent("85073003328", false)]));
    let (status, _) = send(&world.old, "POST", path, Scope::FederationPreference, &body).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}
