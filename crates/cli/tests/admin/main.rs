//! From an empty folder to a published message, as an operator does it: no sandbox.

mod configuration;
mod deployment;
mod sender;

use std::fs;

use deployment::{CONSUMER, Deployment, OPERATOR, REFERENCE, SENDER};
use serde_json::json;

#[tokio::test]
async fn an_operator_gets_from_an_empty_folder_to_a_published_message() {
    let mut place = Deployment::new();
    place.init().ends(0);
    place.init().ends(1).says("is not overwritten");

    // On the folder itself, while no server holds it.
    place.write("logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x20");
    place.write("reference.yaml", REFERENCE.as_bytes());
    place.ebox(&["admin", "reference", "check", "reference.yaml"]).ends(0).says("Organizations: 1");
    let at_folder = ["--data", "data"];
    place
        .ebox_at(&at_folder, &["admin", "reference", "import", "--provider", "own", "reference.yaml"])
        .ends(0)
        .says("in force");
    let clients = place.ebox_at(&at_folder, &["admin", "client", "list", "--json"]).ends(0).json();
    assert_eq!(clients["items"][0]["enterpriseNumber"], OPERATOR);

    // Through the API of the running server.
    place.serve().await;
    place.ebox_at(&at_folder, &["admin", "client", "list"]).ends(1).says("leave --data out");
    let seed = ["admin", "seed", "--provider", "own", "--ebox", CONSUMER, "--messages", "1"];
    let refused = place.ebox_at(&at_folder, &seed).ends(1).says("stop it first");
    assert!(!refused.talk.contains("leave --data out"), "{}", refused.talk);
    let at_api = ["--config", "operator/ebox.toml"];
    let exported = place.ebox_at(&at_api, &["admin", "reference", "export", "--provider", "own"]).ends(0);
    place.write("exported.yaml", exported.data.as_bytes());
    place.ebox(&["admin", "reference", "check", "exported.yaml"]).ends(0).says("trios: 4");
    place.write(
        "eboxes.csv",
        format!("number,name,status\n{CONSUMER},De Toren,active\n{SENDER},Dienst,active\n").as_bytes(),
    );
    place.ebox_at(&at_api, &["admin", "ebox", "import", "eboxes.csv"]).ends(0).says("2 added");
    let table = place.ebox_at(&at_api, &["admin", "ebox", "list"]).ends(0);
    assert!(table.data.contains("De Toren"), "{}", table.data);
    place
        .ebox_at(
            &at_api,
            &[
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
                "2026-01-01",
            ],
        )
        .ends(0);
    place
        .ebox_at(
            &at_api,
            &[
                "admin",
                "manager",
                "add",
                "--enterprise-number",
                CONSUMER,
                "--ssin",
                "94022722580",
                "--name",
                "Jan Peeters",
            ],
        )
        .ends(0);
    for (number, permission) in [(SENDER, "sender"), (CONSUMER, "consumer")] {
        place.certificate(number, permission).ends(0);
        let certificate = format!("{permission}/certificate.pem");
        place
            .ebox_at(
                &at_api,
                &[
                    "admin",
                    "client",
                    "add",
                    permission,
                    "--enterprise-number",
                    number,
                    "--name",
                    permission,
                    "--permission",
                    permission,
                    "--certificate",
                    &certificate,
                ],
            )
            .ends(0);
    }

    let token = place.ebox_as("sender", &["token"]).ends(0);
    place.publish(token.data.trim()).await;
    let list = place.ebox_as("consumer", &["messages", "list", "--json"]).ends(0).json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "{list}");

    let granted =
        ["admin", "client", "grant", "sender", "--permission", "sender", "--permission", "consumer"];
    place.ebox_at(&at_api, &granted).ends(0);
    let wider = place.ebox_as("sender", &["token", "--json"]).ends(0).json();
    assert!(wider["scopes"].to_string().contains("documentconsumer"), "{wider}");

    place.ebox_at(&at_api, &["admin", "client", "disable", "sender"]).ends(0);
    place.ebox_as("sender", &["token"]).ends(5);
}

#[tokio::test]
async fn an_ebox_is_filled_with_messages_that_look_like_real_ones() {
    let mut place = Deployment::new();
    place.init().ends(0);
    place.write("logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x20");
    place.write("reference.yaml", REFERENCE.as_bytes());
    let at_folder = ["--data", "data"];
    let import = ["admin", "reference", "import", "--provider", "own", "reference.yaml"];
    place.ebox_at(&at_folder, &import).ends(0);
    let seed = ["admin", "seed", "--provider", "own", "--ebox", CONSUMER, "--messages", "300"];
    let seed = [&seed[..], &["--partition", "GENERAL", "--partition", "WAGES"]].concat();
    place.ebox_at(&at_folder, &seed).ends(1).says("ebox admin ebox import");
    place.write("eboxes.csv", format!("number,name\n{CONSUMER},De Toren\n").as_bytes());
    place.ebox_at(&at_folder, &["admin", "ebox", "import", "eboxes.csv"]).ends(0);
    place.consumer(&at_folder);
    place.ebox_at(&at_folder, &seed).ends(0).says("300 messages");
    place
        .ebox_at(
            &at_folder,
            &[
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
                "--v2-url",
                &place.registry("v2"),
                "--v3-url",
                &place.registry("v3"),
            ],
        )
        .ends(0);
    place.serve().await;
    let third = ["messages", "list", "--json", "--page", "3", "--page-size", "100"];
    let list = place.ebox_as("consumer", &third).ends(0).json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(100));
    let in_wages = ["messages", "list", "--json", "--partition", "WAGES", "--page-size", "100"];
    let list = place.ebox_as("consumer", &in_wages).ends(0).json();
    assert!(list["items"].as_array().is_some_and(|items| !items.is_empty()), "{list}");
    place.ebox_at(&at_folder, &seed).ends(1).says("another process");
}

#[test]
fn every_mistake_of_a_file_is_named_by_its_field() {
    let place = Deployment::new();
    let wrong = REFERENCE.replace("month}", "week}").replace("file: logo.png", "file: gone.png");
    place.write("reference.yaml", wrong.as_bytes());
    place
        .ebox(&["admin", "reference", "check", "reference.yaml"])
        .ends(1)
        .says("2 mistakes")
        .says("organizations[0220916609].logos[0].file")
        .says("messageTypes[TYPE].validity.unit");
    let failure = place.ebox(&["admin", "reference", "check", "reference.yaml", "--json"]).ends(1).json();
    assert_eq!(failure["error"]["code"], json!("mistakes"));
}

#[test]
fn an_account_is_opened_renewed_and_removed_by_its_name() {
    let place = Deployment::new();
    place.init().ends(0);
    let at_folder = ["--data", "data"];
    let account = |words: &[&str]| place.ebox_at(&at_folder, &[&["admin", "account"], words].concat());
    let opened = account(&["add", "Anna", "--ssin", "94022722580", "--name", "Anna Peeters"]).ends(0);
    let code = opened.data.trim().to_owned();
    opened.says("on the page /enrolment of the portal, once");
    assert_eq!(code.len(), 32 + 7, "eight groups of four: {code}");
    let again = ["add", "anna", "--ssin", "71022722582", "--name", "Bram Dupont"];
    account(&again).ends(5).says("userName: somebody has an account of this name");
    account(&["add", "a", "--ssin", "71022722582", "--name", "Bram"])
        .ends(5)
        .says("userName: a user name has");
    let list = account(&["list", "--json"]).ends(0).json();
    assert_eq!(list["items"][0]["userName"], "anna");
    assert!(list["items"][0]["enrolmentUntil"].is_string(), "{list}");
    let renewed = account(&["renew", "ANNA", "--json"]).ends(0).json();
    assert_ne!(renewed["code"], code);
    account(&["renew", "nobody"]).ends(1).says("no account is called nobody");
    account(&["remove", "anna"]).ends(0).says("has no account any more");
    assert_eq!(account(&["list", "--json"]).ends(0).json()["total"], 0);
}

#[test]
fn what_is_no_data_folder_is_not_worked_on() {
    let place = Deployment::new();
    place.ebox_at(&["--data", "gone"], &["admin", "client", "list"]).ends(1).says("ebox admin init");
    fs::create_dir(place.path("empty")).expect("made");
    place.ebox_at(&["--data", "empty"], &["admin", "client", "list"]).ends(1).says("no data folder");
    place.ebox(&["admin", "client", "list"]).ends(1);
}

#[test]
fn staff_is_taken_in_with_one_role_and_leaves() {
    let place = Deployment::new();
    place.init().ends(0);
    let staff = |words: &[&str]| place.ebox_at(&["--data", "data"], &[&["admin", "staff"], words].concat());
    let add = |role: &str| staff(&["add", "--ssin", "94022722580", "--name", "Anna Peeters", "--role", role]);
    add("integration").ends(0).says("Anna Peeters works at the desk, for the integration team");
    add("nsso").ends(0).says("for the National Social Security Office");
    add("both").ends(2).says("possible values: integration, nsso");
    let list = staff(&["list", "--json"]).ends(0).json();
    assert_eq!((&list["total"], &list["items"][0]["role"]), (&json!(1), &json!("nsso")));
    assert!(staff(&["list"]).ends(0).data.contains("Anna Peeters"));
    staff(&["add", "--ssin", "12345678901", "--name", "Iemand", "--role", "nsso"])
        .ends(5)
        .says("check digits");
    staff(&["remove", "--ssin", "71022722580"]).ends(1).says("does not work at the desk");
    staff(&["remove", "--ssin", "94022722580"]).ends(0).says("does not work at the desk any more");
    assert_eq!(staff(&["list", "--json"]).ends(0).json()["total"], 0);
}

#[test]
fn a_manager_named_by_mistake_is_listed_taken_back_and_named_right() {
    let place = Deployment::new();
    place.init().ends(0);
    let manager = |words: &[&str]| {
        let all = [&["admin", "manager"], words, &["--enterprise-number", CONSUMER]].concat();
        place.ebox_at(&["--data", "data"], &all)
    };
    let add = |ssin: &str| manager(&["add", "--ssin", ssin, "--name", "Jan Peeters"]);
    add("94022722581").ends(5).says("check digits");
    add("71022722582").ends(0);
    assert!(manager(&["list"]).ends(0).data.contains("71022722582"));
    manager(&["remove", "--ssin", "94022722580"]).ends(1).says("`ebox admin manager list`");
    manager(&["remove", "--ssin", "71022722582"]).ends(0).says("does not manage access");
    add("94022722580").ends(0);
    assert_eq!(manager(&["list", "--json"]).ends(0).json()["items"][0]["ssin"], "94022722580");
}

#[test]
fn a_folder_is_made_ready_once_and_no_key_is_left_without_a_client() {
    let place = Deployment::new();
    place.init().ends(0);
    fs::rename(place.path("operator"), place.path("elsewhere")).expect("moved");
    place.init().ends(1).says("has the client");
    assert!(!place.path("operator/private-key.pem").exists());
}

#[test]
fn what_is_refused_says_what_helps() {
    let place = Deployment::new();
    place.init().ends(0);
    let at = |words: &[&str]| place.ebox_at(&["--data", "data"], &[&["admin"], words].concat());
    place.write("empty.yaml", b"{}\n");
    place
        .ebox(&["admin", "reference", "check", "empty.yaml"])
        .ends(1)
        .says("messageTypes: the section is missing");
    at(&["reference", "import", "--provider", "own", "empty.yaml"])
        .ends(1)
        .says("trios: the section is missing");
    let unknown = at(&["client", "enable", "nobody"]).ends(1).says("the list of the same kind of thing");
    assert!(!unknown.talk.contains("e-Box"), "{}", unknown.talk);
    place.write("list.yaml", b"a text\n");
    let unreadable = at(&["ebox", "import", "list.yaml"]);
    assert!(!unreadable.talk.contains("- :"), "{}", unreadable.talk);
    let manager = |ssin| {
        let number = ["--enterprise-number", CONSUMER, "--ssin", ssin, "--name", "Jan Peeters"];
        at(&[&["manager", "add"][..], &number].concat())
    };
    manager("94022722580").ends(0);
    let second = manager("71022722582").ends(5).says("has to be removed first");
    assert!(!second.talk.contains("ask the operator"), "{}", second.talk);
}
