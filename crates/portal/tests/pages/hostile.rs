use ebox_audit::{Effects, Record};
use ebox_domain::LocalizedText;
use ebox_testkit::{RegistryWorld, SENDER, reference_data};

use crate::{providers::*, world::*};

const SUBJECT: &str = "<script>alert('subject')</script>";
const FILE: &str = "<img src=x onerror=alert(1)>.txt";
const ORGANIZATION: &str = "<svg onload=alert('sender')>";

/// Whether a page has what somebody else wrote as markup.
fn has_markup(text: &str) -> bool {
    ["<script>alert", "<img src=x", "<svg onload", "<b onmouseover"].iter().any(|one| text.contains(one))
}

/// A registry whose sender has a hostile name.
async fn hostile_registry() -> RegistryWorld {
    let registry = RegistryWorld::new().await;
    let mut data = reference_data();
    let sender = data.organizations.get_mut(&SENDER.parse().expect("a number")).expect("the sender");
    sender.short_name = LocalizedText::untranslated(ORGANIZATION);
    sender.long_name = LocalizedText::untranslated(ORGANIZATION);
    let record = Record::new(jiff::Timestamp::UNIX_EPOCH, "TEST", "/", 200);
    registry.registry.replace_reference_data(data, Effects::recorded(record)).await.expect("replaced");
    registry
}

#[tokio::test]
async fn what_others_wrote_is_text_on_every_page() {
    let providers = Providers::with(&[GOOD, DOWN], hostile_registry().await).await;
    let world = World::reading(&providers.url).await;
    let anna = world.sign_in(ANNA).await;
    let content = b"<script>alert('content')</script>";
    let id = providers.publish(OWN, SUBJECT, FILE, content).await;
    let message = format!("/messages/{GOOD}/{id}");

    for path in
        ["/messages".to_owned(), message.clone(), format!("{message}/reply"), format!("{message}/zip")]
    {
        let page = world.get(&anna, &path).await;
        assert_eq!(page.status(), 200, "{path}");
        let text = page.text();
        assert!(!has_markup(&text), "{path}: {text}");
        assert!(text.contains("&#60;script&#62;alert"), "{path} shows the subject: {text}");
    }
    let list = world.get(&anna, "/messages").await.text();
    assert!(list.contains("&#60;svg onload"), "the sender is named: {list}");
    assert!(world.get(&anna, &message).await.text().contains("&#60;img src=x"), "the file is named");

    let shown = world.post(&anna, &format!("{message}/open"), &[]).await.location();
    let page = world.get(&anna, &shown).await;
    let text = page.text();
    assert!(text.contains("&#60;script&#62;alert") && !has_markup(&text), "the text is text: {text}");
    let download = world.get(&anna, &format!("{shown}?download=yes")).await;
    assert!(download.header("content-disposition").starts_with("attachment;"));
    assert!(download.header("content-security-policy").contains("sandbox"));
    assert_eq!(download.header("x-content-type-options"), "nosniff");

    let name = [("message", format!("{GOOD}~{id}")), ("do", "zip".to_owned())];
    let fields: Vec<_> = name.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(
        world.post(&anna, "/messages/selected", &fields).await.header("content-type"),
        "application/zip"
    );
}
