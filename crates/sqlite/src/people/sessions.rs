//! Sessions of people.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{Ssin, StoreError};
use ebox_people::{
    Person,
    port::SessionStore,
    sessions::{NewSession, Session, SessionKey},
};
use jiff::Timestamp;
use sqlx::{Error, Row, SqliteConnection, sqlite::SqliteRow};

use super::{end_sessions, person};
use crate::{
    Store,
    columns::{moment, text},
    effects,
};

const SESSION: &str = "SELECT ssin, name, session.enterprise, role, began_at, used_at FROM session \
                       JOIN person ON ssin = session.person LEFT JOIN manager \
                       ON manager.enterprise = session.enterprise AND manager.person = session.person";

#[async_trait]
impl SessionStore for Store {
    async fn begin_session(&self, session: NewSession, effects: Effects) -> Result<(), StoreError> {
        self.write("begin a session", move |unit| {
            Box::pin(async move {
                put_session(unit, session).await?;
                effects::write(unit, &effects).await
            })
        })
        .await
    }

    async fn session(&self, key: SessionKey) -> Result<Option<Session>, StoreError> {
        let failed = |error| StoreError::new("read a session", error);
        let row = sqlx::query(sqlx::AssertSqlSafe(format!("{SESSION} WHERE token_hash = ?")))
            .bind(key.0.as_bytes().as_slice())
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        row.as_ref().map(session).transpose().map_err(failed)
    }

    async fn use_session(&self, key: SessionKey, at: Timestamp) -> Result<(), StoreError> {
        self.write("note the use of a session", move |unit| {
            Box::pin(async move {
                sqlx::query("UPDATE session SET used_at = MAX(used_at, ?) WHERE token_hash = ?")
                    .bind(at.as_microsecond())
                    .bind(key.0.as_bytes().to_vec())
                    .execute(unit)
                    .await
                    .map(|_| ())
            })
        })
        .await
    }

    async fn end_session(&self, key: SessionKey, effects: Effects) -> Result<(), StoreError> {
        self.write("end a session", move |unit| {
            Box::pin(async move {
                let ended = sqlx::query("DELETE FROM session WHERE token_hash = ?")
                    .bind(key.0.as_bytes().to_vec())
                    .execute(&mut *unit)
                    .await?;
                if ended.rows_affected() == 0 {
                    return Ok(());
                }
                effects::write(unit, &effects).await
            })
        })
        .await
    }

    async fn sessions_of(&self, person: Ssin) -> Result<Vec<Session>, StoreError> {
        let failed = |error| StoreError::new("list the sessions of a person", error);
        let query = format!("{SESSION} WHERE session.person = ? ORDER BY used_at DESC, token_hash");
        let rows = sqlx::query(sqlx::AssertSqlSafe(query))
            .bind(person.as_str())
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        rows.iter().map(session).collect::<Result<_, _>>().map_err(failed)
    }

    async fn put_identification(
        &self,
        key: SessionKey,
        person: Ssin,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.write("note who showed who they are", move |unit| {
            Box::pin(async move {
                sqlx::query("INSERT INTO identification (token_hash, person, at) VALUES (?, ?, ?)")
                    .bind(key.0.as_bytes().to_vec())
                    .bind(person.to_string())
                    .bind(at.as_microsecond())
                    .execute(unit)
                    .await
                    .map(|_| ())
            })
        })
        .await
    }

    async fn identification(&self, key: SessionKey) -> Result<Option<(Person, Timestamp)>, StoreError> {
        let failed = |error| StoreError::new("read who showed who they are", error);
        let row = sqlx::query(
            "SELECT ssin, name, at FROM identification JOIN person ON ssin = person WHERE token_hash = ?",
        )
        .bind(key.0.as_bytes().as_slice())
        .fetch_optional(&mut *self.read().await?)
        .await
        .map_err(failed)?;
        let identification = |row: &SqliteRow| Ok((person(row)?, moment("at", row.try_get("at")?)?));
        row.as_ref().map(identification).transpose().map_err(failed)
    }

    async fn begin_identified_session(
        &self,
        identification: SessionKey,
        session: NewSession,
        effects: Effects,
    ) -> Result<bool, StoreError> {
        self.write("begin a session", move |unit| {
            Box::pin(async move {
                let known = sqlx::query("DELETE FROM identification WHERE token_hash = ? AND person = ?")
                    .bind(identification.0.as_bytes().to_vec())
                    .bind(session.person.to_string())
                    .execute(&mut *unit)
                    .await?;
                if known.rows_affected() == 0 {
                    return Ok(false);
                }
                put_session(unit, session).await?;
                effects::write(unit, &effects).await.map(|()| true)
            })
        })
        .await
    }

    async fn forget_identifications(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.write("forget who showed who they are", move |unit| {
            Box::pin(async move {
                sqlx::query("DELETE FROM identification WHERE at < ?")
                    .bind(before.as_microsecond())
                    .execute(unit)
                    .await
                    .map(|forgotten| forgotten.rows_affected())
            })
        })
        .await
    }

    async fn end_sessions_of(&self, person: Ssin, effects: Effects) -> Result<u64, StoreError> {
        self.write("end the sessions of a person", move |unit| {
            Box::pin(async move {
                let ended = end_sessions(unit, person.as_str()).await?;
                effects::write(unit, &effects).await.map(|()| ended)
            })
        })
        .await
    }

    async fn forget_sessions(&self, used: Timestamp, began: Timestamp) -> Result<u64, StoreError> {
        self.write("forget old sessions", move |unit| {
            Box::pin(async move {
                sqlx::query("DELETE FROM session WHERE used_at < ? OR began_at < ?")
                    .bind(used.as_microsecond())
                    .bind(began.as_microsecond())
                    .execute(unit)
                    .await
                    .map(|forgotten| forgotten.rows_affected())
            })
        })
        .await
    }
}

async fn put_session(unit: &mut SqliteConnection, session: NewSession) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO session (token_hash, person, enterprise, began_at, used_at) VALUES (?, ?, ?, ?, ?)",
    )
    .bind(session.key.0.as_bytes().to_vec())
    .bind(session.person.to_string())
    .bind(session.enterprise.to_string())
    .bind(session.began.as_microsecond())
    .bind(session.began.as_microsecond())
    .execute(unit)
    .await
    .map(|_| ())
}

fn session(row: &SqliteRow) -> Result<Session, Error> {
    let role: Option<&str> = row.try_get("role")?;
    Ok(Session {
        person: person(row)?,
        enterprise: text("enterprise", row.try_get("enterprise")?)?,
        role: role.map(|role| text("role", role)).transpose()?,
        began: moment("began_at", row.try_get("began_at")?)?,
        used: moment("used_at", row.try_get("used_at")?)?,
    })
}
