//! The Partition service's port.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{EnterpriseNumber, PartitionId, StoreError};
use ebox_partition::{
    Partition,
    port::{Outcome, PartitionStore},
};
use sqlx::{Error, Row, sqlite::SqliteRow};

use crate::{
    Store,
    columns::{localized, localized_json, text},
    effects,
};

#[async_trait]
impl PartitionStore for Store {
    async fn partitions(&self, enterprise: EnterpriseNumber) -> Result<Vec<Partition>, StoreError> {
        let failed = |error| StoreError::new("list partitions", error);
        let rows = sqlx::query("SELECT id, name FROM ebox_partition WHERE enterprise = ? ORDER BY id")
            .bind(enterprise.as_str())
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }

    async fn partition(
        &self,
        enterprise: EnterpriseNumber,
        id: &PartitionId,
    ) -> Result<Option<Partition>, StoreError> {
        let failed = |error| StoreError::new("read a partition", error);
        let row = sqlx::query("SELECT id, name FROM ebox_partition WHERE enterprise = ? AND id = ?")
            .bind(enterprise.as_str())
            .bind(id.as_str())
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        row.as_ref().map(read).transpose().map_err(failed)
    }

    async fn create(
        &self,
        enterprise: EnterpriseNumber,
        partition: Partition,
        effects: Effects,
    ) -> Result<Outcome, StoreError> {
        self.write("create a partition", move |unit| {
            Box::pin(async move {
                let insert = "INSERT OR IGNORE INTO ebox_partition (enterprise, id, name) VALUES (?, ?, ?)";
                let done = sqlx::query(insert)
                    .bind(enterprise.to_string())
                    .bind(partition.id.to_string())
                    .bind(localized_json(&partition.name))
                    .execute(&mut *unit)
                    .await?;
                if done.rows_affected() == 0 {
                    return Ok(Outcome::AlreadyThere);
                }
                effects::write(unit, &effects).await?;
                Ok(Outcome::Created)
            })
        })
        .await
    }
}

fn read(row: &SqliteRow) -> Result<Partition, Error> {
    Ok(Partition { id: text("id", row.try_get("id")?)?, name: localized("name", row.try_get("name")?)? })
}
