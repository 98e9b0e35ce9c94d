//! What became of publications: by idempotency key, and by message and recipient.

use ebox_credential::caller::{Caller, Publication};
use ebox_domain::{ApplicationId, Cause, EboxId, EnterpriseNumber, Fault, MessageId, Rule, ServiceError};

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
        let (now, principal) = (self.clock.now(), caller.principal());
        for sender in self.senders_of(caller, application) {
            let first = self.store.use_of_key(sender, application, key, now).await?;
            if let Some(used) = first.filter(|used| sender == principal || used.publisher == principal) {
                return Ok(used.message);
            }
        }
        let fix = "this application published nothing with this key, or it is forgotten; publish with it";
        let cause = Cause::query(Rule::NotFound, "idempotencyKey", fix).with_value(key.as_str());
        Err(Fault::NamedNotFound { what: "Publication", causes: cause.into() }.into())
    }

    /// In whose name the caller may have published with an application: its own first, and as a mandatary that of
    /// everybody who is configured for it.
    fn senders_of(&self, caller: &Caller<Publication>, application: &ApplicationId) -> Vec<EnterpriseNumber> {
        let reference = self.reference_data();
        let principal = caller.principal();
        let configured = reference.related(|trio| trio.application == *application).organizations;
        let others = configured.into_iter().filter(|one| *one != principal);
        std::iter::once(principal)
            .chain(others.filter(|one| reference.may_send_as(principal, *one)))
            .collect()
    }

    /// What became of messages that the caller sent or published: only those of them that are available are in the
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
