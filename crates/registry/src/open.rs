//! Opening content. Opening the *main* content is a legal act: it marks the message read. That happens here
//! and nowhere else.

use std::ops::Range;

use ebox_audit::Effects;
use ebox_content::{Incoming, Reading};
use ebox_credential::caller::{Caller, Consultation};
use ebox_domain::{
    Fault, ServiceError,
    event::{Event, EventKind},
    ids::uuid_v7,
    language::LocalizedText,
    message::{Attachment, Message},
};
use serde_json::{Value, json};

use crate::{Registry, call::Call, port::Opened};

/// What is opened, and how the call will be answered.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The range of bytes to read.
    pub range: Range<u64>,
    /// The answer's status: 200, or 206 for a range.
    pub status: u16,
}

const NO_BODY: Fault = Fault::Absent("the message has no body");

impl Registry {
    /// Starts to receive the content of a file.
    pub fn receive_content(&self) -> Incoming {
        self.content.receive(uuid_v7(self.clock.now(), &*self.rng))
    }

    /// Opens an attachment's content. When it is the main content, the message is read from now on, durably
    /// and on the record, before the first byte leaves.
    pub async fn open_attachment(
        &self,
        caller: &Caller<Consultation>,
        call: &Call,
        message: &Message,
        attachment: &Attachment,
        opening: Opening,
    ) -> Result<Reading, ServiceError> {
        // Content first: a message is not marked read when its content cannot be given.
        let reading = self.content.read(&attachment.digest, attachment.size, opening.range).await?;
        let details = json!({
            "messageId": message.id.to_string(),
            "attachmentId": attachment.id.to_string(),
            "contentId": attachment.digest.to_hex(),
        });
        self.opened(caller, call, message, attachment.is_main, (opening.status, details)).await?;
        Ok(reading)
    }

    /// The body of one of the caller's messages, to answer what is known of it without showing it; opens nothing.
    pub async fn closed_body(
        &self,
        caller: &Caller<Consultation>,
        id: &str,
    ) -> Result<LocalizedText, ServiceError> {
        Ok(self.find_body(caller, id).await?.1)
    }

    /// The body of one of the caller's messages; when it is the main content, the message is read from now on.
    pub async fn open_body(
        &self,
        caller: &Caller<Consultation>,
        call: &Call,
        id: &str,
    ) -> Result<LocalizedText, ServiceError> {
        let (message, body) = self.find_body(caller, id).await?;
        let details = json!({ "messageId": message.id.to_string(), "contentId": "body" });
        self.opened(caller, call, &message, message.is_body_main, (200, details)).await?;
        Ok(body)
    }

    async fn find_body(
        &self,
        caller: &Caller<Consultation>,
        id: &str,
    ) -> Result<(Message, LocalizedText), ServiceError> {
        let message = self.find(caller, id).await?;
        let body = self.store.body(caller.ebox(), message.id).await?;
        body.map(|body| (message, body)).ok_or_else(|| NO_BODY.into())
    }

    /// Content of a message was opened. Only the first time that it was the main content changes something.
    async fn opened(
        &self,
        caller: &Caller<Consultation>,
        call: &Call,
        message: &Message,
        is_main: bool,
        answer: (u16, Value),
    ) -> Result<(), ServiceError> {
        if is_main && message.read.is_none() {
            self.mark_read(caller, call, message, answer).await
        } else {
            self.note(caller, call, answer).await
        }
    }

    async fn mark_read(
        &self,
        caller: &Caller<Consultation>,
        call: &Call,
        message: &Message,
        answer: (u16, Value),
    ) -> Result<(), ServiceError> {
        let at = self.clock.now();
        let record = self.record_of(call, caller, Some(message.ebox), at, answer);
        let effects =
            Effects::recorded(record).with_event(Event::about(message, EventKind::ReadDocument, at));
        match self.store.open(caller.ebox(), message.id, at, effects).await? {
            Some(Opened::FirstTime) => {
                self.announce();
                Ok(())
            }
            // Somebody else was quicker by a moment.
            Some(Opened::Again) => Ok(()),
            // It expired between being found and being opened.
            None => Err(Fault::no_message(message.id).into()),
        }
    }
}
