//! The OAuth server's port.

use std::sync::Arc;

use async_trait::async_trait;
use data_encoding::HEXLOWER;
use ebox_audit::Effects;
use ebox_credential::{Certificate, Scopes};
use ebox_domain::{Sha256Digest, StoreError, ids::ClientId};
use ebox_oauth::{
    Client,
    port::{KeyMaterial, KeyPurpose, OauthStore},
};
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use sqlx::{Error, Row, SqliteConnection, sqlite::SqliteRow};

use crate::{
    Store,
    columns::{moment, text, unreadable},
    effects,
    together::Together,
    writer::Writer,
};

/// An assertion that is spent.
pub(crate) struct Spent {
    client: String,
    jti: String,
    until: i64,
}

/// Assertions that wait for the writer; of each it is said whether it was spent now, and not before.
pub(crate) type Assertions = Together<Spent, bool>;

/// Where assertions wait.
pub(crate) fn assertions(writer: &Writer) -> Assertions {
    Together::start(writer.handle().clone(), spend_all, Arc::new(|_: &Spent| ()))
}

fn spend_all(
    unit: &mut SqliteConnection,
    all: Vec<Arc<Spent>>,
) -> BoxFuture<'_, Result<Vec<bool>, sqlx::Error>> {
    Box::pin(async move {
        // In hexadecimal digits, because a `jti` is any text, and JSON in SQLite ends one at a zero.
        let rows: Vec<_> =
            all.iter().map(|one| (&one.client, HEXLOWER.encode(one.jti.as_bytes()), one.until)).collect();
        let rows = serde_json::to_string(&rows).map_err(|error| sqlx::Error::Encode(error.into()))?;
        let spent = sqlx::query(
            "INSERT INTO oauth_spent_assertion (client_id, jti, until) \
             SELECT value ->> 0, CAST(unhex(value ->> 1) AS TEXT), value ->> 2 FROM jsonb_each(?) WHERE true \
             ON CONFLICT DO NOTHING",
        )
        .bind(rows)
        .execute(unit)
        .await?
        .rows_affected();
        match all.len() {
            1 => Ok(vec![spent == 1]),
            many if spent == many as u64 => Ok(vec![true; many]),
            // Some were spent before, or came twice: which ones is found out one by one.
            _ => Err(sqlx::Error::RowNotFound),
        }
    })
}

#[async_trait]
impl OauthStore for Store {
    async fn client(&self, id: &ClientId) -> Result<Option<Client>, StoreError> {
        let mut reader = self.read().await?;
        client(&mut reader, id).await.map_err(|error| StoreError::new("read a client", error))
    }

    async fn clients(&self) -> Result<Vec<Client>, StoreError> {
        let mut reader = self.read().await?;
        clients(&mut reader, None).await.map_err(|error| StoreError::new("list clients", error))
    }

    async fn register_client(&self, client: Client, effects: Effects) -> Result<bool, StoreError> {
        self.write("register a client", move |unit| {
            Box::pin(async move {
                let inserted = sqlx::query(
                    "INSERT INTO oauth_client (client_id, enterprise, name, scopes, is_enabled, registered_at) \
                     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                )
                .bind(client.id.to_string())
                .bind(client.enterprise.to_string())
                .bind(client.name)
                .bind(client.scopes.to_string())
                .bind(client.is_enabled)
                .bind(client.registered_at.as_microsecond())
                .execute(&mut *unit)
                .await?;
                if inserted.rows_affected() == 0 {
                    return Ok(false);
                }
                for certificate in &client.certificates {
                    insert_certificate(unit, &client.id, certificate, client.registered_at).await?;
                }
                effects::write(unit, &effects).await.map(|()| true)
            })
        })
        .await
    }

    async fn set_enabled(&self, id: &ClientId, enabled: bool, effects: Effects) -> Result<bool, StoreError> {
        let id = id.to_string();
        self.write("enable or disable a client", move |unit| {
            Box::pin(async move {
                let updated = sqlx::query("UPDATE oauth_client SET is_enabled = ? WHERE client_id = ?")
                    .bind(enabled)
                    .bind(id)
                    .execute(&mut *unit)
                    .await?;
                recorded_if(updated.rows_affected() > 0, unit, &effects).await
            })
        })
        .await
    }

    async fn set_scopes(&self, id: &ClientId, scopes: Scopes, effects: Effects) -> Result<bool, StoreError> {
        let id = id.to_string();
        self.write("grant a client scopes", move |unit| {
            Box::pin(async move {
                let updated = sqlx::query("UPDATE oauth_client SET scopes = ? WHERE client_id = ?")
                    .bind(scopes.to_string())
                    .bind(id)
                    .execute(&mut *unit)
                    .await?;
                recorded_if(updated.rows_affected() > 0, unit, &effects).await
            })
        })
        .await
    }

    async fn add_certificate(
        &self,
        id: &ClientId,
        certificate: Certificate,
        at: Timestamp,
        effects: Effects,
    ) -> Result<bool, StoreError> {
        let id = id.clone();
        self.write("add a certificate", move |unit| {
            Box::pin(async move {
                let is_known: bool =
                    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM oauth_client WHERE client_id = ?)")
                        .bind(id.to_string())
                        .fetch_one(&mut *unit)
                        .await?;
                if is_known {
                    insert_certificate(unit, &id, &certificate, at).await?;
                }
                recorded_if(is_known, unit, &effects).await
            })
        })
        .await
    }

    async fn remove_certificate(
        &self,
        id: &ClientId,
        fingerprint: Sha256Digest,
        effects: Effects,
    ) -> Result<bool, StoreError> {
        let id = id.to_string();
        self.write("remove a certificate", move |unit| {
            Box::pin(async move {
                let deleted =
                    sqlx::query("DELETE FROM oauth_certificate WHERE client_id = ? AND fingerprint = ?")
                        .bind(id)
                        .bind(fingerprint.as_bytes().to_vec())
                        .execute(&mut *unit)
                        .await?;
                recorded_if(deleted.rows_affected() > 0, unit, &effects).await
            })
        })
        .await
    }

    async fn spend_jti(&self, client: &ClientId, jti: &str, until: Timestamp) -> Result<bool, StoreError> {
        let spent = Spent { client: client.to_string(), jti: jti.to_owned(), until: until.as_microsecond() };
        self.written("spend an assertion", self.assertions.run(spent).await)
    }

    async fn sweep_jtis(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.write("sweep spent assertions", move |unit| {
            Box::pin(async move {
                sqlx::query("DELETE FROM oauth_spent_assertion WHERE until < ?")
                    .bind(now.as_microsecond())
                    .execute(unit)
                    .await
                    .map(|deleted| deleted.rows_affected())
            })
        })
        .await
    }

    async fn key(
        &self,
        purpose: KeyPurpose,
        candidate: KeyMaterial,
        at: Timestamp,
    ) -> Result<KeyMaterial, StoreError> {
        self.write("keep a key", move |unit| {
            Box::pin(async move {
                sqlx::query(
                    "INSERT INTO oauth_key (purpose, material, made_at) VALUES (?, ?, ?) \
                     ON CONFLICT DO NOTHING",
                )
                .bind(purpose.as_str())
                .bind(candidate.as_bytes().to_vec())
                .bind(at.as_microsecond())
                .execute(&mut *unit)
                .await?;
                sqlx::query_scalar("SELECT material FROM oauth_key WHERE purpose = ?")
                    .bind(purpose.as_str())
                    .fetch_one(unit)
                    .await
                    .map(KeyMaterial::new)
            })
        })
        .await
    }
}

/// Writes the effects of a change that happened, and passes on whether it did.
async fn recorded_if(happened: bool, unit: &mut SqliteConnection, effects: &Effects) -> Result<bool, Error> {
    if happened {
        effects::write(unit, effects).await?;
    }
    Ok(happened)
}

async fn insert_certificate(
    unit: &mut SqliteConnection,
    client: &ClientId,
    certificate: &Certificate,
    at: Timestamp,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO oauth_certificate (client_id, fingerprint, der, added_at) VALUES (?, ?, ?, ?) \
         ON CONFLICT DO NOTHING",
    )
    .bind(client.to_string())
    .bind(certificate.fingerprint().as_bytes().to_vec())
    .bind(certificate.as_der().to_vec())
    .bind(at.as_microsecond())
    .execute(unit)
    .await
    .map(|_| ())
}

async fn client(reader: &mut SqliteConnection, id: &ClientId) -> Result<Option<Client>, Error> {
    Ok(clients(reader, Some(id)).await?.pop())
}

/// The client with an identifier, or all of them.
async fn clients(reader: &mut SqliteConnection, only: Option<&ClientId>) -> Result<Vec<Client>, Error> {
    // One statement, so that a client and its certificates are of the same moment.
    let query = match only {
        Some(id) => sqlx::query(
            "SELECT client_id, enterprise, name, scopes, is_enabled, registered_at, der \
             FROM oauth_client LEFT JOIN oauth_certificate USING (client_id) WHERE client_id = ? ORDER BY seq",
        )
        .bind(id.as_str()),
        None => sqlx::query(
            "SELECT client_id, enterprise, name, scopes, is_enabled, registered_at, der \
             FROM oauth_client LEFT JOIN oauth_certificate USING (client_id) ORDER BY client_id, seq",
        ),
    };
    let mut clients = Vec::<Client>::new();
    for row in query.fetch_all(reader).await? {
        let id: ClientId = text("client_id", row.try_get("client_id")?)?;
        if clients.last().is_none_or(|last| last.id != id) {
            let scopes: String = row.try_get("scopes")?;
            clients.push(Client {
                id,
                enterprise: text("enterprise", row.try_get("enterprise")?)?,
                name: row.try_get("name")?,
                scopes: Scopes::parse(&scopes).map_err(|unknown| unreadable("scopes", unknown))?,
                is_enabled: row.try_get("is_enabled")?,
                certificates: Vec::new(),
                registered_at: moment("registered_at", row.try_get("registered_at")?)?,
            });
        }
        if let (Some(client), Some(certificate)) = (clients.last_mut(), certificate(&row)?) {
            client.certificates.push(certificate);
        }
    }
    Ok(clients)
}

fn certificate(row: &SqliteRow) -> Result<Option<Certificate>, Error> {
    let der: Option<Vec<u8>> = row.try_get("der")?;
    der.map(|der| Certificate::from_der(&der).map_err(|error| unreadable("der", error))).transpose()
}
