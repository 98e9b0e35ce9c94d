//! How an enterprise becomes a Document Sender in one environment, or a Document Provider: the configuration that was
//! agreed in a dossier.
//!
//! **What.** Applying a configuration (reference data in a provider's registry, an OAuth client with its
//! certificates), showing first what that changes, and undoing it.
//!
//! **Why like this.** It spans the registry and the OAuth server, so it is a plan: what is wanted is kept first, with
//! what was there before it, and then carried out in steps that can be repeated ([`SenderConfigurations::reconcile`]).
//! Undoing puts back what was before; what others came to use meanwhile stays and is named, and whoever uses it takes
//! over what was before it. What messages name stays as well, without the trios by which more could be sent.
//!
//! **To add one more** thing that a configuration brings: its part in [`Wanted`] and [`Before`], its changes in a file
//! beside `references.rs`, its step in `carry_out.rs`.

mod apply;
mod before;
mod carry_out;
mod clients;
#[cfg(feature = "conformance")]
pub mod conformance;
mod fields;
mod inherit;
pub mod port;
mod read;
mod references;
mod undo;
mod vanishing;

use std::{collections::BTreeSet, sync::Arc};

use ebox_audit::Record;
use ebox_credential::{Certificate, Scope, Scopes};
use ebox_domain::{
    Clock, EnterpriseNumber, Environment, Sha256Digest,
    ids::{ClientId, DossierId},
    provider::ProviderId,
    reference::ReferenceData,
};
use ebox_wire::{
    configuration::{Role, SenderConfiguration},
    operator::ConfigurationState,
    reference_file::ReferenceFile,
};
use jiff::Timestamp;
use tokio::sync::Mutex;

use port::{ConfigurationStore, Registries, SenderClients};

/// What a client of a sender may be granted: publishing, and what a publication needs to know beforehand.
pub const SENDER_SCOPES: Scopes = Scopes::of(&[
    Scope::PublicationSender,
    Scope::RepresentativePublication,
    Scope::ReferenceData,
    Scope::FederationRegistry,
    Scope::FederationPreference,
    Scope::FederationConsent,
    Scope::PartitionConsult,
    Scope::RegisteredMailSender,
]);

/// What the client of a Document Provider may be granted: asking what tokens are worth, reading the list of providers,
/// whether e-Boxes were ever opened and how they are divided, telling its events.
pub const PROVIDER_SCOPES: Scopes = Scopes::of(&[
    Scope::Introspect,
    Scope::FederationRegistry,
    Scope::FederationPreference,
    Scope::PartitionConsult,
    Scope::EventSubmit,
]);

/// What a sender shall have, or a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The dossier in which it was agreed.
    pub dossier: DossierId,
    /// What the enterprise is to be.
    pub role: Role,
    /// In the registry of which Document Provider; of a provider its own identifier.
    pub provider: ProviderId,
    /// Whose it is.
    pub enterprise: EnterpriseNumber,
    /// Reference data of this sender alone.
    pub reference: ReferenceData,
    /// Its OAuth client, when something is wanted of it.
    pub client: Option<ClientWanted>,
}

impl Wanted {
    /// Whether both are about the same client.
    pub(crate) fn has_client_of(&self, other: &Self) -> bool {
        self.enterprise == other.enterprise
            && self.role == other.role
            && (self.role == Role::Sender || self.provider == other.provider)
    }
}

/// What is wanted of a sender's client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientWanted {
    /// Its name, when it is new.
    pub name: String,
    /// What it is granted at least.
    pub scopes: Scopes,
    /// Certificates that it has at least.
    pub certificates: Vec<Certificate>,
}

/// What was there before a configuration, of the things that it names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Before {
    /// Reference data.
    pub reference: ReferenceData,
    /// The client; `None` when there was none, or nothing is wanted of it.
    pub client: Option<ClientBefore>,
}

/// What a client was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientBefore {
    /// Whether it got tokens.
    pub is_enabled: bool,
    /// What it was granted.
    pub scopes: Scopes,
    /// Its certificates.
    pub certificates: BTreeSet<Sha256Digest>,
}

/// How far a configuration is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is being applied.
    Applying,
    /// It is applied.
    Applied,
    /// It is being undone.
    Undoing,
    /// It was undone.
    Undone,
}

/// Who signed the file that a configuration came as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    /// The fingerprint of the signer's certificate.
    pub signer: Sha256Digest,
    /// When it was signed.
    pub at: Timestamp,
}

/// The configuration of a dossier, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configuration {
    /// What is wanted, or was before it was undone.
    pub wanted: Wanted,
    /// What was wanted before, until what is wanted now is applied.
    pub former: Vec<Wanted>,
    /// What was there before any of it.
    pub before: Before,
    /// The sender's client, when something is wanted of it.
    pub client_id: Option<ClientId>,
    /// How far it is.
    pub state: State,
    /// Which change this is; the first is 1.
    pub version: u32,
    /// Since when it is so far.
    pub at: Timestamp,
    /// Whose call made it so.
    pub by: String,
    /// Who signed it, when it came as a signed file.
    pub signature: Option<Signature>,
    /// When the latest of its signed files was signed, whatever came unsigned since: an earlier one counts no more.
    pub latest: Option<Timestamp>,
}

impl Configuration {
    /// Whether others must leave what it wants.
    pub(crate) const fn holds(&self) -> bool {
        matches!(self.state, State::Applying | State::Applied)
    }

    /// The document, for an environment.
    pub fn document(&self, environment: Environment) -> SenderConfiguration {
        let wanted = &self.wanted;
        SenderConfiguration {
            dossier: wanted.dossier.to_string(),
            environment: environment.to_string(),
            role: wanted.role,
            provider: wanted.provider.to_string(),
            enterprise_number: wanted.enterprise.to_string(),
            reference: ReferenceFile::from(&wanted.reference),
            client: wanted.client.as_ref().map(|client| ebox_wire::configuration::SenderClient {
                name: client.name.clone(),
                scopes: client.scopes.iter().map(|scope| scope.as_str().to_owned()).collect(),
                certificates: client.certificates.iter().map(Certificate::to_pem).collect(),
            }),
        }
    }
}

impl From<State> for ConfigurationState {
    fn from(state: State) -> Self {
        match state {
            State::Applying => Self::Applying,
            State::Applied => Self::Applied,
            State::Undoing => Self::Undoing,
            State::Undone => Self::Undone,
        }
    }
}

/// Who applies or undoes a configuration.
#[derive(Debug, Clone)]
pub struct By {
    /// The record of the call, which names the caller; its details are filled in.
    pub record: Record,
    /// Who signed the file, when it came as one.
    pub signature: Option<Signature>,
}

/// What the configurations of senders are made of.
pub struct Parts {
    /// Their store.
    pub store: Arc<dyn ConfigurationStore>,
    /// The registries of the providers here.
    pub registries: Arc<dyn Registries>,
    /// The OAuth server's clients.
    pub clients: Arc<dyn SenderClients>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The environment, which documents and certificates must name.
    pub environment: Environment,
}

/// The configurations of senders in one environment.
pub struct SenderConfigurations {
    parts: Parts,
    // One after another: each sees what the one before it left.
    changing: Mutex<()>,
}

impl SenderConfigurations {
    /// The service of its parts.
    pub fn new(parts: Parts) -> Self {
        Self { parts, changing: Mutex::default() }
    }
}
