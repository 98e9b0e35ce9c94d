//! `GET /desk/{number}/environments/{environment}/tests`: what the institution's client really did there.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_domain::Environment;
use ebox_dossier::{Dossier, DossierError, NotTaken, Visit};
use ebox_i18n::Texts;

use super::{Head, paths};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page},
    pages::dossiers::evidence::{self, CaseRow},
    visitor::{Staff, Visitor},
};

#[derive(Template)]
#[template(path = "desk_tests.html")]
pub(in crate::pages) struct TestsPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) head: Head,
    pub(in crate::pages) environment: &'static str,
    pub(in crate::pages) back: String,
    pub(in crate::pages) cases: Cases,
}

/// What was tested.
pub(in crate::pages) enum Cases {
    /// Case by case.
    Shown(Vec<CaseRow>),
    /// The environment does not say, or the form changed meanwhile.
    Unsaid,
}

/// Shows the evidence.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    staff: Staff,
    Path((number, environment)): Path<(String, String)>,
    query: Fields,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let visit = portal.visit(&staff.signed_in, "GET", &visitor.place);
    let (dossier, _) = portal.dossier(&visit, &number).await?;
    let environment: Environment = environment.parse().map_err(|_| Failure::NotFound)?;
    if dossier.configured(environment).is_none() {
        return Err(Failure::NotFound);
    }
    page(&TestsPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::Desk),
        head: Head::of(&portal, t, &dossier, &query).await?,
        environment: environment.in_certificates(),
        back: paths::below(dossier.number(), "environments"),
        cases: cases(&portal, t, &visit, &dossier, environment).await?,
    })
}

/// What was tested in an environment.
pub(super) async fn cases(
    portal: &Portal,
    t: Texts,
    visit: &Visit,
    dossier: &Dossier,
    environment: Environment,
) -> Result<Cases, Failure> {
    match portal.dossiers()?.evidence(visit, dossier.number(), environment).await {
        Ok(evidence) => Ok(Cases::Shown(evidence::rows(t, &evidence))),
        Err(DossierError::NotTaken(NotTaken::Incomplete(_))) => Ok(Cases::Unsaid),
        Err(DossierError::Environment(error)) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "an environment does not say what was tested"
            );
            Ok(Cases::Unsaid)
        }
        Err(error) => Err(error.into()),
    }
}
