//! Local accounts.

use ebox_audit::conformance::one_record;
use ebox_domain::Sha256Digest;

use super::{ANNA, BRAM, CLEO, Subject, at, begin, key, person, register, session, ssin};
use crate::{
    accounts::{
        Account, AccountName, AccountState, AttemptKey, Cost, Credential, Enrolment, EnrolmentKey, Factor,
        RecoveryKey, Safe, TotpStep,
    },
    port::{Attempted, Opening, Shown},
    sessions::NewSession,
};

fn name(text: &str) -> AccountName {
    text.parse().expect("a name")
}

fn enrolment(number: u8) -> Enrolment {
    Enrolment { key: EnrolmentKey(Sha256Digest::new([number; 32])), until: at(i64::from(number)) }
}

fn recovery(number: u8) -> RecoveryKey {
    RecoveryKey(Sha256Digest::new([number; 32]))
}

fn credential(number: u8) -> Credential {
    Credential {
        safe: Safe {
            cost: Cost { memory: 8, passes: 2, lanes: 1 },
            salt: [number; 16],
            verifier: [number; 32],
            sealed: vec![number; 48],
        },
        last_step: TotpStep(10),
        recovery: vec![recovery(1), recovery(2)],
    }
}

async fn open(store: &impl Subject, text: &str, who: &str, number: u8) -> Opening {
    store.open_account(name(text), person(who), enrolment(number), one_record()).await.expect("answered")
}

async fn opened(store: &impl Subject, text: &str, who: &str, number: u8) -> u64 {
    match open(store, text, who, number).await {
        Opening::Opened(number) => number,
        refused => panic!("{refused:?}"),
    }
}

async fn enrol(store: &impl Subject, number: u8) -> bool {
    store.enrol(enrolment(number).key, credential(number), one_record()).await.expect("answered")
}

async fn accept(store: &impl Subject, account: u64, salt: u8, factor: Factor) -> bool {
    let shown = Shown { account, salt: [salt; 16], factor, attempt: name("anna").attempt_key() };
    store.accept(shown).await.expect("answered")
}

pub async fn an_account_waits_for_its_person_and_then_has_a_credential(store: &impl Subject) {
    let number = opened(store, "anna", ANNA, 5).await;
    let waiting =
        Account { number, name: name("anna"), person: person(ANNA), state: AccountState::Enrolling(at(5)) };
    assert_eq!(store.enrolling(enrolment(5).key).await.expect("read"), Some(waiting.clone()));
    assert_eq!(store.enrolling(enrolment(6).key).await.expect("read"), None);
    assert_eq!(store.credential(&name("anna")).await.expect("read"), None);
    assert_eq!(store.accounts().await.expect("listed"), std::slice::from_ref(&waiting));
    assert!(enrol(store, 5).await);
    assert!(!enrol(store, 5).await, "a code is used once");
    assert_eq!(store.enrolling(enrolment(5).key).await.expect("read"), None);
    let kept = store.credential(&name("anna")).await.expect("read");
    assert_eq!(kept, Some((number, person(ANNA), credential(5))));
    let active = Account { state: AccountState::Active { recovery_codes: 2 }, ..waiting };
    assert_eq!(store.accounts().await.expect("listed"), [active]);
    assert_eq!(store.kept_effects().await, (0, 2));
}

pub async fn a_name_and_a_person_have_one_account(store: &impl Subject) {
    opened(store, "bram", BRAM, 1).await;
    opened(store, "anna", ANNA, 2).await;
    assert_eq!(open(store, "anna", CLEO, 3).await, Opening::NameTaken);
    assert_eq!(open(store, "cleo", ANNA, 3).await, Opening::PersonHasOne);
    assert_eq!(open(store, "anna", BRAM, 3).await, Opening::NameTaken);
    assert_eq!(store.person(ssin(CLEO)).await.expect("read"), None, "what was refused leaves nothing");
    let names = store.accounts().await.expect("listed").into_iter().map(|account| account.name);
    assert_eq!(names.collect::<Vec<_>>(), [name("anna"), name("bram")]);
    assert_eq!(store.kept_effects().await, (0, 2));
}

pub async fn an_account_that_is_begun_anew_has_nothing_of_before(store: &impl Subject) {
    let number = opened(store, "anna", ANNA, 1).await;
    assert!(enrol(store, 1).await);
    begin(store, 1, ANNA, 5).await;
    store.put_identification(key(2), ssin(ANNA), at(5)).await.expect("noted");
    let renewed = store.renew_account(number, enrolment(2), one_record()).await.expect("renewed");
    assert_eq!(renewed.map(|account| account.state), Some(AccountState::Enrolling(at(2))));
    assert_eq!(store.credential(&name("anna")).await.expect("read"), None);
    assert_eq!(session(store, 1).await, None);
    assert_eq!(store.identification(key(2)).await.expect("read"), None);
    assert!(!accept(store, number, 1, Factor::Totp(TotpStep(11))).await);
    let again = store.renew_account(number, enrolment(3), one_record()).await.expect("renewed");
    assert!(again.is_some());
    assert!(!enrol(store, 2).await, "the code before does not hold");
    assert!(enrol(store, 3).await);
    let missing = store.renew_account(number + 1, enrolment(4), one_record()).await.expect("answered");
    assert_eq!(missing, None);
}

pub async fn an_account_that_is_removed_is_gone_and_its_person_stays(store: &impl Subject) {
    let number = opened(store, "anna", ANNA, 1).await;
    assert!(enrol(store, 1).await);
    begin(store, 1, ANNA, 5).await;
    let before = store.kept_effects().await;
    assert!(store.remove_account(number, one_record()).await.expect("removed"));
    assert!(!store.remove_account(number, one_record()).await.expect("answered"));
    assert_eq!(store.kept_effects().await, (before.0, before.1 + 1));
    assert_eq!(store.accounts().await.expect("listed"), []);
    assert_eq!(session(store, 1).await, None);
    assert_eq!(store.person(ssin(ANNA)).await.expect("read"), Some(person(ANNA)));
    let later = opened(store, "anna", ANNA, 2).await;
    assert_ne!(later, number, "records name accounts by number: none is given twice");
}

pub async fn a_second_factor_is_taken_once(store: &impl Subject) {
    let number = opened(store, "anna", ANNA, 1).await;
    assert!(enrol(store, 1).await);
    assert!(!accept(store, number, 1, Factor::Totp(TotpStep(10))).await);
    assert!(accept(store, number, 1, Factor::Totp(TotpStep(12))).await);
    for step in [11, 12] {
        assert!(!accept(store, number, 1, Factor::Totp(TotpStep(step))).await, "{step}");
    }
    assert!(!accept(store, number, 9, Factor::Totp(TotpStep(13))).await, "of another password");
    assert!(!accept(store, number, 9, Factor::Recovery(recovery(1))).await, "of another password");
    assert!(accept(store, number, 1, Factor::Recovery(recovery(1))).await);
    assert!(!accept(store, number, 1, Factor::Recovery(recovery(1))).await);
    assert!(!accept(store, number, 1, Factor::Recovery(recovery(3))).await);
    let (_, _, left) = store.credential(&name("anna")).await.expect("read").expect("there");
    assert_eq!((left.last_step, left.recovery), (TotpStep(12), vec![recovery(2)]));
}

pub async fn attempts_are_counted_until_one_is_right_or_they_are_forgotten(store: &impl Subject) {
    let number = opened(store, "anna", ANNA, 1).await;
    assert!(enrol(store, 1).await);
    let attempt =
        async |key: AttemptKey, minutes| store.begin_attempt(key, at(minutes)).await.expect("counted");
    let (anna, nobody) = (name("anna").attempt_key(), name("nobody").attempt_key());
    for key in [anna, nobody] {
        for _ in 0..5 {
            assert_eq!(attempt(key, 1).await, Attempted::Counted);
        }
        assert!(matches!(attempt(key, 1).await, Attempted::Paused(until) if at(1) < until && until < at(2)));
    }
    assert_eq!(attempt(anna, 2).await, Attempted::Counted, "after the pause there is one more");
    assert!(matches!(attempt(anna, 2).await, Attempted::Paused(_)));
    assert!(accept(store, number, 1, Factor::Totp(TotpStep(11))).await);
    assert_eq!(attempt(anna, 2).await, Attempted::Counted);
    assert!(matches!(attempt(nobody, 1).await, Attempted::Paused(_)));
    assert_eq!(store.forget_attempts(at(2)).await.expect("forgotten"), 1);
    assert_eq!(attempt(nobody, 1).await, Attempted::Counted);
}

pub async fn attempts_at_once_do_not_slip_past_the_pause(store: &impl Subject) {
    let key = name("anna").attempt_key();
    let attempts = (0..12).map(|_| store.begin_attempt(key, at(1)));
    let outcomes = futures_util::future::join_all(attempts).await;
    let counted = outcomes.into_iter().filter(|one| matches!(one, Ok(Attempted::Counted))).count();
    assert_eq!(counted, 5);
}

pub async fn whoever_showed_who_they_are_begins_one_session(store: &impl Subject) {
    register(store).await;
    store.put_identification(key(1), ssin(ANNA), at(5)).await.expect("noted");
    assert_eq!(store.identification(key(1)).await.expect("read"), Some((person(ANNA), at(5))));
    assert_eq!(store.identification(key(2)).await.expect("read"), None);
    let before = store.kept_effects().await;
    let begun = async |number, who| {
        let new = NewSession {
            key: key(number),
            person: ssin(who),
            enterprise: super::enterprise(super::HERE),
            began: at(6),
        };
        store.begin_identified_session(key(1), new, one_record()).await.expect("answered")
    };
    assert!(!begun(7, BRAM).await, "for somebody else");
    assert!(begun(8, ANNA).await);
    assert!(!begun(9, ANNA).await, "once");
    assert!(session(store, 8).await.is_some() && session(store, 9).await.is_none());
    assert_eq!(store.kept_effects().await, (before.0, before.1 + 1));
    store.put_identification(key(3), ssin(ANNA), at(7)).await.expect("noted");
    assert_eq!(store.forget_identifications(at(7)).await.expect("forgotten"), 0);
    assert_eq!(store.forget_identifications(at(8)).await.expect("forgotten"), 1);
}

pub async fn a_person_sees_their_own_sessions(store: &impl Subject) {
    register(store).await;
    begin(store, 1, ANNA, 5).await;
    begin(store, 2, ANNA, 7).await;
    begin(store, 3, BRAM, 9).await;
    store.use_session(key(1), at(8)).await.expect("noted");
    let sessions = store.sessions_of(ssin(ANNA)).await.expect("listed");
    assert_eq!(sessions.iter().map(|session| session.used).collect::<Vec<_>>(), [at(8), at(7)]);
}
