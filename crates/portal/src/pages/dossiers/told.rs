//! What happened to a dossier, and what was said about it.

use std::collections::BTreeSet;

use ebox_domain::Ssin;
use ebox_dossier::{Author, Event, Happening, conversation::Note, words};
use ebox_i18n::Texts;

use super::{Names, standing};

/// An entry of the history.
pub(in crate::pages) struct Happened {
    pub(in crate::pages) moment: String,
    pub(in crate::pages) what: String,
    pub(in crate::pages) by: String,
    /// Why, or what was said about it.
    pub(in crate::pages) why: Option<String>,
    /// What was said of single fields: the field, and the reason.
    pub(in crate::pages) remarks: Vec<(String, String)>,
    /// Where the dossier went, when it moved.
    pub(in crate::pages) place: Option<String>,
}

/// Whom a history is about: for their names.
pub(in crate::pages) fn people_in(events: &[Event]) -> BTreeSet<Ssin> {
    let named = |event: &Event| about(event).into_iter().chain(event.by.ssin());
    events.iter().flat_map(named).collect()
}

/// The person that an entry is about, whom the store knows by number.
fn about(event: &Event) -> Option<Ssin> {
    let is_about =
        matches!(event.what, Happening::Assigned | Happening::ColleagueInvited | Happening::ColleagueRemoved);
    event.why.as_ref().filter(|_| is_about)?.parse().ok()
}

pub(in crate::pages) fn happened(t: Texts, event: &Event, names: &Names) -> Happened {
    let is_about =
        matches!(event.what, Happening::Assigned | Happening::ColleagueInvited | Happening::ColleagueRemoved);
    let why = match (is_about, about(event)) {
        (true, Some(person)) => Some(name(t, names, person)),
        (true, None) => None,
        (false, _) => event.why.clone(),
    };
    Happened {
        moment: t.moment(event.at),
        what: words::happening(t, event.what).to_string(),
        by: author(t, event.by, names),
        why,
        remarks: event
            .remarks
            .iter()
            .map(|remark| (words::field(t, &remark.field), remark.text.clone()))
            .collect(),
        place: (event.from != event.to).then(|| standing::place(t, event.to)),
    }
}

/// Who did something, and for whom.
pub(in crate::pages) fn author(t: Texts, by: Author, names: &Names) -> String {
    match by {
        Author::Person { ssin, party } => t
            .say("dossier-by")
            .with("person", name(t, names, ssin))
            .with("party", words::party(t, party).to_string())
            .to_string(),
        Author::Program => t.say("dossier-by-program").to_string(),
    }
}

fn name(t: Texts, names: &Names, person: Ssin) -> String {
    names.get(person).map_or_else(|| t.say("dossier-somebody").to_string(), ToOwned::to_owned)
}

/// Who said something: for their names.
pub(in crate::pages) fn people_of(notes: &[Note]) -> BTreeSet<Ssin> {
    notes.iter().filter_map(|note| note.by.ssin()).collect()
}
