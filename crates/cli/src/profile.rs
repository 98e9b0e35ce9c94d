//! Profiles: who one is, in which environment.
//!
//! A profile is `[profiles.NAME]` in `ebox.toml`, or variables (`EBOX_CLIENT_ID`), or both: variables win over
//! the file. Everything that is wrong with one is named at once, and no secret is ever shown.

mod credentials;
mod place;
#[cfg(test)]
mod tests;
mod values;

use std::path::{Path, PathBuf};

use clap::Args;
use ebox_credential::{Certificate, PrivateKey};
use ebox_domain::{EnterpriseNumber, Environment, Ssin};
use ebox_wire::manifest::What;
use zeroize::Zeroizing;

use crate::{failure::Failure, terminal::ask_password};
pub(crate) use credentials::open_store;
use credentials::{AskPassword, Credentials};
pub(crate) use place::Endpoints;
use place::Place;
use values::{CONFIG_FILE, Sources, Values};

/// What the help of every command with a profile says about profiles.
pub(crate) const PROFILE_HELP: &str = "\
A profile says who you are. In ebox.toml:

  [profiles.default]
  environment = \"acc\"                # prd, acc, sim or int; or sandbox = \"DIR/sandbox.json\"
  client_id = \"self_service_...\"
  private_key = \"private-key.pem\"    # or key_store and key_store_password
  certificate = \"certificate.pem\"    # optional: lets `ebox doctor` check it
  enterprise_number = \"0123456789\"   # optional: the certificate names it too
  what = \"annexes\"                   # optional: what `ebox sync` may fetch

Paths are relative to the file. Each key is also a variable, which wins over the file:

  EBOX_ENVIRONMENT  EBOX_SANDBOX  EBOX_CLIENT_ID  EBOX_PRIVATE_KEY  EBOX_CERTIFICATE
  EBOX_KEY_STORE  EBOX_KEY_STORE_PASSWORD  EBOX_ENTERPRISE_NUMBER  EBOX_WHAT
  EBOX_TOKEN_URL  EBOX_PROVIDER_REGISTRY_URL  EBOX_PARTITION_URL  EBOX_OPERATOR_URL

EBOX_SANDBOX alone is enough: the first Document Consumer of the sandbox is used, \
or the one that client_id or enterprise_number names.";

/// The example of a command, and what profiles are.
pub(crate) fn with_profile_help(example: &str) -> String {
    format!("{example}\n\n{PROFILE_HELP}")
}

/// Which profile is used.
#[derive(Args)]
pub(crate) struct ProfileArguments {
    /// The file with profiles; ebox.toml in this folder when it is there.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Which profile of the file; `default` when left out.
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
}

impl ProfileArguments {
    /// A profile by its name, of a file; both as when they are left out.
    pub(crate) const fn new(config: Option<PathBuf>, profile: Option<String>) -> Self {
        Self { config, profile }
    }

    /// Reads the profile, and its private key apart: it goes to whoever signs and nowhere else. For a person it is
    /// the profile of a portal.
    pub(crate) fn load(&self, person: Option<Ssin>) -> Result<(Profile, PrivateKey), Failure> {
        let sources = Sources {
            file: self.file()?,
            name: self.profile.clone(),
            person,
            // Variables that are not Unicode are nobody's profile.
            variables: std::env::vars_os()
                .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
                .collect(),
        };
        Profile::read(&sources, &ask_password)
    }

    fn file(&self) -> Result<Option<(PathBuf, String)>, Failure> {
        let path = self.config.clone().unwrap_or_else(|| PathBuf::from(CONFIG_FILE));
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Some((path, text))),
            Err(error) if self.config.is_none() && error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::new("profile", format!("{} cannot be read: {error}", path.display()))
                .hint(
                    "name the file with profiles as --config FILE, or leave --config out to use variables",
                )),
        }
    }
}

/// Whose e-Box it is about, and who calls.
#[derive(Args)]
pub(crate) struct EboxArguments {
    /// The enterprise whose e-Box it is, when that is another one, which gave you a mandate to consult it.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) on_behalf_of: Option<EnterpriseNumber>,
    #[command(flatten)]
    pub(crate) profile: ProfileArguments,
}

/// Who one is, read and checked.
pub(crate) struct Profile {
    /// Where it came from, for people: `default of ebox.toml`.
    pub(crate) origin: String,
    /// The environment; for a sandbox the one that it rehearses.
    pub(crate) environment: Environment,
    /// Whether it is a sandbox, where certificates prove nothing.
    pub(crate) is_rehearsal: bool,
    /// The OAuth client.
    pub(crate) client_id: String,
    /// The file of the key.
    pub(crate) key_file: PathBuf,
    /// Its certificate, when the profile names one.
    pub(crate) certificate: Option<Certificate>,
    /// The enterprise whose e-Box it is, when the profile or the certificate names one.
    pub(crate) enterprise: Option<EnterpriseNumber>,
    /// What may be fetched, when the profile says so.
    pub(crate) what: Option<What>,
    /// Where the services are.
    pub(crate) endpoints: Endpoints,
}

impl Profile {
    fn read(sources: &Sources, ask_password: AskPassword<'_>) -> Result<(Self, PrivateKey), Failure> {
        let mut values = Values::read(sources)?;
        let profile = Self::resolve(&mut values, sources.person, ask_password);
        let origin = values.origin();
        match (profile, values.into_mistakes()) {
            (Some(profile), mistakes) if mistakes.is_empty() => Ok(profile),
            (_, mistakes) => Err(failure(&origin, &mistakes)),
        }
    }

    fn resolve(
        values: &mut Values,
        person: Option<Ssin>,
        ask_password: AskPassword<'_>,
    ) -> Option<(Self, PrivateKey)> {
        let place = Place::read(values);
        let given: Option<EnterpriseNumber> =
            values.parsed("enterprise_number", "ten digits that begin with 0 or 1", |text| text.parse().ok());
        let what = values.parsed("what", "metadata, annexes or everything", |text| text.parse().ok());
        let member = place.as_ref().and_then(|place| match person {
            Some(person) => place.portal(values, given, person),
            None => place.member(values, given),
        });
        // A sandbox gives what is left out, unless a key of one's own says that its clients are not meant.
        let is_complete = values.brings_key() || matches!(place, Some(Place::Real(_)));
        let client_id = values.text("client_id").or_else(|| Some(member.as_ref()?.client_id.clone()));
        if client_id.is_none() && is_complete {
            values.missing("client_id", "the OAuth client id that the registration gave");
        }
        if !values.brings_key() && is_complete {
            values.missing("private_key", "the path of a PEM file, or of a PKCS#12 file as key_store");
        }
        let credentials = Credentials::read(values, member.as_ref(), ask_password);
        let endpoints = place.as_ref().and_then(|place| place.endpoints(values));
        let (place, credentials) = (place?, credentials?);
        let named = credentials.certificate.as_ref().and_then(Certificate::enterprise);
        let profile = Self {
            origin: values.origin(),
            environment: place.environment(),
            is_rehearsal: matches!(place, Place::Rehearsed(_)),
            client_id: client_id?,
            key_file: credentials.key_file,
            certificate: credentials.certificate,
            enterprise: given.or_else(|| member.and_then(|member| member.enterprise)).or(named),
            what,
            endpoints: endpoints?,
        };
        Some((profile, credentials.key))
    }
}

fn failure(origin: &str, mistakes: &[String]) -> Failure {
    let message = match mistakes {
        [one] => format!("{origin}: {one}"),
        several => {
            let lines: Vec<String> = several.iter().map(|one| format!("  - {one}")).collect();
            format!("{origin} has {} mistakes:\n{}", several.len(), lines.join("\n"))
        }
    };
    Failure::new("profile", message).hint("`ebox token --help` says what a profile holds")
}

/// A file, read or said why not.
fn read_file(path: &Path) -> Result<Zeroizing<Vec<u8>>, String> {
    std::fs::read(path)
        .map(Zeroizing::new)
        .map_err(|error| format!("{} cannot be read: {error}", path.display()))
}
