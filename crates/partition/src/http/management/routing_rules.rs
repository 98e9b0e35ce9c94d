//! `/routingRules`, `/routingRules/{routingRuleId}` and `/routingRuleOrder`

use axum::{
    Json,
    extract::{OriginalUri, Path, Request, State},
    http::{Method, StatusCode},
    response::Response,
};
use ebox_credential::caller::ManagePartitions;
use ebox_web::{Answer, Authorized};
use ebox_wire::{
    Problem,
    partition::{self as wire, read},
    routes::partition_management as paths,
};

use super::{by, created, identifier, json};
use crate::{NewRule, http::PartitionState};

/// List the routing rules of the own e-Box, highest priority first.
#[utoipa::path(
    get, path = "/routingRules", tag = "RoutingRules", operation_id = "listRoutingRules",
    responses(
        (status = 200, description = "All routing rules", body = wire::RoutingRules),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
    ),
)]
pub(super) async fn list_routing_rules(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    method: Method,
    uri: OriginalUri,
) -> Answer<Json<wire::RoutingRules>> {
    let by = by(&caller, &method, &uri);
    state.partitions.demand_manager(&by).await?;
    let (_, arrangement) = state.partitions.arrangement(caller.principal()).await?;
    Ok(Json(wire::RoutingRules::new(&arrangement.rules, arrangement.changed)))
}

/// Add a routing rule. It holds for every new message at once.
#[utoipa::path(
    post, path = "/routingRules", tag = "RoutingRules", operation_id = "addRoutingRule",
    request_body(content = wire::RoutingRuleToKeep),
    responses(
        (status = 201, description = "The rule", body = wire::RoutingRule),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
        (status = 415, description = "The body has another media type", body = Problem),
        (status = 409, description = "It contradicts how things are now", body = Problem),
    ),
)]
pub(super) async fn add_routing_rule(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    method: Method,
    uri: OriginalUri,
    request: Request,
) -> Answer<Response> {
    let by = by(&caller, &method, &uri);
    let (criteria, target, place) = json(request, read::rule_to_keep).await?;
    let rule = state.partitions.add_rule(&by, NewRule { criteria, target, place }).await?;
    let path = paths::RoutingRule { routing_rule_id: &rule.id.to_string() }.path();
    Ok(created(&state, &path, wire::RoutingRule::from(&rule)))
}

/// Give a routing rule other criteria, another target or another place.
#[utoipa::path(
    put, path = "/routingRules/{routingRuleId}", tag = "RoutingRules", operation_id = "changeRoutingRule",
    params(("routingRuleId" = String, Path, description = "The rule.")),
    request_body(content = wire::RoutingRuleToKeep),
    responses(
        (status = 200, description = "The rule", body = wire::RoutingRule),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
        (status = 415, description = "The body has another media type", body = Problem),
        (status = 404, description = "There is no such thing in the e-Box", body = Problem),
    ),
)]
pub(super) async fn change_routing_rule(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    Path(id): Path<String>,
    method: Method,
    uri: OriginalUri,
    request: Request,
) -> Answer<Json<wire::RoutingRule>> {
    let by = by(&caller, &method, &uri);
    let id = identifier(&id, "Routing rule", "routingRuleId")?;
    let (criteria, target, place) = json(request, read::rule_to_keep).await?;
    let rule = state.partitions.change_rule(&by, id, NewRule { criteria, target, place }).await?;
    Ok(Json(wire::RoutingRule::from(&rule)))
}

/// Remove a routing rule.
#[utoipa::path(
    delete, path = "/routingRules/{routingRuleId}", tag = "RoutingRules", operation_id = "removeRoutingRule",
    params(("routingRuleId" = String, Path, description = "The rule.")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
        (status = 404, description = "There is no such thing in the e-Box", body = Problem),
    ),
)]
pub(super) async fn remove_routing_rule(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    Path(id): Path<String>,
    method: Method,
    uri: OriginalUri,
) -> Answer<StatusCode> {
    let by = by(&caller, &method, &uri);
    let id = identifier(&id, "Routing rule", "routingRuleId")?;
    state.partitions.remove_rule(&by, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Put all routing rules into another order.
#[utoipa::path(
    put, path = "/routingRuleOrder", tag = "RoutingRules", operation_id = "orderRoutingRules",
    request_body(content = wire::RoutingRuleOrder),
    responses(
        (status = 200, description = "All routing rules", body = wire::RoutingRules),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the person does not manage the e-Box", body = Problem),
        (status = 415, description = "The body has another media type", body = Problem),
    ),
)]
pub(super) async fn order_routing_rules(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ManagePartitions>,
    method: Method,
    uri: OriginalUri,
    request: Request,
) -> Answer<Json<wire::RoutingRules>> {
    let by = by(&caller, &method, &uri);
    let order = json(request, read::rule_order).await?;
    state.partitions.order_rules(&by, &order).await?;
    let (_, arrangement) = state.partitions.arrangement(caller.principal()).await?;
    Ok(Json(wire::RoutingRules::new(&arrangement.rules, arrangement.changed)))
}
