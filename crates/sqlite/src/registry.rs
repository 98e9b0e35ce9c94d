//! The message registry's port.

mod message;
mod publish;

use async_trait::async_trait;
use bytes::Bytes;
use ebox_audit::{Effects, Record};
use ebox_content::SmallContent;
use ebox_domain::{
    ApplicationId, EboxId, EnterpriseNumber, MessageId, Sha256Digest, StoreError,
    language::LocalizedText,
    message::{Message, Summary},
    page::{Page, PageRequest},
    reference::ReferenceData,
};
use ebox_registry::{
    IdempotencyKey,
    list::Filter,
    port::{NewMessage, Opened, Outcome, RegistryStore},
    stored,
};
use jiff::Timestamp;
use sqlx::{Error, Row};

use crate::{
    Store,
    columns::{count, moment},
    effects,
};

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

    async fn publish(&self, message: NewMessage) -> Result<Outcome, StoreError> {
        self.write("publish a message", |unit| Box::pin(publish::publish(unit, message))).await
    }

    async fn use_of_key(
        &self,
        sender: EnterpriseNumber,
        application: &ApplicationId,
        key: &IdempotencyKey,
        now: Timestamp,
    ) -> Result<Option<(MessageId, Sha256Digest)>, StoreError> {
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
        let mut reader = self.read().await?;
        message::page(&mut reader, ebox, filter, page, now)
            .await
            .map_err(|error| StoreError::new("list messages", error))
    }

    async fn message(
        &self,
        ebox: EboxId,
        id: MessageId,
        now: Timestamp,
    ) -> Result<Option<Message>, StoreError> {
        let mut reader = self.read().await?;
        message::one(&mut reader, ebox, id, now)
            .await
            .map_err(|error| StoreError::new("read a message", error))
    }

    async fn body(&self, ebox: EboxId, id: MessageId) -> Result<Option<LocalizedText>, StoreError> {
        let body: Option<String> =
            sqlx::query_scalar("SELECT body FROM message_body WHERE ebox = ? AND id = ?")
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
        self.write("open main content", move |unit| {
            Box::pin(async move {
                let read: Option<Option<i64>> = sqlx::query_scalar(
                    "SELECT read_at FROM message WHERE ebox = ? AND id = ? AND expires > ?",
                )
                .bind(ebox.key().to_owned())
                .bind(id.as_uuid().as_bytes().to_vec())
                .bind(at.as_microsecond())
                .fetch_optional(&mut *unit)
                .await?;
                let Some(read) = read else { return Ok(None) };
                sqlx::query(
                    "INSERT INTO consultation (ebox, last) VALUES (?, ?) \
                     ON CONFLICT (ebox) DO UPDATE SET last = max(last, excluded.last)",
                )
                .bind(ebox.key().to_owned())
                .bind(at.as_microsecond())
                .execute(&mut *unit)
                .await?;
                if read.is_some() {
                    let only_record = Effects { events: Vec::new(), ..effects };
                    effects::write(unit, &only_record).await?;
                    return Ok(Some(Opened::Again));
                }
                sqlx::query("UPDATE message SET read_at = ? WHERE ebox = ? AND id = ?")
                    .bind(at.as_microsecond())
                    .bind(ebox.key().to_owned())
                    .bind(id.as_uuid().as_bytes().to_vec())
                    .execute(&mut *unit)
                    .await?;
                effects::write(unit, &effects).await?;
                Ok(Some(Opened::FirstTime))
            })
        })
        .await
    }

    async fn summary(&self, ebox: EboxId, now: Timestamp) -> Result<Summary, StoreError> {
        let failed = |error: Error| StoreError::new("summarise an e-Box", error);
        let mut reader = self.read().await?;
        let row = sqlx::query(
            "SELECT count(*), count(*) FILTER (WHERE read_at IS NULL), max(received), coalesce(sum(bytes), 0), \
             (SELECT last FROM consultation WHERE ebox = ?1) \
             FROM message WHERE ebox = ?1 AND expires > ?2",
        )
        .bind(ebox.key())
        .bind(now.as_microsecond())
        .fetch_one(&mut *reader)
        .await
        .map_err(failed)?;
        let optional = |index: usize, name| {
            row.try_get::<Option<i64>, _>(index)?.map(|micros| moment(name, micros)).transpose()
        };
        let read = || -> Result<Summary, Error> {
            Ok(Summary {
                messages: count("messages", row.try_get(0)?)?,
                unread: count("unread", row.try_get(1)?)?,
                last_receipt: optional(2, "received")?,
                bytes: count("bytes", row.try_get(3)?)?,
                last_consultation: optional(4, "last")?,
            })
        };
        read().map_err(failed)
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
