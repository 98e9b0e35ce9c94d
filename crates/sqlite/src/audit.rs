//! The audit trail's ports.

use async_trait::async_trait;
use ebox_audit::{KeepsPersonKey, PersonKey, Record, RecordSink};
use ebox_domain::StoreError;

use crate::{Store, columns::unreadable, effects, registry, script::Script};

#[async_trait]
impl RecordSink for Store {
    async fn keep(&self, records: Vec<Record>) -> Result<(), StoreError> {
        let mut script = Script::default();
        effects::add_records(&mut script, &records);
        registry::consulted(&mut script, &records);
        self.write("keep audit records", |unit| Box::pin(script.run(unit))).await
    }
}

#[async_trait]
impl KeepsPersonKey for Store {
    async fn person_key(&self, candidate: PersonKey) -> Result<PersonKey, StoreError> {
        self.write("keep the key of people in audit records", move |unit| {
            Box::pin(async move {
                sqlx::query(
                    "INSERT INTO audit_key (only_row, material) VALUES (1, ?) ON CONFLICT DO NOTHING",
                )
                .bind(candidate.as_bytes().to_vec())
                .execute(&mut *unit)
                .await?;
                let kept: Vec<u8> =
                    sqlx::query_scalar("SELECT material FROM audit_key").fetch_one(unit).await?;
                let bytes = kept.try_into().map_err(|_| unreadable("material", "a key of another length"))?;
                Ok(PersonKey::new(bytes))
            })
        })
        .await
    }
}
