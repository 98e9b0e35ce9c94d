//! The proof that a caller may do something.
//!
//! A bearer token becomes a [`VerifiedToken`] by a [`TokenVerifier`], and that becomes a [`Caller`] of an
//! operation only when it holds one of the operation's scopes. An operation that takes a [`Caller`] cannot
//! be called without that proof, and takes whose e-Box it is about from nothing else.

use std::{fmt, marker::PhantomData};

use async_trait::async_trait;
use ebox_domain::{EboxId, EnterpriseNumber, Fault, Sha256Digest, Ssin, ids::ClientId};
use jiff::Timestamp;

use crate::{
    certificate::sha256,
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
            TokenRefusal::Unavailable { retry_after } => Self::Unavailable(retry_after),
        }
    }
}

/// A kind of operation, by the scopes of which any one lets a caller in.
pub trait Permit: Send + Sync + 'static {
    /// The scopes; any one is enough.
    const SCOPES: &'static [Scope];
}

macro_rules! permits {
    ($($(#[$doc:meta])* $name:ident: $($scope:ident)|+;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub enum $name {}

            impl Permit for $name {
                const SCOPES: &'static [Scope] = &[$(Scope::$scope),+];
            }
        )+
    };
}

permits! {
    /// Publishing for one's own enterprise.
    Publication: PublicationSender;
    /// Reading and changing the messages of one's own e-Box.
    Consultation: DocumentConsumer | MessagesFull;
    /// The summary of one's own e-Box.
    OwnSummary: SummaryOwnEbox | SummaryAllEbox | DocumentConsumer;
    /// Reading reference data; those who read messages need it to show them.
    ReadReferenceData: ReferenceData | DocumentConsumer | MessagesFull;
    /// Reading the provider registry.
    ReadProviderRegistry: FederationRegistry;
    /// Asking what a token says.
    Introspection: Introspect;
}

/// A caller who may do what `P` names. [`Caller::authorize`] is the only way to one.
pub struct Caller<P: Permit> {
    token: VerifiedToken,
    permit: PhantomData<fn() -> P>,
}

impl<P: Permit> Caller<P> {
    /// Lets the holder of a token in when it has one of the scopes of `P`.
    pub fn authorize(token: VerifiedToken) -> Result<Self, Fault> {
        if token.scopes.contains_any(P::SCOPES) {
            Ok(Self { token, permit: PhantomData })
        } else {
            Err(Fault::MissingScope(P::SCOPES.iter().map(|scope| scope.as_str()).collect()))
        }
    }

    /// The OAuth client.
    pub const fn client_id(&self) -> &ClientId {
        &self.token.client_id
    }

    /// The enterprise that calls.
    pub const fn actor(&self) -> EnterpriseNumber {
        self.token.enterprise
    }

    /// The enterprise on whose behalf it calls: itself.
    pub const fn principal(&self) -> EnterpriseNumber {
        self.token.enterprise
    }

    /// The e-Box that every query is about: the principal's.
    pub const fn ebox(&self) -> EboxId {
        EboxId::Enterprise(self.principal())
    }

    /// The person behind the call, if there is one.
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
}

// Not derived: a marker needs neither trait for its caller to have them.
impl<P: Permit> Clone for Caller<P> {
    fn clone(&self) -> Self {
        Self { token: self.token.clone(), permit: PhantomData }
    }
}

impl<P: Permit> fmt::Debug for Caller<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Caller").field(&self.token).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(scopes: &[Scope]) -> VerifiedToken {
        VerifiedToken {
            client_id: "consumer".parse().expect("a client id"),
            enterprise: "0852093431".parse().expect("a number"),
            person: None,
            scopes: Scopes::of(scopes),
            issued_at: Timestamp::UNIX_EPOCH,
            expires_at: Timestamp::MAX,
            token_hash: Sha256Digest::new([0; 32]),
        }
    }

    #[test]
    fn any_scope_of_the_operation_lets_a_caller_in() {
        for scope in [Scope::DocumentConsumer, Scope::MessagesFull] {
            let caller = Caller::<Consultation>::authorize(token(&[scope])).expect("let in");
            assert_eq!(caller.ebox().key(), "0852093431");
        }
    }

    #[test]
    fn a_caller_without_the_scope_learns_which_ones_would_do() {
        let refusal = Caller::<Consultation>::authorize(token(&[Scope::PublicationSender]));
        assert_eq!(
            refusal.err(),
            Some(Fault::MissingScope(vec![Scope::DocumentConsumer.as_str(), Scope::MessagesFull.as_str()]))
        );
    }
}
