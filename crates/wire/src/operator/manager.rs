//! The access managers of an enterprise: the first one, and all of them.

use ebox_domain::{Causes, Ssin};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::read::{Collected, Field};

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

/// Somebody who manages access to an enterprise's e-Box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Manager)]
pub struct ManagerEntry {
    /// By which they are named: addresses have no numbers of people.
    pub manager_id: String,
    /// The person's SSIN.
    #[schema(pattern = r"^\d{11}$")]
    pub ssin: String,
    /// First name and family name.
    pub name: String,
    /// `accessManager`, or `coAccessManager`.
    pub role: String,
}

/// Everybody who manages access to an enterprise's e-Box.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Managers {
    /// By name.
    pub items: Vec<ManagerEntry>,
    /// How many there are.
    pub total: u64,
}

/// A first access manager, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manager {
    /// Who.
    pub ssin: Ssin,
    /// First name and family name.
    pub name: String,
}

impl FirstManager {
    /// Reads a body, and names every mistake.
    pub fn read(value: &Value) -> Result<Manager, Causes> {
        let causes = Collected::default();
        let manager = Field::body(value, &causes).object().and_then(|mut object| {
            let ssin = object.required("ssin", "an SSIN").and_then(|field| field.ssin());
            let name = object.required("name", "a name").and_then(|field| field.string());
            object.finish();
            Some(Manager { ssin: ssin?, name: name?.to_owned() })
        });
        causes.into_result(manager)
    }
}
