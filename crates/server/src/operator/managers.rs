//! `PUT /enterprises/{enterpriseNumber}/firstManager`

use axum::{
    Json,
    extract::{Path, State},
};
use ebox_domain::{Cause, EnterpriseNumber, Fault, Place, Rule};
use ebox_people::Person;
use ebox_web::Answer;
use ebox_wire::{Problem, operator::FirstManager};
use serde_json::json;

use super::{OperatorState, body::Whole, by::By};

/// Name the first access manager of an enterprise. Every later one is named by an access manager; naming the same
/// person again changes nothing but the name.
#[utoipa::path(
    put, path = "/enterprises/{enterpriseNumber}/firstManager", tag = "People", operation_id = "putFirstManager",
    params(("enterpriseNumber" = String, Path, description = "The enterprise.")),
    request_body(content((FirstManager = "application/json"), (FirstManager = "application/yaml"))),
    responses(
        (status = 200, description = "The person manages access", body = FirstManager),
        (status = 400, description = "Every mistake in it", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope, or the enterprise has a manager", body = Problem),
        (status = 413, description = "It is too large", body = Problem),
    ),
)]
pub(super) async fn put_first_manager(
    State(state): State<OperatorState>,
    by: By,
    Path(enterprise): Path<String>,
    body: Whole,
) -> Answer<Json<FirstManager>> {
    let malformed = || {
        let fix = "an enterprise number has ten digits and begins with 0 or 1";
        Fault::one(Cause::at(Place::Path, Rule::InvalidValue, "enterpriseNumber", fix))
    };
    let enterprise: EnterpriseNumber = enterprise.parse().map_err(|_| malformed())?;
    let manager = FirstManager::read(&body.value()?).map_err(Fault::Invalid)?;
    let effects = by.effects(json!({ "enterprise": enterprise.to_string() }));
    let person = Person { ssin: manager.ssin, name: manager.name.clone() };
    state.services.people.name_first_manager(enterprise, person, effects).await?;
    Ok(Json(FirstManager { ssin: manager.ssin.to_string(), name: manager.name }))
}
