//! Tokens that are issued, and what becomes of them.

use std::time::Duration;

use axum::body::Body;
use ebox_credential::{PrivateKey, Scope, Scopes, TokenRefusal, TokenVerifier, VerifiedToken};
use ebox_oauth::{Author, Settings};
use http::{Request, StatusCode, header};
use jiff::SignedDuration;
use serde_json::json;

use crate::world::{Applicant, BASE_URL, ENTERPRISE, NOW, TOKEN, World, form, post, second, send};

const CONSUMER: &[Scope] = &[Scope::DocumentConsumer, Scope::FederationRegistry];

#[tokio::test]
async fn a_client_gets_a_token_for_everything_that_was_granted() {
    let world = World::new().await;
    let consumer = world.client("consumer", CONSUMER).await;
    let answer = world.ask(&consumer.assertion()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(answer.headers[header::PRAGMA], "no-cache");
    let token = answer.body["access_token"].as_str().expect("a token");
    assert_eq!(
        answer.body,
        json!({
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": 300,
            "scope": "scope:document:management:consult:ws-eboxrestentreprise:documentconsumer \
                      scope:documentmanagement:ebox:enterprise:federation-rest:registry",
        })
    );
    assert!(!token.contains('.'), "opaque, not a JWT");
    assert_eq!(
        world.service.verify(token).await,
        Ok(VerifiedToken {
            client_id: consumer.id(),
            enterprise: ENTERPRISE.parse().expect("a number"),
            person: None,
            scopes: Scopes::of(CONSUMER),
            issued_at: second(NOW),
            expires_at: second(NOW + 300),
            token_hash: VerifiedToken::hash_of(token),
        })
    );
}

#[tokio::test]
async fn an_rsa_key_signs_as_the_public_examples_do() {
    let world = World::new().await;
    let sender = Applicant {
        id: "documentmanagement:publication:ebox:client".to_owned(),
        key: PrivateKey::generate_rsa().expect("a key"),
    };
    world.register(&sender, &sender.certificate(), &[Scope::PublicationSender]).await;
    world.token(&sender).await;
}

#[tokio::test]
async fn a_client_may_ask_for_less() {
    let world = World::new().await;
    let consumer = world.client("consumer", CONSUMER).await;
    let asked = Scope::FederationRegistry.as_str();
    let answer = world.ask_for(&consumer.assertion(), Some(asked)).await;
    assert_eq!(answer.body["scope"], asked);
    let token = answer.body["access_token"].as_str().expect("a token");
    let confirmed = world.service.verify(token).await.expect("holds");
    assert_eq!(confirmed.scopes, Scopes::of(&[Scope::FederationRegistry]));
}

#[tokio::test]
async fn a_token_for_everything_still_fits_a_header() {
    let world = World::new().await;
    let client = world.client(&"x".repeat(255), Scope::ALL).await;
    // What the services of the federation read as a token, at most.
    assert!(world.token(&client).await.len() < 4096);
}

#[tokio::test]
async fn either_spelling_of_representative_publication_gives_both() {
    let world = World::new().await;
    let sender = world.client("sender", &[Scope::RepresentativePublication]).await;
    for spelling in Scope::RepresentativePublication.spellings() {
        let answer = world.ask_for(&sender.assertion(), Some(spelling)).await;
        assert_eq!(answer.body["scope"], Scope::RepresentativePublication.spellings().join(" "));
    }
}

#[tokio::test]
async fn a_certificate_is_rotated_without_an_outage() {
    let world = World::new().await;
    let old = world.client("consumer", CONSUMER).await;
    let new = Applicant::new("consumer");
    world.ask(&new.assertion()).await.is_refusal(401, "invalid_client", "signature");
    world.service.add_certificate(&old.id(), new.certificate(), &Author::default()).await.expect("added");
    world.token(&old).await;
    world.token(&new).await;
    let fingerprint =
        world.service.client(&old.id()).await.expect("read").expect("there").certificates[0].fingerprint();
    world.service.remove_certificate(&old.id(), fingerprint, &Author::default()).await.expect("removed");
    world.ask(&old.assertion()).await.is_refusal(401, "invalid_client", "signature");
    world.token(&new).await;
}

#[tokio::test]
async fn tokens_hold_after_a_restart_and_on_other_replicas() {
    let world = World::new().await;
    let consumer = world.client("consumer", CONSUMER).await;
    let token = world.token(&consumer).await;
    let replica = world.replica(world.service.settings().clone()).await;
    assert!(replica.verify(&token).await.is_ok());
    drop(replica);
    let world = world.restarted().await;
    assert!(world.service.verify(&token).await.is_ok());
}

#[tokio::test]
async fn a_token_ends_with_its_lifetime() {
    let world = World::new().await;
    let consumer = world.client("consumer", CONSUMER).await;
    let token = world.token(&consumer).await;
    world.wait(299);
    assert!(world.service.verify(&token).await.is_ok());
    world.wait(1);
    assert_eq!(world.service.verify(&token).await, Err(TokenRefusal::Expired));
}

#[tokio::test]
async fn the_lifetime_is_a_setting() {
    let world = World::new().await;
    let consumer = world.client("consumer", CONSUMER).await;
    let settings =
        Settings { token_lifetime: SignedDuration::from_secs(60), ..world.service.settings().clone() };
    let service = world.replica(settings).await;
    let answer = post(&service, TOKEN, &form(&consumer.assertion()), None).await;
    assert_eq!(answer.body["expires_in"], 60);
}

#[tokio::test]
async fn disabling_a_client_stops_its_tokens_here_at_once_and_elsewhere_within_seconds() {
    let world = World::new().await;
    let consumer = world.client("consumer", CONSUMER).await;
    let token = world.token(&consumer).await;
    assert!(
        Settings::new(world.service.settings().environment, BASE_URL).client_cache < Duration::from_secs(5)
    );
    let settings = Settings { client_cache: Duration::from_millis(200), ..world.service.settings().clone() };
    let replica = world.replica(settings).await;
    for service in [&world.service, &replica] {
        assert!(service.verify(&token).await.is_ok());
    }
    world.service.set_enabled(&consumer.id(), false, &Author::default()).await.expect("disabled");
    assert_eq!(world.service.verify(&token).await, Err(TokenRefusal::Invalid));
    tokio::time::sleep(Duration::from_millis(250)).await;
    assert_eq!(replica.verify(&token).await, Err(TokenRefusal::Invalid));
    world.service.set_enabled(&consumer.id(), true, &Author::default()).await.expect("enabled");
    assert!(world.service.verify(&token).await.is_ok());
}

#[tokio::test]
async fn removing_the_last_certificate_stops_the_tokens() {
    let world = World::new().await;
    let consumer = Applicant::new("consumer");
    let certificate = consumer.certificate();
    world.register(&consumer, &certificate, CONSUMER).await;
    let token = world.token(&consumer).await;
    assert!(world.service.verify(&token).await.is_ok());
    world
        .service
        .remove_certificate(&consumer.id(), certificate.fingerprint(), &Author::default())
        .await
        .expect("removed");
    assert_eq!(world.service.verify(&token).await, Err(TokenRefusal::Invalid));
}

#[tokio::test]
async fn eight_simultaneous_uses_of_one_assertion_give_one_token() {
    let world = World::new().await;
    let consumer = world.client("consumer", CONSUMER).await;
    let assertion = consumer.assertion();
    let (one, two) = (&world.service, world.replica(world.service.settings().clone()).await);
    let tasks: Vec<_> = (0..8)
        .map(|n| {
            let (service, assertion) = (if n % 2 == 0 { one } else { &two }.clone(), assertion.clone());
            tokio::spawn(async move { post(&service, TOKEN, &form(&assertion), None).await })
        })
        .collect();
    let mut given = 0;
    for task in tasks {
        let answer = task.await.expect("no panic");
        if answer.status == StatusCode::OK {
            given += 1;
        } else {
            answer.is_refusal(401, "invalid_client", "`jti` was used before");
        }
    }
    assert_eq!(given, 1);
}

#[tokio::test]
async fn parameters_without_a_value_are_as_if_they_were_not_there() {
    let world = World::new().await;
    let consumer = world.client("consumer", CONSUMER).await;
    let assertion = consumer.assertion();
    let mut form = form(&assertion);
    form.extend([("scope", ""), ("client_id", "consumer"), ("something", "else")]);
    assert_eq!(post(&world.service, TOKEN, &form, None).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_that_is_not_right_is_refused_with_the_rule_and_the_fix() {
    let world = World::new().await;
    let consumer = world.client("consumer", CONSUMER).await;
    let assertion = consumer.assertion();
    // Some fields of the right form left out, others added.
    let refused = async |without: &str, with: &[(&str, &str)], status, error: &str, names: &str| {
        let mut form = form(&assertion);
        form.retain(|(name, _)| *name != without);
        form.extend(with);
        post(&world.service, TOKEN, &form, None).await.is_refusal(status, error, names);
    };
    refused("grant_type", &[], 400, "invalid_request", "grant_type is missing").await;
    let password = [("grant_type", "password")];
    refused("grant_type", &password, 400, "unsupported_grant_type", "`password` is not supported").await;
    refused("", &[("scope", "a"), ("scope", "b")], 400, "invalid_request", "scope is there more than once")
        .await;
    refused("client_assertion", &[], 401, "invalid_client", "client_assertion is missing").await;
    let secret = [("client_secret", "s")];
    refused("client_assertion", &secret, 401, "invalid_client", "client secrets are not supported").await;
    refused("", &secret, 400, "invalid_request", "beside the client_assertion").await;
    refused("client_assertion_type", &[], 400, "invalid_request", "client_assertion_type must be").await;
    let mut big = vec![("scope", "x")];
    let padding = "x".repeat(70_000);
    big[0].1 = &padding;
    refused("", &big, 413, "invalid_request", "larger than 65536 bytes").await;
    refused("", &[("client_id", "other")], 401, "invalid_client", "client_id is not").await;
}

#[tokio::test]
async fn what_is_no_form_is_refused() {
    let world = World::new().await;
    let request = Request::post(TOKEN).header(header::CONTENT_TYPE, "application/json");
    let answer = send(&world.service, request.body(Body::from("{}")).expect("a request")).await;
    answer.is_refusal(400, "invalid_request", "application/x-www-form-urlencoded");
    let request = Request::post(TOKEN)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::AUTHORIZATION, "Basic Y2xpZW50OnNlY3JldA==");
    let body = Body::from("grant_type=client_credentials");
    let answer = send(&world.service, request.body(body).expect("a request")).await;
    answer.is_refusal(401, "invalid_client", "client secrets are not supported");
}
