//! `GET` and `PUT /providers/{providerId}/referenceData`

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, header},
    response::{IntoResponse as _, Response},
};
use ebox_domain::{Cause, Fault, Place, Rule, provider::ProviderId, reference::ReferenceData};
use ebox_registry::Registry;
use ebox_web::{
    Answer,
    query::Query,
    range::{self, Wanted},
};
use ebox_wire::{
    Problem,
    operator::YAML,
    reference_file::{NO_FILES, ReferenceFile, ReferenceReport, read_whole},
};
use serde_json::json;

use super::{OperatorState, body::Whole, by::By};

/// Get all reference data of a provider's registry, as the file that can be put back.
#[utoipa::path(
    get, path = "/providers/{providerId}/referenceData", tag = "ReferenceData", operation_id = "getReferenceData",
    params(("providerId" = String, Path, description = "A provider of this process.")),
    responses(
        (status = 200, description = "The whole of it; YAML when Accept names it", content(
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
    let data = registry(&state, &id)?.reference_data();
    let file = ReferenceFile::from(&*data);
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let wants_yaml = accepted.contains(YAML);
    Ok(if wants_yaml {
        ([(header::CONTENT_TYPE, YAML.to_owned()), (header::ETAG, tag(&data, true))], file.to_yaml())
            .into_response()
    } else {
        ([(header::ETAG, tag(&data, false))], Json(file)).into_response()
    })
}

/// Replace all reference data of a provider's registry. It is checked as a whole first: nothing changes when
/// anything is wrong with it, and every mistake is named. To leave out what messages name is one, and so is what the
/// configuration of a sender put there, unless `evenIfUsed` says that it is meant. With `If-Match` and the `ETag` of an
/// answer nothing is replaced that somebody changed since.
#[utoipa::path(
    put, path = "/providers/{providerId}/referenceData", tag = "ReferenceData", operation_id = "putReferenceData",
    params(
        ("providerId" = String, Path, description = "A provider of this process."),
        ("evenIfUsed" = Option<bool>, Query, description = "Whether organizations, applications and message types may vanish that messages name, and what configurations of senders put there."),
        ("If-Match" = Option<String>, Header, description = "The ETag of what is replaced."),
    ),
    request_body(description = "The whole of it", content(
        (ReferenceFile = "application/json"), (ReferenceFile = "application/yaml"),
    )),
    responses(
        (status = 200, description = "It is in force", body = ReferenceReport),
        (status = 400, description = "Every mistake in it", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such provider in this process", body = Problem),
        (status = 412, description = "It is no longer the one that If-Match names", body = Problem),
        (status = 413, description = "It is too large", body = Problem),
        (status = 415, description = "It is neither JSON nor YAML", body = Problem),
    ),
)]
pub(super) async fn put_reference_data(
    State(state): State<OperatorState>,
    by: By,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Whole,
) -> Answer<Json<ReferenceReport>> {
    let registry = registry(&state, &id)?;
    let mut query = Query::new(query.as_deref());
    let even_if_used = query.flag("evenIfUsed").unwrap_or(false);
    query.finish()?;
    let data = read_whole(&body.value()?, NO_FILES).map_err(Fault::Invalid)?;
    let report = ReferenceReport::from(&data);
    let effects = by.effects(json!({ "provider": id, "replaced": report, "evenIfUsed": even_if_used }));
    let vanishing = match id.parse::<ProviderId>() {
        Ok(provider) if !even_if_used => state.services.senders.vanishing(&provider, &data).await?,
        _ => Vec::new(),
    };
    let is_meant = |now: &ReferenceData| {
        let is_other =
            |tag: String| matches!(range::wanted(&headers, &tag, 0), Ok(Wanted::PreconditionFailed));
        ![false, true].into_iter().all(|is_yaml| is_other(tag(now, is_yaml)))
    };
    if !vanishing.is_empty() && is_meant(&registry.reference_data()) {
        return Err(Fault::Invalid(vanishing.into()).into());
    }
    registry.import_reference_data_over(is_meant, data, even_if_used, effects).await?;
    Ok(Json(report))
}

/// The tag of reference data as it is, in JSON or in YAML.
fn tag(data: &ReferenceData, is_yaml: bool) -> String {
    let file = ReferenceFile::from(data);
    let text = if is_yaml { file.to_yaml() } else { serde_json::json!(file).to_string() };
    range::entity_tag(&ebox_content::sha256(text.as_bytes()))
}

fn registry(state: &OperatorState, id: &str) -> Result<Arc<Registry>, Fault> {
    let found = id.parse().ok().and_then(|id| state.services.registries.get(&id));
    found.cloned().ok_or_else(|| no_provider(state, id))
}

/// That this process serves no such provider, and which ones it serves.
pub(super) fn no_provider(state: &OperatorState, id: &str) -> Fault {
    let served: Vec<&str> = state.services.registries.keys().map(ProviderId::as_str).collect();
    let fix = format!("this deployment serves {}; name one of them", served.join(", "));
    let cause = Cause::at(Place::Path, Rule::NotFound, "providerId", fix).with_value(id);
    Fault::NamedNotFound { what: "Provider", causes: cause.into() }
}
