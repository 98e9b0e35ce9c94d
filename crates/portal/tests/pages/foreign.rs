use crate::{providers::*, world::*};

/// What stands in the message of the other enterprise, and on no page.
const SECRET: &str = "Strictly confidential";

#[tokio::test]
async fn no_address_of_another_enterprises_message_shows_or_changes_anything() {
    let providers = Providers::start(&[GOOD]).await;
    let world = World::reading(&providers.url).await;
    let anna = world.sign_in(ANNA).await;
    let id = providers.publish(OTHER, SECRET, "secret.txt", SECRET.as_bytes()).await;
    let before = providers.message(&id, "stranger").await;
    let attachment = before["attachments"]["items"][0]["attachmentId"].as_str().expect("an id").to_owned();
    let message = format!("/messages/{GOOD}/{id}");

    let not_there = |page: &Page, what: &str| {
        assert_eq!(page.status(), 404, "{what}: {}", page.text());
        assert!(page.text().contains("This page is not there"), "{what}");
        assert!(!page.text().contains(SECRET), "{what}");
    };
    let attachment = format!("/attachments/{attachment}");
    for path in ["", "/reply", "/zip", attachment.as_str(), &format!("{attachment}?download=yes")] {
        not_there(&world.get(&anna, &format!("{message}{path}")).await, path);
    }
    let forms: [(&str, &[(&str, &str)]); 7] = [
        ("/open", &[]),
        ("/action", &[]),
        ("/visibility", &[("do", "hide")]),
        ("/visibility", &[("do", "show")]),
        ("/partition", &[("partition", "Another_partition")]),
        ("/zip", &[("main", "open")]),
        ("/zip", &[("main", "leave")]),
    ];
    for (path, fields) in forms {
        not_there(&world.post(&anna, &format!("{message}{path}"), fields).await, path);
    }
    not_there(
        &world.upload(&anna, &format!("{message}/reply"), reply(&anna, "Hello", "Text")).await,
        "reply",
    );
    let value = format!("{GOOD}~{id}");
    let zip = world
        .post(&anna, "/messages/selected", &[("message", &value), ("do", "zip"), ("main", "open")])
        .await;
    not_there(&zip, "selected");
    let hidden = world.post(&anna, "/messages/selected", &[("message", &value), ("do", "hide")]).await;
    assert_eq!(hidden.status(), 502);
    assert!(!hidden.text().contains(SECRET));
    not_there(&world.get(&anna, "/messages/elsewhere/1").await, "a provider that is none");

    assert!(!world.get(&anna, "/messages").await.text().contains(SECRET));
    assert_eq!(providers.message(&id, "stranger").await, before, "nothing of it was changed");
}

/// A reply with a text, as the form sends it.
pub(crate) fn reply(reader: &Reader, subject: &str, body: &str) -> ebox_testkit::Form {
    reply_under(reader, "0198f0a5-7b1a-7000-8000-000000000001", subject, body)
}

/// The same under a key.
pub(crate) fn reply_under(reader: &Reader, key: &str, subject: &str, body: &str) -> ebox_testkit::Form {
    [("key", key), ("language", "nl"), ("subject", subject), ("body", body)].iter().fold(
        World::form(reader),
        |form, (name, value)| {
            form.raw(&format!("Content-Disposition: form-data; name=\"{name}\""), value.as_bytes())
        },
    )
}
