//! The published contracts of the federation, as data.
//!
//! **What.** Requests and answers of every service as serde types with OpenAPI schemas, the paths they
//! travel on, the two renderings of the catalogue of faults, and the formats of our own files
//! (`sandbox.json`, the package manifest). Translations to and from `ebox-domain` live beside each type.
//!
//! **Why here.** v2.1 and v3 are two faces of one mailbox: both are translations of the same domain
//! types, neither shapes what is kept. The server, the client and the tests share these types, so they
//! cannot drift apart. There is no HTTP framework, no async and no storage here.
//!
//! **To add one more** property: the field in the DTO, its line in the translation, and, when senders give
//! it, its line in the reader beside it. To add a fault: both renderings in [`render`]; the compiler asks.

pub mod configuration;
pub mod digest;
pub mod events;
pub mod federation;
pub mod manifest;
mod moment;
pub mod oauth;
pub mod openapi;
pub mod operator;
pub mod partition;
pub mod problem;
mod read;
pub mod reference_file;
pub mod render;
pub mod routes;
#[cfg(test)]
mod samples;
pub mod sandbox;
mod schemas;
pub mod status_message;
mod text;
pub mod v2;
pub mod v3;

pub use digest::Digest;
pub use moment::Moment;
pub use problem::{Issue, Problem};
pub use read::Reading;
pub use status_message::{Detail, StatusMessage};
pub use text::{TranslatedString, TranslatedStringWithEnglish};
