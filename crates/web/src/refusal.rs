//! How a fault leaves a handler.

use std::{error::Error, sync::Arc};

use axum::response::{IntoResponse, Response};
use ebox_domain::{Fault, ServiceError, StoreError};
use http::StatusCode;

/// The seconds after which a caller may try again when our disk is full: an operator has to make room.
const OUT_OF_ROOM_PAUSE: u32 = 60;

/// The answer of a handler.
pub type Answer<T = Response> = Result<T, Refusal>;

/// An answer that is a fault. Its body is written by the [face](crate::face) of the router that it leaves.
#[derive(Debug)]
pub struct Refusal(ServiceError);

impl Refusal {
    /// The fault, if it is the caller's doing; a failure of ours otherwise.
    pub const fn service_error(&self) -> &ServiceError {
        &self.0
    }

    /// The same, for who says it later or in another way.
    pub fn into_service_error(self) -> ServiceError {
        self.0
    }
}

impl From<ServiceError> for Refusal {
    fn from(error: ServiceError) -> Self {
        Self(error)
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self(fault.into())
    }
}

/// The fault of a response, until a face renders it.
#[derive(Clone)]
pub(crate) struct Refused(pub(crate) Arc<Fault>);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let fault = match self.0 {
            ServiceError::Refused(fault) => fault,
            ServiceError::Failed(source) => fault_of(source.as_ref()),
        };
        let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(Refused(Arc::new(fault)));
        response
    }
}

/// Logs a failure of ours with its causes, and gives what the caller is told of it.
pub fn fault_of(failure: &(dyn Error + 'static)) -> Fault {
    // The one place where a failure is logged; the span around it has the trace id.
    tracing::error!(error = chain(failure), "a request failed");
    match failure.downcast_ref::<StoreError>() {
        Some(error) if error.is_out_of_room() => Fault::Unavailable(OUT_OF_ROOM_PAUSE),
        _ => Fault::Internal,
    }
}

/// An error with all its sources, outermost first.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    fn status(error: impl Into<ServiceError>) -> u16 {
        Refusal::from(error.into()).into_response().status().as_u16()
    }

    #[test]
    fn a_full_disk_is_a_reason_to_try_again_and_any_other_failure_is_ours() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        assert_eq!(status(StoreError::new("keep content", io::Error::other(full))), 503);
        assert_eq!(status(StoreError::new("publish a message", io::Error::other("full")).out_of_room()), 503);
        assert_eq!(status(StoreError::new("publish a message", io::Error::other("broken"))), 500);
    }
}
