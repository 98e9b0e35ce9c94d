//! A dossier at a glance: what it is, where, since when, who is next and with what.

use ebox_domain::Environment;
use ebox_dossier::{Dossier, Ending, Party, Progress, State, words};
use ebox_i18n::{Phrase, Texts};

/// A dossier at a glance.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Glance {
    pub(in crate::pages) number: String,
    /// What its project is called, or what kind it is of as long as nobody said so.
    pub(in crate::pages) name: String,
    pub(in crate::pages) kind: String,
    /// Stage n of 10, and its name; or that it ended.
    pub(in crate::pages) place: String,
    pub(in crate::pages) environment: Option<&'static str>,
    /// Since when it is there.
    pub(in crate::pages) since: String,
    /// Whose turn it is.
    pub(in crate::pages) next: Option<Party>,
    /// Who that is, in words.
    pub(in crate::pages) next_said: Option<String>,
    /// What is to be done now, or what is being done.
    pub(in crate::pages) now: String,
    pub(in crate::pages) is_over: bool,
}

impl Glance {
    pub(in crate::pages) fn of(t: Texts, dossier: &Dossier) -> Self {
        let kind = words::kind(t, dossier.kind()).to_string();
        let state = dossier.state();
        let name = dossier.name();
        Self {
            number: dossier.number().to_string(),
            name: if name.is_empty() { kind.clone() } else { name.to_owned() },
            kind,
            place: place(t, state),
            environment: state.environment().map(Environment::in_certificates),
            since: t.date(dossier.since()),
            next: state.turn(),
            next_said: state.turn().map(|party| words::party(t, party).to_string()),
            now: now(t, state).to_string(),
            is_over: state.is_over(),
        }
    }

    /// Whether it waits for a party.
    pub(in crate::pages) fn waits_for(&self, party: Party) -> bool {
        self.next == Some(party)
    }
}

/// Where a dossier is, in words.
pub(in crate::pages) fn place(t: Texts, state: State) -> String {
    let said = match (state.stage(), state) {
        (Some(at), _) => {
            let name = words::stage(t, at).to_string();
            t.say("dossier-place").with("number", u32::from(at.number())).with("name", name)
        }
        (None, State::Closing { .. }) => t.say("dossier-closing"),
        (None, _) => t.say("dossier-closed"),
    };
    said.to_string()
}

/// What is to be done now, or what is being done.
fn now(t: Texts, state: State) -> Phrase {
    match state {
        State::InitialRequest => t.say("now-initial-request"),
        State::Agreement { asked: false } => t.say("now-agreement"),
        State::Agreement { asked: true } => t.say("now-agreement-asked"),
        State::KickOff => t.say("now-kick-off"),
        State::FormalRequest => t.say("now-formal-request"),
        State::Validation { technically: false } => t.say("now-validation"),
        State::Validation { technically: true } => t.say("now-validation-formal"),
        State::Certificate { .. } => t.say("now-certificate"),
        State::Configuration { progress: Progress::Awaited, .. } => t.say("now-configuration"),
        State::Configuration { progress: Progress::UnderWay, .. } => t.say("now-configuring"),
        State::Configuration { progress: Progress::Undoing, .. } => t.say("now-undoing"),
        State::Tests { .. } => t.say("now-tests"),
        State::Go { confirmed: false, .. } => t.say("now-go"),
        State::Go { confirmed: true, .. } => t.say("now-go-confirmed"),
        State::Entry { .. } => t.say("now-entry"),
        State::ProductionReady => t.say("now-live"),
        State::Closing { .. } => t.say("now-closing"),
        State::Closed { ending: Ending::Declined } => t.say("now-declined"),
        State::Closed { ending: Ending::Withdrawn } => t.say("now-withdrawn"),
    }
}
