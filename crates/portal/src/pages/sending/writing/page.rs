//! The pages of a form: to fill in, and to read.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use ebox_dossier::{Dossier, Draft, Part};
use ebox_i18n::{Phrase, Texts};
use http::{HeaderName, HeaderValue, StatusCode};

use super::{draft, path};
use crate::{
    Portal,
    failure::Failure,
    form::Kind,
    layout::{Layout, Part as OfPortal, page_with},
    pages::{
        dossiers::{
            Names,
            questions::{About, Group, Piece, Questions, Values},
        },
        manage::done::Outcome,
        sending::at,
    },
    visitor::Visitor,
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
pub(super) struct Sheet {
    pub(super) questions: Questions,
    pub(super) differing: Vec<Differing>,
    pub(super) done: Option<Outcome>,
    pub(super) status: StatusCode,
}

impl Sheet {
    pub(super) fn of(t: Texts, about: &About, values: &Values) -> Self {
        let questions = Questions::new(t, about, values);
        Self { questions, differing: Vec::new(), done: None, status: StatusCode::OK }
    }
}

fn title(t: Texts, part: Part) -> Phrase {
    match part {
        Part::Request => t.say("writing-request"),
        Part::Form => t.say("writing-form"),
    }
}

/// Where somebody's answers differ from what is saved. What they removed is not asked about: it is there again.
pub(super) fn differing(now: &Dossier, part: Part, mine: &Questions) -> Vec<Differing> {
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
pub(super) async fn saved(portal: &Portal, t: Texts, draft: &Draft) -> Result<Option<String>, Failure> {
    let Some(saved) = draft.saved() else { return Ok(None) };
    let names = Names::of(portal, [saved.by]).await?;
    let person = names.get(saved.by).unwrap_or_default();
    let said = t.say("writing-saved").with("moment", t.moment(saved.at)).with("person", person);
    Ok(Some(said.to_string()))
}

pub(super) async fn written(
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

pub(super) fn answers(
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
