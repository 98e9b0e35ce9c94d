//! `GET /refData/messageTypes` and one of them

use axum::{
    extract::{Path, RawQuery, State},
    http::HeaderMap,
};
use ebox_credential::caller::ReadReferenceData;
use ebox_web::{
    Answer, Authorized,
    query::{PageParameters, Query},
};
use ebox_wire::{
    Problem,
    routes::{self, Version, join},
    v3,
};

use super::super::{RegistryState, cached::Rendered};

/// Get a page of the message types, by identifier.
#[utoipa::path(
    get, path = "/refData/messageTypes", tag = "ReferenceData", operation_id = "getMessageTypes",
    params(PageParameters),
    responses(
        (status = 200, description = "A page of message types", body = v3::MessageTypes),
        (status = 304, description = "The caller has this answer"),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "Not found", body = Problem),
        (status = 412, description = "The caller's condition does not hold", body = Problem),
    ),
)]
pub(super) async fn get_all(
    State(state): State<RegistryState>,
    _: Authorized<ReadReferenceData>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let mut query = Query::new(raw.as_deref());
    let page = query.page();
    query.finish()?;
    let page = state.reference.book(&state, Version::V3).message_types.page(page);
    let url = join(&state.v3_address, routes::v3::MESSAGE_TYPES);
    Rendered::json(&v3::MessageTypes::new(page, &url)).answer(&headers)
}

/// Get a message type.
#[utoipa::path(
    get, path = "/refData/messageTypes/{messageTypeId}", tag = "ReferenceData", operation_id = "getMessageType",
    params(("messageTypeId" = String, Path, description = "The message type.")),
    responses(
        (status = 200, description = "The message type", body = v3::MessageType),
        (status = 304, description = "The caller has this answer"),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such message type", body = Problem),
        (status = 412, description = "The caller's condition does not hold", body = Problem),
    ),
)]
pub(super) async fn get_one(
    State(state): State<RegistryState>,
    _: Authorized<ReadReferenceData>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let book = state.reference.book(&state, Version::V3);
    book.message_types.one(&id, "MessageType", "messageTypeId")?.answer(&headers)
}
