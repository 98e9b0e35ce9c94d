//! Partition management v1: one file for each kind of thing that is managed.

mod mandates;
mod partitions;
mod routing_rules;
mod suggestions;
mod user_rights;

use std::fmt::Display;

use axum::{
    Json,
    extract::{OriginalUri, Request},
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use ebox_credential::caller::{Caller, Permit};
use ebox_domain::{Causes, Fault};
use ebox_web::body;
use ebox_wire::routes::join;
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::PartitionState;
use crate::By;

pub(super) fn routes(router: OpenApiRouter<PartitionState>) -> OpenApiRouter<PartitionState> {
    router
        .routes(routes!(partitions::list_partitions, partitions::create_partition))
        .routes(routes!(partitions::rename_partition, partitions::delete_partition))
        .routes(routes!(user_rights::list_user_rights, user_rights::grant_user_right))
        .routes(routes!(user_rights::withdraw_user_right))
        .routes(routes!(routing_rules::list_routing_rules, routing_rules::add_routing_rule))
        .routes(routes!(routing_rules::change_routing_rule, routing_rules::remove_routing_rule))
        .routes(routes!(routing_rules::order_routing_rules))
        .routes(routes!(suggestions::list_suggestions, suggestions::make_suggestion))
        .routes(routes!(suggestions::withdraw_suggestion))
        .routes(routes!(suggestions::list_received_suggestions))
        .routes(routes!(suggestions::decline_suggestion))
        .routes(routes!(suggestions::accept_suggestion))
        .routes(routes!(mandates::list_mandates, mandates::propose_mandate))
        .routes(routes!(mandates::change_mandate))
}

/// Whoever calls, with what the audit trail says of the call.
fn by<P: Permit>(caller: &Caller<P>, method: &Method, uri: &OriginalUri) -> By {
    By::caller(caller, method.as_str(), uri.0.path())
}

/// Reads a body of JSON.
async fn json<T>(request: Request, read: fn(&[u8]) -> Result<T, Causes>) -> Result<T, Fault> {
    let bytes = body::read(request, &[body::JSON]).await?;
    read(&bytes).map_err(Fault::Invalid)
}

/// Reads a merge patch; plain JSON means the same here.
async fn patch<T>(request: Request, read: fn(&[u8]) -> Result<T, Causes>) -> Result<T, Fault> {
    let bytes = body::read(request, &[body::MERGE_PATCH, body::JSON]).await?;
    read(&bytes).map_err(Fault::Invalid)
}

/// 201 with the address of what was made.
fn created(state: &PartitionState, path: &str, made: impl Serialize) -> Response {
    let mut response = (StatusCode::CREATED, Json(made)).into_response();
    if let Ok(location) = HeaderValue::from_str(&join(&state.management_address, path)) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// The identifier in a path; whatever is none names nothing.
fn identifier<T: std::str::FromStr>(text: &str, what: &'static str, name: &'static str) -> Result<T, Fault> {
    text.parse().map_err(|_| not_found(what, name, text))
}

fn not_found(what: &'static str, name: &'static str, value: impl Display) -> Fault {
    Fault::NotFound { what, name, value: value.to_string() }
}
