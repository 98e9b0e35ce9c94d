//! The environments of a desk: what dossiers want of them, carried out by the operator's API of each.
//!
//! An environment in this process is asked through the same handlers as one behind a network ([`office`]), so that
//! both do the same and leave the same records. What it wants and answers is translated in [`told`].

mod office;
mod told;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use ebox_client::{Http, Settings};
use ebox_credential::{PrivateKey, signed};
use ebox_domain::{Clock, EboxId, Environment, Rng, ServiceError, provider::Provider};
use ebox_dossier::{
    DossierNumber, EnvironmentError,
    configuration::{Observed, Reach, Report, Wanted},
    evidence::{Attempt, Check, Checked},
    port::{Environments, Recipient},
};
use ebox_wire::{
    configuration::{SIGNED_TYPE, SignedConfiguration},
    operator::{ConfigurationReport, Eboxes, ProviderEntry, Providers, PublicationAttempts},
};

use crate::services::{DeskSetup, EnvironmentReach};
use office::Office;

/// A token that nobody gave.
const FOREIGN_TOKEN: &str = "a-token-that-nobody-gave";
/// How many e-Boxes are looked through for some to send to.
const LOOKED_AT: u32 = 100;
/// How many attempts to publish are asked for at once.
const PAGE: usize = 500;
/// How often, at most: whoever tries more than that has shown what there is to show.
const MOST_PAGES: usize = 20;
/// How many of a kind are enough.
const ENOUGH: usize = 3;

/// The environments of a desk.
pub(crate) struct EnvironmentsOfDesk {
    offices: Vec<(Environment, Office)>,
    key: Option<PrivateKey>,
    /// Calls the registries that institutions name.
    strangers: Http,
    clock: Arc<dyn Clock>,
}

impl EnvironmentsOfDesk {
    /// Nobody is asked yet: an environment that is down when the desk starts may come up later.
    pub(crate) fn new(
        desk: &DeskSetup,
        is_rehearsal: bool,
        clock: &Arc<dyn Clock>,
        rng: &Arc<dyn Rng>,
    ) -> Result<Self, ServiceError> {
        // Somebody waits for the answer, or will try again anyway.
        let settings = Settings {
            connect_timeout: Duration::from_secs(2),
            silence_timeout: Duration::from_secs(10),
            answer_timeout: Duration::from_secs(20),
            retries: 1,
            ..Settings::default()
        };
        let pool = |settings| Http::new(settings, Arc::clone(clock)).map_err(ServiceError::failed);
        let strangers = pool(Settings { reaches_own_network: is_rehearsal, ..settings.clone() })?;
        let http = pool(settings)?;
        let mut offices = Vec::new();
        for (environment, reach) in &desk.environments {
            let office = match reach {
                EnvironmentReach::Here(services) => Office::Here(services.clone()),
                EnvironmentReach::Operator(reach) => Office::behind(reach, &http, rng)?,
                EnvironmentReach::File => Office::File,
            };
            offices.push((*environment, office));
        }
        let key = match &desk.signing_key {
            Some(file) => {
                let pem = std::fs::read_to_string(file).map_err(ServiceError::failed)?;
                Some(PrivateKey::from_pem(&pem).map_err(ServiceError::failed)?)
            }
            None => None,
        };
        Ok(Self { offices, key, strangers, clock: Arc::clone(clock) })
    }

    fn office(&self, environment: Environment) -> Result<&Office, EnvironmentError> {
        let found = self.offices.iter().find(|(one, _)| *one == environment);
        found.map(|(_, office)| office).ok_or_else(|| {
            EnvironmentError::Refused(vec![format!("this desk does not look after {environment}")])
        })
    }

    async fn put(&self, wanted: &Wanted, is_dry: bool) -> Result<Report, EnvironmentError> {
        let office = self.office(wanted.environment)?;
        let query = if is_dry { "?dryRun=true" } else { "" };
        let path = format!("/configurations/{}{query}", wanted.dossier);
        let report: ConfigurationReport = office.put(&path, &told::document(wanted)).await?;
        Ok(told::report(&report))
    }

    async fn checked(&self, check: Check, base: &str) -> Checked {
        let whom = "the registry of a Document Provider";
        let (method, path, token) = match check {
            Check::Health => ("GET", "health", None),
            Check::NoToken => ("GET", "ebox/messages", None),
            Check::ForeignToken => ("GET", "ebox/messages", Some(FOREIGN_TOKEN)),
            Check::PublishWithoutToken => ("POST", "publishMessage", None),
            Check::NoSuchPage => ("GET", "no-such-page", None),
        };
        let at = self.clock.now();
        let status = self.strangers.status_of(whom, method, &format!("{base}{path}"), token).await;
        Checked { check, at, status: status.ok() }
    }
}

#[async_trait]
impl Environments for EnvironmentsOfDesk {
    fn all(&self) -> Vec<(Environment, Reach)> {
        let reach = |office: &Office| match office {
            Office::File => Reach::ByFile,
            Office::Here(_) | Office::Behind { .. } => Reach::Directly,
        };
        self.offices.iter().map(|(environment, office)| (*environment, reach(office))).collect()
    }

    async fn preview(&self, wanted: &Wanted) -> Result<Report, EnvironmentError> {
        self.put(wanted, true).await
    }

    async fn configure(&self, wanted: &Wanted) -> Result<Report, EnvironmentError> {
        self.put(wanted, false).await
    }

    async fn undo(&self, environment: Environment, dossier: DossierNumber) -> Result<(), EnvironmentError> {
        self.office(environment)?.delete(&format!("/configurations/{dossier}")).await
    }

    async fn signed(&self, wanted: &Wanted) -> Result<Vec<u8>, EnvironmentError> {
        let refused = |why: String| EnvironmentError::Refused(vec![why]);
        let key = self.key.as_ref();
        let key =
            key.ok_or_else(|| refused("the desk has no key to sign files with (signing_key)".to_owned()))?;
        let payload = SignedConfiguration::payload(&told::document(wanted), self.clock.now());
        let file = signed::sign(SIGNED_TYPE, &payload, key).map_err(|error| refused(error.to_string()))?;
        Ok(format!("{file}\n").into_bytes())
    }

    async fn attempts(&self, observed: &Observed) -> Result<Vec<Attempt>, EnvironmentError> {
        let office = self.office(observed.environment)?;
        let (provider, sender) = (&observed.provider, observed.sender);
        let base = format!("/providers/{provider}/publications?senderEnterpriseNumber={sender}&limit={PAGE}");
        let (mut attempts, mut after) = (Vec::new(), observed.since.to_string());
        for _ in 0..MOST_PAGES {
            let page: PublicationAttempts = office.get(&format!("{base}&after={after}")).await?;
            let is_last = page.items.len() < PAGE;
            attempts.extend(page.items.iter().map(told::attempt));
            match page.next {
                Some(next) if !is_last => after = next,
                _ => break,
            }
        }
        Ok(attempts)
    }

    async fn enter(&self, environment: Environment, provider: Provider) -> Result<(), EnvironmentError> {
        let entry = ProviderEntry { id: None, ..ProviderEntry::from(&provider) };
        let path = format!("/providers/{}", provider.id);
        self.office(environment)?.put::<_, serde_json::Value>(&path, &entry).await.map(|_| ())
    }

    async fn check(&self, provider: &Provider) -> Result<Vec<Checked>, EnvironmentError> {
        let mut checked = Vec::new();
        for check in Check::ALL {
            // Only v3 of the contract tells how it is.
            let base = match (check, &provider.v3_url) {
                (Check::Health, Some(v3)) => v3,
                _ => &provider.v2_url,
            };
            checked.push(self.checked(check, base).await);
        }
        Ok(checked)
    }

    async fn providers(&self, environment: Environment) -> Result<Vec<Provider>, EnvironmentError> {
        let providers: Providers = self.office(environment)?.get("/providers").await?;
        Ok(providers.items.into_iter().filter_map(told::provider).collect())
    }

    fn token_url(&self, environment: Environment) -> Option<String> {
        self.office(environment).ok()?.token_url()
    }

    async fn recipients(&self, environment: Environment) -> Result<Vec<Recipient>, EnvironmentError> {
        let page: Eboxes =
            self.office(environment)?.get(&format!("/eboxes?page=1&pageSize={LOOKED_AT}")).await?;
        let known = page.items.into_iter().filter(|entry| entry.status == "active").filter_map(|entry| {
            let ebox = EboxId::from_key(&entry.number)?;
            Some(Recipient { ebox, name: entry.name, has_opened: entry.last_connection.is_some() })
        });
        let known: Vec<Recipient> = known.collect();
        let some = |is: fn(&Recipient) -> bool| known.iter().filter(move |one| is(one)).take(ENOUGH).cloned();
        let is_enterprise = |one: &Recipient| matches!(one.ebox, EboxId::Enterprise(_));
        Ok(some(|one| matches!(one.ebox, EboxId::Enterprise(_)) && one.has_opened)
            .chain(some(|one| matches!(one.ebox, EboxId::Enterprise(_)) && !one.has_opened))
            .chain(known.iter().filter(|one| !is_enterprise(one)).take(ENOUGH).cloned())
            .collect())
    }
}
