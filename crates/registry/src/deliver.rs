//! Delivering what holds every rule: its content, then one unit of work.

use ebox_audit::{Effects, Record};
use ebox_content::{Kept, Staged};
use ebox_credential::caller::{Caller, Permit};
use ebox_domain::{
    EboxId, Fault, MessageId, ServiceError, Sha256Digest,
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
    /// The message whose action it executes.
    pub(crate) executes: Option<(EboxId, MessageId)>,
}

impl Registry {
    /// Delivers a message, once for each idempotency key.
    pub(crate) async fn deliver<P: Permit>(
        &self,
        caller: &Caller<P>,
        call: &Call,
        delivery: Delivery,
    ) -> Result<Published, ServiceError> {
        let Delivery { publication, staged, key, fingerprint, executes } = delivery;
        let message = publication.message().clone();
        let (ebox, now) = (Some(message.ebox), message.received);
        let duplicate = Record {
            refusal: Some("duplicate_publication".to_owned()),
            ..self.record_of(call, caller, ebox, now, (409, call.notes.with(json!({}))))
        };
        if let Some(key) = &key
            && let Some(UseOfKey { message: first, fingerprint: of_first, .. }) = self
                .store
                .use_of_key(message.sender.enterprise, &message.sender.application, key, now)
                .await?
        {
            discard(staged).await;
            let is_same = of_first == fingerprint;
            let details =
                call.notes.with(json!({ "messageId": first.to_string(), "isSamePublication": is_same }));
            self.store.record(Record { details, ..duplicate }).await?;
            return Err(Fault::DuplicatePublication { message: first, is_same }.into());
        }

        // From here on the content is kept: it is durable before the row that names it, and nobody removes it
        // in between.
        let _naming = self.naming.read().await;
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
