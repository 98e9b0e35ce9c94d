//! `GET /ebox/messages` and `GET /ebox/messages/{messageId}`

use std::time::Duration;

use axum::{
    Json,
    extract::{Path, RawQuery, State},
    response::{IntoResponse, Response},
};
use ebox_credential::caller::Consultation;
use ebox_domain::{Cause, Rule};
use ebox_web::{
    Answer, Authorized, LongJson,
    query::{PageParameters, Query},
};
use ebox_wire::{Problem, v3};

use super::super::{
    RegistryState,
    filter::{self, CRITERIA, Names},
};
use crate::{
    call::Call,
    follow::{LONGEST_WAIT, News},
    port::Step,
};

const NAMES: Names =
    Names { read: "isRead", visible: "isVisible", registered: "isRegisteredMail", is_v3: true };

/// Get a page of the messages, newest first.
#[utoipa::path(
    get, path = "/ebox/messages", tag = "Messages", operation_id = "getMessages",
    params(
        PageParameters,
        ("receivedBefore" = Option<jiff::civil::Date>, Query, description = "Received before this Brussels day."),
        ("receivedAfter" = Option<jiff::civil::Date>, Query, description = "Received on this Brussels day or later."),
        ("expiredBefore" = Option<jiff::civil::Date>, Query, description = "Expiring before this Brussels day."),
        ("expiredAfter" = Option<jiff::civil::Date>, Query, description = "Expiring on this Brussels day or later."),
        ("isRead" = Option<bool>, Query, description = "Read, or not."),
        ("isVisible" = Option<bool>, Query, description = "Shown, or hidden."),
        ("partition" = Option<Vec<String>>, Query, description = "In one of these partitions."),
        ("messageTypeId" = Option<String>, Query, description = "Of this type."),
        ("senderOrganizationId" = Option<String>, Query, description = "From this organization."),
        ("senderApplicationId" = Option<String>, Query, description = "From this application."),
        ("isRegisteredMail" = Option<bool>, Query, description = "Registered mail, or not."),
        ("isForAction" = Option<bool>, Query, description = "Asking for an action that nobody executed yet, or not."),
        ("direction" = Option<String>, Query, description = "`received` (default) or `sent`."),
        ("q" = Option<String>, Query, description = "With this text: part of subject, business data, attention line, or a name of organization, application or type."),
        ("qlang" = Option<String>, Query, description = "The language of the text: fr, nl or de. Required with it."),
        ("cursor" = Option<String>, Query, description = "Extension: changes since this cursor instead of a page; empty to begin. Only `pageSize` and `wait` go with it."),
        ("wait" = Option<u32>, Query, description = "Extension: seconds, at most 30, to wait for changes."),
    ),
    responses(
        (status = 200, description = "A page of messages, or changes since the cursor", body = v3::PageOrChanges),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "Not found", body = Problem),
    ),
)]
pub(super) async fn get_messages(
    State(state): State<RegistryState>,
    Authorized(caller): Authorized<Consultation>,
    RawQuery(raw): RawQuery,
    call: Call,
) -> Answer<Response> {
    let mut query = Query::new(raw.as_deref());
    let page = query.page();
    let wait = wait(&mut query);
    if let Some(cursor) = query.text("cursor") {
        refuse_criteria(&mut query);
        query.finish()?;
        let news = state.registry.changes(&caller, &call, &cursor, page.size(), wait).await?;
        return Ok(LongJson(changes(news, &state.v3_address)).into_response());
    }
    let wanted = filter::read(&mut query, &NAMES);
    query.finish()?;
    let is_sent = wanted.is_sent;
    let page = state.registry.messages(&caller, &call, wanted, page).await?;
    let translate = if is_sent { v3::Messages::sent } else { v3::Messages::received };
    Ok(LongJson(translate(&page, &state.v3_address, raw.as_deref())).into_response())
}

fn wait(query: &mut Query) -> Duration {
    let longest = LONGEST_WAIT.as_secs();
    let seconds = query.value::<u64>("wait", "seconds, at most 30").unwrap_or(0);
    if seconds > longest {
        query.refuse(Cause::query(Rule::OutOfRange, "wait", format!("wait at most {longest} seconds")));
    }
    Duration::from_secs(seconds.min(longest))
}

/// The feed is whole, or clients would hold a state that nobody can tell.
fn refuse_criteria(query: &mut Query) {
    for name in CRITERIA {
        if query.has(name) {
            let detail = "it does not go with a cursor; leave it out";
            query.refuse(Cause::query(Rule::NotOffered, name, detail));
        }
    }
}

fn changes(news: News, base: &str) -> v3::Changes {
    let items = news.items.into_iter().map(|step| match step {
        Step::Is(message) => v3::Change::Is(Box::new(v3::Message::new(&message, base))),
        Step::Gone(id) => v3::Change::Gone(v3::Gone { message_id: id.to_string(), is_gone: true }),
    });
    v3::Changes { items: items.collect(), cursor: news.cursor, has_more: news.has_more }
}

/// Get a message.
#[utoipa::path(
    get, path = "/ebox/messages/{messageId}", tag = "Messages", operation_id = "getMessage",
    params(("messageId" = String, Path, description = "The message.")),
    responses(
        (status = 200, description = "The message, without its body and its content", body = v3::Message),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such message in this e-Box", body = Problem),
    ),
)]
pub(super) async fn get_message(
    State(state): State<RegistryState>,
    Authorized(caller): Authorized<Consultation>,
    Path(id): Path<String>,
    call: Call,
) -> Answer<Json<v3::Message>> {
    let message = state.registry.message(&caller, &call, &id).await?;
    Ok(Json(v3::Message::new(&message, &state.v3_address)))
}
