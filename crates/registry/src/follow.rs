//! The change feed: a client that follows it holds what a walk over all pages would show, without walking.

use std::time::Duration;

use data_encoding::BASE64URL_NOPAD;
use ebox_credential::caller::{Caller, Consultation};
use ebox_domain::{Cause, Fault, Rule, ServiceError, partition::Rights};
use serde_json::json;

use crate::{
    Registry,
    call::Call,
    list::partitions_of,
    port::{Changes, Position, Step},
};

/// The longest that a call may wait for news.
pub const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// A message can expire while somebody waits; nobody tells.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
const VERSION: &str = "2";

/// Where a client stands in the feed of an e-Box. Opaque to clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Where the client stands.
    position: Position,
    /// The part of the e-Box that it saw. With other rights it would hold what it may no longer see.
    seen: String,
}

impl Cursor {
    fn text(&self) -> String {
        let Position { feed, since, after } = self.position;
        BASE64URL_NOPAD.encode(format!("{VERSION}.{feed}.{since}.{after}.{}", self.seen).as_bytes())
    }

    fn parse(text: &str) -> Option<Self> {
        let text = String::from_utf8(BASE64URL_NOPAD.decode(text.as_bytes()).ok()?).ok()?;
        let mut parts = text.split('.');
        let version = parts.next()?;
        let mut number = || parts.next()?.parse().ok();
        let position = Position { feed: number()?, since: number()?, after: number()? };
        let seen = parts.next()?.to_owned();
        (version == VERSION && parts.next().is_none()).then_some(Self { position, seen })
    }
}

/// What happened since a cursor.
#[derive(Debug, Clone)]
pub struct News {
    /// The changes, in their order.
    pub items: Vec<Step>,
    /// Where to go on.
    pub cursor: String,
    /// Whether there is more now.
    pub has_more: bool,
}

impl Registry {
    /// The changes of the caller's e-Box since a cursor (empty to begin), at most `limit`. With `wait`, an
    /// answer without changes waits that long for one.
    pub async fn changes(
        &self,
        caller: &Caller<Consultation>,
        call: &Call,
        cursor: &str,
        limit: u32,
        wait: Duration,
    ) -> Result<News, ServiceError> {
        let until = tokio::time::Instant::now() + wait.min(LONGEST_WAIT);
        let mut news = self.news.subscribe();
        loop {
            let rights = self.rights(caller).await?;
            let seen = fingerprint(&rights);
            let from = begin(cursor, &seen)?;
            // From here on, what is told meanwhile ends the wait.
            news.mark_unchanged();
            let now = self.clock.now();
            let changes = self.store.changes(caller.ebox(), &rights, from, limit, now).await?;
            let changes = changes.ok_or_else(|| again("it is none of this e-Box as it is here"))?;
            if from.is_some_and(|from| from.after < changes.forgotten) {
                return Err(again("it is too old").into());
            }
            let is_late = tokio::time::Instant::now() >= until;
            if !changes.items.is_empty() || is_late {
                return self.tell(caller, call, changes, seen).await;
            }
            let pause = until.min(tokio::time::Instant::now() + LOOK_AGAIN);
            // Either way the feed is looked at again.
            let _ = tokio::time::timeout_at(pause, news.changed()).await;
        }
    }

    async fn tell(
        &self,
        caller: &Caller<Consultation>,
        call: &Call,
        changes: Changes,
        seen: String,
    ) -> Result<News, ServiceError> {
        let ids: Vec<String> = changes
            .items
            .iter()
            .filter_map(|step| match step {
                Step::Is(message) => Some(message.id.to_string()),
                Step::Gone(_) => None,
            })
            .collect();
        if !ids.is_empty() {
            self.note_read(caller, call, json!({ "messageIds": ids })).await?;
        }
        let cursor = Cursor { position: changes.next, seen }.text();
        Ok(News { items: changes.items, cursor, has_more: changes.has_more })
    }
}

fn begin(cursor: &str, seen: &str) -> Result<Option<Position>, Fault> {
    if cursor.is_empty() {
        return Ok(None);
    }
    let cursor = Cursor::parse(cursor).ok_or_else(|| again("it is none of this registry"))?;
    if cursor.seen == seen { Ok(Some(cursor.position)) } else { Err(again("your rights have changed since")) }
}

fn again(why: &str) -> Fault {
    let detail = format!("this cursor cannot be followed: {why}; begin anew with an empty one");
    Fault::one(Cause::query(Rule::InvalidValue, "cursor", detail))
}

/// What tells one part of an e-Box from another.
fn fingerprint(rights: &Rights) -> String {
    match partitions_of(rights) {
        None => "all".to_owned(),
        Some(partitions) => {
            let digest = ebox_content::sha256(partitions.join("\n").as_bytes());
            digest.to_hex().chars().take(16).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cursors_read_back_and_any_text_is_answered(
            feed: u64,
            since: u64,
            after: u64,
            seen in "[a-f0-9]{16}|all",
            other in "\\PC{0,40}",
        ) {
            let cursor = Cursor { position: Position { feed, since, after }, seen };
            prop_assert_eq!(Cursor::parse(&cursor.text()), Some(cursor));
            let _ = begin(&other, "all");
        }
    }
}
