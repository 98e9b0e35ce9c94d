//! `/routingRuleSuggestions` of the sender, `/receivedRoutingRuleSuggestions` of the recipient

use axum::{
    Json,
    extract::{OriginalUri, Path, Request, State},
    http::{Method, StatusCode},
    response::Response,
};
use ebox_credential::caller::{ManagePartitions, SuggestRoutingRules};
use ebox_web::{Answer, Authorized};
use ebox_wire::{
    Problem,
    partition::{self as wire, read},
    routes::partition_management as paths,
};

use super::{by, created, identifier, json};
use crate::{NewSuggestion, Suggestion, http::PartitionState};

fn suggestion(one: &Suggestion) -> wire::Suggestion {
    wire::Suggestion::new(one.id, one.recipient, one.sender, &one.criteria)
}

fn suggestions(all: &[Suggestion]) -> Json<wire::Suggestions> {
    Json(wire::Suggestions { items: all.iter().map(suggestion).collect(), total: all.len() as u64 })
}

/// List what the caller suggests as a sender.
#[utoipa::path(
    get, path = "/routingRuleSuggestions", tag = "RoutingRuleSuggestions", operation_id = "listRoutingRuleSuggestions",
    responses(
        (status = 200, description = "All suggestions", body = wire::Suggestions),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
    ),
)]
pub(super) async fn list_suggestions(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<SuggestRoutingRules>,
    method: Method,
    uri: OriginalUri,
) -> Answer<Json<wire::Suggestions>> {
    let by = by(&caller, &method, &uri);
    Ok(suggestions(&state.partitions.suggestions_by(&by).await?))
}

/// Suggest a routing rule for the caller's own messages, to one recipient or to everybody.
#[utoipa::path(
    post, path = "/routingRuleSuggestions", tag = "RoutingRuleSuggestions", operation_id = "makeRoutingRuleSuggestion",
    request_body(content = wire::SuggestionToMake),
    responses(
        (status = 201, description = "The suggestion", body = wire::Suggestion),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
        (status = 415, description = "The body has another media type", body = Problem),
        (status = 409, description = "It contradicts how things are now", body = Problem),
    ),
)]
pub(super) async fn make_suggestion(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<SuggestRoutingRules>,
    method: Method,
    uri: OriginalUri,
    request: Request,
) -> Answer<Response> {
    let by = by(&caller, &method, &uri);
    let (recipient, criteria) = json(request, read::suggestion_to_make).await?;
    let (message_type, application, organization) = criteria;
    let new = NewSuggestion { recipient, message_type, application, organization };
    let made = state.partitions.suggest(&by, new).await?;
    let path = paths::Suggestion { suggestion_id: &made.id.to_string() }.path();
    Ok(created(&state, &path, suggestion(&made)))
}

/// Take a suggestion back. Rules that were made of it stay.
#[utoipa::path(
    delete, path = "/routingRuleSuggestions/{suggestionId}", tag = "RoutingRuleSuggestions", operation_id = "withdrawRoutingRuleSuggestion",
    params(("suggestionId" = String, Path, description = "The suggestion.")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
        (status = 404, description = "There is no such thing in the e-Box", body = Problem),
    ),
)]
pub(super) async fn withdraw_suggestion(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<SuggestRoutingRules>,
    Path(id): Path<String>,
    method: Method,
    uri: OriginalUri,
) -> Answer<StatusCode> {
    let by = by(&caller, &method, &uri);
    let id = identifier(&id, "Suggestion", "suggestionId")?;
    state.partitions.withdraw_suggestion(&by, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// List what is suggested to the caller as a recipient and was not answered.
#[utoipa::path(
    get, path = "/receivedRoutingRuleSuggestions", tag = "RoutingRuleSuggestions", operation_id = "listReceivedRoutingRuleSuggestions",
    responses(
        (status = 200, description = "All suggestions", body = wire::Suggestions),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
    ),
)]
pub(super) async fn list_received_suggestions(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    method: Method,
    uri: OriginalUri,
) -> Answer<Json<wire::Suggestions>> {
    let by = by(&caller, &method, &uri);
    Ok(suggestions(&state.partitions.suggestions_to(&by).await?))
}

/// Decline a suggestion: it is not proposed again.
#[utoipa::path(
    delete, path = "/receivedRoutingRuleSuggestions/{suggestionId}", tag = "RoutingRuleSuggestions", operation_id = "declineRoutingRuleSuggestion",
    params(("suggestionId" = String, Path, description = "The suggestion.")),
    responses(
        (status = 204, description = "It is declined"),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
        (status = 404, description = "There is no such thing in the e-Box", body = Problem),
    ),
)]
pub(super) async fn decline_suggestion(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    Path(id): Path<String>,
    method: Method,
    uri: OriginalUri,
) -> Answer<StatusCode> {
    let by = by(&caller, &method, &uri);
    let id = identifier(&id, "Suggestion", "suggestionId")?;
    state.partitions.decline_suggestion(&by, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Make a routing rule of a suggestion. The recipient chooses where such messages belong.
#[utoipa::path(
    post, path = "/receivedRoutingRuleSuggestions/{suggestionId}/acceptance", tag = "RoutingRuleSuggestions", operation_id = "acceptRoutingRuleSuggestion",
    params(("suggestionId" = String, Path, description = "The suggestion.")),
    request_body(content = wire::SuggestionAcceptance),
    responses(
        (status = 201, description = "The rule", body = wire::RoutingRule),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
        (status = 415, description = "The body has another media type", body = Problem),
        (status = 404, description = "There is no such thing in the e-Box", body = Problem),
        (status = 409, description = "It contradicts how things are now", body = Problem),
    ),
)]
pub(super) async fn accept_suggestion(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    Path(id): Path<String>,
    method: Method,
    uri: OriginalUri,
    request: Request,
) -> Answer<Response> {
    let by = by(&caller, &method, &uri);
    let id = identifier(&id, "Suggestion", "suggestionId")?;
    let (target, place) = json(request, read::suggestion_acceptance).await?;
    let rule = state.partitions.accept_suggestion(&by, id, target, place).await?;
    let path = paths::RoutingRule { routing_rule_id: &rule.id.to_string() }.path();
    Ok(created(&state, &path, wire::RoutingRule::from(&rule)))
}
