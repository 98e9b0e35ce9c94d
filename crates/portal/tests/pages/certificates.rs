use ebox_audit::Effects;
use ebox_credential::{PrivateKey, Subject, make::self_signed};
use ebox_domain::Environment;
use ebox_onboarding::{NewAccount, Permission};
use ebox_testkit::CountingRng;
use jiff::{SignedDuration, Timestamp};

use crate::world::*;

const WARNING: &str = "1 webservice account has no certificate beyond the next 30 days";

/// A certificate that ends after so many days.
fn certificate(days: i64) -> Vec<u8> {
    let subject = Subject {
        legal_name: "Bakkerij De Korenaar".to_owned(),
        enterprise: enterprise(OWN),
        environment: Environment::Acc,
        application: "korenaar:consumer".to_owned(),
        city: "Mechelen".to_owned(),
        region: "Antwerpen".to_owned(),
    };
    let now: Timestamp = "2026-03-01T10:00:00Z".parse().expect("a moment");
    let (from, until) = (now - SignedDuration::from_hours(24), now + SignedDuration::from_hours(24 * days));
    let key = PrivateKey::generate_p256().expect("a key");
    let made = self_signed(&subject, &key, from, until, &CountingRng::default());
    made.expect("a certificate").to_pem().into_bytes()
}

#[tokio::test]
async fn managers_are_warned_before_an_account_has_no_certificate_left() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let (here, by) = (enterprise(OWN), ssin(ANNA));
    let terms = world.onboarding.settings().terms.clone();
    world.onboarding.accept_terms(here, by, terms, Effects::default()).await.expect("accepted");
    let new = |name: &str, days| NewAccount {
        enterprise: here,
        by,
        name: name.to_owned(),
        permission: Permission::DocumentConsumer,
        certificate: certificate(days),
        certificate_name: "2026".to_owned(),
    };
    let add = |name, days| world.onboarding.add_account(new(name, days), Effects::default());
    let account = add("Bookkeeping", 365).await.expect("added");
    assert!(!world.get(&anna, "/manage").await.text().contains(WARNING));
    add("Archive", 20).await.expect("added");
    let overview = world.get(&anna, "/manage").await.text();
    assert!(overview.contains(WARNING), "{overview}");

    // What was taken all the same is said where the account is shown.
    let path = format!("/manage/document-consumer/accounts/{}", account.client_id);
    let shown = world.get(&anna, &path).await.text();
    assert!(shown.contains("the certificate is signed with its own key"), "{shown}");
}
