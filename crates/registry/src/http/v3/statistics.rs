//! `GET /ebox/statistics`

use std::sync::Arc;

use axum::{
    Json,
    extract::{RawQuery, State},
};
use ebox_credential::caller::Consultation;
use ebox_web::{Answer, Authorized, query::Query};
use ebox_wire::v3;

use super::super::{filter, refusals::V3Refusals};
use crate::Registry;

/// Get the e-Box, or some partitions of it, in numbers.
#[utoipa::path(
    get, path = "/ebox/statistics", tag = "Statistics", operation_id = "getStatistics",
    params(("partition" = Option<Vec<String>>, Query, description = "Only these partitions.")),
    responses((status = 200, description = "The numbers", body = v3::Statistics), V3Refusals),
)]
pub(super) async fn get_statistics(
    State(registry): State<Arc<Registry>>,
    Authorized(caller): Authorized<Consultation>,
    RawQuery(raw): RawQuery,
) -> Answer<Json<v3::Statistics>> {
    let mut query = Query::new(raw.as_deref());
    let partitions = filter::partitions(&mut query);
    query.finish()?;
    Ok(Json(registry.statistics(&caller, partitions).await?.into()))
}
