//! Delivering what holds every rule: its content, then one unit of work.

use ebox_audit::{Effects, Record};
use ebox_content::{Kept, Staged};
use ebox_credential::caller::{Caller, Permit};
use ebox_domain::{
    ApplicationId, EboxId, EnterpriseNumber, Fault, MessageId, ServiceError, Sha256Digest,
    event::{Event, EventKind},
    ids::OriginalId,
    message::Message,
    publication::Publication,
};
use ebox_wire::Digest;
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};

use crate::{
    Registry,
    call::Call,
    idempotency::IdempotencyKey,
    port::{NewKey, NewMessage, Outcome, UseOfKey},
    publish::Published,
};

/// The shortest time that an idempotency key is kept.
const KEY_DAYS: i64 = 30;

/// A publication or a reply, ready to be delivered.
pub(crate) struct Delivery {
    pub(crate) publication: Publication,
    pub(crate) staged: Vec<Staged>,
    pub(crate) key: Option<IdempotencyKey>,
    pub(crate) fingerprint: Sha256Digest,
    /// The message that it answers, when that is known already.
    pub(crate) answers: Option<Message>,
    /// The message whose action it executes.
    pub(crate) executes: Option<(EboxId, MessageId)>,
}

/// An idempotency key, and what it is unique for.
pub(crate) struct KeyOf<'a> {
    pub(crate) sender: EnterpriseNumber,
    pub(crate) application: &'a ApplicationId,
    pub(crate) key: &'a IdempotencyKey,
    /// To whom it goes this time, for the record.
    pub(crate) recipient: Option<EboxId>,
}

impl Registry {
    /// Refuses the second use of a key, whatever comes with it: a sender who asks again after a lost answer learns what
    /// became of the first, also when the rules would refuse the same publication by now.
    pub(crate) async fn refuse_repetition<P: Permit>(
        &self,
        caller: &Caller<P>,
        call: &Call,
        of: KeyOf<'_>,
        fingerprint: Sha256Digest,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let before = self.store.use_of_key(of.sender, of.application, of.key, now).await?;
        let Some(UseOfKey { message: first, fingerprint: of_first, .. }) = before else { return Ok(()) };
        let is_same = of_first == fingerprint;
        let details = json!({ "messageId": first.to_string(), "isSamePublication": is_same });
        self.store.record(self.duplicate(call, caller, (of.recipient, now), details)).await?;
        Err(Fault::DuplicatePublication { message: first, is_same }.into())
    }

    fn duplicate<P: Permit>(
        &self,
        call: &Call,
        caller: &Caller<P>,
        (ebox, now): (Option<EboxId>, Timestamp),
        details: Value,
    ) -> Record {
        Record {
            refusal: Some("duplicate_publication".to_owned()),
            ..self.record_of(call, caller, ebox, now, (409, call.notes.with(details)))
        }
    }

    /// Delivers a message, once for each idempotency key.
    pub(crate) async fn deliver<P: Permit>(
        &self,
        caller: &Caller<P>,
        call: &Call,
        delivery: Delivery,
    ) -> Result<Published, ServiceError> {
        let Delivery { publication, staged, key, fingerprint, answers, executes } = delivery;
        // From here on the content is kept: it is durable before the row that names it, and nobody removes it
        // in between. Whoever needs both locks takes them in this order.
        let _naming = self.naming.read().await;
        let _placing = self.placing.read().await;
        let publication = match self.place(publication.message(), answers.as_ref()).await {
            Ok(partition) => publication.routed_to(partition),
            Err(error) => {
                discard(staged).await;
                return Err(error);
            }
        };
        let message = publication.message().clone();
        let (ebox, now) = (Some(message.ebox), message.received);
        let duplicate = self.duplicate(call, caller, (ebox, now), json!({}));

        let mut content = Vec::with_capacity(staged.len());
        for one in staged {
            content.push(one.keep().await?);
        }
        let details = call.notes.with(json!({
            "messageId": message.id.to_string(),
            "originalMessageId": message.original.as_ref().map(OriginalId::as_str),
            "attachments": attachment_details(&content),
            "recipientHasOpened": publication.recipient_has_opened(),
        }));
        let record = self.record_of(call, caller, ebox, now, (201, details));
        let event = Event::about(&message, EventKind::NewDocument, now);
        let published =
            Published { message: message.clone(), recipient_has_opened: publication.recipient_has_opened() };
        let new = NewMessage {
            publisher: caller.principal(),
            body: publication.body().cloned(),
            content,
            key: key.map(|key| NewKey { key, fingerprint, kept_until: kept_until(now, message.expires) }),
            effects: Effects::recorded(record).with_event(event),
            duplicate,
            message,
            executes,
        };
        match self.store.publish(new).await? {
            Outcome::Stored { received } => {
                self.announce();
                Ok(Published { message: Message { received, ..published.message }, ..published })
            }
            // Another use of the key was quicker by a moment.
            Outcome::Duplicate { first, is_same } => {
                Err(Fault::DuplicatePublication { message: first, is_same }.into())
            }
        }
    }
}

pub(crate) async fn discard(staged: Vec<Staged>) {
    for one in staged {
        one.discard().await;
    }
}

fn attachment_details(content: &[Kept]) -> Vec<Value> {
    content.iter().map(|one| json!({ "size": one.size, "digest": Digest::from(one.digest) })).collect()
}

/// Keys are kept as long as the message, at least 30 days.
fn kept_until(now: Timestamp, expires: Timestamp) -> Timestamp {
    let least = now.checked_add((KEY_DAYS * 24).hours()).unwrap_or(Timestamp::MAX);
    least.max(expires)
}
