//! What both versions of getting a body share.

use axum::{Json, http::Method};
use ebox_credential::caller::{Caller, Consultation};
use ebox_web::Answer;
use ebox_wire::TranslatedString;

use crate::{Registry, call::Call};

/// The body of a message. Whoever asks with `HEAD` learns what `GET` would say of it, and opens nothing.
pub(super) async fn answer(
    registry: &Registry,
    caller: &Caller<Consultation>,
    call: &Call,
    id: &str,
) -> Answer<Json<TranslatedString>> {
    let body = if call.method == Method::HEAD.as_str() {
        registry.closed_body(caller, id).await?
    } else {
        registry.open_body(caller, call, id).await?
    };
    Ok(Json(TranslatedString::complete(&body)))
}
