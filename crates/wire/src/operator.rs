//! The operator's API: what an operator tells its services, and reads back.
//!
//! An extension: the federation has no such contract. Everything that is wrong with a body is named at once, by
//! its field.

mod account;
mod client;
mod configuration;
mod directory;
mod manager;
mod provider;
mod publication;
mod staff;

use ebox_domain::{Cause, Rule};
use serde_json::Value;

use crate::reference_file;

pub use account::{AccountEnrolment, AccountEntry, AccountWanted, Accounts, NewAccount};
pub use client::{ClientCertificate, ClientChange, ClientEntry, Clients, NewCertificate, NewClient};
pub use configuration::{
    AppliedConfiguration, ConfigurationChange, ConfigurationPart, ConfigurationReport, ConfigurationState,
    FieldChange, Kind,
};
pub use directory::{EboxEntry, EboxLine, Eboxes, ImportReport, from_csv};
pub use manager::{FirstManager, Manager, ManagerEntry, Managers};
pub use provider::{ProviderEntry, Providers};
pub use publication::{BrokenRule, PublicationAttempt, PublicationAttempts};
pub use staff::{NewStaffMember, Staff, StaffEntry, StaffWanted};

/// The media type of YAML (RFC 9512).
pub const YAML: &str = "application/yaml";
/// The media type of comma-separated values.
pub const CSV: &str = "text/csv";

/// Reads a body in JSON or YAML as a value.
pub fn parse(body: &[u8]) -> Result<Value, Cause> {
    let text = std::str::from_utf8(body).map_err(|_| Cause::body(Rule::Malformed, "body", "send UTF-8"))?;
    reference_file::parse(text)
}
