//! What every store of onboarding must do, as tests that each adapter runs.

#![expect(missing_docs, clippy::missing_panics_doc, reason = "tests: their names are sentences")]

use ebox_audit::{
    Effects,
    conformance::{KeepsEffects, one_record},
};
use ebox_credential::{Certificate, PrivateKey, Subject as CertificateSubject, make};
use ebox_domain::{EnterpriseNumber, Environment, Rng};
use jiff::Timestamp;

use crate::{
    Acceptance, Account, AccountState, Permission,
    port::{OnboardingStore, Outcome},
};

/// A store under test.
pub trait Subject: OnboardingStore + KeepsEffects {}

impl<S: OnboardingStore + KeepsEffects> Subject for S {}

/// Stamps the whole suite: one test for each rule, each on a fresh store that `$open` makes.
#[macro_export]
macro_rules! onboarding_conformance {
    ($open:path) => {
        $crate::onboarding_conformance!($open:
            the_first_acceptance_stands,
            a_sender_number_is_given_once,
            an_account_comes_back_as_it_was_added,
            a_name_is_taken_once_in_an_enterprise,
            an_account_is_pending_until_it_is_activated,
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

const HERE: &str = "0852093431";
const ELSEWHERE: &str = "0534530277";

fn enterprise(number: &str) -> EnterpriseNumber {
    number.parse().expect("a number")
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).expect("in range")
}

fn acceptance(second: i64) -> Acceptance {
    Acceptance {
        enterprise: enterprise(HERE),
        terms: "2026-01".parse().expect("a version"),
        by: "94022722580".parse().expect("a number"),
        at: at(second),
    }
}

struct Ones;

impl Rng for Ones {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(1);
    }
}

fn certificate() -> Certificate {
    let subject = CertificateSubject {
        legal_name: "Enterprise".to_owned(),
        enterprise: enterprise(HERE),
        environment: Environment::Acc,
        application: "consumer".to_owned(),
        city: "Namur".to_owned(),
        region: "Wallonie".to_owned(),
    };
    let key = PrivateKey::generate_p256().expect("a key");
    make::self_signed(&subject, &key, at(0), at(1000), &Ones).expect("a certificate")
}

fn account(number: &str, name: &str, second: i64) -> Account {
    Account {
        enterprise: enterprise(number),
        name: name.to_owned(),
        permission: Permission::DocumentConsumer,
        client_id: format!("self_service_chaman_{number}_{name}").parse().expect("an identifier"),
        certificate: certificate(),
        certificate_name: "Certificate".to_owned(),
        by: "94022722580".parse().expect("a number"),
        at: at(second),
        state: AccountState::Pending,
    }
}

async fn add(store: &impl Subject, account: &Account) -> Outcome {
    store.add_account(account.clone(), one_record()).await.expect("answered")
}

pub async fn the_first_acceptance_stands(store: &impl Subject) {
    assert_eq!(store.acceptance(enterprise(HERE)).await.expect("read"), None);
    for second in [1, 2] {
        let standing = store.accept(acceptance(second), one_record()).await.expect("accepted");
        assert_eq!(standing, acceptance(1));
    }
    assert_eq!(store.acceptance(enterprise(HERE)).await.expect("read"), Some(acceptance(1)));
    assert_eq!(store.acceptance(enterprise(ELSEWHERE)).await.expect("read"), None);
    assert_eq!(store.kept_effects().await, (0, 1), "the second changed nothing");
}

pub async fn a_sender_number_is_given_once(store: &impl Subject) {
    let mut numbers = Vec::new();
    for number in [HERE, ELSEWHERE, HERE] {
        numbers.push(store.sender_number(enterprise(number)).await.expect("given"));
    }
    assert_eq!(numbers[0], numbers[2]);
    assert_ne!(numbers[0], numbers[1]);
}

pub async fn an_account_comes_back_as_it_was_added(store: &impl Subject) {
    let accounts = [account(HERE, "Zoutleeuw", 1), account(HERE, "Ans", 2), account(ELSEWHERE, "Ans", 3)];
    for account in &accounts {
        assert_eq!(add(store, account).await, Outcome::Added);
    }
    let [zoutleeuw, ans, _] = accounts;
    assert_eq!(store.accounts(enterprise(HERE)).await.expect("listed"), [ans, zoutleeuw]);
    assert_eq!(store.kept_effects().await, (0, 3));
}

pub async fn a_name_is_taken_once_in_an_enterprise(store: &impl Subject) {
    let first = account(HERE, "books", 1);
    assert_eq!(add(store, &first).await, Outcome::Added);
    let mut again = account(HERE, "books", 2);
    again.client_id = "another".parse().expect("an identifier");
    assert_eq!(add(store, &again).await, Outcome::NameTaken);
    assert_eq!(store.accounts(enterprise(HERE)).await.expect("listed"), [first]);
    assert_eq!(store.kept_effects().await, (0, 1), "nothing changed, nothing is recorded");
}

pub async fn an_account_is_pending_until_it_is_activated(store: &impl Subject) {
    let (later, earlier) = (account(HERE, "later", 9), account(ELSEWHERE, "earlier", 3));
    for account in [&later, &earlier] {
        add(store, account).await;
    }
    let pending = store.pending_accounts().await.expect("listed");
    assert_eq!(pending, [earlier.clone(), later.clone()]);
    for second in [20, 30] {
        store.activate(&earlier.client_id, at(second), Effects::default()).await.expect("activated");
    }
    assert_eq!(store.pending_accounts().await.expect("listed"), [later]);
    let active = Account { state: AccountState::Active { since: at(20) }, ..earlier };
    assert_eq!(store.accounts(enterprise(ELSEWHERE)).await.expect("listed"), [active]);
}
