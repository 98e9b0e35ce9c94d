//! Refusals of the OAuth server, in the words of RFC 6749.

use ebox_credential::assertion::AssertionRefusal;
use ebox_domain::StoreError;

/// The kinds of refusal of a token request (RFC 6749, section 5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusalKind {
    /// The form lacks something, says something twice, or cannot be read.
    InvalidRequest,
    /// Who the client is was not proven.
    InvalidClient,
    /// A client that may not use this grant.
    UnauthorizedClient,
    /// Another grant than the ones served here.
    UnsupportedGrantType,
    /// A scope that does not exist or was not granted.
    InvalidScope,
}

impl RefusalKind {
    /// The published spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::InvalidScope => "invalid_scope",
        }
    }

    /// The HTTP status that goes with it.
    pub const fn status(self) -> u16 {
        match self {
            Self::InvalidClient => 401,
            _ => 400,
        }
    }
}

/// A refused token request: the kind for programs, the rule and the fix for developers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{description}")]
pub struct OauthRefusal {
    /// What kind it is.
    pub kind: RefusalKind,
    /// The rule and the fix, in a sentence.
    pub description: String,
}

impl OauthRefusal {
    /// A form that is not right.
    pub fn invalid_request(description: impl Into<String>) -> Self {
        Self { kind: RefusalKind::InvalidRequest, description: description.into() }
    }

    /// A client that was not proven.
    pub fn invalid_client(description: impl Into<String>) -> Self {
        Self { kind: RefusalKind::InvalidClient, description: description.into() }
    }

    /// A client that may not use this grant.
    pub fn unauthorized_client(description: impl Into<String>) -> Self {
        Self { kind: RefusalKind::UnauthorizedClient, description: description.into() }
    }

    /// A scope that is not given.
    pub fn invalid_scope(description: impl Into<String>) -> Self {
        Self { kind: RefusalKind::InvalidScope, description: description.into() }
    }
}

impl From<AssertionRefusal> for OauthRefusal {
    fn from(refusal: AssertionRefusal) -> Self {
        Self::invalid_client(format!("client_assertion: {refusal}"))
    }
}

/// Why no token was issued.
#[derive(Debug, thiserror::Error)]
pub enum NotIssued {
    /// The caller's doing.
    #[error("refused")]
    Refused(#[from] OauthRefusal),
    /// The client asks too often.
    #[error("too many requests")]
    TooMany {
        /// The seconds after which another request is answered.
        retry_after: u32,
    },
    /// Ours.
    #[error("failed")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<AssertionRefusal> for NotIssued {
    fn from(refusal: AssertionRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<StoreError> for NotIssued {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}
