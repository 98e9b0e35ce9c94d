//! An operator's configuration, read so that every mistake is named at once.

mod dossiers;
mod files;
mod mail;
mod neighbours;
mod oauth_server;
mod portal;
mod providers;
mod reader;
mod traffic;

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use ebox_credential::SystemRandom;
use ebox_domain::{Environment, provider::ProviderId, time::SystemClock};
use ebox_mail::smtp::SmtpSettings;
use ebox_onboarding::TermsVersion;

use crate::{
    plugs::RecipientPolicy,
    services::{PortalSetup, ProviderSetup, Role, Setup},
    telemetry,
};
pub use dossiers::{Desk, Dossiers, Reach};
pub(crate) use files::check_tls;
pub use mail::described as described_mail;
pub use neighbours::{Neighbours, NotificationClient};
pub use oauth_server::OauthServer;
use reader::{Mistakes, Section};
pub use traffic::Traffic;

/// What `ebox serve` is told.
#[derive(Debug, Clone)]
pub struct Config {
    /// Which environment this is.
    pub environment: Environment,
    /// Which services run here.
    pub roles: Vec<Role>,
    /// The address that callers use, without a slash at the end.
    pub public_url: String,
    /// Where the services listen.
    pub listen: SocketAddr,
    /// Where the operator's API is served, if anywhere.
    pub operator: Option<SocketAddr>,
    /// Where metrics are served, if anywhere.
    pub metrics: Option<SocketAddr>,
    /// The data folder.
    pub data: PathBuf,
    /// Certificate and key, for HTTPS.
    pub tls: Option<Tls>,
    /// How logs are written.
    pub log: Log,
    /// The Document Providers of this process with their choices; the first has the paths of the reference
    /// provider.
    pub providers: Vec<ProviderSetup>,
    /// The helpdesk's address, in v2.1 errors.
    pub contact: Option<String>,
    /// Limits on callers.
    pub traffic: Traffic,
    /// Which recipients registries take.
    pub recipients: RecipientPolicy,
    /// The version of the terms of use for Document Consumers.
    pub terms: TermsVersion,
    /// The OAuth server that others run, when tokens come from there.
    pub oauth_server: Option<OauthServer>,
    /// Further services of others.
    pub neighbours: Neighbours,
    /// What this deployment has to do with dossiers of senders and providers.
    pub dossiers: Dossiers,
    /// The portal, when one runs here.
    pub portal: Option<PortalSetup>,
    /// The mail server through which letters to people leave, if any.
    pub mail: Option<SmtpSettings>,
}

/// Files for HTTPS, read again on SIGHUP.
#[derive(Debug, Clone)]
pub struct Tls {
    /// The certificate chain, PEM.
    pub certificate: PathBuf,
    /// The private key, PEM.
    pub key: PathBuf,
}

/// How logs are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// JSON lines, for machines; text otherwise.
    pub is_json: bool,
    /// What is logged, as in `info` or `info,sqlx=warn`.
    pub filter: String,
}

/// Everything that is wrong with a configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the configuration has {} mistake(s):\n{}", .0.len(), .0.iter().map(|one| format!("  - {one}")).collect::<Vec<_>>().join("\n"))]
pub struct ConfigError(pub Vec<String>);

impl Config {
    /// Reads a configuration. Paths in it are relative to `folder`, the one that the file is in.
    pub fn parse(text: &str, folder: &std::path::Path) -> Result<Self, ConfigError> {
        let table = text.parse::<toml::Table>().map_err(|error| ConfigError(vec![error.to_string()]))?;
        let mistakes = Mistakes::default();
        let mut root = Section::new("", table, &mistakes);
        let config = read(&mut root, folder);
        root.finish();
        match (config, mistakes.into_list()) {
            (Some(config), list) if list.is_empty() => Ok(config),
            (_, list) => Err(ConfigError(list)),
        }
    }

    /// What is no mistake of the file, and an operator should know all the same.
    pub fn warnings(&self) -> Vec<String> {
        self.tls.as_ref().and_then(files::at_another_time).into_iter().collect()
    }

    /// The services that it describes, with the clock and the random numbers of this machine.
    pub fn setup(&self) -> Setup {
        Setup {
            environment: self.environment,
            roles: self.roles.clone(),
            public_url: self.public_url.clone(),
            providers: self.providers.clone(),
            recipients: self.recipients,
            contact: self.contact.clone(),
            terms: self.terms.clone(),
            desk: self.dossiers.desk.as_ref().map(Desk::setup),
            oauth_server: self.oauth_server.clone(),
            neighbours: self.neighbours.clone(),
            dossiers: self.dossiers.clone(),
            portal: self.portal.clone(),
            mail: self.mail.clone(),
            traffic: self.traffic.clone(),
            clock: Arc::new(SystemClock),
            rng: Arc::new(SystemRandom),
        }
    }
}

fn read(root: &mut Section<'_>, folder: &std::path::Path) -> Option<Config> {
    let environment = root.required_with("environment", "int, acc, sim or prd", |text| {
        Environment::ALL.into_iter().find(|environment| environment.as_str() == text)
    });
    let public_url = root.required_with("public_url", ADDRESS, address);
    let data = files::data(root, folder, environment);
    let roles = root.list("roles", "oauth, federation, registry, simulation or portal", Role::parse);
    let names_providers = root.has("providers");
    let providers = root.list(
        "providers",
        "identifiers of 1 to 100 letters, digits, dots, hyphens or underscores",
        |text| text.parse().ok(),
    );
    let contact = root.optional("contact", "an address");
    let terms =
        root.optional_with("terms", "1 to 50 letters, digits, dots, hyphens or underscores", |text| {
            text.parse::<TermsVersion>().ok()
        });

    let mut listen = root.section("listen");
    let listen_at = listen.required("address", "an address and port, as in 127.0.0.1:8480");
    let metrics = listen.optional("metrics", "an address and port, as in 127.0.0.1:9480");
    listen.finish();

    let mut operator = root.section("operator");
    let operator_listen = operator.optional("listen", "an address and port, as in 127.0.0.1:8490");
    operator.finish();

    let tls = root.optional_section("tls").and_then(|section| files::tls(section, folder));
    if tls.is_some() && public_url.as_ref().is_some_and(|url: &String| url.starts_with("http://")) {
        root.mistake(
            "public_url: http, though callers come over https with a section tls; begin it with https://",
        );
    }

    let mut log = root.section("log");
    let is_json = log.optional_with("format", "json or text", |text| match text {
        "json" => Some(true),
        "text" => Some(false),
        _ => None,
    });
    let filter =
        log.optional_with("filter", "a level such as info, or a filter such as info,sqlx=warn", |text| {
            let is_filter = !text.contains(char::is_whitespace) && telemetry::is_filter(text);
            is_filter.then(|| text.to_owned())
        });
    log.finish();

    let mut limits = root.section("limits");
    let mut choices = providers::Choices::of_limits(&mut limits);
    let traffic = traffic::read(&mut limits, root.section("cors"));
    limits.finish();

    let mut registry = root.section("registry");
    choices.add(providers::Choices::of_rules(&mut registry));
    let recipients = registry.optional_with("recipients", "listed or any", |text| match text {
        "listed" => Some(RecipientPolicy::Listed),
        "any" => Some(RecipientPolicy::Any),
        _ => None,
    });
    registry.finish();

    let oauth_server =
        root.optional_section("oauth_server").and_then(|section| oauth_server::read(section, folder));
    let partition_service = root.optional_with("partition_service", ADDRESS, address);
    let federation_service = root.optional_with("federation_service", ADDRESS, address);
    let notifications = root
        .optional_section("notifications")
        .and_then(|section| neighbours::notifications(section, folder, public_url.as_ref()));
    let asked = [("partition_service", &partition_service), ("federation_service", &federation_service)];
    for (name, service) in asked {
        if service.is_some() && oauth_server.is_none() {
            root.mistake(format!(
                "{name}: it is asked in the name of a client; add a section oauth_server that names it"
            ));
        }
    }

    let dossiers =
        root.optional_section("dossiers").map(|section| dossiers::read(section, environment, folder));
    let portal = root.optional_section("portal").map(|section| {
        let known = portal::Known {
            folder,
            public_url: public_url.as_deref(),
            has: |role| roles.as_ref().is_none_or(|roles| roles.contains(&role)),
            oauth_server: oauth_server.as_ref(),
        };
        portal::read(section, &known)
    });
    match (&roles, &portal) {
        (Some(roles), None) if roles.contains(&Role::Portal) => {
            root.mistake("roles: the portal needs a section portal, which says how people sign in; add it");
        }
        (Some(roles), Some(_)) if !roles.contains(&Role::Portal) => {
            root.mistake(
                "portal: roles leaves the portal out; add portal to roles, or leave this section out",
            );
        }
        _ => {}
    }
    if portal.is_none() && dossiers.as_ref().is_some_and(|dossiers| dossiers.desk.is_some()) {
        root.mistake(
            "dossiers.desk: dossiers go their way in the portal; add a section portal, or leave the desk out",
        );
    }

    let mail = root.optional_section("mail").and_then(|section| mail::read(section, folder));

    if listen_at.is_some() && listen_at == metrics {
        root.mistake(
            "listen.metrics: the same address as listen.address; metrics have a listener of their own",
        );
    }
    if operator_listen.is_some() && [listen_at, metrics].contains(&operator_listen) {
        root.mistake(
            "operator.listen: another listener has this address; the operator's API has a listener of its own",
        );
    }
    if roles.as_ref().is_some_and(Vec::is_empty) {
        root.mistake(
            "roles: empty, so that nothing would run; name oauth, federation, registry, simulation or portal",
        );
    }
    let roles = roles.unwrap_or_else(|| Role::ALL.to_vec());
    // What cannot be read is named already.
    let lacks_providers = providers.as_ref().map_or(!names_providers, Vec::is_empty);
    let providers: Vec<ProviderId> = providers.unwrap_or_default();
    let providers_with_choices = providers::read(root, &providers, &choices);
    for (place, provider) in providers.iter().enumerate() {
        if providers[..place].contains(provider) {
            root.mistake(format!("providers: {provider} is there twice; name each provider once"));
        }
    }
    if roles.contains(&Role::Registry) && lacks_providers {
        root.mistake("providers: the role registry needs at least one provider; name it, as in [\"nsso\"]");
    }
    let has_oauth = roles.contains(&Role::Oauth);
    if !has_oauth && oauth_server.is_none() {
        root.mistake(
            "roles: somebody has to say what tokens are worth; add oauth, or a section oauth_server",
        );
    }
    if has_oauth && oauth_server.is_some() {
        root.mistake(
            "oauth_server: this process is an OAuth server itself; leave oauth out of roles, or this",
        );
    }
    Some(Config {
        environment: environment?,
        roles,
        public_url: public_url?,
        listen: listen_at?,
        operator: operator_listen,
        metrics,
        data: data?,
        tls,
        log: Log { is_json: is_json.unwrap_or(false), filter: filter.unwrap_or_else(|| "info".to_owned()) },
        providers: providers_with_choices,
        contact,
        traffic,
        recipients: recipients.unwrap_or_default(),
        terms: terms.unwrap_or_default(),
        oauth_server,
        neighbours: Neighbours { partition_service, federation_service, notifications },
        dossiers: dossiers.unwrap_or_default(),
        portal: portal.flatten(),
        mail,
    })
}

/// What [`address`] takes.
const ADDRESS: &str = "an http or https address without ? and #";

/// An address of HTTP that paths are added to, without a slash at its end.
fn address(text: &str) -> Option<String> {
    let text = text.trim_end_matches('/');
    if text.contains(['?', '#']) {
        return None;
    }
    let has_host = |scheme: &str| text.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty());
    (has_host("https://") || has_host("http://")).then(|| text.to_owned())
}

#[cfg(test)]
mod tests;
