//! What can go wrong on the way to a page. The door makes a page of it that helps.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use ebox_client::{ClientError, ErrorKind};
use ebox_domain::{Fault, ServiceError};
use http::StatusCode;

use crate::openid::NotVouched;

/// Why there is no page.
#[derive(Debug, Clone)]
pub(crate) enum Failure {
    /// Nobody is signed in.
    NotSignedIn,
    /// Nobody has given this person access to any e-Box.
    NoEnterprise,
    /// The identity provider vouches for nobody.
    NotVouched(NotVouched),
    /// So many people sign in at once that there is no room for one more.
    Busy,
    /// There is nothing here, or nothing that this person may know of.
    NotFound,
    /// Only somebody with another role may do this.
    NotAllowed,
    /// Only an access manager names managers.
    NotNaming,
    /// Nobody has given this person a right to the mail of this e-Box, or it was withdrawn.
    NoMail,
    /// The partition to which messages were to be moved is not there, or no longer.
    NoPartition,
    /// Only whoever works at the desk, signed in for its enterprise, may see this.
    NotStaff,
    /// A form without the token of this session: of another page, of before the last sign-in.
    StaleForm,
    /// A form that another site sent.
    ForeignForm,
    /// A form that cannot be read, or that is too large.
    UnreadableForm,
    /// More was sent than a form takes.
    TooLarge,
    /// A registry did not do what it was asked.
    Registry(Arc<ClientError>),
    /// This registry has no such thing: its version does without.
    NotOffered(String),
    /// One of our own services failed.
    Service(Arc<ServiceError>),
    /// What came with a form cannot be kept on this machine until it is sent on.
    Disk,
    /// A template failed, which only writing to memory could make it do.
    Template,
    /// A page that does not lie behind the door: a mistake in this program.
    NoVisitor,
}

impl Failure {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotSignedIn => StatusCode::SEE_OTHER,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::NotVouched(NotVouched::Down | NotVouched::Unusable) => StatusCode::BAD_GATEWAY,
            Self::NotVouched(NotVouched::Refused | NotVouched::Stale) => StatusCode::FORBIDDEN,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::NotAllowed
            | Self::NotNaming
            | Self::NoMail
            | Self::NotStaff
            | Self::NoEnterprise
            | Self::StaleForm
            | Self::ForeignForm => StatusCode::FORBIDDEN,
            Self::NoPartition => StatusCode::CONFLICT,
            Self::UnreadableForm => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Registry(_) | Self::NotOffered(_) => StatusCode::BAD_GATEWAY,
            Self::Service(_) | Self::Disk | Self::Template | Self::NoVisitor => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }
}

impl From<ServiceError> for Failure {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Refused(Fault::MissingPermission(_)) => Self::NotAllowed,
            ServiceError::Refused(
                Fault::NotFound { .. } | Fault::NamedNotFound { .. } | Fault::Absent(_),
            ) => Self::NotFound,
            ServiceError::Refused(Fault::Unavailable(_)) => Self::Busy,
            error => Self::Service(Arc::new(error)),
        }
    }
}

impl From<ClientError> for Failure {
    /// What a registry does not find, or does not let the person know of, is not there.
    fn from(error: ClientError) -> Self {
        match error.status() {
            Some(404 | 410) => Self::NotFound,
            _ if matches!(error.kind(), ErrorKind::NotOffered(_)) => {
                Self::NotOffered(error.whom().to_owned())
            }
            _ => Self::Registry(Arc::new(error)),
        }
    }
}

impl From<askama::Error> for Failure {
    fn from(_: askama::Error) -> Self {
        Self::Template
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
