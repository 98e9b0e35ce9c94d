//! Creating a partition.

use ebox_domain::{
    Cause, Causes, Fault, LocalizedText, PartitionId, Rule, ServiceError, notification, unseen::is_blank,
};
use serde_json::json;

use crate::{By, Partition, Partitions, arrangement::Step, port::Change};

/// The most characters (Unicode code points) of a name.
const MAX_NAME: usize = 100;
/// The most partitions of one e-Box.
const MAX_PARTITIONS: usize = 200;

impl Partitions {
    /// Creates a partition. An identifier that the enterprise uses already is refused, as is `GENERAL`.
    pub async fn create(&self, by: &By, partition: Partition) -> Result<Partition, ServiceError> {
        self.demand_manager(by).await?;
        let mut causes = Causes::default();
        // Nor one that people would take for it.
        if partition.id.as_str().eq_ignore_ascii_case(PartitionId::general().as_str()) {
            let detail = "every e-Box has this partition already; choose another identifier";
            causes.push(Cause::body(Rule::InvalidValue, "partitionId", detail).with_value(&partition.id));
        }
        causes.append(mistakes_in_name(&partition.name));
        if !causes.is_empty() {
            return Err(Fault::Invalid(causes).into());
        }
        self.rearrange(by, 201, |arrangement, _| {
            if arrangement.find(&partition.id).is_some() {
                let detail = "the e-Box has a partition under this identifier; choose another one";
                let cause = Cause::body(Rule::InvalidValue, "partitionId", detail);
                return Err(Fault::one(cause.with_value(&partition.id)));
            }
            if arrangement.partitions.len() >= MAX_PARTITIONS {
                let why = format!("an e-Box has at most {MAX_PARTITIONS} partitions; delete one first");
                return Err(Fault::Conflict(why));
            }
            Ok(Step {
                change: Some(Change::Put(partition.clone())),
                told: vec![notification::Change::PartitionCreated(partition.id.clone())],
                details: Some(json!({ "partitionId": partition.id.as_str() })),
                answer: partition.clone(),
            })
        })
        .await
    }
}

/// Every mistake in the name of a partition.
pub(crate) fn mistakes_in_name(name: &LocalizedText) -> Causes {
    let mut causes = Causes::default();
    if name.is_empty() {
        let detail = "name the partition in at least one language";
        causes.push(Cause::body(Rule::Required, "name", detail));
    }
    for (language, text) in name.iter() {
        if is_blank(text) || text.chars().count() > MAX_NAME || text.chars().any(char::is_control) {
            let detail =
                format!("give a name of 1 to {MAX_NAME} characters, none of them a control character");
            causes.push(Cause::body(Rule::OutOfRange, format!("name.{language}"), detail));
        }
    }
    causes
}
