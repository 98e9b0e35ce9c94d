//! The change feed: an extension, by which a client holds what a walk over all pages would show, without walking.

use std::time::Duration;

use ebox_wire::routes::v3::MESSAGES;
use serde_json::Value;

use super::{Features, Registry, Unreadable};
use crate::{
    error::{ClientError, ErrorKind},
    message::Message,
};

/// What changed since a cursor.
#[derive(Debug, Clone, PartialEq)]
pub struct News {
    /// Of each message only its last change, in their order.
    pub items: Vec<Change>,
    /// Where the next call begins.
    pub cursor: String,
    /// Whether there is more now.
    pub has_more: bool,
}

/// A change of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The message as it is now.
    Is(Box<Message>),
    /// It expired, or left what the caller may see.
    Gone {
        /// Its identifier.
        message_id: String,
    },
    /// Something that is neither.
    Unreadable(Unreadable),
}

impl Registry {
    /// Follows the change feed from a cursor, empty to begin. With `wait`, an answer without changes waits that long
    /// for one; a registry waits at most 30 seconds.
    ///
    /// A cursor that cannot be followed any more is refused with a cause that
    /// [concerns](crate::Refusal::concerns) `cursor`: begin anew with an empty one.
    ///
    /// # Errors
    /// [`ErrorKind::NotOffered`] where the registry does not say that it has the feed.
    pub async fn changes(&self, cursor: &str, page_size: u32, wait: Duration) -> Result<News, ClientError> {
        let doing = "follow the changes";
        self.offers(doing, Features::CHANGE_FEED, "this registry has no change feed").await?;
        let call = self.call(doing);
        let url = self.url(MESSAGES);
        let mut query = vec![("cursor", cursor.to_owned()), ("pageSize", page_size.to_string())];
        if !wait.is_zero() {
            query.push(("wait", wait.as_secs().to_string()));
        }
        // While it waits a registry is silent, which is no fault of it.
        let patience = self.http.settings().answer_timeout.saturating_add(wait);
        let request = || self.in_its_name(self.http.uploads().get(&url)).query(&query);
        let mut answer = self.http.repeatable_json_within(call, &self.tokens, patience, request).await?;
        let items = answer.get_mut("items").map(Value::take);
        let cursor = answer.get("cursor").and_then(Value::as_str).map(str::to_owned);
        let has_more = answer.get("hasMore").and_then(Value::as_bool);
        let (Some(Value::Array(items)), Some(cursor), Some(has_more)) = (items, cursor, has_more) else {
            let what = "changes have items, cursor and hasMore".to_owned();
            return Err(call.error(ErrorKind::Unexpected(what)));
        };
        let items = items.into_iter().map(|item| self.read_change(item)).collect();
        Ok(News { items, cursor, has_more })
    }

    fn read_change(&self, item: Value) -> Change {
        let id = item.get("messageId").and_then(Value::as_str).map(str::to_owned);
        match (id, item.get("isGone").and_then(Value::as_bool)) {
            (Some(message_id), Some(true)) => Change::Gone { message_id },
            (id, _) => match self.read_message(item) {
                Ok(message) => Change::Is(Box::new(message)),
                Err(error) => Change::Unreadable(Unreadable { id, reason: error.to_string() }),
            },
        }
    }
}
