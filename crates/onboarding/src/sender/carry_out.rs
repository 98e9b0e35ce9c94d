//! Carrying a plan out: steps that can be repeated, so it does not matter where an earlier attempt ended.

use ebox_audit::{Effects, Record};
use ebox_domain::{ServiceError, reference::ReferenceData};
use ebox_wire::{configuration::Role, operator::ConfigurationChange};
use serde_json::json;

use super::{
    ClientWanted, Configuration, SenderConfigurations, State, Wanted, clients,
    port::{Client, ClientWork},
    references,
};

impl SenderConfigurations {
    /// Finishes what was begun and not ended, and tells how much is still pending. Run at start, and now and then.
    pub async fn reconcile(&self) -> Result<usize, ServiceError> {
        let _one_after_another = self.changing.lock().await;
        let mut left = 0;
        for configuration in self.parts.store.configurations().await? {
            if !matches!(configuration.state, State::Applying | State::Undoing) {
                continue;
            }
            let record = Record::new(self.parts.clock.now(), "OPERATOR", "onboarding/configure-sender", 200);
            let finished = self.finished(configuration, &record).await;
            left += usize::from(matches!(finished.state, State::Applying | State::Undoing));
        }
        Ok(left)
    }

    /// The configuration after an attempt to finish it; a failure leaves it pending for the next attempt.
    pub(super) async fn finished(&self, configuration: Configuration, record: &Record) -> Configuration {
        match self.carry_out(&configuration, record).await {
            Ok(finished) => finished,
            Err(error) => {
                let dossier = configuration.wanted.dossier.as_str();
                let error: &(dyn std::error::Error + 'static) = &error;
                tracing::warn!(dossier, error, "the configuration of a sender stays pending");
                configuration
            }
        }
    }

    async fn carry_out(
        &self,
        configuration: &Configuration,
        record: &Record,
    ) -> Result<Configuration, ServiceError> {
        let others = self.others(configuration).await?;
        let details = json!({ "dossier": configuration.wanted.dossier.as_str() });
        let record = Record { details, ..record.clone() };
        let change = {
            let (configuration, others) = (configuration.clone(), others.clone());
            let named = self.named_by_messages(&configuration).await?;
            move |now: &ReferenceData| references(&configuration, &others, &named, now).0
        };
        if configuration.wanted.role == Role::Sender {
            let provider = &configuration.wanted.provider;
            self.parts.registries.change(provider, Box::new(change), record.clone()).await?;
        }
        if let (Some(work), _) = self.client_work(configuration, &others).await? {
            self.parts.clients.work(work, record).await?;
        }
        let finished = Configuration {
            state: if configuration.holds() { State::Applied } else { State::Undone },
            former: Vec::new(),
            version: configuration.version + 1,
            ..configuration.clone()
        };
        self.parts.store.keep(vec![finished.clone()], Effects::default()).await?;
        Ok(finished)
    }

    /// What a configuration would change now.
    pub(super) async fn changes(
        &self,
        configuration: &Configuration,
    ) -> Result<Vec<ConfigurationChange>, ServiceError> {
        let others = self.others(configuration).await?;
        let now = self.parts.registries.reference_data(&configuration.wanted.provider);
        let named = self.named_by_messages(configuration).await?;
        let (_, mut changes) = references(configuration, &others, &named, &now.unwrap_or_default());
        changes.extend(self.client_work(configuration, &others).await?.1);
        Ok(changes)
    }

    /// Of what a configuration leaves what messages name.
    async fn named_by_messages(&self, configuration: &Configuration) -> Result<ReferenceData, ServiceError> {
        let mut left = ReferenceData::default();
        for reference in configuration.released().map(|wanted| wanted.reference.clone()) {
            left.organizations.extend(reference.organizations);
            left.applications.extend(reference.applications);
            left.message_types.extend(reference.message_types);
        }
        self.parts.registries.named_by_messages(&configuration.wanted.provider, &left).await
    }

    async fn client_work(
        &self,
        configuration: &Configuration,
        others: &[Configuration],
    ) -> Result<(Option<ClientWork>, Vec<ConfigurationChange>), ServiceError> {
        let Some(id) = &configuration.client_id else { return Ok((None, Vec::new())) };
        let now: Option<Client> = self.parts.clients.client(id).await?;
        let others = others.iter().filter(|other| other.wanted.has_client_of(&configuration.wanted));
        let transition = clients::Transition {
            id,
            enterprise: configuration.wanted.enterprise,
            target: configuration.target().and_then(|wanted| wanted.client.as_ref()),
            released: configuration
                .released()
                .filter_map(|wanted| wanted.client.as_ref())
                .collect::<Vec<&ClientWanted>>(),
            before: configuration.before.client.as_ref(),
            others: others.map(|other| &other.wanted).collect(),
        };
        Ok(transition.applied_to(now.as_ref()))
    }

    /// The configurations of other dossiers that hold, the oldest first.
    pub(super) async fn others(&self, than: &Configuration) -> Result<Vec<Configuration>, ServiceError> {
        let mut all = self.parts.store.configurations().await?;
        all.retain(|other| other.holds() && other.wanted.dossier != than.wanted.dossier);
        Ok(all)
    }
}

impl Configuration {
    /// What is wanted from now on.
    fn target(&self) -> Option<&Wanted> {
        self.holds().then_some(&self.wanted)
    }

    /// What was put there, and is wanted no longer where it is not in the target.
    fn released(&self) -> impl Iterator<Item = &Wanted> {
        self.former.iter().chain((!self.holds()).then_some(&self.wanted))
    }
}

fn references(
    configuration: &Configuration,
    others: &[Configuration],
    named: &ReferenceData,
    now: &ReferenceData,
) -> (ReferenceData, Vec<ConfigurationChange>) {
    let provider = &configuration.wanted.provider;
    let others = others.iter().map(|other| &other.wanted).filter(|other| other.provider == *provider);
    let transition = references::Transition {
        target: configuration.target().map(|wanted| &wanted.reference),
        released: configuration.released().map(|wanted| &wanted.reference).collect(),
        before: &configuration.before.reference,
        others: others.collect(),
        named,
    };
    transition.applied_to(now)
}
