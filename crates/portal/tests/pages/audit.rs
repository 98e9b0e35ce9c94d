use ebox_audit::Record;
use ebox_domain::EboxId;
use jiff::Timestamp;
use serde_json::json;

use crate::world::*;

const AUDIT: &str = "/manage/audit";

fn opening(whose: &str, at: &str, message: &str) -> Record {
    Record {
        client_id: Some("portal".to_owned()),
        enterprise: Some(enterprise(OWN)),
        ebox: EboxId::from_key(whose),
        details: json!({ "messageId": message, "contentId": "body" }),
        ..Record::new(at.parse::<Timestamp>().expect("a moment"), "GET", "/ebox/messages/1/body", 200)
    }
}

#[tokio::test]
async fn who_opened_what_when_is_told_by_name_where_the_name_is_known_here() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let hash = |number| Some(world.key.hash(ssin(number)));
    let at = "2026-02-28T23:30:00Z";
    world
        .keep(vec![
            Record { person: hash(ANNA), ..opening(OWN, at, "of-anna") },
            Record { person: hash(CLEO), ..opening(OWN, at, "of-somebody") },
            Record { client_id: Some("own-client".to_owned()), ..opening(OWN, at, "of-software") },
            Record { enterprise: Some(enterprise(OTHER)), ..opening(OWN, at, "of-others") },
            opening(OTHER, at, "elsewhere"),
        ])
        .await;
    let text = world.get(&anna, AUDIT).await.text();
    for expected in [
        "Anna Peeters</td>",
        "A person who is not known here",
        "Your own software (own-client)",
        "Atelier du Bois (0534.530.277), with a mandate of yours",
        "1 March 2026, 00:30",
        "of-anna",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    assert!(!text.contains("elsewhere") && !text.contains(ANNA));
}

#[tokio::test]
async fn pages_and_days_narrow_the_list() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let named = |number: u32| format!("message-{number:03}");
    let records = (0..60).map(|number| opening(OWN, "2026-02-01T12:00:00Z", &named(number)));
    world.keep(records.chain([opening(OWN, "2026-01-01T12:00:00Z", "january")]).collect()).await;
    let (mut path, mut seen) = (AUDIT.to_owned(), Vec::new());
    loop {
        let text = world.get(&anna, &path).await.text();
        let rows = text.split("<code>").skip(1).filter_map(|rest| rest.split('<').next());
        seen.extend(rows.map(str::to_owned));
        let older = text.split("class=\"older\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let Some(older) = older else { break };
        path = older.replace("&#38;", "&");
    }
    let expected: Vec<String> = (0..60).rev().map(named).chain(["january".to_owned()]).collect();
    assert_eq!(seen, expected);
    let january = world.get(&anna, "/manage/audit?from=2026-01-01&until=2026-01-01").await.text();
    assert!(january.contains("january") && !january.contains("message-0"));
    for wrong in ["from=yesterday", "from=2026-02-02&until=2026-02-01", "until=2026-02-31"] {
        assert_eq!(world.get(&anna, &format!("{AUDIT}?{wrong}")).await.status(), 422, "{wrong}");
    }
    let odd = world.get(&anna, "/manage/audit?after=%3Cscript%3E&from=").await;
    assert!(odd.status() == 200 && !odd.text().contains("<script>&"));
}

#[tokio::test]
async fn the_file_is_for_spreadsheets_and_holds_no_formula() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let formula = "=HYPERLINK(\"https://evil.example\")";
    let client = Some(formula.to_owned());
    world.keep(vec![Record { client_id: client, ..opening(OWN, "2026-02-01T12:00:00Z", formula) }]).await;
    let file = world.get(&anna, "/manage/audit/file").await;
    assert_eq!(file.status(), 200);
    let text = file.text();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("\u{feff}\"When\";\"Who\";\"Kept by\";\"Message\";\"Document\""));
    let row = lines.next().expect("a row");
    assert!(row.starts_with("\"2026-02-01T13:00:00+01:00\";\"Your own software (=HYPERLINK"), "{row}");
    assert!(row.contains(";\"'=HYPERLINK(\"\"https"), "{row}");
    assert_eq!(lines.next(), None);
    let narrow = world.get(&anna, "/manage/audit/file?from=2026-02-02").await.text();
    assert_eq!(narrow.lines().count(), 1);
    assert_eq!(world.get(&anna, "/manage/audit/file?from=x").await.location(), "/manage/audit?from=x");
}
