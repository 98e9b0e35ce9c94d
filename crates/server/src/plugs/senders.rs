//! What the configurations of senders need done: by the registries that run here, and by the OAuth server.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use async_trait::async_trait;
use ebox_audit::{Effects, Record};
use ebox_domain::{
    Cause, Fault, Rule, ServiceError, ids::ClientId, provider::ProviderId, reference::ReferenceData,
};
use ebox_oauth::{Author, NewClient, OauthService};
use ebox_onboarding::sender::port::{Client, ClientWork, ReferenceChange, Registries, SenderClients};
use ebox_registry::Registry;

/// The registries that run here by their provider, known once all of them are open.
#[derive(Clone, Default)]
pub(crate) struct RegistriesToConfigure(Arc<OnceLock<BTreeMap<ProviderId, Arc<Registry>>>>);

impl RegistriesToConfigure {
    /// Says which ones there are, once.
    pub(crate) fn are(&self, registries: BTreeMap<ProviderId, Arc<Registry>>) {
        // Set a second time, they would be the same.
        let _ = self.0.set(registries);
    }

    fn of(&self, provider: &ProviderId) -> Option<&Arc<Registry>> {
        self.0.get()?.get(provider)
    }
}

#[async_trait]
impl Registries for RegistriesToConfigure {
    fn reference_data(&self, provider: &ProviderId) -> Option<Arc<ReferenceData>> {
        self.of(provider).map(|registry| registry.reference_data())
    }

    async fn named_by_messages(
        &self,
        provider: &ProviderId,
        of: &ReferenceData,
    ) -> Result<ReferenceData, ServiceError> {
        match self.of(provider) {
            Some(registry) => registry.named_by_messages(of).await,
            None => Ok(ReferenceData::default()),
        }
    }

    async fn change(
        &self,
        provider: &ProviderId,
        change: ReferenceChange,
        record: Record,
    ) -> Result<(), ServiceError> {
        let missing = || {
            let fix = "this deployment serves no such provider; name one that it serves";
            let cause = Cause::body(Rule::NotFound, "provider", fix).with_value(provider);
            Fault::NamedNotFound { what: "Provider", causes: cause.into() }
        };
        let registry = self.of(provider).ok_or_else(missing)?;
        registry.change_reference_data(change, Effects::recorded(record)).await
    }
}

/// The clients of senders are those of the OAuth server here.
pub(crate) struct SendersAtOauth(pub(crate) Arc<OauthService>);

#[async_trait]
impl SenderClients for SendersAtOauth {
    async fn client(&self, id: &ClientId) -> Result<Option<Client>, ServiceError> {
        let client = self.0.client(id).await?;
        Ok(client.map(|client| Client {
            enterprise: client.enterprise,
            is_enabled: client.is_enabled,
            scopes: client.scopes,
            certificates: client.certificates,
        }))
    }

    async fn work(&self, work: ClientWork, record: Record) -> Result<(), ServiceError> {
        let (oauth, by) = (&self.0, author(&record));
        let Some(now) = oauth.client(&work.id).await? else {
            let client = NewClient {
                id: work.id,
                enterprise: work.enterprise,
                name: work.name,
                scopes: work.scopes,
                certificates: work.add,
            };
            // One that nobody made and that nobody wants needs no end.
            if work.is_new {
                oauth.register_client(client, &by).await?;
            }
            return Ok(());
        };
        // Nobody gets in meanwhile who shall not.
        if now.is_enabled && !work.is_enabled {
            oauth.set_enabled(&work.id, false, &by).await?;
        }
        if now.scopes != work.scopes {
            oauth.set_scopes(&work.id, work.scopes, &by).await?;
        }
        for certificate in work.add.into_iter().filter(|one| !now.certificates.contains(one)) {
            oauth.add_certificate(&work.id, certificate, &by).await?;
        }
        let has = |digest| now.certificates.iter().any(|one| one.fingerprint() == digest);
        for digest in work.remove.into_iter().filter(|digest| has(*digest)) {
            oauth.remove_certificate(&work.id, digest, &by).await?;
        }
        if work.is_enabled && !now.is_enabled {
            oauth.set_enabled(&work.id, true, &by).await?;
        }
        Ok(())
    }
}

/// Who wants it, as the OAuth server's own records name them.
fn author(record: &Record) -> Author {
    Author {
        client: record.client_id.as_ref().and_then(|id| id.parse().ok()),
        enterprise: record.enterprise,
        token: record.token,
        call: Some((record.method.clone(), record.url.clone())),
    }
}
