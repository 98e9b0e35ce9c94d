//! Services of others: the Partition service that a Document Provider asks, and the Document Providers that the
//! Partition service tells.

use std::{collections::HashMap, path::Path, sync::Arc, time::Duration};

use async_trait::async_trait;
use ebox_client::{Credentials, ErrorKind, Http, Notifier, PartitionService, Settings, TokenSource};
use ebox_credential::{
    PrivateKey, Scope,
    mandate::{Mandate, Mandates, Naming},
};
use ebox_domain::{
    Clock, EnterpriseNumber, Fault, Rng, ServiceError, StoreError,
    provider::{Availability, ProviderId, availability},
};
use ebox_events::port::{Subscriber, Subscribers, Undelivered, Webhook};
use ebox_federation::Federation;
use ebox_registry::{
    Registry,
    routing::port::{Fact, PartitionService as AskedService, Topic, Unanswered},
};
use ebox_wire::events::CloudEvent;
use jiff::{SignedDuration, Timestamp};

use super::{asked, remembered::Remembered};
use crate::config::{NotificationClient, OauthServer};

/// How long it is known whether a mandate holds.
const MANDATE_HOLDS_FOR: SignedDuration = SignedDuration::from_secs(30);

/// Asks the Partition service that others run.
pub(crate) struct PartitionsOfOthers {
    service: PartitionService,
    clock: Arc<dyn Clock>,
    mandates: Remembered<Mandate, bool>,
}

impl PartitionsOfOthers {
    /// Nothing is asked yet: a service that is down now may come up later.
    pub(crate) fn new(
        base: &str,
        client: &OauthServer,
        clock: &Arc<dyn Clock>,
        rng: &Arc<dyn Rng>,
    ) -> Result<Self, ServiceError> {
        let (http, tokens) = calling(client.into(), Scope::PartitionConsult, clock, rng)?;
        let service = PartitionService::new(http, tokens, base, Naming::default());
        Ok(Self { service, clock: Arc::clone(clock), mandates: Remembered::default() })
    }
}

#[async_trait]
impl AskedService for PartitionsOfOthers {
    async fn ask(&self, enterprise: EnterpriseNumber, topic: Topic) -> Result<(Fact, Timestamp), Unanswered> {
        let answer = match topic {
            Topic::Rules => {
                let asked = self.service.routing_rules(enterprise).await;
                asked.map(|(rules, as_of)| (Fact::Rules(rules), as_of))
            }
            Topic::Partitions => {
                let asked = self.service.partitions(enterprise).await;
                let created =
                    |ids: Vec<_>| ids.into_iter().filter(|id: &ebox_domain::PartitionId| !id.is_general());
                asked.map(|(ids, as_of)| (Fact::Partitions(created(ids).collect()), as_of))
            }
            Topic::Rights(person) => {
                let asked = self.service.rights(enterprise, person).await;
                asked.map(|(rights, as_of)| (Fact::Rights(person, rights), as_of))
            }
        };
        answer.map_err(|error| match error.kind() {
            ErrorKind::Unreachable { .. } | ErrorKind::Interrupted(_) | ErrorKind::Late => {
                Unanswered::Silent(error.into())
            }
            _ => Unanswered::Unsaid(error.into()),
        })
    }
}

#[async_trait]
impl Mandates for PartitionsOfOthers {
    async fn holds(&self, mandate: Mandate) -> Result<bool, ServiceError> {
        let now = self.clock.now();
        if let Some(holds) = self.mandates.get(&mandate, now) {
            return Ok(holds);
        }
        let holds = self.service.has_mandate(mandate).await.map_err(|error| {
            tracing::warn!(error = &error as &dyn std::error::Error, "nobody says whether a mandate holds");
            // Not the caller's fault.
            Fault::Unavailable(5)
        })?;
        self.mandates.keep(mandate, holds, now, MANDATE_HOLDS_FOR);
        Ok(holds)
    }
}

/// Tells Document Providers: those that run here directly, those of others through their webhooks.
pub(crate) struct ProvidersToTell {
    federation: Arc<Federation>,
    here: HashMap<ProviderId, Arc<Registry>>,
    notifier: Option<Notifier>,
    clock: Arc<dyn Clock>,
}

impl ProvidersToTell {
    pub(crate) fn new(
        federation: Arc<Federation>,
        here: HashMap<ProviderId, Arc<Registry>>,
        client: Option<&NotificationClient>,
        clock: &Arc<dyn Clock>,
        rng: &Arc<dyn Rng>,
    ) -> Result<Self, ServiceError> {
        let notifier = match client {
            None => None,
            Some(client) => {
                let (http, tokens) = calling(client.into(), Scope::NotificationNotify, clock, rng)?;
                Some(Notifier::new(http, tokens))
            }
        };
        Ok(Self { federation, here, notifier, clock: Arc::clone(clock) })
    }
}

#[async_trait]
impl Subscribers for ProvidersToTell {
    async fn subscribers(&self) -> Result<Vec<Subscriber>, StoreError> {
        let now = self.clock.now();
        let providers = self.federation.registered_providers().await;
        let providers = providers.map_err(|error| asked("about providers", error))?;
        let subscribers = providers.into_iter().filter_map(|provider| {
            let is_here = self.here.contains_key(&provider.id);
            let state = availability(provider.activation, provider.deactivation, &provider.maintenance, now);
            // Of one that cannot be told ever, nothing is kept.
            if !is_here && (self.notifier.is_none() || state == Availability::NoLongerActive) {
                return None;
            }
            let is_callable = is_here || state == Availability::Callable;
            let address = provider.v3_url.or_else(|| is_here.then(String::new))?;
            Some(Subscriber { id: provider.id, address, is_callable })
        });
        Ok(subscribers.collect())
    }
}

#[async_trait]
impl Webhook for ProvidersToTell {
    async fn deliver(&self, to: &Subscriber, event: &str) -> Result<(), Undelivered> {
        if let Some(registry) = self.here.get(&to.id) {
            let event = CloudEvent::structured(event.as_bytes())
                .map_err(|error| Undelivered::Refused(error.to_string()))?;
            return registry
                .notified(&[event])
                .await
                .map_err(|error| Undelivered::Refused(error.to_string()));
        }
        let Some(notifier) = &self.notifier else {
            return Err(Undelivered::Unreachable("there is no client to call it with".to_owned()));
        };
        notifier.notify(to.id.as_str(), &to.address, event).await.map_err(|error| match error.status() {
            // What the provider says of this event, and of no other one.
            Some(400 | 409 | 413 | 422) => Undelivered::Refused(error.chain()),
            _ => Undelivered::Unreachable(error.chain()),
        })
    }
}

/// As whom others are called.
#[derive(Clone, Copy)]
pub(super) struct As<'a> {
    token_url: &'a str,
    client_id: &'a str,
    private_key: &'a Path,
}

impl<'a> From<&'a OauthServer> for As<'a> {
    fn from(server: &'a OauthServer) -> Self {
        Self { token_url: &server.token_url, client_id: &server.client_id, private_key: &server.private_key }
    }
}

impl<'a> From<&'a NotificationClient> for As<'a> {
    fn from(client: &'a NotificationClient) -> Self {
        Self { token_url: &client.token_url, client_id: &client.client_id, private_key: &client.private_key }
    }
}

/// What calls others with one scope. Nothing is called yet.
pub(super) fn calling(
    who: As<'_>,
    scope: Scope,
    clock: &Arc<dyn Clock>,
    rng: &Arc<dyn Rng>,
) -> Result<(Http, Arc<TokenSource>), ServiceError> {
    let pem = std::fs::read_to_string(who.private_key).map_err(ServiceError::failed)?;
    let credentials = Credentials {
        client_id: who.client_id.to_owned(),
        key: PrivateKey::from_pem(&pem).map_err(ServiceError::failed)?,
        audience: who.token_url.to_owned(),
        token_url: who.token_url.to_owned(),
        scopes: vec![scope],
    };
    let http = Http::new(impatient(), Arc::clone(clock)).map_err(ServiceError::failed)?;
    let tokens = TokenSource::new(http.clone(), credentials, Arc::clone(rng));
    Ok((http, Arc::new(tokens)))
}

/// Somebody waits for the answer, or will try again anyway.
fn impatient() -> Settings {
    Settings {
        connect_timeout: Duration::from_secs(2),
        silence_timeout: Duration::from_secs(5),
        answer_timeout: Duration::from_secs(10),
        retries: 1,
        first_pause: Duration::from_millis(50),
        longest_pause: Duration::from_millis(200),
        ..Settings::default()
    }
}
