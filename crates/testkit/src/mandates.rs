//! Mandates by what a test gave.

use std::{collections::BTreeSet, sync::Mutex};

use async_trait::async_trait;
use ebox_credential::{Mandate, Mandates, mandate::Operation};
use ebox_domain::ServiceError;

/// The mandates that a test gave.
#[derive(Debug, Default)]
pub struct GivenMandates(Mutex<BTreeSet<Mandate>>);

impl GivenMandates {
    /// Lets `mandatary` act for `principal`.
    pub fn give(&self, principal: &str, mandatary: &str, operation: Operation) {
        let mandate = Mandate {
            principal: principal.parse().expect("a number"),
            mandatary: mandatary.parse().expect("a number"),
            operation,
        };
        self.0.lock().expect("not poisoned").insert(mandate);
    }
}

#[async_trait]
impl Mandates for GivenMandates {
    async fn holds(&self, mandate: Mandate) -> Result<bool, ServiceError> {
        Ok(self.0.lock().expect("not poisoned").contains(&mandate))
    }
}
