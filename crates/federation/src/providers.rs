//! The provider registry: reading it, and registering a provider.

use ebox_audit::Effects;
use ebox_credential::caller::{Caller, Operate, ReadProviderRegistry};
use ebox_domain::{
    Cause, Causes, Fault, Language, Rule, ServiceError,
    provider::{Provider, ProviderId, is_base_address},
    unseen::is_blank,
};

use crate::Federation;

impl Federation {
    /// Every provider, whether it may be called now or not.
    pub async fn providers(
        &self,
        _caller: &Caller<ReadProviderRegistry>,
    ) -> Result<Vec<Provider>, ServiceError> {
        Ok(self.store.providers().await?)
    }

    /// The same for the operator, who needs no scope of the federation.
    pub async fn registered_providers(&self) -> Result<Vec<Provider>, ServiceError> {
        Ok(self.store.providers().await?)
    }

    /// One provider. `id` is what the path says.
    pub async fn provider(
        &self,
        _caller: &Caller<ReadProviderRegistry>,
        id: &str,
    ) -> Result<Provider, ServiceError> {
        let found = match id.parse::<ProviderId>() {
            Ok(id) => self.store.provider(&id).await?,
            Err(_) => None,
        };
        found.ok_or_else(|| no_provider(id).into())
    }

    /// Changes an entry by `change`, which makes the new one of the one that is there: the operator's doing. `id` is
    /// what the path says.
    pub async fn change_provider(
        &self,
        _caller: &Caller<Operate>,
        id: &str,
        change: impl FnOnce(&Provider) -> Result<Provider, Causes>,
        effects: Effects,
    ) -> Result<Provider, ServiceError> {
        let found = match id.parse::<ProviderId>() {
            Ok(id) => self.store.provider(&id).await?,
            Err(_) => None,
        };
        let provider = found.ok_or_else(|| no_provider(id))?;
        let changed = change(&provider).map_err(Fault::Invalid)?;
        self.register_provider(changed.clone(), effects).await?;
        Ok(changed)
    }

    /// Registers a provider, or replaces what is registered under its identifier: this is how its days,
    /// addresses and maintenance windows change. Doing it twice is doing it once.
    pub async fn register_provider(
        &self,
        mut provider: Provider,
        effects: Effects,
    ) -> Result<(), ServiceError> {
        let causes = mistakes(&provider);
        if !causes.is_empty() {
            return Err(Fault::Invalid(causes).into());
        }
        provider.maintenance.sort_by_key(|window| (window.start(), window.end()));
        provider.maintenance.dedup();
        Ok(self.store.put_provider(provider, effects).await?)
    }
}

fn no_provider(id: &str) -> Fault {
    Fault::NotFound { what: "MessageProvider", name: "messageProviderId", value: id.to_owned() }
}

/// Every mistake in a registration.
fn mistakes(provider: &Provider) -> Causes {
    let mut causes = Causes::default();
    let texts =
        [("messageProviderName", &provider.name), ("messageProviderDescription", &provider.description)];
    for (field, text) in texts {
        // Answers have all three, copied from each other; English may stand beside them.
        if Language::OF_MESSAGES.iter().all(|language| text.get(*language).is_none_or(is_blank)) {
            causes.push(Cause::body(Rule::Required, field, "give it in at least one of nl, fr and de"));
        }
    }
    let addresses = [("messageProviderUrl", Some(&provider.v2_url)), ("url", provider.v3_url.as_ref())];
    for (field, address) in addresses {
        if let Some(address) = address.filter(|address| !is_base_address(address)) {
            let detail = "give an http or https address that ends with a slash: paths are added to it";
            causes.push(Cause::body(Rule::InvalidValue, field, detail).with_value(address));
        }
    }
    if provider.technical_contact.trim().is_empty() {
        let detail = "give the address of a helpdesk, never of a person";
        causes.push(Cause::body(Rule::Required, "messageProviderTechnicalContact", detail));
    }
    if provider.deactivation.is_some_and(|last| last < provider.activation) {
        let detail = "give a last day that is not before the activation date, or none";
        causes.push(Cause::body(Rule::InvalidValue, "messageProviderDeactivationDate", detail));
    }
    causes
}
