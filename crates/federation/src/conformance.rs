//! What every store of the federation service must do, as tests that each adapter runs.

#![expect(missing_docs, clippy::missing_panics_doc, reason = "tests: their names are sentences")]

use ebox_audit::conformance::{KeepsEffects, one_record};
use ebox_domain::{
    EboxId, Language, LocalizedText,
    page::PageRequest,
    provider::{MaintenanceWindow, Provider},
};
use jiff::{SignedDuration, Timestamp, civil::date};

use crate::{Ebox, Imported, Listed, Preference, port::Stores};

/// A store under test.
pub trait Subject: Stores + KeepsEffects {}

impl<S: Stores + KeepsEffects> Subject for S {}

/// Stamps the whole suite: one test for each rule, each on a fresh store that `$open` makes.
#[macro_export]
macro_rules! federation_conformance {
    ($open:path) => {
        $crate::federation_conformance!($open:
            nobody_is_registered_at_first,
            a_provider_comes_back_as_it_was_registered,
            providers_are_listed_by_identifier,
            registering_again_replaces_all_of_it,
            an_ebox_comes_back_as_it_was_entered,
            when_an_ebox_was_opened_last_is_noted,
            preferences_are_answered_in_the_order_of_the_question_and_only_of_known_eboxes,
            the_only_channel_is_chosen_and_given_up,
            the_address_for_notifications_is_kept_and_removed,
            a_list_is_entered_and_counted_and_leaves_what_it_does_not_say,
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

fn window(first: i64, last: i64) -> MaintenanceWindow {
    let at = |hour| Timestamp::from_second(1_800_000_000 + hour * 3600).expect("in range");
    MaintenanceWindow::new(at(first), at(last)).expect("a window")
}

fn provider(id: &str) -> Provider {
    Provider {
        id: id.parse().expect("an identifier"),
        name: LocalizedText::untranslated(id).with(Language::En, "Name"),
        description: LocalizedText::in_one(Language::Fr, "« Description »"),
        v2_url: format!("https://{id}.example/v2/"),
        v3_url: Some(format!("https://{id}.example/v3/")),
        activation: date(2026, 1, 1),
        deactivation: Some(date(2027, 12, 31)),
        technical_contact: "helpdesk@provider.example".to_owned(),
        maintenance: vec![window(0, 2), window(0, 3), window(5, 6)],
    }
}

async fn put(store: &impl Subject, provider: Provider) {
    store.put_provider(provider, one_record()).await.expect("registered");
}

pub async fn nobody_is_registered_at_first(store: &impl Subject) {
    assert_eq!(store.providers().await.expect("listed"), []);
    assert_eq!(store.provider(&provider("nsso").id).await.expect("read"), None);
}

pub async fn a_provider_comes_back_as_it_was_registered(store: &impl Subject) {
    put(store, provider("nsso")).await;
    assert_eq!(store.provider(&provider("nsso").id).await.expect("read"), Some(provider("nsso")));
    assert_eq!(store.provider(&provider("other").id).await.expect("read"), None);
    assert_eq!(store.kept_effects().await, (0, 1));
}

pub async fn providers_are_listed_by_identifier(store: &impl Subject) {
    for id in ["zeta", "alpha", "Middle"] {
        put(store, provider(id)).await;
    }
    let expected = ["Middle", "alpha", "zeta"].map(provider);
    assert_eq!(store.providers().await.expect("listed"), expected);
}

pub async fn registering_again_replaces_all_of_it(store: &impl Subject) {
    put(store, provider("nsso")).await;
    put(store, provider("other")).await;
    let changed = Provider {
        name: LocalizedText::in_one(Language::Nl, "Anders"),
        v3_url: None,
        deactivation: None,
        maintenance: vec![window(8, 9)],
        ..provider("nsso")
    };
    for _ in 0..2 {
        put(store, changed.clone()).await;
    }
    assert_eq!(store.providers().await.expect("listed"), [changed, provider("other")]);
}

pub async fn an_ebox_comes_back_as_it_was_entered(store: &impl Subject) {
    let id = |key| EboxId::from_key(key).expect("a key");
    let entered = |last_connection: Option<Timestamp>| Ebox {
        id: id("0852093431"),
        name: "Bakkerij Peeters".to_owned(),
        is_active: last_connection.is_some(),
        last_connection,
    };
    assert_eq!(store.ebox(id("0852093431")).await.expect("read"), None);
    for last_connection in [None, Some(Timestamp::UNIX_EPOCH)] {
        store.put_ebox(entered(last_connection), one_record()).await.expect("entered");
        assert_eq!(store.ebox(id("0852093431")).await.expect("read"), Some(entered(last_connection)));
    }
    assert_eq!(store.ebox(id("94022722580")).await.expect("read"), None);
}

pub async fn when_an_ebox_was_opened_last_is_noted(store: &impl Subject) {
    let (first, second) = (Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH + SignedDuration::from_hours(1));
    let known = enter(store, "0852093431", None).await;
    let unknown = EboxId::from_key("0534530277").expect("a key");
    for (at, last) in [(first, first), (second, second), (first, second)] {
        store.note_opened(known, at).await.expect("noted");
        store.note_opened(unknown, at).await.expect("left alone");
        let ebox = store.ebox(known).await.expect("read").expect("known");
        assert_eq!((ebox.name.as_str(), ebox.last_connection), ("Bakkerij Peeters", Some(last)));
    }
    assert_eq!(store.ebox(unknown).await.expect("read"), None);
}

pub async fn a_list_is_entered_and_counted_and_leaves_what_it_does_not_say(store: &impl Subject) {
    let listed = |key: &str, name: &str, is_active| Listed {
        id: EboxId::from_key(key).expect("a key"),
        name: name.to_owned(),
        is_active,
    };
    let opened = Ebox {
        id: EboxId::from_key("0852093431").expect("a key"),
        name: "Old".to_owned(),
        is_active: true,
        last_connection: Some(Timestamp::UNIX_EPOCH),
    };
    store.put_ebox(opened.clone(), one_record()).await.expect("entered");
    let list = vec![listed("0852093431", "New", true), listed("0534530277", "Other", false)];
    let first = store.put_listed(list.clone(), one_record()).await.expect("imported");
    assert_eq!(first, Imported { added: 1, changed: 1, unchanged: 0 });
    let again = store.put_listed(list, one_record()).await.expect("imported");
    assert_eq!(again, Imported { added: 0, changed: 0, unchanged: 2 });
    assert_eq!(store.kept_effects().await, (0, 3));

    let renamed = Ebox { name: "New".to_owned(), ..opened };
    assert_eq!(store.ebox(renamed.id).await.expect("read"), Some(renamed.clone()));
    let page = store.eboxes(PageRequest::new(2, 1).expect("a page")).await.expect("listed");
    assert_eq!((page.total, page.items), (2, vec![renamed]));
}

async fn enter(store: &impl Subject, key: &str, last_connection: Option<Timestamp>) -> EboxId {
    let id = EboxId::from_key(key).expect("a key");
    let ebox = Ebox { id, name: "Bakkerij Peeters".to_owned(), is_active: true, last_connection };
    store.put_ebox(ebox, one_record()).await.expect("entered");
    id
}

pub async fn preferences_are_answered_in_the_order_of_the_question_and_only_of_known_eboxes(
    store: &impl Subject,
) {
    let second = enter(store, "0852093431", None).await;
    let first = enter(store, "0534530277", Some(Timestamp::UNIX_EPOCH)).await;
    let unknown = EboxId::from_key("0220916609").expect("a key");
    let preference =
        |id, last_connection| Preference { id, is_active: true, is_exclusive: false, last_connection };
    let found = store.preferences(&[second, unknown, first]).await.expect("read");
    assert_eq!(found, [preference(second, None), preference(first, Some(Timestamp::UNIX_EPOCH))]);
    assert_eq!(store.preferences(&[unknown]).await.expect("read"), []);
    assert_eq!(store.preferences(&[]).await.expect("read"), []);
}

pub async fn the_only_channel_is_chosen_and_given_up(store: &impl Subject) {
    let id = enter(store, "0852093431", None).await;
    for is_exclusive in [true, true, false] {
        let chosen = store.choose_exclusively(id, is_exclusive, one_record()).await.expect("kept");
        assert_eq!(chosen.map(|one| one.is_exclusive), Some(is_exclusive));
        assert_eq!(store.preferences(&[id]).await.expect("read")[0].is_exclusive, is_exclusive);
        // Entering the e-Box again does not change what its enterprise chose.
        enter(store, "0852093431", None).await;
        assert_eq!(store.preferences(&[id]).await.expect("read")[0].is_exclusive, is_exclusive);
    }
    let (_, before) = store.kept_effects().await;
    let unknown = EboxId::from_key("0220916609").expect("a key");
    assert_eq!(store.choose_exclusively(unknown, true, one_record()).await.expect("answered"), None);
    assert_eq!(store.kept_effects().await.1, before, "nothing changed, nothing is recorded");
}

pub async fn the_address_for_notifications_is_kept_and_removed(store: &impl Subject) {
    let [known, unknown] = ["0852093431", "0220916609"].map(|key| EboxId::from_key(key).expect("a key"));
    let ebox = Ebox { id: known, name: "Bakkerij".to_owned(), is_active: true, last_connection: None };
    store.put_ebox(ebox, one_record()).await.expect("entered");
    let keep = |id, address: Option<&str>| {
        let address = address.map(|address| address.parse().expect("an address"));
        async move { store.keep_notification_address(id, address, one_record()).await.expect("answered") }
    };
    let read = async |id| store.notification_address(id).await.expect("read").map(|one| one.to_string());
    assert_eq!(read(known).await, None);
    for address in ["post@korenaar.example", "office@korenaar.example"] {
        assert!(keep(known, Some(address)).await);
        assert_eq!(read(known).await.as_deref(), Some(address));
    }
    assert!(!keep(unknown, Some("post@korenaar.example")).await);
    assert_eq!(read(unknown).await, None);
    assert!(keep(known, None).await);
    assert_eq!(read(known).await, None);
    assert_eq!(store.kept_effects().await, (0, 4), "what was refused is not recorded");
}
