//! The portal, on the services that run here.

use std::sync::Arc;

use ebox_audit::{History, PersonHash};
use ebox_client::Credentials;
use ebox_credential::PrivateKey;
use ebox_domain::{ServiceError, Ssin};
use ebox_portal::{Histories, Mail, MailParts, Parts, Portal, Settings, SignIn};
use ebox_sqlite::Store;

use super::{PortalSetup, Services};

/// The key of the portal's client cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the private key of the portal's client, {file}, cannot be read")]
struct UnreadableKey {
    file: String,
    #[source]
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl Services {
    /// Opens the portal, when one is set up. Its client may be registered by whoever opened the services, so that it
    /// comes last.
    pub fn open_portal(&mut self) -> Result<(), ServiceError> {
        let Some(setup) = self.setup.portal.clone() else { return Ok(()) };
        let mail = Mail::new(MailParts {
            credentials: credentials(&setup)?,
            provider_registry_url: setup.provider_registry_url,
            clock: Arc::clone(&self.setup.clock),
            rng: Arc::clone(&self.setup.rng),
        });
        let portal = Portal::new(Parts {
            people: Arc::clone(&self.people),
            federation: Arc::clone(&self.federation),
            partitions: Arc::clone(&self.partitions),
            mail: mail.map_err(ServiceError::failed)?,
            onboarding: Arc::clone(&self.onboarding),
            dossiers: self.dossiers.clone(),
            histories: self.histories(),
            mailer: Arc::clone(&self.mailer),
            settings: Settings {
                public_url: self.setup.public_url.clone(),
                environment: self.setup.environment,
                sign_in: setup.sign_in,
                lifetime: ebox_people::SessionLifetime::default(),
            },
            clock: Arc::clone(&self.setup.clock),
            person_key: self.person_key.clone(),
        });
        self.portal = Some(portal?);
        Ok(())
    }
}

impl Services {
    /// The audit records of each registry that runs here.
    fn histories(&self) -> Histories {
        let history = |store: &Store| -> Arc<dyn History> { Arc::new(store.clone()) };
        self.stores.iter().map(|(provider, store)| (provider.clone(), history(store))).collect()
    }

    /// Where a person uses an enrolment code, when local accounts are used at a portal here.
    pub(crate) fn enrolment_link(&self, code: &str) -> Option<String> {
        let portal = self.setup.portal.as_ref().filter(|portal| portal.sign_in == SignIn::LocalAccounts);
        portal.map(|_| format!("{}{}", self.setup.public_url, ebox_portal::enrolment_path(code)))
    }

    /// What records call a person.
    pub(crate) fn person_hash(&self, person: Ssin) -> PersonHash {
        self.person_key.hash(person)
    }
}

fn credentials(setup: &PortalSetup) -> Result<Credentials, ServiceError> {
    let unreadable = |source| {
        ServiceError::failed(UnreadableKey { file: setup.private_key.display().to_string(), source })
    };
    let pem = std::fs::read_to_string(&setup.private_key).map_err(|error| unreadable(error.into()))?;
    Ok(Credentials {
        client_id: setup.client_id.clone(),
        key: PrivateKey::from_pem(&pem).map_err(|error| unreadable(error.into()))?,
        token_url: setup.token_url.clone(),
        audience: setup.token_url.clone(),
        scopes: Vec::new(),
    })
}
