//! `GET` and `POST /eboxes`

use axum::{
    Json,
    extract::{RawQuery, State},
    http::{HeaderMap, header},
};
use ebox_domain::{Cause, Fault, Rule};
use ebox_federation::Listed;
use ebox_web::{
    Answer,
    query::{PageParameters, Query},
};
use ebox_wire::{
    Problem,
    operator::{CSV, EboxEntry, EboxLine, Eboxes, ImportReport, from_csv},
};
use serde_json::json;

use super::{OperatorState, body::Whole, by::By};

/// Get a page of the directory of e-Boxes, by number.
#[utoipa::path(
    get, path = "/eboxes", tag = "Eboxes", operation_id = "getEboxes",
    params(PageParameters),
    responses(
        (status = 200, description = "A page of them", body = Eboxes),
        (status = 400, description = "The request breaks a rule", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
    ),
)]
pub(super) async fn get_eboxes(
    State(state): State<OperatorState>,
    _by: By,
    RawQuery(raw): RawQuery,
) -> Answer<Json<Eboxes>> {
    let mut query = Query::new(raw.as_deref());
    let page = query.page();
    query.finish()?;
    let page = state.services.federation.eboxes(page).await?;
    let entry = |ebox: &ebox_federation::Ebox| {
        EboxEntry::new(ebox.id, &ebox.name, ebox.is_active, ebox.last_connection)
    };
    Ok(Json(Eboxes { items: page.items.iter().map(entry).collect(), total: Some(page.total) }))
}

/// Enter a list of e-Boxes: new ones are added, known ones get the name and the status of the list, and those that
/// it does not name stay as they are. Nothing changes when anything is wrong with it, and every mistake is named.
#[utoipa::path(
    post, path = "/eboxes", tag = "Eboxes", operation_id = "importEboxes",
    request_body(
        description = "The list. As CSV it has the columns number, name and status, named in the first line.",
        content((Eboxes = "application/json"), (Eboxes = "application/yaml"), (String = "text/csv")),
    ),
    responses(
        (status = 200, description = "What changed", body = ImportReport),
        (status = 400, description = "Every mistake in it", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 413, description = "It is too large", body = Problem),
        (status = 415, description = "It is neither JSON nor YAML nor CSV", body = Problem),
    ),
)]
pub(super) async fn import_eboxes(
    State(state): State<OperatorState>,
    by: By,
    headers: HeaderMap,
    body: Whole,
) -> Answer<Json<ImportReport>> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_csv =
        content_type.is_some_and(|text| text.split(';').next().is_some_and(|text| text.trim() == CSV));
    let lines = if is_csv {
        let text = std::str::from_utf8(&body.0)
            .map_err(|_| Fault::one(Cause::body(Rule::Malformed, "body", "send UTF-8")))?;
        from_csv(text)
    } else {
        Eboxes::read(&body.value()?)
    };
    let listed = |line: EboxLine| Listed { id: line.id, name: line.name, is_active: line.is_active };
    let listed: Vec<Listed> = lines.map_err(Fault::Invalid)?.into_iter().map(listed).collect();
    let effects = |entered| by.effects(json!({ "entered": entered }));
    let imported = state.services.federation.import_eboxes(listed, effects).await?;
    Ok(Json(ImportReport { added: imported.added, changed: imported.changed, unchanged: imported.unchanged }))
}
