//! Broadcast: one message for many recipients, under one identifier, with one copy of its content.

use std::collections::BTreeSet;

use ebox_audit::Effects;
use ebox_content::Kept;
use ebox_credential::caller::{Caller, Publication};
use ebox_domain::{
    Cause, EboxId, Fault, MessageId, Rule, ServiceError,
    event::{Event, EventKind},
    message::Message,
    publication::Recipient,
    reference::Trio,
};
use jiff::Timestamp;
use serde_json::json;

use crate::{
    Registry,
    call::Call,
    outcome::MOST,
    port::{NewMessage, Original},
};

/// What became of a broadcast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The message.
    pub message: MessageId,
    /// When it expires, everywhere.
    pub expires: Timestamp,
    /// How many of the recipients have it now.
    pub delivered: u64,
    /// Those that cannot take it.
    pub refused: Vec<EboxId>,
}

impl Registry {
    /// Brings a message that the caller sent or published to further recipients. A recipient that has it already keeps
    /// the one it has, so that a broadcast that was interrupted can be sent again.
    pub async fn link(
        &self,
        caller: &Caller<Publication>,
        call: &Call,
        message: &str,
        recipients: Vec<EboxId>,
    ) -> Result<Linked, ServiceError> {
        if !self.settings.broadcast {
            let detail = "this registry offers broadcast by arrangement only: ask its operator";
            return Err(Fault::MissingPermission(detail.to_owned()).into());
        }
        if recipients.len() > MOST {
            let detail = format!("at most {MOST} recipients at once; send several calls");
            return Err(Fault::one(Cause::body(Rule::OutOfRange, "recipients", detail)).into());
        }
        let original = match message.parse() {
            Ok(id) => self.store.sent_message(caller.principal(), id, self.clock.now()).await?,
            Err(_) => None,
        };
        let original = original.ok_or_else(|| Fault::no_message_of("messageId", message))?;
        // Content that one message names is not removed while others begin to name it.
        let _naming = self.naming.read().await;
        let mut linked = Linked {
            message: original.message.id,
            expires: original.message.expires,
            delivered: 0,
            refused: Vec::new(),
        };
        // Whoever is named twice is one recipient.
        let mut seen = BTreeSet::new();
        for recipient in recipients.into_iter().filter(|recipient| seen.insert(*recipient)) {
            if self.link_to(caller, call, &original, recipient).await? {
                linked.delivered += 1;
            } else {
                linked.refused.push(recipient);
            }
        }
        self.announce();
        Ok(linked)
    }

    /// Whether a recipient has the message now.
    async fn link_to(
        &self,
        caller: &Caller<Publication>,
        call: &Call,
        original: &Original,
        recipient: EboxId,
    ) -> Result<bool, ServiceError> {
        let now = self.clock.now();
        let is_active = matches!(self.recipients.recipient(recipient).await?, Recipient::Active { .. });
        if !is_active || !self.may_receive(&original.message, recipient) {
            return Ok(false);
        }
        let mut message = Message {
            ebox: recipient,
            received: now,
            read: None,
            is_visible: true,
            action: original
                .message
                .action
                .clone()
                .map(|action| ebox_domain::message::MessageAction { executed: None, ..action }),
            ..original.message.clone()
        };
        let _placing = self.placing.read().await;
        message.partition = self.partitions.route(&message).await?;
        let details =
            json!({ "messageId": message.id.to_string(), "originalMessageId": message.id.to_string() });
        let record = self.record_of(call, caller, Some(recipient), now, (201, details));
        let content =
            message.attachments.iter().map(|one| Kept { digest: one.digest, size: one.size, small: None });
        let new = NewMessage {
            publisher: caller.principal(),
            body: original.body.clone(),
            content: content.collect(),
            key: None,
            effects: Effects::recorded(record.clone()).with_event(Event::about(
                &message,
                EventKind::NewDocument,
                now,
            )),
            duplicate: record,
            executes: None,
            message,
        };
        self.store.link(new).await?;
        Ok(true)
    }

    /// Whether the message may be sent to this kind of e-Box.
    fn may_receive(&self, message: &Message, recipient: EboxId) -> bool {
        let trio = Trio {
            organization: message.sender.enterprise,
            application: message.sender.application.clone(),
            message_type: message.message_type.clone(),
            sector: recipient.ebox_type(),
        };
        self.reference_data().trios.contains(&trio)
    }
}
