//! What tests of several rooms share. Beside the house: nothing in operation depends on it.
//!
//! **What.** A clock that stands still until it is moved ([`StillClock`]), random numbers that count
//! ([`CountingRng`]), access tokens by name ([`Tokens`]), mandates ([`GivenMandates`]) and rights of people
//! ([`GivenRights`]), a registry on its own folder with both its faces ([`RegistryWorld`]), publications as bytes ([`Form`]), certificates ([`certificate()`]), and calls in process ([`call()`]).
//!
//! **Why.** A test reads as what it is about; how a registry is put together is here once.
//!
//! **To add one more** fixture: a module of its own; helpers print the body when an expectation fails.

#![expect(
    clippy::missing_panics_doc,
    clippy::expect_used,
    reason = "a fixture that cannot be made fails its test"
)]

mod call;
mod certificate;
mod form;
mod mandates;
mod registry;
mod rights;
mod still;
mod tokens;

pub use call::{Answer, call, get, head, patch, post, post_json};
pub use certificate::certificate;
pub use form::Form;
pub use mandates::GivenMandates;
pub use registry::{APPLICATION, MESSAGE_TYPE, RECIPIENT, RegistryWorld, SENDER, STRANGER, reference_data};
pub use rights::GivenRights;
pub use still::{CountingRng, StillClock};
pub use tokens::Tokens;
