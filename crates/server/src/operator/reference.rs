//! `GET` and `PUT /providers/{providerId}/referenceData`

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, header},
    response::{IntoResponse as _, Response},
};
use ebox_domain::Fault;
use ebox_registry::Registry;
use ebox_web::Answer;
use ebox_wire::{
    Problem,
    operator::YAML,
    reference_file::{NO_FILES, ReferenceFile, ReferenceReport, read},
};
use serde_json::json;

use super::{OperatorState, body::Whole, by::By};

/// Get all reference data of a provider's registry, as the file that can be put back.
#[utoipa::path(
    get, path = "/providers/{providerId}/referenceData", tag = "ReferenceData", operation_id = "getReferenceData",
    params(("providerId" = String, Path, description = "A provider of this process.")),
    responses(
        (status = 200, description = "The whole of it; YAML when Accept names it beside JSON", content(
            (ReferenceFile = "application/json"), (ReferenceFile = "application/yaml"),
        )),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such provider in this process", body = Problem),
    ),
)]
pub(super) async fn get_reference_data(
    State(state): State<OperatorState>,
    _by: By,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Answer<Response> {
    let file = ReferenceFile::from(&*registry(&state, &id)?.reference_data());
    // Problems are JSON, so whoever wants YAML accepts both.
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let wants_yaml = accepted.contains(YAML);
    Ok(if wants_yaml {
        ([(header::CONTENT_TYPE, YAML)], file.to_yaml()).into_response()
    } else {
        Json(file).into_response()
    })
}

/// Replace all reference data of a provider's registry. It is checked as a whole first: nothing changes when
/// anything is wrong with it, and every mistake is named.
#[utoipa::path(
    put, path = "/providers/{providerId}/referenceData", tag = "ReferenceData", operation_id = "putReferenceData",
    params(("providerId" = String, Path, description = "A provider of this process.")),
    request_body(description = "The whole of it", content(
        (ReferenceFile = "application/json"), (ReferenceFile = "application/yaml"),
    )),
    responses(
        (status = 200, description = "It is in force", body = ReferenceReport),
        (status = 400, description = "Every mistake in it", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such provider in this process", body = Problem),
        (status = 413, description = "It is too large", body = Problem),
    ),
)]
pub(super) async fn put_reference_data(
    State(state): State<OperatorState>,
    by: By,
    Path(id): Path<String>,
    body: Whole,
) -> Answer<Json<ReferenceReport>> {
    let registry = registry(&state, &id)?;
    let data = read(&body.value()?, NO_FILES).map_err(Fault::Invalid)?;
    let report = ReferenceReport::from(&data);
    let effects = by.effects(json!({ "provider": id, "replaced": report }));
    registry.replace_reference_data(data, effects).await?;
    Ok(Json(report))
}

fn registry(state: &OperatorState, id: &str) -> Result<Arc<Registry>, Fault> {
    let found = id.parse().ok().and_then(|id| state.services.registries.get(&id));
    let missing = || Fault::NotFound { what: "Provider", name: "providerId", value: id.to_owned() };
    found.cloned().ok_or_else(missing)
}
