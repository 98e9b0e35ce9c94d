//! Where an operator works: at the API of a running server, or at the data folder itself.

use std::{path::PathBuf, sync::Arc};

use clap::Args;
use ebox_client::{ClientError, OperatorApi, OperatorCall};
use ebox_credential::SystemRandom;
use ebox_domain::{Environment, provider::ProviderId, time::SystemClock};
use ebox_server::{
    DataFolder, ProviderSetup, RecipientPolicy, Role, Services, Setup,
    config::{Neighbours, Traffic},
    operator::AtFolder,
};
use ebox_wire::routes::operator::BASE;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    failure::{Failure, chain},
    profile::ProfileArguments,
    session::Session,
};

const JSON: &str = "application/json";
/// Refusals are JSON whatever is wanted.
const YAML_OR_JSON: &str = "application/yaml, application/json;q=0.5";

/// Where to work.
#[derive(Args)]
pub(super) struct OfficeArguments {
    /// The data folder to work on, while no server holds it; the operator's API of the profile when left out.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(flatten)]
    profile: ProfileArguments,
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
                let session = Session::open(&self.profile)?;
                let Some(url) = session.profile.endpoints.operator_url.clone() else {
                    let message = format!("{} has no operator_url", session.profile.origin);
                    return Err(Failure::new("profile", message)
                        .hint("add operator_url, or work on the data folder itself with --data DIR"));
                };
                Ok(Office::Api(OperatorApi::new(session.http.clone(), Arc::clone(&session.tokens), url)))
            }
            Some(folder) if !folder.is_dir() => {
                let message = format!("{} is no folder", folder.display());
                Err(Failure::new("folder", message).hint("`ebox admin init` makes one"))
            }
            Some(folder) => {
                let folder = DataFolder::take(folder).map_err(|error| in_use(&error))?;
                Held::open(folder, None, provider).await.map(|held| Office::Folder(Box::new(held)))
            }
        }
    }
}

pub(super) fn in_use(error: &ebox_server::FolderError) -> Failure {
    let failure = Failure::new("folder", chain(error));
    match error {
        ebox_server::FolderError::InUse(_) => {
            failure.hint("leave --data out, so that the running server does it")
        }
        _ => failure,
    }
}

impl Held {
    /// Opens the services of a folder.
    pub(super) async fn open(
        folder: DataFolder,
        environment: Option<Environment>,
        provider: Option<&ProviderId>,
    ) -> Result<Self, Failure> {
        let failed = |error: &ebox_server::FolderError| Failure::new("folder", chain(error));
        let own = folder.environment().map_err(|error| failed(&error))?;
        let Some(environment) = environment.or(own) else {
            let message = format!("{} is no data folder", folder.root().display());
            return Err(Failure::new("folder", message).hint("`ebox admin init` makes one"));
        };
        let mut providers = folder.providers().map_err(|error| failed(&error))?;
        providers.extend(provider.filter(|wanted| !providers.contains(wanted)).cloned());
        let setup = Setup {
            environment,
            roles: Role::ALL.to_vec(),
            // Nothing here answers callers, so nothing here has an address.
            public_url: String::new(),
            providers: providers
                .into_iter()
                .map(|id| ProviderSetup { id, settings: ebox_server::RegistrySettings::default() })
                .collect(),
            recipients: RecipientPolicy::Listed,
            contact: None,
            terms: "1".parse().map_err(|_| Failure::new("local", "no version of terms"))?,
            oauth_server: None,
            traffic: Traffic::default(),
            neighbours: Neighbours::default(),
            portal: None,
            clock: Arc::new(SystemClock),
            rng: Arc::new(SystemRandom),
        };
        let services = Services::open(&folder, setup).await;
        let services =
            Arc::new(services.map_err(|error| Failure::system("a service does not open", &error))?);
        Ok(Self { api: AtFolder::new(Arc::clone(&services)), services, _folder: folder })
    }

    async fn call(&self, call: OperatorCall) -> Result<bytes::Bytes, Failure> {
        let mut request = http::Request::builder()
            .method(call.method)
            .uri(format!("{BASE}{}", call.path))
            .header(http::header::ACCEPT, call.accept);
        if let Some(content_type) = call.content_type {
            request = request.header(http::header::CONTENT_TYPE, content_type);
        }
        let request =
            request.body(call.body).map_err(|error| Failure::system("the call cannot be made", &error))?;
        let answer = self.api.call(request).await;
        let answer = answer.map_err(|error| Failure::system("the call was not answered", &error))?;
        if answer.status().is_success() {
            return Ok(answer.into_body());
        }
        Err(refused(&OperatorApi::refused(answer.status().as_u16(), answer.body())))
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
    let failure = Failure::call(error);
    if causes.is_empty() {
        return failure;
    }
    let lines = causes.iter().map(|cause| (cause.field.as_str(), cause.detail.as_str()));
    Failure { message: mistakes("what was sent", lines), ..failure }
}

/// Mistakes, one a line.
pub(super) fn mistakes<'m>(of: &str, lines: impl Iterator<Item = (&'m str, &'m str)>) -> String {
    let lines: Vec<String> = lines.map(|(field, detail)| format!("  - {field}: {detail}")).collect();
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
