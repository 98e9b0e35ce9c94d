//! Where a profile's services are: a real environment, whose addresses are built in, or a sandbox.

use std::path::PathBuf;

use ebox_domain::{EnterpriseNumber, Environment, Ssin};
use ebox_wire::{
    routes::{federation, join, oauth, partition},
    sandbox::{self, Role, Sandbox},
};

use super::values::Values;

/// The registry of the simulation, which no provider registry lists.
const SIMULATION: &str = "https://services-sim.socialsecurity.be/REST/ebox/enterprise/messageRegistry/consultationIntegrationTest/v3";

/// Where the services are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Endpoints {
    /// Where access tokens come from.
    pub(crate) token_url: String,
    /// The `aud` of client assertions.
    pub(crate) audience: String,
    /// Where Document Providers ask what a token is worth.
    pub(crate) introspect_url: String,
    /// The list of Document Providers.
    pub(crate) provider_registry_url: String,
    /// The Partition service.
    pub(crate) partition_url: String,
    /// The v3 registry that is used when that list names none: that of the simulation.
    pub(crate) unlisted_registry: Option<String>,
    /// The listener of the operator's API, when the profile is an operator's.
    pub(crate) operator_url: Option<String>,
}

/// A client of a sandbox.
pub(super) struct Member {
    pub(super) client_id: String,
    pub(super) enterprise: Option<EnterpriseNumber>,
    pub(super) private_key: PathBuf,
    pub(super) certificate: PathBuf,
}

/// A real environment or a rehearsed one.
pub(super) enum Place {
    Real(Environment),
    Rehearsed(Box<Rehearsal>),
}

pub(super) struct Rehearsal {
    file: PathBuf,
    sandbox: Sandbox,
    environment: Environment,
}

impl Place {
    /// Reads where to go. `None`: a mistake is noted.
    pub(super) fn read(values: &mut Values) -> Option<Self> {
        const KNOWN: &str = "prd, acc, sim, int or sandbox";
        let is_sandbox = values.text("environment").is_some_and(|text| text == "sandbox");
        let environment: Option<Environment> =
            if is_sandbox { None } else { values.parsed("environment", KNOWN, |text| text.parse().ok()) };
        if values.layer("sandbox").is_some() {
            let rehearsal = Rehearsal::read(values)?;
            if let Some(environment) = environment.filter(|one| *one != rehearsal.environment) {
                let what = format!(
                    "{environment}, but the sandbox rehearses {}; leave one of the two out",
                    rehearsal.environment
                );
                values.wrong("environment", &what);
                return None;
            }
            return Some(Self::Rehearsed(Box::new(rehearsal)));
        }
        if is_sandbox {
            values.missing("sandbox", "the path of a sandbox.json, which `ebox dev` prints");
        } else if values.layer("environment").is_none() {
            values.missing("environment", "prd, acc, sim or int, or name a sandbox.json with sandbox");
        }
        environment.map(Self::Real)
    }

    pub(super) const fn environment(&self) -> Environment {
        match self {
            Self::Real(environment) => *environment,
            Self::Rehearsed(rehearsal) => rehearsal.environment,
        }
    }

    /// The client of a sandbox that the profile means.
    pub(super) fn member(&self, values: &mut Values, enterprise: Option<EnterpriseNumber>) -> Option<Member> {
        match self {
            Self::Real(_) => None,
            Self::Rehearsed(rehearsal) => rehearsal.member(values, enterprise),
        }
    }

    /// The portal that speaks for a person. Its certificate does not say for which enterprise the person acts, so
    /// that the profile must, or the sandbox.
    pub(super) fn portal(
        &self,
        values: &mut Values,
        enterprise: Option<EnterpriseNumber>,
        person: Ssin,
    ) -> Option<Member> {
        match self {
            Self::Real(_) if enterprise.is_none() => {
                values.missing("enterprise_number", "the enterprise for which the person acts");
                None
            }
            Self::Real(_) => None,
            Self::Rehearsed(rehearsal) => rehearsal.portal(values, enterprise, person),
        }
    }

    /// Where the services are.
    pub(super) fn endpoints(&self, values: &mut Values) -> Option<Endpoints> {
        let has_mistake =
            |values: &Values, key, read: &Option<String>| values.layer(key).is_some() && read.is_none();
        let token_url = values.address("token_url");
        let provider_registry_url = values.address("provider_registry_url");
        let partition_url = values.address("partition_url");
        let operator_url = values.address("operator_url");
        if has_mistake(values, "token_url", &token_url)
            || has_mistake(values, "partition_url", &partition_url)
            || has_mistake(values, "operator_url", &operator_url)
            || has_mistake(values, "provider_registry_url", &provider_registry_url)
        {
            return None;
        }
        let mut endpoints = match self {
            Self::Real(environment) => built_in(*environment),
            Self::Rehearsed(rehearsal) => rehearsal.endpoints(),
        };
        endpoints.operator_url = operator_url;
        if let Some(url) = token_url {
            endpoints.introspect_url = beside(&url);
            endpoints.audience.clone_from(&url);
            endpoints.token_url = url;
        }
        if let Some(url) = provider_registry_url {
            endpoints.provider_registry_url = url;
        }
        if let Some(url) = partition_url {
            endpoints.partition_url = url;
        }
        Some(endpoints)
    }
}

/// The addresses of an environment (contract 1.2 and 10.2).
fn built_in(environment: Environment) -> Endpoints {
    let host = |environment| match environment {
        Environment::Int => "https://services-int.socialsecurity.be",
        Environment::Acc => "https://services-acpt.socialsecurity.be",
        Environment::Sim => "https://services-sim.socialsecurity.be",
        Environment::Prd => "https://services.socialsecurity.be",
    };
    // The simulation takes the tokens of production.
    let issuer = match environment {
        Environment::Sim => Environment::Prd,
        other => other,
    };
    let tokens = join(host(issuer), oauth::BASE);
    let token_url = join(&tokens, oauth::TOKEN);
    Endpoints {
        audience: token_url.clone(),
        token_url,
        introspect_url: join(&tokens, oauth::INTROSPECT),
        provider_registry_url: join(host(environment), federation::BASE) + federation::MESSAGE_PROVIDERS,
        partition_url: join(host(environment), partition::BASE),
        unlisted_registry: (environment == Environment::Sim).then(|| SIMULATION.to_owned()),
        operator_url: None,
    }
}

/// Where introspection is beside an address of tokens.
fn beside(token_url: &str) -> String {
    let base = token_url.trim_end_matches('/');
    join(base.strip_suffix(oauth::TOKEN).unwrap_or(base), oauth::INTROSPECT)
}

impl Rehearsal {
    fn read(values: &mut Values) -> Option<Self> {
        let mut file = values.path("sandbox")?;
        if file.is_dir() {
            file.push(sandbox::FILE_NAME);
        }
        let read = super::read_file(&file).and_then(|text| {
            serde_json::from_slice::<Sandbox>(&text)
                .map_err(|error| format!("{} is no sandbox.json: {error}", file.display()))
        });
        let sandbox = match read {
            Ok(sandbox) => sandbox,
            Err(what) => {
                values.wrong("sandbox", &format!("{what}; `ebox dev` prints the path of a running sandbox"));
                return None;
            }
        };
        let Some(environment) = sandbox.environment() else {
            let what = format!("its environment `{}` is unknown to this version", sandbox.environment);
            values.wrong("sandbox", &what);
            return None;
        };
        Some(Self { file, sandbox, environment })
    }

    fn endpoints(&self) -> Endpoints {
        Endpoints {
            token_url: self.sandbox.token_url.clone(),
            audience: self.sandbox.audience.clone(),
            introspect_url: self.sandbox.introspect_url.clone(),
            provider_registry_url: self.sandbox.provider_registry_url.clone(),
            partition_url: join(&self.sandbox.base_url, partition::BASE),
            unlisted_registry: None,
            operator_url: None,
        }
    }

    fn member(&self, values: &mut Values, enterprise: Option<EnterpriseNumber>) -> Option<Member> {
        let brings_key = values.brings_key();
        if let Some(id) = values.text("client_id") {
            let found = self.by_id(&id);
            if found.is_none() && !brings_key {
                let ids: Vec<&str> =
                    self.sandbox.clients.iter().map(|client| client.client_id.as_str()).collect();
                let what = format!("the sandbox has no client `{id}`; it has {}", ids.join(", "));
                values.wrong("client_id", &what);
            }
            return found;
        }
        // Who consumes is meant first; a number may also be that of a sender or a provider.
        let found = self.sandbox.client(Role::DocumentConsumer, enterprise).or_else(|| {
            let number = enterprise?;
            self.sandbox.clients.iter().find(|client| client.enterprise_number == number.as_str())
        });
        if found.is_none() && !brings_key {
            let key = if enterprise.is_some() { "enterprise_number" } else { "sandbox" };
            let mut numbers: Vec<&str> =
                self.sandbox.clients.iter().map(|client| client.enterprise_number.as_str()).collect();
            numbers.dedup();
            let what = format!("the sandbox has no client of it; it has clients of {}", numbers.join(", "));
            values.wrong(key, &what);
        }
        found.map(|client| self.of(client))
    }

    fn portal(
        &self,
        values: &mut Values,
        enterprise: Option<EnterpriseNumber>,
        person: Ssin,
    ) -> Option<Member> {
        let people = &self.sandbox.people;
        let known = people.iter().find(|known| known.ssin() == Some(person));
        let enterprise = enterprise.or_else(|| known?.enterprise_number.parse().ok());
        if enterprise.is_none() {
            let known: Vec<&str> = people.iter().map(|person| person.ssin.as_str()).collect();
            let what = format!(
                "the sandbox does not have that person; it has {}; for others say for which enterprise they act \
                 (enterprise_number)",
                known.join(", ")
            );
            values.wrong("sandbox", &what);
            return None;
        }
        let portal = match values.text("client_id") {
            Some(id) => self.by_id(&id),
            None => self.sandbox.client(Role::Portal, None).map(|client| self.of(client)),
        };
        if portal.is_none() && !values.brings_key() {
            values.wrong("sandbox", "it has no such portal; `ebox dev` of this version makes one");
        }
        portal.map(|portal| Member { enterprise, ..portal })
    }

    fn by_id(&self, id: &str) -> Option<Member> {
        let regular = self.sandbox.clients.iter().find(|client| client.client_id == id);
        let faulty = || self.sandbox.faulty_clients.iter().find(|client| client.client_id == id);
        regular.map(|client| self.of(client)).or_else(|| {
            faulty().map(|client| Member {
                client_id: client.client_id.clone(),
                enterprise: None,
                private_key: sandbox::resolve(&self.file, &client.private_key_file),
                certificate: sandbox::resolve(&self.file, &client.certificate_file),
            })
        })
    }

    fn of(&self, client: &sandbox::Client) -> Member {
        Member {
            client_id: client.client_id.clone(),
            enterprise: client.enterprise_number.parse().ok(),
            private_key: sandbox::resolve(&self.file, &client.private_key_file),
            certificate: sandbox::resolve(&self.file, &client.certificate_file),
        }
    }
}
