//! Making and checking certificates.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use crate::dev::{Run, ebox};

const SUBJECT: [&str; 12] = [
    "--enterprise-number",
    "0852093431",
    "--legal-name",
    "Example NV",
    "--environment",
    "acc",
    "--application",
    "employment:job-attest:werkkaart",
    "--city",
    "Brussels",
    "--region",
    "Brussels-Capital",
];

fn run(folder: &Path, arguments: &[&str]) -> Run {
    ebox(folder, &[], arguments)
}

fn make(folder: &Path, action: &str, more: &[&str]) -> Run {
    let arguments: Vec<&str> = ["certificate", action].iter().chain(&SUBJECT).chain(more).copied().collect();
    run(folder, &arguments)
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("there").permissions().mode() & 0o777
}

#[test]
fn a_test_certificate_fits_its_environment_and_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = make(folder.path(), "new", &["--out", "own", "--key-store", "--password", "geheim", "--json"]);
    let made = made.ends(0).says("for tests only").json();
    assert_eq!(made["keyStoreFile"], "own/key-store.p12");
    for secret in ["private-key.pem", "key-store.p12"] {
        assert_eq!(mode(&folder.path().join("own").join(secret)), 0o600);
    }
    let own = ["--environment", "acc", "--enterprise-number", "0852093431"];
    let check = |file: &str, more: &[&str]| {
        let arguments: Vec<&str> =
            ["certificate", "check", file, "--json"].iter().chain(&own).chain(more).copied().collect();
        run(folder.path(), &arguments)
    };
    for file in ["own/certificate.pem", "own/key-store.p12"] {
        let report = check(file, &["--password", "geheim"]).ends(0).json();
        assert_eq!(report["isFine"], true);
        // Self-signed is worth a warning, and no more.
        assert_eq!(report["deviations"][0]["code"], "self_signed");
        assert_eq!(report["deviations"][1], serde_json::Value::Null);
    }
    check("own/key-store.p12", &["--password", "other"]).ends(1).says("the password is wrong");
    check("own/key-store.p12", &[]).ends(1).says("EBOX_KEY_STORE_PASSWORD");
    check("own/private-key.pem", &[]).ends(1).says("this is a private key");

    let other = [
        "certificate",
        "check",
        "own/certificate.pem",
        "--environment",
        "prd",
        "--enterprise-number",
        "0534530277",
    ];
    let refused = run(folder.path(), &other).ends(1);
    for part in ["for ACC", "OU=PRD", "0852093431, not 0534530277"] {
        assert!(refused.data.contains(part), "{part}: {refused}");
    }
}

#[test]
fn a_request_is_checked_before_it_costs_money_and_its_key_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    make(folder.path(), "request", &["--out", "order"]).ends(0);
    let key = folder.path().join("order/private-key.pem");
    assert_eq!(mode(&key), 0o600);
    let before = fs::read(&key).expect("a key");

    let check = ["certificate", "check", "order/request.pem", "--environment", "acc", "--json"];
    let report = run(folder.path(), &check).ends(0).json();
    assert_eq!((&report["kind"], &report["deviations"]), (&"request".into(), &serde_json::json!([])));

    make(folder.path(), "request", &["--out", "order"]).ends(1).says("is not overwritten");
    make(folder.path(), "new", &["--out", "order"]).ends(1).says("is not overwritten");
    assert_eq!(fs::read(&key).expect("a key"), before);
    assert!(!folder.path().join("order/certificate.pem").exists());
}

#[test]
fn what_an_authority_would_refuse_is_not_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut subject = SUBJECT;
    subject[3] = " ";
    let arguments: Vec<&str> =
        ["certificate", "request"].iter().chain(&subject).chain(&["--out", "order"]).copied().collect();
    run(folder.path(), &arguments).ends(1).says("nothing was made").says("legal name");
    assert!(!folder.path().join("order/private-key.pem").exists());

    subject[1] = "852093431";
    let arguments: Vec<&str> =
        ["certificate", "request"].iter().chain(&subject).chain(&["--out", "order"]).copied().collect();
    run(folder.path(), &arguments).ends(2).says("ten digits");
}
