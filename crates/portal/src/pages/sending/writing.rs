//! The forms of a dossier: the initial request and the formal one.
//!
//! They are kept as they are, by a button or, with script, by themselves a moment after somebody wrote
//! ([`quietly`]); what is missing is said when somebody submits. Entries of lists are added and removed by buttons that
//! send the form. When a colleague saved meanwhile, the page shows their version, and what differs in one's own to be
//! taken over.

pub(in crate::pages) mod form;
pub(in crate::pages) mod page;
pub(in crate::pages) mod quietly;
mod received;
pub(in crate::pages) mod request;

use axum::{extract::Request, response::Response};
use ebox_dossier::{
    Dossier, DossierError, Draft, Form, Kind as Of, Mistake, NotDone, NotTaken, Part, ProviderForm,
    Request as Initial, Step, Unsaved, Visit,
};
use http::StatusCode;

use page::{Sheet, answers, differing, written};
use received::{Do, Received};

use super::{at, own};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    form::Choice,
    layout::see,
    pages::{
        dossiers::{
            questions::{About, Questions, Values},
            refused,
        },
        manage::done::Outcome,
    },
    visitor::{SignedIn, Visitor},
};

pub(super) const fn draft(dossier: &Dossier, part: Part) -> &Draft {
    match part {
        Part::Request => dossier.request(),
        Part::Form => dossier.form(),
    }
}

/// Everything that is missing or wrong in what is saved.
fn mistakes(dossier: &Dossier, part: Part) -> Vec<Mistake> {
    let draft = draft(dossier, part);
    let read = match (part, dossier.kind()) {
        (Part::Request, _) => Initial::read(draft).map(|_| ()),
        (Part::Form, Of::Provider) => ProviderForm::read(draft, &dossier.environments()).map(|_| ()),
        (Part::Form, _) => Form::read(draft, dossier.institution()).map(|_| ()),
    };
    read.err().unwrap_or_default()
}

/// What a form is about, with what can be chosen in it.
async fn about(portal: &Portal, visit: &Visit, dossier: &Dossier, part: Part) -> Result<About, Failure> {
    let mut about = About::of(dossier, part);
    if part == Part::Request {
        return Ok(about);
    }
    let dossiers = portal.dossiers()?;
    if dossier.kind() == Of::Provider {
        let notes = dossiers.conversation(visit, dossier.number()).await?;
        let names = notes.iter().flat_map(|note| note.files.iter().map(|file| &file.name));
        about.files = names.map(|name| Choice::new(name, name)).collect();
    } else if let Some(first) = about.environments.first() {
        // Without an answer the identifier is written by hand.
        match dossiers.environments().providers(*first).await {
            Ok(providers) => {
                let name = |one: &ebox_domain::provider::Provider| {
                    one.name.best(ebox_domain::Language::En).to_owned()
                };
                about.providers =
                    providers.iter().map(|one| Choice::new(one.id.as_str(), name(one))).collect();
            }
            Err(error) => tracing::info!(error = &error as &dyn std::error::Error, "nobody names providers"),
        }
    }
    Ok(about)
}

/// Shows it: to fill in as long as that can be done, to read afterwards.
async fn show(
    portal: &Portal,
    visitor: &Visitor,
    signed_in: &SignedIn,
    (number, part): (&str, Part),
    query: &Fields,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let (visit, dossier) = own(portal, signed_in, number, ("GET", path(part))).await?;
    let about = about(portal, &visit, &dossier, part).await?;
    if !dossier.is_writable(part) {
        // Nobody wrote it yet: there is nothing to read.
        if draft(&dossier, part).fields().is_empty() {
            return Err(Failure::NotFound);
        }
        return answers(portal, visitor, &dossier, &about, Vec::new());
    }
    let mut sheet = Sheet::of(t, &about, &Values::of(draft(&dossier, part)));
    if query.get("check").is_some() {
        sheet.questions = sheet.questions.wrong(t, &mistakes(&dossier, part));
    }
    sheet.done = Outcome::read(query);
    written(portal, visitor, &dossier, part, sheet).await
}

/// Saves it, and does what its button says.
async fn save(
    portal: &Portal,
    visitor: &Visitor,
    signed_in: &SignedIn,
    (number, part): (&str, Part),
    request: Request,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let (visit, dossier) = own(portal, signed_in, number, ("POST", path(part))).await?;
    let about = about(portal, &visit, &dossier, part).await?;
    let received = Received::read(request, signed_in).await?;
    let (values, unfit) = received.values(draft(&dossier, part));
    let mine = Questions::new(t, &about, &values);
    if !dossier.is_writable(part) {
        return answers(portal, visitor, &dossier, &about, differing(&dossier, part, &mine));
    }
    let dossiers = portal.dossiers()?;
    let saved = dossiers.write(&visit, dossier.number(), part, received.version, mine.fields()).await;
    let dossier = match saved {
        Ok(dossier) => dossier,
        Err(DossierError::SavedMeanwhile(now)) => {
            let mut sheet = Sheet::of(t, &about, &Values::of(draft(&now, part)));
            sheet.differing = differing(&now, part, &mine);
            sheet.status = StatusCode::CONFLICT;
            return written(portal, visitor, &now, part, sheet).await;
        }
        Err(DossierError::NotDone(NotDone::Unsaved(Unsaved::TooMuch))) => {
            let mut sheet = Sheet::of(t, &about, &values);
            sheet.done = Some(Outcome::WRITING_TOO_MUCH);
            sheet.status = StatusCode::UNPROCESSABLE_ENTITY;
            return written(portal, visitor, &dossier, part, sheet).await;
        }
        Err(DossierError::NotDone(NotDone::NotNow)) => {
            let (_, now) = own(portal, signed_in, number, ("POST", path(part))).await?;
            return answers(portal, visitor, &now, &about, differing(&now, part, &mine));
        }
        Err(error) => return Err(error.into()),
    };
    if !unfit.is_empty() {
        let mut sheet = Sheet::of(t, &about, &values);
        sheet.questions = sheet.questions.wrong(t, &unfit);
        sheet.status = StatusCode::UNPROCESSABLE_ENTITY;
        return written(portal, visitor, &dossier, part, sheet).await;
    }
    let base = at(dossier.number());
    let here = format!("{base}{}", path(part));
    match received.button {
        Do::Save => Ok(Outcome::WRITING_SAVED.at(&here)),
        Do::GoOn => Ok(Outcome::WRITING_SAVED.at(&base)),
        Do::Show(place) => Ok(see(&format!("{here}#{place}"))),
        Do::Submit(seen) => {
            let step = if part == Part::Request { Step::SubmitRequest } else { Step::SubmitForm };
            match dossiers.take(&visit, dossier.number(), seen, step).await {
                Ok(_) => Ok(Outcome::DOSSIER_SUBMITTED.at(&base)),
                Err(DossierError::NotTaken(NotTaken::Incomplete(mistakes))) => {
                    let mut sheet = Sheet::of(t, &about, &Values::of(draft(&dossier, part)));
                    sheet.questions = sheet.questions.wrong(t, &mistakes);
                    sheet.status = StatusCode::UNPROCESSABLE_ENTITY;
                    written(portal, visitor, &dossier, part, sheet).await
                }
                Err(error) => Ok(refused::outcome(error)?.at(&base)),
            }
        }
    }
}

const fn path(part: Part) -> &'static str {
    match part {
        Part::Request => "/request",
        Part::Form => "/form",
    }
}
