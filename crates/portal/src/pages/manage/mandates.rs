//! `/manage/mandates`: which enterprise acts for which. Both sides must want it; either ends it.

pub(in crate::pages) mod new;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_domain::{
    EboxId, EnterpriseNumber,
    partition::{Mandate, MandateId, MandateState, Operation, Side},
};
use ebox_i18n::Texts;

use super::{
    confirm::{self, Question},
    done::Outcome,
    is_conflict, paths,
};
use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, ManagerPosted},
    layout::{Layout, Part, page},
    show,
    visitor::{Manager, Visitor},
};

#[derive(Template)]
#[template(path = "manage_mandates.html")]
pub(in crate::pages) struct MandatesPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    /// Those that wait or hold.
    pub(in crate::pages) open: Vec<Row>,
    /// Those of which nothing will come any more.
    pub(in crate::pages) over: Vec<Row>,
    pub(in crate::pages) done: Option<Outcome>,
}

/// A mandate, seen from the own side.
pub(in crate::pages) struct Row {
    pub(in crate::pages) id: String,
    /// The other enterprise: its name when it is known, and its number.
    pub(in crate::pages) other: String,
    pub(in crate::pages) number: String,
    pub(in crate::pages) side: Side,
    pub(in crate::pages) operation: Operation,
    pub(in crate::pages) state: MandateState,
    pub(in crate::pages) since: String,
}

impl Row {
    /// Whether the other side waits for an answer.
    fn waits(&self) -> bool {
        matches!(self.state, MandateState::Proposed(side) if side != self.side)
    }

    /// Whether the own side proposed it.
    fn is_own(&self) -> bool {
        self.state == MandateState::Proposed(self.side)
    }

    /// What the mandatary does.
    fn said(&self, t: Texts) -> String {
        let other = self.other.as_str();
        let phrase = match (self.side, self.operation) {
            (Side::Principal, Operation::Publish) => t.say("mandate-they-publish").with("other", other),
            (Side::Principal, Operation::Consult) => t.say("mandate-they-consult").with("other", other),
            (Side::Mandatary, Operation::Publish) => t.say("mandate-we-publish").with("other", other),
            (Side::Mandatary, Operation::Consult) => t.say("mandate-we-consult").with("other", other),
        };
        phrase.to_string()
    }

    fn state(&self, t: Texts) -> String {
        let phrase = match self.state {
            MandateState::Proposed(_) if self.waits() => t.say("mandate-waits-for-us"),
            MandateState::Proposed(_) => t.say("mandate-waits-for-them"),
            MandateState::Accepted => t.say("mandate-holds"),
            MandateState::Refused => t.say("mandate-refused"),
            MandateState::Ended => t.say("mandate-ended"),
        };
        phrase.to_string()
    }
}

impl Portal {
    /// What an enterprise is called; nothing of one that the federation does not know.
    async fn enterprise_name(&self, number: EnterpriseNumber) -> Result<Option<String>, Failure> {
        Ok(self.0.federation.ebox(EboxId::Enterprise(number)).await?.map(|ebox| ebox.name))
    }

    /// A mandate, seen from an enterprise; nothing of one that does not concern it.
    async fn mandate_row(
        &self,
        t: Texts,
        own: EnterpriseNumber,
        mandate: &Mandate,
    ) -> Result<Option<Row>, Failure> {
        let Some(side) = mandate.side_of(own) else { return Ok(None) };
        let other = if side == Side::Principal { mandate.mandatary } else { mandate.principal };
        let number = show::enterprise(other.as_str());
        Ok(Some(Row {
            id: mandate.id.to_string(),
            other: self.enterprise_name(other).await?.unwrap_or_else(|| number.clone()),
            number,
            side,
            operation: mandate.operation,
            state: mandate.state,
            since: t.date(mandate.changed),
        }))
    }
}

/// Shows them: what waits for an answer first, then the newest.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
    query: Fields,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let by = portal.by(&manager, "GET", paths::MANDATES);
    let mandates = portal.0.partitions.mandates(&by).await?;
    let (mut open, mut over) = (Vec::new(), Vec::new());
    for mandate in mandates.iter().rev() {
        let Some(row) = portal.mandate_row(t, manager.enterprise(), mandate).await? else { continue };
        if mandate.state.is_over() {
            over.push(row);
        } else {
            open.push(row);
        }
    }
    open.sort_by_key(|row| !row.waits());
    page(&MandatesPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::Manage),
        open,
        over,
        done: Outcome::read(&query),
    })
}

/// Accepts, refuses or ends a mandate. Accepting and ending ask before.
pub(in crate::pages) async fn change(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(path): Path<String>,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let id: MandateId = path.parse().map_err(|_| Failure::NotFound)?;
    let by = portal.by(&manager, "POST", paths::MANDATES);
    let partitions = &portal.0.partitions;
    let mandates = partitions.mandates(&by).await?;
    let mandate = mandates.iter().find(|mandate| mandate.id == id).ok_or(Failure::NotFound)?;
    let step = fields.get("do").unwrap_or_default().to_owned();
    if matches!(step.as_str(), "accept" | "end") && !confirm::is_confirmed(&fields) {
        let row = portal.mandate_row(t, manager.enterprise(), mandate).await?.ok_or(Failure::NotFound)?;
        return confirm::ask(&portal, &visitor, fields, question(t, &row, step == "accept"));
    }
    let (changed, wanted, outcome) = match step.as_str() {
        "accept" => {
            (partitions.accept_mandate(&by, id).await, MandateState::Accepted, Outcome::MANDATE_ACCEPTED)
        }
        "refuse" => {
            (partitions.refuse_mandate(&by, id).await, MandateState::Refused, Outcome::MANDATE_REFUSED)
        }
        "end" => (partitions.end_mandate(&by, id).await, MandateState::Ended, Outcome::MANDATE_ENDED),
        _ => return Err(Failure::UnreadableForm),
    };
    if is_conflict(&changed) {
        // It is as somebody wants it already: a second click.
        let outcome = if mandate.state == wanted { outcome } else { Outcome::MANDATE_MEANWHILE };
        return Ok(outcome.at(paths::MANDATES));
    }
    changed?;
    Ok(outcome.at(paths::MANDATES))
}

fn question(t: Texts, row: &Row, accepts: bool) -> Question {
    let (title, means, button) = if accepts {
        (t.say("mandate-accept-title"), t.say("mandate-accept-means"), t.say("mandate-accept"))
    } else if row.is_own() {
        (t.say("mandate-withdraw-title"), t.say("mandate-withdraw-means"), t.say("mandate-withdraw"))
    } else {
        (t.say("mandate-end-title"), t.say("mandate-end-means"), t.say("mandate-end"))
    };
    Question {
        title: title.to_string(),
        means: vec![format!("{} ({})", row.said(t), row.number), means.to_string()],
        button: button.to_string(),
        action: format!("{}/{}", paths::MANDATES, row.id),
        back: paths::MANDATES.to_owned(),
    }
}
