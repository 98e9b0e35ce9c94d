use crate::{foreign::reply, providers::*, world::*};

#[tokio::test]
async fn a_form_after_the_end_of_the_session_changes_nothing_and_says_how_to_go_on() {
    let providers = Providers::start(&[GOOD]).await;
    let world = World::reading(&providers.url).await;
    let anna = world.sign_in(ANNA).await;
    let id = providers.publish(OWN, "A letter", "a.txt", b"content").await;
    let before = providers.message(&id, "recipient").await;
    world.advance(24);

    let message = format!("/messages/{GOOD}/{id}");
    let selected = format!("{GOOD}~{id}");
    let forms: [(String, &[(&str, &str)]); 10] = [
        (format!("{message}/open"), &[]),
        (format!("{message}/action"), &[]),
        (format!("{message}/visibility"), &[("do", "hide")]),
        (format!("{message}/partition"), &[("partition", "Another_partition")]),
        (format!("{message}/zip"), &[("main", "open")]),
        ("/messages/selected".to_owned(), &[("message", &selected), ("do", "hide")]),
        ("/manage/preferences/address".to_owned(), &[("address", "a@example.be")]),
        ("/manage/partitions/.new".to_owned(), &[("id", "x"), ("name_nl", "X")]),
        ("/manage/document-consumer/terms".to_owned(), &[("accepted", "yes")]),
        ("/manage/document-consumer/rehearsal/terms".to_owned(), &[]),
    ];
    let mut pages = Vec::new();
    for (path, fields) in forms {
        pages.push((world.post(&anna, &path, fields).await, path));
    }
    for path in [format!("{message}/reply"), "/manage/document-consumer/account".to_owned()] {
        pages.push((world.upload(&anna, &path, reply(&anna, "Hello", "Text")).await, path));
    }
    for (page, path) in pages {
        assert_eq!(page.status(), 403, "{path}");
        assert!(page.text().contains("Your session has ended"), "{path}: {}", page.text());
        assert!(page.header("set-cookie").contains("Max-Age=0"), "{path}: the cookie goes");
    }
    assert_eq!(providers.message(&id, "recipient").await, before, "nothing was changed");
    // A page, on the other hand, leads to the sign-in and back.
    let place = world.get(&anna, &message).await.location();
    assert!(place.starts_with("/sign-in?") && place.contains("why=ended"), "{place}");
}
