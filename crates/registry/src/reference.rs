//! Changing the reference data: whole by who operates the registry, in parts by what senders are configured with.

use std::collections::BTreeSet;

use ebox_audit::Effects;
use ebox_domain::{Cause, Fault, Rule, ServiceError, reference::ReferenceData};

use crate::{Registry, port::Named};

impl Registry {
    /// Replaces the reference data, in the store first. Data that does not hold together is refused, with every
    /// mistake.
    pub async fn replace_reference_data(
        &self,
        data: ReferenceData,
        effects: Effects,
    ) -> Result<(), ServiceError> {
        let _one_after_another = self.changing.lock().await;
        self.put_reference_data(data, effects).await
    }

    /// The same for a file of the operator: what messages name must stay in it. Without it nobody could look up what
    /// they are, and no reply would be taken. An operator who knows that can say so, with `is_meant`.
    pub async fn import_reference_data(
        &self,
        data: ReferenceData,
        is_meant: bool,
        effects: Effects,
    ) -> Result<(), ServiceError> {
        self.import_reference_data_over(|_| true, data, is_meant, effects).await
    }

    /// The same where what is there is still what the operator means to replace.
    pub async fn import_reference_data_over(
        &self,
        is_meant_one: impl Fn(&ReferenceData) -> bool + Send,
        data: ReferenceData,
        is_meant: bool,
        effects: Effects,
    ) -> Result<(), ServiceError> {
        let _one_after_another = self.changing.lock().await;
        if !is_meant_one(&self.reference_data()) {
            return Err(Fault::PreconditionFailed.into());
        }
        let mut mistakes = data.check();
        if !is_meant {
            mistakes.extend(self.missed(&data).await?);
        }
        if !mistakes.is_empty() {
            return Err(Fault::Invalid(mistakes.into()).into());
        }
        self.put_reference_data(data, effects).await
    }

    /// Changes the reference data as it is when it is this change's turn. What changes nothing has no effects.
    pub async fn change_reference_data(
        &self,
        change: impl FnOnce(&ReferenceData) -> ReferenceData,
        effects: Effects,
    ) -> Result<(), ServiceError> {
        let _one_after_another = self.changing.lock().await;
        let now = self.reference_data();
        let data = change(&now);
        if data == *now { Ok(()) } else { self.put_reference_data(data, effects).await }
    }

    /// Of some reference data the organizations, applications and message types that messages name.
    pub async fn named_by_messages(&self, of: &ReferenceData) -> Result<ReferenceData, ServiceError> {
        let all = gone(of, &ReferenceData::default());
        let counts = self.store.messages_naming(&all).await?;
        let is_named = |one: Named| all.iter().zip(&counts).any(|(other, count)| *other == one && *count > 0);
        let mut named = ReferenceData { trios: BTreeSet::new(), ..of.clone() };
        named.organizations.retain(|id, _| is_named(Named::Organization(*id)));
        named.applications.retain(|id, _| is_named(Named::Application(id.clone())));
        named.message_types.retain(|id, _| is_named(Named::MessageType(id.clone())));
        Ok(named)
    }

    /// What messages name of the present data and would not find in other data.
    async fn missed(&self, data: &ReferenceData) -> Result<Vec<Cause>, ServiceError> {
        let gone = gone(&self.reference_data(), data);
        let counts = self.store.messages_naming(&gone).await?;
        Ok(gone
            .iter()
            .zip(counts)
            .filter(|(_, count)| *count > 0)
            .map(|(one, count)| cause(one, count))
            .collect())
    }

    async fn put_reference_data(&self, data: ReferenceData, effects: Effects) -> Result<(), ServiceError> {
        let mistakes = data.check();
        if !mistakes.is_empty() {
            return Err(Fault::Invalid(mistakes.into()).into());
        }
        self.store.replace_reference_data(data.clone(), effects).await?;
        self.set_reference_data(data);
        Ok(())
    }
}

/// What is in the present data and not in what comes after it.
fn gone(now: &ReferenceData, after: &ReferenceData) -> Vec<Named> {
    let organizations = now.organizations.keys().filter(|id| !after.organizations.contains_key(id));
    let applications = now.applications.keys().filter(|id| !after.applications.contains_key(id));
    let message_types = now.message_types.keys().filter(|id| !after.message_types.contains_key(id));
    organizations
        .map(|id| Named::Organization(*id))
        .chain(applications.cloned().map(Named::Application))
        .chain(message_types.cloned().map(Named::MessageType))
        .collect()
}

fn cause(gone: &Named, count: u64) -> Cause {
    let (field, id) = match gone {
        Named::Organization(id) => ("organizations", id.to_string()),
        Named::Application(id) => ("applications", id.to_string()),
        Named::MessageType(id) => ("messageTypes", id.to_string()),
    };
    let who = if count == 1 { "a message names it".to_owned() } else { format!("{count} messages name it") };
    let detail = format!(
        "{id} is left out, but {who}, and would name something unknown that takes no reply; put it back, or insist \
         with evenIfUsed=true (--even-if-used)"
    );
    Cause::body(Rule::Required, field, detail).with_value(id)
}
