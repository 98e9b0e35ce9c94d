use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

use super::*;
use crate::mandate::Operation;

const SERVICE: &str = "0852093431";
const PRINCIPAL: &str = "0534530277";

fn number(text: &str) -> EnterpriseNumber {
    text.parse().expect("a number")
}

fn token(scopes: &[Scope]) -> VerifiedToken {
    VerifiedToken {
        client_id: "consumer".parse().expect("a client id"),
        enterprise: number(SERVICE),
        person: None,
        scopes: Scopes::of(scopes),
        issued_at: Timestamp::UNIX_EPOCH,
        expires_at: Timestamp::MAX,
        token_hash: Sha256Digest::new([0; 32]),
    }
}

/// The one mandate of these tests: the service may consult for the principal.
struct One;

#[async_trait]
impl Mandates for One {
    async fn holds(&self, mandate: Mandate) -> Result<bool, ServiceError> {
        let one = Mandate {
            principal: number(PRINCIPAL),
            mandatary: number(SERVICE),
            operation: Operation::Consult,
        };
        Ok(mandate == one)
    }
}

/// Nothing here waits for anything.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

fn on_behalf<P: Permit>(scopes: &[Scope], principal: &str) -> Result<Caller<P>, Fault> {
    now(Caller::on_behalf(token(scopes), number(principal), &One)).map_err(|error| match error {
        ServiceError::Refused(fault) => fault,
        ServiceError::Failed(error) => panic!("{error}"),
    })
}

#[test]
fn any_scope_of_the_operation_lets_a_caller_in() {
    for scope in [Scope::DocumentConsumer, Scope::MessagesFull] {
        let caller = Caller::<Consultation>::authorize(token(&[scope])).expect("let in");
        assert_eq!(caller.ebox().key(), SERVICE);
        assert_eq!((caller.actor(), caller.principal()), (number(SERVICE), number(SERVICE)));
    }
}

#[test]
fn a_caller_without_the_scope_learns_which_ones_would_do() {
    let refusal = Caller::<Consultation>::authorize(token(&[Scope::PublicationSender]));
    let scopes = [Scope::DocumentConsumer, Scope::MessagesFull, Scope::RepresentativeConsultation];
    assert_eq!(refusal.err(), Some(Fault::MissingScope(scopes.map(Scope::as_str).to_vec())));
}

#[test]
fn a_mandate_opens_the_e_box_of_the_one_who_gave_it() {
    let caller = on_behalf::<Consultation>(&[Scope::RepresentativeConsultation], PRINCIPAL).expect("let in");
    assert_eq!(caller.ebox().key(), PRINCIPAL);
    assert_eq!((caller.actor(), caller.principal()), (number(SERVICE), number(PRINCIPAL)));
}

#[test]
fn a_mandate_for_one_thing_is_none_for_another() {
    let refused = on_behalf::<Publication>(&[Scope::RepresentativePublication], PRINCIPAL);
    assert!(matches!(refused, Err(Fault::MissingPermission(_))));
    let others = on_behalf::<Consultation>(&[Scope::RepresentativeConsultation], "0220916609");
    assert!(matches!(others, Err(Fault::MissingPermission(_))));
}

#[test]
fn a_mandate_without_its_scope_lets_nobody_in() {
    let refused = on_behalf::<Consultation>(&[Scope::DocumentConsumer], PRINCIPAL);
    assert_eq!(
        refused.err(),
        Some(Fault::MissingScope(vec![Scope::RepresentativeConsultation.as_str()])),
        "it may consult its own e-Box only"
    );
}

#[test]
fn a_scope_for_others_needs_to_know_for_whom() {
    let refused = Caller::<Publication>::authorize(token(&[Scope::RepresentativePublication]));
    let Err(Fault::Invalid(causes)) = refused else { panic!("{refused:?}") };
    assert_eq!((causes[0].field.as_str(), &causes[0].rule), (mandate::HEADER, &Rule::Required));
}

#[test]
fn whoever_names_itself_acts_in_its_own_name() {
    let caller = on_behalf::<Consultation>(&[Scope::DocumentConsumer], SERVICE).expect("let in");
    assert_eq!(caller.principal(), number(SERVICE));
    let refused = on_behalf::<Consultation>(&[Scope::RepresentativeConsultation], SERVICE);
    let own = [Scope::DocumentConsumer, Scope::MessagesFull].map(Scope::as_str);
    assert_eq!(refused.err(), Some(Fault::MissingScope(own.to_vec())), "it acts for others only");
}

#[test]
fn what_is_done_in_ones_own_name_only_says_so() {
    let refused = on_behalf::<ManagePartitions>(&[Scope::PartitionManage], PRINCIPAL);
    let Err(Fault::Invalid(causes)) = refused else { panic!("{refused:?}") };
    assert_eq!((causes[0].field.as_str(), &causes[0].rule), (mandate::HEADER, &Rule::NotOffered));
}
