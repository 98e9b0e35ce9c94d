//! `POST /sending/{number}/step`: a decision of the institution that needs nothing but a word.

use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_dossier::{DossierError, NotTaken, Step, StepKind};

use super::{at, own};
use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, Posted},
    layout::Part,
    pages::{
        dossiers::refused,
        manage::{
            confirm::{self, Question},
            done::Outcome,
        },
    },
    visitor::Visitor,
};

/// Takes a step; to withdraw asks before.
pub(in crate::pages) async fn take(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(number): Path<String>,
    Posted { signed_in, fields }: Posted,
) -> Result<Response, Failure> {
    let (visit, dossier) = own(&portal, &signed_in, &number, ("POST", "/step")).await?;
    let base = at(dossier.number());
    let kind = fields.get("step").and_then(StepKind::parse).ok_or(Failure::UnreadableForm)?;
    let seen = seen(&fields)?;
    let reason = fields.get("reason").unwrap_or_default().to_owned();
    let (step, done) = match kind {
        StepKind::SubmitRequest => (Step::SubmitRequest, Outcome::DOSSIER_SUBMITTED),
        StepKind::SubmitForm => (Step::SubmitForm, Outcome::DOSSIER_SUBMITTED),
        StepKind::HoldKickOff => (Step::HoldKickOff(reason), Outcome::DOSSIER_DECIDED),
        StepKind::SkipKickOff => (Step::SkipKickOff, Outcome::DOSSIER_DECIDED),
        StepKind::Withdraw => (Step::Withdraw(reason), Outcome::DOSSIER_WITHDRAWN),
        // Everything else has a page of its own, or is another party's.
        _ => return Err(Failure::NotAllowed),
    };
    let is_meant = kind != StepKind::Withdraw || confirm::is_confirmed(&fields);
    if !is_meant && fields.get("reason").is_some() && dossier.moves() == seen {
        let t = visitor.t;
        let question = Question {
            title: t.say("sending-withdraw-title").with("number", number).to_string(),
            means: vec![t.say("sending-withdraw-means").to_string()],
            button: t.say("sending-withdraw").to_string(),
            action: format!("{base}/step"),
            back: base,
        };
        return confirm::ask_in(&portal, &visitor, Part::Sending, fields, question);
    }
    match portal.dossiers()?.take(&visit, dossier.number(), seen, step).await {
        Ok(_) => Ok(done.at(&base)),
        Err(DossierError::NotTaken(NotTaken::Incomplete(_))) => {
            let form = if kind == StepKind::SubmitRequest { "request" } else { "form" };
            Ok(crate::layout::see(&format!("{base}/{form}?check=yes")))
        }
        Err(error) => Ok(refused::outcome(error)?.at(&base)),
    }
}

/// How often the dossier had moved when somebody saw the form.
pub(super) fn seen(fields: &Fields) -> Result<u32, Failure> {
    fields.get("moves").and_then(|moves| moves.parse().ok()).ok_or(Failure::UnreadableForm)
}
