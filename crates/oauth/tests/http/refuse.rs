//! Everything for which no token is given.

use ebox_credential::{PrivateKey, Scope, TokenRefusal, TokenVerifier};
use ebox_domain::{Environment, Fault, ServiceError};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use crate::world::{Applicant, NOW, World, encoded};

const SCOPES: &[Scope] = &[Scope::DocumentConsumer];

/// Sends an assertion that must be refused, and says by which rule.
async fn refused(world: &World, assertion: &str, names: &str) {
    world.ask(assertion).await.is_refusal(401, "invalid_client", names);
}

#[tokio::test]
async fn claims_that_are_not_right_are_refused_by_name() {
    let world = World::new().await;
    let client = world.client("client", SCOPES).await;
    let ahead = 25 * 3600;
    let cases = [
        (json!({"aud": "https://services.example"}), "`aud` does not name this server"),
        (json!({"aud": "https://other.example/REST/oauth/v5/token"}), "`aud` does not name this server"),
        (json!({"aud": null}), "`aud` does not name this server"),
        (json!({"exp": NOW - 61}), "expired"),
        (json!({"exp": null}), "`exp` is missing"),
        (json!({"exp": NOW + ahead + 1}), "`exp` is more than 25h ahead"),
        (json!({"exp": "tomorrow"}), "claims cannot be read"),
        (json!({"nbf": NOW + 61}), "not valid before"),
        (json!({"iat": NOW + 61}), "in the future"),
        (json!({"jti": null}), "`jti` is missing"),
        (json!({"jti": ""}), "`jti` must have"),
        (json!({"sub": "other"}), "`iss` and `sub` differ"),
        (json!({"iss": "other"}), "`iss` and `sub` differ"),
        (json!({"sub": null}), "`iss` and `sub` differ"),
        (json!({"iss": null}), "`iss` is missing"),
    ];
    for (changes, names) in cases {
        refused(&world, &client.assertion_with(changes), names).await;
    }
    world.ask(&client.assertion_with(json!({"exp": NOW + ahead}))).await.body["access_token"]
        .as_str()
        .expect("the cap itself is within");
}

#[tokio::test]
async fn an_assertion_is_good_for_one_token_even_after_a_restart() {
    let world = World::new().await;
    let client = world.client("client", SCOPES).await;
    let assertion = client.assertion();
    assert_eq!(world.ask(&assertion).await.status, 200);
    refused(&world, &assertion, "`jti` was used before").await;
    let same_jti = [client.assertion_with(json!({"jti": "a"})), client.assertion_with(json!({"jti": "a"}))];
    assert_eq!(world.ask(&same_jti[0]).await.status, 200);
    refused(&world, &same_jti[1], "`jti` was used before").await;
    let world = world.restarted().await;
    refused(&world, &assertion, "`jti` was used before").await;
}

#[tokio::test]
async fn a_swept_assertion_cannot_be_used_again() {
    let world = World::new().await;
    let client = world.client("client", SCOPES).await;
    let assertion = client.assertion();
    assert_eq!(world.ask(&assertion).await.status, 200);
    // It ends after 300 seconds, and is accepted for another 60.
    for (seconds, swept) in [(359, 0), (1, 0), (1, 1)] {
        world.wait(seconds);
        assert_eq!(world.service.sweep().await.expect("swept"), swept);
    }
    refused(&world, &assertion, "expired").await;
}

#[tokio::test]
async fn an_unknown_client_is_refused() {
    let world = World::new().await;
    refused(&world, &Applicant::new("nobody").assertion(), "no client `nobody` is registered").await;
    let strange = "x".repeat(300);
    refused(&world, &Applicant::new(&strange).assertion(), "is registered in environment acc").await;
}

#[tokio::test]
async fn another_clients_key_is_refused() {
    let world = World::new().await;
    world.client("client", SCOPES).await;
    let other = world.client("other", SCOPES).await;
    let pretending = Applicant { id: "client".to_owned(), key: other.key };
    refused(&world, &pretending.assertion(), "signature").await;
}

#[tokio::test]
async fn an_unsigned_assertion_is_refused() {
    let world = World::new().await;
    let client = world.client("client", SCOPES).await;
    for algorithm in ["none", "NONE"] {
        let head = encoded(json!({"alg": algorithm, "typ": "JWT"}).to_string().as_bytes());
        let claims = encoded(client.claims(json!({})).to_string().as_bytes());
        refused(&world, &format!("{head}.{claims}."), "is not accepted").await;
    }
}

#[tokio::test]
async fn an_hmac_keyed_with_the_public_key_is_refused() {
    let world = World::new().await;
    let client = Applicant { id: "client".to_owned(), key: PrivateKey::generate_rsa().expect("a key") };
    let certificate = client.certificate();
    world.register(&client, &certificate, SCOPES).await;
    for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
        for secret in [certificate.to_pem().as_bytes(), certificate.as_der()] {
            let key = EncodingKey::from_secret(secret);
            let assertion = jsonwebtoken::encode(&Header::new(algorithm), &client.claims(json!({})), &key)
                .expect("signed");
            refused(&world, &assertion, "is not accepted").await;
        }
    }
}

#[tokio::test]
async fn a_tampered_assertion_is_refused() {
    let world = World::new().await;
    let client = world.client("client", SCOPES).await;
    let assertion = client.assertion();
    let parts: Vec<&str> = assertion.split('.').collect();
    let claims = encoded(client.claims(json!({"exp": NOW + 3600})).to_string().as_bytes());
    refused(&world, &format!("{}.{claims}.{}", parts[0], parts[2]), "signature").await;
    let head = encoded(json!({"alg": "ES256", "x": 1}).to_string().as_bytes());
    refused(&world, &format!("{head}.{}.{}", parts[1], parts[2]), "signature").await;
    refused(&world, &format!("{}.{}.", parts[0], parts[1]), "signature").await;
    refused(&world, &assertion[1..], "not a signed JWT").await;
    refused(&world, "x", "not a signed JWT").await;
}

#[tokio::test]
async fn a_certificate_outside_its_validity_or_of_another_enterprise_is_refused() {
    let world = World::new().await;
    let cases = [
        ("expired", "0852093431", NOW - 1000, NOW - 1, "ended on"),
        ("early", "0852093431", NOW + 1, NOW + 1000, "valid only from"),
        ("foreign", "0534530277", NOW - 1000, NOW + 1000, "does not name the client's enterprise 0852093431"),
    ];
    for (id, enterprise, from, until, names) in cases {
        let client = Applicant::new(id);
        world.register(&client, &client.certificate_of(enterprise, from, until), SCOPES).await;
        refused(&world, &client.assertion(), names).await;
    }
}

#[tokio::test]
async fn a_certificate_expires_while_its_client_goes_on() {
    let world = World::new().await;
    let client = Applicant::new("client");
    world.register(&client, &client.certificate_of("0852093431", NOW - 1000, NOW + 10), SCOPES).await;
    world.token(&client).await;
    world.wait(11);
    refused(&world, &client.assertion_at(NOW + 11), "ended on").await;
}

#[tokio::test]
async fn a_disabled_client_is_refused_and_only_who_holds_its_key_learns_why() {
    let world = World::new().await;
    let client = world.client("client", SCOPES).await;
    world.service.set_enabled(&client.id(), false, &ebox_oauth::Author::default()).await.expect("disabled");
    refused(&world, &client.assertion(), "client `client` is disabled").await;
    refused(&world, &Applicant::new("client").assertion(), "signature").await;
    world.service.set_enabled(&client.id(), true, &ebox_oauth::Author::default()).await.expect("enabled");
    world.token(&client).await;
}

#[tokio::test]
async fn a_scope_that_was_not_granted_or_does_not_exist_is_refused() {
    let world = World::new().await;
    let client = world.client("client", SCOPES).await;
    let both = format!("{} {}", Scope::DocumentConsumer, Scope::PublicationSender);
    for (asked, names) in
        [(both.as_str(), "publicationsender` was not granted"), ("some:scope", "does not exist")]
    {
        let answer = world.ask_for(&client.assertion(), Some(asked)).await;
        answer.is_refusal(400, "invalid_scope", names);
    }
}

#[tokio::test]
async fn a_token_of_another_environment_is_refused() {
    let acceptance = World::new().await;
    let production = World::of(Environment::Prd, tempfile::tempdir().expect("a folder")).await;
    let client = acceptance.client("client", SCOPES).await;
    production.register(&client, &client.certificate(), SCOPES).await;
    let token = acceptance.token(&client).await;
    assert_eq!(production.service.verify(&token).await, Err(TokenRefusal::Invalid));
    assert!(acceptance.service.verify(&token).await.is_ok());
    // Not even where both share a store by mistake.
    let mixed = ebox_oauth::Settings::new(Environment::Prd, crate::world::BASE_URL);
    let mixed = acceptance.replica(mixed).await;
    assert_eq!(mixed.verify(&token).await, Err(TokenRefusal::Invalid));
}

#[tokio::test]
async fn what_callers_sent_comes_back_in_allowed_characters_only() {
    let world = World::new().await;
    let answer = world.ask(&Applicant::new("a\"b\\c\u{e9}").assertion()).await;
    let description = answer.body["error_description"].as_str().expect("a description");
    assert!(description.contains("`a'b/c?`"), "{description}");
}

#[tokio::test]
async fn changes_of_what_is_not_there_are_refused() {
    let world = World::new().await;
    let client = world.client("client", SCOPES).await;
    let nobody = Applicant::new("nobody");
    let not_found = |outcome: Result<(), ServiceError>| {
        assert!(matches!(outcome, Err(ServiceError::Refused(Fault::NotFound { .. }))));
    };
    not_found(world.service.set_enabled(&nobody.id(), true, &ebox_oauth::Author::default()).await);
    not_found(
        world
            .service
            .add_certificate(&nobody.id(), nobody.certificate(), &ebox_oauth::Author::default())
            .await,
    );
    let fingerprint = nobody.certificate().fingerprint();
    not_found(
        world.service.remove_certificate(&client.id(), fingerprint, &ebox_oauth::Author::default()).await,
    );
    let again = ebox_oauth::NewClient {
        id: client.id(),
        enterprise: "0534530277".parse().expect("a number"),
        name: String::new(),
        scopes: ebox_credential::Scopes::NONE,
        certificates: Vec::new(),
    };
    let outcome = world.service.register_client(again, &ebox_oauth::Author::default()).await;
    assert!(matches!(outcome, Err(ServiceError::Refused(Fault::Invalid(_)))));
}

#[tokio::test]
async fn arbitrary_assertions_are_answered() {
    let world = World::new().await;
    let part = |value: Value| encoded(value.to_string().as_bytes());
    for assertion in [
        "..".to_owned(),
        "a.b.c".to_owned(),
        "é.é.é".to_owned(),
        format!("{}.{}.", part(json!([])), part(json!(1))),
        format!("{}.{}.AAAA", part(json!({"alg": "RS256"})), part(json!({"iss": 1}))),
        format!("{}.{}.AAAA", part(json!({"alg": "RS256"})), part(json!({"iss": "", "sub": ""}))),
    ] {
        assert_eq!(world.ask(&assertion).await.status, 401, "{assertion}");
    }
}
