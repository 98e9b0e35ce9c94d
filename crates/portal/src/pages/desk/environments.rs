//! `GET /desk/{number}/environments`: what each environment has of a dossier, how that differs from what was asked, and
//! environments from each other; the configuration as a signed file.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_domain::Environment;
use ebox_dossier::{Dossier, DossierError, NotTaken, Progress, State as At, StepKind, configuration::Reach};
use ebox_i18n::Texts;

use super::{
    Head, paths,
    reports::{Across, Told},
    talk::downloaded,
};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page},
    pages::dossiers::words,
    visitor::{Staff, Visitor},
};

#[derive(Template)]
#[template(path = "desk_environments.html")]
pub(in crate::pages) struct EnvironmentsPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) head: Head,
    /// Whether the form is not complete, so that nothing can be compared.
    pub(in crate::pages) is_incomplete: bool,
    pub(in crate::pages) environments: Vec<Shown>,
    pub(in crate::pages) across: Option<Across>,
}

/// An environment on the way of the dossier.
pub(in crate::pages) struct Shown {
    pub(in crate::pages) id: &'static str,
    pub(in crate::pages) name: &'static str,
    /// Whether the dossier came here.
    pub(in crate::pages) is_reached: bool,
    pub(in crate::pages) since: Option<String>,
    pub(in crate::pages) client: Option<String>,
    pub(in crate::pages) has_certificate: bool,
    pub(in crate::pages) is_by_file: bool,
    pub(in crate::pages) under_way: Option<UnderWay>,
    pub(in crate::pages) told: Option<Told>,
    /// Where the signed file is.
    pub(in crate::pages) file: Option<String>,
    /// Where the tests are.
    pub(in crate::pages) tests: Option<String>,
    /// What the reader may decide about it now: where, and what the link says.
    pub(in crate::pages) steps: Vec<(String, String)>,
}

/// What the program does there now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum UnderWay {
    /// It configures.
    Configuring,
    /// It takes back.
    Undoing,
}

/// Shows the environments.
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
    let (compared, is_incomplete) = match portal.dossiers()?.compare(&visit, dossier.number()).await {
        Ok(compared) => (compared, false),
        Err(DossierError::NotTaken(NotTaken::Incomplete(_))) => (Vec::new(), true),
        Err(error) => return Err(error.into()),
    };
    let reach = portal.dossiers()?.environments().all();
    let steps = dossier.steps(party);
    let mut environments = Vec::new();
    for environment in dossier.environments() {
        let said = compared.iter().find(|(one, _)| *one == environment).map(|(_, said)| said);
        environments.push(Shown {
            told: said.map(|said| Told::of(t, said)),
            is_by_file: reach.contains(&(environment, Reach::ByFile)),
            steps: offered(t, &dossier, environment, &steps),
            ..bare(t, &dossier, environment, !is_incomplete)
        });
    }
    page(&EnvironmentsPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::Desk),
        head: Head::of(&portal, t, &dossier, &query).await?,
        is_incomplete,
        across: Across::of(t, &compared),
        environments,
    })
}

/// What the dossier itself knows of an environment.
fn bare(t: Texts, dossier: &Dossier, environment: Environment, is_complete: bool) -> Shown {
    let configured = dossier.configured(environment);
    let is_here = dossier.state().environment() == Some(environment);
    let is_reached = configured.is_some() || is_here;
    let page = |page: &str| paths::below(dossier.number(), &format!("environments/{environment}/{page}"));
    let under_way = match dossier.state() {
        At::Configuration { environment: one, progress: Progress::UnderWay } if one == environment => {
            Some(UnderWay::Configuring)
        }
        At::Configuration { environment: one, progress: Progress::Undoing } if one == environment => {
            Some(UnderWay::Undoing)
        }
        _ => None,
    };
    Shown {
        id: environment.as_str(),
        name: environment.in_certificates(),
        is_reached,
        since: configured.map(|configured| t.moment(configured.at)),
        client: configured.and_then(|configured| configured.client_id.clone()),
        has_certificate: dossier.certificate(environment).is_some(),
        is_by_file: false,
        under_way,
        told: None,
        file: (is_reached && is_complete).then(|| page("file")),
        tests: configured.is_some().then(|| page("tests")),
        steps: Vec::new(),
    }
}

/// What may be decided about an environment now.
fn offered(
    t: Texts,
    dossier: &Dossier,
    environment: Environment,
    steps: &[StepKind],
) -> Vec<(String, String)> {
    let is_last = dossier.environments().last() == Some(&environment);
    let is_here = match dossier.state() {
        At::ProductionReady => is_last,
        state => state.environment() == Some(environment),
    };
    let is_about = |step: &&StepKind| {
        matches!(
            step,
            StepKind::Configure
                | StepKind::UndoConfiguration
                | StepKind::ConfirmConfigured
                | StepKind::ConfirmUndone
                | StepKind::ConfirmEntered
        )
    };
    let link = |step: &StepKind| {
        let page = format!("decide/{}", step.as_str());
        (paths::below(dossier.number(), &page), words::step(t, *step))
    };
    if is_here { steps.iter().filter(is_about).map(link).collect() } else { Vec::new() }
}

/// The configuration of an environment as a signed file.
pub(in crate::pages) async fn file(
    State(portal): State<Portal>,
    visitor: Visitor,
    staff: Staff,
    Path((number, environment)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let visit = portal.visit(&staff.signed_in, "GET", &visitor.place);
    let (dossier, _) = portal.dossier(&visit, &number).await?;
    let environment: Environment = environment.parse().map_err(|_| Failure::NotFound)?;
    let is_reached =
        dossier.configured(environment).is_some() || dossier.state().environment() == Some(environment);
    if !is_reached {
        return Err(Failure::NotFound);
    }
    match portal.dossiers()?.signed_file(&visit, dossier.number(), environment).await {
        Ok(bytes) => {
            let name = format!("{}-{environment}.jws", dossier.number());
            Ok(downloaded(&name, "application/jose", bytes))
        }
        Err(DossierError::NotTaken(NotTaken::Incomplete(_))) => Err(Failure::NotFound),
        Err(error) => Err(error.into()),
    }
}
