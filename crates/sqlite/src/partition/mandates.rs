//! Mandates.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{
    EnterpriseNumber, StoreError,
    partition::{Mandate, MandateId, MandateState, Operation},
};
use ebox_partition::port::{MandateStore, Outcome};
use jiff::Timestamp;
use sqlx::{Error, Row, sqlite::SqliteRow};

use super::rows::uuid;
use crate::{
    Store,
    columns::{moment, text},
    effects,
};

#[async_trait]
impl MandateStore for Store {
    async fn mandates(&self, enterprise: EnterpriseNumber) -> Result<Vec<Mandate>, StoreError> {
        let failed = |error| StoreError::new("list mandates", error);
        let rows = sqlx::query("SELECT * FROM mandate WHERE principal = ?1 OR mandatary = ?1 ORDER BY id")
            .bind(enterprise.as_str())
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }

    async fn mandate(&self, id: MandateId) -> Result<Option<Mandate>, StoreError> {
        let failed = |error| StoreError::new("read a mandate", error);
        let row = sqlx::query("SELECT * FROM mandate WHERE id = ?")
            .bind(bytes(id))
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        row.as_ref().map(read).transpose().map_err(failed)
    }

    async fn propose(&self, mandate: Mandate, effects: Effects) -> Result<bool, StoreError> {
        self.write("propose a mandate", move |unit| {
            Box::pin(async move {
                let done = sqlx::query(
                    "INSERT INTO mandate (id, principal, mandatary, operation, state, proposed, changed) \
                     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                )
                .bind(bytes(mandate.id))
                .bind(mandate.principal.to_string())
                .bind(mandate.mandatary.to_string())
                .bind(mandate.operation.as_str())
                .bind(mandate.state.as_str())
                .bind(mandate.proposed.as_microsecond())
                .bind(mandate.changed.as_microsecond())
                .execute(&mut *unit)
                .await?;
                if done.rows_affected() == 0 {
                    return Ok(false);
                }
                effects::write(unit, &effects).await.map(|()| true)
            })
        })
        .await
    }

    async fn advance(
        &self,
        id: MandateId,
        from: MandateState,
        to: MandateState,
        at: Timestamp,
        effects: Effects,
    ) -> Result<Outcome, StoreError> {
        self.write("change a mandate", move |unit| {
            Box::pin(async move {
                let done =
                    sqlx::query("UPDATE mandate SET state = ?, changed = ? WHERE id = ? AND state = ?")
                        .bind(to.as_str())
                        .bind(at.as_microsecond())
                        .bind(bytes(id))
                        .bind(from.as_str())
                        .execute(&mut *unit)
                        .await?;
                if done.rows_affected() == 0 {
                    return Ok(Outcome::Meanwhile);
                }
                effects::write(unit, &effects).await.map(|()| Outcome::Changed)
            })
        })
        .await
    }

    async fn holds(
        &self,
        principal: EnterpriseNumber,
        mandatary: EnterpriseNumber,
        operation: Operation,
    ) -> Result<bool, StoreError> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM mandate WHERE principal = ? AND mandatary = ? AND operation = ? \
             AND state = ?)",
        )
        .bind(principal.as_str())
        .bind(mandatary.as_str())
        .bind(operation.as_str())
        .bind(MandateState::Accepted.as_str())
        .fetch_one(&mut *self.read().await?)
        .await
        .map_err(|error| StoreError::new("look for a mandate", error))
    }
}

fn bytes(id: MandateId) -> Vec<u8> {
    id.as_uuid().as_bytes().to_vec()
}

fn read(row: &SqliteRow) -> Result<Mandate, Error> {
    Ok(Mandate {
        id: uuid("id", row.try_get("id")?)?.into(),
        principal: text("principal", row.try_get("principal")?)?,
        mandatary: text("mandatary", row.try_get("mandatary")?)?,
        operation: text("operation", row.try_get("operation")?)?,
        state: text("state", row.try_get("state")?)?,
        proposed: moment("proposed", row.try_get("proposed")?)?,
        changed: moment("changed", row.try_get("changed")?)?,
    })
}
