//! The port of onboarding.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_credential::Certificate;
use ebox_domain::{EnterpriseNumber, StoreError, ids::ClientId};
use ebox_onboarding::{
    Acceptance, Account, AccountState,
    port::{OnboardingStore, Outcome},
};
use jiff::Timestamp;
use sqlx::{Error, Row, SqliteConnection, sqlite::SqliteRow};

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
        let failed = |error| StoreError::new("list webservice accounts", error);
        let rows = sqlx::query("SELECT * FROM webservice_account WHERE enterprise = ? ORDER BY name")
            .bind(enterprise.as_str())
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        rows.iter().map(account).collect::<Result<_, _>>().map_err(failed)
    }

    async fn pending_accounts(&self) -> Result<Vec<Account>, StoreError> {
        let failed = |error| StoreError::new("list pending webservice accounts", error);
        let rows =
            sqlx::query("SELECT * FROM webservice_account WHERE active_since IS NULL ORDER BY at, client_id")
                .fetch_all(&mut *self.read().await?)
                .await
                .map_err(failed)?;
        rows.iter().map(account).collect::<Result<_, _>>().map_err(failed)
    }

    async fn activate(
        &self,
        client_id: &ClientId,
        since: Timestamp,
        effects: Effects,
    ) -> Result<(), StoreError> {
        let client_id = client_id.to_string();
        self.write("activate a webservice account", move |unit| {
            Box::pin(async move {
                let update = "UPDATE webservice_account SET active_since = ? \
                              WHERE client_id = ? AND active_since IS NULL";
                let done = sqlx::query(update)
                    .bind(since.as_microsecond())
                    .bind(client_id)
                    .execute(&mut *unit)
                    .await?;
                if done.rows_affected() == 0 {
                    return Ok(());
                }
                effects::write(unit, &effects).await
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
    let active_since = match account.state {
        AccountState::Pending => None,
        AccountState::Active { since } => Some(since.as_microsecond()),
    };
    let done = sqlx::query(
        "INSERT INTO webservice_account (client_id, enterprise, name, permission, certificate, \
         certificate_name, person, at, active_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) \
         ON CONFLICT (enterprise, name) DO NOTHING",
    )
    .bind(account.client_id.to_string())
    .bind(account.enterprise.to_string())
    .bind(account.name)
    .bind(account.permission.as_str())
    .bind(account.certificate.as_der().to_vec())
    .bind(account.certificate_name)
    .bind(account.by.to_string())
    .bind(account.at.as_microsecond())
    .bind(active_since)
    .execute(&mut *unit)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(Outcome::NameTaken);
    }
    effects::write(unit, &effects).await?;
    Ok(Outcome::Added)
}

fn account(row: &SqliteRow) -> Result<Account, Error> {
    let active_since: Option<i64> = row.try_get("active_since")?;
    let certificate = Certificate::from_der(row.try_get("certificate")?);
    Ok(Account {
        enterprise: text("enterprise", row.try_get("enterprise")?)?,
        name: row.try_get("name")?,
        permission: text("permission", row.try_get("permission")?)?,
        client_id: text("client_id", row.try_get("client_id")?)?,
        certificate: certificate.map_err(|error| unreadable("certificate", error))?,
        certificate_name: row.try_get("certificate_name")?,
        by: text("person", row.try_get("person")?)?,
        at: moment("at", row.try_get("at")?)?,
        state: match active_since {
            None => AccountState::Pending,
            Some(micros) => AccountState::Active { since: moment("active_since", micros)? },
        },
    })
}
