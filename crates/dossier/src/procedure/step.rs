//! The steps of the procedure, each with what it needs, and why one is not taken.

use crate::{
    certificate::FittingCertificate, event::Remark, evidence::Conclusive, party::Party, reading::Mistake,
};

/// The most characters of a reason or a note.
pub const LONGEST_REASON: usize = 2_000;

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The institution submits its request.
    SubmitRequest,
    /// The integration team asks the NSSO.
    AskAgreement,
    /// The NSSO agrees in principle.
    Agree,
    /// The integration team or the NSSO sends it back, with reasons.
    SendBack(Vec<Remark>),
    /// The integration team sends the form back although it was validated, with reasons.
    ReopenForm(Vec<Remark>),
    /// The NSSO declines, with the reason.
    Decline(String),
    /// The meeting took place; what was said.
    HoldKickOff(String),
    /// No meeting is wanted.
    SkipKickOff,
    /// The institution submits its form.
    SubmitForm,
    /// The integration team validates the form.
    ValidateTechnically,
    /// The NSSO validates the form.
    ValidateFormally,
    /// The institution delivers its certificate.
    DeliverCertificate(FittingCertificate),
    /// The integration team has the environment configured.
    Configure,
    /// The integration team takes the configuration back, with the reason.
    UndoConfiguration(String),
    /// The institution shows its tests and asks for "go".
    AskGo(Conclusive),
    /// The integration team confirms the tests.
    ConfirmTests,
    /// The NSSO says "go".
    GiveGo,
    /// The institution takes everything back, with the reason.
    Withdraw(String),
    /// The environment has the configuration.
    Configured {
        /// The OAuth client there.
        client_id: Option<String>,
    },
    /// The environment refuses the configuration; says why.
    ConfigurationRefused(String),
    /// The environment is as it was before.
    Undone,
    /// The environment refuses to take the configuration back; says why.
    UndoRefused(String),
    /// The provider registry has the Document Provider.
    Entered,
    /// The environment refuses the entry; says why.
    EntryRefused(String),
    /// No environment has anything of it any more.
    Cleared,
    /// The integration team says that the file was applied in an environment that is reached by file only.
    ConfirmConfigured {
        /// The OAuth client there, as the report of the environment names it.
        client_id: Option<String>,
    },
    /// The integration team says that what the file brought was taken back there.
    ConfirmUndone,
    /// The integration team says that the provider registry of an environment that is reached by file only has the
    /// Document Provider.
    ConfirmEntered,
}

/// A step without what it needs: what a page offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "they are the steps of `Step`, under the same names")]
pub enum StepKind {
    SubmitRequest,
    AskAgreement,
    Agree,
    SendBack,
    ReopenForm,
    Decline,
    HoldKickOff,
    SkipKickOff,
    SubmitForm,
    ValidateTechnically,
    ValidateFormally,
    DeliverCertificate,
    Configure,
    UndoConfiguration,
    AskGo,
    ConfirmTests,
    GiveGo,
    Withdraw,
    Configured,
    ConfigurationRefused,
    Undone,
    UndoRefused,
    Entered,
    EntryRefused,
    Cleared,
    ConfirmConfigured,
    ConfirmUndone,
    ConfirmEntered,
}

impl StepKind {
    /// Those that people take; the others are the program's.
    pub const OF_PEOPLE: [Self; 21] = [
        Self::SubmitRequest,
        Self::AskAgreement,
        Self::Agree,
        Self::HoldKickOff,
        Self::SkipKickOff,
        Self::SubmitForm,
        Self::ValidateTechnically,
        Self::ValidateFormally,
        Self::DeliverCertificate,
        Self::Configure,
        Self::ConfirmConfigured,
        Self::ConfirmUndone,
        Self::AskGo,
        Self::ConfirmTests,
        Self::GiveGo,
        Self::ConfirmEntered,
        Self::SendBack,
        Self::ReopenForm,
        Self::Decline,
        Self::UndoConfiguration,
        Self::Withdraw,
    ];

    /// The name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SubmitRequest => "submit-request",
            Self::AskAgreement => "ask-agreement",
            Self::Agree => "agree",
            Self::SendBack => "send-back",
            Self::ReopenForm => "reopen-form",
            Self::Decline => "decline",
            Self::HoldKickOff => "hold-kick-off",
            Self::SkipKickOff => "skip-kick-off",
            Self::SubmitForm => "submit-form",
            Self::ValidateTechnically => "validate-technically",
            Self::ValidateFormally => "validate-formally",
            Self::DeliverCertificate => "deliver-certificate",
            Self::Configure => "configure",
            Self::UndoConfiguration => "undo-configuration",
            Self::AskGo => "ask-go",
            Self::ConfirmTests => "confirm-tests",
            Self::GiveGo => "give-go",
            Self::Withdraw => "withdraw",
            Self::Configured => "configured",
            Self::ConfigurationRefused => "configuration-refused",
            Self::Undone => "undone",
            Self::UndoRefused => "undo-refused",
            Self::Entered => "entered",
            Self::EntryRefused => "entry-refused",
            Self::Cleared => "cleared",
            Self::ConfirmConfigured => "confirm-configured",
            Self::ConfirmUndone => "confirm-undone",
            Self::ConfirmEntered => "confirm-entered",
        }
    }

    /// Reads the name of a step that people take.
    pub fn parse(text: &str) -> Option<Self> {
        Self::OF_PEOPLE.into_iter().find(|kind| kind.as_str() == text)
    }
}

impl Step {
    /// Which step this is.
    pub const fn kind(&self) -> StepKind {
        match self {
            Self::SubmitRequest => StepKind::SubmitRequest,
            Self::AskAgreement => StepKind::AskAgreement,
            Self::Agree => StepKind::Agree,
            Self::SendBack(_) => StepKind::SendBack,
            Self::ReopenForm(_) => StepKind::ReopenForm,
            Self::Decline(_) => StepKind::Decline,
            Self::HoldKickOff(_) => StepKind::HoldKickOff,
            Self::SkipKickOff => StepKind::SkipKickOff,
            Self::SubmitForm => StepKind::SubmitForm,
            Self::ValidateTechnically => StepKind::ValidateTechnically,
            Self::ValidateFormally => StepKind::ValidateFormally,
            Self::DeliverCertificate(_) => StepKind::DeliverCertificate,
            Self::Configure => StepKind::Configure,
            Self::UndoConfiguration(_) => StepKind::UndoConfiguration,
            Self::AskGo(_) => StepKind::AskGo,
            Self::ConfirmTests => StepKind::ConfirmTests,
            Self::GiveGo => StepKind::GiveGo,
            Self::Withdraw(_) => StepKind::Withdraw,
            Self::Configured { .. } => StepKind::Configured,
            Self::ConfigurationRefused(_) => StepKind::ConfigurationRefused,
            Self::Undone => StepKind::Undone,
            Self::UndoRefused(_) => StepKind::UndoRefused,
            Self::Entered => StepKind::Entered,
            Self::EntryRefused(_) => StepKind::EntryRefused,
            Self::Cleared => StepKind::Cleared,
            Self::ConfirmConfigured { .. } => StepKind::ConfirmConfigured,
            Self::ConfirmUndone => StepKind::ConfirmUndone,
            Self::ConfirmEntered => StepKind::ConfirmEntered,
        }
    }
}

/// Why a step was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// The dossier is not where this step begins.
    #[error("the dossier is elsewhere")]
    NotNow,
    /// The step is another party's: one of these.
    #[error("this is for another party to decide")]
    NotYours(&'static [Party]),
    /// The form is not complete.
    #[error("{} field(s) are missing or wrong", .0.len())]
    Incomplete(Vec<Mistake>),
    /// Questions were not answered.
    #[error("questions are open")]
    OpenQuestions,
    /// A reason is missing, or too long.
    #[error("a reason of 1 to {LONGEST_REASON} characters is needed")]
    NoReason,
    /// The certificate, or the evidence, is of another environment or institution.
    #[error("this is for another environment or institution")]
    OfAnother,
}
