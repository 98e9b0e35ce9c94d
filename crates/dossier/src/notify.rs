//! Letters about what happened, to those who are to know.

use std::collections::BTreeSet;

use ebox_domain::{Letter, Ssin};
use ebox_i18n::Texts;

use crate::{
    Change, Dossier, DossierError, Dossiers, Event, Happening, Party, State,
    conversation::{Note, NoteKind},
    port::{Contact, Whom},
    words,
};

impl Dossiers {
    /// The letters that a change brings about: to the institution and to whoever's turn it is, but not to whoever did it.
    pub(crate) async fn letters(&self, change: &Change) -> Result<Vec<Letter>, DossierError> {
        let after = change.after();
        let (author, whom) = match (change.event(), change.note()) {
            (Some(event), _) if is_news(event.what) => (event.by, self.told_of_event(after).await?),
            (_, Some((note, _))) => (note.by, self.told_of_note(after, note).await?),
            _ => return Ok(Vec::new()),
        };
        let at = self.parts.clock.now();
        let mut told = BTreeSet::from_iter(author.ssin());
        let mut letters = Vec::new();
        for whom in whom {
            let side = side(&whom);
            for contact in self.parts.people.reachable(whom).await? {
                if told.insert(contact.person) {
                    let (subject, text) = self.words(change, &contact, side);
                    letters.push(Letter::new(at, contact.email, contact.language, &subject, &text));
                }
            }
        }
        Ok(letters)
    }

    async fn told_of_event(&self, dossier: &Dossier) -> Result<Vec<Whom>, DossierError> {
        let owner = self.owner(dossier).await?;
        let integration = owner.map_or(Whom::Staff(Party::Integration), Whom::One);
        let state = dossier.state();
        let is_by_hand = state.is_under_way()
            && state.environment().is_some_and(|environment| self.is_reached_by_file(environment));
        let mut whom = vec![institution(dossier)];
        match state.turn() {
            Some(Party::Integration) => whom.push(integration),
            Some(Party::Nsso) => whom.push(Whom::Staff(Party::Nsso)),
            // Nobody but the integration team can carry a file.
            None if is_by_hand => whom.push(integration),
            Some(Party::Institution) | None => whom.extend(owner.map(Whom::One)),
        }
        Ok(whom)
    }

    /// The other side, whoever's turn it is, and whoever asked what is answered.
    async fn told_of_note(&self, dossier: &Dossier, note: &Note) -> Result<Vec<Whom>, DossierError> {
        let owner = self.owner(dossier).await?;
        let integration = owner.map_or(Whom::Staff(Party::Integration), Whom::One);
        let mut whom = match note.by.party() {
            Some(Party::Institution) => vec![integration],
            Some(Party::Nsso) => vec![institution(dossier), integration],
            Some(Party::Integration) | None => vec![institution(dossier)],
        };
        if dossier.state().turn() == Some(Party::Nsso) {
            whom.push(Whom::Staff(Party::Nsso));
        }
        if let NoteKind::Answer(question) = note.kind {
            let notes = self.parts.store.conversation(dossier.number()).await?;
            let asked = notes.into_iter().find(|one| one.number == question);
            // Whoever asked for the institution is told as one of it, and whoever left the desk no more.
            if let Some(person) = asked.and_then(|one| one.by.ssin())
                && self.parts.people.staff(person).await?.is_some()
            {
                whom.push(Whom::One(person));
            }
        }
        Ok(whom)
    }

    /// Who looks after a dossier: nobody any more when they left the integration team.
    pub async fn owner(&self, dossier: &Dossier) -> Result<Option<Ssin>, DossierError> {
        let Some(owner) = dossier.owner() else { return Ok(None) };
        let is_there = self.parts.people.staff(owner).await? == Some(Party::Integration);
        Ok(is_there.then_some(owner))
    }

    /// Subject and text of a letter to somebody, with the page of the dossier on their side of the portal.
    fn words(&self, change: &Change, to: &Contact, side: &str) -> (String, String) {
        let t = Texts::of(to.language);
        let dossier = change.after();
        let what = change.event().map_or_else(
            || match change.note() {
                Some((note, _)) if note.kind == NoteKind::Question => {
                    t.say("dossier-did-question").to_string()
                }
                _ => t.say("dossier-did-comment").to_string(),
            },
            |event| words::happening(t, event.what).to_string(),
        );
        let subject = format!("{} {}: {what}", dossier.number(), dossier.name());
        let mut paragraphs = vec![what];
        paragraphs.extend(change.event().map(|event| reasons(t, event)).filter(|text| !text.is_empty()));
        paragraphs.push(standing(t, dossier));
        paragraphs.push(format!("{}/{side}/{}", self.parts.settings.public_url, dossier.number()));
        paragraphs.push(t.say("dossier-letter-why-you").to_string());
        (subject, paragraphs.join("\n\n"))
    }
}

/// On which side of the portal somebody works on dossiers.
const fn side(whom: &Whom) -> &'static str {
    match whom {
        Whom::Institution(..) => "sending",
        Whom::Staff(_) | Whom::One(_) => "desk",
    }
}

/// What people want to know at once; the rest they find in the history.
const fn is_news(what: Happening) -> bool {
    // That something is taken back is told with its reason, when it is decided; not once more when it is done.
    !matches!(
        what,
        Happening::Opened | Happening::ConfigurationBegun | Happening::Undone | Happening::ColleagueRemoved
    )
}

fn institution(dossier: &Dossier) -> Whom {
    Whom::Institution(dossier.institution(), dossier.colleagues().iter().copied().collect())
}

/// What was said with a decision.
fn reasons(t: Texts, event: &Event) -> String {
    let names_a_person = matches!(event.what, Happening::Assigned | Happening::ColleagueInvited);
    let why = event.why.iter().filter(|_| !names_a_person).cloned();
    let remarks = event.remarks.iter().map(|remark| match remark.field.as_str() {
        "" => format!("- {}", remark.text),
        field => format!("- {}: {}", words::field(t, field), remark.text),
    });
    why.chain(remarks).collect::<Vec<_>>().join("\n")
}

/// Where the dossier is, and who is next.
fn standing(t: Texts, dossier: &Dossier) -> String {
    let now = dossier.state();
    let Some(stage) = now.stage() else {
        return match now {
            State::Closing { .. } => t.say("dossier-closing").to_string(),
            _ => t.say("dossier-closed").to_string(),
        };
    };
    let name = words::stage(t, stage).to_string();
    let name = match now.environment() {
        Some(environment) => format!("{name} ({})", environment.in_certificates()),
        None => name,
    };
    let place =
        t.say("dossier-place").with("number", u64::from(stage.number())).with("name", name).to_string();
    match now.turn() {
        Some(party) => {
            format!("{place}\n{}", t.say("dossier-next").with("party", words::party(t, party).to_string()))
        }
        None => place,
    }
}
