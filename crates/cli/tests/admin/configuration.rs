//! Work on a data folder with the configuration of its server.

use std::fs;

use crate::deployment::{CONSUMER, Deployment, REFERENCE};

const AT_FOLDER: [&str; 2] = ["--data", "data"];
const AS_SERVED: [&str; 4] = ["--data", "data", "--config", "serve.toml"];
const PUT: [&str; 12] = [
    "admin",
    "provider",
    "put",
    "own",
    "--name",
    "Own",
    "--description",
    "Letters",
    "--contact",
    "helpdesk@ebox.example",
    "--from",
    "2020-01-01",
];

/// How made-up subjects begin in French.
const FRENCH: [&str; 7] =
    ["Attestation", "Confirmation", "Décision", "Extrait", "Modification", "Rappel", "Votre"];

#[tokio::test]
async fn what_the_configuration_chooses_holds_on_the_folder_too() {
    let mut place = Deployment::new();
    place.init().ends(0);
    place.configure("[registry]\nlanguages = [\"fr\"]\n");
    place.write("logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x20");
    place.write("reference.yaml", REFERENCE.as_bytes());
    place.write("eboxes.csv", format!("number,name\n{CONSUMER},De Toren\n").as_bytes());
    let import = ["admin", "reference", "import", "--provider", "own", "reference.yaml"];
    place.ebox_at(&AS_SERVED, &import).ends(0);
    place.ebox_at(&AS_SERVED, &["admin", "ebox", "import", "eboxes.csv"]).ends(0);
    place.consumer(&AS_SERVED);
    let seed = ["admin", "seed", "--provider", "own", "--ebox", CONSUMER, "--messages", "60"];
    place.ebox_at(&AS_SERVED, &seed).ends(0).says("60 messages");

    // The addresses of a provider that runs here are those of the server.
    place.ebox_at(&AT_FOLDER, &PUT).ends(5).says("v2Url: ");
    let entry = place.ebox_at(&AS_SERVED, &[&PUT[..], &["--json"]].concat()).ends(0).json();
    assert!(entry["v3Url"].as_str().is_some_and(|url| place.registry("v3").starts_with(url)), "{entry}");

    place.serve().await;
    let list = ["messages", "list", "--json", "--page-size", "100"];
    let list = place.ebox_as("consumer", &list).ends(0).json();
    let items = list["items"].as_array().expect("messages");
    assert_eq!(items.len(), 60);
    for message in items {
        let subject = message["metadata"]["subject"]["fr"].as_str().expect("a subject");
        let first = subject.split(' ').next().expect("a word");
        assert!(FRENCH.contains(&first), "{subject}");
    }
}

#[test]
fn a_configuration_of_something_else_is_refused() {
    let place = Deployment::new();
    place.init().ends(0);
    place.configure("");
    let elsewhere: [&str; 7] =
        ["admin", "reference", "export", "--provider", "other", "--config", "serve.toml"];
    place.ebox_at(&AT_FOLDER, &elsewhere).ends(1).says("this deployment serves own");

    fs::create_dir(place.path("elsewhere")).expect("made");
    let list = ["admin", "client", "list", "--config", "serve.toml"];
    place.ebox_at(&["--data", "elsewhere"], &list).ends(1).says("is for the folder");

    let text = fs::read_to_string(place.path("serve.toml")).expect("there");
    place.write("serve.toml", text.replace("\"acc\"", "\"int\"").as_bytes());
    place.ebox_at(&AT_FOLDER, &list).ends(1).says("belongs to the environment acc");

    place.write("serve.toml", b"environment = \"acc\"\n");
    place.ebox_at(&AT_FOLDER, &list).ends(1).says("public_url").says("data");
    place.ebox_at(&AT_FOLDER, &["admin", "client", "list", "--profile", "other"]).ends(2);
}
