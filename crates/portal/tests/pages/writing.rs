//! The forms of dossiers: saved as they are, by several people, and submitted when they are complete.

use ebox_dossier::{Draft, Kind, Part, Remark, Step};
use ebox_testkit::Form;

use super::{
    onboarded::{FORM, INTEGRATION, REQUEST},
    world::{ANNA, BRAM, Page, Reader, World},
};

/// A form as the page sends it.
fn form(reader: &Reader, version: u32, fields: &[(&str, &str)]) -> Form {
    let version = version.to_string();
    let about = [("version", version.as_str()), ("moves", "0")];
    let part = |form: Form, (name, value): (&str, &str)| {
        form.raw(&format!("Content-Disposition: form-data; name=\"{name}\""), value.as_bytes())
    };
    fields.iter().copied().chain(about).fold(World::form(reader), part)
}

/// The answers of a draft, as its form has them, with which entries its lists have.
fn answers(draft: &Draft) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> =
        draft.fields().iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    for list in ["applications", "types", "types.0.keys"] {
        fields.extend(draft.entries(list).iter().map(|entry| (list.to_owned(), entry.to_string())));
    }
    fields
}

async fn send(world: &World, reader: &Reader, path: &str, version: u32, fields: &[(&str, &str)]) -> Page {
    world.upload(reader, path, form(reader, version, fields)).await
}

#[tokio::test]
async fn a_form_is_saved_as_it_is_and_taken_up_by_a_colleague() {
    let world = World::new().await;
    let dossier = world.with_dossier(Kind::Sender).await;
    let (anna, bram) = (world.sign_in(ANNA).await, world.with_reader(BRAM, "Bram Dupont").await);
    world.with_colleague(&dossier).await;
    let path = format!("/sending/{}/request", dossier.number());
    let first = world.get(&anna, &path).await;
    let form = world.get(&anna, &format!("/sending/{}/form", dossier.number())).await;
    assert_eq!(form.status(), 404, "its turn has not come yet");
    assert!(first.text().contains("Nothing was saved yet."));
    assert!(first.header("content-security-policy").contains("connect-src 'self'"));
    let saved = send(&world, &anna, &path, 0, &[("name", "Werk & <kaart>"), ("do", "save")]).await.location();
    assert_eq!(saved, format!("{path}?done=writing-saved"));
    let taken_up = world.get(&bram, &path).await.text();
    assert!(
        taken_up.contains("by Anna Peeters") && taken_up.contains("Werk &#38; &#60;kaart&#62;"),
        "{taken_up}"
    );
    let go_on = send(&world, &bram, &path, 1, &[("name", "Werkkaart"), ("do", "go-on")]).await.location();
    assert_eq!(go_on, format!("/sending/{}?done=writing-saved", dossier.number()));
    assert_eq!(world.dossier(&dossier).await.name(), "Werkkaart");
}

#[tokio::test]
async fn what_no_form_asks_is_not_kept() {
    let world = World::new().await;
    let dossier = world.with_dossier(Kind::Sender).await;
    let anna = world.sign_in(ANNA).await;
    let path = format!("/sending/{}/request", dossier.number());
    let fields = [("name", "A"), ("owner", "me"), ("organization.logo", "x"), ("types", "7")];
    send(&world, &anna, &path, 0, &fields).await.location();
    let kept = world.dossier(&dossier).await.request().fields().keys().cloned().collect::<Vec<_>>();
    assert_eq!(kept, ["name", "network", "peaks", "planning", "useCases", "volume"]);
    for wrong in [vec![("version", "x")], vec![]] {
        let part = |form: Form, (name, value): &(&str, &str)| {
            form.raw(&format!("Content-Disposition: form-data; name=\"{name}\""), value.as_bytes())
        };
        let form = wrong.iter().fold(World::form(&anna), part);
        assert_eq!(world.upload(&anna, &path, form).await.status(), 400);
    }
}

#[tokio::test]
async fn two_colleagues_who_write_at_once_lose_nothing() {
    let world = World::new().await;
    let dossier = world.with_dossier(Kind::Sender).await;
    world.with_reader(BRAM, "Bram Dupont").await;
    world.with_colleague(&dossier).await;
    let (anna, bram) = (world.sign_in(ANNA).await, world.sign_in(BRAM).await);
    let path = format!("/sending/{}/request", dossier.number());
    send(&world, &anna, &path, 0, &[("name", "Hers"), ("peaks", "January")]).await.location();
    let mine = [("name", "<b>His</b>"), ("planning", "Spring")];
    let page = send(&world, &bram, &path, 0, &mine).await;
    assert_eq!(page.status(), 409);
    let text = page.text();
    assert!(text.contains("A colleague saved this form meanwhile."), "{text}");
    for differing in ["name", "peaks", "planning"] {
        assert!(text.contains(&format!("name=\"take\" value=\"{differing}\"")), "{differing}: {text}");
    }
    assert!(!text.contains("value=\"useCases\""), "what is the same is not asked about");
    assert_eq!(page.hidden("version"), "1");
    assert_eq!(page.hidden("mine.name"), "&#60;b&#62;His&#60;/b&#62;");
    assert_eq!(world.dossier(&dossier).await.name(), "Hers", "nothing was overwritten");
    let taken = [
        ("name", "Hers"),
        ("peaks", "January"),
        ("mine.name", "<b>His</b>"),
        ("mine.planning", "Spring"),
        ("take", "planning"),
    ];
    send(&world, &bram, &path, 1, &taken).await.location();
    let now = world.dossier(&dossier).await;
    let kept = ["name", "peaks", "planning"].map(|field| now.request().get(field));
    assert_eq!(kept, ["Hers", "January", "Spring"]);
    let again = send(&world, &bram, &path, 1, &taken).await;
    assert_eq!(again.status(), 303, "the same again is saved already");
}

#[tokio::test]
async fn a_script_saves_without_a_page_and_is_told_when_somebody_was_faster() {
    let world = World::new().await;
    let dossier = world.with_dossier(Kind::Sender).await;
    let anna = world.sign_in(ANNA).await;
    let path = format!("/sending/{}/request/saved", dossier.number());
    let saved = send(&world, &anna, &path, 0, &[("name", "A")]).await;
    assert_eq!(saved.header("content-type"), "application/json");
    assert!(saved.text().contains("\"version\":1") && saved.text().contains("by Anna Peeters"));
    let late = send(&world, &anna, &path, 0, &[("name", "B")]).await;
    assert_eq!(late.status(), 409);
    assert!(late.text().contains("A colleague saved this form meanwhile."));
    let foreign = world.upload(&anna, &path, Form::default()).await;
    assert_eq!(foreign.status(), 403);
    world.fill_in(&dossier, Part::Request, &REQUEST).await;
    world.step(&dossier, ANNA, Step::SubmitRequest).await;
    let moved_on = send(&world, &anna, &path, 2, &[("name", "C")]).await;
    assert_eq!(moved_on.status(), 409);
    assert!(moved_on.text().contains("submitted meanwhile"));
}

#[tokio::test]
async fn submitting_says_every_mistake_at_its_field() {
    let world = World::new().await;
    let dossier = world.with_form().await;
    let anna = world.sign_in(ANNA).await;
    let path = format!("/sending/{}/form", dossier.number());
    let fields = [
        ("provider", "NSSO!"),
        ("organization.contactBusiness", "nobody"),
        ("organization.url", "http://x"),
        ("types", "0"),
        ("types.0.id", "<script>"),
        ("types.0.validity", "0"),
        ("types.0.validityUnit", "year"),
        ("types.0.keys", "0"),
        ("moves", "4"),
        ("do", "submit"),
    ];
    let page = send(&world, &anna, &path, 0, &fields).await;
    assert_eq!(page.status(), 422);
    let text = page.text();
    for (field, mistake) in [
        ("provider", "The identifier of a Document Provider: small letters"),
        ("organization.contactBusiness", "This is no e-mail address."),
        ("organization.url", "An address that begins with https://"),
        ("organization.shortName.fr", "Fill this in."),
        ("types.0.id", "At most 80 letters"),
        ("types.0.validity", "A whole number from 1 to"),
        ("types.0.keys.0.format", "Fill this in."),
    ] {
        assert!(text.contains(&format!("<a href=\"#{field}\">")), "{field} is not in the summary: {text}");
        let at_field = format!("id=\"{field}-mistake\">");
        let said = text.split(at_field.as_str()).nth(1).unwrap_or_default();
        assert!(said.starts_with(mistake), "{field}: {}", &said[..said.len().min(80)]);
    }
    assert!(text.contains("<a href=\"#applications\">"), "a list without an entry");
    assert_eq!(world.dossier(&dossier).await.form().version(), 1, "it was saved all the same");
}

#[tokio::test]
async fn entries_of_lists_are_added_and_removed_by_buttons() {
    let world = World::new().await;
    let dossier = world.with_form().await;
    let anna = world.sign_in(ANNA).await;
    let path = format!("/sending/{}/form", dossier.number());
    let added = send(&world, &anna, &path, 0, &[("do", "add:types")]).await.location();
    assert_eq!(added, format!("{path}#types.0"));
    let page = world.get(&anna, &path).await.text();
    assert!(page.contains("id=\"types.0\"") && page.contains("value=\"remove:types.0\""), "{page}");
    let keyed = [("types", "0"), ("types.0.id", "WK1"), ("do", "add:types.0.keys")];
    let added = send(&world, &anna, &path, 1, &keyed).await.location();
    assert_eq!(added, format!("{path}#types.0.keys.0"));
    let removed = [("types", "0"), ("types.0.id", "WK1"), ("types.0.keys", "0"), ("do", "remove:types.0")];
    send(&world, &anna, &path, 2, &removed).await.location();
    assert!(world.dossier(&dossier).await.form().entries("types").is_empty());
}

#[tokio::test]
async fn a_whole_form_is_submitted_and_can_be_read_afterwards() {
    let world = World::new().await;
    let dossier = world.with_form().await;
    let dossier = world.fill_in(&dossier, Part::Form, &FORM).await;
    let anna = world.sign_in(ANNA).await;
    let path = format!("/sending/{}/form", dossier.number());
    let fields = answers(dossier.form());
    let moves = dossier.moves().to_string();
    let version = dossier.form().version().to_string();
    let part = |form: Form, (name, value): (&str, &str)| {
        form.raw(&format!("Content-Disposition: form-data; name=\"{name}\""), value.as_bytes())
    };
    let about = [("version", version.as_str()), ("moves", moves.as_str()), ("do", "submit")];
    let all = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(about);
    let whole = || all.clone().fold(World::form(&anna), part);
    let sent = world.upload(&anna, &path, whole()).await.location();
    assert_eq!(sent, format!("/sending/{}?done=dossier-submitted", dossier.number()));
    let read = world.get(&anna, &path).await.text();
    for answer in ["WK1-ACTIVA", "Enterprises and citizens", "years", "Aktenzeichen", "Dossiernummer"] {
        assert!(read.contains(answer), "{answer}: {read}");
    }
    assert!(!read.contains("<textarea") && read.contains("it can be only when it is sent back"));
    // A colleague's words after that are shown, to be copied.
    let late = [("version", "9"), ("organization.url", "https://late.example")];
    let late = late.into_iter().fold(World::form(&anna), part);
    let page = world.upload(&anna, &path, late).await;
    assert_eq!(page.status(), 409);
    assert!(page.text().contains("https://late.example"), "{}", page.text());
}

#[tokio::test]
async fn what_was_sent_back_opens_with_the_reasons_at_their_fields() {
    let world = World::new().await;
    let dossier = world.with_form().await;
    world.fill_in(&dossier, Part::Form, &FORM).await;
    world.step(&dossier, ANNA, Step::SubmitForm).await;
    let remark = |field: &str, text: &str| Remark { field: field.to_owned(), text: text.to_owned() };
    let remarks =
        vec![remark("types.0.id", "<i>taken</i>"), remark("types", "too few"), remark("", "as a whole")];
    world.step(&dossier, INTEGRATION, Step::SendBack(remarks)).await;
    let anna = world.sign_in(ANNA).await;
    let page = world.get(&anna, &format!("/sending/{}/form", dossier.number())).await.text();
    assert!(page.contains("id=\"types.0.id-remark\">Sent back: &#60;i&#62;taken&#60;/i&#62;"), "{page}");
    assert!(page.contains("aria-describedby=\"types.0.id-hint types.0.id-remark\""), "{page}");
    assert!(page.contains("Sent back: too few") && page.contains("as a whole"), "{page}");
}

#[tokio::test]
async fn a_logo_is_kept_replaced_and_removed_and_no_other_file_is() {
    let world = World::new().await;
    let dossier = world.with_form().await;
    let anna = world.sign_in(ANNA).await;
    let path = format!("/sending/{}/form", dossier.number());
    let with_file = |version, bytes: &[u8]| {
        form(&anna, version, &[]).raw(
            "Content-Disposition: form-data; name=\"organization.logo\"; filename=\"logo.png\"\r\n\
             Content-Type: image/png",
            bytes,
        )
    };
    let wrong = world.upload(&anna, &path, with_file(0, b"<svg onload=alert(1)>")).await;
    assert_eq!(wrong.status(), 422);
    assert!(
        wrong.text().contains("id=\"organization.logo-mistake\">The image has to be"),
        "{}",
        wrong.text()
    );
    world.upload(&anna, &path, with_file(1, &png())).await.location();
    let kept = world.dossier(&dossier).await.form().get("organization.logo").to_owned();
    assert!(kept.starts_with("iVBORw0KGgo"), "{kept}");
    send(&world, &anna, &path, 2, &[("organization.url", "https://a.example")]).await.location();
    assert_eq!(world.dossier(&dossier).await.form().get("organization.logo"), kept, "it stays");
    send(&world, &anna, &path, 3, &[("without-image", "yes")]).await.location();
    assert_eq!(world.dossier(&dossier).await.form().get("organization.logo"), "");
}

/// The head of a square PNG, as much of one as tells its kind and size.
fn png() -> Vec<u8> {
    let mut image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    image.extend_from_slice(&32_u32.to_be_bytes());
    image.extend_from_slice(&32_u32.to_be_bytes());
    image.extend_from_slice(&[8, 6, 0, 0, 0, 0, 0, 0, 0]);
    image
}

#[tokio::test]
async fn when_no_environment_answers_the_form_can_be_written_all_the_same() {
    let world = World::new().await;
    let dossier = world.with_form().await;
    let anna = world.sign_in(ANNA).await;
    let path = format!("/sending/{}/form", dossier.number());
    assert!(world.get(&anna, &path).await.text().contains("e-Box &#60;Enterprise&#62;"));
    *world.elsewhere.is_away.lock().expect("not poisoned") = true;
    let page = world.get(&anna, &path).await;
    assert_eq!(page.status(), 200);
    assert!(page.text().contains("id=\"provider\""));
}
