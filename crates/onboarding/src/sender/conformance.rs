//! What every store of the configurations of senders must do, as tests that each adapter runs.

#![expect(missing_docs, clippy::missing_panics_doc, reason = "tests: their names are sentences")]

use ebox_audit::{
    Record,
    conformance::{KeepsEffects, one_record},
};
use ebox_credential::{
    Certificate, PrivateKey, Scope, Scopes, Subject as Name, SystemRandom, make::self_signed,
};
use ebox_domain::{
    ApplicationId, EboxType, EnterpriseNumber, Environment, Language, LocalizedText, Sha256Digest,
    ids::DossierId,
    reference::{Profile, ReferenceData, SenderApplication, Trio},
};
use ebox_wire::configuration::Role;
use jiff::Timestamp;

use super::{
    Before, ClientBefore, ClientWanted, Configuration, Signature, State, Wanted, port::ConfigurationStore,
};

/// A store under test.
pub trait Subject: ConfigurationStore + KeepsEffects {}

impl<S: ConfigurationStore + KeepsEffects> Subject for S {}

/// Stamps the whole suite: one test for each rule, each on a fresh store that `$open` makes.
#[macro_export]
macro_rules! sender_conformance {
    ($open:path) => {
        $crate::sender_conformance!($open:
            nothing_is_configured_at_first,
            a_configuration_comes_back_as_it_was_kept,
            the_oldest_stands_first,
            a_version_replaces_the_one_before_it_and_no_other,
            several_are_kept_together_or_not_at_all,
            a_call_that_changed_nothing_leaves_its_record,
        );
    };
    ($open:path: $($name:ident,)+) => {
        $(
            #[tokio::test]
            async fn $name() {
                let (store, _keep) = $open().await;
                $crate::sender::conformance::$name(&store).await;
            }
        )+
    };
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).expect("in range")
}

fn sender() -> EnterpriseNumber {
    "0220916609".parse().expect("a number")
}

fn dossier(text: &str) -> DossierId {
    text.parse().expect("a dossier")
}

fn certificate() -> Certificate {
    let key = PrivateKey::generate_p256().expect("a key");
    let subject = Name {
        legal_name: "Example".to_owned(),
        enterprise: sender(),
        environment: Environment::Int,
        application: "example:application".to_owned(),
        city: "Namur".to_owned(),
        region: "Namur".to_owned(),
    };
    self_signed(&subject, &key, at(-9), at(9), &SystemRandom).expect("a certificate")
}

fn reference(application: &str) -> ReferenceData {
    let id: ApplicationId = application.parse().expect("an id");
    let trio = Trio {
        organization: sender(),
        application: id.clone(),
        message_type: "TYPE".parse().expect("an id"),
        sector: EboxType::Citizen,
    };
    let application = SenderApplication {
        id: id.clone(),
        name: LocalizedText::in_one(Language::Nl, "Één \"app\""),
        description: LocalizedText::default(),
        profile: Profile::default(),
    };
    ReferenceData {
        applications: [(id, application)].into(),
        trios: [trio].into(),
        ..ReferenceData::default()
    }
}

/// A first configuration with nothing but its reference data.
fn plain(name: &str, second: i64) -> Configuration {
    Configuration {
        wanted: Wanted {
            dossier: dossier(name),
            role: Role::Sender,
            provider: "own".parse().expect("an id"),
            enterprise: sender(),
            reference: reference("app"),
            client: None,
        },
        former: Vec::new(),
        before: Before::default(),
        client_id: None,
        state: State::Applying,
        version: 1,
        at: at(second),
        by: "operator".to_owned(),
        signature: None,
        latest: None,
    }
}

/// One with everything that it can have.
fn full(name: &str) -> Configuration {
    let plain = plain(name, 0);
    let client = ClientWanted {
        name: "Dienst".to_owned(),
        scopes: Scopes::of(&[Scope::PublicationSender, Scope::RepresentativePublication]),
        certificates: vec![certificate(), certificate()],
    };
    let before = ClientBefore {
        is_enabled: true,
        scopes: Scopes::of(&[Scope::PublicationSender]),
        certificates: [Sha256Digest::new([7; 32])].into(),
    };
    Configuration {
        former: vec![Wanted { reference: reference("former"), ..plain.wanted.clone() }],
        before: Before { reference: reference("before"), client: Some(before) },
        client_id: Some("documentmanagement:publication:ebox:0220916609".parse().expect("an id")),
        signature: Some(Signature { signer: Sha256Digest::new([9; 32]), at: at(-5) }),
        latest: Some(at(-4)),
        wanted: Wanted { client: Some(client), role: Role::Provider, ..plain.wanted },
        ..plain
    }
}

async fn keep(store: &impl Subject, configurations: &[Configuration]) -> bool {
    store.keep(configurations.to_vec(), one_record()).await.expect("answered")
}

pub async fn nothing_is_configured_at_first(store: &impl Subject) {
    assert_eq!(store.configurations().await.expect("listed"), []);
    assert_eq!(store.configuration(&dossier("A")).await.expect("read"), None);
}

pub async fn a_configuration_comes_back_as_it_was_kept(store: &impl Subject) {
    let mut kept = full("A");
    assert!(keep(store, std::slice::from_ref(&kept)).await);
    for state in [State::Applied, State::Undoing, State::Undone, State::Applying] {
        assert_eq!(store.configuration(&dossier("A")).await.expect("read"), Some(kept.clone()));
        kept = Configuration { state, version: kept.version + 1, ..kept };
        assert!(keep(store, std::slice::from_ref(&kept)).await);
    }
    assert_eq!(store.kept_effects().await, (0, 5));
}

pub async fn the_oldest_stands_first(store: &impl Subject) {
    let (late, early) = (plain("A", 2), plain("B", 1));
    assert!(keep(store, &[late.clone(), early.clone()]).await);
    assert_eq!(store.configurations().await.expect("listed"), [early, late]);
}

pub async fn a_version_replaces_the_one_before_it_and_no_other(store: &impl Subject) {
    let first = plain("A", 1);
    let second = Configuration { version: 2, state: State::Applied, ..first.clone() };
    assert!(!keep(store, std::slice::from_ref(&second)).await, "there is no first one");
    assert!(keep(store, std::slice::from_ref(&first)).await);
    assert!(!keep(store, std::slice::from_ref(&first)).await, "it is there");
    assert!(keep(store, std::slice::from_ref(&second)).await);
    assert!(!keep(store, std::slice::from_ref(&second)).await, "somebody was faster");
    assert_eq!(store.kept_effects().await, (0, 2), "a change that did not happen leaves no record");
}

pub async fn several_are_kept_together_or_not_at_all(store: &impl Subject) {
    let stale = Configuration { version: 2, ..plain("B", 2) };
    assert!(!keep(store, &[plain("A", 1), stale]).await);
    assert_eq!(store.configurations().await.expect("listed"), []);
    assert!(keep(store, &[plain("A", 1), plain("B", 2)]).await);
    assert_eq!(store.configurations().await.expect("listed").len(), 2);
}

pub async fn a_call_that_changed_nothing_leaves_its_record(store: &impl Subject) {
    store.note(Record::new(at(0), "PUT", "/configurations/A", 200)).await.expect("kept");
    assert_eq!(store.kept_effects().await, (0, 1));
}
