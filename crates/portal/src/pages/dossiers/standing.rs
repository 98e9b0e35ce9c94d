//! Where a dossier stands: its stage, since when, and whose turn it is.

use ebox_domain::time::in_brussels;
use ebox_dossier::{Dossier, Ending, State, words};
use ebox_i18n::Texts;
use jiff::Timestamp;

/// Where a dossier stands, at a glance.
pub(in crate::pages) struct Standing {
    pub(in crate::pages) place: String,
    pub(in crate::pages) turn: String,
    pub(in crate::pages) age: String,
}

impl Standing {
    pub(in crate::pages) fn of(t: Texts, dossier: &Dossier, now: Timestamp) -> Self {
        let state = dossier.state();
        Self { place: place(t, state), turn: turn(t, state), age: age(t, dossier.since(), now) }
    }
}

/// The stage with its number, and the environment where it is about one; how it ended otherwise.
pub(in crate::pages) fn place(t: Texts, at: State) -> String {
    let Some(stage) = at.stage() else {
        return match at {
            State::Closed { ending: Ending::Declined } => t.say("dossier-declined").to_string(),
            State::Closed { ending: Ending::Withdrawn } => t.say("dossier-withdrawn").to_string(),
            _ => t.say("dossier-closing").to_string(),
        };
    };
    let name = words::stage(t, stage).to_string();
    let place =
        t.say("dossier-stage").with("number", u64::from(stage.number())).with("name", name).to_string();
    match at.environment() {
        Some(environment) => t
            .say("dossier-stage-in")
            .with("stage", place)
            .with("environment", environment.in_certificates())
            .to_string(),
        None => place,
    }
}

/// Whose turn it is.
pub(in crate::pages) fn turn(t: Texts, state: State) -> String {
    match state.turn() {
        Some(party) => t.say("dossier-turn").with("party", words::party(t, party).to_string()).to_string(),
        None if state.is_under_way() => t.say("dossier-turn-program").to_string(),
        None => t.say("dossier-turn-nobody").to_string(),
    }
}

/// For how many days of Brussels something has been so.
pub(in crate::pages) fn age(t: Texts, since: Timestamp, now: Timestamp) -> String {
    let days = (in_brussels(now).date() - in_brussels(since).date()).get_days();
    t.say("dossier-age").with("days", u64::from(days.max(0).unsigned_abs())).to_string()
}
