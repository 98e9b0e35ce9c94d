//! The Partition service's ports.

mod mandates;
mod rows;
mod suggestions;

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{
    EnterpriseNumber, PartitionId, Ssin, StoreError,
    partition::{Extent, RoutingRule, RuleId, SuggestionId, UserRight},
};
use ebox_partition::{
    Arrangement, KeptPartition, Partition,
    port::{Change, Outcome, PartitionStore},
};
use jiff::Timestamp;
use sqlx::{Connection, Error, Row, SqliteConnection, sqlite::SqliteRow};

use crate::{
    Store,
    columns::{count, localized, localized_json, moment, signed, text},
    effects,
};

#[async_trait]
impl PartitionStore for Store {
    async fn arrangement(&self, enterprise: EnterpriseNumber) -> Result<Arrangement, StoreError> {
        let mut reader = self.read().await?;
        // All queries see one moment.
        let result = async {
            let mut snapshot = reader.begin().await?;
            arrangement(&mut snapshot, enterprise).await
        };
        result.await.map_err(|error| StoreError::new("read how an e-Box is divided", error))
    }

    async fn rearrange(
        &self,
        enterprise: EnterpriseNumber,
        seen: u64,
        at: Timestamp,
        change: Change,
        effects: Effects,
    ) -> Result<Outcome, StoreError> {
        self.write("change how an e-Box is divided", move |unit| {
            Box::pin(async move {
                if version(unit, enterprise).await? != seen {
                    return Ok(Outcome::Meanwhile);
                }
                count_on(unit, enterprise, seen, at, last_rule(&change)).await?;
                apply(unit, enterprise, change).await?;
                effects::write(unit, &effects).await?;
                Ok(Outcome::Changed)
            })
        })
        .await
    }

    async fn rules(&self, enterprise: EnterpriseNumber) -> Result<Vec<RoutingRule>, StoreError> {
        let mut reader = self.read().await?;
        rows::rules(&mut reader, enterprise)
            .await
            .map_err(|error| StoreError::new("read routing rules", error))
    }

    async fn is_open(&self, enterprise: EnterpriseNumber, id: &PartitionId) -> Result<bool, StoreError> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM ebox_partition WHERE enterprise = ? AND id = ? AND is_closed = 0)",
        )
        .bind(enterprise.as_str())
        .bind(id.as_str())
        .fetch_one(&mut *self.read().await?)
        .await
        .map_err(|error| StoreError::new("look for a partition", error))
    }

    async fn extents(&self, enterprise: EnterpriseNumber, person: Ssin) -> Result<Vec<Extent>, StoreError> {
        let failed = |error| StoreError::new("read a person's rights", error);
        let rows = sqlx::query("SELECT partition FROM user_right WHERE enterprise = ? AND person = ?")
            .bind(enterprise.as_str())
            .bind(person.as_str())
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        rows.iter().map(rows::extent).collect::<Result<_, _>>().map_err(failed)
    }

    async fn holders(
        &self,
        person: Option<Ssin>,
        most: u32,
    ) -> Result<Vec<(EnterpriseNumber, Ssin)>, StoreError> {
        let failed = |error| StoreError::new("list who has rights", error);
        let of_all = "SELECT DISTINCT enterprise, person FROM user_right ORDER BY enterprise, person LIMIT ?";
        let of_one =
            "SELECT DISTINCT enterprise, person FROM user_right WHERE person = ? ORDER BY enterprise LIMIT ?";
        let query = match person {
            Some(person) => sqlx::query(of_one).bind(person.to_string()),
            None => sqlx::query(of_all),
        };
        let rows = query.bind(most).fetch_all(&mut *self.read().await?).await.map_err(failed)?;
        let holder = |row: &SqliteRow| {
            Ok((text("enterprise", row.try_get("enterprise")?)?, text("person", row.try_get("person")?)?))
        };
        rows.iter().map(holder).collect::<Result<_, Error>>().map_err(failed)
    }

    async fn closed(&self) -> Result<Vec<(EnterpriseNumber, PartitionId)>, StoreError> {
        let failed = |error| StoreError::new("look for closed partitions", error);
        let rows = sqlx::query("SELECT enterprise, id FROM ebox_partition WHERE is_closed = 1")
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        rows.iter()
            .map(|row| Ok((text("enterprise", row.try_get("enterprise")?)?, text("id", row.try_get("id")?)?)))
            .collect::<Result<_, Error>>()
            .map_err(failed)
    }
}

async fn arrangement(
    reader: &mut SqliteConnection,
    enterprise: EnterpriseNumber,
) -> Result<Arrangement, Error> {
    let row = sqlx::query("SELECT version, changed, last_rule FROM ebox_arrangement WHERE enterprise = ?")
        .bind(enterprise.to_string())
        .fetch_optional(&mut *reader)
        .await?;
    let Some(row) = row else { return Ok(Arrangement::default()) };
    Ok(Arrangement {
        version: count("version", row.try_get("version")?)?,
        changed: moment("changed", row.try_get("changed")?)?,
        partitions: partitions(reader, enterprise).await?,
        rights: rights(reader, enterprise).await?,
        rules: rows::rules(reader, enterprise).await?,
        last_rule: RuleId::new(row.try_get("last_rule")?),
    })
}

async fn partitions(
    reader: &mut SqliteConnection,
    enterprise: EnterpriseNumber,
) -> Result<Vec<KeptPartition>, Error> {
    let rows = sqlx::query("SELECT id, name, is_closed FROM ebox_partition WHERE enterprise = ? ORDER BY id")
        .bind(enterprise.to_string())
        .fetch_all(reader)
        .await?;
    rows.iter()
        .map(|row| {
            let partition = Partition {
                id: text("id", row.try_get("id")?)?,
                name: localized("name", row.try_get("name")?)?,
            };
            Ok(KeptPartition { partition, is_closed: row.try_get("is_closed")? })
        })
        .collect()
}

async fn rights(
    reader: &mut SqliteConnection,
    enterprise: EnterpriseNumber,
) -> Result<Vec<UserRight>, Error> {
    // Identifiers sort by the moment at which they were made.
    let rows = sqlx::query("SELECT id, person, partition FROM user_right WHERE enterprise = ? ORDER BY id")
        .bind(enterprise.to_string())
        .fetch_all(reader)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(UserRight {
                id: rows::uuid("id", row.try_get("id")?)?.into(),
                person: text("person", row.try_get("person")?)?,
                extent: rows::extent(row)?,
            })
        })
        .collect()
}

async fn version(unit: &mut SqliteConnection, enterprise: EnterpriseNumber) -> Result<u64, Error> {
    let version: Option<i64> =
        sqlx::query_scalar("SELECT version FROM ebox_arrangement WHERE enterprise = ?")
            .bind(enterprise.to_string())
            .fetch_optional(unit)
            .await?;
    count("version", version.unwrap_or(0))
}

fn last_rule(change: &Change) -> Option<i64> {
    match change {
        Change::Rules { last, .. } => Some(last.number()),
        _ => None,
    }
}

async fn count_on(
    unit: &mut SqliteConnection,
    enterprise: EnterpriseNumber,
    seen: u64,
    at: Timestamp,
    last_rule: Option<i64>,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO ebox_arrangement (enterprise, version, changed, last_rule) VALUES (?1, ?2, ?3, coalesce(?4, 0)) \
         ON CONFLICT (enterprise) DO UPDATE SET version = ?2, changed = ?3, last_rule = coalesce(?4, last_rule)",
    )
    .bind(enterprise.to_string())
    .bind(signed(seen + 1))
    .bind(at.as_microsecond())
    .bind(last_rule)
    .execute(unit)
    .await
    .map(|_| ())
}

async fn apply(
    unit: &mut SqliteConnection,
    enterprise: EnterpriseNumber,
    change: Change,
) -> Result<(), Error> {
    let number = enterprise.to_string();
    let query = match change {
        Change::Put(partition) => sqlx::query(
            "INSERT INTO ebox_partition (enterprise, id, name, is_closed) VALUES (?, ?, ?, 0) \
             ON CONFLICT (enterprise, id) DO UPDATE SET name = excluded.name",
        )
        .bind(number)
        .bind(partition.id.to_string())
        .bind(localized_json(&partition.name)),
        Change::Close(id, is_closed) => {
            sqlx::query("UPDATE ebox_partition SET is_closed = ? WHERE enterprise = ? AND id = ?")
                .bind(is_closed)
                .bind(number)
                .bind(id.to_string())
        }
        Change::Remove(id) => {
            sqlx::query("DELETE FROM user_right WHERE enterprise = ? AND partition = ?")
                .bind(number.clone())
                .bind(id.to_string())
                .execute(&mut *unit)
                .await?;
            sqlx::query("DELETE FROM ebox_partition WHERE enterprise = ? AND id = ?")
                .bind(number)
                .bind(id.to_string())
        }
        Change::Grant(right) => {
            sqlx::query("INSERT INTO user_right (id, enterprise, person, partition) VALUES (?, ?, ?, ?)")
                .bind(right.id.as_uuid().as_bytes().to_vec())
                .bind(number)
                .bind(right.person.to_string())
                .bind(match right.extent {
                    Extent::WholeEbox => None,
                    Extent::Partition(id) => Some(id.to_string()),
                })
        }
        Change::Withdraw(id) => sqlx::query("DELETE FROM user_right WHERE enterprise = ? AND id = ?")
            .bind(number)
            .bind(id.as_uuid().as_bytes().to_vec()),
        Change::Managers => return Ok(()),
        Change::Rules { rules, answered, .. } => {
            return replace_rules(unit, enterprise, rules, answered).await;
        }
    };
    query.execute(unit).await.map(|_| ())
}

async fn replace_rules(
    unit: &mut SqliteConnection,
    enterprise: EnterpriseNumber,
    rules: Vec<RoutingRule>,
    answered: Option<SuggestionId>,
) -> Result<(), Error> {
    rows::replace_rules(unit, enterprise, &rules).await?;
    match answered {
        Some(id) => suggestions::answer(unit, enterprise, id).await,
        None => Ok(()),
    }
}
