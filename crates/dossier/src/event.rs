//! What happened to a dossier: its history, which is only ever added to.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{party::Author, state::State};

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Happening {
    /// Somebody began it.
    Opened,
    /// The request was submitted.
    RequestSubmitted,
    /// The NSSO was asked to agree.
    AgreementAsked,
    /// The NSSO agreed in principle.
    Agreed,
    /// It was sent back, with reasons.
    SentBack,
    /// The NSSO declined.
    Declined,
    /// There was a meeting.
    KickOffHeld,
    /// No meeting was wanted.
    KickOffSkipped,
    /// The form was submitted.
    FormSubmitted,
    /// The form was validated technically.
    TechnicallyValidated,
    /// The form was validated formally.
    FormallyValidated,
    /// A certificate was delivered.
    CertificateDelivered,
    /// The configuration of the environment was decided.
    ConfigurationBegun,
    /// The environment has it.
    Configured,
    /// The environment refused it.
    ConfigurationRefused,
    /// It was decided to take the configuration back.
    UndoBegun,
    /// The environment refused to take it back.
    UndoRefused,
    /// The environment is as it was before.
    Undone,
    /// The institution showed its tests and asked for "go".
    GoAsked,
    /// The integration team confirmed the tests.
    TestsConfirmed,
    /// The NSSO said "go".
    GoGiven,
    /// The provider registry of the environment has the Document Provider.
    Entered,
    /// The environment refused the entry in its provider registry.
    EntryRefused,
    /// The institution took it back.
    Withdrawn,
    /// What was configured was taken back, and the dossier ended.
    Closed,
    /// Somebody of the integration team looks after it from now on.
    Assigned,
    /// A colleague was invited.
    ColleagueInvited,
    /// A colleague no longer takes part.
    ColleagueRemoved,
}

impl Happening {
    /// The name in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::RequestSubmitted => "requestSubmitted",
            Self::AgreementAsked => "agreementAsked",
            Self::Agreed => "agreed",
            Self::SentBack => "sentBack",
            Self::Declined => "declined",
            Self::KickOffHeld => "kickOffHeld",
            Self::KickOffSkipped => "kickOffSkipped",
            Self::FormSubmitted => "formSubmitted",
            Self::TechnicallyValidated => "technicallyValidated",
            Self::FormallyValidated => "formallyValidated",
            Self::CertificateDelivered => "certificateDelivered",
            Self::ConfigurationBegun => "configurationBegun",
            Self::Configured => "configured",
            Self::ConfigurationRefused => "configurationRefused",
            Self::UndoBegun => "undoBegun",
            Self::UndoRefused => "undoRefused",
            Self::Undone => "undone",
            Self::GoAsked => "goAsked",
            Self::TestsConfirmed => "testsConfirmed",
            Self::GoGiven => "goGiven",
            Self::Entered => "entered",
            Self::EntryRefused => "entryRefused",
            Self::Withdrawn => "withdrawn",
            Self::Closed => "closed",
            Self::Assigned => "assigned",
            Self::ColleagueInvited => "colleagueInvited",
            Self::ColleagueRemoved => "colleagueRemoved",
        }
    }
}

/// An entry of the history: who, when, what and why, and where the dossier was before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Author,
    /// What.
    pub what: Happening,
    /// Why, or what was said about it, in the words of who did it.
    pub why: Option<String>,
    /// What the sender of it back says of single fields.
    pub remarks: Vec<Remark>,
    /// Where the dossier was.
    pub from: State,
    /// Where it is since.
    pub to: State,
}

/// A reason why something was sent back, about a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Remark {
    /// The field, as the draft calls it; empty for the whole.
    pub field: String,
    /// The reason: 1 to 1000 characters.
    pub text: String,
}
