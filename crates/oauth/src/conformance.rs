//! What every store of the OAuth server must do, as tests that each adapter runs.
//!
//! An adapter stamps them with [`oauth_conformance`](crate::oauth_conformance), each on a fresh store.

#![expect(missing_docs, clippy::missing_panics_doc, reason = "tests: their names are sentences")]

use ebox_audit::conformance::{KeepsEffects, one_record};
use ebox_credential::{
    Certificate, PrivateKey, Scope, Scopes, Subject as Name, SystemRandom, make::self_signed,
};
use ebox_domain::{Environment, ids::ClientId};
use futures_util::future::join_all;
use jiff::Timestamp;

use crate::{
    Client,
    port::{KeyMaterial, KeyPurpose, OauthStore},
};

/// A store under test.
pub trait Subject: OauthStore + KeepsEffects {}

impl<S: OauthStore + KeepsEffects> Subject for S {}

/// Stamps the whole suite: one test for each rule, each on a fresh store that `$open` makes.
#[macro_export]
macro_rules! oauth_conformance {
    ($open:path) => {
        $crate::oauth_conformance!($open:
            a_client_comes_back_as_it_was_registered,
            clients_are_listed_by_identifier_with_their_certificates,
            an_identifier_is_registered_once,
            a_client_is_disabled_and_enabled,
            a_client_is_granted_what_it_shall_have_and_no_more,
            certificates_are_added_and_removed_one_by_one,
            changes_of_unknown_clients_change_nothing,
            an_assertion_is_spent_once,
            simultaneous_uses_of_an_assertion_spend_it_once,
            assertions_of_other_clients_are_other_assertions,
            swept_is_only_what_is_past,
            a_key_is_made_once_for_each_purpose,
        );
    };
    ($open:path: $($name:ident,)+) => {
        $(
            #[tokio::test]
            async fn $name() {
                let (store, _keep) = $open().await;
                $crate::conformance::$name(&store).await;
            }
        )+
    };
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).expect("in range")
}

fn id(text: &str) -> ClientId {
    text.parse().expect("a client id")
}

fn certificate() -> Certificate {
    let key = PrivateKey::generate_p256().expect("a key");
    let subject = Name {
        legal_name: "Example".to_owned(),
        enterprise: "0852093431".parse().expect("a number"),
        environment: Environment::Int,
        application: "example:application".to_owned(),
        city: "Namur".to_owned(),
        region: "Namur".to_owned(),
    };
    self_signed(&subject, &key, at(-9), at(9), &SystemRandom).expect("a certificate")
}

fn client() -> Client {
    Client {
        id: id("documentmanagement:publication:ebox:client"),
        enterprise: "0852093431".parse().expect("a number"),
        name: "Café \"De Toren\"".to_owned(),
        scopes: Scopes::of(&[Scope::PublicationSender, Scope::RepresentativePublication]),
        is_enabled: true,
        certificates: vec![certificate(), certificate()],
        registered_at: at(0),
    }
}

async fn registered(store: &impl Subject) -> Client {
    let client = client();
    let is_new = store.register_client(client.clone(), one_record()).await.expect("stored");
    assert!(is_new);
    client
}

pub async fn a_client_comes_back_as_it_was_registered(store: &impl Subject) {
    let client = registered(store).await;
    assert_eq!(store.client(&client.id).await.expect("read"), Some(client));
    assert_eq!(store.client(&id("another")).await.expect("read"), None);
    assert_eq!(store.kept_effects().await, (0, 1));
}

pub async fn clients_are_listed_by_identifier_with_their_certificates(store: &impl Subject) {
    assert_eq!(store.clients().await.expect("listed"), []);
    let first = registered(store).await;
    let bare = Client { id: id("another"), certificates: Vec::new(), ..client() };
    assert!(store.register_client(bare.clone(), one_record()).await.expect("stored"));
    assert_eq!(store.clients().await.expect("listed"), [bare, first]);
}

pub async fn an_identifier_is_registered_once(store: &impl Subject) {
    let client = registered(store).await;
    let second = Client { name: "another".to_owned(), ..client.clone() };
    assert!(!store.register_client(second, one_record()).await.expect("answered"));
    assert_eq!(store.client(&client.id).await.expect("read"), Some(client));
    assert_eq!(store.kept_effects().await, (0, 1), "a change that did not happen leaves no record");
}

pub async fn a_client_is_disabled_and_enabled(store: &impl Subject) {
    let client = registered(store).await;
    for enabled in [false, true] {
        assert!(store.set_enabled(&client.id, enabled, one_record()).await.expect("stored"));
        let now = store.client(&client.id).await.expect("read").expect("there");
        assert_eq!(now, Client { is_enabled: enabled, ..client.clone() });
    }
    assert_eq!(store.kept_effects().await, (0, 3));
}

pub async fn a_client_is_granted_what_it_shall_have_and_no_more(store: &impl Subject) {
    let client = registered(store).await;
    let scopes = Scopes::of(&[Scope::PublicationSender, Scope::FederationConsent]);
    assert!(store.set_scopes(&client.id, scopes, one_record()).await.expect("stored"));
    assert_eq!(store.client(&client.id).await.expect("read"), Some(Client { scopes, ..client }));
    assert!(!store.set_scopes(&id("another"), scopes, one_record()).await.expect("answered"));
    assert_eq!(store.kept_effects().await, (0, 2));
}

pub async fn certificates_are_added_and_removed_one_by_one(store: &impl Subject) {
    let mut client = registered(store).await;
    let third = certificate();
    for _ in 0..2 {
        let added = store.add_certificate(&client.id, third.clone(), at(1), one_record()).await;
        assert!(added.expect("stored"), "adding it again changes nothing");
    }
    client.certificates.push(third);
    while let Some(first) = client.certificates.first().map(Certificate::fingerprint) {
        assert_eq!(store.client(&client.id).await.expect("read"), Some(client.clone()));
        assert!(store.remove_certificate(&client.id, first, one_record()).await.expect("stored"));
        assert!(!store.remove_certificate(&client.id, first, one_record()).await.expect("answered"));
        client.certificates.remove(0);
    }
    assert_eq!(store.client(&client.id).await.expect("read"), Some(client));
}

pub async fn changes_of_unknown_clients_change_nothing(store: &impl Subject) {
    let nobody = id("nobody");
    let certificate = certificate();
    let fingerprint = certificate.fingerprint();
    assert!(!store.set_enabled(&nobody, true, one_record()).await.expect("answered"));
    assert!(!store.add_certificate(&nobody, certificate, at(0), one_record()).await.expect("answered"));
    assert!(!store.remove_certificate(&nobody, fingerprint, one_record()).await.expect("answered"));
    assert_eq!(store.kept_effects().await, (0, 0));
}

pub async fn an_assertion_is_spent_once(store: &impl Subject) {
    let client = id("client");
    for expected in [true, false, false] {
        assert_eq!(store.spend_jti(&client, "one", at(60)).await.expect("answered"), expected);
    }
    for other in ["ONE", "one\0", "one\0more", "\"één\"\\"] {
        assert!(store.spend_jti(&client, other, at(60)).await.expect("answered"), "another identifier");
        assert!(!store.spend_jti(&client, other, at(60)).await.expect("answered"), "the same again");
    }
}

pub async fn simultaneous_uses_of_an_assertion_spend_it_once(store: &impl Subject) {
    let client = id("client");
    let answers = join_all((0..8).map(|_| store.spend_jti(&client, "one", at(60)))).await;
    let times = answers.into_iter().filter(|answer| matches!(answer, Ok(true))).count();
    assert_eq!(times, 1);
}

pub async fn assertions_of_other_clients_are_other_assertions(store: &impl Subject) {
    for client in ["one", "two"] {
        assert!(store.spend_jti(&id(client), "same", at(60)).await.expect("answered"));
    }
}

pub async fn swept_is_only_what_is_past(store: &impl Subject) {
    let client = id("client");
    for (jti, until) in [("past", 10), ("now", 20), ("ahead", 30)] {
        assert!(store.spend_jti(&client, jti, at(until)).await.expect("answered"));
    }
    assert_eq!(store.sweep_jtis(at(20)).await.expect("swept"), 1);
    assert_eq!(store.sweep_jtis(at(20)).await.expect("swept"), 0);
    assert!(store.spend_jti(&client, "past", at(40)).await.expect("answered"));
    assert!(!store.spend_jti(&client, "now", at(40)).await.expect("answered"));
    assert!(!store.spend_jti(&client, "ahead", at(40)).await.expect("answered"));
}

pub async fn a_key_is_made_once_for_each_purpose(store: &impl Subject) {
    for purpose in [KeyPurpose::TokenSealing, KeyPurpose::Signing] {
        let first = KeyMaterial::new(purpose.as_str().as_bytes().to_vec());
        for candidate in [first.clone(), KeyMaterial::new(b"later".to_vec())] {
            let kept = store.key(purpose, candidate, at(0)).await.expect("kept");
            assert!(kept == first, "the first one stays");
        }
    }
}
