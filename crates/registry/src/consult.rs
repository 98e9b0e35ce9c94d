//! Consulting an e-Box: lists, one message, the summary. Nothing here opens main content.

use ebox_credential::caller::{Caller, Consultation, OwnSummary};
use ebox_domain::{
    Fault, MessageId, ServiceError,
    message::{Attachment, Message, Summary},
    page::{Page, PageRequest},
};

use crate::{Registry, list::Filter};

impl Registry {
    /// A page of the caller's messages, newest first.
    pub async fn messages(
        &self,
        caller: &Caller<Consultation>,
        filter: &Filter,
        page: PageRequest,
    ) -> Result<Page<Message>, ServiceError> {
        Ok(self.store.messages(caller.ebox(), filter, page, self.clock.now()).await?)
    }

    /// One of the caller's messages. `id` is what the path says; anything that names no available message of
    /// the caller's e-Box is not found, whoever else may have it.
    pub async fn message(&self, caller: &Caller<Consultation>, id: &str) -> Result<Message, ServiceError> {
        let found = match id.parse::<MessageId>() {
            Ok(parsed) => self.store.message(caller.ebox(), parsed, self.clock.now()).await?,
            Err(_) => None,
        };
        found.ok_or_else(|| Fault::no_message(id).into())
    }

    /// One attachment of one of the caller's messages, without its content.
    pub async fn attachment(
        &self,
        caller: &Caller<Consultation>,
        message: &str,
        attachment: &str,
    ) -> Result<(Message, Attachment), ServiceError> {
        let message = self.message(caller, message).await?;
        let found = attachment.parse().ok().and_then(|id| message.attachment(id)).cloned();
        match found {
            Some(found) => Ok((message, found)),
            None => Err(Fault::NotFound {
                what: "Attachment",
                name: "attachmentId",
                value: attachment.to_owned(),
            }
            .into()),
        }
    }

    /// What the caller's e-Box holds.
    pub async fn summary(&self, caller: &Caller<OwnSummary>) -> Result<Summary, ServiceError> {
        Ok(self.store.summary(caller.ebox(), self.clock.now()).await?)
    }
}
