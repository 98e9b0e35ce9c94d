//! Refusals as OAuth writes them: RFC 6749, section 5.2, for what a form says; RFC 6750, section 3, for
//! tokens of callers.

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use ebox_domain::{Fault, ServiceError};
use ebox_web::{Refusal, fault_of};
use ebox_wire::oauth::OauthError;
use http::{HeaderName, HeaderValue, StatusCode, header};

use crate::{OauthRefusal, RefusalKind, refusal::NotIssued};

/// A refusal, ready to be sent.
pub(super) struct Refused {
    status: StatusCode,
    error: OauthError,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Refused {
    pub(super) fn new(status: StatusCode, error: &str, description: &str) -> Self {
        let error = OauthError {
            error: error.to_owned(),
            error_description: Some(in_allowed_characters(description)),
        };
        Self { status, error, headers: Vec::new() }
    }

    pub(super) fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    fn challenge(self, parameters: &str) -> Self {
        self.with(header::WWW_AUTHENTICATE, &format!("Bearer realm=\"e-Box\"{parameters}"))
    }

    fn ours(error: &(dyn std::error::Error + 'static)) -> Self {
        match fault_of(error) {
            Fault::Unavailable(seconds) => {
                Self::unavailable(seconds, "the server cannot store anything now; try again later")
            }
            _ => {
                let description = "the server failed; try again later";
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "server_error", description)
            }
        }
    }

    fn unavailable(seconds: u32, description: &str) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", description)
            .with(header::RETRY_AFTER, &seconds.to_string())
    }
}

/// What `error_description` may hold (RFC 6749, section 5.2), because refusals name what callers sent.
fn in_allowed_characters(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '"' => '\'',
            '\\' => '/',
            ' '..='~' => character,
            _ => '?',
        })
        .collect()
}

impl From<OauthRefusal> for Refused {
    fn from(refusal: OauthRefusal) -> Self {
        // Escaped, because it names what callers sent.
        tracing::info!(error = refusal.kind.as_str(), description = ?refusal.description, "refused");
        let status = StatusCode::from_u16(refusal.kind.status()).unwrap_or(StatusCode::BAD_REQUEST);
        let refused = Self::new(status, refusal.kind.as_str(), &refusal.description);
        match refusal.kind {
            // A 401 must name a scheme (RFC 9110, section 15.5.2), though none helps here.
            RefusalKind::InvalidClient => refused.challenge(""),
            _ => refused,
        }
    }
}

impl From<NotIssued> for Refused {
    fn from(error: NotIssued) -> Self {
        match error {
            NotIssued::Refused(refusal) => refusal.into(),
            NotIssued::TooMany { retry_after } => {
                let description = format!(
                    "the client asks too often: wait {retry_after} s, and use each token until it ends"
                );
                Self::new(StatusCode::TOO_MANY_REQUESTS, "slow_down", &description)
                    .with(header::RETRY_AFTER, &retry_after.to_string())
            }
            NotIssued::Failed(source) => Self::ours(source.as_ref()),
        }
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        let unauthorized =
            |description: &str| Self::new(StatusCode::UNAUTHORIZED, "invalid_token", description);
        match fault {
            Fault::NoToken => {
                unauthorized("no access token: send Authorization: Bearer and a token").challenge("")
            }
            Fault::InvalidToken => {
                unauthorized("the access token is not valid here: get a new one from this environment")
                    .challenge(", error=\"invalid_token\"")
            }
            Fault::ExpiredToken => unauthorized("the access token has expired: get a new one")
                .challenge(", error=\"invalid_token\", error_description=\"the access token has expired\""),
            Fault::MissingScope(scopes) => {
                let scopes = scopes.join(" ");
                Self::new(
                    StatusCode::FORBIDDEN,
                    "insufficient_scope",
                    &format!("the access token lacks the scope {scopes}: ask the operator to grant it"),
                )
                .challenge(&format!(", error=\"insufficient_scope\", scope=\"{scopes}\""))
            }
            Fault::Unavailable(seconds) => {
                Self::unavailable(seconds, "tokens cannot be verified now; try again later")
            }
            other => {
                let status = StatusCode::from_u16(other.status()).unwrap_or(StatusCode::BAD_REQUEST);
                Self::new(status, "invalid_request", &other.to_string())
            }
        }
    }
}

impl From<ServiceError> for Refused {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Refused(fault) => fault.into(),
            ServiceError::Failed(source) => Self::ours(source.as_ref()),
        }
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        match refusal.service_error() {
            ServiceError::Refused(fault) => fault.clone().into(),
            ServiceError::Failed(source) => Self::ours(source.as_ref()),
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.error)).into_response();
        response.headers_mut().extend(self.headers.into_iter().map(|(name, value)| (Some(name), value)));
        never_stored(&mut response);
        response
    }
}

/// Nothing here may be kept by a cache (RFC 6749, section 5.1).
pub(super) fn never_stored(response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
}

#[cfg(test)]
mod tests {
    use std::io;

    use ebox_domain::StoreError;

    use super::*;

    #[test]
    fn a_full_disk_is_a_reason_to_ask_again_and_any_other_failure_is_ours() {
        let answer = |error: io::Error| {
            let response =
                Refused::from(NotIssued::from(StoreError::new("spend an assertion", error))).into_response();
            (response.status(), response.headers().get(header::RETRY_AFTER).cloned())
        };
        let minute = Some(HeaderValue::from_static("60"));
        let full = answer(io::ErrorKind::StorageFull.into());
        assert_eq!(full, (StatusCode::SERVICE_UNAVAILABLE, minute));
        assert_eq!(answer(io::Error::other("broken")), (StatusCode::INTERNAL_SERVER_ERROR, None));
    }

    #[test]
    fn a_description_holds_only_what_the_standard_allows() {
        assert_eq!(in_allowed_characters("a `b` \"c\" \\ é\n"), "a `b` 'c' / ??");
    }
}
