//! Tokens of people, by token exchange.

use ebox_credential::{
    Scope, TokenVerifier as _,
    assertion::{Claims, make_statement},
};
use jiff::SignedDuration;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use crate::world::{
    Answer, Applicant, BASE_URL, ENTERPRISE, INTROSPECT, NOW, TOKEN, World, form, post, second,
};

const PERSON: &str = "94022722580";
const FOR: &str = "0534530277";
const FULL: &str = "scope:document:management:consult:ws-eboxrestentreprise:messagesfull";

/// Fields of a form.
type Fields<'a> = &'a [(&'a str, &'a str)];

async fn portal(world: &World) -> Applicant {
    world.client("portal", &[Scope::Portal]).await
}

fn statement(portal: &Applicant, changes: Value) -> String {
    let mut all = json!({ "sub": PERSON, "urn:be:fgov:kbo-bce:organization:cbe-number": FOR });
    if let (Value::Object(all), Value::Object(changes)) = (&mut all, changes) {
        all.extend(changes);
    }
    let key = EncodingKey::from_ec_der(portal.key.to_pkcs8());
    jsonwebtoken::encode(&Header::new(Algorithm::ES256), &portal.claims(all), &key).expect("signed")
}

/// Exchanges a statement; `changes` replace fields of the form, or remove them when they are empty.
async fn exchange(world: &World, portal: &Applicant, statement: &str, changes: Fields<'_>) -> Answer {
    let assertion = portal.assertion();
    let mut fields = form(&assertion);
    fields[0] = ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    fields.push(("subject_token", statement));
    fields.push(("subject_token_type", "urn:ietf:params:oauth:token-type:jwt"));
    for (name, value) in changes {
        fields.retain(|(field, _)| field != name);
        fields.push((*name, *value));
    }
    post(&world.service, TOKEN, &fields, None).await
}

#[tokio::test]
async fn a_portal_gets_the_token_of_a_person_who_signed_in() {
    let world = World::new().await;
    let portal = portal(&world).await;
    let claims = Claims {
        client_id: "portal",
        audience: &format!("{BASE_URL}{TOKEN}"),
        jti: "a",
        issued_at: second(NOW),
        lifetime: SignedDuration::from_mins(2),
    };
    let (person, enterprise) = (PERSON.parse().expect("an SSIN"), FOR.parse().expect("a number"));
    let statement = make_statement(&claims, person, enterprise, &portal.key).expect("made");
    let answer = exchange(&world, &portal, &statement, &[]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.body["issued_token_type"], "urn:ietf:params:oauth:token-type:access_token");
    assert_eq!((&answer.body["token_type"], &answer.body["scope"]), (&json!("Bearer"), &json!(FULL)));

    let token = answer.body["access_token"].as_str().expect("a token");
    let verified = world.service.verify(token).await.expect("holds");
    assert_eq!((verified.person, verified.enterprise), (Some(person), enterprise));
    assert!(!verified.scopes.contains(Scope::Portal), "who has it cannot get further tokens of people");
    let provider = world.client("provider", &[Scope::Introspect]).await;
    let own = world.token(&provider).await;
    let introspected = post(&world.service, INTROSPECT, &[("token", token)], Some(&own)).await.body;
    assert_eq!((&introspected["sub"], &introspected["client_id"]), (&json!(PERSON), &json!("portal")));
    assert_eq!(
        introspected["principalAttributes"],
        json!({
            "urn:be:fgov:kbo-bce:organization:cbe-number": [FOR],
            "urn:be:fgov:person:ssin": [PERSON],
        })
    );
}

#[tokio::test]
async fn a_persons_token_stops_with_its_portal() {
    let world = World::new().await;
    let portal = portal(&world).await;
    let answer = exchange(&world, &portal, &statement(&portal, json!({})), &[]).await;
    let token = answer.body["access_token"].as_str().expect("a token");
    world.service.set_enabled(&portal.id(), false, &ebox_oauth::Author::default()).await.expect("disabled");
    assert!(world.service.verify(token).await.is_err());
}

#[tokio::test]
async fn only_a_portal_gets_tokens_of_people() {
    let world = World::new().await;
    let consumer = world.client("consumer", &[Scope::DocumentConsumer, Scope::MessagesFull]).await;
    let answer = exchange(&world, &consumer, &statement(&consumer, json!({})), &[]).await;
    answer.is_refusal(400, "unauthorized_client", "scope:ebox:portal");
}

#[tokio::test]
async fn a_statement_that_is_not_right_is_refused_by_name() {
    let world = World::new().await;
    let portal = portal(&world).await;
    let cases = [
        (json!({"sub": "portal"}), "`sub` is not an SSIN"),
        (json!({"sub": null}), "`sub` is not an SSIN"),
        (json!({"urn:be:fgov:kbo-bce:organization:cbe-number": "534530277"}), "is not an enterprise number"),
        (json!({"urn:be:fgov:kbo-bce:organization:cbe-number": null}), "is not an enterprise number"),
        (json!({"iss": "another"}), "`iss` is not the client id"),
        (json!({"iss": null}), "`iss` is missing"),
        (json!({"aud": "https://services.example"}), "`aud` does not name this server"),
        (json!({"exp": NOW - 61}), "expired"),
        (json!({"exp": NOW + 601}), "`exp` is more than 10m ahead"),
        (json!({"jti": null}), "`jti` is missing"),
    ];
    for (changes, names) in cases {
        let answer = exchange(&world, &portal, &statement(&portal, changes), &[]).await;
        answer.is_refusal(400, "invalid_request", names);
        answer.is_refusal(400, "invalid_request", "subject_token");
    }
    let stranger = Applicant::new("portal");
    let answer = exchange(&world, &portal, &statement(&stranger, json!({})), &[]).await;
    answer.is_refusal(400, "invalid_request", "the signature is not by the key");
    exchange(&world, &portal, "x", &[]).await.is_refusal(400, "invalid_request", "not a signed JWT");
}

#[tokio::test]
async fn a_statement_is_good_for_one_token_and_no_assertion_is_one() {
    let world = World::new().await;
    let portal = portal(&world).await;
    let shown = statement(&portal, json!({}));
    assert_eq!(exchange(&world, &portal, &shown, &[]).await.status, 200);
    let again = exchange(&world, &portal, &shown, &[]).await;
    again.is_refusal(400, "invalid_request", "`jti` was used before");
    let assertion = portal.assertion();
    let answer = exchange(&world, &portal, &assertion, &[]).await;
    answer.is_refusal(400, "invalid_request", "`sub` is not an SSIN");
    // Nor does a statement prove who the client is.
    let answer = world.ask(&statement(&portal, json!({}))).await;
    answer.is_refusal(401, "invalid_client", "`iss` and `sub` differ");
}

#[tokio::test]
async fn an_exchange_that_asks_for_something_else_is_refused() {
    let world = World::new().await;
    let portal = portal(&world).await;
    let cases: [(Fields<'_>, &str, &str); 6] = [
        (&[("subject_token", "")], "invalid_request", "subject_token is missing"),
        (&[("subject_token_type", "")], "invalid_request", "subject_token_type must be"),
        (
            &[("requested_token_type", "urn:ietf:params:oauth:token-type:jwt")],
            "invalid_request",
            "requested_token_type must be",
        ),
        (&[("scope", Scope::Portal.as_str())], "invalid_scope", FULL),
        (&[("scope", "nonsense")], "invalid_scope", FULL),
        (&[("client_assertion_type", "")], "invalid_request", "client_assertion_type must be"),
    ];
    for (changes, error, names) in cases {
        let shown = statement(&portal, json!({}));
        exchange(&world, &portal, &shown, changes).await.is_refusal(400, error, names);
    }
    let shown = statement(&portal, json!({}));
    assert_eq!(exchange(&world, &portal, &shown, &[("scope", FULL)]).await.status, 200);
    assert_ne!(ENTERPRISE, FOR, "a portal speaks for people of any enterprise");
}
