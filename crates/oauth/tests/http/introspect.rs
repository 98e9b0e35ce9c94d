//! Introspection by a Document Provider.

use ebox_credential::Scope;
use ebox_domain::Environment;
use http::{StatusCode, header};
use serde_json::json;

use crate::world::{Answer, BASE_URL, INTROSPECT, NOW, World, post};

async fn introspect(world: &World, token: &str, caller: Option<&str>) -> Answer {
    let form = [("token", token), ("token_type_hint", "access_token")];
    post(&world.service, INTROSPECT, &form, caller).await
}

#[tokio::test]
async fn a_provider_learns_who_is_behind_a_token() {
    let world = World::new().await;
    let consumer = world.client("consumer", &[Scope::DocumentConsumer]).await;
    let provider = world.client("provider", &[Scope::Introspect]).await;
    let (token, own) = (world.token(&consumer).await, world.token(&provider).await);
    let answer = introspect(&world, &token, Some(&own)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    let jti = answer.body["jti"].as_str().expect("an identifier");
    assert_eq!(
        answer.body,
        json!({
            "active": true,
            "client_id": "consumer",
            "token_type": "access_token",
            "sub": "consumer",
            "aud": BASE_URL,
            "iss": BASE_URL,
            "jti": jti,
            "iat": NOW,
            "nbf": NOW,
            "exp": NOW + 300,
            "scope": "scope:document:management:consult:ws-eboxrestentreprise:documentconsumer",
            "principalAttributes": {"urn:be:fgov:kbo-bce:organization:cbe-number": ["0852093431"]},
        })
    );
    let second = introspect(&world, &world.token(&consumer).await, Some(&own)).await;
    assert_ne!(second.body["jti"], answer.body["jti"], "each token has an identifier of its own");
}

#[tokio::test]
async fn of_any_other_token_it_learns_nothing() {
    let world = World::new().await;
    let foreign = World::of(Environment::Prd, tempfile::tempdir().expect("a folder")).await;
    let consumer = world.client("consumer", &[Scope::DocumentConsumer]).await;
    foreign.register(&consumer, &consumer.certificate(), &[Scope::DocumentConsumer]).await;
    let disabled = world.client("disabled", &[Scope::DocumentConsumer]).await;
    let provider = world.client("provider", &[Scope::Introspect]).await;
    let (expired, stopped) = (world.token(&consumer).await, world.token(&disabled).await);
    world.service.set_enabled(&disabled.id(), false, &ebox_oauth::Author::default()).await.expect("disabled");
    let foreign = foreign.token(&consumer).await;
    let own = world.token(&provider).await;
    for token in ["x", "eboxat1_", &foreign, &stopped] {
        let answer = introspect(&world, token, Some(&own)).await;
        assert_eq!((answer.status, answer.body), (StatusCode::OK, json!({"active": false})), "{token}");
    }
    world.wait(300);
    let now = world.ask(&provider.assertion_at(NOW + 300)).await;
    let own = now.body["access_token"].as_str().expect("a token");
    assert_eq!(introspect(&world, &expired, Some(own)).await.body, json!({"active": false}));
}

#[tokio::test]
async fn only_who_has_the_scope_may_ask() {
    let world = World::new().await;
    let consumer = world.client("consumer", &[Scope::DocumentConsumer]).await;
    let token = world.token(&consumer).await;
    let challenge =
        |answer: &Answer| answer.headers[header::WWW_AUTHENTICATE].to_str().expect("a challenge").to_owned();

    let answer = introspect(&world, &token, None).await;
    answer.is_refusal(401, "invalid_token", "no access token");
    assert_eq!(challenge(&answer), "Bearer realm=\"e-Box\"");

    let answer = introspect(&world, &token, Some("x")).await;
    answer.is_refusal(401, "invalid_token", "not valid here");
    assert!(challenge(&answer).contains("error=\"invalid_token\""));

    let answer = introspect(&world, &token, Some(&token)).await;
    answer.is_refusal(403, "insufficient_scope", Scope::Introspect.as_str());
    assert!(challenge(&answer).contains(Scope::Introspect.as_str()));

    world.wait(300);
    introspect(&world, &token, Some(&token)).await.is_refusal(401, "invalid_token", "expired");
}

#[tokio::test]
async fn a_form_without_a_token_is_refused() {
    let world = World::new().await;
    let provider = world.client("provider", &[Scope::Introspect]).await;
    let own = world.token(&provider).await;
    let answer = post(&world.service, INTROSPECT, &[("token", "")], Some(&own)).await;
    answer.is_refusal(400, "invalid_request", "token is missing");
    let answer = post(&world.service, INTROSPECT, &[("token", "a"), ("token", "b")], Some(&own)).await;
    answer.is_refusal(400, "invalid_request", "token is there more than once");
}
