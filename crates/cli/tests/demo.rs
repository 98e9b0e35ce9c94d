//! The main job, as a stranger runs it: `ebox demo`, twice in one folder.

use std::{
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

fn demo(folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ebox"))
        .args(["demo", "--json", "--data"])
        .arg(folder)
        .output()
        .expect("ebox runs")
}

#[track_caller]
fn report(output: &Output) -> Value {
    let talk = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{talk}");
    for step in 1..=6 {
        assert!(talk.contains(&format!("\n{step}. ")) || talk.starts_with(&format!("{step}. ")), "{talk}");
    }
    serde_json::from_slice(&output.stdout).expect("JSON and nothing else on standard output")
}

#[test]
fn an_enterprise_receives_its_mail_from_two_providers_and_again_in_the_same_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("ebox-demo");
    for found in [0, 2] {
        let report = report(&demo(&out));
        assert_eq!(report["found"], found);
        let retrievals = report["retrievals"].as_array().expect("three of them");
        let messages: Vec<&Value> = retrievals.iter().map(|one| &one["messages"]).collect();
        assert_eq!(messages, [60, 0, 1]);
        assert_eq!(retrievals[0]["providers"].as_array().map(Vec::len), Some(2));
        assert_eq!(retrievals[0]["digestsVerified"], 210);
        for retrieval in [&retrievals[0], &retrievals[2]] {
            check(Path::new(retrieval["package"].as_str().expect("a package")));
        }
    }
}

/// The package holds what its checksums and its manifest say, by other programs' judgement and by ours.
fn check(package: &Path) {
    let checked = Command::new("sha256sum")
        .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
        .current_dir(package)
        .status();
    assert!(checked.expect("sha256sum runs").success());
    let verified = Command::new(env!("CARGO_BIN_EXE_ebox")).args(["package", "verify"]).arg(package).output();
    let verified = verified.expect("ebox runs");
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    let main_contents: Vec<Value> = messages(package)
        .into_iter()
        .flat_map(|message| message["files"].as_array().cloned().unwrap_or_default())
        .filter(|file| file["isMainContent"] == true)
        .collect();
    assert!(main_contents.iter().all(|file| package.join(file["path"].as_str().expect("fetched")).is_file()));
}

fn messages(package: &Path) -> Vec<Value> {
    let manifest = std::fs::read(package.join("manifest.json")).expect("a manifest");
    let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    manifest["messages"].as_array().expect("a list").clone()
}

#[test]
fn a_folder_that_cannot_be_written_to_is_a_failure_with_a_hint() {
    let output = demo(Path::new("/proc/no-such-place"));
    assert_eq!(output.status.code(), Some(1));
    let talk = String::from_utf8_lossy(&output.stderr);
    assert!(talk.contains("error: ") && talk.contains("hint: "), "{talk}");
}
