//! Client assertions (RFC 7523, section 2.2): a client proves who it is with a JWT that it signs with the
//! key of its registered certificate.
//!
//! A client makes one with [`make()`]. The OAuth server reads whose it claims to be
//! ([`UnverifiedAssertion::claimed_client`]), looks that client up, and verifies it
//! ([`UnverifiedAssertion::verify`]); nothing else yields a [`VerifiedAssertion`]. What only a store can tell,
//! whether its `jti` was used before, is the server's part.
//!
//! **Extension**: a portal says in the same form who signed in ([`make_statement`],
//! [`UnverifiedAssertion::verify_statement`]).

mod make;
mod verify;

pub use make::{Claims, make, make_statement};
pub use verify::{
    AssertionRefusal, Expectations, LEEWAY, UnverifiedAssertion, VerifiedAssertion, VerifiedStatement,
};

/// The form value that says what kind of assertion it is (RFC 7523, section 8).
pub const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The algorithms that are accepted, by their JOSE names: asymmetric ones only.
pub const ALGORITHMS: [&str; 6] = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"];

#[cfg(test)]
mod tests;
