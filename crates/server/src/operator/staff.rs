//! `GET` and `PUT /staff`, and one member

use axum::{
    Json,
    extract::{Path, State},
};
use ebox_domain::{Cause, Fault, Place, Rule};
use ebox_people::{Person, StaffMember, StaffRole};
use ebox_web::Answer;
use ebox_wire::{
    Problem,
    operator::{NewStaffMember, Staff, StaffEntry},
};
use serde_json::json;

use super::{OperatorState, body::Whole, by::By, digits};

/// Get everybody who works at the desk, by name.
#[utoipa::path(
    get, path = "/staff", tag = "People", operation_id = "getStaff",
    responses(
        (status = 200, description = "All of them", body = Staff),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
    ),
)]
pub(super) async fn get_staff(State(state): State<OperatorState>, _by: By) -> Answer<Json<Staff>> {
    let items: Vec<StaffEntry> = state.services.people.staff().await?.into_iter().map(entry).collect();
    Ok(Json(Staff { total: items.len() as u64, items }))
}

/// Take a person in at the desk, who is registered by it. Of somebody who works there already the role is replaced:
/// nobody has both.
#[utoipa::path(
    put, path = "/staff", tag = "People", operation_id = "putStaffMember",
    request_body(content((NewStaffMember = "application/json"), (NewStaffMember = "application/yaml"))),
    responses(
        (status = 200, description = "The person works at the desk", body = StaffEntry),
        (status = 400, description = "Every mistake in it", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 413, description = "It is too large", body = Problem),
        (status = 415, description = "It is neither JSON nor YAML", body = Problem),
    ),
)]
pub(super) async fn put_staff(
    State(state): State<OperatorState>,
    by: By,
    body: Whole,
) -> Answer<Json<StaffEntry>> {
    let role = |text: &str| text.parse::<StaffRole>().map_err(|known| known.to_string());
    let wanted = NewStaffMember::read(&body.value()?, role).map_err(Fault::Invalid)?;
    digits::of_person(&state.services, wanted.ssin)?;
    // Records name people by their hash alone.
    let person = state.services.person_hash(wanted.ssin).to_string();
    let effects = by.effects(json!({ "person": person, "role": wanted.role.as_str() }));
    let person = Person { ssin: wanted.ssin, name: wanted.name };
    Ok(Json(entry(state.services.people.put_staff(person, wanted.role, effects).await?)))
}

/// Somebody does not work at the desk any more. They stay registered, with every other right, and what they did there
/// stays theirs.
#[utoipa::path(
    delete, path = "/staff/{staffNumber}", tag = "People", operation_id = "removeStaffMember",
    params(("staffNumber" = u64, Path, description = "Who.")),
    responses(
        (status = 200, description = "Who it was", body = StaffEntry),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such person", body = Problem),
    ),
)]
pub(super) async fn remove_staff(
    State(state): State<OperatorState>,
    by: By,
    Path(number): Path<String>,
) -> Answer<Json<StaffEntry>> {
    let malformed = || {
        let fix = "give the number of somebody who works at the desk";
        Fault::one(Cause::at(Place::Path, Rule::InvalidValue, "staffNumber", fix))
    };
    let wanted: u64 = number.parse().map_err(|_| malformed())?;
    let staff = state.services.people.staff().await?;
    let unknown = || Fault::NotFound { what: "StaffMember", name: "staffNumber", value: number.clone() };
    let member = staff.into_iter().find(|member| member.number == wanted).ok_or_else(unknown)?;
    let person = state.services.person_hash(member.person.ssin).to_string();
    let effects = by.effects(json!({ "staffMember": member.number, "person": person }));
    state.services.people.remove_staff(member.number, effects).await?;
    Ok(Json(entry(member)))
}

fn entry(member: StaffMember) -> StaffEntry {
    StaffEntry {
        staff_number: member.number,
        ssin: member.person.ssin.to_string(),
        name: member.person.name,
        role: member.role.to_string(),
    }
}
