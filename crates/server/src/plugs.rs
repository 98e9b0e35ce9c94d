//! What one service asks of another, answered by the service that runs here.

mod dossiers;
mod environments;
pub(crate) mod introspection;
mod neighbours;
mod partition;
mod recipients;
mod remembered;
mod senders;

use std::sync::Arc;

use async_trait::async_trait;
use ebox_domain::{EnterpriseNumber, ServiceError, Ssin, StoreError, ids::ClientId};
use ebox_oauth::{Author, OauthService};
use ebox_onboarding::port as onboarding;
use ebox_people::People;
use ebox_web::limits::{CallRate, Rate};

pub(crate) use dossiers::PeopleForDossiers;
pub(crate) use environments::EnvironmentsOfDesk;
pub(crate) use neighbours::{PartitionsOfOthers, ProvidersToTell};
pub(crate) use partition::{
    AccessToPartitions, Bell, MandatesFromService, PartitionsFromService, RegistriesHere,
};
pub use recipients::RecipientPolicy;
pub(crate) use recipients::{EboxesOfOthers, RecipientsFromFederation};
pub(crate) use senders::{RegistriesToConfigure, SendersAtOauth};

/// The OAuth server gives tokens as often as anything else may be asked.
pub(crate) struct PaceOfRate(CallRate);

impl PaceOfRate {
    pub(crate) fn new(rate: Rate) -> Self {
        Self(CallRate::new(rate))
    }
}

impl ebox_oauth::port::Pace for PaceOfRate {
    fn check(&self, client: &ClientId) -> Result<(), u32> {
        self.0.check(client)
    }
}

/// Onboarding asks the service of people who manages an enterprise.
pub(crate) struct ManagersFromPeople(pub(crate) Arc<People>);

#[async_trait]
impl onboarding::Managers for ManagersFromPeople {
    async fn may_manage(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<bool, StoreError> {
        self.0.may_manage(person, enterprise).await.map_err(|error| asked("about a manager", error))
    }
}

/// Onboarding wants clients registered at the OAuth server.
pub(crate) struct ClientsAtOauth(pub(crate) Arc<OauthService>);

#[async_trait]
impl onboarding::Clients for ClientsAtOauth {
    async fn settle(&self, wanted: onboarding::WantedClient) -> Result<(), StoreError> {
        self.settled(wanted)
            .await
            .map_err(|error| StoreError::new("ask the OAuth server for a client", error))
    }
}

impl ClientsAtOauth {
    async fn settled(&self, wanted: onboarding::WantedClient) -> Result<(), ServiceError> {
        let (oauth, by) = (&self.0, Author::default());
        let id = wanted.client_id;
        let client = match oauth.client(&id).await? {
            Some(client) => client,
            // It ended before it began.
            None if wanted.certificates.is_empty() => return Ok(()),
            None => {
                let client = ebox_oauth::NewClient {
                    id: id.clone(),
                    enterprise: wanted.enterprise,
                    name: "Document Consumer".to_owned(),
                    scopes: wanted.scopes,
                    certificates: wanted.certificates.clone(),
                };
                oauth.register_client(client, &by).await?
            }
        };
        // Nobody gets in meanwhile who shall not.
        if client.is_enabled && !wanted.is_enabled {
            oauth.set_enabled(&id, false, &by).await?;
        }
        for certificate in wanted.certificates.iter().filter(|one| !client.certificates.contains(one)) {
            oauth.add_certificate(&id, certificate.clone(), &by).await?;
        }
        for certificate in client.certificates.iter().filter(|one| !wanted.certificates.contains(one)) {
            oauth.remove_certificate(&id, certificate.fingerprint(), &by).await?;
        }
        if wanted.is_enabled && !client.is_enabled {
            oauth.set_enabled(&id, true, &by).await?;
        }
        Ok(())
    }
}

fn asked(what: &'static str, error: ServiceError) -> StoreError {
    StoreError::new(what, error)
}
