//! The directory of e-Boxes as a list.

use ebox_audit::Effects;
use ebox_domain::{
    EboxId,
    page::{Page, PageRequest},
};
use ebox_federation::{Ebox, Imported, Listed};
use sqlx::{Error, Row, SqliteConnection};

use crate::{
    columns::{moment, unreadable},
    effects,
};

/// A page of it, by number.
pub(super) async fn page(reader: &mut SqliteConnection, request: PageRequest) -> Result<Page<Ebox>, Error> {
    // Both queries see one snapshot.
    let mut snapshot = sqlx::Connection::begin(reader).await?;
    let total: i64 = sqlx::query_scalar("SELECT count(*) FROM ebox").fetch_one(&mut *snapshot).await?;
    let rows =
        sqlx::query("SELECT id, name, is_active, last_connection FROM ebox ORDER BY id LIMIT ? OFFSET ?")
            .bind(i64::from(request.size()))
            .bind(i64::try_from(request.offset()).unwrap_or(i64::MAX))
            .fetch_all(&mut *snapshot)
            .await?;
    let read = |row: &sqlx::sqlite::SqliteRow| {
        let key: &str = row.try_get("id")?;
        let last: Option<i64> = row.try_get("last_connection")?;
        Ok(Ebox {
            id: EboxId::from_key(key).ok_or_else(|| unreadable("id", "no number of an e-Box"))?,
            name: row.try_get("name")?,
            is_active: row.try_get("is_active")?,
            last_connection: last.map(|micros| moment("last_connection", micros)).transpose()?,
        })
    };
    let items = rows.iter().map(read).collect::<Result<_, Error>>()?;
    Ok(Page { items, total: total.unsigned_abs(), request })
}

/// Enters a list, and counts.
pub(super) async fn put(
    unit: &mut SqliteConnection,
    listed: Vec<Listed>,
    effects: Effects,
) -> Result<Imported, Error> {
    let mut imported = Imported::default();
    for one in listed {
        let key = one.id.key().to_owned();
        let updated = sqlx::query(
            "UPDATE ebox SET name = ?2, is_active = ?3 WHERE id = ?1 AND (name <> ?2 OR is_active <> ?3)",
        )
        .bind(key.clone())
        .bind(one.name.clone())
        .bind(one.is_active)
        .execute(&mut *unit)
        .await?;
        if updated.rows_affected() > 0 {
            imported.changed += 1;
            continue;
        }
        let inserted =
            sqlx::query("INSERT INTO ebox (id, name, is_active) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .bind(key)
                .bind(one.name)
                .bind(one.is_active)
                .execute(&mut *unit)
                .await?;
        if inserted.rows_affected() > 0 {
            imported.added += 1;
        } else {
            imported.unchanged += 1;
        }
    }
    effects::write(unit, &effects).await?;
    Ok(imported)
}
