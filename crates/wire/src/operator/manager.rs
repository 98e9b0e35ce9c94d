//! The first access manager of an enterprise.

use ebox_domain::{Cause, Ssin};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::read::{Causes, Field};

/// Who is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = FirstManager)]
pub struct FirstManager {
    /// The person's SSIN.
    #[schema(pattern = r"^\d{11}$")]
    pub ssin: String,
    /// First name and family name.
    pub name: String,
}

/// The same, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manager {
    /// Who.
    pub ssin: Ssin,
    /// First name and family name.
    pub name: String,
}

impl FirstManager {
    /// Reads a body, and names every mistake.
    pub fn read(value: &Value) -> Result<Manager, Vec<Cause>> {
        let causes = Causes::default();
        let manager = Field::body(value, &causes).object().and_then(|mut object| {
            let ssin = object.required("ssin", "an SSIN").and_then(|field| field.ssin());
            let name = object.required("name", "a name").and_then(|field| field.string());
            object.finish();
            Some(Manager { ssin: ssin?, name: name?.to_owned() })
        });
        causes.into_result(manager)
    }
}
