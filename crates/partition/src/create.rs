//! Creating a partition.

use ebox_audit::Effects;
use ebox_domain::{Cause, EnterpriseNumber, Fault, Rule, ServiceError};

use crate::{Partition, Partitions, port::Outcome};

/// The most characters (Unicode code points) of a name.
const MAX_NAME: usize = 100;

impl Partitions {
    /// Creates a partition. An identifier that the enterprise uses already is refused, as is `GENERAL`.
    pub async fn create(
        &self,
        enterprise: EnterpriseNumber,
        partition: Partition,
        effects: Effects,
    ) -> Result<(), ServiceError> {
        let (id, causes) = (partition.id.clone(), mistakes(&partition));
        if !causes.is_empty() {
            return Err(Fault::Invalid(causes).into());
        }
        match self.store.create(enterprise, partition, effects).await? {
            Outcome::Created => Ok(()),
            Outcome::AlreadyThere => {
                let cause = Cause::body(
                    Rule::InvalidValue,
                    "id",
                    "the e-Box has a partition under this identifier; choose another one",
                );
                Err(Fault::one(cause.with_value(id)).into())
            }
        }
    }
}

/// Every mistake in a new partition.
fn mistakes(partition: &Partition) -> Vec<Cause> {
    let mut causes = Vec::new();
    if partition.id.is_general() {
        let detail = "every e-Box has this partition already; choose another identifier";
        causes.push(Cause::body(Rule::InvalidValue, "id", detail).with_value(&partition.id));
    }
    if partition.name.is_empty() {
        let detail = "name the partition in at least one language";
        causes.push(Cause::body(Rule::Required, "name", detail));
    }
    for (language, name) in partition.name.iter() {
        if name.trim().is_empty() || name.chars().count() > MAX_NAME {
            let detail = format!("give a name of 1 to {MAX_NAME} characters");
            causes.push(Cause::body(Rule::OutOfRange, format!("name.{language}"), detail));
        }
    }
    causes
}
