//! Who may look into the e-Box, or into one partition of it.

use ebox_domain::{
    Cause, Fault, Rule, ServiceError, Ssin, notification,
    partition::{Extent, UserRight, UserRightId},
};
use serde_json::json;

use crate::{By, Partitions, arrangement::Step, port::Change};

/// The most rights in one e-Box.
const MAX_RIGHTS: usize = 20_000;

impl Partitions {
    /// Every right that was given in the e-Box, in the order in which they were given.
    pub async fn user_rights(&self, by: &By) -> Result<Vec<UserRight>, ServiceError> {
        self.demand_manager(by).await?;
        Ok(self.0.store.arrangement(by.enterprise()).await?.rights)
    }

    /// Gives a person a right. One that the person has already is found, and given no second time.
    pub async fn grant(&self, by: &By, person: Ssin, extent: Extent) -> Result<UserRight, ServiceError> {
        self.demand_manager(by).await?;
        self.rearrange(by, 201, |arrangement, at| {
            if let Extent::Partition(id) = &extent
                && !arrangement.takes(id)
            {
                let detail = "the e-Box has no such partition; create it first";
                return Err(Fault::one(Cause::body(Rule::NotFound, "partitionId", detail).with_value(id)));
            }
            if let Some(right) = arrangement.right_on(person, &extent) {
                return Ok(Step::none(right.clone()));
            }
            if arrangement.rights.len() >= MAX_RIGHTS {
                let why = format!("an e-Box has at most {MAX_RIGHTS} rights of people; withdraw one first");
                return Err(Fault::Conflict(why));
            }
            let id = UserRightId::new(at, &*self.0.rng);
            let right = UserRight { id, person, extent: extent.clone() };
            Ok(Step {
                change: Some(Change::Grant(right.clone())),
                told: vec![notification::Change::UserRightCreated(right.clone())],
                details: Some(json!({ "userRightId": id.to_string() })),
                answer: right,
            })
        })
        .await
    }

    /// Withdraws a right.
    pub async fn withdraw(&self, by: &By, id: UserRightId) -> Result<(), ServiceError> {
        self.demand_manager(by).await?;
        self.rearrange(by, 204, |arrangement, _| {
            let Some(right) = arrangement.rights.iter().find(|right| right.id == id) else {
                let value = id.to_string();
                return Err(Fault::NotFound { what: "User right", name: "userRightId", value });
            };
            Ok(Step {
                change: Some(Change::Withdraw(id)),
                told: vec![notification::Change::UserRightDeleted(right.clone())],
                details: Some(json!({ "userRightId": id.to_string() })),
                answer: (),
            })
        })
        .await
    }
}
