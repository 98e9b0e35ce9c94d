//! The letters that would have gone out.

use ebox_domain::{Language, Letter};
use ebox_mail::Mailer;

use crate::world::{ANNA, World};

#[tokio::test]
async fn the_rehearsal_shows_what_would_have_gone_out_newest_first_with_pages() {
    let world = World::new().await;
    let reader = world.sign_in(ANNA).await;
    let empty = world.get(&reader, "/outgoing-mail").await.text();
    assert!(empty.contains("Nobody was written to yet"), "{empty}");
    assert!(empty.contains("no e-mail leaves it"), "{empty}");

    let letters = (1..=Mailer::PAGE + 2).map(|number| {
        let (subject, text) = (format!("Letter {number} <b>"), "Dear <i>Anna</i> & all");
        let to = "anna@korenaar.example".parse().expect("an address");
        Letter::new(jiff::Timestamp::UNIX_EPOCH, to, Language::En, &subject, text)
    });
    world.write(letters.collect()).await;
    let first = world.get(&reader, "/outgoing-mail").await.text();
    assert!(first.contains("Letter 22 &#60;b&#62;") && first.contains("Letter 3 "), "{first}");
    assert!(!first.contains("Letter 2 ") && !first.contains("<i>"), "{first}");
    assert!(first.contains("Dear &#60;i&#62;Anna&#60;/i&#62; &#38; all"), "{first}");
    let older = first.split("class=\"older\" href=\"").nth(1).expect("older letters");
    let older = older.split('"').next().expect("an address");
    let second = world.get(&reader, older).await.text();
    assert!(second.contains("Letter 2 ") && second.contains("Letter 1 ") && !second.contains("Letter 3 "));
    assert_eq!(world.get(&reader, "/outgoing-mail?before=x").await.status(), 404);
}
