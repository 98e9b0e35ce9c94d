//! The recipients of what an enterprise sent.

use ebox_credential::caller::{Caller, Publication};
use ebox_domain::{Cause, EboxId, Fault, Rule, ServiceError};

use crate::{Registry, outcome::MOST};

impl Registry {
    /// Messages each with one recipient: where none is named, with everyone in whose e-Box it lies.
    pub async fn of_each_recipient(
        &self,
        caller: &Caller<Publication>,
        named: Vec<(String, Option<EboxId>)>,
    ) -> Result<Vec<(String, EboxId)>, ServiceError> {
        let now = self.clock.now();
        let mut pairs = Vec::with_capacity(named.len());
        let mut left = Some(MOST);
        for (message, recipient) in named {
            let recipients = match (recipient, message.parse()) {
                (Some(recipient), _) => vec![recipient],
                (None, Ok(id)) => self.store.recipients_of(caller.principal(), id, MOST + 1, now).await?,
                (None, Err(_)) => Vec::new(),
            };
            // Each costs a look, also when nobody has it.
            left = left.and_then(|left| left.checked_sub(recipients.len().max(1)));
            if left.is_none() {
                let detail =
                    format!("at most {MOST} recipients at once; name them (eboxId), in several calls");
                return Err(Fault::one(Cause::body(Rule::OutOfRange, "body", detail)).into());
            }
            pairs.extend(recipients.into_iter().map(|recipient| (message.clone(), recipient)));
        }
        Ok(pairs)
    }
}
