//! `GET /sending/{number}/examples`: what a client needs in an environment, and commands that publish, made of the
//! dossier's own applications and message types.

mod commands;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_domain::{EboxType, Environment, Language};
use ebox_dossier::{Dossier, EnvironmentError, Form, Kind, NotTaken, Visit, port::Recipient};
use ebox_i18n::Texts;

use super::{at, own, tests};
use crate::{
    Portal, SignIn,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page},
    show,
    visitor::{SignedIn, Visitor},
};

#[derive(Template)]
#[template(path = "sending_examples.html")]
pub(in crate::pages) struct ExamplesPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) base: String,
    pub(in crate::pages) project: String,
    pub(in crate::pages) environment: &'static str,
    pub(in crate::pages) client_id: Option<String>,
    pub(in crate::pages) token_url: Option<String>,
    pub(in crate::pages) registry: Option<String>,
    pub(in crate::pages) recipients: Vec<To>,
    /// What every example begins with.
    pub(in crate::pages) profile: String,
    /// For each message type: what it is called, and the commands.
    pub(in crate::pages) types: Vec<(String, String)>,
    /// Whether the environment does not say who can be sent to.
    pub(in crate::pages) is_away: bool,
    /// Whether whoever is sent to gets a real letter, so that nobody is proposed.
    pub(in crate::pages) is_real: bool,
}

/// Somebody to send to.
pub(in crate::pages) struct To {
    pub(in crate::pages) name: String,
    pub(in crate::pages) number: String,
    pub(in crate::pages) is_citizen: bool,
    pub(in crate::pages) has_opened: bool,
}

impl To {
    fn of(recipient: &Recipient) -> Self {
        Self {
            name: recipient.name.clone(),
            number: recipient.ebox.number().to_owned(),
            is_citizen: recipient.ebox.ebox_type() == EboxType::Citizen,
            has_opened: recipient.has_opened,
        }
    }
}

/// Shows the examples.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    Path(number): Path<String>,
    query: Fields,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let (visit, dossier) = own(&portal, &signed_in, &number, ("GET", "/examples")).await?;
    if dossier.kind() == Kind::Provider {
        return Err(Failure::NotFound);
    }
    let environment = tests::environment(&dossier, &query)?;
    let form = Form::read(dossier.form(), dossier.institution()).map_err(|mistakes| {
        Failure::from(ebox_dossier::DossierError::from(NotTaken::Incomplete(mistakes)))
    })?;
    let environments = portal.dossiers()?.environments();
    let is_real = environment == Environment::Prd && portal.0.settings.sign_in != SignIn::Rehearsal;
    let providers = environments.providers(environment).await;
    let recipients = if is_real { Ok(Vec::new()) } else { environments.recipients(environment).await };
    let is_away = providers.is_err() || recipients.is_err();
    let (providers, recipients) = (known(providers), reached(&form, known(recipients)));
    let registry = providers.into_iter().find(|one| one.id == form.provider).and_then(|one| one.v3_url);
    let client_id = client(&portal, &visit, &dossier, environment).await?;
    let token_url = environments.token_url(environment);
    let place = commands::Place {
        environment,
        client_id: client_id.as_deref(),
        token_url: token_url.as_deref(),
        registry: registry.as_deref(),
    };
    let called = |one: &ebox_dossier::form::WantedType| {
        let id = one.message_type.id.as_str();
        format!("{id}: {}", show::name(&one.message_type.name, t.language(), id))
    };
    let types = form.types.iter().map(|one| (called(one), commands::publish(one, &recipients)));
    page(&ExamplesPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::Sending),
        base: at(dossier.number()),
        project: format!("{} {}", dossier.number(), dossier.name()),
        environment: environment.in_certificates(),
        profile: commands::profile(&place),
        types: types.collect(),
        recipients: recipients.iter().map(To::of).collect(),
        client_id,
        token_url,
        registry,
        is_away,
        is_real,
    })
}

/// Those whom the message types of a form reach: a sender learns of nobody else.
fn reached(form: &Form, recipients: Vec<Recipient>) -> Vec<Recipient> {
    let reaches = |one: &Recipient| {
        form.types.iter().any(|wanted| wanted.sector.ebox_types().contains(&one.ebox.ebox_type()))
    };
    recipients.into_iter().filter(reaches).collect()
}

/// What an environment says; without an answer the page does without.
fn known<T>(answer: Result<Vec<T>, EnvironmentError>) -> Vec<T> {
    answer.unwrap_or_else(|error| {
        tracing::info!(error = &error as &dyn std::error::Error, "an environment does not say what is there");
        Vec::new()
    })
}

/// The OAuth client in an environment. Further message types use that of the dossier to which they are added.
async fn client(
    portal: &Portal,
    visit: &Visit,
    dossier: &Dossier,
    environment: Environment,
) -> Result<Option<String>, Failure> {
    let of = |dossier: &Dossier| dossier.configured(environment).and_then(|one| one.client_id.clone());
    let base = match (of(dossier), dossier.base()) {
        (None, Some(base)) => base,
        (client, _) => return Ok(client),
    };
    let (base, _) = portal.dossiers()?.dossier(visit, base).await?;
    Ok(of(&base))
}

/// The language of a text in an example.
const LANGUAGE: Language = Language::Nl;
