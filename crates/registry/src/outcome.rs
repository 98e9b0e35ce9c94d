//! What became of publications: by idempotency key, and by message and recipient.

use ebox_credential::caller::{Caller, Publication};
use ebox_domain::{ApplicationId, Cause, EboxId, Fault, MessageId, Rule, ServiceError};

use serde_json::json;

use crate::{IdempotencyKey, Registry, call::Call, port::Status};

/// The most questions of one call.
pub const MOST: usize = 1_000;

impl Registry {
    /// The message that the first use of an idempotency key made; not found when it was not used, or is
    /// forgotten.
    pub async fn publication(
        &self,
        caller: &Caller<Publication>,
        application: &ApplicationId,
        key: &IdempotencyKey,
    ) -> Result<MessageId, ServiceError> {
        let used = self.store.use_of_key(caller.principal(), application, key, self.clock.now()).await?;
        let missing = || Fault::NotFound {
            what: "Publication",
            name: "idempotencyKey",
            value: key.as_str().to_owned(),
        };
        used.map(|(message, _)| message).ok_or_else(|| missing().into())
    }

    /// What became of messages that the caller sent: only those that it sent and that are available are in the
    /// answer, which has this status.
    pub async fn statuses(
        &self,
        caller: &Caller<Publication>,
        call: &Call,
        status: u16,
        questions: Vec<(String, EboxId)>,
    ) -> Result<Vec<(MessageId, EboxId, Status)>, ServiceError> {
        if questions.len() > MOST {
            let detail = format!("at most {MOST} messages at once; send several calls");
            return Err(Fault::one(Cause::body(Rule::OutOfRange, "body", detail)).into());
        }
        let known: Vec<(MessageId, EboxId)> =
            questions.into_iter().filter_map(|(id, ebox)| Some((id.parse().ok()?, ebox))).collect();
        let statuses = self.store.status(caller.principal(), &known, self.clock.now()).await?;
        let told: Vec<(MessageId, EboxId, Status)> = known
            .into_iter()
            .zip(statuses)
            .filter_map(|((id, ebox), status)| Some((id, ebox, status?)))
            .collect();
        let ids: Vec<String> = told.iter().map(|(id, ..)| id.to_string()).collect();
        self.note(caller, call, (status, json!({ "messageIds": ids }))).await?;
        Ok(told)
    }
}
