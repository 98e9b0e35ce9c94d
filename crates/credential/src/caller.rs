//! The proof that a caller may do something.
//!
//! A bearer token becomes a [`VerifiedToken`] by a [`TokenVerifier`], and that becomes a [`Caller`] of an
//! operation only when it holds one of the operation's scopes, in its own name or, under a mandate, in another
//! enterprise's. An operation that takes a [`Caller`] cannot be called without that proof, and takes whose e-Box
//! it is about from nothing else.

use std::{fmt, marker::PhantomData};

use async_trait::async_trait;
use ebox_domain::{
    Cause, EboxId, EnterpriseNumber, Fault, Rule, ServiceError, Sha256Digest, Ssin, ids::ClientId,
};
use jiff::Timestamp;

pub use crate::permit::{
    Consents, ConsultEvents, ConsultPartitions, Consultation, Introspection, ListPartitions,
    ManagePartitions, Notify, Operate, OwnSummary, Permit, Preferences, Publication, ReadProviderRegistry,
    ReadReferenceData, RegisteredMail, SubmitEvents, SuggestRoutingRules,
};
use crate::{
    certificate::sha256,
    mandate::{self, Behalf as _, Mandate, Mandates},
    permit,
    scope::{Scope, Scopes},
};

/// What an access token says, after somebody who can tell confirmed it. Only a [`TokenVerifier`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedToken {
    /// The OAuth client that it was issued to.
    pub client_id: ClientId,
    /// The client's enterprise.
    pub enterprise: EnterpriseNumber,
    /// The person behind the client, for tokens of people.
    pub person: Option<Ssin>,
    /// What it permits.
    pub scopes: Scopes,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Its SHA-256, for audit records.
    pub token_hash: Sha256Digest,
}

impl VerifiedToken {
    /// How audit records name a token: by its SHA-256.
    pub fn hash_of(token: &str) -> Sha256Digest {
        sha256(token.as_bytes())
    }
}

/// Tells whether an access token holds: the OAuth server itself, or introspection by others.
#[async_trait]
pub trait TokenVerifier: Send + Sync {
    /// Verifies an access token at the present moment.
    async fn verify(&self, token: &str) -> Result<VerifiedToken, TokenRefusal>;
}

/// Why a token is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenRefusal {
    /// Unknown, foreign, withdrawn or badly formed.
    #[error("the access token is not valid here")]
    Invalid,
    /// Past its end.
    #[error("the access token has expired")]
    Expired,
    /// The client calls too often.
    #[error("too many requests")]
    TooMany {
        /// The seconds after which another call is answered.
        retry_after: u32,
    },
    /// Nobody could tell: not the caller's fault, so never a 401.
    #[error("access tokens cannot be verified now")]
    Unavailable {
        /// The seconds after which another try makes sense.
        retry_after: u32,
    },
}

impl From<TokenRefusal> for Fault {
    fn from(refusal: TokenRefusal) -> Self {
        match refusal {
            TokenRefusal::Invalid => Self::InvalidToken,
            TokenRefusal::Expired => Self::ExpiredToken,
            TokenRefusal::TooMany { retry_after } => Self::TooManyRequests(retry_after),
            TokenRefusal::Unavailable { retry_after } => Self::Unavailable(retry_after),
        }
    }
}

/// A caller who may do what `P` names. [`Caller::authorize`] and [`Caller::on_behalf`] are the only ways to one.
pub struct Caller<P: Permit> {
    token: VerifiedToken,
    principal: EnterpriseNumber,
    permit: PhantomData<fn() -> P>,
}

impl<P: Permit> Caller<P> {
    /// Lets the holder of a token in, in its own name, when it has one of the scopes of `P`.
    pub fn authorize(token: VerifiedToken) -> Result<Self, Fault> {
        if token.scopes.contains_any(P::SCOPES) {
            let principal = token.enterprise;
            return Ok(Self { token, principal, permit: PhantomData });
        }
        match P::Behalf::MANDATE {
            // It may do this, but not for itself: the header is what is missing.
            Some((scope, _)) if token.scopes.contains(scope) => {
                let detail = "the scope of the token acts for another enterprise: name it in this header";
                Err(Fault::one(Cause::header(Rule::Required, mandate::HEADER, detail)))
            }
            _ => Err(missing(&permit::scopes_of::<P>())),
        }
    }

    /// Lets the holder of a token in on behalf of another enterprise, which gave it a mandate.
    pub async fn on_behalf(
        token: VerifiedToken,
        principal: EnterpriseNumber,
        mandates: &dyn Mandates,
    ) -> Result<Self, ServiceError> {
        // Naming oneself says no more than no header does, and nobody gives itself a mandate.
        if principal == token.enterprise {
            if token.scopes.contains_any(P::SCOPES) {
                return Ok(Self::authorize(token)?);
            }
            return Err(missing(P::SCOPES).into());
        }
        let Some((scope, operation)) = P::Behalf::MANDATE else {
            let detail = "this is done in one's own name only: leave the header out";
            return Err(Fault::one(Cause::header(Rule::NotOffered, mandate::HEADER, detail)).into());
        };
        if !token.scopes.contains(scope) {
            return Err(missing(&[scope]).into());
        }
        let mandate = Mandate { principal, mandatary: token.enterprise, operation };
        if mandates.holds(mandate).await? {
            Ok(Self { token, principal, permit: PhantomData })
        } else {
            let detail =
                format!("enterprise {principal} gave you no mandate to {operation} that both sides accepted");
            Err(Fault::MissingPermission(detail).into())
        }
    }

    /// The OAuth client.
    pub const fn client_id(&self) -> &ClientId {
        &self.token.client_id
    }

    /// The enterprise that calls: the token's.
    pub const fn actor(&self) -> EnterpriseNumber {
        self.token.enterprise
    }

    /// The enterprise in whose name it calls: another one under a mandate, else itself.
    pub const fn principal(&self) -> EnterpriseNumber {
        self.principal
    }

    /// The e-Box that every query is about: the principal's.
    pub const fn ebox(&self) -> EboxId {
        EboxId::Enterprise(self.principal)
    }

    /// The person behind the call, if there is one; partitions limit what people see, never machines.
    pub const fn person(&self) -> Option<Ssin> {
        self.token.person
    }

    /// Everything that the token permits.
    pub const fn scopes(&self) -> Scopes {
        self.token.scopes
    }

    /// The SHA-256 of the token, for audit records.
    pub const fn token_hash(&self) -> Sha256Digest {
        self.token.token_hash
    }

    /// The same caller in the same name, for what `Q` names, when its token and its mandate allow that as well.
    pub async fn also<Q: Permit>(&self, mandates: &dyn Mandates) -> Result<Caller<Q>, ServiceError> {
        Caller::on_behalf(self.token.clone(), self.principal, mandates).await
    }
}

fn missing(scopes: &[Scope]) -> Fault {
    Fault::MissingScope(scopes.iter().map(|scope| scope.as_str()).collect())
}

// Not derived: a marker needs neither trait for its caller to have them.
impl<P: Permit> Clone for Caller<P> {
    fn clone(&self) -> Self {
        Self { token: self.token.clone(), principal: self.principal, permit: PhantomData }
    }
}

impl<P: Permit> fmt::Debug for Caller<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Caller").field(&self.principal).field(&self.token).finish()
    }
}

#[cfg(test)]
mod tests;
