use std::sync::LazyLock;

use data_encoding::BASE64URL_NOPAD;
use ebox_domain::ids::ClientId;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::{
    certificate::Certificate, key::PrivateKey, make::self_signed, random::SystemRandom, subject::Subject,
};

const AUDIENCE: &str = "https://oauth.example/REST/oauth/v5/token";
const NOW: i64 = 1_800_000_000;

static RSA: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::generate_rsa().expect("a key"));
static EC: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::generate_p256().expect("a key"));

fn second(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

fn certificate_of(key: &PrivateKey, enterprise: &str, from: i64, until: i64) -> Certificate {
    let subject = Subject {
        legal_name: "Example / Voorbeeld, NV".to_owned(),
        enterprise: enterprise.parse().expect("a number"),
        environment: ebox_domain::Environment::Acc,
        application: "example:application".to_owned(),
        city: "Brussel".to_owned(),
        region: "Brussel".to_owned(),
    };
    self_signed(&subject, key, second(from), second(until), &SystemRandom).expect("a certificate")
}

fn certificate(key: &PrivateKey) -> Certificate {
    certificate_of(key, "0852093431", NOW - 1000, NOW + 1000)
}

fn verify_with(text: &str, certificates: &[Certificate]) -> Result<VerifiedAssertion, AssertionRefusal> {
    let client_id: ClientId = "client".parse().expect("a client id");
    UnverifiedAssertion::parse(text)?.verify(&Expectations {
        client_id: &client_id,
        enterprise: "0852093431".parse().expect("a number"),
        certificates,
        audience: AUDIENCE,
        now: second(NOW),
        max_ahead: SignedDuration::from_hours(25),
    })
}

fn verify(text: &str) -> Result<VerifiedAssertion, AssertionRefusal> {
    verify_with(text, &[certificate(&RSA)])
}

fn claims() -> Value {
    json!({"iss": "client", "sub": "client", "aud": AUDIENCE, "jti": "one", "exp": NOW + 300})
}

/// The usual claims, with some changed, or removed by null.
fn claims_with(changes: Value) -> Value {
    let mut claims = claims();
    let Value::Object(changes) = changes else {
        panic!("an object");
    };
    for (name, value) in changes {
        claims[name] = value;
    }
    claims.as_object_mut().expect("an object").retain(|_, value| !value.is_null());
    claims
}

fn signed(algorithm: Algorithm, claims: &Value, key: &PrivateKey) -> String {
    let key = key.encoding_key().expect("a key");
    jsonwebtoken::encode(&Header::new(algorithm), claims, &key).expect("signed")
}

fn refusal(changes: Value) -> AssertionRefusal {
    verify(&signed(Algorithm::RS256, &claims_with(changes), &RSA)).expect_err("refused")
}

#[test]
fn what_a_client_makes_is_verified_with_either_kind_of_key() {
    for key in [&RSA, &EC] {
        let claims = Claims {
            client_id: "client",
            audience: AUDIENCE,
            jti: "one",
            issued_at: second(NOW),
            lifetime: SignedDuration::from_mins(5),
        };
        let text = make(&claims, key).expect("made");
        let verified = verify_with(&text, &[certificate(key)]).expect("verified");
        assert_eq!(verified.client_id().as_str(), "client");
        assert_eq!(verified.jti(), "one");
        assert_eq!(verified.spent_until(), second(NOW + 300 + 60));
    }
}

#[test]
fn every_listed_algorithm_is_accepted() {
    for name in ALGORITHMS {
        let algorithm: Algorithm = name.parse().expect("known");
        let p384 = aws_lc_rs::signature::EcdsaKeyPair::generate(
            &aws_lc_rs::signature::ECDSA_P384_SHA384_ASN1_SIGNING,
        )
        .and_then(|pair| pair.to_pkcs8v1())
        .expect("a key");
        let p384 = PrivateKey::from_der(p384.as_ref()).expect("a key");
        let key: &PrivateKey = match algorithm {
            Algorithm::ES256 => &EC,
            Algorithm::ES384 => &p384,
            _ => &RSA,
        };
        let text = signed(algorithm, &claims(), key);
        assert_eq!(verify_with(&text, &[certificate(key)]).map(|_| ()), Ok(()), "{name}");
    }
}

#[test]
fn an_assertion_without_a_signature_or_keyed_with_public_knowledge_is_refused() {
    let part = |value: Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    for name in ["none", "None", "HS256", "HS512", "EdDSA", "PS512", "x"] {
        let unsigned = format!("{}.{}.", part(json!({"alg": name})), part(claims()));
        assert_eq!(verify(&unsigned), Err(AssertionRefusal::Algorithm(name.to_owned())));
    }
    let public = certificate(&RSA);
    for secret in [public.as_der(), public.to_pem().as_bytes()] {
        let text = jsonwebtoken::encode(
            &Header::new(Algorithm::HS256),
            &claims(),
            &EncodingKey::from_secret(secret),
        )
        .expect("signed");
        assert_eq!(verify(&text), Err(AssertionRefusal::Algorithm("HS256".to_owned())));
    }
}

#[test]
fn a_signature_by_any_other_key_is_refused() {
    let other = PrivateKey::generate_rsa().expect("a key");
    let text = signed(Algorithm::RS256, &claims(), &other);
    assert_eq!(verify(&text), Err(AssertionRefusal::Signature));
    let text = signed(Algorithm::ES256, &claims(), &EC);
    assert_eq!(verify(&text), Err(AssertionRefusal::Signature));
    let text = signed(Algorithm::RS256, &claims(), &RSA);
    assert_eq!(verify_with(&text, &[]), Err(AssertionRefusal::Signature));
}

#[test]
fn a_changed_payload_is_refused() {
    let text = signed(Algorithm::RS256, &claims(), &RSA);
    let changed = BASE64URL_NOPAD.encode(claims_with(json!({"jti": "two"})).to_string().as_bytes());
    let parts: Vec<&str> = text.split('.').collect();
    let text = format!("{}.{changed}.{}", parts[0], parts[2]);
    assert_eq!(verify(&text), Err(AssertionRefusal::Signature));
}

#[test]
fn any_registered_certificate_will_do_so_that_one_can_be_rotated() {
    let text = signed(Algorithm::RS256, &claims(), &RSA);
    assert!(verify_with(&text, &[certificate(&EC), certificate(&RSA)]).is_ok());
    let expired = certificate_of(&RSA, "0852093431", NOW - 1000, NOW - 1);
    assert!(verify_with(&text, &[expired, certificate(&RSA)]).is_ok(), "renewed with the same key");
}

#[test]
fn the_certificate_must_be_valid_now_and_name_the_enterprise() {
    let text = signed(Algorithm::RS256, &claims(), &RSA);
    let with = |enterprise, from, until| verify_with(&text, &[certificate_of(&RSA, enterprise, from, until)]);
    assert_eq!(
        with("0852093431", NOW - 1000, NOW - 1),
        Err(AssertionRefusal::CertificateExpired(second(NOW - 1)))
    );
    assert_eq!(
        with("0852093431", NOW + 1, NOW + 1000),
        Err(AssertionRefusal::CertificateNotYetValid(second(NOW + 1)))
    );
    assert!(with("0852093431", NOW, NOW + 1).is_ok());
    assert!(with("0852093431", NOW - 1, NOW).is_ok());
    assert!(matches!(
        with("0534530277", NOW - 1000, NOW + 1000),
        Err(AssertionRefusal::CertificateOfAnotherEnterprise(_))
    ));
}

#[test]
fn the_audience_may_be_a_text_or_a_list_and_must_be_this_server() {
    let accepts =
        |aud: Value| verify(&signed(Algorithm::RS256, &claims_with(json!({"aud": aud})), &RSA)).is_ok();
    assert!(accepts(json!([AUDIENCE])));
    assert!(accepts(json!(["https://other.example", AUDIENCE])));
    for wrong in [json!("https://other.example"), json!([]), json!(format!("{AUDIENCE}/")), Value::Null] {
        assert_eq!(refusal(json!({"aud": wrong})), AssertionRefusal::Audience(AUDIENCE.to_owned()));
    }
}

#[test]
fn times_are_held_to_the_leeway_and_the_cap() {
    let accepts = |changes| verify(&signed(Algorithm::RS256, &claims_with(changes), &RSA)).is_ok();
    let day = 25 * 3600;
    assert!(accepts(json!({"exp": NOW - 59})));
    assert_eq!(refusal(json!({"exp": NOW - 60})), AssertionRefusal::Expired(second(NOW - 60)));
    assert!(accepts(json!({"exp": NOW + day})));
    assert!(matches!(refusal(json!({"exp": NOW + day + 1})), AssertionRefusal::ExpiryTooFar(_)));
    assert!(matches!(refusal(json!({"exp": 1e300})), AssertionRefusal::ExpiryTooFar(_)));
    assert!(matches!(refusal(json!({"exp": -1e300})), AssertionRefusal::Expired(_)));
    assert_eq!(refusal(json!({"exp": null})), AssertionRefusal::NoExpiry);
    assert!(matches!(refusal(json!({"exp": "soon"})), AssertionRefusal::Claims(_)));
    assert!(accepts(json!({"exp": 1_800_000_100.5})));
    assert!(accepts(json!({"nbf": NOW + 60, "iat": NOW + 60})));
    assert_eq!(refusal(json!({"nbf": NOW + 61})), AssertionRefusal::NotYetValid(second(NOW + 61)));
    assert_eq!(refusal(json!({"iat": NOW + 61})), AssertionRefusal::IssuedInFuture(second(NOW + 61)));
}

#[test]
fn who_it_is_from_must_be_said_twice_and_alike() {
    assert_eq!(refusal(json!({"iss": null})), AssertionRefusal::NoIssuer);
    assert_eq!(refusal(json!({"sub": null})), AssertionRefusal::IssuerUnlikeSubject);
    assert_eq!(refusal(json!({"sub": "other"})), AssertionRefusal::IssuerUnlikeSubject);
    assert_eq!(refusal(json!({"iss": "other", "sub": "other"})), AssertionRefusal::OtherClient);
}

#[test]
fn a_jti_is_required_and_bounded() {
    assert_eq!(refusal(json!({"jti": null})), AssertionRefusal::NoJti);
    assert_eq!(refusal(json!({"jti": ""})), AssertionRefusal::JtiLength);
    assert_eq!(refusal(json!({"jti": "x".repeat(256)})), AssertionRefusal::JtiLength);
    assert!(verify(&signed(Algorithm::RS256, &claims_with(json!({"jti": "é".repeat(255)})), &RSA)).is_ok());
}

#[test]
fn critical_headers_and_repeated_claims_are_refused() {
    let part = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
    let critical = format!("{}.{}.AAAA", part(r#"{"alg":"RS256","crit":["b64"]}"#), part("{}"));
    assert_eq!(verify(&critical), Err(AssertionRefusal::CriticalHeader));
    let twice = format!("{}.{}.AAAA", part(r#"{"alg":"RS256"}"#), part(r#"{"exp":1,"exp":2}"#));
    assert!(matches!(verify(&twice), Err(AssertionRefusal::Claims(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_text_is_refused_and_never_panics(text in "\\PC{0,80}|[A-Za-z0-9_-]{0,40}\\.[A-Za-z0-9_-]{0,40}\\.[A-Za-z0-9_-]{0,40}") {
        prop_assert!(verify(&text).is_err());
    }

    #[test]
    fn arbitrary_headers_and_claims_are_refused_and_never_panic(head in json_value(), body in json_value(), alg in 0..ALGORITHMS.len()) {
        let mut head = head;
        if let Some(members) = head.as_object_mut() {
            members.insert("alg".to_owned(), json!(ALGORITHMS[alg]));
        }
        let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let text = format!("{}.{}.AAAA", part(&head), part(&body));
        prop_assert!(verify(&text).is_err());
    }

    #[test]
    fn one_changed_character_is_refused(place: prop::sample::Index, letter in "[A-Za-z0-9_-]") {
        let text = make(&Claims {
            client_id: "client",
            audience: AUDIENCE,
            jti: "one",
            issued_at: second(NOW),
            lifetime: SignedDuration::from_mins(5),
        }, &EC).expect("made");
        let mut changed = text.clone().into_bytes();
        let place = place.index(changed.len());
        changed[place] = letter.as_bytes()[0];
        let changed = String::from_utf8(changed).expect("ASCII");
        prop_assume!(changed != text);
        prop_assert!(verify_with(&changed, &[certificate(&EC)]).is_err());
    }
}

/// JSON objects whose names are those that matter, with values of all kinds.
fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::hash_map("[a-z]{1,3}", inner, 0..3)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    prop::collection::hash_map("iss|sub|aud|jti|exp|nbf|iat|alg|kid|jwk|crit", value, 0..8)
        .prop_map(|members| Value::Object(members.into_iter().collect()))
}
