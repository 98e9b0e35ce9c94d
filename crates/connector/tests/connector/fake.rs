//! A federation that is told how to misbehave: two lists of providers, registries of v2.1 and v3.
//!
//! Answers are written by hand here, not with the types of the code under test.

mod answers;
mod world;

pub(crate) use world::{Change, Fault, File, Mail, Provider, World};

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

use ebox_client::{AccessToken, Http, ProviderRegistry, Settings as HttpSettings, TokenSource};
use ebox_connector::{Connector, Job, Outcome, Settings, SyncError, What, verify};
use ebox_domain::{Clock, Environment};
use ebox_wire::manifest::{Manifest, MessageEntry};
use jiff::{SignedDuration, Timestamp};

/// A clock that stands still until it is told to go on.
#[derive(Clone)]
pub(crate) struct StillClock(Arc<Mutex<Timestamp>>);

impl StillClock {
    pub(crate) fn advance_hours(&self, hours: i64) {
        *self.0.lock().expect("not poisoned") += SignedDuration::from_hours(hours);
    }
}

impl Default for StillClock {
    fn default() -> Self {
        Self(Arc::new(Mutex::new("2026-11-21T09:00:00Z".parse().expect("a moment"))))
    }
}

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("not poisoned")
    }
}

/// A job for a folder, with short tempers.
pub(crate) fn job(out: &Path, what: What) -> Job {
    Job {
        out: out.to_owned(),
        enterprise: "0852093431".parse().expect("a number"),
        is_on_behalf: false,
        environment: Environment::Acc,
        what,
        settings: Settings { page_size: 3, attempts: 2, ..Settings::default() },
    }
}

/// A connector for a world.
pub(crate) fn connector(world: &World, clock: &StillClock) -> Connector {
    let settings = HttpSettings {
        retries: 1,
        first_pause: Duration::from_millis(1),
        longest_pause: Duration::from_millis(50),
        connect_timeout: Duration::from_secs(2),
        silence_timeout: Duration::from_secs(2),
        ..HttpSettings::default()
    };
    let http = Http::new(settings, Arc::new(clock.clone())).expect("a client");
    let tokens = Arc::new(TokenSource::fixed(AccessToken::new("token")));
    let providers = ProviderRegistry::new(http.clone(), Arc::clone(&tokens), world.provider_list());
    Connector::new(http, tokens, providers)
}

/// Synchronises a folder with a world.
pub(crate) async fn sync(world: &World, out: &Path, what: What) -> Result<Outcome, SyncError> {
    connector(world, &StillClock::default()).sync(&job(out, what)).await
}

/// The packages in a folder, in order.
pub(crate) fn packages(out: &Path) -> Vec<PathBuf> {
    let mut packages: Vec<PathBuf> = fs_err::read_dir(out)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("manifest.json").exists() && !name(path).starts_with('.'))
        .collect();
    packages.sort();
    packages
}

pub(crate) fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

/// Every message of every package, by provider and identifier; a message that is there twice fails the test, and
/// so does a package that is not sound.
#[track_caller]
pub(crate) fn retrieved(out: &Path) -> BTreeMap<(String, String), (PathBuf, MessageEntry)> {
    let mut all = BTreeMap::new();
    for package in packages(out) {
        let report = verify(&package).expect("a package");
        assert_eq!(report.deviations, [], "{}", package.display());
        let text = fs_err::read(package.join("manifest.json")).expect("a manifest");
        let manifest: Manifest = serde_json::from_slice(&text).expect("a manifest");
        for entry in manifest.messages {
            let key = (entry.provider.id.clone(), entry.message_id.clone());
            let twice = all.insert(key.clone(), (package.clone(), entry));
            assert!(twice.is_none(), "{key:?} is in two packages");
        }
    }
    all
}

/// Compares everything that was retrieved, byte by byte, with what the world holds.
#[track_caller]
pub(crate) fn assert_everything_is_there(world: &World, out: &Path) {
    let mut retrieved = retrieved(out);
    for (provider, mail) in world.all_mail() {
        let key = (provider, mail.id.clone());
        let (package, entry) = retrieved.remove(&key).unwrap_or_else(|| panic!("{key:?} is missing"));
        for file in &mail.files {
            let found = entry
                .files
                .iter()
                .find(|found| found.attachment_id.as_deref() == Some(&file.id))
                .unwrap_or_else(|| panic!("{} of {key:?} is missing", file.name));
            let path = found.path.as_deref().expect("fetched");
            assert_eq!(fs_err::read(package.join(path)).expect("a file"), file.bytes, "{path}");
        }
    }
    assert!(retrieved.is_empty(), "nobody sent {:?}", retrieved.keys());
}

/// Nothing of the engine's own is left between packages.
#[track_caller]
pub(crate) fn assert_nothing_is_left(out: &Path) {
    for entry in fs_err::read_dir(out).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = name(&path);
        assert!(!name.starts_with('.'), "{name} is left");
    }
}
