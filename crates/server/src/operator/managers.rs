//! `PUT /enterprises/{enterpriseNumber}/firstManager`, `GET` and `DELETE` on its managers

use axum::{
    Json,
    extract::{Path, State},
};
use ebox_domain::{Cause, EnterpriseNumber, Fault, Place, Rule};
use ebox_people::{Manager, Person};
use ebox_web::Answer;
use ebox_wire::{
    Problem,
    operator::{FirstManager, ManagerEntry, Managers},
};
use serde_json::json;

use super::{OperatorState, body::Whole, by::By, digits};

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
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 409, description = "The enterprise has another access manager", body = Problem),
        (status = 413, description = "It is too large", body = Problem),
        (status = 415, description = "It is neither JSON nor YAML", body = Problem),
    ),
)]
pub(super) async fn put_first_manager(
    State(state): State<OperatorState>,
    by: By,
    Path(enterprise): Path<String>,
    body: Whole,
) -> Answer<Json<FirstManager>> {
    let enterprise = number(&enterprise)?;
    digits::of_enterprise(&state.services, enterprise)?;
    let manager = FirstManager::read(&body.value()?).map_err(Fault::Invalid)?;
    digits::of_person(&state.services, manager.ssin)?;
    let effects = by.effects(json!({ "enterprise": enterprise.to_string() }));
    let person = Person { ssin: manager.ssin, name: manager.name.clone() };
    state.services.people.name_first_manager(enterprise, person, effects).await?;
    Ok(Json(FirstManager { ssin: manager.ssin.to_string(), name: manager.name }))
}

/// Get everybody who manages access to an enterprise's e-Box, by name.
#[utoipa::path(
    get, path = "/enterprises/{enterpriseNumber}/managers", tag = "People", operation_id = "getManagers",
    params(("enterpriseNumber" = String, Path, description = "The enterprise.")),
    responses(
        (status = 200, description = "All of them", body = Managers),
        (status = 400, description = "No enterprise number", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
    ),
)]
pub(super) async fn get_managers(
    State(state): State<OperatorState>,
    _by: By,
    Path(enterprise): Path<String>,
) -> Answer<Json<Managers>> {
    let managers = state.services.people.managers(number(&enterprise)?).await?;
    let items: Vec<ManagerEntry> = managers.into_iter().map(|one| entry(&state, one)).collect();
    Ok(Json(Managers { total: items.len() as u64, items }))
}

/// Somebody who was named by mistake does not manage access any more. They stay registered. When no access manager is
/// left, a first one can be named again.
#[utoipa::path(
    delete, path = "/enterprises/{enterpriseNumber}/managers/{managerId}", tag = "People",
    operation_id = "removeManager",
    params(
        ("enterpriseNumber" = String, Path, description = "The enterprise."),
        ("managerId" = String, Path, description = "Who."),
    ),
    responses(
        (status = 200, description = "Who it was", body = ManagerEntry),
        (status = 400, description = "No enterprise number", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such manager", body = Problem),
    ),
)]
pub(super) async fn remove_manager(
    State(state): State<OperatorState>,
    by: By,
    Path((enterprise, id)): Path<(String, String)>,
) -> Answer<Json<ManagerEntry>> {
    let enterprise = number(&enterprise)?;
    let managers = state.services.people.managers(enterprise).await?;
    let mut known = managers.into_iter().map(|one| (one.person.ssin, entry(&state, one)));
    let unknown = || Fault::NotFound { what: "Manager", name: "managerId", value: id.clone() };
    let (ssin, removed) = known.find(|(_, one)| one.manager_id == id).ok_or_else(unknown)?;
    let effects = by.effects(json!({ "enterprise": enterprise.to_string(), "person": removed.manager_id }));
    state.services.people.remove_manager(enterprise, ssin, effects).await?;
    Ok(Json(removed))
}

fn number(text: &str) -> Result<EnterpriseNumber, Fault> {
    text.parse().map_err(|_| {
        let fix = "an enterprise number has ten digits and begins with 0 or 1";
        Fault::one(Cause::at(Place::Path, Rule::InvalidValue, "enterpriseNumber", fix))
    })
}

/// A manager, named by the hash that records have of them.
fn entry(state: &OperatorState, manager: Manager) -> ManagerEntry {
    ManagerEntry {
        manager_id: state.services.person_hash(manager.person.ssin).to_string(),
        ssin: manager.person.ssin.to_string(),
        name: manager.person.name,
        role: manager.role.to_string(),
    }
}
