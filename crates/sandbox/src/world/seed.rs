//! Filling a world through the use cases of its services. Doing it again changes nothing.

use std::{path::Path, sync::Arc};

use ebox_audit::{Effects, Record};
use ebox_credential::{Certificate, Scope, Scopes};
use ebox_domain::{
    Clock, EboxId, EnterpriseNumber, Fault, Rng, ServiceError, Ssin,
    ids::ClientId,
    partition::Operation,
    provider::{Provider, ProviderId},
};
use ebox_federation::Ebox;
use ebox_oauth::{Author, NewClient};
use ebox_onboarding::{NewAccount, Permission};
use ebox_partition::{By, NewSuggestion, Partition};
use ebox_people::{Contact, Person, Role};
use ebox_server::Services;
use ebox_wire::{routes::Version, sandbox::FaultReason};
use jiff::civil::Date;

use super::{
    cast,
    credentials::{self, Files, Validity, Wanted},
};
use crate::WorldError;

/// The first day of every provider: long before anything happens.
const ACTIVATION: Date = Date::constant(2020, 1, 1);

/// The client of the portal.
pub(crate) const PORTAL_CLIENT_ID: &str = "documentmanagement:portal:ebox";

/// The client of the accountants.
pub(crate) const SERVICE_PROVIDER_CLIENT_ID: &str = "documentmanagement:serviceprovider:ebox";

/// What seeding works on.
pub(crate) struct Seed<'w> {
    pub(crate) services: &'w Services,
    pub(crate) root: &'w Path,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) rng: Arc<dyn Rng>,
}

impl Seed<'_> {
    /// Everything that a world has from the start.
    pub(crate) async fn all(&self) -> Result<(), WorldError> {
        self.providers().await?;
        self.eboxes().await?;
        self.people().await?;
        self.partitions().await?;
        self.suggestions().await?;
        self.mandates().await?;
        self.make_credentials().await?;
        for sender in cast::SENDERS {
            let scopes = Scopes::of(&[Scope::PublicationSender]);
            self.client(&sender_wanted(&sender)?, &sender_client_id(&sender), scopes).await?;
        }
        for provider in cast::PROVIDERS {
            let scopes = Scopes::of(&[
                Scope::Introspect,
                Scope::FederationRegistry,
                Scope::FederationPreference,
                Scope::PartitionConsult,
            ]);
            self.client(&provider_wanted(&provider)?, &provider_client_id(&provider), scopes).await?;
        }
        let portal = Scopes::of(&[Scope::Portal, Scope::FederationRegistry]);
        self.client(&portal_wanted()?, PORTAL_CLIENT_ID, portal).await?;
        let scopes = Scopes::of(&[Scope::PartitionManage, Scope::PartitionConsult]);
        self.client(&manager_wanted()?, &manager_client_id(), scopes).await?;
        let scopes = Scopes::of(&[
            Scope::RepresentativeConsultation,
            Scope::RepresentativePublication,
            Scope::FederationRegistry,
        ]);
        self.client(&service_provider_wanted()?, SERVICE_PROVIDER_CLIENT_ID, scopes).await?;
        for consumer in cast::CONSUMERS {
            self.become_consumer(consumer.enterprise, consumer.manager).await?;
        }
        self.faulty_clients().await
    }

    async fn providers(&self) -> Result<(), WorldError> {
        for role in cast::PROVIDERS {
            let id: ProviderId = parsed(role.id)?;
            let address = |version| self.services.registry_address(&id, version);
            let provider = Provider {
                name: cast::three(role.names).with(ebox_domain::Language::En, role.names[0]),
                description: cast::three(role.names),
                v2_url: address(Version::V2).unwrap_or_default(),
                v3_url: address(Version::V3),
                activation: ACTIVATION,
                deactivation: None,
                technical_contact: "helpdesk@ebox.example".to_owned(),
                maintenance: Vec::new(),
                id: id.clone(),
            };
            // The addresses may have changed with the port.
            self.services.federation.register_provider(provider, self.effects("register-provider")).await?;
            if let (Some(registry), Some(data)) =
                (self.services.registries.get(&id), cast::reference_data(role.id))
            {
                // What came to be since stays: senders were configured, perhaps.
                let effects = self.effects("change-reference-data");
                registry.change_reference_data(|now| cast::with(now, data), effects).await?;
            }
        }
        Ok(())
    }

    /// Whoever takes part in dossiers is told by e-mail, in a language of their own, until they choose otherwise.
    async fn is_told(&self, person: Ssin) -> Result<(), WorldError> {
        let Some((_, address, language)) = cast::TOLD.into_iter().find(|told| told.0 == person.as_str())
        else {
            return Ok(());
        };
        let contact = Contact { address: parsed(address)?, language };
        let effects = self.effects("note-contact");
        Ok(self.services.people.set_contact(person, Some(contact), effects).await?)
    }

    async fn eboxes(&self) -> Result<(), WorldError> {
        for role in cast::EBOXES {
            let id = EboxId::from_key(role.number).ok_or(WorldError::Cast)?;
            if self.services.federation.ebox(id).await?.is_some() {
                continue;
            }
            let ebox = Ebox {
                id,
                name: role.name.to_owned(),
                is_active: true,
                last_connection: role.has_opened.then(|| self.clock.now()),
            };
            self.services.federation.register_ebox(ebox, self.effects("register-ebox")).await?;
        }
        Ok(())
    }

    async fn people(&self) -> Result<(), WorldError> {
        for (ssin, name, role) in cast::STAFF {
            let person = Person { ssin: parsed(ssin)?, name: name.to_owned() };
            if self.services.people.staff_role(person.ssin).await? != Some(role) {
                let ssin = person.ssin;
                self.services.people.put_staff(person, role, self.effects("take-in-staff")).await?;
                self.is_told(ssin).await?;
            }
        }
        for (ssin, name, enterprise) in cast::PEOPLE {
            let person = Person { ssin: parsed(ssin)?, name: name.to_owned() };
            let enterprise = parsed(enterprise)?;
            if self.services.people.may_manage(person.ssin, enterprise).await? {
                continue;
            }
            let (ssin, effects) = (person.ssin, self.effects("name-first-manager"));
            self.services.people.name_first_manager(enterprise, person, effects).await?;
            self.is_told(ssin).await?;
        }
        for (ssin, name, enterprise) in cast::COLLEAGUES {
            let person = Person { ssin: parsed(ssin)?, name: name.to_owned() };
            let number: EnterpriseNumber = parsed(enterprise)?;
            if self.services.people.may_manage(person.ssin, number).await? {
                continue;
            }
            let manager = cast::PEOPLE.iter().find(|one| one.2 == enterprise).ok_or(WorldError::Cast)?;
            let (by, colleague) = (parsed(manager.0)?, person.ssin);
            self.services.people.introduce(person, self.effects("introduce-person")).await?;
            let effects = self.effects("name-manager");
            let role = Role::CoAccessManager;
            self.services.people.name_manager(by, number, colleague, role, effects).await?;
            self.is_told(colleague).await?;
        }
        Ok(())
    }

    async fn partitions(&self) -> Result<(), WorldError> {
        let (sender, id) = cast::SENDER_PARTITION;
        self.partition(sender, id, [id; 3]).await?;
        for consumer in cast::CONSUMERS {
            if let Some((id, names)) = consumer.partition {
                self.partition(consumer.enterprise, id, names).await?;
            }
        }
        Ok(())
    }

    /// What waits for the answer of a manager. Once answered it stays so.
    async fn suggestions(&self) -> Result<(), WorldError> {
        let (sender, message_type) = cast::SUGGESTION;
        let by = By::operator(parsed(sender)?, self.record("suggest-rule"));
        let suggestion = NewSuggestion {
            recipient: Some(parsed(cast::CONSUMERS[0].enterprise)?),
            message_type: Some(parsed(message_type)?),
            application: None,
            organization: None,
        };
        self.services.partitions.suggest(&by, suggestion).await?;
        Ok(())
    }

    /// What the accountants may do, because both sides said so.
    async fn mandates(&self) -> Result<(), WorldError> {
        let mandatary: EnterpriseNumber = parsed(cast::SERVICE_PROVIDER)?;
        let given = [
            (cast::CONSUMERS[0].enterprise, Operation::Consult),
            (cast::SENDERS[0].enterprise, Operation::Publish),
        ];
        for (principal, operation) in given {
            let principal: EnterpriseNumber = parsed(principal)?;
            let partitions = &self.services.partitions;
            if partitions.has_mandate(principal, mandatary, operation).await? {
                continue;
            }
            let by = |enterprise| By::operator(enterprise, self.record("give-mandate"));
            let mandate = partitions.propose_mandate(&by(mandatary), principal, mandatary, operation).await?;
            partitions.accept_mandate(&by(principal), mandate.id).await?;
        }
        Ok(())
    }

    async fn partition(&self, enterprise: &str, id: &str, names: [&str; 3]) -> Result<(), WorldError> {
        let enterprise: EnterpriseNumber = parsed(enterprise)?;
        let partition = Partition { id: parsed(id)?, name: cast::three(names) };
        if self.services.partitions.exists(enterprise, &partition.id).await? {
            return Ok(());
        }
        let by = By::operator(enterprise, self.record("create-partition"));
        self.services.partitions.create(&by, partition).await?;
        Ok(())
    }

    /// Makes an enterprise a Document Consumer as its access manager would: terms, certificate, account.
    pub(crate) async fn become_consumer(
        &self,
        enterprise: &str,
        manager: &str,
    ) -> Result<ClientId, WorldError> {
        let wanted = consumer_wanted(enterprise)?;
        let number = wanted.enterprise;
        if let Some(account) = self.services.onboarding.accounts(number).await?.into_iter().next() {
            return Ok(account.client_id);
        }
        let manager = parsed(manager)?;
        let terms = self.services.onboarding.settings().terms.clone();
        let effects = self.effects("accept-terms");
        self.services.onboarding.accept_terms(number, manager, terms, effects).await?;
        let certificate = self.credentials(&wanted)?;
        let account = NewAccount {
            enterprise: number,
            by: manager,
            name: "Rehearsal".to_owned(),
            permission: Permission::DocumentConsumer,
            certificate: certificate.to_pem().into_bytes(),
            certificate_name: "Rehearsal certificate".to_owned(),
        };
        let account = self.services.onboarding.add_account(account, self.effects("add-account")).await?;
        Ok(account.client_id)
    }

    /// Makes every key that is missing, on all cores.
    async fn make_credentials(&self) -> Result<(), WorldError> {
        let mut wanted = Vec::new();
        for sender in cast::SENDERS {
            wanted.push(sender_wanted(&sender)?);
        }
        for provider in cast::PROVIDERS {
            wanted.push(provider_wanted(&provider)?);
        }
        wanted.extend([portal_wanted()?, manager_wanted()?, service_provider_wanted()?]);
        for consumer in cast::CONSUMERS {
            wanted.push(consumer_wanted(consumer.enterprise)?);
        }
        for (_, faulty) in faulty_wanted()? {
            wanted.push(faulty);
        }
        let environment = self.services.setup().environment;
        let tasks: Vec<_> = wanted
            .into_iter()
            .map(|wanted| {
                let (root, now, rng) = (self.root.to_owned(), self.clock.now(), Arc::clone(&self.rng));
                tokio::task::spawn_blocking(move || {
                    credentials::ensure(&root, &wanted, environment, now, &*rng).map(|_| ())
                })
            })
            .collect();
        for task in tasks {
            task.await.map_err(|_| WorldError::Cast)??;
        }
        Ok(())
    }

    fn credentials(&self, wanted: &Wanted) -> Result<Certificate, WorldError> {
        let environment = self.services.setup().environment;
        credentials::ensure(self.root, wanted, environment, self.clock.now(), &*self.rng)
    }

    async fn client(&self, wanted: &Wanted, id: &str, scopes: Scopes) -> Result<ClientId, WorldError> {
        let id: ClientId = parsed(id)?;
        self.register(wanted, id.clone(), wanted.enterprise, scopes).await?;
        Ok(id)
    }

    async fn register(
        &self,
        wanted: &Wanted,
        id: ClientId,
        enterprise: EnterpriseNumber,
        scopes: Scopes,
    ) -> Result<(), WorldError> {
        if self.services.oauth.client(&id).await?.is_some() {
            return Ok(());
        }
        let certificates = vec![self.credentials(wanted)?];
        let name = wanted.legal_name.clone();
        let client = NewClient { id, enterprise, name, scopes, certificates };
        match self.services.oauth.register_client(client, &Author::default()).await {
            Ok(_) | Err(ServiceError::Refused(Fault::Invalid(_))) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn faulty_clients(&self) -> Result<(), WorldError> {
        for (reason, wanted) in faulty_wanted()? {
            let id: ClientId = parsed(&faulty_client_id(reason))?;
            let enterprise: EnterpriseNumber = parsed(cast::CONSUMERS[0].enterprise)?;
            self.register(&wanted, id.clone(), enterprise, Permission::DocumentConsumer.scopes()).await?;
            if reason == FaultReason::DisabledClient {
                let client = self.services.oauth.client(&id).await?;
                if client.is_some_and(|client| client.is_enabled) {
                    self.services.oauth.set_enabled(&id, false, &Author::default()).await?;
                }
            }
        }
        Ok(())
    }

    fn effects(&self, action: &str) -> Effects {
        Effects::recorded(self.record(action))
    }

    fn record(&self, action: &str) -> Record {
        Record::new(self.clock.now(), "OPERATOR", format!("sandbox/{action}"), 200)
    }
}

pub(crate) fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, WorldError> {
    text.parse().map_err(|_| WorldError::Cast)
}

fn name_of(enterprise: &str) -> String {
    let role = cast::EBOXES.iter().find(|role| role.number == enterprise);
    role.map_or_else(|| enterprise.to_owned(), |role| role.name.to_owned())
}

fn wanted(kind: &str, enterprise: &str, application: &str) -> Result<Wanted, WorldError> {
    Ok(Wanted {
        folder: format!("clients/{kind}-{enterprise}"),
        enterprise: parsed(enterprise)?,
        legal_name: name_of(enterprise),
        application: application.to_owned(),
        validity: Validity::Present,
    })
}

pub(crate) fn consumer_wanted(enterprise: &str) -> Result<Wanted, WorldError> {
    wanted("consumer", enterprise, "rehearsal:document:consumer")
}

pub(crate) fn sender_wanted(sender: &cast::SenderRole) -> Result<Wanted, WorldError> {
    wanted("sender", sender.enterprise, "rehearsal:document:sender")
}

pub(crate) fn provider_wanted(provider: &cast::ProviderRole) -> Result<Wanted, WorldError> {
    wanted("provider", provider.enterprise, "rehearsal:document:provider")
}

pub(crate) fn portal_wanted() -> Result<Wanted, WorldError> {
    wanted("portal", cast::PORTAL, "rehearsal:portal")
}

/// The files of the portal's client.
pub(crate) fn portal_files() -> Result<Files, WorldError> {
    Ok(Files::of(&portal_wanted()?.folder))
}

pub(crate) fn manager_wanted() -> Result<Wanted, WorldError> {
    wanted("manager", cast::CONSUMERS[0].enterprise, "rehearsal:ebox:manager")
}

pub(crate) fn service_provider_wanted() -> Result<Wanted, WorldError> {
    wanted("service-provider", cast::SERVICE_PROVIDER, "rehearsal:service:provider")
}

pub(crate) fn manager_client_id() -> String {
    format!("documentmanagement:manager:ebox:{}", cast::CONSUMERS[0].enterprise)
}

pub(crate) fn sender_client_id(sender: &cast::SenderRole) -> String {
    format!("documentmanagement:publication:ebox:{}", sender.enterprise)
}

pub(crate) fn provider_client_id(provider: &cast::ProviderRole) -> String {
    format!("documentmanagement:provider:ebox:{}", provider.id)
}

pub(crate) fn faulty_client_id(reason: FaultReason) -> String {
    format!("faulty:{}", faulty_folder(reason))
}

const fn faulty_folder(reason: FaultReason) -> &'static str {
    match reason {
        FaultReason::ExpiredCertificate => "expired-certificate",
        FaultReason::NotYetValidCertificate => "not-yet-valid-certificate",
        FaultReason::CertificateOfAnotherEnterprise => "certificate-of-another-enterprise",
        FaultReason::DisabledClient | FaultReason::Other => "disabled-client",
    }
}

pub(crate) fn faulty_wanted() -> Result<Vec<(FaultReason, Wanted)>, WorldError> {
    let own = cast::CONSUMERS[0].enterprise;
    [
        (FaultReason::ExpiredCertificate, own, Validity::Past),
        (FaultReason::NotYetValidCertificate, own, Validity::Future),
        (FaultReason::CertificateOfAnotherEnterprise, cast::CONSUMERS[1].enterprise, Validity::Present),
        (FaultReason::DisabledClient, own, Validity::Present),
    ]
    .into_iter()
    .map(|(reason, enterprise, validity)| {
        let folder = format!("clients/faulty-{}", faulty_folder(reason));
        let wanted = wanted("faulty", enterprise, "rehearsal:document:consumer")?;
        Ok((reason, Wanted { folder, validity, ..wanted }))
    })
    .collect()
}
