//! What stages, parties and events are called, in the reader's language: the same on pages and in letters.

mod fields;

use ebox_i18n::{Phrase, Texts};

use crate::{Happening, Kind, Party, Stage};
pub use fields::{application, business_data_key, field, message_type, of_entry};

/// What a stage is called.
pub fn stage(t: Texts, stage: Stage) -> Phrase {
    match stage {
        Stage::InitialRequest => t.say("dossier-stage-initial-request"),
        Stage::Agreement => t.say("dossier-stage-agreement"),
        Stage::KickOff => t.say("dossier-stage-kick-off"),
        Stage::FormalRequest => t.say("dossier-stage-formal-request"),
        Stage::Validation => t.say("dossier-stage-validation"),
        Stage::Certificate => t.say("dossier-stage-certificate"),
        Stage::Configuration => t.say("dossier-stage-configuration"),
        Stage::Tests => t.say("dossier-stage-tests"),
        Stage::Go => t.say("dossier-stage-go"),
        Stage::ProductionReady => t.say("dossier-stage-production-ready"),
    }
}

/// What a party is called.
pub fn party(t: Texts, party: Party) -> Phrase {
    match party {
        Party::Institution => t.say("dossier-party-institution"),
        Party::Integration => t.say("dossier-party-integration"),
        Party::Nsso => t.say("dossier-party-nsso"),
    }
}

/// What a kind of dossier is called.
pub fn kind(t: Texts, kind: Kind) -> Phrase {
    match kind {
        Kind::Sender => t.say("dossier-kind-sender"),
        Kind::FurtherMessageTypes => t.say("dossier-kind-further"),
        Kind::Provider => t.say("dossier-kind-provider"),
    }
}

/// What happened, in a sentence without a name.
pub fn happening(t: Texts, what: Happening) -> Phrase {
    use Happening as H;
    match what {
        H::Opened => t.say("dossier-did-open"),
        H::RequestSubmitted => t.say("dossier-did-submit-request"),
        H::AgreementAsked => t.say("dossier-did-ask-agreement"),
        H::Agreed => t.say("dossier-did-agree"),
        H::SentBack => t.say("dossier-did-send-back"),
        H::Declined => t.say("dossier-did-decline"),
        H::KickOffHeld => t.say("dossier-did-hold-kick-off"),
        H::KickOffSkipped => t.say("dossier-did-skip-kick-off"),
        H::FormSubmitted => t.say("dossier-did-submit-form"),
        H::TechnicallyValidated => t.say("dossier-did-validate-technically"),
        H::FormallyValidated => t.say("dossier-did-validate-formally"),
        H::CertificateDelivered => t.say("dossier-did-deliver-certificate"),
        H::ConfigurationBegun => t.say("dossier-did-begin-configuration"),
        H::Configured => t.say("dossier-did-configure"),
        H::ConfigurationRefused => t.say("dossier-did-refuse-configuration"),
        H::UndoBegun => t.say("dossier-did-begin-undo"),
        H::UndoRefused => t.say("dossier-did-refuse-undo"),
        H::Undone => t.say("dossier-did-undo"),
        H::GoAsked => t.say("dossier-did-ask-go"),
        H::TestsConfirmed => t.say("dossier-did-confirm-tests"),
        H::GoGiven => t.say("dossier-did-give-go"),
        H::Entered => t.say("dossier-did-enter"),
        H::EntryRefused => t.say("dossier-did-refuse-entry"),
        H::Withdrawn => t.say("dossier-did-withdraw"),
        H::Closed => t.say("dossier-did-close"),
        H::Assigned => t.say("dossier-did-assign"),
        H::ColleagueInvited => t.say("dossier-did-invite"),
        H::ColleagueRemoved => t.say("dossier-did-remove"),
    }
}
