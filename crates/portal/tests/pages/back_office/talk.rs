//! The conversation, with files.

use ebox_dossier::conversation::{LARGEST_FILE, NoteKind};

use super::{Office, visit};
use crate::world::{ANNA, Page, Reader, World};

impl Office {
    async fn say(&self, who: &Reader, kind: &str, text: &str, files: &[(&str, &[u8])]) -> Page {
        let field = |name: &str| format!("Content-Disposition: form-data; name=\"{name}\"");
        let mut form = World::form(who).raw(&field("text"), text.as_bytes());
        if kind == "question" {
            form = form.raw(&field("question"), b"yes");
        } else if let Some(question) = kind.strip_prefix("answer to ") {
            form = form.raw(&field("answers"), question.as_bytes());
        }
        for (name, bytes) in files {
            let head = format!("Content-Disposition: form-data; name=\"files\"; filename=\"{name}\"");
            form = form.raw(&head, bytes);
        }
        self.world.upload(who, &self.path("/talk"), form).await
    }
}

#[tokio::test]
async fn what_is_said_is_read_by_all_with_its_files() {
    let office = Office::formal().await;
    let said = office.say(&office.bram, "comment", "See <b>here</b>", &[("plan.html", b"<script>")]).await;
    assert_eq!(said.location(), office.path("/conversation?done=said"));
    let page = office.get(&office.cleo, "/conversation").await.text();
    assert!(page.contains("See &#60;b&#62;here&#60;/b&#62;") && page.contains("Bram Dupont"), "{page}");
    let file = office.get(&office.cleo, "/files/1/0").await;
    assert_eq!((file.status(), file.text().as_str()), (200, "<script>"));
    assert_eq!(file.header("content-type"), "application/octet-stream");
    assert!(file.header("content-disposition").starts_with("attachment; filename=\"plan.html\""));
    assert!(file.header("content-security-policy").contains("sandbox"));
    assert_eq!(office.get(&office.cleo, "/files/1/1").await.status(), 404);
}

#[tokio::test]
async fn a_form_is_not_validated_while_a_question_is_open() {
    let office = Office::formal().await;
    assert_eq!(office.say(&office.bram, "question", "Which peaks?", &[]).await.status(), 303);
    let page = office.get(&office.bram, "").await.text();
    assert!(page.contains("One question is not answered yet"), "{page}");
    let refused = office.decide(&office.bram, "validate-technically", &[]).await;
    assert_eq!(refused.status(), 422);
    assert!(refused.text().contains("Questions are still open"), "{}", refused.text());
    let number = office.dossier.number();
    let anna = visit(ANNA);
    let answer = office.world.dossiers.say(&anna, number, NoteKind::Answer(1), "In January.", Vec::new());
    answer.await.expect("answered");
    let page = office.get(&office.cleo, "/conversation").await.text();
    assert!(page.contains("Answer to this question") && !page.contains("not answered yet"), "{page}");
    assert_eq!(office.decide(&office.bram, "validate-technically", &[]).await.status(), 303);
}

#[tokio::test]
async fn the_desk_answers_what_the_institution_asks_and_says_nothing_twice() {
    let office = Office::formal().await;
    let (anna, number) = (visit(ANNA), office.dossier.number());
    let asked =
        office.world.dossiers.say(&anna, number, NoteKind::Question, "How many files?", Vec::new()).await;
    asked.expect("asked");
    let page = office.get(&office.bram, "/conversation").await.text();
    assert!(page.contains("name=\"answers\" value=\"1\""), "{page}");
    for _ in 0..2 {
        let said = office.say(&office.bram, "answer to 1", "Six.", &[]).await;
        assert_eq!(said.status(), 303, "{}", said.text());
    }
    let late = office.say(&office.cleo, "answer to 1", "Seven?", &[]).await;
    assert_eq!(late.status(), 422);
    assert!(late.text().contains(">Seven?</textarea>"), "{}", late.text());
    let notes = office.world.dossiers.conversation(&anna, number).await.expect("read");
    assert_eq!(notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["How many files?", "Six."]);
}

#[tokio::test]
async fn what_cannot_be_said_is_shown_again_with_why() {
    let office = Office::formal().await;
    let large = vec![b'x'; LARGEST_FILE + 1];
    let six: Vec<(&str, &[u8])> = (0..6).map(|_| ("a.txt", b"x".as_slice())).collect();
    let long = "x".repeat(4001);
    for (text, files, why) in [
        ("", Vec::new(), "Write something"),
        (long.as_str(), Vec::new(), "Write something"),
        ("Mind the file", vec![("a.txt", large.as_slice())], "too many files"),
        ("Mind the files", six, "too many files"),
    ] {
        let page = office.say(&office.bram, "question", text, &files).await;
        assert_eq!(page.status(), 422, "{why}");
        let shown = page.text();
        assert!(shown.contains(why) && shown.contains(&format!(">{text}</textarea>")), "{why}");
    }
    assert_eq!(office.say(&office.bram, "question", "x", &[("..", b"x")]).await.status(), 400);
    assert_eq!(office.say(&office.bram, "answer to that", "x", &[]).await.status(), 400);
    let number = office.dossier.number();
    assert!(office.world.dossiers.conversation(&visit(ANNA), number).await.expect("read").is_empty());
}

#[tokio::test]
async fn more_than_a_form_takes_is_not_taken() {
    let office = Office::formal().await;
    let large = vec![b'x'; LARGEST_FILE];
    let head = "Content-Disposition: form-data; name=\"files\"; filename=\"a.txt\"";
    let mut form = World::form(&office.bram);
    for _ in 0..6 {
        form = form.raw(head, &large);
    }
    // As it comes over a network: piece by piece.
    let pieces: Vec<Result<Vec<u8>, std::io::Error>> =
        form.bytes().chunks(64 << 10).map(|piece| Ok(piece.to_vec())).collect();
    let body = axum::body::Body::from_stream(futures_util::stream::iter(pieces));
    let path = office.path("/talk");
    let answer = office.world.upload_streamed(&office.bram, &path, body).await;
    assert_eq!(answer.status().as_u16(), 413);
    let number = office.dossier.number();
    assert!(office.world.dossiers.conversation(&visit(ANNA), number).await.expect("read").is_empty());
}
