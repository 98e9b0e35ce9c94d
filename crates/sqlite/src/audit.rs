//! The audit trail's ports.

use async_trait::async_trait;
use ebox_audit::{
    Attempts, History, KeepsPersonKey, Kept, PersonHash, PersonKey, Record, RecordSink, Wanted,
};
use ebox_domain::StoreError;
use sqlx::{Error, Row, sqlite::SqliteRow};

use crate::{
    Store,
    columns::{count, digest, ebox, moment, signed, text, unreadable},
    effects, registry,
    script::Script,
};

#[async_trait]
impl RecordSink for Store {
    async fn keep(&self, records: &[Record]) -> Result<(), StoreError> {
        let mut script = Script::default();
        effects::add_records(&mut script, records);
        registry::consulted(&mut script, records);
        self.write("keep audit records", |unit| Box::pin(script.run(unit))).await
    }
}

#[async_trait]
impl KeepsPersonKey for Store {
    async fn person_key(&self, candidate: PersonKey) -> Result<PersonKey, StoreError> {
        self.write("keep the key of people in audit records", move |unit| {
            Box::pin(async move {
                sqlx::query(
                    "INSERT INTO audit_key (only_row, material) VALUES (1, ?) ON CONFLICT DO NOTHING",
                )
                .bind(candidate.as_bytes().to_vec())
                .execute(&mut *unit)
                .await?;
                let kept: Vec<u8> =
                    sqlx::query_scalar("SELECT material FROM audit_key").fetch_one(unit).await?;
                let bytes = kept.try_into().map_err(|_| unreadable("material", "a key of another length"))?;
                Ok(PersonKey::new(bytes))
            })
        })
        .await
    }
}

#[async_trait]
impl History for Store {
    async fn openings(&self, wanted: Wanted) -> Result<Vec<Kept>, StoreError> {
        let failed = |error| StoreError::new("look back at what was opened", error);
        let (at, number) = wanted
            .after
            .map_or((i64::MAX, i64::MAX), |after| (after.at.as_microsecond(), signed(after.number)));
        // The first three conditions are those of the index.
        let rows = sqlx::query(
            "SELECT seq, at, token, client_id, enterprise, person, ebox, method, url, status, refusal, details \
             FROM audit_record \
             WHERE ebox = ? AND details ->> 'contentId' IS NOT NULL AND refusal IS NULL \
             AND at >= ? AND at < ? AND at <= ? AND (at, seq) < (?, ?) \
             ORDER BY at DESC, seq DESC LIMIT ?",
        )
        .bind(wanted.ebox.key().to_owned())
        .bind(wanted.from.as_microsecond())
        .bind(wanted.until.as_microsecond())
        .bind(at)
        .bind(at)
        .bind(number)
        .bind(wanted.most.min(Wanted::MOST))
        .fetch_all(&mut *self.read().await?)
        .await
        .map_err(failed)?;
        rows.iter().map(kept).collect::<Result<_, _>>().map_err(failed)
    }

    async fn publications(&self, wanted: Attempts) -> Result<Vec<Kept>, StoreError> {
        let failed = |error| StoreError::new("look back at attempts to publish", error);
        let after = wanted.after.at.as_microsecond();
        // The second to fourth conditions are those of the index.
        let rows = sqlx::query(
            "SELECT seq, at, token, client_id, enterprise, person, ebox, method, url, status, refusal, details \
             FROM audit_record \
             WHERE enterprise = ? AND method = 'POST' \
             AND (rtrim(url, '/') GLOB '*/ebox/messages' OR url GLOB '*/publishMessage') \
             AND at >= ? AND (at, seq) > (?, ?) \
             ORDER BY at, seq LIMIT ?",
        )
        .bind(wanted.enterprise.as_str().to_owned())
        .bind(after)
        .bind(after)
        .bind(signed(wanted.after.number))
        .bind(wanted.most.min(Wanted::MOST))
        .fetch_all(&mut *self.read().await?)
        .await
        .map_err(failed)?;
        rows.iter().map(kept).collect::<Result<_, _>>().map_err(failed)
    }
}

/// A record as it is kept.
fn kept(row: &SqliteRow) -> Result<Kept, Error> {
    let token: Option<Vec<u8>> = row.try_get("token")?;
    let enterprise: Option<String> = row.try_get("enterprise")?;
    let person: Option<Vec<u8>> = row.try_get("person")?;
    let whose: Option<String> = row.try_get("ebox")?;
    let status: i64 = row.try_get("status")?;
    let details: String = row.try_get("details")?;
    Ok(Kept {
        number: count("seq", row.try_get("seq")?)?,
        record: Record {
            at: moment("at", row.try_get("at")?)?,
            token: token.map(|bytes| digest("token", &bytes)).transpose()?,
            client_id: row.try_get("client_id")?,
            enterprise: enterprise.map(|number| text("enterprise", &number)).transpose()?,
            person: person.map(person_hash).transpose()?,
            ebox: whose.map(|key| ebox("ebox", &key)).transpose()?,
            method: row.try_get("method")?,
            url: row.try_get("url")?,
            status: u16::try_from(status).map_err(|error| unreadable("status", error))?,
            refusal: row.try_get("refusal")?,
            details: serde_json::from_str(&details).map_err(|error| unreadable("details", error))?,
        },
    })
}

fn person_hash(bytes: Vec<u8>) -> Result<PersonHash, Error> {
    let bytes = bytes.try_into().map_err(|_| unreadable("person", "a hash of another length"))?;
    Ok(PersonHash::new(bytes))
}
