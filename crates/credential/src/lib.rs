//! Who somebody is, and the proof of it.
//!
//! **What.** OAuth scopes and the proof that a caller holds one ([`Caller`]), X.509 certificates in the
//! federation's format, signed client assertions (RFC 7523), and signed documents.
//!
//! **Why here.** Both sides need the same rules: a client makes the certificate and the assertion that the
//! OAuth server verifies, and each service asks for a [`Caller`] that cannot be made from anything but a
//! verified token. There is no I/O, no storage and no HTTP here; time and randomness are arguments.
//!
//! **To add one more** scope: a variant of [`Scope`] with its spelling. One more kind of operation: a marker
//! in `permit.rs` that lists the scopes of which one must be there, and whether a mandate lets others do it.

pub mod assertion;
pub mod caller;
pub mod certificate;
pub mod check;
pub mod key;
#[cfg(feature = "p12")]
pub mod key_store;
pub mod make;
pub mod mandate;
mod pem;
pub mod permit;
pub mod random;
pub mod scope;
mod signature;
pub mod signed;
pub mod subject;

pub use caller::{Caller, Permit, TokenRefusal, TokenVerifier, VerifiedToken};
pub use certificate::{Certificate, CertificateRequest};
pub use key::{KeyKind, PrivateKey};
pub use mandate::{Mandate, Mandates, Naming, NoMandates};
pub use random::SystemRandom;
pub use scope::{Scope, Scopes};
pub use subject::Subject;
