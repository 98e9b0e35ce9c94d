use crate::{
    foreign::{reply, reply_under},
    providers::*,
    world::*,
};

/// How many replies the sender got.
async fn replies(providers: &Providers) -> u64 {
    providers.registry.tokens.give(
        "reader",
        ebox_testkit::SENDER,
        &[ebox_credential::Scope::DocumentConsumer, ebox_credential::Scope::SummaryOwnEbox],
    );
    let page = ebox_testkit::get(&providers.registry.v3, "/ebox/messages", "reader").await.expect(200).json();
    page["total"].as_u64().expect("a number")
}

#[tokio::test]
async fn a_reply_that_is_sent_twice_goes_out_once() {
    let providers = Providers::start(&[GOOD]).await;
    let world = World::reading(&providers.url).await;
    let anna = world.sign_in(ANNA).await;
    let id = providers.publish(OWN, "A letter", "a.txt", b"content").await;
    let path = format!("/messages/{GOOD}/{id}");
    let key = world.get(&anna, &format!("{path}/reply")).await.hidden("key");
    for _ in 0..2 {
        let form = reply_under(&anna, &key, "Re: A letter", "Thank you.");
        let page = world.upload(&anna, &format!("{path}/reply"), form).await;
        assert!(page.location().starts_with(&path), "the second click learns that it was sent");
    }
    assert_eq!(replies(&providers).await, 1);

    // Gone back to, changed and sent again, it is another reply: nobody is told that it was sent when it was not.
    let form = reply_under(&anna, &key, "Re: A letter", "Something else.");
    let page = world.upload(&anna, &format!("{path}/reply"), form).await;
    assert_eq!(page.status(), 400);
    assert!(page.text().contains("Another reply was sent from this form already"), "{}", page.text());
    assert!(page.text().contains("Something else."), "what was written is not lost");
    assert_eq!(replies(&providers).await, 1);
    let form = reply_under(&anna, &page.hidden("key"), "Re: A letter", "Something else.");
    world.upload(&anna, &format!("{path}/reply"), form).await.location();
    assert_eq!(replies(&providers).await, 2);

    // What was sent says to whom, and leads to no page: nobody but its recipient is shown it.
    let sent = world.get(&anna, "/messages?box=sent").await;
    assert_eq!(sent.text().matches("To: ").count(), 2, "{}", sent.text());
    assert!(!sent.text().contains(&format!("href=\"/messages/{GOOD}/")), "{}", sent.text());
    assert!(!sent.text().contains("mail-row unread") && !sent.text().contains("Opened by the recipient"));
}

#[tokio::test]
async fn an_action_that_is_executed_twice_is_executed_once() {
    let providers = Providers::start(&[GOOD]).await;
    let world = World::reading(&providers.url).await;
    let anna = world.sign_in(ANNA).await;
    let id = providers.publish(OWN, "A letter", "a.txt", b"content").await;
    let mut executed = Vec::new();
    for _ in 0..2 {
        world.post(&anna, &format!("/messages/{GOOD}/{id}/action"), &[]).await.location();
        executed.push(providers.message(&id, "recipient").await["action"].clone());
        providers.registry.clock.advance(jiff::SignedDuration::from_mins(1));
    }
    assert_eq!(executed[0]["isExecuted"], true);
    assert_eq!(executed[0], executed[1], "when it was executed stays");
}

#[tokio::test]
async fn who_moves_to_a_partition_that_is_gone_learns_it_and_nothing_is_moved() {
    let providers = Providers::start(&[GOOD]).await;
    let world = World::reading(&providers.url).await;
    let anna = world.sign_in(ANNA).await;
    let id = providers.publish(OWN, "A letter", "a.txt", b"content").await;
    let gone = ("partition", "Deleted");
    let one = world.post(&anna, &format!("/messages/{GOOD}/{id}/partition"), &[gone]).await;
    assert_eq!(one.status(), 409);
    assert!(one.text().contains("This partition is not there"), "{}", one.text());
    let message = format!("{GOOD}~{id}");
    let several = [("message", message.as_str()), ("do", "move"), gone];
    let several = world.post(&anna, "/messages/selected", &several).await;
    assert_eq!(several.status(), 409);
    assert!(several.text().contains("This partition is not there"), "{}", several.text());
    assert_eq!(providers.message(&id, "recipient").await["partition"], "GENERAL");
}

#[tokio::test]
async fn a_document_whose_name_is_too_long_is_named_for_that() {
    let providers = Providers::start(&[GOOD]).await;
    let world = World::reading(&providers.url).await;
    let anna = world.sign_in(ANNA).await;
    let id = providers.publish(OWN, "A letter", "a.txt", b"content").await;
    let name = format!("{}.pdf", "x".repeat(252));
    let form = reply(&anna, "Re: A letter", "Thank you.").file("files", &name, "application/pdf", b"%PDF");
    let page = world.upload(&anna, &format!("/messages/{GOOD}/{id}/reply"), form).await;
    assert_eq!(page.status(), 400);
    assert!(page.text().contains("is too long: 255 characters at most"), "{}", page.text());
}

#[tokio::test]
async fn what_a_registry_refuses_is_explained_to_the_reader_and_to_a_technician() {
    let providers = Providers::start(&[GOOD]).await;
    let world = World::reading(&providers.url).await;
    let anna = world.sign_in(ANNA).await;
    let id = providers.publish(OWN, "A letter", "a.txt", b"content").await;
    let form = reply(&anna, "Re: \u{1}bell", "Thank you.");
    let page = world.upload(&anna, &format!("/messages/{GOOD}/{id}/reply"), form).await;
    let text = page.text();
    assert_eq!(page.status(), 400);
    assert!(text.contains("has characters that cannot be sent"), "{text}");
    assert!(text.contains("<ul lang=\"en\">") && text.contains("<li>subject: "), "{text}");
    assert_eq!(replies(&providers).await, 0);
}
