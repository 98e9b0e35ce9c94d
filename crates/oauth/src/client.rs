//! A client as the server keeps it.

use ebox_credential::{Certificate, Scopes};
use ebox_domain::{EnterpriseNumber, ids::ClientId};
use jiff::Timestamp;

/// An OAuth client: an application of an enterprise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its identifier.
    pub id: ClientId,
    /// The enterprise whose e-Box and name it acts for.
    pub enterprise: EnterpriseNumber,
    /// Its name, for people.
    pub name: String,
    /// Everything that it was granted.
    pub scopes: Scopes,
    /// Whether it may do anything.
    pub is_enabled: bool,
    /// Its certificates: one, or several while one replaces another.
    pub certificates: Vec<Certificate>,
    /// When it was registered.
    pub registered_at: Timestamp,
}

impl Client {
    /// Whether its tokens hold: it is enabled, and a certificate is left.
    pub const fn is_welcome(&self) -> bool {
        self.is_enabled && !self.certificates.is_empty()
    }
}
