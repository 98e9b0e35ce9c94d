//! The choices of a deployment.

use ebox_domain::Environment;
use ebox_people::SessionLifetime;

use crate::{layout::own_path, openid::OpenIdSettings};

/// How people show who they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// They say so: nobody checks. For the rehearsal alone.
    Rehearsal,
    /// With accounts that the operator opens for them here.
    LocalAccounts,
    /// With the operator's identity provider.
    OpenIdConnect(OpenIdSettings),
}

/// The choices of a deployment.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address that browsers use, without a slash at its end.
    pub public_url: String,
    /// Which environment this is.
    pub environment: Environment,
    /// How people show who they are.
    pub sign_in: SignIn,
    /// How long sessions last.
    pub lifetime: SessionLifetime,
}

impl Settings {
    /// Whether browsers come over TLS. Without it, on loopback, cookies cannot demand it.
    pub(crate) fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The place in this portal that an address of a page names; `None` for pages of others.
    pub(crate) fn own_place<'a>(&self, address: &'a str) -> Option<&'a str> {
        let host_at = address.find("://")? + 3;
        let path_at = host_at + address.get(host_at..)?.find('/')?;
        let (origin, place) = address.split_at_checked(path_at)?;
        own_path(place).filter(|_| self.is_own_origin(origin))
    }

    /// Whether an `Origin` header names this portal.
    pub(crate) fn is_own_origin(&self, origin: &str) -> bool {
        let (scheme, rest) = self.public_url.split_once("://").unwrap_or(("", &self.public_url));
        let host = rest.split('/').next().unwrap_or_default();
        origin.split_once("://") == Some((scheme, host))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn settings(public_url: &str) -> Settings {
        Settings {
            public_url: public_url.to_owned(),
            environment: Environment::Acc,
            sign_in: SignIn::Rehearsal,
            lifetime: SessionLifetime::default(),
        }
    }

    #[test]
    fn a_page_of_the_portal_has_a_place_and_one_of_others_has_none() {
        let settings = settings("https://portal.example");
        let place = |address| settings.own_place(address);
        assert_eq!(place("https://portal.example/messages?a=b"), Some("/messages?a=b"));
        for foreign in [
            "https://evil.example/messages",
            "https://portal.example",
            "https://portal.example//evil",
            "",
            "://",
            "é://é/",
        ] {
            assert_eq!(place(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn only_the_portal_itself_is_its_own_origin() {
        let settings = settings("https://portal.example/below");
        assert!(settings.is_own_origin("https://portal.example"));
        for foreign in ["http://portal.example", "https://portal.example.org", "null", ""] {
            assert!(!settings.is_own_origin(foreign), "{foreign}");
        }
    }
}
