//! `/desk/{number}/decide/{step}`: a decision, with what it means and what it rests on, and then the decision itself.
//!
//! The page says after how many moves of the dossier it was drawn. Whoever sends it when the dossier moved meanwhile
//! decides nothing, and learns what happened.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_dossier::{
    Dossier, DossierError, NotTaken, Party, State as At, Step, StepKind, Visit, configuration::Report,
};
use ebox_i18n::{Phrase, Texts};
use http::StatusCode;

use super::{
    Head,
    meanwhile::{self, Why},
    paths,
    reasons::{self, ABOUT, WHOLE},
    reports::Told,
    tests::{self, Cases},
};
use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, StaffPosted},
    layout::{Layout, Part, page_with, see},
    pages::{
        done::DONE,
        dossiers::{SEEN, asked::Group, words},
    },
    visitor::{Staff, Visitor},
};

const CLIENT: &str = "client";

#[derive(Template)]
#[template(path = "desk_decide.html")]
pub(in crate::pages) struct DecidePage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) head: Head,
    pub(in crate::pages) title: String,
    /// What the decision brings about.
    pub(in crate::pages) means: String,
    pub(in crate::pages) button: String,
    pub(in crate::pages) action: String,
    pub(in crate::pages) back: String,
    /// After how many moves this was drawn.
    pub(in crate::pages) seen: u32,
    pub(in crate::pages) asks: Asks,
    /// The fields about which there can be reasons.
    pub(in crate::pages) groups: Vec<Group>,
    /// What was entered before it was refused.
    pub(in crate::pages) entered: Fields,
    /// What the configuration changes.
    pub(in crate::pages) told: Option<Told>,
    /// What was tested, when the decision is about that.
    pub(in crate::pages) cases: Option<Cases>,
    pub(in crate::pages) mistake: Option<Mistake>,
}

/// What a decision has to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Asks {
    /// Nothing.
    Nothing,
    /// A reason.
    Reason,
    /// What was said at the meeting.
    Minutes,
    /// Reasons, about the whole or about fields.
    Reasons,
    /// The OAuth client, as another environment named it.
    Client,
}

/// Why a decision was not taken, though it is the reader's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Mistake {
    /// A reason is missing, or too long.
    NoReason,
    /// Questions are open.
    OpenQuestions,
    /// The form is not complete.
    Incomplete,
}

impl DecidePage {
    /// What was entered as the reason about a field.
    pub(in crate::pages) fn about(&self, field: &str) -> &str {
        self.entered.get(&format!("{ABOUT}{field}")).unwrap_or_default()
    }

    /// What was entered as the reason.
    pub(in crate::pages) fn whole(&self) -> &str {
        self.entered.get(WHOLE).unwrap_or_default()
    }
}

const fn asks(step: StepKind) -> Asks {
    match step {
        StepKind::Decline | StepKind::UndoConfiguration => Asks::Reason,
        StepKind::HoldKickOff => Asks::Minutes,
        StepKind::SendBack | StepKind::ReopenForm => Asks::Reasons,
        StepKind::ConfirmConfigured => Asks::Client,
        _ => Asks::Nothing,
    }
}

/// What a decision of the desk brings about; `None` for steps of the institution and of the program.
fn means(t: Texts, step: StepKind) -> Option<Phrase> {
    Some(match step {
        StepKind::AskAgreement => t.say("desk-means-ask-agreement"),
        StepKind::Agree => t.say("desk-means-agree"),
        StepKind::SendBack => t.say("desk-means-send-back"),
        StepKind::ReopenForm => t.say("desk-means-reopen-form"),
        StepKind::Decline => t.say("desk-means-decline"),
        StepKind::HoldKickOff => t.say("desk-means-hold-kick-off"),
        StepKind::SkipKickOff => t.say("desk-means-skip-kick-off"),
        StepKind::ValidateTechnically => t.say("desk-means-validate-technically"),
        StepKind::ValidateFormally => t.say("desk-means-validate-formally"),
        StepKind::Configure => t.say("desk-means-configure"),
        StepKind::ConfirmConfigured => t.say("desk-means-confirm-configured"),
        StepKind::ConfirmEntered => t.say("desk-means-confirm-entered"),
        StepKind::ConfirmUndone => t.say("desk-means-confirm-undone"),
        StepKind::UndoConfiguration => t.say("desk-means-undo-configuration"),
        StepKind::ConfirmTests => t.say("desk-means-confirm-tests"),
        StepKind::GiveGo => t.say("desk-means-give-go"),
        _ => return None,
    })
}

/// Shows a decision.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    staff: Staff,
    Path((number, step)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let visit = portal.visit(&staff.signed_in, "GET", &visitor.place);
    let (dossier, party) = portal.dossier(&visit, &number).await?;
    let step = StepKind::parse(&step).ok_or(Failure::NotFound)?;
    if !dossier.steps(party).contains(&step) {
        let why = why_not(&dossier, step);
        return meanwhile::answer(&portal, &visitor, &visit, &dossier, why).await;
    }
    answer(&portal, &visitor, &visit, &dossier, step, Fields::default(), None).await
}

/// Why a party cannot take a step: it is another one's, or begins elsewhere.
fn why_not(dossier: &Dossier, step: StepKind) -> Why {
    let is_anybodys = Party::ALL.into_iter().any(|party| dossier.steps(party).contains(&step));
    if is_anybodys { Why::NotYours } else { Why::NotNow }
}

async fn answer(
    portal: &Portal,
    visitor: &Visitor,
    visit: &Visit,
    dossier: &Dossier,
    step: StepKind,
    entered: Fields,
    mistake: Option<Mistake>,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let means = means(t, step).ok_or(Failure::NotFound)?;
    let status = if mistake.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let button = words::step(t, step);
    let told = preview(portal, t, visit, dossier, step).await?;
    let cases = match (dossier.state(), step) {
        (At::Go { environment, .. }, StepKind::ConfirmTests | StepKind::GiveGo | StepKind::SendBack) => {
            Some(tests::cases(portal, t, visit, dossier, environment).await?)
        }
        _ => None,
    };
    page_with(
        status,
        &DecidePage {
            t,
            layout: Layout::new(portal, visitor, Part::Desk),
            head: Head::of(portal, t, dossier, &Fields::default()).await?,
            title: t.say("desk-decide").with("step", button.as_str()).to_string(),
            means: means.to_string(),
            action: paths::below(dossier.number(), &format!("decide/{}", step.as_str())),
            back: paths::dossier(dossier.number()),
            seen: entered.get(SEEN).and_then(|seen| seen.parse().ok()).unwrap_or(dossier.moves()),
            asks: asks(step),
            groups: reasons::fields(t, dossier, step),
            button,
            entered,
            told,
            cases,
            mistake,
        },
    )
}

/// What the configuration of the environment would change now, or the entry in its provider registry.
async fn preview(
    portal: &Portal,
    t: Texts,
    visit: &Visit,
    dossier: &Dossier,
    step: StepKind,
) -> Result<Option<Told>, Failure> {
    let Some(environment) = dossier.state().environment() else { return Ok(None) };
    let (dossiers, number) = (portal.dossiers()?, dossier.number());
    let answer = match step {
        StepKind::Configure => dossiers.preview(visit, number, environment).await,
        StepKind::ConfirmTests | StepKind::GiveGo | StepKind::ConfirmEntered
            if dossier.is_of_a_provider() =>
        {
            dossiers.preview_entry(visit, number, environment).await
        }
        _ => return Ok(None),
    };
    let said: Result<Report, _> = match answer {
        Ok(report) => Ok(report),
        Err(DossierError::Environment(error)) => Err(error),
        Err(DossierError::NotTaken(NotTaken::Incomplete(_))) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    Ok(Some(Told::of(t, &said)))
}

/// Takes a decision.
pub(in crate::pages) async fn decide(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path((number, step)): Path<(String, String)>,
    StaffPosted { staff, fields }: StaffPosted,
) -> Result<Response, Failure> {
    let kind = StepKind::parse(&step).ok_or(Failure::NotFound)?;
    let path = paths::below(&number, &format!("decide/{}", kind.as_str()));
    let visit = portal.visit(&staff.signed_in, "POST", &path);
    let (dossier, _) = portal.dossier(&visit, &number).await?;
    let seen = fields.get(SEEN).and_then(|seen| seen.parse().ok()).ok_or(Failure::UnreadableForm)?;
    let step = read(visitor.t, &dossier, kind, &fields).ok_or(Failure::NotFound)?;
    match portal.dossiers()?.take(&visit, dossier.number(), seen, step).await {
        Ok(_) => Ok(see(&Fields::default().with(DONE, kind.as_str()).at(&paths::dossier(dossier.number())))),
        Err(DossierError::SomebodyWasFaster(now)) => {
            meanwhile::answer(&portal, &visitor, &visit, &now, Why::Faster).await
        }
        Err(DossierError::NotTaken(not_taken)) => {
            let mistake = match not_taken {
                NotTaken::NoReason => Mistake::NoReason,
                NotTaken::OpenQuestions => Mistake::OpenQuestions,
                NotTaken::Incomplete(_) => Mistake::Incomplete,
                NotTaken::NotYours(_) => {
                    return meanwhile::answer(&portal, &visitor, &visit, &dossier, Why::NotYours).await;
                }
                NotTaken::NotNow | NotTaken::OfAnother => {
                    return meanwhile::answer(&portal, &visitor, &visit, &dossier, Why::NotNow).await;
                }
            };
            answer(&portal, &visitor, &visit, &dossier, kind, fields, Some(mistake)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The step that a form takes; `None` for steps that are no decisions of the desk.
fn read(t: Texts, dossier: &Dossier, kind: StepKind, fields: &Fields) -> Option<Step> {
    let why = || fields.get(WHOLE).unwrap_or_default().to_owned();
    Some(match kind {
        StepKind::AskAgreement => Step::AskAgreement,
        StepKind::Agree => Step::Agree,
        StepKind::SendBack => Step::SendBack(reasons::read(t, dossier, kind, fields)),
        StepKind::ReopenForm => Step::ReopenForm(reasons::read(t, dossier, kind, fields)),
        StepKind::Decline => Step::Decline(why()),
        StepKind::HoldKickOff => Step::HoldKickOff(why()),
        StepKind::SkipKickOff => Step::SkipKickOff,
        StepKind::ValidateTechnically => Step::ValidateTechnically,
        StepKind::ValidateFormally => Step::ValidateFormally,
        StepKind::Configure => Step::Configure,
        StepKind::ConfirmConfigured => {
            let client_id = fields.get(CLIENT).map(|client| client.chars().take(200).collect());
            Step::ConfirmConfigured { client_id }
        }
        StepKind::ConfirmEntered => Step::ConfirmEntered,
        StepKind::ConfirmUndone => Step::ConfirmUndone,
        StepKind::UndoConfiguration => Step::UndoConfiguration(why()),
        StepKind::ConfirmTests => Step::ConfirmTests,
        StepKind::GiveGo => Step::GiveGo,
        _ => return None,
    })
}
