//! The configuration of a Document Sender, as an operator applies it.

use serde_json::json;

use crate::deployment::{Deployment, OPERATOR, SENDER};

const FOLDER: [&str; 2] = ["--data", "data"];

fn document(place: &Deployment) -> String {
    let pem = std::fs::read_to_string(place.path("sender/certificate.pem")).expect("a certificate");
    json!({
        "dossier": "2026-0007", "environment": "acc", "provider": "own", "enterpriseNumber": SENDER,
        "reference": {
            "organizations": [{ "id": SENDER, "shortName": { "nl": "Dienst" } }],
            "applications": [{ "id": "app", "name": { "nl": "App" } }],
            "messageTypes": [
                { "id": "TYPE", "name": { "nl": "Brief" }, "validity": { "number": 6, "unit": "month" } }
            ],
            "trios": [{
                "organization": SENDER, "application": "app", "messageType": "TYPE", "sectors": ["enterprise"],
            }],
        },
        "client": { "name": "Dienst", "certificates": [pem] },
    })
    .to_string()
}

fn command<'w>(words: &[&'w str]) -> Vec<&'w str> {
    [&["admin", "configuration"], words].concat()
}

#[test]
fn a_signed_configuration_is_shown_applied_and_undone() {
    let place = Deployment::new();
    place.init().ends(0);
    place.certificate(SENDER, "sender").ends(0);
    place.certificate(OPERATOR, "desk").ends(0);
    place.certificate(OPERATOR, "stranger").ends(0);
    place.write("a.json", document(&place).as_bytes());
    let key = "desk/private-key.pem";
    place.ebox(&command(&["sign", "a.json", "--key", key, "--out", "a.jws"])).ends(0);

    let by = |signer: &'static str| ["a.jws", "--signer", signer];
    let preview = [&["preview"][..], &by("desk/certificate.pem")].concat();
    let shown = place.ebox_at(&FOLDER, &command(&preview)).ends(0).says("nothing was changed");
    assert!(shown.data.contains("messageType") && shown.data.contains("added"), "{}", shown.data);
    let apply = [&["apply"][..], &by("desk/certificate.pem")].concat();
    place
        .ebox_at(&FOLDER, &command(&apply))
        .ends(0)
        .says("is in force")
        .says("documentmanagement:publication");
    let again = [&apply[..], &["--json"]].concat();
    let report = place.ebox_at(&FOLDER, &command(&again)).ends(0).json();
    let changes = report["changes"].as_array().cloned().unwrap_or_default();
    assert!(changes.iter().all(|change| change["change"] == "unchanged"), "{report}");
    place.ebox_at(&FOLDER, &command(&["show", "2026-0007"])).ends(0).says("is in force since");
    place.ebox_at(&FOLDER, &command(&["undo", "2026-0007"])).ends(0).says("was undone");

    let sign = |file: &str| {
        place.ebox(&command(&["sign", "a.json", "--key", key, "--out", file])).ends(0);
    };
    // When a file was signed is known to the second.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    sign("later.jws");
    place.ebox_at(&FOLDER, &command(&["apply", "later.jws", "--signer", "desk/certificate.pem"])).ends(0);
    place.ebox_at(&FOLDER, &command(&apply)).ends(5).says("signed later was applied already");

    let other = [&["apply"][..], &by("stranger/certificate.pem")].concat();
    place.ebox_at(&FOLDER, &command(&other)).ends(1).says("not by the key of a configured signer");
    place.ebox_at(&FOLDER, &command(&["apply", "a.jws"])).ends(5).says("no signer is configured");
    place.ebox_at(&FOLDER, &command(&["apply", "a.json"])).ends(1).says("--unsigned");
    place.ebox_at(&FOLDER, &command(&["apply", "a.json", "--unsigned"])).ends(0).says("is in force");
    place.ebox_at(&FOLDER, &command(&["show", "2026-0008"])).ends(1);
}
