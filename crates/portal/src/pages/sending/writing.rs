//! The forms of a dossier: the initial request and the formal one.
//!
//! They are kept as they are, by a button or, with script, by themselves a moment after somebody wrote
//! ([`quietly`]); what is missing is said when somebody submits. Entries of lists are added and removed by buttons that
//! send the form. When a colleague saved meanwhile, the page shows their version, and what differs in one's own to be
//! taken over.

pub(in crate::pages) mod form;
pub(in crate::pages) mod quietly;
mod received;
pub(in crate::pages) mod request;

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::Request, response::Response};
use ebox_dossier::{
    Dossier, DossierError, Draft, Form, Kind as Of, Mistake, NotDone, NotTaken, Part, ProviderForm,
    Request as Initial, Step, Unsaved, Visit,
};
use ebox_i18n::{Phrase, Texts};
use http::{HeaderName, HeaderValue, StatusCode};

use received::{Do, Received};

use super::{at, own};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    form::{Choice, Kind},
    layout::{Layout, Part as OfPortal, page_with, see},
    pages::{
        dossiers::{
            Names,
            questions::{About, Group, Piece, Questions, Values},
            refused,
        },
        manage::done::Outcome,
    },
    visitor::{SignedIn, Visitor},
};

/// What a form may do besides what every page may: save itself.
const WRITING_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
                              connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

#[derive(Template)]
#[template(path = "sending_writing.html")]
pub(in crate::pages) struct WritingPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) base: String,
    /// Where the form goes.
    pub(in crate::pages) action: String,
    pub(in crate::pages) title: Phrase,
    pub(in crate::pages) lead: Phrase,
    pub(in crate::pages) project: String,
    pub(in crate::pages) submit: Phrase,
    /// Which version is before the reader's eyes, and how often the dossier had moved.
    pub(in crate::pages) version: u32,
    pub(in crate::pages) moves: u32,
    /// When it was last saved, and by whom.
    pub(in crate::pages) saved: Option<String>,
    pub(in crate::pages) questions: Questions,
    /// What was remarked about no field of it.
    pub(in crate::pages) remarks: Vec<String>,
    /// Where the reader's own version differs from what a colleague saved.
    pub(in crate::pages) differing: Vec<Differing>,
    pub(in crate::pages) done: Option<Outcome>,
}

#[derive(Template)]
#[template(path = "sending_answers.html")]
pub(in crate::pages) struct AnswersPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) base: String,
    pub(in crate::pages) title: Phrase,
    pub(in crate::pages) project: String,
    pub(in crate::pages) groups: Vec<Group>,
    /// What the reader wrote, and what could not be saved any more.
    pub(in crate::pages) differing: Vec<Differing>,
}

/// An answer of the reader's that differs from what is saved.
pub(in crate::pages) struct Differing {
    pub(in crate::pages) field: String,
    pub(in crate::pages) called: String,
    pub(in crate::pages) theirs: String,
    pub(in crate::pages) mine: String,
    /// The answer itself, which may be more than can be shown.
    pub(in crate::pages) value: String,
}

/// A form while it is answered.
struct Sheet {
    questions: Questions,
    differing: Vec<Differing>,
    done: Option<Outcome>,
    status: StatusCode,
}

impl Sheet {
    fn of(t: Texts, about: &About, values: &Values) -> Self {
        let questions = Questions::new(t, about, values);
        Self { questions, differing: Vec::new(), done: None, status: StatusCode::OK }
    }
}

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

fn title(t: Texts, part: Part) -> Phrase {
    match part {
        Part::Request => t.say("writing-request"),
        Part::Form => t.say("writing-form"),
    }
}

/// Where somebody's answers differ from what is saved. What they removed is not asked about: it is there again.
fn differing(now: &Dossier, part: Part, mine: &Questions) -> Vec<Differing> {
    let theirs: &BTreeMap<String, String> = draft(now, part).fields();
    let differs = mine.asked().filter_map(|asked| {
        let field = asked.field.name.to_string();
        let saved = theirs.get(&field).map_or("", String::as_str);
        (saved != asked.field.value).then(|| Differing {
            called: asked.called.clone(),
            theirs: asked.show(saved),
            mine: asked.shown(),
            value: asked.field.value.clone(),
            field,
        })
    });
    differs.collect()
}

/// When a form was last saved, and by whom.
async fn saved(portal: &Portal, t: Texts, draft: &Draft) -> Result<Option<String>, Failure> {
    let Some(saved) = draft.saved() else { return Ok(None) };
    let names = Names::of(portal, [saved.by]).await?;
    let person = names.get(saved.by).unwrap_or_default();
    let said = t.say("writing-saved").with("moment", t.moment(saved.at)).with("person", person);
    Ok(Some(said.to_string()))
}

async fn written(
    portal: &Portal,
    visitor: &Visitor,
    dossier: &Dossier,
    part: Part,
    sheet: Sheet,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let base = at(dossier.number());
    let (questions, remarks) = sheet.questions.remarked(t, dossier.remarks());
    let has_mistakes = !questions.mistakes().is_empty() && sheet.status == StatusCode::OK;
    let page = WritingPage {
        t,
        layout: Layout::new(portal, visitor, OfPortal::Sending),
        action: format!("{base}{}", path(part)),
        base,
        title: title(t, part),
        lead: match part {
            Part::Request => t.say("writing-request-lead"),
            Part::Form => t.say("writing-form-lead"),
        },
        submit: match part {
            Part::Request => t.say("writing-submit-request"),
            Part::Form => t.say("writing-submit-form"),
        },
        project: format!("{} {}", dossier.number(), dossier.name()),
        version: draft(dossier, part).version(),
        moves: dossier.moves(),
        saved: saved(portal, t, draft(dossier, part)).await?,
        questions,
        remarks,
        differing: sheet.differing,
        done: sheet.done,
    };
    let status = if has_mistakes { StatusCode::UNPROCESSABLE_ENTITY } else { sheet.status };
    let mut response = page_with(status, &page)?;
    let policy = HeaderName::from_static("content-security-policy");
    response.headers_mut().insert(policy, HeaderValue::from_static(WRITING_POLICY));
    Ok(response)
}

fn answers(
    portal: &Portal,
    visitor: &Visitor,
    dossier: &Dossier,
    about: &About,
    differing: Vec<Differing>,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let questions = Questions::new(t, about, &Values::of(draft(dossier, about.part)));
    let status = if differing.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    page_with(
        status,
        &AnswersPage {
            t,
            layout: Layout::new(portal, visitor, OfPortal::Sending),
            base: at(dossier.number()),
            title: title(t, about.part),
            project: format!("{} {}", dossier.number(), dossier.name()),
            groups: questions.answers(),
            differing,
        },
    )
}
