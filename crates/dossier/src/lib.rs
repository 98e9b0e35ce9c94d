//! Dossiers: how an institution becomes a Document Sender, or a Document Provider, in ten stages.
//!
//! **What.** [`Dossiers`] keeps the way of an institution from its first request to production: a request, agreement of the
//! NSSO, a form, validation, then for each environment a certificate, its configuration, tests and "go". Three parties
//! take part ([`Party`]): the institution, the integration team, the NSSO. Each sees what is to be done by whom, and
//! everything that happens stays in the history.
//!
//! **Why like this.** What may happen next is one table ([`procedure`]); a store takes a [`Change`], which nobody but
//! this crate makes, so that no move can be written that the table does not have. Forms are kept as they are written
//! ([`Draft`]) and read when they are submitted ([`Form`]). Environments are deployments of their own, asked through
//! [`port::Environments`]: what was decided here is carried out there by [`Dossiers::reconcile`], in steps that can be
//! repeated. Tests are evidence: calls that the environment recorded ([`evidence`]), never a tick of somebody's.
//!
//! **To add one more** step: a variant of [`Step`], its row in the table, its text in `i18n` (`dossier.ftl`). A field of
//! a form: its name and its reading in [`form`]. A test case: see [`evidence`]. Something to keep: the port, with its test
//! in the conformance suite.

mod as_text;
mod carry_out;
pub mod certificate;
mod changes;
pub mod configuration;
pub mod configure;
#[cfg(feature = "conformance")]
pub mod conformance;
pub mod conversation;
mod decide;
mod dossier;
mod draft;
mod entry;
mod event;
pub mod evidence;
pub mod form;
mod look;
mod notify;
mod number;
mod open;
mod party;
pub mod port;
pub mod procedure;
pub mod provider_form;
mod reading;
pub mod request;
mod share;
mod state;
mod talk;
mod tests_of;
mod visit;
pub mod words;
mod write;

use std::sync::Arc;

use ebox_domain::{Clock, EnterpriseNumber, ServiceError, StoreError};
use tokio::sync::Mutex;

pub use certificate::{Finding, FittingCertificate};
pub use changes::{NotDone, Part};
pub use configuration::EnvironmentError;
pub use dossier::{Change, Configured, Dossier, NewDossier};
pub use draft::{Draft, Saved, Unsaved};
pub use event::{Event, Happening, Remark};
pub use evidence::{Case, Evidence};
pub use form::Form;
pub use number::{DossierNumber, InvalidDossierNumber};
pub use party::{Author, Party};
pub use procedure::{NotTaken, Step, StepKind};
pub use provider_form::ProviderForm;
pub use reading::{Mistake, Problem};
pub use request::Request;
pub use state::{Ending, Kind, Progress, Stage, State};
pub use visit::Visit;

use port::{DossierStore, Environments, People};

/// What the service is made of.
pub struct Parts {
    /// Its store.
    pub store: Arc<dyn DossierStore>,
    /// Who knows people.
    pub people: Arc<dyn People>,
    /// Who reaches environments.
    pub environments: Arc<dyn Environments>,
    /// Its clock.
    pub clock: Arc<dyn Clock>,
    /// The choices of the deployment.
    pub settings: Settings,
}

/// The choices of a deployment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The enterprise whose people look after dossiers.
    pub desk: EnterpriseNumber,
    /// Where the portal is, for links in letters; without a slash at the end.
    pub public_url: String,
    /// Whether everything is on one machine, so that registries of institutions are there as well.
    pub is_rehearsal: bool,
}

/// The service of dossiers.
pub struct Dossiers {
    parts: Parts,
    // One at a time carries out what was decided, so that an environment is asked once.
    at_work: Mutex<()>,
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum DossierError {
    /// There is no such dossier, or not for this person.
    #[error("there is no such dossier")]
    NotThere,
    /// The step was not taken.
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
    /// What moves nothing was not done.
    #[error(transparent)]
    NotDone(#[from] NotDone),
    /// Somebody else decided first: the dossier as it is now.
    #[error("somebody else decided first")]
    SomebodyWasFaster(Box<Dossier>),
    /// A colleague saved the form first: the dossier as it is now.
    #[error("somebody else saved the form first")]
    SavedMeanwhile(Box<Dossier>),
    /// The certificate does not fit.
    #[error("the certificate does not fit")]
    Certificate(Finding),
    /// Cases are neither shown nor excused.
    #[error("{} case(s) are missing", .0.len())]
    Untested(Vec<Case>),
    /// Nobody is registered under this number.
    #[error("nobody is registered under this number")]
    UnknownPerson,
    /// Only managers of the enterprise's access open dossiers.
    #[error("only an access manager opens a dossier")]
    NoManager,
    /// The institution is not live as a sender, so that there is nothing to add message types to.
    #[error("the institution is not live yet")]
    NotLive,
    /// The institution has more open dossiers than it can work on.
    #[error("too many dossiers are open")]
    TooMany,
    /// An environment did not do what it was asked.
    #[error(transparent)]
    Environment(#[from] EnvironmentError),
    /// A store failed.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<StoreError> for DossierError {
    fn from(error: StoreError) -> Self {
        Self::Service(error.into())
    }
}

impl Dossiers {
    /// The service of its parts.
    pub fn new(parts: Parts) -> Self {
        Self { parts, at_work: Mutex::default() }
    }

    /// The choices of the deployment.
    pub const fn settings(&self) -> &Settings {
        &self.parts.settings
    }

    /// How environments are reached.
    pub fn environments(&self) -> &dyn Environments {
        &*self.parts.environments
    }
}
