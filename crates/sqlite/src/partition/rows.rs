//! Rows that several queries read.

use ebox_domain::{
    EnterpriseNumber,
    partition::{Criteria, Extent, RoutingRule, RuleId},
};
use sqlx::{Error, Row, SqliteConnection, sqlite::SqliteRow};
use uuid::Uuid;

use crate::columns::{text, unreadable};

pub(super) async fn rules(
    reader: &mut SqliteConnection,
    enterprise: EnterpriseNumber,
) -> Result<Vec<RoutingRule>, Error> {
    let rows = sqlx::query(
        "SELECT id, message_type, application, organization, target FROM routing_rule \
         WHERE enterprise = ? ORDER BY place",
    )
    .bind(enterprise.to_string())
    .fetch_all(reader)
    .await?;
    rows.iter().map(rule).collect()
}

pub(super) async fn replace_rules(
    unit: &mut SqliteConnection,
    enterprise: EnterpriseNumber,
    rules: &[RoutingRule],
) -> Result<(), Error> {
    sqlx::query("DELETE FROM routing_rule WHERE enterprise = ?")
        .bind(enterprise.to_string())
        .execute(&mut *unit)
        .await?;
    for (place, rule) in (0_i64..).zip(rules) {
        sqlx::query(
            "INSERT INTO routing_rule (enterprise, place, id, message_type, application, organization, target) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(enterprise.to_string())
        .bind(place)
        .bind(rule.id.number())
        .bind(rule.criteria.message_type().map(ToString::to_string))
        .bind(rule.criteria.application().map(ToString::to_string))
        .bind(rule.criteria.organization().map(|number| number.to_string()))
        .bind(rule.target.to_string())
        .execute(&mut *unit)
        .await?;
    }
    Ok(())
}

fn rule(row: &SqliteRow) -> Result<RoutingRule, Error> {
    let criteria = Criteria::new(
        optional(row, "message_type")?,
        optional(row, "application")?,
        optional(row, "organization")?,
    );
    Ok(RoutingRule {
        id: RuleId::new(row.try_get("id")?),
        criteria: criteria.ok_or_else(|| unreadable("message_type", "no criterion"))?,
        target: text("target", row.try_get("target")?)?,
    })
}

/// A text that may be absent.
pub(super) fn optional<T>(row: &SqliteRow, column: &'static str) -> Result<Option<T>, Error>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    let value: Option<&str> = row.try_get(column)?;
    value.map(|value| text(column, value)).transpose()
}

pub(super) fn extent(row: &SqliteRow) -> Result<Extent, Error> {
    Ok(optional(row, "partition")?.map_or(Extent::WholeEbox, Extent::Partition))
}

pub(super) fn uuid(column: &'static str, bytes: &[u8]) -> Result<Uuid, Error> {
    Uuid::from_slice(bytes).map_err(|error| unreadable(column, error))
}
