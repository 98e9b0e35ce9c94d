//! `GET /desk/{number}`: a dossier at a glance, what can be done with it now, and who looks after it.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_dossier::{Dossier, DossierError, Party, StepKind};
use ebox_i18n::Texts;
use ebox_people::StaffRole;

use super::{
    ASSIGNED, Head,
    meanwhile::{self, Why},
    paths,
};
use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, StaffPosted},
    form::Choice,
    layout::{Layout, Part, page, see},
    pages::{
        done::DONE,
        dossiers::{
            Names,
            told::{self, Happened},
            words,
        },
    },
    visitor::{Staff, Visitor},
};

/// How many entries of the history stand here.
const LATEST: usize = 4;
const OWNER: &str = "owner";

#[derive(Template)]
#[template(path = "desk_overview.html")]
pub(in crate::pages) struct OverviewPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) head: Head,
    /// What the reader may decide: where, and what the link says.
    pub(in crate::pages) steps: Vec<(String, String)>,
    /// How many questions nobody answered.
    pub(in crate::pages) questions: usize,
    /// Why the environment refused, or what could not be carried out: whether it is a refusal, and in which words.
    pub(in crate::pages) trouble: Option<(bool, String)>,
    /// Why it was sent back.
    pub(in crate::pages) remarks: Vec<(String, String)>,
    pub(in crate::pages) opened: String,
    pub(in crate::pages) environments: String,
    pub(in crate::pages) owner: Option<String>,
    /// Who may look after it; nobody when the reader may not say so.
    pub(in crate::pages) team: Vec<Choice>,
    /// The person who looks after it, as the choices call them.
    pub(in crate::pages) chosen: String,
    /// Whether the reader could look after it and does not.
    pub(in crate::pages) me: Option<String>,
    pub(in crate::pages) latest: Vec<Happened>,
}

/// Shows a dossier.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    staff: Staff,
    Path(number): Path<String>,
    query: Fields,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let visit = portal.visit(&staff.signed_in, "GET", &visitor.place);
    let (dossier, party) = portal.dossier(&visit, &number).await?;
    let history = portal.dossiers()?.history(&visit, dossier.number()).await?;
    let latest = &history[history.len().saturating_sub(LATEST)..];
    let people = told::people_in(latest).into_iter().chain(dossier.owner()).chain([dossier.opened_by()]);
    let names = Names::of(&portal, people).await?;
    let members = if party == Party::Integration { portal.0.people.staff().await? } else { Vec::new() };
    let team = members.iter().filter(|member| member.role == StaffRole::Integration);
    let own = staff.signed_in.session().person.ssin;
    let owner = portal.dossiers()?.owner(&dossier).await?;
    page(&OverviewPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::Desk),
        head: Head::of(&portal, t, &dossier, &query).await?,
        steps: steps(t, &dossier, party),
        questions: dossier.open_questions().len(),
        trouble: dossier.trouble().map(|trouble| (!dossier.state().is_under_way(), trouble.to_owned())),
        remarks: dossier
            .remarks()
            .iter()
            .map(|one| (words::field(t, &one.field), one.text.clone()))
            .collect(),
        opened: t.moment(dossier.opened_at()),
        environments: environments(&dossier),
        owner: owner.and_then(|owner| names.get(owner)).map(ToOwned::to_owned),
        chosen: members
            .iter()
            .find(|member| Some(member.person.ssin) == owner)
            .map_or_else(String::new, |member| member.number.to_string()),
        me: members
            .iter()
            .find(|member| member.person.ssin == own && owner != Some(own))
            .map(|member| member.number.to_string()),
        team: team.map(|member| Choice::new(member.number.to_string(), member.person.name.clone())).collect(),
        latest: latest.iter().rev().map(|event| told::happened(t, event, &names)).collect(),
    })
}

/// The decisions of a party: where each is, and what it is called.
fn steps(t: Texts, dossier: &Dossier, party: Party) -> Vec<(String, String)> {
    let link = |step: StepKind| {
        let page = format!("decide/{}", step.as_str());
        (paths::below(dossier.number(), &page), words::step(t, step))
    };
    dossier.steps(party).into_iter().map(link).collect()
}

fn environments(dossier: &Dossier) -> String {
    let all = dossier.environments();
    all.iter().map(|one| one.in_certificates()).collect::<Vec<_>>().join(" → ")
}

/// Has somebody look after a dossier, or nobody.
pub(in crate::pages) async fn assign(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(number): Path<String>,
    StaffPosted { staff, fields }: StaffPosted,
) -> Result<Response, Failure> {
    let path = paths::below(&number, "owner");
    let visit = portal.visit(&staff.signed_in, "POST", &path);
    let (dossier, party) = portal.dossier(&visit, &number).await?;
    if party != Party::Integration {
        return meanwhile::answer(&portal, &visitor, &visit, &dossier, Why::NotYours).await;
    }
    let owner = match fields.get(OWNER) {
        None => None,
        Some(chosen) => {
            let members = portal.0.people.staff().await?;
            let member = members.into_iter().find(|member| member.number.to_string() == chosen);
            Some(member.ok_or(Failure::UnreadableForm)?.person.ssin)
        }
    };
    match portal.dossiers()?.assign(&visit, dossier.number(), owner).await {
        Ok(_) => Ok(see(&Fields::default().with(DONE, ASSIGNED).at(&paths::dossier(dossier.number())))),
        // Only the integration team looks after dossiers.
        Err(DossierError::UnknownPerson) => Err(Failure::UnreadableForm),
        Err(error) => Err(error.into()),
    }
}
