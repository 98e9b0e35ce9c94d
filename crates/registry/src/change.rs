//! Changing messages: hidden, shown, moved to another partition, their action executed.

use std::collections::BTreeMap;

use ebox_audit::Effects;
use ebox_credential::caller::{Caller, Consultation};
use ebox_domain::{
    Cause, Causes, Fault, MessageId, PartitionId, Rule, ServiceError, fault::no_such_message,
    message::Message, partition::Rights,
};
use serde_json::json;

use crate::{
    Registry,
    call::Call,
    port::{Change, Changed},
};

/// The most messages of one call.
pub const MOST: usize = 1_000;

/// A change as a caller asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its place among several that are changed at once.
    pub place: Option<usize>,
    /// The message, as it was named.
    pub message: String,
    /// Shown or hidden from now on.
    pub is_visible: Option<bool>,
    /// The partition to which it moves.
    pub partition: Option<PartitionId>,
}

impl Registry {
    /// Changes messages of the caller's e-Box: all of them or, when something is wrong with one, none. Answers
    /// with the messages as they are now.
    pub async fn change(
        &self,
        caller: &Caller<Consultation>,
        call: &Call,
        asked: Vec<Asked>,
    ) -> Result<Vec<Message>, ServiceError> {
        if asked.len() > MOST {
            let detail = format!("at most {MOST} messages at once; send several calls");
            return Err(Fault::one(Cause::body(Rule::OutOfRange, "items", detail)).into());
        }
        let rights = self.rights(caller).await?;
        let _placing = self.placing.read().await;
        self.check_targets(caller, &rights, &asked).await?;
        if let Some(fault) = not_there(&asked, |id| id.is_none()) {
            return Err(fault.into());
        }
        let now = self.clock.now();
        let details: Vec<_> = asked
            .iter()
            .map(|one| {
                json!({ "messageId": one.message, "isVisible": one.is_visible,
                        "partition": one.partition.as_ref().map(PartitionId::as_str) })
            })
            .collect();
        let record =
            self.record_of(call, caller, Some(caller.ebox()), now, (200, json!({ "items": details })));
        let changes = asked
            .iter()
            .filter_map(|one| {
                let message = one.message.parse().ok()?;
                Some(Change { message, is_visible: one.is_visible, partition: one.partition.clone() })
            })
            .collect();
        let effects = Effects::recorded(record);
        match self.store.change(caller.ebox(), &rights, changes, now, effects).await? {
            Changed::All(messages) => {
                self.announce();
                Ok(messages)
            }
            Changed::None(missing) => {
                let fault = not_there(&asked, |id| id.is_some_and(|id| missing.contains(&id)));
                // Whatever the store misses was asked for.
                Err(fault.unwrap_or(Fault::Internal).into())
            }
        }
    }

    /// Whether messages may be moved to where they shall go: the partitions exist, and a person sees them.
    async fn check_targets(
        &self,
        caller: &Caller<Consultation>,
        rights: &Rights,
        asked: &[Asked],
    ) -> Result<(), ServiceError> {
        let mut targets = BTreeMap::new();
        for one in asked {
            if let Some(partition) = &one.partition {
                targets.entry(partition).or_insert(one.place);
            }
        }
        let mut causes = Causes::default();
        for (partition, place) in targets {
            if !rights.include(partition) {
                let detail = format!("you have no right to the partition {partition}");
                return Err(Fault::MissingPermission(detail).into());
            }
            if !self.partitions.exists(caller.principal(), partition).await? {
                let detail = "the e-Box has no such partition; create it first";
                let field = match place {
                    Some(place) => format!("items[{place}].partition"),
                    None => "partition".to_owned(),
                };
                causes.push(Cause::body(Rule::NotFound, field, detail).with_value(partition));
            }
        }
        if causes.is_empty() { Ok(()) } else { Err(Fault::Invalid(causes).into()) }
    }

    /// Notes that the action of one of the caller's messages was executed. A second time changes nothing.
    pub async fn execute_action(
        &self,
        caller: &Caller<Consultation>,
        call: &Call,
        id: &str,
    ) -> Result<Message, ServiceError> {
        let no_action = || Fault::Absent("the message asks for no action");
        let message = self.find(caller, id).await?;
        if message.action.is_none() {
            return Err(no_action().into());
        }
        let now = self.clock.now();
        let details = json!({ "messageId": message.id.to_string() });
        let record = self.record_of(call, caller, Some(message.ebox), now, (200, details));
        let executed = self.store.execute(caller.ebox(), message.id, now, Effects::recorded(record)).await?;
        self.announce();
        executed.ok_or_else(|| no_action().into())
    }
}

/// Every message that was asked for and is not there, each in its place.
fn not_there(asked: &[Asked], is_missing: impl Fn(Option<MessageId>) -> bool) -> Option<Fault> {
    let mut causes = Causes::default();
    for one in asked.iter().filter(|one| is_missing(one.message.parse().ok())) {
        match one.place {
            Some(place) => causes.push(no_such_message(format!("items[{place}].messageId"), &one.message)),
            None => return Some(Fault::no_message(&one.message)),
        }
    }
    (!causes.is_empty()).then_some(Fault::NamedNotFound { what: "Message", causes })
}
