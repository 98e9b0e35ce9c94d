//! Local accounts: from the operator's code to signed in, and everything that is refused on the way.

use std::sync::Arc;

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{EnterpriseNumber, Fault, ServiceError, Ssin, StoreError};
use ebox_people::{
    People, Person, SessionLifetime,
    accounts::{
        Account, Authenticator, Choice, ChoiceMistake, ENROLMENT_LIFETIME, Enrolled, EnrolmentCode, Entered,
        Entry, RecoveryCodes, TotpStep, WeakPassword,
    },
    port::AccessListener,
};
use ebox_sqlite::Store;
use jiff::{SignedDuration, Timestamp};

const PASSWORD: &str = "een brood per dag";

struct Nobody;

#[async_trait]
impl AccessListener for Nobody {
    async fn access_changed(&self, _: EnterpriseNumber, _: Ssin) -> Result<(), StoreError> {
        Ok(())
    }
}

async fn service() -> (People, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
    (People::new(Arc::new(store), Arc::new(Nobody)), folder)
}

fn now() -> Timestamp {
    "2026-03-02T10:00:00Z".parse().expect("a moment")
}

fn later(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

fn anna() -> Person {
    Person { ssin: "94022722580".parse().expect("a number"), name: "Anna Peeters".to_owned() }
}

/// What the app shows at a moment.
fn shown(app: &Authenticator, at: Timestamp) -> String {
    let step = TotpStep(u64::try_from(at.as_second() / 30).expect("after 1970"));
    app.code_at(step).to_string()
}

async fn open(people: &People) -> (Account, EnrolmentCode) {
    let name = "anna@bakery.example".parse().expect("a name");
    let opened = people.open_account(name, anna(), now(), Effects::default()).await.expect("opened");
    (opened.account, opened.code)
}

async fn enrol(people: &People, code: &EnrolmentCode, choice: Choice<'_>, at: Timestamp) -> Enrolled {
    people.enrol(code, choice, at, Effects::default()).await.expect("answered")
}

/// Anna with an account, an app and recovery codes.
async fn enrolled(people: &People) -> (Account, Authenticator, RecoveryCodes) {
    let (account, code) = open(people).await;
    let app = people.new_authenticator().expect("random");
    let choice = Choice {
        password: PASSWORD,
        repeated: PASSWORD,
        authenticator: app.clone(),
        code: &shown(&app, now()),
    };
    match enrol(people, &code, choice, now()).await {
        Enrolled::Done(codes) => (account, app, codes),
        other => panic!("{other:?}"),
    }
}

async fn enter(people: &People, name: &str, password: &str, code: &str, at: Timestamp) -> Entered {
    people.enter(Entry { name, password, code }, at).await.expect("answered")
}

fn is_wrong(entered: &Entered) -> bool {
    matches!(entered, Entered::Wrong)
}

#[tokio::test]
async fn a_person_enrols_signs_in_and_chooses_an_enterprise() {
    let (people, _folder) = service().await;
    let (_, app, _) = enrolled(&people).await;
    let at = later(60);
    let entered = enter(&people, "Anna@Bakery.example", PASSWORD, &shown(&app, at), at).await;
    let Entered::Known(person, token) = entered else { panic!("{entered:?}") };
    assert_eq!(person, anna());
    assert_eq!(people.identified(&token, at).await.expect("read"), Some(anna()));
    assert_eq!(people.identified(&token, later(60 + 600)).await.expect("read"), None, "too late");
    let enterprise = "0852093431".parse().expect("a number");
    let choose = || people.choose_enterprise(&token, anna().ssin, enterprise, at, Effects::default());
    let session = choose().await.expect("answered").expect("a session");
    assert!(choose().await.expect("answered").is_none(), "it is chosen once");
    let lifetime = SessionLifetime::default();
    let session = people.session(&session, at, lifetime).await.expect("read").expect("it holds");
    assert_eq!((session.person, session.enterprise), (anna(), enterprise));
    assert!(people.session(&token, at, lifetime).await.expect("read").is_none(), "no session by itself");
}

#[tokio::test]
async fn everything_that_is_wrong_is_answered_alike() {
    let (people, _folder) = service().await;
    let (_, app, _) = enrolled(&people).await;
    let at = later(60);
    let code = shown(&app, at);
    for (name, password, code) in [
        ("nobody", PASSWORD, code.as_str()),
        ("no name <", PASSWORD, &code),
        ("anna@bakery.example", "twee broden per dag", &code),
        ("anna@bakery.example", "", &code),
        ("anna@bakery.example", PASSWORD, "000000"),
        ("anna@bakery.example", PASSWORD, ""),
    ] {
        assert!(is_wrong(&enter(&people, name, password, code, at).await), "{name} {password} {code}");
    }
}

#[tokio::test]
async fn a_code_is_never_taken_twice_and_the_one_of_the_enrolment_not_at_all() {
    let (people, _folder) = service().await;
    let (_, app, _) = enrolled(&people).await;
    let name = "anna@bakery.example";
    assert!(is_wrong(&enter(&people, name, PASSWORD, &shown(&app, now()), now()).await));
    let at = later(30);
    let code = shown(&app, at);
    assert!(matches!(enter(&people, name, PASSWORD, &code, at).await, Entered::Known(..)));
    assert!(is_wrong(&enter(&people, name, PASSWORD, &code, at).await));
    assert!(is_wrong(&enter(&people, name, PASSWORD, &code, later(45)).await));
}

#[tokio::test]
async fn a_recovery_code_signs_in_once() {
    let (people, _folder) = service().await;
    let (_, _, codes) = enrolled(&people).await;
    let (name, code) = ("anna@bakery.example", codes[3].secret());
    assert!(is_wrong(&enter(&people, name, "twee broden per dag", &code, now()).await));
    assert!(matches!(enter(&people, name, PASSWORD, &code.to_lowercase(), now()).await, Entered::Known(..)));
    assert!(is_wrong(&enter(&people, name, PASSWORD, &code, now()).await));
    assert!(matches!(enter(&people, name, PASSWORD, &codes[4].secret(), now()).await, Entered::Known(..)));
}

#[tokio::test]
async fn attempts_that_are_wrong_make_the_next_one_wait_even_the_right_one() {
    let (people, _folder) = service().await;
    let (_, app, _) = enrolled(&people).await;
    for name in ["anna@bakery.example", "nobody"] {
        for _ in 0..5 {
            assert!(is_wrong(&enter(&people, name, "twee broden per dag", "000000", later(60)).await));
        }
        let paused = enter(&people, name, PASSWORD, &shown(&app, later(60)), later(60)).await;
        assert!(matches!(paused, Entered::Paused(until) if until == later(90)), "{name}: {paused:?}");
    }
    let at = later(90);
    let name = "anna@bakery.example";
    assert!(matches!(enter(&people, name, PASSWORD, &shown(&app, at), at).await, Entered::Known(..)));
}

#[tokio::test]
async fn a_choice_with_mistakes_keeps_nothing_and_names_them_all() {
    let (people, _folder) = service().await;
    let (_, code) = open(&people).await;
    let app = people.new_authenticator().expect("random");
    let choose = |password, repeated, code| Choice { password, repeated, authenticator: app.clone(), code };
    let all = enrol(&people, &code, choose("kort", "korter", "1"), now()).await;
    let expected =
        vec![ChoiceMistake::Password(WeakPassword::Short), ChoiceMistake::Repeated, ChoiceMistake::Code];
    assert_eq!(all, Enrolled::Mistaken(expected));
    let own = enrol(&people, &code, choose("anna en het brood", "anna en het brood", "1"), now()).await;
    let guessable = ChoiceMistake::Password(WeakPassword::Guessable);
    assert_eq!(own, Enrolled::Mistaken(vec![guessable, ChoiceMistake::Code]));
    let right = shown(&app, now());
    assert!(matches!(
        enrol(&people, &code, choose(PASSWORD, PASSWORD, &right), now()).await,
        Enrolled::Done(_)
    ));
    assert_eq!(enrol(&people, &code, choose(PASSWORD, PASSWORD, &right), now()).await, Enrolled::Gone);
}

#[tokio::test]
async fn an_enrolment_code_expires() {
    let (people, _folder) = service().await;
    let (account, code) = open(&people).await;
    let (before, end) =
        (now() + ENROLMENT_LIFETIME - SignedDuration::from_secs(1), now() + ENROLMENT_LIFETIME);
    assert_eq!(people.enrolling(&code, before).await.expect("read"), Some(account));
    assert_eq!(people.enrolling(&code, end).await.expect("read"), None);
    let app = people.new_authenticator().expect("random");
    let typed = shown(&app, end);
    let choice = Choice { password: PASSWORD, repeated: PASSWORD, authenticator: app, code: &typed };
    assert_eq!(enrol(&people, &code, choice, end).await, Enrolled::Gone);
}

#[tokio::test]
async fn an_account_that_is_renewed_or_removed_lets_nobody_in() {
    let (people, _folder) = service().await;
    let (account, app, _) = enrolled(&people).await;
    let renewed = people.renew_account(account.number, now(), Effects::default()).await.expect("renewed");
    assert_eq!(people.enrolling(&renewed.code, now()).await.expect("read"), Some(renewed.account));
    let at = later(60);
    assert!(is_wrong(&enter(&people, "anna@bakery.example", PASSWORD, &shown(&app, at), at).await));
    people.remove_account(account.number, Effects::default()).await.expect("removed");
    assert_eq!(people.enrolling(&renewed.code, now()).await.expect("read"), None);
    for refused in [
        people.remove_account(account.number, Effects::default()).await.err(),
        people.renew_account(account.number, now(), Effects::default()).await.err(),
    ] {
        assert!(matches!(refused, Some(ServiceError::Refused(Fault::NotFound { .. }))), "{refused:?}");
    }
}

#[tokio::test]
async fn a_second_account_is_refused_by_the_field_that_is_wrong() {
    let (people, _folder) = service().await;
    open(&people).await;
    let bram = Person { ssin: "71022722580".parse().expect("a number"), name: "Bram Dupont".to_owned() };
    for (name, person, field) in [("anna@bakery.example", bram, "userName"), ("other", anna(), "ssin")] {
        let name = name.parse().expect("a name");
        match people.open_account(name, person, now(), Effects::default()).await {
            Err(ServiceError::Refused(Fault::Invalid(causes))) => assert_eq!(causes[0].field, field),
            other => panic!("{other:?}"),
        }
    }
}
