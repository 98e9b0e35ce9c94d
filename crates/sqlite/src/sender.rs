//! The port of the configurations of senders.

mod document;

use async_trait::async_trait;
use ebox_audit::{Effects, Record};
use ebox_domain::{StoreError, ids::DossierId};
use ebox_onboarding::sender::{Configuration, Signature, State, port::ConfigurationStore};
use sqlx::{Error, Row, SqliteConnection, sqlite::SqliteRow};

use crate::{
    Store,
    columns::{digest, moment, text, unreadable},
    effects,
};

const COLUMNS: &str = "SELECT dossier, provider, enterprise, client_id, wanted, former, before, state, version, at, \
                       by, signer, signed_at, latest FROM sender_configuration";

#[async_trait]
impl ConfigurationStore for Store {
    async fn configuration(&self, dossier: &DossierId) -> Result<Option<Configuration>, StoreError> {
        let failed = |error| StoreError::new("read the configuration of a sender", error);
        let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE dossier = ?")))
            .bind(dossier.as_str())
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        row.as_ref().map(configuration).transpose().map_err(failed)
    }

    async fn configurations(&self) -> Result<Vec<Configuration>, StoreError> {
        let failed = |error| StoreError::new("list the configurations of senders", error);
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} ORDER BY at, dossier")))
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        rows.iter().map(configuration).collect::<Result<_, _>>().map_err(failed)
    }

    async fn keep(&self, configurations: Vec<Configuration>, effects: Effects) -> Result<bool, StoreError> {
        self.write("keep the configuration of a sender", move |unit| {
            Box::pin(async move {
                for one in &configurations {
                    let kept: Option<i64> =
                        sqlx::query_scalar("SELECT version FROM sender_configuration WHERE dossier = ?")
                            .bind(one.wanted.dossier.as_str())
                            .fetch_optional(&mut *unit)
                            .await?;
                    if kept.unwrap_or_default() + 1 != i64::from(one.version) {
                        return Ok(false);
                    }
                }
                for one in &configurations {
                    put(unit, one).await?;
                }
                effects::write(unit, &effects).await.map(|()| true)
            })
        })
        .await
    }

    async fn note(&self, record: Record) -> Result<(), StoreError> {
        let effects = Effects::recorded(record);
        self.write("keep an audit record", |unit| {
            Box::pin(async move { effects::write(unit, &effects).await })
        })
        .await
    }
}

async fn put(unit: &mut SqliteConnection, one: &Configuration) -> Result<(), Error> {
    let wanted = &one.wanted;
    sqlx::query(
        "INSERT OR REPLACE INTO sender_configuration (dossier, provider, enterprise, client_id, wanted, former, \
         before, state, version, at, by, signer, signed_at, latest) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(wanted.dossier.as_str())
    .bind(wanted.provider.as_str())
    .bind(wanted.enterprise.as_str())
    .bind(one.client_id.as_ref().map(ToString::to_string))
    .bind(document::of_wanted(wanted))
    .bind(document::of_former(&one.former))
    .bind(document::of_before(&one.before))
    .bind(name(one.state))
    .bind(one.version)
    .bind(one.at.as_microsecond())
    .bind(&one.by)
    .bind(one.signature.map(|signature| signature.signer.as_bytes().to_vec()))
    .bind(one.signature.map(|signature| signature.at.as_microsecond()))
    .bind(one.latest.map(jiff::Timestamp::as_microsecond))
    .execute(unit)
    .await
    .map(drop)
}

const fn name(state: State) -> &'static str {
    match state {
        State::Applying => "applying",
        State::Applied => "applied",
        State::Undoing => "undoing",
        State::Undone => "undone",
    }
}

fn configuration(row: &SqliteRow) -> Result<Configuration, Error> {
    let column = |name: &str| row.try_get::<String, _>(name);
    let whose = document::Whose {
        dossier: text("dossier", &column("dossier")?)?,
        provider: text("provider", &column("provider")?)?,
        enterprise: text("enterprise", &column("enterprise")?)?,
    };
    let client_id: Option<String> = row.try_get("client_id")?;
    let state = match column("state")?.as_str() {
        "applying" => State::Applying,
        "applied" => State::Applied,
        "undoing" => State::Undoing,
        "undone" => State::Undone,
        _ => return Err(unreadable("state", "no state")),
    };
    let signature = match (row.try_get::<Option<Vec<u8>>, _>("signer")?, row.try_get("signed_at")?) {
        (Some(signer), Some(at)) => {
            Some(Signature { signer: digest("signer", &signer)?, at: moment("signed_at", at)? })
        }
        _ => None,
    };
    Ok(Configuration {
        wanted: whose.wanted(&column("wanted")?)?,
        former: whose.former(&column("former")?)?,
        before: document::before(&column("before")?)?,
        client_id: client_id.map(|id| text("client_id", &id)).transpose()?,
        state,
        version: row.try_get("version")?,
        at: moment("at", row.try_get("at")?)?,
        by: column("by")?,
        signature,
        latest: row.try_get::<Option<i64>, _>("latest")?.map(|at| moment("latest", at)).transpose()?,
    })
}
