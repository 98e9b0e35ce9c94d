//! The choices of a deployment.

use ebox_domain::Environment;
use ebox_people::SessionLifetime;

/// How people show who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignIn {
    /// They say so: nobody checks. For the rehearsal alone.
    Rehearsal,
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
    fn only_the_portal_itself_is_its_own_origin() {
        let settings = settings("https://portal.example/below");
        assert!(settings.is_own_origin("https://portal.example"));
        for foreign in ["http://portal.example", "https://portal.example.org", "null", ""] {
            assert!(!settings.is_own_origin(foreign), "{foreign}");
        }
    }
}
