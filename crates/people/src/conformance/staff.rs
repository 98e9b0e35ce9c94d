//! The staff of the desk, and where people are told.

use ebox_audit::conformance::one_record;
use ebox_domain::Language;

use super::{ANNA, BRAM, CLEO, Subject, person, register, ssin};
use crate::{Contact, Person, StaffMember, StaffRole};

async fn put(store: &impl Subject, who: &str, role: StaffRole) -> StaffMember {
    store.put_staff(person(who), role, one_record()).await.expect("kept")
}

async fn staff(store: &impl Subject) -> Vec<(Person, StaffRole)> {
    store.staff().await.expect("listed").into_iter().map(|one| (one.person, one.role)).collect()
}

pub async fn whoever_works_at_the_desk_has_one_role(store: &impl Subject) {
    assert_eq!(staff(store).await, []);
    let bram = put(store, BRAM, StaffRole::Integration).await;
    assert_eq!((&bram.person, bram.role), (&person(BRAM), StaffRole::Integration));
    put(store, ANNA, StaffRole::Nsso).await;
    assert_eq!(store.staff_role(ssin(BRAM)).await.expect("read"), Some(StaffRole::Integration));
    assert_eq!(store.staff_role(ssin(CLEO)).await.expect("read"), None);
    let again = put(store, BRAM, StaffRole::Nsso).await;
    assert_eq!(again, StaffMember { role: StaffRole::Nsso, ..bram });
    let by_name = [(person(ANNA), StaffRole::Nsso), (person(BRAM), StaffRole::Nsso)];
    assert_eq!(staff(store).await, by_name);
    assert_eq!(store.kept_effects().await, (0, 3));
}

pub async fn whoever_left_the_desk_stays_registered(store: &impl Subject) {
    let bram = put(store, BRAM, StaffRole::Integration).await;
    assert!(store.remove_staff(bram.number, one_record()).await.expect("removed"));
    assert!(!store.remove_staff(bram.number, one_record()).await.expect("answered"), "nobody is left");
    assert_eq!(staff(store).await, []);
    assert_eq!(store.staff_role(ssin(BRAM)).await.expect("read"), None);
    assert_eq!(store.person(ssin(BRAM)).await.expect("read"), Some(person(BRAM)));
    let back = put(store, BRAM, StaffRole::Integration).await;
    assert_ne!(back.number, bram.number, "a number never means somebody else, nor another time");
    assert_eq!(store.kept_effects().await, (0, 3));
}

pub async fn people_are_told_where_they_said_and_only_as_long_as_they_want(store: &impl Subject) {
    register(store).await;
    let contact =
        |address: &str, language| Contact { address: address.parse().expect("an address"), language };
    let anna = contact("anna@korenaar.example", Language::De);
    let cleo = contact("cleo@korenaar.example", Language::En);
    for (who, contact) in
        [(CLEO, &cleo), (ANNA, &contact("old@korenaar.example", Language::Nl)), (ANNA, &anna)]
    {
        store.set_contact(ssin(who), Some(contact.clone()), one_record()).await.expect("kept");
    }
    let asked = [ANNA, BRAM, CLEO].map(ssin);
    let mut expected = vec![(ssin(ANNA), anna), (ssin(CLEO), cleo.clone())];
    expected.sort_by_key(|(ssin, _)| *ssin);
    assert_eq!(store.contacts(&asked).await.expect("read"), expected);
    for _ in 0..2 {
        store.set_contact(ssin(ANNA), None, one_record()).await.expect("forgotten");
    }
    assert_eq!(store.contacts(&asked).await.expect("read"), [(ssin(CLEO), cleo)]);
    assert_eq!(store.contacts(&[]).await.expect("read"), []);
    assert_eq!(store.kept_effects().await, (0, 8));
}
