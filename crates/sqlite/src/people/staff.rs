//! The staff of the desk, and where people are told.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{Language, Ssin, StoreError};
use ebox_people::{Contact, Person, StaffMember, StaffRole, port::StaffStore};
use sqlx::{Error, Row, SqliteConnection, sqlite::SqliteRow};

use super::{person, put_person};
use crate::{
    Store,
    columns::{count, signed, text, unreadable},
    effects,
};

#[async_trait]
impl StaffStore for Store {
    async fn staff(&self) -> Result<Vec<StaffMember>, StoreError> {
        let failed = |error| StoreError::new("list the staff", error);
        let rows = sqlx::query(
            "SELECT number, ssin, name, role FROM staff JOIN person ON ssin = person ORDER BY name, ssin",
        )
        .fetch_all(&mut *self.read().await?)
        .await
        .map_err(failed)?;
        rows.iter().map(member).collect::<Result<_, _>>().map_err(failed)
    }

    async fn staff_role(&self, person: Ssin) -> Result<Option<StaffRole>, StoreError> {
        let failed = |error| StoreError::new("read a role at the desk", error);
        let role: Option<String> = sqlx::query_scalar("SELECT role FROM staff WHERE person = ?")
            .bind(person.as_str())
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        role.map(|role| text("role", &role)).transpose().map_err(failed)
    }

    async fn put_staff(
        &self,
        person: Person,
        role: StaffRole,
        effects: Effects,
    ) -> Result<StaffMember, StoreError> {
        self.write("take somebody in at the desk", move |unit| Box::pin(put(unit, person, role, effects)))
            .await
    }

    async fn remove_staff(&self, number: u64, effects: Effects) -> Result<bool, StoreError> {
        self.write("take a role at the desk away", move |unit| {
            Box::pin(async move {
                let gone = sqlx::query("DELETE FROM staff WHERE number = ?").bind(signed(number));
                let is_done = gone.execute(&mut *unit).await?.rows_affected() > 0;
                if is_done {
                    effects::write(unit, &effects).await?;
                }
                Ok(is_done)
            })
        })
        .await
    }

    async fn contacts(&self, persons: &[Ssin]) -> Result<Vec<(Ssin, Contact)>, StoreError> {
        let failed = |error| StoreError::new("read where people are told", error);
        let numbers: Vec<&str> = persons.iter().map(Ssin::as_str).collect();
        let rows = sqlx::query(
            "SELECT person, address, language FROM contact \
             WHERE person IN (SELECT value FROM json_each(?)) ORDER BY person",
        )
        .bind(serde_json::json!(numbers).to_string())
        .fetch_all(&mut *self.read().await?)
        .await
        .map_err(failed)?;
        rows.iter().map(contact).collect::<Result<_, _>>().map_err(failed)
    }

    async fn set_contact(
        &self,
        person: Ssin,
        contact: Option<Contact>,
        effects: Effects,
    ) -> Result<(), StoreError> {
        self.write("note where a person is told", move |unit| {
            Box::pin(async move {
                match contact {
                    Some(contact) => sqlx::query(
                        "INSERT INTO contact (person, address, language) VALUES (?, ?, ?) ON CONFLICT (person) \
                         DO UPDATE SET address = excluded.address, language = excluded.language",
                    )
                    .bind(person.to_string())
                    .bind(contact.address.to_string())
                    .bind(contact.language.as_str()),
                    None => sqlx::query("DELETE FROM contact WHERE person = ?").bind(person.to_string()),
                }
                .execute(&mut *unit)
                .await?;
                effects::write(unit, &effects).await
            })
        })
        .await
    }
}

async fn put(
    unit: &mut SqliteConnection,
    person: Person,
    role: StaffRole,
    effects: Effects,
) -> Result<StaffMember, Error> {
    put_person(unit, person.clone()).await?;
    let number: i64 = sqlx::query_scalar(
        "INSERT INTO staff (person, role) VALUES (?, ?) \
         ON CONFLICT (person) DO UPDATE SET role = excluded.role RETURNING number",
    )
    .bind(person.ssin.to_string())
    .bind(role.as_str())
    .fetch_one(&mut *unit)
    .await?;
    effects::write(unit, &effects).await?;
    Ok(StaffMember { number: count("number", number)?, person, role })
}

fn member(row: &SqliteRow) -> Result<StaffMember, Error> {
    Ok(StaffMember {
        number: count("number", row.try_get("number")?)?,
        person: person(row)?,
        role: text("role", row.try_get("role")?)?,
    })
}

fn contact(row: &SqliteRow) -> Result<(Ssin, Contact), Error> {
    let language = Language::parse(row.try_get("language")?);
    let contact = Contact {
        address: text("address", row.try_get("address")?)?,
        language: language.ok_or_else(|| unreadable("language", "no language"))?,
    };
    Ok((text("person", row.try_get("person")?)?, contact))
}
