//! The deployments of the federation, each with its own keys and data.

use std::{fmt, str::FromStr};

/// An environment. INT, ACC and PRD are strangers to each other; SIM accepts the tokens of PRD.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Environment {
    /// Integration: reachable inside the social-security network only.
    Int,
    /// Acceptance.
    Acc,
    /// Simulation, for Document Consumers.
    Sim,
    /// Production.
    Prd,
}

/// Why a text names no environment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an environment is one of int, acc, sim, prd")]
pub struct InvalidEnvironment;

impl Environment {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Int, Self::Acc, Self::Sim, Self::Prd];

    /// The spelling in commands and configuration (`acc`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Int => "int",
            Self::Acc => "acc",
            Self::Sim => "sim",
            Self::Prd => "prd",
        }
    }

    /// The spelling in a certificate's subject (`ACC`).
    pub const fn in_certificates(self) -> &'static str {
        match self {
            Self::Int => "INT",
            Self::Acc => "ACC",
            Self::Sim => "SIM",
            Self::Prd => "PRD",
        }
    }

    /// The spelling in a v2.1 `StatusMessage` (`acceptation`).
    pub const fn in_status_message(self) -> &'static str {
        match self {
            Self::Int => "integration",
            Self::Acc => "acceptation",
            Self::Sim => "simulation",
            Self::Prd => "production",
        }
    }

    /// Whether a registry of this environment takes tokens issued by the OAuth server of `issuer`.
    pub const fn accepts_tokens_of(self, issuer: Self) -> bool {
        matches!(
            (self, issuer),
            (Self::Int, Self::Int) | (Self::Acc, Self::Acc) | (Self::Sim | Self::Prd, Self::Prd)
        )
    }
}

impl FromStr for Environment {
    type Err = InvalidEnvironment;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|one| one.as_str().eq_ignore_ascii_case(text)).ok_or(InvalidEnvironment)
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_environment_refuses_the_tokens_of_another() {
        for registry in Environment::ALL {
            for issuer in Environment::ALL {
                let expected = match registry {
                    Environment::Sim => issuer == Environment::Prd,
                    _ => issuer == registry,
                };
                assert_eq!(registry.accepts_tokens_of(issuer), expected, "{registry} of {issuer}");
            }
        }
    }
}
