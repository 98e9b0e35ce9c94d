//! Getting in: profiles, tokens, providers, and what is wrong when one does not get in.

use std::fs;

use ebox_wire::sandbox::Role;
use serde_json::Value;

use crate::dev::{Dev, command, ebox};

#[test]
fn a_sandbox_alone_is_enough_to_get_in() {
    let dev = Dev::start();
    let token = dev.ebox(&["token"]).ends(0);
    assert_eq!((token.data.lines().count(), token.talk.as_str()), (1, ""));

    let granted = dev.ebox(&["token", "--json"]).ends(0).json();
    let scopes = granted["scopes"].as_array().expect("scopes");
    assert!(scopes.iter().any(|scope| scope.as_str().is_some_and(|one| one.ends_with(":documentconsumer"))));

    let providers = dev.ebox(&["providers", "--json"]).ends(0).json();
    let ids: Vec<&Value> =
        providers["items"].as_array().expect("items").iter().map(|one| &one["id"]).collect();
    assert_eq!(ids, ["nsso", "regional"]);
    assert_eq!(providers["items"][0]["isCallable"], true);

    let introspected = dev
        .ebox_with(
            &[("EBOX_CLIENT_ID", dev.client(Role::DocumentProvider))],
            &["token", "--json", "--introspect", token.data.trim()],
        )
        .ends(0)
        .json();
    assert_eq!(
        (&introspected["active"], &introspected["client_id"]),
        (&true.into(), &dev.client(Role::DocumentConsumer).into())
    );
}

#[test]
fn the_portal_of_a_sandbox_gets_tokens_of_its_people() {
    let dev = Dev::start();
    let person = &dev.sandbox.people[0];
    let token = dev.ebox(&["token", "--person", &person.ssin]).ends(0);
    let introspected = dev
        .ebox_with(
            &[("EBOX_CLIENT_ID", dev.client(Role::DocumentProvider))],
            &["token", "--json", "--introspect", token.data.trim()],
        )
        .ends(0)
        .json();
    assert_eq!(introspected["sub"], *person.ssin);
    assert_eq!(
        introspected["principalAttributes"]["urn:be:fgov:kbo-bce:organization:cbe-number"][0],
        *person.enterprise_number
    );
    let stranger = ["token", "--person", "85073003328"];
    dev.ebox(&stranger).ends(1).says(&person.ssin).says("enterprise_number");
    dev.ebox_with(&[("EBOX_ENTERPRISE_NUMBER", "0534530277")], &stranger).ends(0);
    dev.ebox(&["token", "--person", "123"]).ends(2).says("eleven digits");
    let consumer = [("EBOX_CLIENT_ID", dev.client(Role::DocumentConsumer))];
    dev.ebox_with(&consumer, &["token", "--person", &person.ssin]).ends(5).says("no portal");
}

#[test]
fn a_profile_in_a_file_with_a_key_store_gets_in_as_well() {
    let dev = Dev::start();
    let client = dev.sandbox.client(Role::DocumentConsumer, None).expect("a client");
    let profile = format!(
        "[profiles.own]\nenvironment = \"sandbox\"\nsandbox = \"world/sandbox.json\"\nclient_id = \"{}\"\n\
         key_store = \"world/{}\"\nkey_store_password = \"{}\"\n",
        client.client_id, client.key_store_file, client.key_store_password
    );
    fs::write(dev.path("ebox.toml"), profile).expect("written");
    let folder = dev.path("");
    ebox(&folder, &[], &["token", "--profile", "own"]).ends(0);
    ebox(&folder, &[], &["token"]).ends(1).says("has no profile default").says("own");
    let wrong = [("EBOX_KEY_STORE_PASSWORD", "not it")];
    let refused = ebox(&folder, &wrong, &["token", "--profile", "own"]).ends(1).says("the password is wrong");
    assert!(!refused.talk.contains("not it") && !refused.talk.contains(&client.key_store_password));
}

#[test]
fn a_healthy_client_gets_a_clean_bill() {
    let dev = Dev::start();
    for role in [Role::DocumentConsumer, Role::DocumentSender, Role::DocumentProvider] {
        let run = dev.ebox_with(&[("EBOX_CLIENT_ID", dev.client(role))], &["doctor", "--json"]);
        let report = run.ends(0).json();
        assert_eq!(report["isHealthy"], true);
        let findings = report["findings"].as_array().expect("findings");
        for finding in findings {
            // How full the disk of this machine is, is not what is tried here.
            assert!(finding["state"] == "ok" || finding["check"] == "Disk", "{role:?}: {finding}");
        }
        let registries = findings
            .iter()
            .filter(|one| one["check"].as_str().is_some_and(|name| name.starts_with("Registry")));
        assert_eq!(registries.count(), if role == Role::DocumentConsumer { 2 } else { 0 });
    }
}

#[test]
fn who_is_refused_learns_why_and_what_to_do() {
    let dev = Dev::start();
    for (client, why) in [
        ("faulty:expired-certificate", "register a new one"),
        ("faulty:not-yet-valid-certificate", "is valid only from"),
        ("faulty:certificate-of-another-enterprise", "does not name the client's enterprise"),
        ("faulty:disabled-client", "is disabled"),
    ] {
        assert!(dev.sandbox.faulty_clients.iter().any(|one| one.client_id == client), "{client}");
        let as_faulty = [("EBOX_CLIENT_ID", client)];
        let refused = dev.ebox_with(&as_faulty, &["token", "--json"]).ends(5).says(why).says("hint: ");
        assert_eq!(refused.json()["error"]["code"], "refused");
        dev.ebox_with(&as_faulty, &["messages", "list"]).ends(5).says(why);
        dev.ebox_with(&as_faulty, &["sync", "--out", client, "--what", "metadata"]).ends(5).says(why);
        assert!(!dev.path(client).exists(), "who is refused leaves no folder behind");

        let report = dev.ebox_with(&as_faulty, &["doctor", "--json"]).ends(1).json();
        let problems: Vec<&Value> = report["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .filter(|one| one["state"] == "problem")
            .collect();
        assert!(problems.iter().any(|one| one["check"] == "Access token"), "{problems:#?}");
        assert!(problems.iter().all(|one| one["fix"].is_string()), "{problems:#?}");
        // What the certificate itself shows is found before anybody refuses it.
        let shows = client.contains("expired") || client.contains("valid");
        assert_eq!(problems.iter().any(|one| one["check"] == "Certificate"), shows, "{problems:#?}");
    }
    let lacking = [("EBOX_CLIENT_ID", dev.client(Role::DocumentSender))];
    dev.ebox_with(&lacking, &["providers"]).ends(5).says("403");
}

#[test]
fn an_argument_that_cannot_be_meant_is_a_mistake_on_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    for (arguments, why) in [
        (vec!["messages", "show", ""], "a value is required"),
        (vec!["messages", "download", ""], "a value is required"),
        (vec!["dev", "--max-file-size", "lots"], "expected a size such as 100MiB"),
        (vec!["dev", "--max-file-size", "0"], "expected a size such as 100MiB"),
    ] {
        ebox(folder.path(), &[], &arguments).ends(2).says(why);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn data_that_does_not_get_out_is_a_failure_and_a_reader_that_goes_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
    let output =
        command(folder.path(), &[], &["completions", "bash"]).stdout(full).output().expect("ebox runs");
    let talk = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{talk}");
    assert!(talk.contains("error: cannot write to standard output"), "{talk}");

    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output = command(folder.path(), &[], &["completions", "bash"]).stdout(writer).output();
    let output = output.expect("ebox runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn who_cannot_be_reached_is_told_apart_from_who_refuses() {
    let dev = Dev::start();
    let nowhere = [("EBOX_TOKEN_URL", "http://127.0.0.1:9/REST/oauth/v5/token")];
    dev.ebox_with(&nowhere, &["token"]).ends(6).says("no connection to http://127.0.0.1:9");
    let report = dev.ebox_with(&nowhere, &["doctor", "--json"]).ends(1).json();
    assert!(
        report["findings"].as_array().expect("findings").iter().any(|one| one["check"] == "OAuth server")
    );
}

#[test]
fn without_a_profile_the_way_to_one_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for arguments in [&["token"][..], &["providers"], &["messages", "list"], &["sync", "--out", "mail"]] {
        ebox(folder.path(), &[], arguments).ends(1).says("EBOX_SANDBOX");
    }
    ebox(folder.path(), &[], &["doctor"]).ends(1);
    ebox(folder.path(), &[], &["token", "--config", "missing.toml"]).ends(1).says("missing.toml");
}
