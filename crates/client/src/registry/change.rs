//! Changing messages: hidden, shown, moved, their action executed. What a change says can be said twice, so it is
//! repeated as a question is.

use ebox_wire::{
    routes::{
        Version,
        v2::MESSAGES,
        v3::{Action, MESSAGES as V3_MESSAGES},
    },
    v2, v3,
};
use reqwest::{RequestBuilder, header::CONTENT_TYPE};
use serde::Serialize;
use serde_json::Value;

use super::Registry;
use crate::{
    error::{ClientError, ErrorKind},
    message::Message,
    token::AccessToken,
};

const MERGE_PATCH: &str = "application/merge-patch+json";

/// What changes of a message. What is left out stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MessageChange {
    /// The message.
    pub message_id: String,
    /// Whether it is shown from now on.
    pub is_visible: Option<bool>,
    /// The partition to which it moves (v3).
    pub partition: Option<String>,
}

impl Registry {
    /// Hides, shows or moves messages: all of them or, when one cannot be seen, none. The messages as they are now,
    /// where the registry tells; v2.1 does not.
    pub async fn change(&self, changes: &[MessageChange]) -> Result<Option<Vec<Message>>, ClientError> {
        let doing = "change messages";
        match self.version {
            Version::V2 => {
                let items = changes.iter().map(hidden_or_shown).collect::<Result<_, _>>();
                let items = items.map_err(|kind| self.call(doing).error(kind))?;
                let body = self.in_json(doing, &v2::MessagesToUpdate { items, total_items: None })?;
                let request = || self.merge_patch(MESSAGES, &body);
                let patience = self.http.settings().answer_timeout;
                let attempt = |token: AccessToken| {
                    self.http.once(self.call(doing), request().timeout(patience).bearer_auth(token.secret()))
                };
                self.http.authorized(&self.tokens, attempt).await?;
                Ok(None)
            }
            Version::V3 => {
                let item = |change: &MessageChange| v3::MessageToUpdate {
                    message_id: change.message_id.clone(),
                    update: v3::MessageUpdate {
                        is_visible: change.is_visible,
                        partition: change.partition.clone(),
                    },
                };
                let update = v3::MessagesToUpdate { items: changes.iter().map(item).collect() };
                let mut answer = self.patched(doing, V3_MESSAGES, &update).await?;
                let Some(Value::Array(items)) = answer.get_mut("items").map(Value::take) else {
                    let what = "changed messages have items".to_owned();
                    return Err(self.call(doing).error(ErrorKind::Unexpected(what)));
                };
                let read = |item| self.expect_message(doing, item);
                items.into_iter().map(read).collect::<Result<_, _>>().map(Some)
            }
        }
    }

    /// Notes that the action of a message was executed (v3). It stays so; a second time changes nothing.
    pub async fn execute_action(&self, message_id: &str) -> Result<Message, ClientError> {
        let doing = "note that an action was executed";
        self.only_v3(doing, "a v2.1 registry knows no actions")?;
        let path = Action { message_id }.path();
        let answer = self.patched(doing, &path, &v3::ActionUpdate { is_executed: true }).await?;
        self.expect_message(doing, answer)
    }

    async fn patched(
        &self,
        doing: &'static str,
        path: &str,
        update: &(impl Serialize + Sync),
    ) -> Result<Value, ClientError> {
        let body = self.in_json(doing, update)?;
        let request = || self.merge_patch(path, &body);
        self.http.repeatable_json(self.call(doing), &self.tokens, request).await
    }

    fn merge_patch(&self, path: &str, body: &str) -> RequestBuilder {
        let request = self.http.plain().patch(self.url(path)).header(CONTENT_TYPE, MERGE_PATCH);
        self.in_its_name(request).body(body.to_owned())
    }
}

fn hidden_or_shown(change: &MessageChange) -> Result<v2::MessageToUpdate, ErrorKind> {
    match (change.is_visible, &change.partition) {
        (Some(visible), None) => Ok(v2::MessageToUpdate { message_id: change.message_id.clone(), visible }),
        (_, Some(_)) => Err(ErrorKind::NotOffered("a v2.1 registry moves no messages")),
        (None, None) => Err(ErrorKind::Misuse("a change without anything to change")),
    }
}
