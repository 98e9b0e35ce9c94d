//! Where an operator works: at the API of a running server, or at the data folder itself.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;
use ebox_client::{ClientError, OperatorApi, OperatorCall};
use ebox_credential::SystemRandom;
use ebox_domain::{Environment, provider::ProviderId, time::SystemClock};
use ebox_server::{
    DataFolder, ProviderSetup, RecipientPolicy, RegistrySettings, Role, Services, Setup, TermsVersion,
    config::{Config, Neighbours, Traffic},
    operator::AtFolder,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    configuration,
    failure::{Failure, chain},
    profile::ProfileArguments,
    session::Session,
};

const JSON: &str = "application/json";
/// The code of a failure because another process has the folder.
const IN_USE: &str = "folder_in_use";
/// Refusals are JSON whatever is wanted.
const YAML_OR_JSON: &str = "application/yaml, application/json;q=0.5";

/// Where to work.
#[derive(Args)]
pub(super) struct OfficeArguments {
    /// The data folder to work on, while no server holds it; the operator's API of the profile when left out.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The file with profiles; ebox.toml in this folder when it is there. With --data instead the configuration of
    /// `ebox serve` for that folder: what it chooses holds, where without it everything is as by default.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Which profile of the file; `default` when left out.
    #[arg(long, value_name = "NAME", conflicts_with = "data")]
    profile: Option<String>,
}

/// Where the work is done. What is asked is the same call in both.
pub(super) enum Office {
    /// Through the API of a running server.
    Api(OperatorApi),
    /// On a folder that this process holds.
    Folder(Box<Held>),
}

/// A folder that this process holds, with its services.
pub(super) struct Held {
    api: AtFolder,
    services: Arc<Services>,
    _folder: DataFolder,
}

impl OfficeArguments {
    /// Goes there. `provider` is one that shall be there, if any.
    pub(super) async fn open(&self, provider: Option<&ProviderId>) -> Result<Office, Failure> {
        match &self.data {
            None => {
                let profile = ProfileArguments::new(self.config.clone(), self.profile.clone());
                let session = Session::open(&profile)?;
                let Some(url) = session.profile.endpoints.operator_url.clone() else {
                    let message = format!("{} has no operator_url", session.profile.origin);
                    return Err(Failure::new("profile", message)
                        .hint("add operator_url, or work on the data folder itself with --data DIR"));
                };
                Ok(Office::Api(OperatorApi::new(session.http.clone(), Arc::clone(&session.tokens), url)))
            }
            Some(folder) => {
                let held = Held::take(folder, self.config.as_deref(), provider).await;
                let held = held.map_err(|failure| match failure.code {
                    IN_USE => failure.hint("or leave --data out, so that the running server does it"),
                    _ => failure,
                })?;
                Ok(Office::Folder(Box::new(held)))
            }
        }
    }
}

impl Held {
    /// Takes a folder that is there and opens its services: those of a configuration, or else every service that has
    /// data there as by default, and `provider` besides, if any.
    pub(super) async fn take(
        path: &Path,
        config: Option<&Path>,
        provider: Option<&ProviderId>,
    ) -> Result<Self, Failure> {
        if !path.is_dir() {
            let message = format!("{} is no folder", path.display());
            return Err(Failure::new("folder", message).hint("`ebox admin init` makes one"));
        }
        let config = config.map(|file| configuration_of(path, file)).transpose()?;
        let folder = DataFolder::take(path).map_err(|error| unusable(&error))?;
        let Some(environment) = folder.environment().map_err(|error| unusable(&error))? else {
            let message = format!("{} is no data folder", path.display());
            return Err(Failure::new("folder", message).hint("`ebox admin init` makes one"));
        };
        let setup = if let Some(config) = config {
            // Who works on the folder is no desk: that calls other deployments.
            Setup { desk: None, ..config.setup() }
        } else {
            let mut providers = folder.providers().map_err(|error| unusable(&error))?;
            providers.extend(provider.filter(|wanted| !providers.contains(wanted)).cloned());
            default_setup(environment, providers)
        };
        Self::open(folder, setup).await
    }

    /// Makes a folder, or takes it, for an environment.
    pub(super) async fn make(path: &Path, environment: Environment) -> Result<Self, Failure> {
        let folder = DataFolder::take(path).map_err(|error| unusable(&error))?;
        let providers = folder.providers().map_err(|error| unusable(&error))?;
        Self::open(folder, default_setup(environment, providers)).await
    }

    async fn open(folder: DataFolder, setup: Setup) -> Result<Self, Failure> {
        let services = Services::open(&folder, setup).await;
        let services = Arc::new(services.map_err(|error| Failure::unopened(&error))?);
        Ok(Self { api: AtFolder::new(Arc::clone(&services)), services, _folder: folder })
    }

    async fn call(&self, call: OperatorCall) -> Result<bytes::Bytes, Failure> {
        let answer = self.api.operate(call).await;
        let answer = answer.map_err(|error| Failure::system("the call was not answered", &error))?;
        answer.map_err(|error| refused(&error))
    }

    /// The services, for what is no operation of the API.
    pub(super) const fn services(&self) -> &Arc<Services> {
        &self.services
    }

    /// Closes the services.
    pub(super) async fn close(self) {
        self.services.close().await;
    }
}

fn unusable(error: &ebox_server::FolderError) -> Failure {
    let code = if matches!(error, ebox_server::FolderError::InUse(_)) { IN_USE } else { "folder" };
    Failure::new(code, chain(error))
}

/// The configuration of the server of a folder.
fn configuration_of(folder: &Path, file: &Path) -> Result<Config, Failure> {
    let config = configuration::read(file)?;
    let is_same = match (folder.canonicalize(), config.data.canonicalize()) {
        (Ok(folder), Ok(data)) => folder == data,
        _ => false,
    };
    if is_same {
        return Ok(config);
    }
    let (file, data) = (file.display(), config.data.display());
    Err(Failure::new("config", format!("{file} is for the folder {data}, not for {}", folder.display()))
        .hint("give the configuration of the server whose folder it is, or leave --config out"))
}

/// Every service, with what holds by default.
fn default_setup(environment: Environment, providers: Vec<ProviderId>) -> Setup {
    let with_defaults = |id| ProviderSetup { id, settings: RegistrySettings::default() };
    Setup {
        environment,
        roles: Role::ALL.to_vec(),
        // Nothing here answers callers, so nothing here has an address.
        public_url: String::new(),
        providers: providers.into_iter().map(with_defaults).collect(),
        recipients: RecipientPolicy::Listed,
        contact: None,
        terms: TermsVersion::default(),
        desk: None,
        oauth_server: None,
        traffic: Traffic::default(),
        neighbours: Neighbours::default(),
        dossiers: ebox_server::config::Dossiers::default(),
        portal: None,
        mail: None,
        clock: Arc::new(SystemClock),
        rng: Arc::new(SystemRandom),
    }
}

impl Office {
    async fn call(&self, call: OperatorCall) -> Result<bytes::Bytes, Failure> {
        match self {
            Self::Api(api) => api.call(call).await.map_err(|error| refused(&error)),
            Self::Folder(held) => held.call(call).await,
        }
    }

    /// Leaves.
    pub(super) async fn close(self) {
        if let Self::Folder(held) = self {
            held.close().await;
        }
    }

    /// Asks for something.
    pub(super) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Failure> {
        read(&self.call(plain("GET", path)).await?)
    }

    /// Asks for something in YAML.
    pub(super) async fn get_yaml(&self, path: &str) -> Result<String, Failure> {
        let body = self.call(OperatorCall { accept: YAML_OR_JSON, ..plain("GET", path) }).await?;
        String::from_utf8(body.to_vec()).map_err(|error| Failure::system("the answer is no text", &error))
    }

    /// Sends a body in JSON.
    pub(super) async fn send<T: DeserializeOwned>(
        &self,
        method: &'static str,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, Failure> {
        let body = serde_json::to_vec(body)
            .map_err(|error| Failure::system("the call cannot be written", &error))?;
        let call = OperatorCall { content_type: Some(JSON), body: body.into(), ..plain(method, path) };
        read(&self.call(call).await?)
    }

    /// Sends a body as it is.
    pub(super) async fn send_as<T: DeserializeOwned>(
        &self,
        method: &'static str,
        path: &str,
        content_type: &'static str,
        body: Vec<u8>,
    ) -> Result<T, Failure> {
        let call =
            OperatorCall { content_type: Some(content_type), body: body.into(), ..plain(method, path) };
        read(&self.call(call).await?)
    }
}

fn plain(method: &'static str, path: &str) -> OperatorCall {
    let body = bytes::Bytes::new();
    OperatorCall { method, path: path.to_owned(), content_type: None, accept: JSON, body }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(body).map_err(|error| Failure::system("the answer cannot be read", &error))
}

/// A refusal with one line for each cause.
fn refused(error: &ClientError) -> Failure {
    let causes = error.refusal().map(|refusal| refusal.causes.as_slice()).unwrap_or_default();
    let mut failure = Failure::call(error);
    if error.refusal().is_some_and(|refusal| refusal.status == 404) {
        // Nothing here belongs to an e-Box, as what consumers look for does.
        failure = failure.hint("the list of the same kind of thing prints what there is");
    }
    if causes.is_empty() {
        return failure;
    }
    let lines = causes.iter().map(|cause| (cause.field.as_str(), cause.detail.as_str()));
    Failure { message: mistakes("what was sent", lines), ..failure }
}

/// Mistakes, one a line.
pub(super) fn mistakes<'m>(of: &str, lines: impl Iterator<Item = (&'m str, &'m str)>) -> String {
    let line = |(field, detail): (&str, &str)| {
        // What is wrong with the whole has no field.
        if field.is_empty() { format!("  - {detail}") } else { format!("  - {field}: {detail}") }
    };
    let lines: Vec<String> = lines.map(line).collect();
    let count = if lines.len() == 1 { "a mistake".to_owned() } else { format!("{} mistakes", lines.len()) };
    format!("{of} has {count}:\n{}", lines.join("\n"))
}

/// A value, for programs.
pub(super) fn shown(value: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(value).map_err(|error| Failure::system("the answer cannot be shown", &error))
}

/// A file, read whole.
pub(super) fn file(path: &std::path::Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path)
        .map_err(|error| Failure::new("file", format!("{} cannot be read: {error}", path.display())))
}
