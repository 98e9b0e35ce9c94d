use std::time::{Duration, Instant};

use crate::{providers::*, world::*};

/// Markup of others that reached a page as markup.
fn has_markup(text: &str) -> bool {
    text.contains("<b onmouseover") || text.contains("<script>alert")
}

#[tokio::test]
async fn a_provider_that_does_not_answer_in_time_is_named_and_holds_no_page() {
    let providers = Providers::start(&[GOOD, SLOW]).await;
    let world = World::reading(&providers.url).await;
    let anna = world.sign_in(ANNA).await;
    providers.publish(OWN, "A letter", "a.txt", b"content").await;

    let started = Instant::now();
    let page = world.get(&anna, "/messages").await;
    let first = started.elapsed();
    let text = page.text();
    assert_eq!(page.status(), 200);
    assert!(text.contains("A letter"), "the messages of the other are there: {text}");
    assert!(text.contains("there was no answer in time"), "{text}");
    assert!(text.contains("&#60;b onmouseover") && !has_markup(&text), "it is named, as text: {text}");
    assert!(first < Duration::from_secs(6), "the page took {first:?}");

    let started = Instant::now();
    world.get(&anna, "/messages").await;
    let second = started.elapsed();
    assert!(second < Duration::from_secs(2), "who was late a moment ago is waited for less: {second:?}");
}

#[tokio::test]
async fn a_provider_that_is_down_or_answers_nonsense_is_named_and_the_others_are_there() {
    let providers = Providers::start(&[GOOD, DOWN, NONSENSE]).await;
    let world = World::reading(&providers.url).await;
    let anna = world.sign_in(ANNA).await;
    providers.publish(OWN, "A letter", "a.txt", b"content").await;
    let page = world.get(&anna, "/messages").await;
    let text = page.text();
    assert_eq!(page.status(), 200);
    assert!(text.contains("A letter") && !has_markup(&text), "{text}");
    assert!(text.contains("cannot be reached"), "{text}");
    assert!(text.contains("refused to answer"), "{text}");
}

#[tokio::test]
async fn a_message_of_a_provider_that_fails_has_a_page_that_says_whose_fault_it_is() {
    let providers = Providers::start(&[DOWN, NONSENSE]).await;
    let world = World::reading(&providers.url).await;
    let anna = world.sign_in(ANNA).await;
    for provider in [DOWN, NONSENSE] {
        for path in ["", "/reply", "/zip", "/attachments/1"] {
            let page = world.get(&anna, &format!("/messages/{provider}/1{path}")).await;
            assert_eq!(page.status(), 502, "{provider} {path}");
            assert!(page.text().contains(provider) && !has_markup(&page.text()), "{provider} {path}");
        }
        for path in ["/open", "/action"] {
            let page = world.post(&anna, &format!("/messages/{provider}/1{path}"), &[]).await;
            assert_eq!(page.status(), 502, "{provider} {path}");
        }
    }
}
