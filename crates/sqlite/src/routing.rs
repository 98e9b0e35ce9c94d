//! What a registry knows of how e-Boxes are divided.

use async_trait::async_trait;
use ebox_domain::{
    EnterpriseNumber, PartitionId, StoreError,
    partition::{Rights, RoutingRule},
};
use ebox_registry::routing::port::{Fact, Known, RoutingStore, Topic};
use ebox_wire::partition as wire;
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{Error, Row, sqlite::SqliteRow};

use crate::{
    Store,
    columns::{moment, text, unreadable},
};

#[async_trait]
impl RoutingStore for Store {
    async fn known(&self, enterprise: EnterpriseNumber, topic: Topic) -> Result<Option<Known>, StoreError> {
        let failed = |error| StoreError::new("read how an e-Box is divided", error);
        let row =
            sqlx::query("SELECT fact, at, confirmed FROM known_division WHERE enterprise = ? AND topic = ?")
                .bind(enterprise.as_str())
                .bind(name(topic))
                .fetch_optional(&mut *self.read().await?)
                .await
                .map_err(failed)?;
        row.map(|row| known(topic, &row)).transpose().map_err(failed)
    }

    async fn keep(&self, enterprise: EnterpriseNumber, known: Known) -> Result<bool, StoreError> {
        self.write("keep how an e-Box is divided", move |unit| {
            Box::pin(async move {
                let done = sqlx::query(
                    "INSERT INTO known_division (enterprise, topic, at, confirmed, fact) VALUES (?, ?, ?, ?, ?) \
                     ON CONFLICT (enterprise, topic) DO UPDATE \
                     SET at = excluded.at, confirmed = excluded.confirmed, fact = excluded.fact \
                     WHERE excluded.at >= known_division.at",
                )
                .bind(enterprise.to_string())
                .bind(name(known.fact.topic()))
                .bind(known.at.as_microsecond())
                .bind(known.confirmed.as_microsecond())
                .bind(written(&known.fact))
                .execute(&mut *unit)
                .await?;
                Ok(done.rows_affected() > 0)
            })
        })
        .await
    }

    async fn forget(
        &self,
        enterprise: EnterpriseNumber,
        at: Timestamp,
        topic: Topic,
    ) -> Result<bool, StoreError> {
        self.write("forget how an e-Box is divided", move |unit| {
            Box::pin(async move {
                let done =
                    sqlx::query("DELETE FROM known_division WHERE enterprise = ? AND topic = ? AND at <= ?")
                        .bind(enterprise.to_string())
                        .bind(name(topic))
                        .bind(at.as_microsecond())
                        .execute(&mut *unit)
                        .await?;
                Ok(done.rows_affected() > 0)
            })
        })
        .await
    }
}

fn name(topic: Topic) -> String {
    match topic {
        Topic::Rules => "rules".to_owned(),
        Topic::Partitions => "partitions".to_owned(),
        Topic::Rights(person) => format!("rights:{person}"),
    }
}

/// Facts stand as the service writes them.
fn written(fact: &Fact) -> String {
    let json = match fact {
        Fact::Rules(rules) => {
            let rules: Vec<wire::RoutingRule> = rules.iter().map(Into::into).collect();
            to_json(&rules)
        }
        Fact::Partitions(partitions) => {
            let ids: Vec<&str> = partitions.iter().map(PartitionId::as_str).collect();
            to_json(&ids)
        }
        Fact::Rights(_, rights) => to_json(&wire::UserRights::new(rights, Timestamp::UNIX_EPOCH)),
    };
    json.to_string()
}

fn to_json(value: &impl Serialize) -> serde_json::Value {
    // Texts, numbers and lists of them always serialise.
    serde_json::to_value(value).unwrap_or_default()
}

fn known(topic: Topic, row: &SqliteRow) -> Result<Known, Error> {
    Ok(Known {
        fact: read(topic, row.try_get("fact")?)?,
        at: moment("at", row.try_get("at")?)?,
        confirmed: moment("confirmed", row.try_get("confirmed")?)?,
    })
}

fn read(topic: Topic, fact: &str) -> Result<Fact, Error> {
    match topic {
        Topic::Rules => {
            let rules: Vec<wire::RoutingRule> = typed(fact)?;
            let rules = rules.iter().map(RoutingRule::try_from).collect::<Result<_, _>>();
            rules.map(Fact::Rules).map_err(|error| unreadable("fact", error))
        }
        Topic::Partitions => {
            let ids: Vec<String> = typed(fact)?;
            ids.iter().map(|id| text("fact", id)).collect::<Result<_, _>>().map(Fact::Partitions)
        }
        Topic::Rights(person) => {
            let rights: wire::UserRights = typed(fact)?;
            let rights: Rights = rights.rights().map_err(|error| unreadable("fact", error))?;
            Ok(Fact::Rights(person, rights))
        }
    }
}

fn typed<T: DeserializeOwned>(fact: &str) -> Result<T, Error> {
    serde_json::from_str(fact).map_err(|error| unreadable("fact", error))
}
