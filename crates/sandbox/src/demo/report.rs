//! What the demonstration saw, for people and programs.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use ebox_connector::{Outcome, ProviderState};
use serde::Serialize;

use crate::WorldError;

/// What was seen.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DemoReport {
    /// Where the packages are.
    pub folder: PathBuf,
    /// The description of the federation.
    pub sandbox: PathBuf,
    /// Where the federation answers.
    pub base_url: String,
    /// The enterprise that received.
    pub enterprise_number: String,
    /// Its OAuth client.
    pub client_id: String,
    /// Packages of earlier runs that were in the folder.
    pub found: u64,
    /// How many messages were published.
    pub published: u64,
    /// How many of their files came with a digest of the sender.
    pub digests_sent: u64,
    /// Each retrieval.
    pub retrievals: Vec<Retrieval>,
}

/// One retrieval.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Retrieval {
    /// Its package; none when there was nothing new.
    pub package: Option<PathBuf>,
    /// New messages.
    pub messages: u64,
    /// Their files.
    pub files: u64,
    /// Bytes of these files.
    pub bytes: u64,
    /// Digests that matched.
    pub digests_verified: u64,
    /// How long it took, in seconds.
    pub seconds: f64,
    /// Each provider.
    pub providers: Vec<ProviderReport>,
    /// What went wrong.
    pub failures: Vec<String>,
}

/// One provider in a retrieval.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProviderReport {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The version that was spoken.
    pub version: String,
    /// New messages.
    pub messages: u64,
    /// Their files.
    pub files: u64,
    /// Bytes of these files.
    pub bytes: u64,
    /// Digests that matched.
    pub digests_verified: u64,
    /// How long it took, in seconds.
    pub seconds: f64,
}

impl Retrieval {
    pub(super) fn of(outcome: &Outcome, elapsed: Duration) -> Self {
        let providers: Vec<ProviderReport> = outcome
            .providers
            .iter()
            .map(|provider| ProviderReport {
                id: provider.id.clone(),
                name: provider.name.clone(),
                version: provider.version.as_str().to_owned(),
                messages: provider.messages,
                files: provider.files,
                bytes: provider.bytes,
                digests_verified: provider.digests_verified,
                seconds: provider.elapsed.as_secs_f64(),
            })
            .collect();
        let mut failures = outcome.notices.clone();
        for provider in &outcome.providers {
            match &provider.state {
                ProviderState::Failed(error) => failures.push(format!("{}: {}", provider.id, error.chain())),
                ProviderState::Unsteady => failures.push(format!("{}: its list kept changing", provider.id)),
                ProviderState::Skipped(_) => failures.push(format!("{}: it may not be called", provider.id)),
                ProviderState::Complete => {}
            }
            failures
                .extend(provider.failed.iter().map(|failed| format!("{}: {}", provider.id, failed.error)));
        }
        let sum = |of: fn(&ProviderReport) -> u64| providers.iter().map(of).sum();
        Self {
            package: outcome.package.as_ref().map(|package| package.path.clone()),
            messages: sum(|one| one.messages),
            files: sum(|one| one.files),
            bytes: sum(|one| one.bytes),
            digests_verified: sum(|one| one.digests_verified),
            seconds: elapsed.as_secs_f64(),
            providers,
            failures,
        }
    }

    /// The retrieval in a sentence.
    pub(super) fn in_words(&self) -> String {
        match &self.package {
            Some(package) => format!(
                "{} new message(s) with {} file(s), {} digests verified, in {}",
                self.messages,
                self.files,
                self.digests_verified,
                package.file_name().unwrap_or_default().to_string_lossy(),
            ),
            None => "nothing new, no package".to_owned(),
        }
    }
}

/// How many packages a folder holds.
pub(super) fn found(folder: &Path) -> Result<u64, WorldError> {
    if !folder.exists() {
        return Ok(0);
    }
    let mut packages = 0;
    for entry in fs_err::read_dir(folder)? {
        packages += u64::from(entry?.path().join(ebox_wire::manifest::FILE_NAME).is_file());
    }
    Ok(packages)
}
