//! `GET` and `POST /sending/{number}/certificate`, `POST .../certificate/check`: the certificate of an environment.
//!
//! What its subject has to be is shown before anything is ordered, a request for it can be checked as often as one
//! likes, and whatever deviates is said in the reader's language.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_credential::{Certificate, Subject};
use ebox_domain::{Environment, Language};
use ebox_dossier::{Dossier, DossierError, Finding, Form, Kind, State as At};
use ebox_i18n::Texts;
use http::StatusCode;

use super::{at, own, steps::seen};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page_with},
    pages::{consumer::certificate::Deviation, dossiers::refused, manage::done::Outcome},
    show::word,
    uploaded::Attached,
    visitor::{SignedIn, Visitor},
};

#[derive(Template)]
#[template(path = "sending_certificate.html")]
pub(in crate::pages) struct CertificatePage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) base: String,
    pub(in crate::pages) project: String,
    pub(in crate::pages) moves: u32,
    /// What is asked for now.
    pub(in crate::pages) wanted: Option<Wanted>,
    /// What was found out about the file that was sent just now.
    pub(in crate::pages) found: Option<Found>,
    /// The certificates that are there.
    pub(in crate::pages) delivered: Vec<Delivered>,
    pub(in crate::pages) done: Option<Outcome>,
}

/// The certificate that is asked for.
pub(in crate::pages) struct Wanted {
    pub(in crate::pages) environment: &'static str,
    /// Its subject, attribute by attribute; what nobody here knows has no value.
    pub(in crate::pages) subject: Vec<(&'static str, Option<String>)>,
    /// The other applications of the form: a certificate names one.
    pub(in crate::pages) others: Vec<String>,
    /// A command that makes a key and a request for it.
    pub(in crate::pages) command: String,
}

/// What was found out about a file.
pub(in crate::pages) struct Found {
    /// Whether it is about a request, and not about the certificate itself.
    pub(in crate::pages) is_request: bool,
    /// Whether nothing stands in the way.
    pub(in crate::pages) is_fine: bool,
    pub(in crate::pages) deviations: Vec<Deviation>,
}

/// A certificate that is there.
pub(in crate::pages) struct Delivered {
    pub(in crate::pages) environment: &'static str,
    pub(in crate::pages) until: String,
    pub(in crate::pages) fingerprint: String,
}

/// Shows what is asked for, and what is there.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    Path(number): Path<String>,
    query: Fields,
) -> Result<Response, Failure> {
    let (_, dossier) = own(&portal, &signed_in, &number, ("GET", "/certificate")).await?;
    shown(&portal, &visitor, &dossier, None, Outcome::read(&query))
}

/// Checks a request for a certificate. Nothing is kept.
pub(in crate::pages) async fn check(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(number): Path<String>,
    Attached { signed_in, files, .. }: Attached,
) -> Result<Response, Failure> {
    let (visit, dossier) = own(&portal, &signed_in, &number, ("POST", "/certificate/check")).await?;
    let file = files.first().map(|(_, bytes)| &**bytes).unwrap_or_default();
    match portal.dossiers()?.check_request(&visit, dossier.number(), file).await {
        Ok(finding) => shown(&portal, &visitor, &dossier, Some(Found::of(&finding, true)), None),
        Err(error) => Ok(refused::outcome(error)?.at(&at(dossier.number()))),
    }
}

/// Delivers the certificate.
pub(in crate::pages) async fn deliver(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(number): Path<String>,
    Attached { signed_in, fields, files, .. }: Attached,
) -> Result<Response, Failure> {
    let (visit, dossier) = own(&portal, &signed_in, &number, ("POST", "/certificate")).await?;
    let file = files.first().map(|(_, bytes)| &**bytes).unwrap_or_default();
    let seen = seen(&fields)?;
    match portal.dossiers()?.deliver_certificate(&visit, dossier.number(), seen, file).await {
        Ok(_) => Ok(Outcome::CERTIFICATE_DELIVERED.at(&at(dossier.number()))),
        Err(DossierError::Certificate(finding)) => {
            shown(&portal, &visitor, &dossier, Some(Found::of(&finding, false)), None)
        }
        Err(error) => Ok(refused::outcome(error)?.at(&at(dossier.number()))),
    }
}

impl Found {
    fn of(finding: &Finding, is_request: bool) -> Self {
        let deviations = match finding {
            Finding::Unreadable(why) if is_request => vec![Deviation::unreadable_request(why)],
            Finding::Unreadable(why) => vec![Deviation::unreadable(why)],
            Finding::Deviations(found) => found.iter().map(Deviation::of).collect(),
        };
        Self { is_request, is_fine: finding.is_fine(), deviations }
    }
}

fn shown(
    portal: &Portal,
    visitor: &Visitor,
    dossier: &Dossier,
    found: Option<Found>,
    done: Option<Outcome>,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let is_refused = found.as_ref().is_some_and(|found| !found.is_fine);
    let status = if is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let wanted = match dossier.state() {
        At::Certificate { environment } => Some(wanted(dossier, environment)),
        _ => None,
    };
    page_with(
        status,
        &CertificatePage {
            t,
            layout: Layout::new(portal, visitor, Part::Sending),
            base: at(dossier.number()),
            project: format!("{} {}", dossier.number(), dossier.name()),
            moves: dossier.moves(),
            wanted,
            found,
            delivered: delivered(t, dossier),
            done,
        },
    )
}

fn delivered(t: Texts, dossier: &Dossier) -> Vec<Delivered> {
    let one = |environment: Environment| {
        let certificate = Certificate::read(dossier.certificate(environment)?.as_bytes()).ok()?;
        Some(Delivered {
            environment: environment.in_certificates(),
            until: t.date(certificate.valid_until()),
            fingerprint: certificate.fingerprint().to_hex(),
        })
    };
    dossier.environments().into_iter().filter_map(one).collect()
}

/// What the certificate of an environment has to say.
fn wanted(dossier: &Dossier, environment: Environment) -> Wanted {
    let (legal_name, mut applications) = named(dossier);
    let application = if applications.is_empty() { String::new() } else { applications.remove(0) };
    let subject = Subject {
        legal_name,
        enterprise: dossier.institution(),
        environment,
        application,
        city: String::new(),
        region: String::new(),
    };
    let [government, enterprise, unit] = subject.units();
    let command = format!(
        "ebox certificate request --enterprise-number {} --legal-name {} --environment {environment} \\\n    \
         --application {} --city 'CITY' --region 'REGION' --out {environment}",
        subject.enterprise,
        word(&subject.legal_name),
        word(&subject.application),
    );
    Wanted {
        environment: environment.in_certificates(),
        subject: vec![
            ("C", Some("BE".to_owned())),
            ("O", Some(subject.legal_name)),
            ("OU", Some(government)),
            ("OU", Some(enterprise)),
            ("OU", Some(unit)),
            ("CN", Some(subject.application)),
            ("L", None),
            ("S", None),
        ],
        others: applications,
        command,
    }
}

/// The name of the institution, and those of its applications: a provider is its own.
fn named(dossier: &Dossier) -> (String, Vec<String>) {
    let draft = dossier.form();
    if dossier.kind() == Kind::Provider {
        return (draft.get("name.nl").to_owned(), dossier.applications());
    }
    let name = Form::read(draft, dossier.institution())
        .map(|form| form.organization.long_name.best(Language::Nl).to_owned())
        .unwrap_or_default();
    (name, dossier.applications())
}
