//! `GET /sending/{number}`: where a dossier is, what is to be done by whom, what happened and was said.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_domain::Environment;
use ebox_dossier::{Dossier, Kind, Part as DossierPart, Party, State as At, StepKind, Visit, procedure};
use ebox_i18n::Texts;
use http::StatusCode;

use super::{
    at,
    conversation::{Conversation, Entered},
    own,
};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page_with},
    pages::{
        dossiers::{
            Names,
            glance::Glance,
            told::{self, Happened},
            way::Way,
            words,
        },
        manage::done::Outcome,
    },
    show,
    visitor::{SignedIn, Visitor},
};

#[derive(Template)]
#[template(path = "sending_one.html")]
pub(in crate::pages) struct OnePage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) base: String,
    pub(in crate::pages) glance: Glance,
    pub(in crate::pages) way: Way,
    /// How often it moved: what a decision is about.
    pub(in crate::pages) moves: u32,
    /// What the institution may decide now.
    pub(in crate::pages) steps: Vec<StepKind>,
    /// Why it was sent back: what about, and the reason.
    pub(in crate::pages) remarks: Vec<(String, String)>,
    /// Why something is not carried out: whether it was refused, and what was said.
    pub(in crate::pages) trouble: Option<(bool, String)>,
    /// The environments in which something is there to be used.
    pub(in crate::pages) configured: Vec<&'static str>,
    /// Whether it has an initial request, and a form by now.
    pub(in crate::pages) has_request: bool,
    pub(in crate::pages) has_form: bool,
    /// Whether it is about sending, with tests and examples.
    pub(in crate::pages) has_examples: bool,
    pub(in crate::pages) colleagues: Vec<Colleague>,
    pub(in crate::pages) history: Vec<Happened>,
    pub(in crate::pages) conversation: Conversation,
    pub(in crate::pages) longest_reason: usize,
    pub(in crate::pages) done: Option<Outcome>,
}

/// Somebody who works on the dossier besides the managers.
pub(in crate::pages) struct Colleague {
    pub(in crate::pages) name: String,
    pub(in crate::pages) number: String,
    /// How the form names them.
    pub(in crate::pages) key: String,
}

impl OnePage {
    /// Whether a step can be taken.
    fn may(&self, step: StepKind) -> bool {
        self.steps.contains(&step)
    }
}

/// Shows the dossier.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    Path(number): Path<String>,
    query: Fields,
) -> Result<Response, Failure> {
    let (visit, dossier) = own(&portal, &signed_in, &number, ("GET", "")).await?;
    shown(&portal, &visitor, &visit, &dossier, Entered::default(), Outcome::read(&query)).await
}

/// The page, with what could not be said.
pub(super) async fn shown(
    portal: &Portal,
    visitor: &Visitor,
    visit: &Visit,
    dossier: &Dossier,
    entered: Entered,
    done: Option<Outcome>,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let dossiers = portal.dossiers()?;
    let history = dossiers.history(visit, dossier.number()).await?;
    let notes = dossiers.conversation(visit, dossier.number()).await?;
    let people = told::people_in(&history).into_iter().chain(told::people_of(&notes));
    let names = Names::of(portal, people.chain(dossier.colleagues().iter().copied())).await?;
    let base = at(dossier.number());
    let status = if entered.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let is_written = |part| dossier.is_writable(part);
    let configured = dossier.environments().into_iter().filter(|one| dossier.configured(*one).is_some());
    page_with(
        status,
        &OnePage {
            t,
            layout: Layout::new(portal, visitor, Part::Sending),
            glance: Glance::of(t, dossier),
            way: Way::of(t, dossier),
            moves: dossier.moves(),
            steps: dossier.steps(Party::Institution),
            remarks: dossier
                .remarks()
                .iter()
                .map(|remark| (words::field(t, &remark.field), remark.text.clone()))
                .collect(),
            trouble: dossier.trouble().map(|said| (!dossier.state().is_under_way(), said.to_owned())),
            configured: configured.map(Environment::in_certificates).collect(),
            has_request: dossier.kind() != Kind::FurtherMessageTypes,
            has_form: is_written(DossierPart::Form) || !dossier.form().fields().is_empty(),
            has_examples: dossier.kind() != Kind::Provider && dossier.state() != At::InitialRequest,
            colleagues: colleagues(portal, dossier, &names),
            history: history.iter().rev().map(|event| told::happened(t, event, &names)).collect(),
            conversation: Conversation::new(t, base.clone(), dossier, &notes, &names, entered),
            longest_reason: procedure::LONGEST_REASON,
            base,
            done,
        },
    )
}

fn colleagues(portal: &Portal, dossier: &Dossier, names: &Names) -> Vec<Colleague> {
    let colleague = |one: &ebox_domain::Ssin| Colleague {
        name: names.get(*one).unwrap_or_default().to_owned(),
        number: show::ssin(*one),
        key: portal.0.person_key.hash(*one).to_string(),
    };
    dossier.colleagues().iter().map(colleague).collect()
}
