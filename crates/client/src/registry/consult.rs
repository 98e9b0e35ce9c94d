//! Looking into the e-Box. Nothing here opens main content.

use ebox_domain::{LocalizedText, page::PageRequest};
use ebox_wire::{
    TranslatedString,
    routes::{
        Version,
        v2::{Attachments, Body, EBOX, MESSAGES, Message as MessageRoute},
        v3::STATISTICS,
    },
    v2, v3,
};
use serde_json::Value;

use super::{Filter, MessagePage, Registry, Unreadable};
use crate::{
    error::{ClientError, ErrorKind},
    http::typed,
    message::{Attachment, Message, attachments_of_v2},
};

impl Registry {
    /// A page of the list, newest first. A criterion that the registry's version does not have is an error: a list
    /// without it would be wrong.
    pub async fn list(&self, page: PageRequest, filter: &Filter) -> Result<MessagePage, ClientError> {
        let call = self.call("list messages");
        let url = self.url(MESSAGES);
        let mut query = vec![("page", page.page().to_string()), ("pageSize", page.size().to_string())];
        query.extend(filter.parameters(self.version).map_err(|kind| call.error(kind))?);
        let request = || self.get(&url).query(&query);
        let mut answer = self.http.repeatable_json(call, &self.tokens, request).await?;
        let total = answer.get(self.total_name()).and_then(Value::as_u64);
        let (Some(total), Some(Value::Array(items))) = (total, answer.get_mut("items").map(Value::take))
        else {
            let what = format!("a list has items and {}", self.total_name());
            return Err(call.error(ErrorKind::Unexpected(what)));
        };
        let mut read = MessagePage { items: vec![], unreadable: vec![], order: vec![], total };
        for item in items {
            let id = item.get("messageId").and_then(Value::as_str).map(str::to_owned);
            read.order.push(id.clone());
            match self.read_message(item) {
                Ok(message) => read.items.push(message),
                Err(error) => read.unreadable.push(Unreadable { id, reason: error.to_string() }),
            }
        }
        Ok(read)
    }

    /// One message.
    pub async fn message(&self, id: &str) -> Result<Message, ClientError> {
        let doing = "get a message";
        let answer = self.get_json(doing, &MessageRoute { message_id: id }.path()).await?;
        self.expect_message(doing, answer)
    }

    /// The attachments of a message: what they are, not their content.
    pub async fn attachments(&self, message_id: &str) -> Result<Vec<Attachment>, ClientError> {
        let doing = "list attachments";
        let answer = self.get_json(doing, &Attachments { message_id }.path()).await?;
        match self.version {
            Version::V2 => {
                let list: v2::Attachments = typed(self.call(doing), answer)?;
                Ok(attachments_of_v2(list.items))
            }
            Version::V3 => {
                let list: v3::Attachments = typed(self.call(doing), answer)?;
                Ok(list.items.into_iter().map(Into::into).collect())
            }
        }
    }

    /// The e-Box in numbers.
    pub async fn summary(&self) -> Result<v2::Ebox, ClientError> {
        let doing = "get the summary";
        typed(self.call(doing), self.get_json(doing, EBOX).await?)
    }

    /// The e-Box, or these partitions of it, in the numbers that people look after (v3).
    pub async fn statistics(&self, partitions: &[String]) -> Result<v3::Statistics, ClientError> {
        let doing = "get the statistics";
        self.only_v3(doing, "a v2.1 registry has no statistics")?;
        let url = self.url(STATISTICS);
        let query: Vec<_> = partitions.iter().map(|partition| ("partition", partition)).collect();
        let request = || self.get(&url).query(&query);
        typed(self.call(doing), self.http.repeatable_json(self.call(doing), &self.tokens, request).await?)
    }

    /// The body of a message, when it has one. A body that is the main content is refused:
    /// [`Registry::open_main_body`] opens that.
    pub async fn body(&self, message: &Message) -> Result<Option<LocalizedText>, ClientError> {
        if message.is_body_main {
            return Err(self.call("get a body").error(ErrorKind::Misuse(
                "this body is the main content; opening it marks the message read and has a method of its own",
            )));
        }
        self.fetch_body("get a body", &message.id).await
    }

    /// Opens the body that is the main content of a message. **This marks the message read, with legal effect.**
    pub async fn open_main_body(&self, message: &Message) -> Result<LocalizedText, ClientError> {
        let doing = "open the body that is the main content";
        if !message.is_body_main {
            return Err(self.call(doing).error(ErrorKind::Misuse("this body is not the main content")));
        }
        let missing = || self.call(doing).error(ErrorKind::Unexpected("no body".to_owned()));
        self.fetch_body(doing, &message.id).await?.ok_or_else(missing)
    }

    async fn fetch_body(
        &self,
        doing: &'static str,
        message_id: &str,
    ) -> Result<Option<LocalizedText>, ClientError> {
        let answer = match self.get_json(doing, &Body { message_id }.path()).await {
            // No body, or a v2.1 registry that does not offer the operation, which is optional there.
            Err(error) if matches!(error.status(), Some(404 | 405 | 501)) => return Ok(None),
            other => other?,
        };
        let text: TranslatedString = typed(self.call(doing), answer)?;
        let text = LocalizedText::from(text);
        Ok((!text.is_empty()).then_some(text))
    }

    pub(super) const fn total_name(&self) -> &'static str {
        match self.version {
            Version::V2 => "totalItems",
            Version::V3 => "total",
        }
    }
}
