//! The inbound HTTP toolkit that every service room shares.
//!
//! **What.** [`Refusal`] carries a fault out of a handler; [`face`](face::face) renders it in the version of
//! the contract that a router speaks. [`Authorized`] is the extractor that proves a caller. [`trace`] gives
//! every request an identifier, a log line and metrics, [`attempts`] a record to each that was refused; [`limits`] refuses clients that call too often; [`cors`]
//! lets pages of other origins call, [`linger`] has refusals arrive. [`range`], [`query`], [`part`] and [`body`] read headers, parameters and
//! small bodies; [`api_docs`] shows OpenAPI documents as pages.
//!
//! **Why.** A handler extracts, calls one use case and renders; what all of them need is here once. Nothing in
//! this crate knows a use case.
//!
//! **To add one more** tool: a module with one concern, tested through a small router of its own.

mod accept;
pub mod api_docs;
pub mod attempts;
mod authorized;
pub mod body;
pub mod cors;
pub mod face;
mod json;
pub mod limits;
pub mod linger;
pub mod paced;
pub mod part;
pub mod query;
pub mod range;
mod refusal;
pub mod trace;

pub use authorized::{Authorized, MandatesIn};
pub use json::LongJson;
pub use refusal::{Answer, Refusal, fault_of};
