//! Mandates: one enterprise (the *principal*) lets another one (the *mandatary*) act for it.
//!
//! The caller that holds the token is always the mandatary, and the enterprise of the header
//! [`HEADER`] always the principal. The public page names them the other way round in one call; that is
//! settled by [`Naming`] and nowhere else.

use async_trait::async_trait;
pub use ebox_domain::partition::Operation;
use ebox_domain::{EnterpriseNumber, ServiceError};

use crate::scope::Scope;

/// The request header that names the principal.
pub const HEADER: &str = "On-Behalf-Of-Enterprise-Number";

/// A mandate, with the roles under their right names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mandate {
    /// Whose e-Box and name it is.
    pub principal: EnterpriseNumber,
    /// Who acts for it.
    pub mandatary: EnterpriseNumber,
    /// What it lets the mandatary do.
    pub operation: Operation,
}

/// What the two numbers of `GET /ebox/{enterpriseNumber}/hasMandate?mandataryEnterpriseNumber=` stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Naming {
    /// As the public page has it: the path names the enterprise of the token, and
    /// `mandataryEnterpriseNumber` the one of the header, though that is the principal.
    #[default]
    AsPublished,
    /// As the words mean: the path names the principal, `mandataryEnterpriseNumber` the mandatary.
    AsMeant,
}

impl Naming {
    /// The number of the path and `mandataryEnterpriseNumber`, in this order.
    pub const fn numbers(self, mandate: Mandate) -> (EnterpriseNumber, EnterpriseNumber) {
        match self {
            Self::AsPublished => (mandate.mandatary, mandate.principal),
            Self::AsMeant => (mandate.principal, mandate.mandatary),
        }
    }

    /// The mandate that a request is about.
    pub const fn mandate(
        self,
        of_path: EnterpriseNumber,
        mandatary_enterprise_number: EnterpriseNumber,
        operation: Operation,
    ) -> Mandate {
        let (principal, mandatary) = match self {
            Self::AsPublished => (mandatary_enterprise_number, of_path),
            Self::AsMeant => (of_path, mandatary_enterprise_number),
        };
        Mandate { principal, mandatary, operation }
    }
}

/// Knows which mandates hold: the Partition service.
#[async_trait]
pub trait Mandates: Send + Sync {
    /// Whether a mandate holds now: given by the principal, and accepted by both sides.
    async fn holds(&self, mandate: Mandate) -> Result<bool, ServiceError>;
}

/// Nobody has a mandate.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoMandates;

#[async_trait]
impl Mandates for NoMandates {
    async fn holds(&self, _: Mandate) -> Result<bool, ServiceError> {
        Ok(false)
    }
}

/// Whether a kind of operation can be done on behalf of another enterprise.
pub trait Behalf: Send + Sync + 'static {
    /// The scope that lets a mandatary in, and what its mandate must be for.
    const MANDATE: Option<(Scope, Operation)>;
}

/// Only in one's own name.
#[derive(Debug, Clone, Copy)]
pub enum OwnName {}

/// Also with a mandate to publish.
#[derive(Debug, Clone, Copy)]
pub enum OrToPublish {}

/// Also with a mandate to consult.
#[derive(Debug, Clone, Copy)]
pub enum OrToConsult {}

impl Behalf for OwnName {
    const MANDATE: Option<(Scope, Operation)> = None;
}

impl Behalf for OrToPublish {
    const MANDATE: Option<(Scope, Operation)> = Some((Scope::RepresentativePublication, Operation::Publish));
}

impl Behalf for OrToConsult {
    const MANDATE: Option<(Scope, Operation)> = Some((Scope::RepresentativeConsultation, Operation::Consult));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_call_names_the_enterprise_of_the_token_in_the_path() {
        let (token, header) =
            ("0852093431".parse().expect("a number"), "0534530277".parse().expect("a number"));
        let mandate = Mandate { principal: header, mandatary: token, operation: Operation::Publish };
        assert_eq!(Naming::AsPublished.numbers(mandate), (token, header));
        assert_eq!(Naming::AsMeant.numbers(mandate), (header, token));
        for naming in [Naming::AsPublished, Naming::AsMeant] {
            let (path, parameter) = naming.numbers(mandate);
            assert_eq!(naming.mandate(path, parameter, Operation::Publish), mandate, "both ways");
        }
    }
}
