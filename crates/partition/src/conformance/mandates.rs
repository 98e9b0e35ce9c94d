//! Mandates.

use ebox_audit::conformance::one_record;
use ebox_domain::partition::{Mandate, MandateId, MandateState, Operation, Side};

use super::{Subject, at, other, own, uuid};
use crate::port::Outcome;

fn mandate(number: u128, operation: Operation) -> Mandate {
    Mandate {
        id: MandateId::from(uuid(number)),
        principal: own(),
        mandatary: other(),
        operation,
        state: MandateState::Proposed(Side::Principal),
        proposed: at(1),
        changed: at(1),
    }
}

async fn propose(store: &impl Subject, mandate: &Mandate) -> bool {
    store.propose(mandate.clone(), one_record()).await.expect("answered")
}

async fn advance(store: &impl Subject, id: MandateId, from: MandateState, to: MandateState) -> Outcome {
    store.advance(id, from, to, at(2), one_record()).await.expect("answered")
}

pub async fn a_mandate_holds_when_it_is_accepted(store: &impl Subject) {
    let one = mandate(1, Operation::Publish);
    assert!(propose(store, &one).await);
    assert_eq!(store.mandate(one.id).await.expect("read"), Some(one.clone()));
    let holds = |principal, mandatary, operation| store.holds(principal, mandatary, operation);
    assert!(!holds(own(), other(), Operation::Publish).await.expect("answered"));
    assert_eq!(advance(store, one.id, one.state, MandateState::Accepted).await, Outcome::Changed);
    assert!(holds(own(), other(), Operation::Publish).await.expect("answered"));
    assert!(!holds(own(), other(), Operation::Consult).await.expect("answered"), "for what it is for");
    assert!(!holds(other(), own(), Operation::Publish).await.expect("answered"), "in one direction");
    let accepted = Mandate { state: MandateState::Accepted, changed: at(2), ..one.clone() };
    for side in [own(), other()] {
        assert_eq!(store.mandates(side).await.expect("listed"), std::slice::from_ref(&accepted));
    }
    assert_eq!(advance(store, one.id, MandateState::Accepted, MandateState::Ended).await, Outcome::Changed);
    assert!(!holds(own(), other(), Operation::Publish).await.expect("answered"));
    assert_eq!(store.kept_effects().await, (0, 3));
}

pub async fn the_same_two_have_one_mandate_at_a_time(store: &impl Subject) {
    let one = mandate(1, Operation::Publish);
    assert!(propose(store, &one).await);
    assert!(!propose(store, &mandate(2, Operation::Publish)).await);
    assert!(propose(store, &mandate(3, Operation::Consult)).await);
    advance(store, one.id, one.state, MandateState::Refused).await;
    assert!(propose(store, &mandate(4, Operation::Publish)).await);
    assert_eq!(store.mandates(own()).await.expect("listed").len(), 3);
    assert_eq!(store.kept_effects().await, (0, 4), "what was not kept is not recorded");
}

pub async fn of_two_steps_from_one_state_of_a_mandate_one_is_taken(store: &impl Subject) {
    let one = mandate(1, Operation::Publish);
    assert!(propose(store, &one).await);
    assert_eq!(advance(store, one.id, one.state, MandateState::Ended).await, Outcome::Changed);
    assert_eq!(advance(store, one.id, one.state, MandateState::Accepted).await, Outcome::Meanwhile);
    let state = store.mandate(one.id).await.expect("read").map(|mandate| mandate.state);
    assert_eq!(state, Some(MandateState::Ended));
    assert_eq!(store.kept_effects().await, (0, 2));
}
