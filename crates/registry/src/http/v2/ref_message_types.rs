//! `GET /referenceData/messageTypes` and one of them

use axum::{
    extract::{Path, RawQuery, State},
    http::HeaderMap,
};
use ebox_credential::caller::ReadReferenceData;
use ebox_web::{
    Answer, Authorized,
    query::{PageParameters, Query},
};
use ebox_wire::{StatusMessage, routes::Version, v2};

use super::super::{RegistryState, cached::Rendered};

/// Get a page of the message types, by identifier.
#[utoipa::path(
    get, path = "/referenceData/messageTypes", tag = "ReferenceData", operation_id = "getAllMessagesTypes",
    params(PageParameters),
    responses(
        (status = 200, description = "A page of message types", body = v2::MessageTypes),
        (status = 304, description = "The caller has this answer"),
        (status = 400, description = "The request breaks a rule", body = StatusMessage),
        (status = 401, description = "No valid access token", body = StatusMessage),
        (status = 403, description = "The access token lacks the scope", body = StatusMessage),
        (status = 404, description = "Not found", body = StatusMessage),
        (status = 412, description = "The caller's condition does not hold", body = StatusMessage),
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
    let page = state.reference.book(&state, Version::V2).message_types.page(page);
    Rendered::json(&v2::MessageTypes::from(page)).answer(&headers)
}

/// Get a message type.
#[utoipa::path(
    get, path = "/referenceData/messageTypes/{messageTypeId}", tag = "ReferenceData", operation_id = "getMessageTypeById",
    params(("messageTypeId" = String, Path, description = "The message type.")),
    responses(
        (status = 200, description = "The message type", body = v2::MessageType),
        (status = 304, description = "The caller has this answer"),
        (status = 400, description = "The request breaks a rule", body = StatusMessage),
        (status = 401, description = "No valid access token", body = StatusMessage),
        (status = 403, description = "The access token lacks the scope", body = StatusMessage),
        (status = 404, description = "No such message type", body = StatusMessage),
        (status = 412, description = "The caller's condition does not hold", body = StatusMessage),
    ),
)]
pub(super) async fn get_one(
    State(state): State<RegistryState>,
    _: Authorized<ReadReferenceData>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let book = state.reference.book(&state, Version::V2);
    book.message_types.one(&id, "MessageType", "messageTypeId")?.answer(&headers)
}
