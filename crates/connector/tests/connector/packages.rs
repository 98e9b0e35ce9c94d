//! Packages: what stands in them, what is found when they are changed, and who may write them.

use std::{collections::BTreeMap, path::Path, process::Command};

use ebox_connector::{SyncError, What, verify, verify::Deviation};
use ebox_wire::manifest;

use crate::fake::{
    File, Mail, Provider, StillClock, World, assert_everything_is_there, assert_nothing_is_left, connector,
    job, name, packages, retrieved, sync,
};

async fn world() -> World {
    let odd = Mail::new(
        "ODD/../id",
        4,
        vec![
            File::new("1", "../../etc/passwd", true, "root"),
            File::new("2", "PASSWD", false, "other"),
            File::new("3", "con", false, "device"),
            File::new("4", "message.json", false, "{}"),
            File::new("5", "line\nbreak\u{202e}.txt", false, "x"),
            File::new("6", &format!("{}.pdf", "é".repeat(120)), false, "long"),
        ],
    );
    let with_body = Mail { body: Some("Goedendag"), ..Mail::letter("plain", 3) };
    World::start(vec![
        Provider::new("alpha", "v3", vec![with_body, odd]),
        Provider::new("beta", "v2", vec![Mail::letter("plain", 3)]),
    ])
    .await
}

#[tokio::test]
async fn a_package_holds_every_message_once_and_the_standard_tool_accepts_it() {
    let (world, out) = (world().await, tempfile::tempdir().expect("a folder"));
    let outcome = sync(&world, out.path(), What::Everything).await.expect("synchronised");
    assert!(outcome.is_complete());
    assert_everything_is_there(&world, out.path());
    assert_nothing_is_left(out.path());
    let package = outcome.package.expect("a package");
    assert_eq!(name(&package.path), "2026-11-21T09-00-00Z-0001");
    assert_eq!(package.messages, 3);
    let check = Command::new("sha256sum")
        .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
        .current_dir(&package.path)
        .status()
        .expect("sha256sum is installed");
    assert!(check.success());
    let totals: BTreeMap<_, _> = outcome
        .providers
        .iter()
        .map(|one| (one.id.as_str(), (one.messages, one.files, one.digests_verified)))
        .collect();
    assert_eq!(totals, BTreeMap::from([("alpha", (2, 9, 8)), ("beta", (1, 2, 2))]));
}

#[tokio::test]
async fn the_manifest_follows_its_schema_and_message_json_holds_the_providers_words() {
    let (world, out) = (world().await, tempfile::tempdir().expect("a folder"));
    sync(&world, out.path(), What::Annexes).await.expect("synchronised");
    let package = packages(out.path()).remove(0);
    let text = fs_err::read(package.join("manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
    let validator = jsonschema::validator_for(&manifest::schema()).expect("a schema");
    if let Err(error) = validator.validate(&manifest) {
        panic!("{error} at {}", error.instance_path());
    }
    let (package, entry) = retrieved(out.path()).remove(&("beta".into(), "plain".into())).expect("a message");
    let text = fs_err::read(package.join(&entry.folder).join("message.json")).expect("a file");
    let message: manifest::MessageFile = serde_json::from_slice(&text).expect("JSON");
    assert_eq!(message.original["senderOrganizationId"], "0220916609");
    assert_eq!(message.metadata.sender.enterprise_number, "0220916609");
}

#[tokio::test]
async fn names_from_outside_are_safe_and_the_originals_are_kept() {
    let (world, out) = (world().await, tempfile::tempdir().expect("a folder"));
    sync(&world, out.path(), What::Everything).await.expect("synchronised");
    let (_, entry) = retrieved(out.path()).remove(&("alpha".into(), "ODD/../id".into())).expect("a message");
    let files: BTreeMap<&str, &str> = entry
        .files
        .iter()
        .filter_map(|file| {
            let path = file.path.as_deref()?.strip_prefix(&entry.folder)?.strip_prefix('/')?;
            Some((path, file.original_name.as_deref()?))
        })
        .collect();
    let long = format!("{}.pdf", "é".repeat(73));
    let expected = BTreeMap::from([
        ("passwd", "../../etc/passwd"),
        ("PASSWD~2", "PASSWD"),
        ("_con", "con"),
        ("message~2.json", "message.json"),
        ("linebreak.txt", "line\nbreak\u{202e}.txt"),
    ]);
    for (path, original) in &expected {
        assert_eq!(files.get(path), Some(original), "{files:?}");
    }
    assert!(files.contains_key(long.as_str()), "{files:?}");
}

#[tokio::test]
async fn a_run_that_finds_nothing_makes_no_package() {
    let (world, out) = (world().await, tempfile::tempdir().expect("a folder"));
    sync(&world, out.path(), What::Annexes).await.expect("synchronised");
    let again = sync(&world, out.path(), What::Annexes).await.expect("synchronised");
    assert!(again.package.is_none() && again.is_complete());
    assert_eq!(packages(out.path()).len(), 1);

    world.with("beta", |beta| beta.mail.push(Mail::letter("new", 1)));
    let third = sync(&world, out.path(), What::Annexes).await.expect("synchronised");
    assert_eq!(third.package.map(|package| package.messages), Some(1));
    assert_eq!(name(&packages(out.path())[1]), "2026-11-21T09-00-00Z-0002");
    assert_eq!(retrieved(out.path()).len(), 4);
}

#[tokio::test]
async fn every_change_to_a_package_is_named() {
    let (world, out) = (world().await, tempfile::tempdir().expect("a folder"));
    sync(&world, out.path(), What::Everything).await.expect("synchronised");
    let package = packages(out.path()).remove(0);
    let damage = |change: &dyn Fn(&Path)| {
        let copy = tempfile::tempdir().expect("a folder");
        let status = Command::new("cp").arg("-r").arg(&package).arg(copy.path()).status().expect("cp");
        assert!(status.success());
        let folder = copy.path().join(name(&package));
        change(&folder);
        let report = verify(&folder).expect("a package");
        report.deviations.iter().map(Deviation::code).collect::<Vec<_>>()
    };
    let letter = |folder: &Path| folder.join("beta_plain/letter.pdf");
    assert_eq!(damage(&|_| ()), Vec::<&str>::new());
    assert_eq!(damage(&|folder| fs_err::remove_file(letter(folder)).expect("removed")), ["missing"]);
    assert_eq!(
        damage(&|folder| fs_err::write(folder.join("beta_plain/new"), "").expect("written")),
        ["extra"]
    );
    assert_eq!(damage(&|folder| fs_err::create_dir(folder.join("more")).expect("made")), ["extra"]);
    let flip = |folder: &Path| {
        let mut bytes = fs_err::read(letter(folder)).expect("a file");
        bytes[0] ^= 1;
        fs_err::write(letter(folder), bytes).expect("written");
    };
    assert_eq!(damage(&flip), ["changed", "checksum"]);
    let longer = |folder: &Path| fs_err::write(letter(folder), "another text, and longer").expect("written");
    assert_eq!(damage(&longer), ["changed", "size", "checksum"]);
    let rewrite = |folder: &Path, file: &str, from: &str, to: &str| {
        let path = folder.join(file);
        let text = fs_err::read_to_string(&path).expect("a file");
        assert!(text.contains(from), "{text}");
        fs_err::write(path, text.replacen(from, to, 1)).expect("written");
    };
    assert_eq!(
        damage(&|folder| rewrite(folder, "manifest.json", "\"messageCount\": 3", "\"messageCount\": 4")),
        ["checksum", "totals"]
    );
    assert_eq!(
        damage(&|folder| rewrite(folder, "manifest.json", "beta_plain/letter.pdf", "../letter.pdf")),
        ["extra", "checksum", "onlyInChecksums", "path", "totals"]
    );
    assert_eq!(
        damage(&|folder| rewrite(folder, "SHA256SUMS", "  beta_plain/annex.csv", "  beta_plain/other.csv")),
        ["notInChecksums", "onlyInChecksums"]
    );
    assert_eq!(
        damage(&|folder| fs_err::remove_file(folder.join("SHA256SUMS")).expect("removed"))[0],
        "missing"
    );
    assert!(
        damage(&|folder| fs_err::write(folder.join("manifest.json"), "{}").expect("written"))
            .contains(&"manifest")
    );
    #[cfg(unix)]
    assert_eq!(
        damage(&|folder| {
            fs_err::remove_file(letter(folder)).expect("removed");
            fs_err::os::unix::fs::symlink("/etc/hostname", letter(folder)).expect("linked");
        }),
        ["notAFile"]
    );
    assert!(verify(&out.path().join("nothing")).is_err());
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_may_enter_the_folder() {
    use std::os::unix::fs::PermissionsExt as _;

    let world = World::start(vec![Provider::new("alpha", "v3", vec![Mail::letter("a", 2)])]).await;
    let folder = tempfile::tempdir().expect("a folder");
    let mode =
        |path: &std::path::Path| fs_err::metadata(path).expect("a folder").permissions().mode() & 0o777;
    let out = folder.path().join("mail");
    sync(&world, &out, What::Annexes).await.expect("synchronised");
    assert_eq!(mode(&out), 0o700);
    // What somebody chose for a folder of theirs is theirs.
    fs_err::set_permissions(&out, std::fs::Permissions::from_mode(0o750)).expect("set");
    sync(&world, &out, What::Annexes).await.expect("synchronised");
    assert_eq!(mode(&out), 0o750);
}

#[tokio::test]
async fn two_at_once_in_one_folder_are_one_too_many() {
    let (world, out) = (world().await, tempfile::tempdir().expect("a folder"));
    let lock = fs_err::File::create(out.path().join("journal.lock")).expect("a file").into_file();
    lock.lock().expect("locked");
    let refused = sync(&world, out.path(), What::Annexes).await;
    assert!(matches!(refused, Err(SyncError::Locked(_))), "{refused:?}");
    drop(lock);
    sync(&world, out.path(), What::Annexes).await.expect("synchronised");
}

#[tokio::test]
async fn a_folder_belongs_to_one_ebox_and_needs_its_journal() {
    let (world, out) = (world().await, tempfile::tempdir().expect("a folder"));
    sync(&world, out.path(), What::Annexes).await.expect("synchronised");
    let mut other = job(out.path(), What::Annexes);
    other.enterprise = "0534530277".parse().expect("a number");
    let refused = connector(&world, &StillClock::default()).sync(&other).await;
    assert!(matches!(refused, Err(SyncError::OtherEbox { .. })), "{refused:?}");

    for file in ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"] {
        let _ = fs_err::remove_file(out.path().join(file));
    }
    let refused = sync(&world, out.path(), What::Annexes).await;
    assert!(matches!(refused, Err(SyncError::JournalMissing(_))), "{refused:?}");
}

#[tokio::test]
async fn an_emptied_journal_is_no_reason_to_retrieve_everything_again() {
    let (world, out) = (world().await, tempfile::tempdir().expect("a folder"));
    // Nothing was retrieved yet: an empty file is a journal that begins.
    fs_err::write(out.path().join("journal.sqlite"), "").expect("written");
    sync(&world, out.path(), What::Annexes).await.expect("synchronised");
    fs_err::write(out.path().join("journal.sqlite"), "").expect("emptied");
    for _ in 0..2 {
        let refused = sync(&world, out.path(), What::Annexes).await;
        assert!(matches!(refused, Err(SyncError::JournalMissing(_))), "{refused:?}");
    }
    assert_eq!(packages(out.path()).len(), 1);
}

#[tokio::test]
async fn nothing_is_retrieved_into_a_package() {
    let (world, out) = (world().await, tempfile::tempdir().expect("a folder"));
    sync(&world, out.path(), What::Annexes).await.expect("synchronised");
    let package = packages(out.path()).remove(0);
    let refused = sync(&world, &package, What::Annexes).await.expect_err("refused");
    let beside = out.path().canonicalize().expect("a path");
    assert!(refused.to_string().ends_with(&format!("use {}", beside.display())), "{refused}");
    assert_eq!(verify(&package).expect("a package").deviations, []);
}
