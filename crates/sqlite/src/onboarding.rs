//! The port of onboarding.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_credential::Certificate;
use ebox_domain::{EnterpriseNumber, StoreError, ids::ClientId};
use ebox_onboarding::{
    Acceptance, Account, AccountCertificate, AccountChange, Unchanged,
    port::{OnboardingStore, Outcome},
};
use sqlx::{Error, QueryBuilder, Row, Sqlite, SqliteConnection, sqlite::SqliteRow};

use crate::{
    Store,
    columns::{moment, text, unreadable},
    effects,
};

/// The first sender number; all are of one length for a long time.
const FIRST_SENDER: i64 = 100_001;

#[async_trait]
impl OnboardingStore for Store {
    async fn acceptance(&self, enterprise: EnterpriseNumber) -> Result<Option<Acceptance>, StoreError> {
        let mut reader = self.read().await?;
        standing(&mut reader, enterprise)
            .await
            .map_err(|error| StoreError::new("read the acceptance of terms", error))
    }

    async fn accept(&self, acceptance: Acceptance, effects: Effects) -> Result<Acceptance, StoreError> {
        self.write("accept terms", move |unit| {
            Box::pin(async move {
                if let Some(standing) = standing(unit, acceptance.enterprise).await? {
                    return Ok(standing);
                }
                sqlx::query(
                    "INSERT INTO terms_acceptance (enterprise, terms, person, at) VALUES (?, ?, ?, ?)",
                )
                .bind(acceptance.enterprise.to_string())
                .bind(acceptance.terms.to_string())
                .bind(acceptance.by.to_string())
                .bind(acceptance.at.as_microsecond())
                .execute(&mut *unit)
                .await?;
                effects::write(unit, &effects).await?;
                Ok(acceptance)
            })
        })
        .await
    }

    async fn sender_number(&self, enterprise: EnterpriseNumber) -> Result<u32, StoreError> {
        self.write("give a sender number", move |unit| Box::pin(sender_number(unit, enterprise))).await
    }

    async fn add_account(&self, account: Account, effects: Effects) -> Result<Outcome, StoreError> {
        self.write("add a webservice account", |unit| Box::pin(add_account(unit, account, effects))).await
    }

    async fn accounts(&self, enterprise: EnterpriseNumber) -> Result<Vec<Account>, StoreError> {
        accounts(&mut *self.read().await?, " WHERE is_deleted = 0 AND enterprise = ", enterprise.as_str())
            .await
            .map_err(|error| StoreError::new("list webservice accounts", error))
    }

    async fn change_account(
        &self,
        enterprise: EnterpriseNumber,
        client_id: &ClientId,
        change: AccountChange,
        effects: Effects,
    ) -> Result<Result<Account, Unchanged>, StoreError> {
        let client_id = client_id.to_string();
        self.write("change a webservice account", move |unit| {
            Box::pin(change_account(unit, enterprise, client_id, change, effects))
        })
        .await
    }

    async fn account_of(&self, client_id: &ClientId) -> Result<Option<Account>, StoreError> {
        of_client(&mut *self.read().await?, client_id.as_str())
            .await
            .map_err(|error| StoreError::new("read a webservice account", error))
    }

    async fn pending_accounts(&self) -> Result<Vec<Account>, StoreError> {
        let mut pending = accounts(&mut *self.read().await?, " WHERE told IS NOT version AND '' = ", "")
            .await
            .map_err(|error| StoreError::new("list pending webservice accounts", error))?;
        pending.sort_by(|one, other| (one.at, &one.client_id).cmp(&(other.at, &other.client_id)));
        Ok(pending)
    }

    async fn told(&self, client_id: &ClientId, version: u32) -> Result<(), StoreError> {
        let client_id = client_id.to_string();
        self.write("note what the OAuth server knows", move |unit| {
            Box::pin(async move {
                sqlx::query("UPDATE webservice_account SET told = ? WHERE client_id = ?")
                    .bind(version)
                    .bind(client_id)
                    .execute(unit)
                    .await
                    .map(|_| ())
            })
        })
        .await
    }
}

async fn standing(
    connection: &mut SqliteConnection,
    enterprise: EnterpriseNumber,
) -> Result<Option<Acceptance>, Error> {
    let row = sqlx::query("SELECT terms, person, at FROM terms_acceptance WHERE enterprise = ?")
        .bind(enterprise.to_string())
        .fetch_optional(connection)
        .await?;
    row.map(|row| {
        Ok(Acceptance {
            enterprise,
            terms: text("terms", row.try_get("terms")?)?,
            by: text("person", row.try_get("person")?)?,
            at: moment("at", row.try_get("at")?)?,
        })
    })
    .transpose()
}

async fn sender_number(unit: &mut SqliteConnection, enterprise: EnterpriseNumber) -> Result<u32, Error> {
    // Nothing is ever deleted here, so the next number is one above the highest.
    sqlx::query(
        "INSERT INTO sender_number (number, enterprise) \
         VALUES (coalesce((SELECT max(number) + 1 FROM sender_number), ?), ?) \
         ON CONFLICT (enterprise) DO NOTHING",
    )
    .bind(FIRST_SENDER)
    .bind(enterprise.to_string())
    .execute(&mut *unit)
    .await?;
    let number: i64 = sqlx::query_scalar("SELECT number FROM sender_number WHERE enterprise = ?")
        .bind(enterprise.to_string())
        .fetch_one(unit)
        .await?;
    u32::try_from(number).map_err(|error| unreadable("number", error))
}

async fn add_account(
    unit: &mut SqliteConnection,
    account: Account,
    effects: Effects,
) -> Result<Outcome, Error> {
    let done = sqlx::query(
        "INSERT INTO webservice_account (client_id, enterprise, name, permission, person, at, is_enabled, \
         is_deleted, version, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
         ON CONFLICT (enterprise, name) WHERE is_deleted = 0 DO NOTHING",
    )
    .bind(account.client_id.to_string())
    .bind(account.enterprise.to_string())
    .bind(account.name.clone())
    .bind(account.permission.as_str())
    .bind(account.by.to_string())
    .bind(account.at.as_microsecond())
    .bind(account.is_enabled)
    .bind(account.is_deleted)
    .bind(account.version)
    .bind(account.told)
    .execute(&mut *unit)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(Outcome::NameTaken);
    }
    write_certificates(unit, &account).await?;
    effects::write(unit, &effects).await?;
    Ok(Outcome::Added)
}

async fn change_account(
    unit: &mut SqliteConnection,
    enterprise: EnterpriseNumber,
    client_id: String,
    change: AccountChange,
    effects: Effects,
) -> Result<Result<Account, Unchanged>, Error> {
    let account = of_client(&mut *unit, &client_id).await?;
    let Some(account) = account.filter(|one| one.enterprise == enterprise && !one.is_deleted) else {
        return Ok(Err(Unchanged::NoAccount));
    };
    let changed = match account.changed(change) {
        Ok(changed) if changed == account => return Ok(Ok(account)),
        Ok(changed) => changed,
        Err(why) => return Ok(Err(why)),
    };
    let done = sqlx::query(
        "UPDATE OR IGNORE webservice_account SET name = ?, is_enabled = ?, is_deleted = ?, version = ? \
         WHERE client_id = ?",
    )
    .bind(changed.name.clone())
    .bind(changed.is_enabled)
    .bind(changed.is_deleted)
    .bind(changed.version)
    .bind(client_id.clone())
    .execute(&mut *unit)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(Err(Unchanged::NameTaken));
    }
    if changed.certificates != account.certificates {
        sqlx::query("DELETE FROM account_certificate WHERE client_id = ?")
            .bind(client_id)
            .execute(&mut *unit)
            .await?;
        write_certificates(unit, &changed).await?;
    }
    effects::write(unit, &effects).await?;
    Ok(Ok(changed))
}

async fn write_certificates(unit: &mut SqliteConnection, account: &Account) -> Result<(), Error> {
    for (place, one) in (0_i64..).zip(&account.certificates) {
        sqlx::query(
            "INSERT INTO account_certificate (client_id, place, certificate, name, person, at) \
             VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(account.client_id.to_string())
        .bind(place)
        .bind(one.certificate.as_der().to_vec())
        .bind(one.name.clone())
        .bind(one.by.to_string())
        .bind(one.at.as_microsecond())
        .execute(&mut *unit)
        .await?;
    }
    Ok(())
}

async fn of_client(connection: &mut SqliteConnection, client_id: &str) -> Result<Option<Account>, Error> {
    Ok(accounts(connection, " WHERE client_id = ", client_id).await?.pop())
}

/// The accounts that meet a condition on a value, by name.
async fn accounts(
    connection: &mut SqliteConnection,
    condition: &'static str,
    value: &str,
) -> Result<Vec<Account>, Error> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT * FROM webservice_account");
    query.push(condition).push_bind(value.to_owned()).push(" ORDER BY name");
    let rows = query.build().fetch_all(&mut *connection).await?;
    let mut accounts = Vec::with_capacity(rows.len());
    for row in &rows {
        let client_id: String = row.try_get("client_id")?;
        let certificates =
            sqlx::query("SELECT * FROM account_certificate WHERE client_id = ? ORDER BY place")
                .bind(client_id)
                .fetch_all(&mut *connection)
                .await?;
        let certificates = certificates.iter().map(certificate).collect::<Result<_, _>>()?;
        accounts.push(account(row, certificates)?);
    }
    Ok(accounts)
}

fn certificate(row: &SqliteRow) -> Result<AccountCertificate, Error> {
    let certificate = Certificate::from_der(row.try_get("certificate")?);
    Ok(AccountCertificate {
        certificate: certificate.map_err(|error| unreadable("certificate", error))?,
        name: row.try_get("name")?,
        by: text("person", row.try_get("person")?)?,
        at: moment("at", row.try_get("at")?)?,
    })
}

fn account(row: &SqliteRow, certificates: Vec<AccountCertificate>) -> Result<Account, Error> {
    Ok(Account {
        enterprise: text("enterprise", row.try_get("enterprise")?)?,
        name: row.try_get("name")?,
        permission: text("permission", row.try_get("permission")?)?,
        client_id: text("client_id", row.try_get("client_id")?)?,
        certificates,
        by: text("person", row.try_get("person")?)?,
        at: moment("at", row.try_get("at")?)?,
        is_enabled: row.try_get("is_enabled")?,
        is_deleted: row.try_get("is_deleted")?,
        version: row.try_get("version")?,
        told: row.try_get("told")?,
    })
}
