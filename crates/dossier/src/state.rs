//! Where a dossier is.

use ebox_domain::Environment;
use serde::{Deserialize, Serialize};

use crate::{as_text, party::Party};

/// What a dossier is for, which decides its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// An institution becomes a Document Sender: all ten stages.
    Sender,
    /// A sender that is live adds message types: the short way, from the formal request on and without a certificate.
    FurtherMessageTypes,
    /// An institution becomes a Document Provider: no kick-off; the last decision of an environment enters it in the
    /// provider registry there.
    Provider,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Sender, Self::FurtherMessageTypes, Self::Provider];

    /// The name in addresses and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sender => "sender",
            Self::FurtherMessageTypes => "furtherMessageTypes",
            Self::Provider => "provider",
        }
    }

    /// Reads that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The stages that a dossier of this kind passes, in their order.
    pub fn stages(self) -> impl Iterator<Item = Stage> {
        Stage::ALL.into_iter().filter(move |stage| match self {
            Self::Sender => true,
            Self::Provider => *stage != Stage::KickOff,
            Self::FurtherMessageTypes => !matches!(
                stage,
                Stage::InitialRequest | Stage::Agreement | Stage::KickOff | Stage::Certificate
            ),
        })
    }
}

/// One of the ten stages of the public onboarding process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 1: what is wanted, in a few words.
    InitialRequest,
    /// 2: the NSSO agrees in principle.
    Agreement,
    /// 3: a meeting, for those who want one.
    KickOff,
    /// 4: the form.
    FormalRequest,
    /// 5: the form is validated, technically and then formally.
    Validation,
    /// 6: a certificate, distinct in each environment.
    Certificate,
    /// 7: the environment is configured.
    Configuration,
    /// 8: integration and tests.
    Tests,
    /// 9: go for the next environment.
    Go,
    /// 10: live.
    ProductionReady,
}

impl Stage {
    /// All of them, in their order.
    pub const ALL: [Self; 10] = [
        Self::InitialRequest,
        Self::Agreement,
        Self::KickOff,
        Self::FormalRequest,
        Self::Validation,
        Self::Certificate,
        Self::Configuration,
        Self::Tests,
        Self::Go,
        Self::ProductionReady,
    ];

    /// Its number in the public process, 1 to 10.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The stage of a number.
    pub fn of_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.number() == number)
    }

    /// Whether each environment passes it anew.
    pub const fn is_per_environment(self) -> bool {
        matches!(self, Self::Certificate | Self::Configuration | Self::Tests | Self::Go)
    }
}

/// How far the configuration of an environment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Progress {
    /// The integration team looks at what it would change, and decides.
    Awaited,
    /// It was decided; the environment does not have it yet.
    UnderWay,
    /// It was decided to take it back; the environment still has it.
    Undoing,
}

/// Why a dossier ended without its purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Ending {
    /// The NSSO said no.
    Declined,
    /// The institution took it back.
    Withdrawn,
}

/// Where a dossier is, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "camelCase")]
pub enum State {
    /// The institution writes its request.
    InitialRequest,
    /// The request lies with the integration team, then (asked) with the NSSO.
    Agreement {
        /// Whether the NSSO was asked.
        asked: bool,
    },
    /// There may be a meeting.
    KickOff,
    /// The institution fills in the form.
    FormalRequest,
    /// The form lies with the integration team, then (technically) with the NSSO.
    Validation {
        /// Whether it was validated technically.
        technically: bool,
    },
    /// The institution orders its certificate.
    Certificate {
        /// For which environment.
        #[serde(with = "as_text")]
        environment: Environment,
    },
    /// The environment is to be configured.
    Configuration {
        /// Which.
        #[serde(with = "as_text")]
        environment: Environment,
        /// How far that is.
        progress: Progress,
    },
    /// The institution tries everything there.
    Tests {
        /// Where.
        #[serde(with = "as_text")]
        environment: Environment,
    },
    /// The tests lie with the integration team, then (confirmed) with the NSSO.
    Go {
        /// Of which environment.
        #[serde(with = "as_text")]
        environment: Environment,
        /// Whether the integration team confirmed them.
        confirmed: bool,
    },
    /// A Document Provider is being entered in the provider registry.
    Entry {
        /// Where.
        #[serde(with = "as_text")]
        environment: Environment,
    },
    /// Live.
    ProductionReady,
    /// What was configured is being taken back, because the dossier ends.
    Closing {
        /// How it ends.
        ending: Ending,
    },
    /// Ended without its purpose.
    Closed {
        /// How.
        ending: Ending,
    },
}

impl State {
    /// The stage; none when the dossier ended without its purpose.
    pub const fn stage(self) -> Option<Stage> {
        Some(match self {
            Self::InitialRequest => Stage::InitialRequest,
            Self::Agreement { .. } => Stage::Agreement,
            Self::KickOff => Stage::KickOff,
            Self::FormalRequest => Stage::FormalRequest,
            Self::Validation { .. } => Stage::Validation,
            Self::Certificate { .. } => Stage::Certificate,
            Self::Configuration { .. } => Stage::Configuration,
            Self::Tests { .. } => Stage::Tests,
            Self::Go { .. } | Self::Entry { .. } => Stage::Go,
            Self::ProductionReady => Stage::ProductionReady,
            Self::Closing { .. } | Self::Closed { .. } => return None,
        })
    }

    /// The environment that it is about, where it is about one.
    pub const fn environment(self) -> Option<Environment> {
        match self {
            Self::Certificate { environment }
            | Self::Configuration { environment, .. }
            | Self::Tests { environment }
            | Self::Go { environment, .. }
            | Self::Entry { environment } => Some(environment),
            _ => None,
        }
    }

    /// Whose turn it is. Nobody's: the program is at work, or the dossier is over.
    pub const fn turn(self) -> Option<Party> {
        match self {
            Self::InitialRequest
            | Self::KickOff
            | Self::FormalRequest
            | Self::Certificate { .. }
            | Self::Tests { .. } => Some(Party::Institution),
            Self::Agreement { asked: false }
            | Self::Validation { technically: false }
            | Self::Configuration { progress: Progress::Awaited, .. }
            | Self::Go { confirmed: false, .. } => Some(Party::Integration),
            Self::Agreement { asked: true }
            | Self::Validation { technically: true }
            | Self::Go { confirmed: true, .. } => Some(Party::Nsso),
            Self::Configuration { .. }
            | Self::Entry { .. }
            | Self::ProductionReady
            | Self::Closing { .. }
            | Self::Closed { .. } => None,
        }
    }

    /// Whether the program has something to carry out.
    pub const fn is_under_way(self) -> bool {
        matches!(
            self,
            Self::Configuration { progress: Progress::UnderWay | Progress::Undoing, .. }
                | Self::Entry { .. }
                | Self::Closing { .. }
        )
    }

    /// Whether nothing follows any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::ProductionReady | Self::Closed { .. })
    }
}
