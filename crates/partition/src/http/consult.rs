//! `GET /ebox/{enterpriseNumber}/partitions|userRights|routingRules|hasMandate`

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, RawQuery, State},
};
use ebox_credential::caller::{ConsultPartitions, ListPartitions};
use ebox_domain::{Cause, EnterpriseNumber, Fault, Place, Rule, Ssin, partition::Operation};
use ebox_web::{Answer, Authorized, query::Query};
use ebox_wire::{Problem, partition as wire};

use super::PartitionState;
use crate::Partitions;

/// List the partitions of an enterprise's e-Box, GENERAL first. Any scope is enough.
#[utoipa::path(
    get, path = "/ebox/{enterpriseNumber}/partitions", tag = "Partition", operation_id = "getPartitions",
    params(("enterpriseNumber" = String, Path, description = "Whose e-Box.")),
    responses(
        (status = 200, description = "All partitions", body = wire::Partitions),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token has no scope of the federation", body = Problem),
    ),
)]
pub(super) async fn get_partitions(
    State(partitions): State<Arc<Partitions>>,
    Authorized(_caller): Authorized<ListPartitions>,
    Path(number): Path<String>,
) -> Answer<Json<wire::Partitions>> {
    let (listed, arrangement) = partitions.arrangement(enterprise(&number)?).await?;
    let items: Vec<_> = listed.iter().map(|one| wire::Partition::new(&one.id, &one.name)).collect();
    Ok(Json(wire::Partitions { total: items.len() as u64, items, as_of: Some(arrangement.changed) }))
}

/// Get what a person may see of an enterprise's e-Box. A person may leave out the SSIN to ask about themselves.
#[utoipa::path(
    get, path = "/ebox/{enterpriseNumber}/userRights", tag = "Partition", operation_id = "getUserRights",
    params(
        ("enterpriseNumber" = String, Path, description = "Whose e-Box."),
        ("ssin" = Option<String>, Query, description = "Which person."),
    ),
    responses(
        (status = 200, description = "What the person may see", body = wire::UserRights),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or it is not for this caller", body = Problem),
    ),
)]
pub(super) async fn get_user_rights(
    State(partitions): State<Arc<Partitions>>,
    Authorized(caller): Authorized<ConsultPartitions>,
    Path(number): Path<String>,
    RawQuery(raw): RawQuery,
) -> Answer<Json<wire::UserRights>> {
    let enterprise = enterprise(&number)?;
    let mut query = Query::new(raw.as_deref());
    let person = asked_about(&mut query, caller.person());
    query.finish()?;
    let Some(person) = person else { return Err(Fault::Internal.into()) };
    partitions.demand_reader(&caller, enterprise, Some(person)).await?;
    let (rights, as_of) = partitions.rights_as_of(enterprise, person).await?;
    Ok(Json(wire::UserRights::new(&rights, as_of)))
}

/// List the routing rules of an enterprise's e-Box, highest priority first.
#[utoipa::path(
    get, path = "/ebox/{enterpriseNumber}/routingRules", tag = "Partition", operation_id = "getRoutingRules",
    params(("enterpriseNumber" = String, Path, description = "Whose e-Box.")),
    responses(
        (status = 200, description = "All routing rules", body = wire::RoutingRules),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or it is not for this caller", body = Problem),
    ),
)]
pub(super) async fn get_routing_rules(
    State(partitions): State<Arc<Partitions>>,
    Authorized(caller): Authorized<ConsultPartitions>,
    Path(number): Path<String>,
) -> Answer<Json<wire::RoutingRules>> {
    let enterprise = enterprise(&number)?;
    partitions.demand_reader(&caller, enterprise, None).await?;
    let (_, arrangement) = partitions.arrangement(enterprise).await?;
    Ok(Json(wire::RoutingRules::new(&arrangement.rules, arrangement.changed)))
}

/// Get whether one enterprise may act for another.
#[utoipa::path(
    get, path = "/ebox/{enterpriseNumber}/hasMandate", tag = "Partition", operation_id = "hasMandate",
    params(
        ("enterpriseNumber" = String, Path, description = "The enterprise of the caller's token."),
        ("mandataryEnterpriseNumber" = String, Query,
            description = "The enterprise of the header On-Behalf-Of-Enterprise-Number."),
        ("operation" = String, Query, description = "publish or consult."),
    ),
    responses(
        (status = 200, description = "Whether it may", body = wire::HasMandate),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or it is not for this caller", body = Problem),
    ),
)]
pub(super) async fn has_mandate(
    State(state): State<PartitionState>,
    Authorized(caller): Authorized<ConsultPartitions>,
    Path(number): Path<String>,
    RawQuery(raw): RawQuery,
) -> Answer<Json<wire::HasMandate>> {
    let of_path = enterprise(&number)?;
    let mut query = Query::new(raw.as_deref());
    let other: Option<EnterpriseNumber> =
        query.required("mandataryEnterpriseNumber", "ten digits that begin with 0 or 1");
    let operation: Option<Operation> = query.required("operation", "publish or consult");
    query.finish()?;
    let (Some(other), Some(operation)) = (other, operation) else { return Err(Fault::Internal.into()) };
    let mandate = state.naming.mandate(of_path, other, operation);
    // Either side may ask about its own mandates.
    let asks_for =
        if caller.principal() == mandate.principal { mandate.principal } else { mandate.mandatary };
    state.partitions.demand_reader(&caller, asks_for, None).await?;
    let has_mandate = state.partitions.has_mandate(mandate.principal, mandate.mandatary, operation).await?;
    Ok(Json(wire::HasMandate { has_mandate }))
}

/// The person of the query, else the one who calls.
fn asked_about(query: &mut Query, caller: Option<Ssin>) -> Option<Ssin> {
    let person = if query.has("ssin") { query.text("ssin")?.parse().ok() } else { caller };
    if person.is_none() {
        // The value is not repeated: it may be most of somebody's number.
        query.refuse(Cause::query(Rule::InvalidValue, "ssin", "give the person's SSIN: eleven digits"));
    }
    person
}

fn enterprise(number: &str) -> Result<EnterpriseNumber, Fault> {
    number.parse().map_err(|_| {
        let detail = "an enterprise number has ten digits and begins with 0 or 1; correct it";
        let cause = Cause::at(Place::Path, Rule::InvalidValue, "enterpriseNumber", detail);
        Fault::one(cause.with_value(number))
    })
}
