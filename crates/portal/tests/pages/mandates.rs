use ebox_domain::partition::{Mandate, Operation};

use crate::world::*;

const MANDATES: &str = "/manage/mandates";
const NEW: &str = "/manage/mandates/.new";

async fn mandates(world: &World) -> Vec<Mandate> {
    world.partitions.mandates(&World::by(OWN)).await.expect("listed")
}

/// A mandate that the other enterprise proposes to get.
async fn proposed(world: &World) -> String {
    let (own, other) = (enterprise(OWN), enterprise(OTHER));
    let by = World::by(OTHER);
    let mandate =
        world.partitions.propose_mandate(&by, own, other, Operation::Consult).await.expect("proposed");
    format!("{MANDATES}/{}", mandate.id)
}

#[tokio::test]
async fn a_mandate_is_proposed_once_to_an_enterprise_that_is_there() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    for (number, expected) in [
        ("12", "Fill in the ten digits"),
        (OWN, "This is your own enterprise"),
        ("0220916609", "This enterprise has no e-Box"),
    ] {
        let fields = [("direction", "give"), ("number", number), ("operation", "publish")];
        let page = world.post(&anna, NEW, &fields).await;
        assert_eq!(page.status(), 422, "{number}");
        assert_eq!(page.text().matches(expected).count(), 2, "{number}: {}", page.text());
    }
    let nothing = world.post(&anna, NEW, &[("number", "0534.530.277")]).await;
    assert!(
        nothing.text().contains("Choose who acts for whom")
            && nothing.text().contains("Choose what the mandate")
    );
    assert_eq!(mandates(&world).await, []);
    let fields = [("direction", "get"), ("number", "0534.530.277"), ("operation", "publish")];
    assert_eq!(world.post(&anna, NEW, &fields).await.location(), "/manage/mandates?done=proposed");
    let again = world.post(&anna, NEW, &fields).await;
    assert!(again.status() == 422 && again.text().contains("There is such a mandate already"));
    let all = mandates(&world).await;
    assert_eq!((all.len(), all[0].principal, all[0].mandatary), (1, enterprise(OTHER), enterprise(OWN)));
}

#[tokio::test]
async fn what_the_other_side_proposes_is_accepted_after_a_question_and_ended() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let path = proposed(&world).await;
    assert!(world.get(&anna, "/manage").await.text().contains("1 mandate waits for your answer"));
    let page = world.get(&anna, MANDATES).await.text();
    assert!(
        page.contains("Atelier du Bois may consult your e-Box") && page.contains("0534.530.277"),
        "{page}"
    );
    let asked = world.post(&anna, &path, &[("do", "accept")]).await;
    assert_eq!(asked.status(), 200);
    assert!(asked.text().contains("Accept this mandate?") && !mandates(&world).await[0].state.holds());
    let step = |what: &'static str| {
        let (world, anna, path) = (&world, &anna, &path);
        async move { world.post(anna, path, &[("do", what), ("confirmed", "yes")]).await.location() }
    };
    for _ in 0..2 {
        assert_eq!(step("accept").await, "/manage/mandates?done=mandate-accepted");
    }
    assert_eq!(step("refuse").await, "/manage/mandates?done=mandate-meanwhile");
    assert!(mandates(&world).await[0].state.holds());
    for _ in 0..2 {
        assert_eq!(step("end").await, "/manage/mandates?done=mandate-ended");
    }
    assert!(mandates(&world).await[0].state.is_over());
    assert_eq!(world.post(&anna, &path, &[("do", "forget")]).await.status(), 400);
}

#[tokio::test]
async fn a_mandate_of_others_is_not_there() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let (other, third) = (enterprise(OTHER), enterprise("0220916609"));
    let by = World::by(OTHER);
    let mandate =
        world.partitions.propose_mandate(&by, other, third, Operation::Publish).await.expect("proposed");
    let path = format!("{MANDATES}/{}", mandate.id);
    for what in ["accept", "refuse", "end"] {
        let page = world.post(&anna, &path, &[("do", what), ("confirmed", "yes")]).await;
        assert_eq!(page.status(), 404, "{what}");
    }
}
