//! Retrieving into packages.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::dev::{Dev, Run, command, provider_registry, terminate};

/// The package of a run.
fn package(dev: &Dev, run: &Run) -> PathBuf {
    dev.path(run.json()["package"]["path"].as_str().expect("a package"))
}

fn unread(dev: &Dev) -> Value {
    dev.ebox(&["messages", "list", "--unread", "--json"]).ends(0).json()["total"].clone()
}

#[tokio::test]
async fn mail_comes_once_and_is_read_only_when_that_is_meant() {
    let dev = Dev::start();
    dev.publish(0, "One").await;
    dev.publish(1, "Two").await;
    dev.publish_body("Three").await;

    // Nobody is there to be asked.
    dev.ebox(&["sync", "--out", "mail"]).ends(4).says("legal effect").says("EBOX_WHAT");
    assert!(!dev.path("mail").exists());

    let annexes = dev.ebox_with(&[("EBOX_WHAT", "annexes")], &["sync", "--out", "mail", "--json"]).ends(0);
    assert_eq!(annexes.json()["package"]["messages"], 3);
    assert_eq!(unread(&dev), 3);

    let none = dev.ebox(&["sync", "--out", "mail", "--what", "everything"]).ends(0).says("Nothing new");
    assert!(none.data.contains("regional"), "{none}");
    none.says("3 messages were retrieved earlier with less than `everything`").says("ebox messages download");
    dev.publish(1, "Four").await;
    let fourth = dev.ebox(&["sync", "--out", "mail", "--what", "everything", "--json"]).ends(0);
    assert_eq!(fourth.json()["package"]["messages"], 1);
    assert_eq!(fourth.json()["retrievedWithLess"], 3);
    let fifth = dev.ebox(&["sync", "--out", "mail", "--what", "everything", "--json"]).ends(0);
    assert_eq!(fifth.json()["retrievedWithLess"], 0, "it was said");
    assert_eq!(unread(&dev), 3);

    // Another folder is another journal: there everything comes.
    let all = dev.ebox(&["sync", "--out", "all", "--what", "everything", "--json"]).ends(0);
    assert_eq!((&all.json()["package"]["messages"], unread(&dev)), (&json!(4), json!(0)));

    for run in [&annexes, &fourth, &all] {
        let package = package(&dev, run);
        let path = package.display().to_string();
        dev.ebox(&["package", "verify", &path]).ends(0).says("is sound");
        let checked = Command::new("sha256sum")
            .args(["--check", "--strict", "SHA256SUMS"])
            .current_dir(&package)
            .output();
        assert!(checked.expect("sha256sum runs").status.success());
    }

    let package = package(&dev, &fourth);
    let manifest: Value =
        serde_json::from_slice(&fs::read(package.join("manifest.json")).expect("a manifest")).expect("JSON");
    let letter = manifest["messages"][0]["files"]
        .as_array()
        .expect("files")
        .iter()
        .find(|file| file["isMainContent"] == true)
        .expect("a letter");
    fs::write(package.join(letter["path"].as_str().expect("a path")), "tampered").expect("written");
    fs::write(package.join("extra"), "").expect("written");
    let path = package.display().to_string();
    let report = dev.ebox(&["package", "verify", &path, "--json"]).ends(1).json();
    let codes: Vec<&str> = report["deviations"]
        .as_array()
        .expect("deviations")
        .iter()
        .filter_map(|one| one["code"].as_str())
        .collect();
    assert!(codes.contains(&"changed") && codes.contains(&"extra"), "{codes:?}");
    dev.ebox(&["package", "verify", "nowhere"]).ends(1).says("manifest.json");
}

#[tokio::test]
async fn a_provider_that_fails_keeps_nothing_of_the_others_back() {
    let dev = Dev::start();
    dev.publish(1, "One").await;
    let entry = |id: &str, url: &str| json!({"id": id, "name": {"nl": id}, "url": url, "activationDate": "2026-01-01", "apiSupportedVersion": "3.0"});
    // Whoever answers there, it is no message registry.
    let odd = provider_registry(Some(json!("hello")));
    let alive = &dev.sandbox.message_registries[1].v3;
    let url = provider_registry(Some(json!([entry("dead", &odd), entry("regional", alive)])));
    let sync = ["sync", "--out", "mail", "--what", "metadata", "--json"];
    let run = dev.ebox_with(&[("EBOX_PROVIDER_REGISTRY_URL", &url)], &sync).ends(3);
    let report = run.json();
    assert_eq!((&report["isComplete"], &report["package"]["messages"]), (&json!(false), &json!(1)));
    let states: Vec<&Value> =
        report["providers"].as_array().expect("providers").iter().map(|one| &one["state"]).collect();
    assert_eq!(states, ["failed", "complete"]);
    let why = report["providers"][0]["error"].as_str().expect("a reason");
    assert!(why.contains("the answer is not what the contract says"), "{why}");
}

#[tokio::test]
async fn when_nobody_can_be_called_the_reason_is_the_exit_status() {
    let dev = Dev::start();
    dev.publish(1, "One").await;
    let entry = |id: &str, url: &str, from: &str| json!({"id": id, "name": {"nl": id}, "url": url, "activationDate": from, "apiSupportedVersion": "3.0"});
    let sync = |entries: Value, status| {
        let url = provider_registry(Some(entries));
        let variables = [("EBOX_PROVIDER_REGISTRY_URL", url.as_str())];
        dev.ebox_with(&variables, &["sync", "--out", "mail", "--what", "metadata"]).ends(status)
    };
    let dead = entry("dead", "http://127.0.0.1:9/v3/", "2026-01-01");
    let early = entry("early", "http://127.0.0.1:9/v3/", "2999-01-01");
    let alive = dev.sandbox.message_registries[1].v3.as_str();
    let refused = sync(json!([dead, early]), 6).says("no connection");
    sync(json!([dead, entry("regional", alive, "2026-01-01")]), 3);
    // One message of its list is none of the contract.
    let odd = provider_registry(Some(json!({"items": [{"messageId": "odd", "subject": 7}], "total": 1})));
    let odd = sync(json!([entry("odd", &odd, "2026-01-01")]), 3);
    assert!(odd.data.contains("Failed messages") && odd.data.contains("incomplete"), "{odd}");
    let nobody = "no provider that is listed may be called now; early may from 2999-01-01 00:00 on";
    let none = sync(json!([]), 6).says("warning: the provider registry lists no provider");
    let not_yet = sync(json!([early]), 6).says(nobody);
    for run in [refused, none, not_yet] {
        assert!(!run.talk.contains("Nothing new"), "nobody knows: {run}");
    }
    let url = provider_registry(Some(json!([early])));
    let variables = [("EBOX_PROVIDER_REGISTRY_URL", url.as_str())];
    let report =
        dev.ebox_with(&variables, &["sync", "--out", "mail", "--what", "metadata", "--json"]).ends(6).json();
    assert_eq!(report["isComplete"], false);
    for question in ["list", "stats", "show 1", "reroute --type X --to Y --position 1"] {
        let words: Vec<&str> = ["messages"].into_iter().chain(question.split(' ')).collect();
        dev.ebox_with(&variables, &words).ends(6).says(nobody);
    }
    let checked = dev.ebox_with(&variables, &["doctor", "--json"]).ends(1).json();
    let findings = checked["findings"].as_array().expect("findings");
    let registry =
        findings.iter().find(|one| one["check"] == "Provider registry").expect("the list is checked");
    assert_eq!((&registry["state"], &registry["what"]), (&json!("problem"), &json!(nobody)), "{registry}");
    let twice = json!([
        entry("regional", alive, "2026-01-01"),
        entry("regional", "http://127.0.0.1:9/v3/", "2026-01-01")
    ]);
    sync(twice, 0).says("\"regional\" is listed twice").says("http://127.0.0.1:9/v3/ is not");
}

#[tokio::test]
async fn a_package_that_was_recovered_is_told_whatever_becomes_of_the_run() {
    let dev = Dev::start();
    dev.publish(1, "One").await;
    let entry = |id: &str, url: &str| json!({"id": id, "name": {"nl": id}, "url": url, "activationDate": "2026-01-01", "apiSupportedVersion": "3.0"});
    let (silent, alive) = (provider_registry(None), &dev.sandbox.message_registries[1].v3);
    let url = provider_registry(Some(json!([entry("regional", alive), entry("silent", &silent)])));
    let file = dev.file.display().to_string();
    let interrupted = |out: &str| {
        let variables = [("EBOX_SANDBOX", file.as_str()), ("EBOX_PROVIDER_REGISTRY_URL", &url)];
        let mut run =
            command(&dev.path(""), &variables, &["sync", "--quiet", "--out", out, "--what", "metadata"]);
        let mut process = run.spawn().expect("ebox runs");
        let begun = Instant::now();
        // The message is there as soon as the folder of the open run holds it.
        while !holds_message(&dev.path(out)) {
            assert!(begun.elapsed() < Duration::from_secs(30), "nothing is retrieved");
            thread::sleep(Duration::from_millis(20));
        }
        process.kill().expect("killed");
        process.wait().expect("reaped");
    };
    let nobody = [("EBOX_PROVIDER_REGISTRY_URL", "http://127.0.0.1:9/list")];
    let again = |out: &str, how: &str| {
        dev.ebox_with(&nobody, &["sync", "--out", out, "--what", "metadata", how]).ends(6)
    };
    for out in ["read by a program", "read by a person"] {
        interrupted(out);
    }
    let told = again("read by a program", "--json").json();
    assert_eq!(told["error"]["code"], "unreachable");
    assert_eq!(told["recovered"]["messages"], 1);
    assert!(dev.path(told["recovered"]["path"].as_str().expect("a path")).join("manifest.json").exists());
    let told = again("read by a person", "--quiet");
    assert!(dev.path(told.data.trim()).join("manifest.json").exists(), "{told}");
}

/// Whether a run that is not sealed holds a message.
fn holds_message(out: &Path) -> bool {
    let open = fs::read_dir(out).into_iter().flatten().flatten();
    open.filter(|entry| entry.file_name().to_string_lossy().starts_with(".open-"))
        .any(|entry| fs::read_dir(entry.path()).is_ok_and(|mut messages| messages.next().is_some()))
}

#[test]
fn a_run_that_is_stopped_ends_at_once_and_says_how_to_go_on() {
    let dev = Dev::start();
    let url = provider_registry(None);
    let file = dev.file.display().to_string();
    let variables = [("EBOX_SANDBOX", file.as_str()), ("EBOX_PROVIDER_REGISTRY_URL", &url)];
    let mut run = command(&dev.path(""), &variables, &["sync", "--out", "mail", "--what", "metadata"]);
    let process = run.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("ebox runs");
    // The journal is there as soon as the run has begun.
    let begun = Instant::now();
    while !dev.path("mail/journal.sqlite").exists() {
        assert!(begun.elapsed() < Duration::from_secs(30), "the run does not begin");
        thread::sleep(Duration::from_millis(20));
    }
    terminate(&process);
    let output = process.wait_with_output().expect("ends");
    let talk = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{talk}");
    assert!(talk.contains("what was fetched so far is kept"), "{talk}");
    dev.ebox(&["sync", "--out", "mail", "--what", "metadata"]).ends(0);
}

#[tokio::test]
async fn an_accountant_reads_and_retrieves_in_the_name_of_who_gave_the_mandate() {
    let dev = Dev::start();
    let message = dev.publish(0, "For the client").await.message_id;
    let accountant = [("EBOX_CLIENT_ID", "documentmanagement:serviceprovider:ebox")];
    // Its client acts for others only.
    dev.ebox_with(&accountant, &["messages", "list"]).ends(5).says("On-Behalf-Of-Enterprise-Number");
    let behalf = ["--on-behalf-of", "0852093431"];
    let run = |words: &[&str]| dev.ebox_with(&accountant, &[words, &behalf].concat());
    run(&["messages", "show", &message]).ends(0);
    run(&["messages", "hide", &message]).ends(0);

    let retrieved = run(&["sync", "--out", "client", "--what", "metadata", "--json"]).ends(0);
    assert_eq!(retrieved.json()["package"]["messages"], 1);
    let package = package(&dev, &retrieved);
    let manifest = fs::read_to_string(package.join("manifest.json")).expect("a manifest");
    assert!(manifest.contains("0852093431") && !manifest.contains("0474028805"), "{manifest}");

    // Who gave no mandate is not read.
    let foreign = ["sync", "--out", "foreign", "--what", "metadata", "--on-behalf-of", "0534530277"];
    dev.ebox_with(&accountant, &foreign).ends(5).says("no mandate");
    dev.ebox_with(&accountant, &["messages", "list", "--on-behalf-of", "12"]).ends(2).says("--on-behalf-of");
}
