//! The ports of the service of people.

mod accounts;
mod sessions;
mod staff;

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{EnterpriseNumber, Ssin, StoreError};
use ebox_people::{
    Manager, Membership, Person, Role,
    port::{AccessChange, Appointment, Dismissal, Dismissed, Outcome, PeopleStore},
};
use sqlx::{Error, Row, SqliteConnection, sqlite::SqliteRow};

use crate::{
    Store,
    columns::{count, signed, text},
    effects,
};

#[async_trait]
impl PeopleStore for Store {
    async fn person(&self, ssin: Ssin) -> Result<Option<Person>, StoreError> {
        let failed = |error| StoreError::new("read a person", error);
        let row = sqlx::query("SELECT ssin, name FROM person WHERE ssin = ?")
            .bind(ssin.as_str())
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        row.as_ref().map(person).transpose().map_err(failed)
    }

    async fn persons(&self, numbers: &[Ssin]) -> Result<Vec<Person>, StoreError> {
        let failed = |error| StoreError::new("read persons", error);
        let numbers: Vec<&str> = numbers.iter().map(Ssin::as_str).collect();
        let rows = sqlx::query(
            "SELECT ssin, name FROM person WHERE ssin IN (SELECT value FROM json_each(?)) ORDER BY ssin",
        )
        .bind(serde_json::json!(numbers).to_string())
        .fetch_all(&mut *self.read().await?)
        .await
        .map_err(failed)?;
        rows.iter().map(person).collect::<Result<_, _>>().map_err(failed)
    }

    async fn put_person(&self, person: Person, effects: Effects) -> Result<(), StoreError> {
        self.write("register a person", move |unit| {
            Box::pin(async move {
                put_person(unit, person).await?;
                effects::write(unit, &effects).await
            })
        })
        .await
    }

    async fn introduce(&self, person: Person, effects: Effects) -> Result<Person, StoreError> {
        self.write("introduce a person", move |unit| Box::pin(introduce(unit, person, effects))).await
    }

    async fn managers(&self, enterprise: EnterpriseNumber) -> Result<Vec<Manager>, StoreError> {
        let failed = |error| StoreError::new("list managers", error);
        let rows = sqlx::query(
            "SELECT ssin, name, role FROM manager JOIN person ON ssin = person \
             WHERE enterprise = ? ORDER BY name, ssin",
        )
        .bind(enterprise.as_str())
        .fetch_all(&mut *self.read().await?)
        .await
        .map_err(failed)?;
        rows.iter().map(manager).collect::<Result<_, _>>().map_err(failed)
    }

    async fn role(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<Option<Role>, StoreError> {
        let mut reader = self.read().await?;
        role(&mut reader, person, enterprise).await.map_err(|error| StoreError::new("read a role", error))
    }

    async fn appoint_first(
        &self,
        enterprise: EnterpriseNumber,
        person: Person,
        effects: Effects,
    ) -> Result<bool, StoreError> {
        self.write("appoint the first manager", move |unit| {
            Box::pin(appoint_first(unit, enterprise, person, effects))
        })
        .await
    }

    async fn appoint(&self, appointment: Appointment, effects: Effects) -> Result<Outcome, StoreError> {
        self.write("appoint a manager", move |unit| Box::pin(appoint(unit, appointment, effects))).await
    }

    async fn dismiss(&self, dismissal: Dismissal, effects: Effects) -> Result<Dismissed, StoreError> {
        self.write("dismiss a manager", move |unit| Box::pin(dismiss(unit, dismissal, effects))).await
    }

    async fn remove_manager(
        &self,
        enterprise: EnterpriseNumber,
        person: Ssin,
        effects: Effects,
    ) -> Result<bool, StoreError> {
        self.write("remove a manager", move |unit| {
            Box::pin(remove_manager(unit, enterprise, person, effects))
        })
        .await
    }

    async fn untold(&self) -> Result<Vec<AccessChange>, StoreError> {
        let failed = |error| StoreError::new("look for changed access", error);
        let rows = sqlx::query("SELECT number, enterprise, person FROM access_change ORDER BY number")
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        rows.iter().map(access_change).collect::<Result<_, _>>().map_err(failed)
    }

    async fn told(&self, change: AccessChange) -> Result<(), StoreError> {
        self.write("note that changed access was told", move |unit| {
            Box::pin(async move {
                sqlx::query("DELETE FROM access_change WHERE number = ?")
                    .bind(signed(change.number))
                    .execute(unit)
                    .await
                    .map(|_| ())
            })
        })
        .await
    }

    async fn memberships(&self, person: Option<Ssin>, most: u32) -> Result<Vec<Membership>, StoreError> {
        let failed = |error| StoreError::new("list enterprises of people", error);
        let of_all = "SELECT ssin, name, enterprise, role FROM manager JOIN person ON ssin = person \
                      ORDER BY name, ssin, enterprise LIMIT ?";
        let of_one = "SELECT ssin, name, enterprise, role FROM manager JOIN person ON ssin = person \
                      WHERE person = ? ORDER BY enterprise LIMIT ?";
        let query = match person {
            Some(person) => sqlx::query(of_one).bind(person.to_string()),
            None => sqlx::query(of_all),
        };
        let rows = query.bind(most).fetch_all(&mut *self.read().await?).await.map_err(failed)?;
        rows.iter().map(membership).collect::<Result<_, _>>().map_err(failed)
    }
}

async fn role(
    connection: &mut SqliteConnection,
    person: Ssin,
    enterprise: EnterpriseNumber,
) -> Result<Option<Role>, Error> {
    let role: Option<String> =
        sqlx::query_scalar("SELECT role FROM manager WHERE enterprise = ? AND person = ?")
            .bind(enterprise.to_string())
            .bind(person.to_string())
            .fetch_optional(connection)
            .await?;
    role.map(|role| text("role", &role)).transpose()
}

async fn put_person(unit: &mut SqliteConnection, person: Person) -> Result<(), Error> {
    let upsert = "INSERT INTO person (ssin, name) VALUES (?, ?) \
                  ON CONFLICT (ssin) DO UPDATE SET name = excluded.name";
    sqlx::query(upsert).bind(person.ssin.to_string()).bind(person.name).execute(unit).await?;
    Ok(())
}

async fn introduce(unit: &mut SqliteConnection, new: Person, effects: Effects) -> Result<Person, Error> {
    let row = sqlx::query("SELECT ssin, name FROM person WHERE ssin = ?")
        .bind(new.ssin.to_string())
        .fetch_optional(&mut *unit)
        .await?;
    if let Some(row) = row {
        return person(&row);
    }
    put_person(unit, new.clone()).await?;
    effects::write(unit, &effects).await?;
    Ok(new)
}

/// Ends every session of a person, and forgets what they showed before choosing an enterprise. How many sessions.
async fn end_sessions(unit: &mut SqliteConnection, person: &str) -> Result<u64, Error> {
    sqlx::query("DELETE FROM identification WHERE person = ?")
        .bind(person.to_owned())
        .execute(&mut *unit)
        .await?;
    let ended =
        sqlx::query("DELETE FROM session WHERE person = ?").bind(person.to_owned()).execute(unit).await?;
    Ok(ended.rows_affected())
}

async fn appoint_first(
    unit: &mut SqliteConnection,
    enterprise: EnterpriseNumber,
    person: Person,
    effects: Effects,
) -> Result<bool, Error> {
    if has_other(unit, enterprise, person.ssin).await? {
        return Ok(false);
    }
    let ssin = person.ssin;
    put_person(unit, person).await?;
    put_manager(unit, enterprise, ssin, Role::AccessManager).await?;
    effects::write(unit, &effects).await?;
    Ok(true)
}

async fn appoint(
    unit: &mut SqliteConnection,
    appointment: Appointment,
    effects: Effects,
) -> Result<Outcome, Error> {
    let Appointment { enterprise, person, role: new, by } = appointment;
    if role(unit, by, enterprise).await? != Some(Role::AccessManager) {
        return Ok(Outcome::NotAllowed);
    }
    let is_known: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM person WHERE ssin = ?)")
        .bind(person.to_string())
        .fetch_one(&mut *unit)
        .await?;
    if !is_known {
        return Ok(Outcome::UnknownPerson);
    }
    if new != Role::AccessManager && person == by && !has_other(unit, enterprise, person).await? {
        return Ok(Outcome::LastOne);
    }
    put_manager(unit, enterprise, person, new).await?;
    effects::write(unit, &effects).await?;
    Ok(Outcome::Appointed)
}

async fn dismiss(
    unit: &mut SqliteConnection,
    dismissal: Dismissal,
    effects: Effects,
) -> Result<Dismissed, Error> {
    let Dismissal { enterprise, person, by } = dismissal;
    if role(unit, by, enterprise).await? != Some(Role::AccessManager) {
        return Ok(Dismissed::NotAllowed);
    }
    let Some(held) = role(unit, person, enterprise).await? else { return Ok(Dismissed::NoManager) };
    if held == Role::AccessManager && !has_other(unit, enterprise, person).await? {
        return Ok(Dismissed::LastOne);
    }
    remove_manager(unit, enterprise, person, effects).await?;
    Ok(Dismissed::Dismissed)
}

async fn remove_manager(
    unit: &mut SqliteConnection,
    enterprise: EnterpriseNumber,
    person: Ssin,
    effects: Effects,
) -> Result<bool, Error> {
    let removed = sqlx::query("DELETE FROM manager WHERE enterprise = ? AND person = ?")
        .bind(enterprise.to_string())
        .bind(person.to_string())
        .execute(&mut *unit)
        .await?;
    if removed.rows_affected() == 0 {
        return Ok(false);
    }
    put_access_change(unit, enterprise, person).await?;
    effects::write(unit, &effects).await?;
    Ok(true)
}

/// Whether an enterprise has an access manager besides a person.
async fn has_other(
    unit: &mut SqliteConnection,
    enterprise: EnterpriseNumber,
    person: Ssin,
) -> Result<bool, Error> {
    let others = "SELECT EXISTS (SELECT 1 FROM manager WHERE enterprise = ? AND role = ? AND person <> ?)";
    sqlx::query_scalar(others)
        .bind(enterprise.to_string())
        .bind(Role::AccessManager.as_str())
        .bind(person.to_string())
        .fetch_one(unit)
        .await
}

async fn put_access_change(
    unit: &mut SqliteConnection,
    enterprise: EnterpriseNumber,
    person: Ssin,
) -> Result<(), Error> {
    sqlx::query("INSERT INTO access_change (enterprise, person) VALUES (?, ?)")
        .bind(enterprise.to_string())
        .bind(person.to_string())
        .execute(unit)
        .await
        .map(|_| ())
}

async fn put_manager(
    unit: &mut SqliteConnection,
    enterprise: EnterpriseNumber,
    person: Ssin,
    role: Role,
) -> Result<(), Error> {
    // Every role has the same access.
    if self::role(unit, person, enterprise).await?.is_none() {
        put_access_change(unit, enterprise, person).await?;
    }
    sqlx::query(
        "INSERT INTO manager (enterprise, person, role) VALUES (?, ?, ?) \
         ON CONFLICT (enterprise, person) DO UPDATE SET role = excluded.role",
    )
    .bind(enterprise.to_string())
    .bind(person.to_string())
    .bind(role.as_str())
    .execute(unit)
    .await?;
    Ok(())
}

fn person(row: &SqliteRow) -> Result<Person, Error> {
    Ok(Person { ssin: text("ssin", row.try_get("ssin")?)?, name: row.try_get("name")? })
}

fn manager(row: &SqliteRow) -> Result<Manager, Error> {
    Ok(Manager { person: person(row)?, role: text("role", row.try_get("role")?)? })
}

fn access_change(row: &SqliteRow) -> Result<AccessChange, Error> {
    Ok(AccessChange {
        number: count("number", row.try_get("number")?)?,
        enterprise: text("enterprise", row.try_get("enterprise")?)?,
        person: text("person", row.try_get("person")?)?,
    })
}

fn membership(row: &SqliteRow) -> Result<Membership, Error> {
    Ok(Membership {
        person: person(row)?,
        enterprise: text("enterprise", row.try_get("enterprise")?)?,
        role: text("role", row.try_get("role")?)?,
    })
}
