//! What the server says of itself.

use ebox_credential::assertion::ALGORITHMS;
use http::{StatusCode, header};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Value, json};

use crate::world::{BASE_URL, World, get};

const METADATA: &str = "/.well-known/oauth-authorization-server";
const JWKS: &str = "/REST/oauth/v5/jwks";

#[tokio::test]
async fn the_metadata_names_what_clients_need() {
    let world = World::new().await;
    let answer = get(&world.service, METADATA).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/json");
    let expected = [
        ("issuer", json!(BASE_URL)),
        ("token_endpoint", json!(format!("{BASE_URL}/REST/oauth/v5/token"))),
        ("introspection_endpoint", json!(format!("{BASE_URL}/REST/oauth/v5/introspect"))),
        ("jwks_uri", json!(format!("{BASE_URL}{JWKS}"))),
        (
            "grant_types_supported",
            json!(["client_credentials", "urn:ietf:params:oauth:grant-type:token-exchange"]),
        ),
        ("token_endpoint_auth_methods_supported", json!(["private_key_jwt"])),
        ("token_endpoint_auth_signing_alg_values_supported", json!(ALGORITHMS)),
        ("response_types_supported", json!([])),
    ];
    for (name, value) in expected {
        assert_eq!(answer.body[name], value, "{name}");
    }
}

#[tokio::test]
async fn the_signed_metadata_says_the_same_and_is_verified_with_a_published_key() {
    let world = World::new().await;
    let mut metadata = get(&world.service, METADATA).await.body;
    let jwks = get(&world.service, JWKS).await.body;
    let signed = metadata["signed_metadata"].take();
    metadata.as_object_mut().expect("an object").remove("signed_metadata");
    metadata["iss"] = json!(BASE_URL);

    let key = &jwks["keys"][0];
    let mut validation = Validation::new(Algorithm::ES256);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    let coordinate = |name: &str| key[name].as_str().expect("a coordinate");
    let public = DecodingKey::from_ec_components(coordinate("x"), coordinate("y")).expect("a key");
    let signed = signed.as_str().expect("a JWT");
    let decoded = jsonwebtoken::decode::<Value>(signed, &public, &validation).expect("verified");
    assert_eq!(decoded.claims, metadata);
    assert_eq!(decoded.header.kid.as_deref(), key["kid"].as_str());
    assert_eq!((key["kty"].as_str(), key["alg"].as_str()), (Some("EC"), Some("ES256")));
    assert!(key.get("d").is_none(), "the private half stays here");
}

#[tokio::test]
async fn the_keys_stay_the_same_after_a_restart() {
    let world = World::new().await;
    let before = get(&world.service, JWKS).await.body;
    let world = world.restarted().await;
    assert_eq!(get(&world.service, JWKS).await.body, before);
}
