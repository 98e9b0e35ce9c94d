//! Where an environment is asked: in this process, behind a network, or nowhere.

use std::sync::Arc;

use axum::body::Bytes;
use ebox_client::{ClientError, Credentials, Http, OperatorApi, OperatorCall, TokenSource};
use ebox_credential::{PrivateKey, Scope};
use ebox_domain::{Rng, ServiceError};
use ebox_dossier::EnvironmentError;
use ebox_wire::routes::{join, oauth};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    operator::AtFolder,
    services::{OperatorReach, ServicesLater},
};

const JSON: &str = "application/json";

/// Where an environment is asked.
pub(super) enum Office {
    /// In this process.
    Here(ServicesLater),
    /// Behind a network.
    Behind {
        /// Its operator's API.
        api: OperatorApi,
        /// Where its tokens come from.
        token_url: String,
    },
    /// Nowhere: a file is carried there.
    File,
}

impl Office {
    /// The office behind a network.
    pub(super) fn behind(
        reach: &OperatorReach,
        http: &Http,
        rng: &Arc<dyn Rng>,
    ) -> Result<Self, ServiceError> {
        let pem = std::fs::read_to_string(&reach.private_key).map_err(ServiceError::failed)?;
        let credentials = Credentials {
            client_id: reach.client_id.clone(),
            key: PrivateKey::from_pem(&pem).map_err(ServiceError::failed)?,
            token_url: reach.token_url.clone(),
            audience: reach.token_url.clone(),
            scopes: vec![Scope::Operator],
        };
        let tokens = Arc::new(TokenSource::new(http.clone(), credentials, Arc::clone(rng)));
        let api = OperatorApi::new(http.clone(), tokens, &reach.operator_url);
        Ok(Self::Behind { api, token_url: reach.token_url.clone() })
    }

    /// Where clients of the environment get tokens.
    pub(super) fn token_url(&self) -> Option<String> {
        match self {
            Self::Here(services) => {
                Some(join(&services.get()?.setup().public_url, oauth::BASE) + oauth::TOKEN)
            }
            Self::Behind { token_url, .. } => Some(token_url.clone()),
            Self::File => None,
        }
    }

    /// Reads something.
    pub(super) async fn get<A: DeserializeOwned>(&self, path: &str) -> Result<A, EnvironmentError> {
        read(&self.call("GET", path, Bytes::new()).await?)
    }

    /// Puts something in its place.
    pub(super) async fn put<B: Serialize, A: DeserializeOwned>(
        &self,
        path: &str,
        body: &B,
    ) -> Result<A, EnvironmentError> {
        read(&self.call("PUT", path, written(body)?).await?)
    }

    /// Takes something back. What is not there is taken back already.
    pub(super) async fn delete(&self, path: &str) -> Result<(), EnvironmentError> {
        match self.send("DELETE", path, Bytes::new()).await? {
            Ok(_) => Ok(()),
            Err(error) if error.status() == Some(404) => Ok(()),
            Err(error) => Err(answered(error)),
        }
    }

    async fn call(&self, method: &'static str, path: &str, body: Bytes) -> Result<Bytes, EnvironmentError> {
        self.send(method, path, body).await?.map_err(answered)
    }

    async fn send(
        &self,
        method: &'static str,
        path: &str,
        body: Bytes,
    ) -> Result<Result<Bytes, ClientError>, EnvironmentError> {
        let content_type = (!body.is_empty()).then_some(JSON);
        let call = OperatorCall { method, path: path.to_owned(), content_type, accept: JSON, body };
        match self {
            Self::Here(services) => {
                let services = services
                    .get()
                    .ok_or_else(|| EnvironmentError::Away("its services are not open yet".into()))?;
                let answer = AtFolder::for_desk(services).operate(call).await;
                answer.map_err(|error| EnvironmentError::Away(error.into()))
            }
            Self::Behind { api, .. } => Ok(api.call(call).await),
            Self::File => Err(EnvironmentError::ByFile),
        }
    }
}

/// What an error means to those who decide: a refusal that stays, or something that may pass.
fn answered(error: ClientError) -> EnvironmentError {
    let is_of_the_content = matches!(error.status(), Some(400 | 404 | 409 | 413 | 422));
    match error.refusal() {
        Some(refusal) if is_of_the_content => {
            let causes = refusal.causes.iter().map(|cause| match cause.field.as_str() {
                "" => cause.detail.clone(),
                field => format!("{field}: {}", cause.detail),
            });
            let causes: Vec<String> = causes.collect();
            EnvironmentError::Refused(if causes.is_empty() { vec![refusal.message.clone()] } else { causes })
        }
        _ => EnvironmentError::Away(error.into()),
    }
}

fn written<B: Serialize>(body: &B) -> Result<Bytes, EnvironmentError> {
    serde_json::to_vec(body).map(Bytes::from).map_err(|error| EnvironmentError::Away(error.into()))
}

fn read<A: DeserializeOwned>(body: &[u8]) -> Result<A, EnvironmentError> {
    serde_json::from_slice(body).map_err(|error| EnvironmentError::Away(error.into()))
}
