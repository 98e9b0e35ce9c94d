//! What may be fetched: main content only when everything is wanted.

use ebox_connector::What;
use ebox_wire::manifest::{FileKind, Reason};

use crate::fake::{Mail, Provider, World, retrieved, sync};

/// One message whose main content is a document, one whose main content is its body.
async fn world() -> World {
    let body = Mail { body: Some("De tekst"), is_body_main: true, ..Mail::letter("body", 5) };
    let body = Mail { files: vec![body.files[1].clone()], ..body };
    let document = Mail { body: Some("Begeleidende tekst"), ..Mail::letter("document", 6) };
    World::start(vec![Provider::new("alpha", "v3", vec![body, document])]).await
}

fn opened(world: &World) -> Vec<String> {
    world.all_mail().into_iter().filter(|(_, mail)| mail.is_read).map(|(_, mail)| mail.id).collect()
}

#[tokio::test]
async fn metadata_fetches_no_attachment_and_no_body_that_is_the_main_content() {
    let (world, out) = (world().await, tempfile::tempdir().expect("a folder"));
    sync(&world, out.path(), What::Metadata).await.expect("synchronised");
    assert_eq!(opened(&world), Vec::<String>::new());
    assert_eq!(world.take_log("/content"), Vec::<String>::new());
    for ((_, id), (_, entry)) in retrieved(out.path()) {
        let bodies: Vec<_> = entry.files.iter().filter(|file| file.kind == FileKind::Body).collect();
        assert_eq!(bodies.len(), 1, "{id}");
        assert_eq!(bodies[0].path.is_some(), id == "document", "an ordinary body is metadata");
        for file in entry.files.iter().filter(|file| file.kind == FileKind::Attachment) {
            let reason = file.not_fetched.as_ref().map(|not_fetched| not_fetched.reason);
            assert_eq!(reason, Some(Reason::MetadataOnly));
            assert!(file.url.as_ref().is_some_and(|url| url.starts_with(&world.url)), "where it stands");
            assert!(file.size.is_some() && file.sha256.is_some());
        }
    }
}

#[tokio::test]
async fn annexes_fetches_everything_but_the_main_content_in_either_form() {
    let (world, out) = (world().await, tempfile::tempdir().expect("a folder"));
    sync(&world, out.path(), What::Annexes).await.expect("synchronised");
    assert_eq!(opened(&world), Vec::<String>::new());
    for ((_, id), (_, entry)) in retrieved(out.path()) {
        for file in &entry.files {
            let reason = file.not_fetched.as_ref().map(|not_fetched| not_fetched.reason);
            assert_eq!(reason, file.is_main_content.then_some(Reason::MainContent), "{id} {file:?}");
            assert_eq!(file.path.is_none(), file.is_main_content);
        }
    }
}

#[tokio::test]
async fn everything_opens_main_content_last() {
    let (world, out) = (world().await, tempfile::tempdir().expect("a folder"));
    sync(&world, out.path(), What::Everything).await.expect("synchronised");
    assert_eq!(opened(&world), ["body", "document"]);
    let order: Vec<String> = world
        .take_log("/document/")
        .iter()
        .filter_map(|line| line.rsplit_once("/document/").map(|(_, rest)| rest.to_owned()))
        .collect();
    assert_eq!(order, ["body", "attachments/2/content whole", "attachments/1/content whole"]);
    for (_, (_, entry)) in retrieved(out.path()) {
        assert!(entry.files.iter().all(|file| file.path.is_some()));
        assert!(!entry.metadata.is_read, "as it was before");
    }
}
