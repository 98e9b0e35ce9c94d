//! What e-Boxes prefer.

use std::collections::BTreeMap;

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{EboxId, EmailAddress, StoreError};
use ebox_federation::{Preference, port::PreferenceStore};
use sqlx::{Error, Row, SqliteConnection, sqlite::SqliteRow};

use crate::{
    Store,
    columns::{ebox, moment, text},
    effects,
};

#[async_trait]
impl PreferenceStore for Store {
    async fn preferences(&self, ids: &[EboxId]) -> Result<Vec<Preference>, StoreError> {
        let mut reader = self.read().await?;
        let known = read(&mut reader, ids).await;
        let known = known.map_err(|error| StoreError::new("read preferences", error))?;
        Ok(ids.iter().filter_map(|id| known.get(id).copied()).collect())
    }

    async fn choose_exclusively(
        &self,
        id: EboxId,
        is_exclusive: bool,
        effects: Effects,
    ) -> Result<Option<Preference>, StoreError> {
        self.write("choose a channel", move |unit| {
            Box::pin(async move {
                let known = read(unit, &[id]).await?.remove(&id);
                let Some(known) = known else { return Ok(None) };
                let change = if is_exclusive {
                    "INSERT OR IGNORE INTO ebox_exclusive (id) VALUES (?)"
                } else {
                    "DELETE FROM ebox_exclusive WHERE id = ?"
                };
                sqlx::query(change).bind(id.key().to_owned()).execute(&mut *unit).await?;
                effects::write(unit, &effects).await?;
                Ok(Some(Preference { is_exclusive, ..known }))
            })
        })
        .await
    }

    async fn notification_address(&self, id: EboxId) -> Result<Option<EmailAddress>, StoreError> {
        let failed = |error| StoreError::new("read where an e-Box is told", error);
        let address: Option<String> =
            sqlx::query_scalar("SELECT address FROM ebox_notification WHERE id = ?")
                .bind(id.key().to_owned())
                .fetch_optional(&mut *self.read().await?)
                .await
                .map_err(failed)?;
        address.map(|address| text("address", &address)).transpose().map_err(failed)
    }

    async fn keep_notification_address(
        &self,
        id: EboxId,
        address: Option<EmailAddress>,
        effects: Effects,
    ) -> Result<bool, StoreError> {
        self.write("keep where an e-Box is told", move |unit| {
            Box::pin(async move {
                if read(unit, &[id]).await?.is_empty() {
                    return Ok(false);
                }
                let key = id.key().to_owned();
                match address {
                    Some(address) => sqlx::query(
                        "INSERT INTO ebox_notification (id, address) VALUES (?, ?) \
                         ON CONFLICT (id) DO UPDATE SET address = excluded.address",
                    )
                    .bind(key)
                    .bind(address.to_string()),
                    None => sqlx::query("DELETE FROM ebox_notification WHERE id = ?").bind(key),
                }
                .execute(&mut *unit)
                .await?;
                effects::write(unit, &effects).await?;
                Ok(true)
            })
        })
        .await
    }
}

async fn read(
    connection: &mut SqliteConnection,
    ids: &[EboxId],
) -> Result<BTreeMap<EboxId, Preference>, Error> {
    let keys: Vec<&str> = ids.iter().map(EboxId::key).collect();
    let rows = sqlx::query(
        "SELECT ebox.id, is_active, last_connection, ebox_exclusive.id IS NOT NULL AS is_exclusive \
         FROM ebox LEFT JOIN ebox_exclusive ON ebox_exclusive.id = ebox.id \
         WHERE ebox.id IN (SELECT value FROM json_each(?))",
    )
    .bind(serde_json::json!(keys).to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| preference(row).map(|one| (one.id, one))).collect()
}

fn preference(row: &SqliteRow) -> Result<Preference, Error> {
    let last: Option<i64> = row.try_get("last_connection")?;
    Ok(Preference {
        id: ebox("id", row.try_get("id")?)?,
        is_active: row.try_get("is_active")?,
        is_exclusive: row.try_get("is_exclusive")?,
        last_connection: last.map(|micros| moment("last_connection", micros)).transpose()?,
    })
}
