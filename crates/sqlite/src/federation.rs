//! The federation service's port.

mod preferences;

mod directory;

use std::collections::BTreeMap;

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{
    EboxId, StoreError,
    page::{Page, PageRequest},
    provider::{MaintenanceWindow, Provider, ProviderId},
};
use ebox_federation::{Ebox, Imported, Listed, port::FederationStore};
use jiff::Timestamp;
use sqlx::{Error, Row, SqliteConnection, sqlite::SqliteRow};

use crate::{
    Store,
    columns::{localized, localized_json, moment, text, unreadable},
    effects,
};

#[async_trait]
impl FederationStore for Store {
    async fn providers(&self) -> Result<Vec<Provider>, StoreError> {
        let mut reader = self.read().await?;
        all(&mut reader).await.map_err(|error| StoreError::new("list providers", error))
    }

    async fn provider(&self, id: &ProviderId) -> Result<Option<Provider>, StoreError> {
        // There are a few dozen at most.
        Ok(self.providers().await?.into_iter().find(|provider| provider.id == *id))
    }

    async fn put_provider(&self, provider: Provider, effects: Effects) -> Result<(), StoreError> {
        self.write("register a provider", |unit| Box::pin(put(unit, provider, effects))).await
    }

    async fn ebox(&self, id: EboxId) -> Result<Option<Ebox>, StoreError> {
        let mut reader = self.read().await?;
        one_ebox(&mut reader, id).await.map_err(|error| StoreError::new("read an e-Box", error))
    }

    async fn eboxes(&self, page: PageRequest) -> Result<Page<Ebox>, StoreError> {
        let mut reader = self.read().await?;
        directory::page(&mut reader, page).await.map_err(|error| StoreError::new("list e-Boxes", error))
    }

    async fn put_listed(&self, listed: Vec<Listed>, effects: Effects) -> Result<Imported, StoreError> {
        self.write("enter a list of e-Boxes", |unit| Box::pin(directory::put(unit, listed, effects))).await
    }

    async fn put_ebox(&self, ebox: Ebox, effects: Effects) -> Result<(), StoreError> {
        self.write("enter an e-Box", |unit| Box::pin(put_ebox(unit, ebox, effects))).await
    }

    async fn note_opened(&self, id: EboxId, at: Timestamp) -> Result<(), StoreError> {
        self.write("note that an e-Box was opened", move |unit| {
            Box::pin(async move {
                sqlx::query(
                    "UPDATE ebox SET last_connection = max(coalesce(last_connection, ?1), ?1) WHERE id = ?2",
                )
                .bind(at.as_microsecond())
                .bind(id.key().to_owned())
                .execute(unit)
                .await
                .map(|_| ())
            })
        })
        .await
    }
}

async fn all(reader: &mut SqliteConnection) -> Result<Vec<Provider>, Error> {
    // Both queries see one snapshot: a provider never comes with the windows of an earlier registration.
    let mut snapshot = sqlx::Connection::begin(reader).await?;
    let mut windows = BTreeMap::<String, Vec<MaintenanceWindow>>::new();
    let rows = sqlx::query("SELECT provider, begins, ends FROM provider_maintenance ORDER BY begins, ends")
        .fetch_all(&mut *snapshot)
        .await?;
    for row in rows {
        windows.entry(row.try_get("provider")?).or_default().push(window(&row)?);
    }
    let rows = sqlx::query("SELECT * FROM provider ORDER BY id").fetch_all(&mut *snapshot).await?;
    rows.iter()
        .map(|row| {
            let id: String = row.try_get("id")?;
            let maintenance = windows.remove(&id).unwrap_or_default();
            read(row, &id, maintenance)
        })
        .collect()
}

fn window(row: &SqliteRow) -> Result<MaintenanceWindow, Error> {
    let (begins, ends) = (moment("begins", row.try_get("begins")?)?, moment("ends", row.try_get("ends")?)?);
    MaintenanceWindow::new(begins, ends).map_err(|error| unreadable("ends", error))
}

fn read(row: &SqliteRow, id: &str, maintenance: Vec<MaintenanceWindow>) -> Result<Provider, Error> {
    let deactivation: Option<&str> = row.try_get("deactivation")?;
    Ok(Provider {
        id: text("id", id)?,
        name: localized("name", row.try_get("name")?)?,
        description: localized("description", row.try_get("description")?)?,
        v2_url: row.try_get("v2_url")?,
        v3_url: row.try_get("v3_url")?,
        activation: text("activation", row.try_get("activation")?)?,
        deactivation: deactivation.map(|day| text("deactivation", day)).transpose()?,
        technical_contact: row.try_get("technical_contact")?,
        maintenance,
    })
}

async fn put(unit: &mut SqliteConnection, provider: Provider, effects: Effects) -> Result<(), Error> {
    let id = provider.id.to_string();
    sqlx::query("DELETE FROM provider WHERE id = ?").bind(id.clone()).execute(&mut *unit).await?;
    sqlx::query(
        "INSERT INTO provider (id, name, description, v2_url, v3_url, activation, deactivation, \
         technical_contact) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(id.clone())
    .bind(localized_json(&provider.name))
    .bind(localized_json(&provider.description))
    .bind(provider.v2_url)
    .bind(provider.v3_url)
    .bind(provider.activation.to_string())
    .bind(provider.deactivation.map(|day| day.to_string()))
    .bind(provider.technical_contact)
    .execute(&mut *unit)
    .await?;
    for window in provider.maintenance {
        sqlx::query("INSERT OR IGNORE INTO provider_maintenance (provider, begins, ends) VALUES (?, ?, ?)")
            .bind(id.clone())
            .bind(window.start().as_microsecond())
            .bind(window.end().as_microsecond())
            .execute(&mut *unit)
            .await?;
    }
    effects::write(unit, &effects).await
}

async fn one_ebox(reader: &mut SqliteConnection, id: EboxId) -> Result<Option<Ebox>, Error> {
    let row = sqlx::query("SELECT name, is_active, last_connection FROM ebox WHERE id = ?")
        .bind(id.key().to_owned())
        .fetch_optional(reader)
        .await?;
    row.map(|row| {
        let last: Option<i64> = row.try_get("last_connection")?;
        Ok(Ebox {
            id,
            name: row.try_get("name")?,
            is_active: row.try_get("is_active")?,
            last_connection: last.map(|micros| moment("last_connection", micros)).transpose()?,
        })
    })
    .transpose()
}

async fn put_ebox(unit: &mut SqliteConnection, ebox: Ebox, effects: Effects) -> Result<(), Error> {
    sqlx::query("INSERT OR REPLACE INTO ebox (id, name, is_active, last_connection) VALUES (?, ?, ?, ?)")
        .bind(ebox.id.key().to_owned())
        .bind(ebox.name)
        .bind(ebox.is_active)
        .bind(ebox.last_connection.map(jiff::Timestamp::as_microsecond))
        .execute(&mut *unit)
        .await?;
    effects::write(unit, &effects).await
}
