use ebox_domain::partition::{MandateState, Operation};

use crate::world::*;

async fn holds(world: &World) -> bool {
    world.service.has_mandate(own(), other(), Operation::Publish).await.expect("answered")
}

#[tokio::test]
async fn a_mandate_holds_from_the_other_sides_acceptance_to_the_end() {
    let world = World::new().await;
    // Whoever proposes, the other one accepts, and either ends it.
    for (proposer, accepter, ender) in [(by(), by_other(), by()), (by_other(), by(), by())] {
        let proposed = world.service.propose_mandate(&proposer, own(), other(), Operation::Publish).await;
        let mandate = proposed.expect("proposed");
        assert!(!holds(&world).await);
        assert_eq!(code(world.service.accept_mandate(&proposer, mandate.id).await), "conflict");
        let accepted = world.service.accept_mandate(&accepter, mandate.id).await.expect("accepted");
        assert_eq!(accepted.state, MandateState::Accepted);
        assert!(holds(&world).await);
        world.service.end_mandate(&ender, mandate.id).await.expect("ended");
        assert!(!holds(&world).await);
        assert_eq!(code(world.service.accept_mandate(&accepter, mandate.id).await), "conflict");
    }
    assert_eq!(world.service.mandates(&by()).await.expect("listed").len(), 2);
}

#[tokio::test]
async fn a_refused_proposal_gives_nothing_and_may_be_made_again() {
    let world = World::new().await;
    let propose = || async { world.service.propose_mandate(&by(), own(), other(), Operation::Publish).await };
    let mandate = propose().await.expect("proposed");
    assert_eq!(code(propose().await), "conflict", "one at a time");
    assert_eq!(code(world.service.refuse_mandate(&by(), mandate.id).await), "conflict");
    world.service.refuse_mandate(&by_other(), mandate.id).await.expect("refused");
    assert!(!holds(&world).await);
    propose().await.expect("proposed again");
}

#[tokio::test]
async fn nobody_disposes_of_mandates_of_others() {
    let world = World::new().await;
    let third = "0220916609".parse().expect("a number");
    let between_others = world.service.propose_mandate(&by(), other(), third, Operation::Consult).await;
    assert_eq!(code(between_others), "missing_permission");
    let with_oneself = world.service.propose_mandate(&by(), own(), own(), Operation::Consult).await;
    assert_eq!(fields(with_oneself), ["mandataryEnterpriseNumber"]);
    let theirs = world.service.propose_mandate(&by_other(), other(), third, Operation::Consult).await;
    let theirs = theirs.expect("proposed");
    assert_eq!(code(world.service.accept_mandate(&by(), theirs.id).await), "not_found");
    assert_eq!(world.service.mandates(&by()).await.expect("listed"), []);
}
