//! `GET` and `POST /sending/{number}/tests`, `POST .../tests/excuse`: what has to be shown in an environment, what was
//! shown by a call, and asking for “go”.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_domain::Environment;
use ebox_dossier::{Dossier, DossierError, Evidence, State as At, Visit, evidence::Shown};
use ebox_i18n::Texts;

use super::{at, own, steps::seen};
use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, Posted},
    layout::{Layout, Part, page},
    pages::{
        dossiers::{how, refused, words},
        manage::done::Outcome,
    },
    visitor::{SignedIn, Visitor},
};

/// The most characters of an excuse.
const LONGEST_EXCUSE: usize = 1_000;

#[derive(Template)]
#[template(path = "sending_tests.html")]
pub(in crate::pages) struct TestsPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) base: String,
    pub(in crate::pages) project: String,
    pub(in crate::pages) moves: u32,
    pub(in crate::pages) environment: &'static str,
    /// How many are shown or excused, of how many.
    pub(in crate::pages) settled: usize,
    pub(in crate::pages) cases: Vec<Row>,
    /// Whether a Document Provider's registry is asked, and no client of a sender watched.
    pub(in crate::pages) is_of_a_provider: bool,
    /// Whether the environment does not say now what happened there.
    pub(in crate::pages) is_away: bool,
    /// Whether it is being tested now.
    pub(in crate::pages) is_now: bool,
    pub(in crate::pages) longest: usize,
    pub(in crate::pages) done: Option<Outcome>,
}

/// A case.
pub(in crate::pages) struct Row {
    /// How forms name it.
    pub(in crate::pages) key: String,
    pub(in crate::pages) name: String,
    /// How to show it.
    pub(in crate::pages) how: String,
    pub(in crate::pages) proof: Option<Proof>,
    pub(in crate::pages) excuse: Option<String>,
}

/// The call that showed it.
pub(in crate::pages) struct Proof {
    pub(in crate::pages) at: String,
    pub(in crate::pages) status: String,
    pub(in crate::pages) message: Option<String>,
}

impl Row {
    pub(in crate::pages) fn of(t: Texts, shown: &Shown) -> Self {
        Self {
            key: shown.case.key(),
            name: words::case(t, &shown.case),
            how: how::said(t, &shown.case).to_string(),
            proof: shown.proof.as_ref().map(|proof| Proof {
                at: t.moment(proof.at),
                status: proof.status.to_string(),
                message: proof.message.map(|id| id.to_string()),
            }),
            excuse: shown.excuse.clone(),
        }
    }

    /// Whether nothing is missing.
    fn is_settled(&self) -> bool {
        self.proof.is_some() || self.excuse.is_some()
    }
}

impl TestsPage {
    /// Whether everything is there to ask for “go”.
    fn is_conclusive(&self) -> bool {
        self.is_now && !self.is_away && self.settled == self.cases.len()
    }
}

/// The environment that a page is about: the one that an address names, or where the dossier is. Before it was
/// configured there is nothing to see.
pub(super) fn environment(dossier: &Dossier, query: &Fields) -> Result<Environment, Failure> {
    let wanted = match query.get("environment") {
        Some(name) => Some(name.parse().map_err(|_| Failure::NotFound)?),
        None => dossier.state().environment().or_else(|| dossier.environments().last().copied()),
    };
    let is_there = |one: &Environment| dossier.configured(*one).is_some();
    wanted.filter(is_there).ok_or(Failure::NotFound)
}

/// Shows the cases.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    Path(number): Path<String>,
    query: Fields,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let (visit, dossier) = own(&portal, &signed_in, &number, ("GET", "/tests")).await?;
    let environment = environment(&dossier, &query)?;
    let (evidence, is_away) = evidence(&portal, &visit, &dossier, environment).await?;
    let cases: Vec<Row> = evidence.cases.iter().map(|shown| Row::of(t, shown)).collect();
    page(&TestsPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::Sending),
        base: at(dossier.number()),
        project: format!("{} {}", dossier.number(), dossier.name()),
        moves: dossier.moves(),
        environment: environment.in_certificates(),
        settled: cases.iter().filter(|case| case.is_settled()).count(),
        is_of_a_provider: dossier.is_of_a_provider(),
        cases,
        is_away,
        is_now: dossier.state() == At::Tests { environment },
        longest: LONGEST_EXCUSE,
        done: Outcome::read(&query),
    })
}

/// How the cases stand; when the environment does not say, none is known, and that it does not.
async fn evidence(
    portal: &Portal,
    visit: &Visit,
    dossier: &Dossier,
    environment: Environment,
) -> Result<(Evidence, bool), Failure> {
    match portal.dossiers()?.evidence(visit, dossier.number(), environment).await {
        Ok(evidence) => Ok((evidence, false)),
        Err(DossierError::Environment(error)) => {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "an environment does not say what was tried there");
            Ok((Evidence { environment, cases: Vec::new() }, true))
        }
        Err(error) => Err(error.into()),
    }
}

/// Asks for “go” with what was shown.
pub(in crate::pages) async fn ask(
    State(portal): State<Portal>,
    Path(number): Path<String>,
    Posted { signed_in, fields }: Posted,
) -> Result<Response, Failure> {
    let (visit, dossier) = own(&portal, &signed_in, &number, ("POST", "/tests")).await?;
    let base = at(dossier.number());
    match portal.dossiers()?.ask_go(&visit, dossier.number(), seen(&fields)?).await {
        Ok(_) => Ok(Outcome::GO_ASKED.at(&base)),
        Err(error @ (DossierError::Untested(_) | DossierError::Environment(_))) => {
            Ok(refused::outcome(error)?.at(&format!("{base}/tests")))
        }
        Err(error) => Ok(refused::outcome(error)?.at(&base)),
    }
}

/// Excuses a case, or takes the excuse back.
pub(in crate::pages) async fn excuse(
    State(portal): State<Portal>,
    Path(number): Path<String>,
    Posted { signed_in, fields }: Posted,
) -> Result<Response, Failure> {
    let (visit, dossier) = own(&portal, &signed_in, &number, ("POST", "/tests/excuse")).await?;
    let base = at(dossier.number());
    let case = fields.get("case").ok_or(Failure::UnreadableForm)?;
    let why = fields.get("why").unwrap_or_default();
    let tests = format!("{base}/tests");
    match portal.dossiers()?.excuse(&visit, dossier.number(), case, why).await {
        Ok(_) if why.is_empty() => Ok(Outcome::CASE_UNEXCUSED.at_part(&tests, case)),
        Ok(_) => Ok(Outcome::CASE_EXCUSED.at_part(&tests, case)),
        Err(DossierError::NotThere) => Err(Failure::UnreadableForm),
        Err(error) => Ok(refused::outcome(error)?.at(&base)),
    }
}
