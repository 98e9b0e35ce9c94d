//! What every store of onboarding must do, as tests that each adapter runs.

#![expect(missing_docs, clippy::missing_panics_doc, reason = "tests: their names are sentences")]

use std::slice::from_ref;

use ebox_audit::conformance::{KeepsEffects, one_record};
use ebox_credential::{Certificate, PrivateKey, Subject as CertificateSubject, make};
use ebox_domain::{EnterpriseNumber, Environment, Rng};
use jiff::Timestamp;

use crate::{
    Acceptance, Account, AccountCertificate, AccountChange, AccountState, Permission, Unchanged,
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
            an_account_is_pending_until_its_last_version_is_told,
            an_account_becomes_what_is_chosen_and_nothing_else,
            a_deleted_account_is_gone_and_its_client_is_never_given_again,
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
        certificates: vec![named("Certificate", second)],
        by: "94022722580".parse().expect("a number"),
        at: at(second),
        is_enabled: true,
        is_deleted: false,
        version: 1,
        told: None,
    }
}

fn named(name: &str, second: i64) -> AccountCertificate {
    AccountCertificate {
        certificate: certificate(),
        name: name.to_owned(),
        by: "71022722580".parse().expect("a number"),
        at: at(second),
    }
}

async fn change(
    store: &impl Subject,
    account: &Account,
    change: AccountChange,
) -> Result<Account, Unchanged> {
    let effects = one_record();
    store.change_account(account.enterprise, &account.client_id, change, effects).await.expect("answered")
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

pub async fn an_account_is_pending_until_its_last_version_is_told(store: &impl Subject) {
    let (later, earlier) = (account(HERE, "later", 9), account(ELSEWHERE, "earlier", 3));
    for account in [&later, &earlier] {
        add(store, account).await;
    }
    let pending = store.pending_accounts().await.expect("listed");
    assert_eq!(pending, [earlier.clone(), later.clone()]);
    store.told(&earlier.client_id, 1).await.expect("noted");
    assert_eq!(store.pending_accounts().await.expect("listed"), from_ref(&later));
    let active = store.accounts(enterprise(ELSEWHERE)).await.expect("listed");
    assert_eq!(active, [Account { told: Some(1), ..earlier.clone() }]);
    assert_eq!(active[0].state(), AccountState::Active);

    let disabled = change(store, &earlier, AccountChange::Enable(false)).await.expect("changed");
    assert_eq!((disabled.version, disabled.state()), (2, AccountState::Pending));
    assert_eq!(store.pending_accounts().await.expect("listed"), [disabled.clone(), later]);
    // What was told is older than what was chosen.
    store.told(&earlier.client_id, 1).await.expect("noted");
    assert_eq!(store.account_of(&earlier.client_id).await.expect("read"), Some(disabled));
    store.told(&earlier.client_id, 2).await.expect("noted");
    let told = store.account_of(&earlier.client_id).await.expect("read").expect("there");
    assert_eq!(told.state(), AccountState::Disabled);
}

pub async fn an_account_becomes_what_is_chosen_and_nothing_else(store: &impl Subject) {
    let (books, other) = (account(HERE, "books", 1), account(HERE, "other", 2));
    for account in [&books, &other] {
        add(store, account).await;
    }
    let rename = |name: &str| AccountChange::Rename(name.to_owned());
    assert_eq!(change(store, &books, rename("other")).await, Err(Unchanged::NameTaken));
    let renamed = change(store, &books, rename("archive")).await.expect("changed");
    assert_eq!((renamed.name.as_str(), renamed.version), ("archive", 2));
    assert_eq!(change(store, &books, rename("archive")).await.expect("the same"), renamed);

    let second = named("Next year", 5);
    let add_second = || AccountChange::AddCertificate(Box::new(second.clone()));
    let first = books.certificates[0].certificate.fingerprint();
    let alone = change(store, &books, AccountChange::RemoveCertificate(first)).await;
    assert_eq!(alone, Err(Unchanged::LastCertificate));
    let both = change(store, &books, add_second()).await.expect("changed");
    assert_eq!(both.certificates, [books.certificates[0].clone(), second.clone()]);
    assert_eq!(change(store, &books, add_second()).await, Err(Unchanged::CertificateThere));
    change(store, &books, AccountChange::AddCertificate(Box::new(named("Third", 6)))).await.expect("changed");
    let fourth = AccountChange::AddCertificate(Box::new(named("Fourth", 7)));
    assert_eq!(change(store, &books, fourth).await, Err(Unchanged::TooManyCertificates));
    let left = change(store, &books, AccountChange::RemoveCertificate(first)).await.expect("changed");
    assert_eq!(left.certificates[0], second);
    let again = change(store, &books, AccountChange::RemoveCertificate(first)).await;
    assert_eq!(again, Err(Unchanged::NoCertificate));

    let elsewhere = Account { enterprise: enterprise(ELSEWHERE), ..books.clone() };
    assert_eq!(change(store, &elsewhere, AccountChange::Delete).await, Err(Unchanged::NoAccount));
    assert_eq!(store.accounts(enterprise(HERE)).await.expect("listed"), [left, other]);
    assert_eq!(store.kept_effects().await, (0, 6), "two accounts, a name, three certificates");
}

pub async fn a_deleted_account_is_gone_and_its_client_is_never_given_again(store: &impl Subject) {
    let books = account(HERE, "books", 1);
    add(store, &books).await;
    let deleted = change(store, &books, AccountChange::Delete).await.expect("changed");
    assert!(deleted.is_deleted && !deleted.is_enabled);
    assert_eq!(store.accounts(enterprise(HERE)).await.expect("listed"), []);
    assert_eq!(store.pending_accounts().await.expect("listed"), from_ref(&deleted), "to be told");
    assert_eq!(change(store, &books, AccountChange::Enable(true)).await, Err(Unchanged::NoAccount));

    let mut again = account(HERE, "books", 2);
    assert!(store.add_account(again.clone(), one_record()).await.is_err(), "the client is known");
    again.client_id = "another".parse().expect("an identifier");
    assert_eq!(add(store, &again).await, Outcome::Added, "the name is free");
}
