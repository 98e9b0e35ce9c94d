//! Local accounts.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::StoreError;
use ebox_people::{
    Person,
    accounts::{
        Account, AccountName, AccountState, AttemptKey, Attempts, Cost, Credential, Enrolment, EnrolmentKey,
        Factor, RecoveryKey, Safe, TotpStep,
    },
    port::{AccountStore, Attempted, Opening, Shown},
};
use jiff::Timestamp;
use sqlx::{Error, Row, SqliteConnection, sqlite::SqliteRow};

use super::{end_sessions, person, put_person};
use crate::{
    Store,
    columns::{count, digest, moment, signed, text, unreadable},
    effects,
};

const ACCOUNT: &str = "SELECT account.number, account.name AS account_name, ssin, person.name, until, \
                       (SELECT count(*) FROM recovery_code WHERE recovery_code.account = account.number) AS codes \
                       FROM account JOIN person ON ssin = person LEFT JOIN enrolment ON enrolment.account = number";

#[async_trait]
impl AccountStore for Store {
    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let failed = |error| StoreError::new("list accounts", error);
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!("{ACCOUNT} ORDER BY account.name")))
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        rows.iter().map(account).collect::<Result<_, _>>().map_err(failed)
    }

    async fn open_account(
        &self,
        name: AccountName,
        person: Person,
        enrolment: Enrolment,
        effects: Effects,
    ) -> Result<Opening, StoreError> {
        self.write("open an account", move |unit| {
            Box::pin(open_account(unit, name, person, enrolment, effects))
        })
        .await
    }

    async fn renew_account(
        &self,
        number: u64,
        enrolment: Enrolment,
        effects: Effects,
    ) -> Result<Option<Account>, StoreError> {
        self.write("renew an account", move |unit| {
            Box::pin(async move {
                let Some(person) = person_of(unit, number).await? else { return Ok(None) };
                for table in ["credential", "enrolment"] {
                    sqlx::query(sqlx::AssertSqlSafe(format!("DELETE FROM {table} WHERE account = ?")))
                        .bind(signed(number))
                        .execute(&mut *unit)
                        .await?;
                }
                end_sessions(unit, &person).await?;
                put_enrolment(unit, signed(number), enrolment).await?;
                effects::write(unit, &effects).await?;
                let row = sqlx::query(sqlx::AssertSqlSafe(format!("{ACCOUNT} WHERE account.number = ?")))
                    .bind(signed(number))
                    .fetch_one(unit)
                    .await?;
                account(&row).map(Some)
            })
        })
        .await
    }

    async fn remove_account(&self, number: u64, effects: Effects) -> Result<bool, StoreError> {
        self.write("remove an account", move |unit| {
            Box::pin(async move {
                let Some(person) = person_of(unit, number).await? else { return Ok(false) };
                sqlx::query("DELETE FROM account WHERE number = ?")
                    .bind(signed(number))
                    .execute(&mut *unit)
                    .await?;
                end_sessions(unit, &person).await?;
                effects::write(unit, &effects).await.map(|()| true)
            })
        })
        .await
    }

    async fn enrolling(&self, key: EnrolmentKey) -> Result<Option<Account>, StoreError> {
        let failed = |error| StoreError::new("read an enrolment", error);
        let row = sqlx::query(sqlx::AssertSqlSafe(format!("{ACCOUNT} WHERE enrolment.code_hash = ?")))
            .bind(key.0.as_bytes().as_slice())
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        row.as_ref().map(account).transpose().map_err(failed)
    }

    async fn enrol(
        &self,
        key: EnrolmentKey,
        credential: Credential,
        effects: Effects,
    ) -> Result<bool, StoreError> {
        self.write("enrol somebody", move |unit| Box::pin(enrol(unit, key, credential, effects))).await
    }

    async fn credential(&self, name: &AccountName) -> Result<Option<(u64, Person, Credential)>, StoreError> {
        let failed = |error| StoreError::new("read a credential", error);
        let mut reader = self.read().await?;
        let row = sqlx::query(
            "SELECT number, ssin, person.name, memory, passes, lanes, salt, verifier, sealed, last_step \
             FROM account JOIN person ON ssin = person JOIN credential ON credential.account = number \
             WHERE account.name = ?",
        )
        .bind(name.as_str())
        .fetch_optional(&mut *reader)
        .await
        .map_err(failed)?;
        let Some(row) = row else { return Ok(None) };
        let number: i64 = row.try_get("number").map_err(failed)?;
        let hashes: Vec<Vec<u8>> =
            sqlx::query_scalar("SELECT code_hash FROM recovery_code WHERE account = ?")
                .bind(number)
                .fetch_all(&mut *reader)
                .await
                .map_err(failed)?;
        credential(&row, &hashes).map(Some).map_err(failed)
    }

    async fn begin_attempt(&self, key: AttemptKey, now: Timestamp) -> Result<Attempted, StoreError> {
        self.write("count an attempt to sign in", move |unit| Box::pin(begin_attempt(unit, key, now))).await
    }

    async fn accept(&self, shown: Shown) -> Result<bool, StoreError> {
        self.write("take a second factor", move |unit| Box::pin(accept(unit, shown))).await
    }

    async fn forget_attempts(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.write("forget attempts to sign in", move |unit| {
            Box::pin(async move {
                sqlx::query("DELETE FROM sign_in_attempts WHERE last_at < ?")
                    .bind(before.as_microsecond())
                    .execute(unit)
                    .await
                    .map(|forgotten| forgotten.rows_affected())
            })
        })
        .await
    }
}

async fn open_account(
    unit: &mut SqliteConnection,
    name: AccountName,
    person: Person,
    enrolment: Enrolment,
    effects: Effects,
) -> Result<Opening, Error> {
    let taken: Option<bool> = sqlx::query_scalar(
        "SELECT name = ?1 FROM account WHERE name = ?1 OR person = ?2 ORDER BY name = ?1 DESC",
    )
    .bind(name.to_string())
    .bind(person.ssin.to_string())
    .fetch_optional(&mut *unit)
    .await?;
    match taken {
        Some(true) => return Ok(Opening::NameTaken),
        Some(false) => return Ok(Opening::PersonHasOne),
        None => {}
    }
    let ssin = person.ssin;
    put_person(unit, person).await?;
    let number: i64 = sqlx::query_scalar("INSERT INTO account (name, person) VALUES (?, ?) RETURNING number")
        .bind(name.to_string())
        .bind(ssin.to_string())
        .fetch_one(&mut *unit)
        .await?;
    put_enrolment(unit, number, enrolment).await?;
    effects::write(unit, &effects).await?;
    count("number", number).map(Opening::Opened)
}

async fn put_enrolment(unit: &mut SqliteConnection, account: i64, enrolment: Enrolment) -> Result<(), Error> {
    sqlx::query("INSERT INTO enrolment (account, code_hash, until) VALUES (?, ?, ?)")
        .bind(account)
        .bind(enrolment.key.0.as_bytes().to_vec())
        .bind(enrolment.until.as_microsecond())
        .execute(unit)
        .await
        .map(|_| ())
}

async fn person_of(unit: &mut SqliteConnection, number: u64) -> Result<Option<String>, Error> {
    sqlx::query_scalar("SELECT person FROM account WHERE number = ?")
        .bind(signed(number))
        .fetch_optional(unit)
        .await
}

async fn enrol(
    unit: &mut SqliteConnection,
    key: EnrolmentKey,
    credential: Credential,
    effects: Effects,
) -> Result<bool, Error> {
    let account: Option<i64> =
        sqlx::query_scalar("DELETE FROM enrolment WHERE code_hash = ? RETURNING account")
            .bind(key.0.as_bytes().to_vec())
            .fetch_optional(&mut *unit)
            .await?;
    let Some(account) = account else { return Ok(false) };
    let Credential { safe, last_step, recovery } = credential;
    sqlx::query(
        "INSERT INTO credential (account, memory, passes, lanes, salt, verifier, sealed, last_step) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(account)
    .bind(safe.cost.memory)
    .bind(safe.cost.passes)
    .bind(safe.cost.lanes)
    .bind(safe.salt.to_vec())
    .bind(safe.verifier.to_vec())
    .bind(safe.sealed)
    .bind(signed(last_step.0))
    .execute(&mut *unit)
    .await?;
    for code in recovery {
        sqlx::query("INSERT INTO recovery_code (account, code_hash) VALUES (?, ?)")
            .bind(account)
            .bind(code.0.as_bytes().to_vec())
            .execute(&mut *unit)
            .await?;
    }
    effects::write(unit, &effects).await.map(|()| true)
}

async fn begin_attempt(
    unit: &mut SqliteConnection,
    key: AttemptKey,
    now: Timestamp,
) -> Result<Attempted, Error> {
    let row = sqlx::query("SELECT count, last_at FROM sign_in_attempts WHERE name_hash = ?")
        .bind(key.0.as_bytes().to_vec())
        .fetch_optional(&mut *unit)
        .await?;
    let before = row.as_ref().map(attempts).transpose()?;
    if let Some(next) = before.map(|before| before.next_at()).filter(|next| now < *next) {
        return Ok(Attempted::Paused(next));
    }
    let Attempts { count, last } = Attempts::one_more(before, now);
    sqlx::query(
        "INSERT INTO sign_in_attempts (name_hash, count, last_at) VALUES (?, ?, ?) \
         ON CONFLICT (name_hash) DO UPDATE SET count = excluded.count, last_at = excluded.last_at",
    )
    .bind(key.0.as_bytes().to_vec())
    .bind(count)
    .bind(last.as_microsecond())
    .execute(unit)
    .await?;
    Ok(Attempted::Counted)
}

async fn accept(unit: &mut SqliteConnection, shown: Shown) -> Result<bool, Error> {
    let number = signed(shown.account);
    let taken = match shown.factor {
        Factor::Totp(TotpStep(step)) => sqlx::query(
            "UPDATE credential SET last_step = ?1 WHERE account = ?2 AND salt = ?3 AND last_step < ?1",
        )
        .bind(signed(step))
        .bind(number)
        .bind(shown.salt.to_vec()),
        Factor::Recovery(RecoveryKey(hash)) => sqlx::query(
            "DELETE FROM recovery_code WHERE account = ?2 AND code_hash = ?1 \
             AND EXISTS (SELECT 1 FROM credential WHERE account = ?2 AND salt = ?3)",
        )
        .bind(hash.as_bytes().to_vec())
        .bind(number)
        .bind(shown.salt.to_vec()),
    };
    if taken.execute(&mut *unit).await?.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query("DELETE FROM sign_in_attempts WHERE name_hash = ?")
        .bind(shown.attempt.0.as_bytes().to_vec())
        .execute(unit)
        .await?;
    Ok(true)
}

fn account(row: &SqliteRow) -> Result<Account, Error> {
    let until: Option<i64> = row.try_get("until")?;
    Ok(Account {
        number: count("number", row.try_get("number")?)?,
        name: text("name", row.try_get("account_name")?)?,
        person: person(row)?,
        state: match until {
            Some(until) => AccountState::Enrolling(moment("until", until)?),
            None => AccountState::Active { recovery_codes: count("codes", row.try_get("codes")?)? },
        },
    })
}

fn credential(row: &SqliteRow, hashes: &[Vec<u8>]) -> Result<(u64, Person, Credential), Error> {
    let bytes = |name| row.try_get::<&[u8], _>(name);
    let recovery = hashes.iter().map(|hash| digest("code_hash", hash).map(RecoveryKey));
    let credential = Credential {
        safe: Safe {
            cost: Cost {
                memory: row.try_get("memory")?,
                passes: row.try_get("passes")?,
                lanes: row.try_get("lanes")?,
            },
            salt: bytes("salt")?.try_into().map_err(|error| unreadable("salt", error))?,
            verifier: bytes("verifier")?.try_into().map_err(|error| unreadable("verifier", error))?,
            sealed: bytes("sealed")?.to_vec(),
        },
        last_step: TotpStep(count("last_step", row.try_get("last_step")?)?),
        recovery: recovery.collect::<Result<_, _>>()?,
    };
    Ok((count("number", row.try_get("number")?)?, person(row)?, credential))
}

fn attempts(row: &SqliteRow) -> Result<Attempts, Error> {
    let last = moment("last_at", row.try_get("last_at")?)?;
    Ok(Attempts { count: row.try_get("count")?, last })
}
