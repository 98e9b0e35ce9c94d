//! `GET /ebox/messages` and `GET /ebox/messages/{messageId}`

use axum::{
    Json,
    extract::{Path, RawQuery, State},
};
use ebox_credential::caller::Consultation;
use ebox_web::{
    Answer, Authorized, LongJson,
    query::{PageParameters, Query},
};
use ebox_wire::{StatusMessage, v2};

use super::super::{
    RegistryState,
    filter::{self, Names},
};
use crate::call::Call;

const NAMES: Names =
    Names { read: "readStatus", visible: "visible", registered: "registeredMail", is_v3: false };

/// Get a page of the messages, newest first.
#[utoipa::path(
    get, path = "/ebox/messages", tag = "Messages", operation_id = "getMessagesByEBoxId",
    params(
        PageParameters,
        ("receivedBefore" = Option<jiff::civil::Date>, Query, description = "Received before this Brussels day."),
        ("receivedAfter" = Option<jiff::civil::Date>, Query, description = "Received on this Brussels day or later."),
        ("expiredBefore" = Option<jiff::civil::Date>, Query, description = "Expiring before this Brussels day."),
        ("expiredAfter" = Option<jiff::civil::Date>, Query, description = "Expiring on this Brussels day or later."),
        ("readStatus" = Option<bool>, Query, description = "Read, or not."),
        ("visible" = Option<bool>, Query, description = "Shown, or hidden."),
        ("messageTypeId" = Option<String>, Query, description = "Of this type."),
        ("senderOrganizationId" = Option<String>, Query, description = "From this organization."),
        ("senderApplicationId" = Option<String>, Query, description = "From this application."),
        ("registeredMail" = Option<bool>, Query, description = "Registered mail, or not."),
        ("q" = Option<String>, Query, description = "With this text: part of subject, business data, attention line, or a name of organization, application or type."),
        ("qlang" = Option<String>, Query, description = "The language of the text: fr, nl or de. Required with it."),
    ),
    responses(
        (status = 200, description = "A page of messages", body = v2::Messages),
        (status = 400, description = "The request breaks a rule", body = StatusMessage),
        (status = 401, description = "No valid access token", body = StatusMessage),
        (status = 403, description = "The access token lacks the scope", body = StatusMessage),
        (status = 404, description = "Not found", body = StatusMessage),
    ),
)]
pub(super) async fn get_messages(
    State(state): State<RegistryState>,
    Authorized(caller): Authorized<Consultation>,
    RawQuery(raw): RawQuery,
    call: Call,
) -> Answer<LongJson<v2::Messages>> {
    let mut query = Query::new(raw.as_deref());
    let (page, wanted) = (query.page(), filter::read(&mut query, &NAMES));
    query.finish()?;
    let page = state.registry.messages(&caller, &call, wanted, page).await?;
    Ok(LongJson(v2::Messages::new(&page, &state.v2_address)))
}

/// Get a message.
#[utoipa::path(
    get, path = "/ebox/messages/{messageId}", tag = "Messages", operation_id = "getMessageById",
    params(("messageId" = String, Path, description = "The message.")),
    responses(
        (status = 200, description = "The message, without its body and its content", body = v2::Message),
        (status = 400, description = "The request breaks a rule", body = StatusMessage),
        (status = 401, description = "No valid access token", body = StatusMessage),
        (status = 403, description = "The access token lacks the scope", body = StatusMessage),
        (status = 404, description = "No such message in this e-Box", body = StatusMessage),
    ),
)]
pub(super) async fn get_message(
    State(state): State<RegistryState>,
    Authorized(caller): Authorized<Consultation>,
    Path(id): Path<String>,
    call: Call,
) -> Answer<Json<v2::Message>> {
    let message = state.registry.message(&caller, &call, &id).await?;
    Ok(Json(v2::Message::new(&message, &state.v2_address)))
}
