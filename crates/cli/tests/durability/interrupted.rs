//! A retrieval killed again and again: no message is missing, and none is in two packages.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use ebox_client::{Filter, Registry};
use ebox_domain::page::PageRequest;
use serde_json::Value;

use crate::world::{Dev, publication};

const ROUNDS: u64 = 16;
const MESSAGES: usize = 48;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_retrieval_killed_again_and_again_misses_nothing_and_takes_nothing_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("packages");
    let dev = Dev::start(&folder.path().join("world"));
    let sender = dev.sender();
    for round in 0..ROUNDS {
        // New mail arrives between the runs, small and large.
        for number in 0..MESSAGES / 16 {
            let key = format!("{round}-{number}");
            let bytes = vec![u8::try_from(round).expect("small"); 900 + number * 200_000];
            sender.publish(&publication(&key, bytes)).await.expect("published");
        }
        let mut sync = sync(&dev, &out).stderr(Stdio::null()).spawn().expect("ebox starts");
        // From before the first call to after the last: each round at another moment.
        tokio::time::sleep(Duration::from_millis(15 + round * 29 % 260)).await;
        sync.kill().expect("killed");
        sync.wait().expect("reaped");
    }
    let finished = sync(&dev, &out).output().expect("ebox runs");
    assert!(finished.status.success(), "{}", String::from_utf8_lossy(&finished.stderr));

    let packed = packed(&out);
    let twice: Vec<_> = packed.iter().filter(|(_, packages)| packages.len() > 1).collect();
    assert!(twice.is_empty(), "in two packages: {twice:?}");
    let published = published(&dev.recipient()).await;
    assert_eq!(packed.into_keys().collect::<Vec<_>>(), published);
    assert_eq!(published.len(), MESSAGES);
}

fn sync(dev: &Dev, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ebox"));
    command.args(["sync", "--what", "everything", "--quiet", "--out"]).arg(out);
    command.env("EBOX_SANDBOX", dev.file()).env("EBOX_ENTERPRISE_NUMBER", "0852093431");
    command
}

/// In which packages each message is, after every package was checked.
fn packed(out: &Path) -> BTreeMap<String, Vec<PathBuf>> {
    let mut packed = BTreeMap::<String, Vec<PathBuf>>::new();
    for entry in std::fs::read_dir(out).expect("packages").flatten() {
        let manifest = entry.path().join("manifest.json");
        if !manifest.is_file() || entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let verified = Command::new(env!("CARGO_BIN_EXE_ebox"))
            .args(["package", "verify", "--quiet"])
            .arg(entry.path())
            .output()
            .expect("ebox runs");
        assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
        let manifest: Value = serde_json::from_slice(&std::fs::read(manifest).expect("read")).expect("JSON");
        for message in manifest["messages"].as_array().expect("a list") {
            let id = message["messageId"].as_str().expect("an id").to_owned();
            packed.entry(id).or_default().push(entry.path());
        }
    }
    packed
}

/// The identifiers of all messages, sorted.
async fn published(registry: &Registry) -> Vec<String> {
    let page = PageRequest::new(1, PageRequest::MAX_SIZE).expect("a page");
    let page = registry.list(page, &Filter::default()).await.expect("listed");
    let mut ids: Vec<String> = page.items.into_iter().map(|message| message.id).collect();
    ids.sort();
    ids
}
