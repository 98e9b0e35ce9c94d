//! The staff of the desk.

use ebox_domain::{Causes, Rule, Ssin};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::read::{Collected, Field};

/// Somebody who works at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = StaffMember)]
pub struct StaffEntry {
    /// By which they are named: addresses have no numbers of people.
    pub staff_number: u64,
    /// The person's SSIN.
    #[schema(pattern = r"^\d{11}$")]
    pub ssin: String,
    /// First name and family name.
    pub name: String,
    /// `integration`, or `nsso`.
    pub role: String,
}

/// Everybody who works at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Staff {
    /// By name.
    pub items: Vec<StaffEntry>,
    /// How many there are.
    pub total: u64,
}

/// Somebody who is taken in, or gets the other role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewStaffMember {
    /// The person's SSIN.
    #[schema(pattern = r"^\d{11}$")]
    pub ssin: String,
    /// First name and family name.
    pub name: String,
    /// `integration` for the integration team, `nsso` for the National Social Security Office.
    pub role: String,
}

/// The same, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffWanted<R> {
    /// Who.
    pub ssin: Ssin,
    /// First name and family name.
    pub name: String,
    /// With which role.
    pub role: R,
}

impl NewStaffMember {
    /// Reads a body, and names every mistake. `role` knows the roles, and says in words which there are.
    pub fn read<R>(
        value: &Value,
        role: impl Fn(&str) -> Result<R, String>,
    ) -> Result<StaffWanted<R>, Causes> {
        let causes = Collected::default();
        let wanted = Field::body(value, &causes).object().and_then(|mut object| {
            let ssin = object.required("ssin", "an SSIN").and_then(|field| field.ssin());
            let name = object.required("name", "a name").and_then(|field| field.string());
            let role = object.required("role", "integration or nsso").and_then(|field| {
                let read = role(field.string()?);
                read.map_err(|known| field.refuse_value(Rule::InvalidValue, known)).ok()
            });
            object.finish();
            Some(StaffWanted { ssin: ssin?, name: name?.to_owned(), role: role? })
        });
        causes.into_result(wanted)
    }
}
