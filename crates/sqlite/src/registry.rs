//! The message registry's port.

mod arrival;
mod boxes;
mod calendar;
mod change;
pub(crate) mod counted;
mod counters;
mod criteria;
mod entry;
mod expiry;
mod feed;
mod list;
mod message;
mod numbers;
mod numerals;
mod publish;
mod rank;
pub(crate) mod recent;
mod search;
mod selection;
mod sent;
mod texts;
mod total;

use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use ebox_audit::{Effects, Record};
use ebox_content::SmallContent;
use ebox_domain::{
    ApplicationId, EboxId, EnterpriseNumber, MessageId, Sha256Digest, StoreError,
    language::LocalizedText,
    message::{Message, Statistics, Summary},
    page::{Page, PageRequest},
    partition::Rights,
    reference::ReferenceData,
};
use ebox_registry::{
    IdempotencyKey,
    list::Filter,
    port::{
        Change, Changed, Changes, Filling, Horizon, Named, NewMessage, Opened, Original, Outcome, Position,
        RegistryStore, Status, Swept, UseOfKey,
    },
    stored,
};
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use sqlx::{Connection, SqliteConnection};

use self::{boxes::Mailbox, recent::Recent};
use crate::{Store, effects, readers::Reader, together::Together, writer::Writer};

pub(crate) use boxes::consulted;

/// Publications that wait for the writer.
pub(crate) type Publications = Together<publish::Publication, Outcome>;

/// Where publications wait. One that executes an action changes the message that it answers.
pub(crate) fn publications(writer: &Writer, recent: &Arc<Recent>) -> Publications {
    let recent = Arc::clone(recent);
    let after = move |publication: &publish::Publication| {
        if let Some(ebox) = publication.changes() {
            recent.changed(ebox);
        }
    };
    Together::start(writer.handle().clone(), publish_all, Arc::new(after))
}

fn publish_all(
    unit: &mut SqliteConnection,
    publications: Vec<Arc<publish::Publication>>,
) -> BoxFuture<'_, Result<Vec<Outcome>, sqlx::Error>> {
    Box::pin(async move { publish::publish(unit, &publications).await })
}

#[async_trait]
impl RegistryStore for Store {
    async fn reference_data(&self) -> Result<ReferenceData, StoreError> {
        let failed = |error| StoreError::new("read reference data", error);
        let document: Option<String> = sqlx::query_scalar("SELECT document FROM reference_data")
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        document.map_or_else(
            || Ok(ReferenceData::default()),
            |json| {
                stored::reference_from_json(&json)
                    .map_err(|error| StoreError::new("read reference data", error))
            },
        )
    }

    async fn replace_reference_data(&self, data: ReferenceData, effects: Effects) -> Result<(), StoreError> {
        let document = stored::reference_to_json(&data);
        self.write("replace reference data", |unit| {
            Box::pin(async move {
                sqlx::query("INSERT OR REPLACE INTO reference_data (only_row, document) VALUES (1, ?)")
                    .bind(document)
                    .execute(&mut *unit)
                    .await?;
                effects::write(unit, &effects).await
            })
        })
        .await
    }

    async fn messages_naming(&self, named: &[Named]) -> Result<Vec<u64>, StoreError> {
        let mut reader = self.read().await?;
        numbers::naming(&mut reader, named)
            .await
            .map_err(|error| StoreError::new("count messages by what they name", error))
    }

    async fn publish(&self, message: NewMessage) -> Result<Outcome, StoreError> {
        let publication = publish::Publication::from(message);
        self.written("publish a message", self.publications.run(publication).await)
    }

    async fn link(&self, copy: NewMessage) -> Result<(), StoreError> {
        let copy = publish::Publication::from(copy);
        self.write("link a message", move |unit| Box::pin(publish::link(unit, copy))).await
    }

    async fn fill(&self, messages: Vec<Filling>) -> Result<(), StoreError> {
        let arriving = publish::arriving(messages);
        self.write("fill an e-Box", move |unit| Box::pin(publish::fill(unit, arriving))).await
    }

    async fn use_of_key(
        &self,
        sender: EnterpriseNumber,
        application: &ApplicationId,
        key: &IdempotencyKey,
        now: Timestamp,
    ) -> Result<Option<UseOfKey>, StoreError> {
        let mut reader = self.read().await?;
        publish::use_of_key(&mut reader, sender, application, key, now)
            .await
            .map_err(|error| StoreError::new("look up an idempotency key", error))
    }

    async fn record(&self, record: Record) -> Result<(), StoreError> {
        let effects = Effects::recorded(record);
        self.write("keep an audit record", |unit| {
            Box::pin(async move { effects::write(unit, &effects).await })
        })
        .await
    }

    async fn messages(
        &self,
        ebox: EboxId,
        filter: &Filter,
        page: PageRequest,
        now: Timestamp,
    ) -> Result<Page<Message>, StoreError> {
        let failed = |error| StoreError::new("list messages", error);
        let mut reader = self.read().await?;
        let Some(mailbox) = self.settled(&mut reader, ebox, now).await? else {
            return Ok(Page { items: Vec::new(), total: 0, request: page });
        };
        // A total and its page come from one snapshot: neither contradicts the other.
        let mut snapshot = reader.begin().await.map_err(failed)?;
        list::page(&mut snapshot, &mailbox, &self.counted, filter, page).await.map_err(failed)
    }

    async fn sent(
        &self,
        sender: EnterpriseNumber,
        filter: &Filter,
        page: PageRequest,
        now: Timestamp,
    ) -> Result<Page<Message>, StoreError> {
        let failed = |error| StoreError::new("list sent messages", error);
        let mut reader = self.read().await?;
        let mut snapshot = reader.begin().await.map_err(failed)?;
        sent::page(&mut snapshot, sender, filter, page, now).await.map_err(failed)
    }

    async fn message(
        &self,
        ebox: EboxId,
        id: MessageId,
        now: Timestamp,
    ) -> Result<Option<Message>, StoreError> {
        if let Some(message) = self.recent.get(ebox, id, now) {
            return Ok(Some(message));
        }
        let seen = self.recent.seen(ebox);
        let mut reader = self.read().await?;
        let found = message::one(&mut reader, ebox, id, now)
            .await
            .map_err(|error| StoreError::new("read a message", error))?;
        if let Some(message) = &found {
            self.recent.put(seen, message);
        }
        Ok(found)
    }

    async fn body(&self, ebox: EboxId, id: MessageId) -> Result<Option<LocalizedText>, StoreError> {
        let body: Option<String> = sqlx::query_scalar(
            "SELECT t.body FROM box b JOIN message m ON m.box = b.box JOIN message_body t ON t.place = m.place \
             WHERE b.ebox = ? AND m.id = ?",
        )
        .bind(ebox.key())
        .bind(&id.as_uuid().as_bytes()[..])
        .fetch_optional(&mut *self.read().await?)
        .await
        .map_err(|error| StoreError::new("read a body", error))?;
        body.map(|json| stored::text_from_json(&json).map_err(|error| StoreError::new("read a body", error)))
            .transpose()
    }

    async fn open(
        &self,
        ebox: EboxId,
        id: MessageId,
        at: Timestamp,
        effects: Effects,
    ) -> Result<Option<Opened>, StoreError> {
        self.change("open main content", Some(ebox), move |unit| {
            Box::pin(change::open(unit, ebox, id, at, effects))
        })
        .await
    }

    async fn change(
        &self,
        ebox: EboxId,
        rights: &Rights,
        changes: Vec<Change>,
        at: Timestamp,
        effects: Effects,
    ) -> Result<Changed, StoreError> {
        let rights = rights.clone();
        self.change("change messages", Some(ebox), move |unit| {
            Box::pin(async move { change::change(unit, ebox, &rights, changes, at, effects).await })
        })
        .await
    }

    async fn execute(
        &self,
        ebox: EboxId,
        id: MessageId,
        at: Timestamp,
        effects: Effects,
    ) -> Result<Option<Message>, StoreError> {
        self.change("execute an action", Some(ebox), move |unit| {
            Box::pin(change::execute(unit, ebox, id, at, effects))
        })
        .await
    }

    async fn summary(
        &self,
        ebox: EboxId,
        partitions: Option<&[String]>,
        now: Timestamp,
    ) -> Result<Summary, StoreError> {
        let failed = |error| StoreError::new("summarise an e-Box", error);
        let mut reader = self.read().await?;
        let Some(mailbox) = self.settled(&mut reader, ebox, now).await? else {
            return Ok(Summary::default());
        };
        numbers::summary(&mut reader, &mailbox, partitions).await.map_err(failed)
    }

    async fn statistics(
        &self,
        ebox: EboxId,
        partitions: Option<&[String]>,
        expiring: Timestamp,
        now: Timestamp,
    ) -> Result<Statistics, StoreError> {
        let failed = |error| StoreError::new("count messages", error);
        let mut reader = self.read().await?;
        let Some(mailbox) = self.settled(&mut reader, ebox, now).await? else {
            return Ok(Statistics::default());
        };
        let mut snapshot = reader.begin().await.map_err(failed)?;
        numbers::statistics(&mut snapshot, &mailbox, partitions, expiring).await.map_err(failed)
    }

    async fn changes(
        &self,
        ebox: EboxId,
        rights: &Rights,
        from: Option<Position>,
        limit: u32,
        now: Timestamp,
    ) -> Result<Option<Changes>, StoreError> {
        let failed = |error| StoreError::new("follow changes", error);
        let mut reader = self.read().await?;
        // Who began when nothing had ever come has seen nothing yet.
        let from = from.filter(|from| *from != Position::default());
        let Some(mailbox) = self.settled(&mut reader, ebox, now).await? else {
            return Ok(from.is_none().then(Changes::default));
        };
        let mut snapshot = reader.begin().await.map_err(failed)?;
        feed::changes(&mut snapshot, &mailbox, rights, from, limit).await.map_err(failed)
    }

    async fn sent_message(
        &self,
        publisher: EnterpriseNumber,
        id: MessageId,
        now: Timestamp,
    ) -> Result<Option<Original>, StoreError> {
        let mut reader = self.read().await?;
        sent::original(&mut reader, publisher, id, now)
            .await
            .map_err(|error| StoreError::new("read a sent message", error))
    }

    async fn recipients_of(
        &self,
        publisher: EnterpriseNumber,
        id: MessageId,
        most: usize,
        now: Timestamp,
    ) -> Result<Vec<EboxId>, StoreError> {
        let mut reader = self.read().await?;
        sent::recipients(&mut reader, publisher, id, most, now)
            .await
            .map_err(|error| StoreError::new("look up the recipients of a message", error))
    }

    async fn status(
        &self,
        publisher: EnterpriseNumber,
        questions: &[(MessageId, EboxId)],
        now: Timestamp,
    ) -> Result<Vec<Option<Status>>, StoreError> {
        let mut reader = self.read().await?;
        sent::status(&mut reader, publisher, questions, now)
            .await
            .map_err(|error| StoreError::new("look up the status of messages", error))
    }

    async fn expire(&self, now: Timestamp, most: u32) -> Result<u64, StoreError> {
        self.change("take out expired messages", None, move |unit| {
            Box::pin(expiry::expire(unit, None, now, most))
        })
        .await
    }

    async fn sweep(&self, horizon: Horizon, most: u32) -> Result<Swept, StoreError> {
        self.write("sweep expired messages", move |unit| Box::pin(expiry::sweep(unit, horizon, most))).await
    }
}

/// Messages that one unit of work takes out of an e-Box at most: others wait meanwhile.
const EXPIRED_AT_ONCE: u32 = 200;

impl Store {
    /// An e-Box, when it ever received anything, after the messages that expired until `now` are taken out of it.
    /// Usually none has since the last call.
    async fn settled(
        &self,
        reader: &mut Reader,
        ebox: EboxId,
        now: Timestamp,
    ) -> Result<Option<Mailbox>, StoreError> {
        let failed = |error| StoreError::new("look up an e-Box", error);
        loop {
            match boxes::find(reader, ebox, now).await.map_err(failed)? {
                Some(Mailbox { number, is_due: true, .. }) => {
                    self.change("take out expired messages", Some(ebox), move |unit| {
                        Box::pin(expiry::expire(unit, Some(number), now, EXPIRED_AT_ONCE))
                    })
                    .await?;
                }
                mailbox => return Ok(mailbox),
            }
        }
    }
}

#[async_trait]
impl SmallContent for Store {
    async fn small_content(&self, digest: &Sha256Digest) -> Result<Option<Bytes>, StoreError> {
        let bytes: Option<Option<Vec<u8>>> = sqlx::query_scalar("SELECT bytes FROM content WHERE digest = ?")
            .bind(&digest.as_bytes()[..])
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(|error| StoreError::new("read small content", error))?;
        Ok(bytes.flatten().map(Bytes::from))
    }
}

#[cfg(feature = "conformance")]
impl ebox_registry::conformance::Subject for Store {
    async fn effects(&self) -> (u64, u64) {
        let mut reader = self.read().await.expect("a reader");
        let counts: (i64, i64) =
            sqlx::query_as("SELECT (SELECT count(*) FROM outbox_event), (SELECT count(*) FROM audit_record)")
                .fetch_one(&mut *reader)
                .await
                .expect("counted");
        (counts.0.unsigned_abs(), counts.1.unsigned_abs())
    }
}
