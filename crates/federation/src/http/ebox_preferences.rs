//! `POST /eboxPreferences/search`, `PATCH /eboxPreferences` and `POST /citizenEboxConsents/search`

use axum::{
    Json,
    extract::{OriginalUri, Request, State},
    http::Method,
};
use ebox_credential::caller::{Consents, Preferences};
use ebox_domain::Fault;
use ebox_web::{Answer, Authorized, body};
use ebox_wire::federation::{
    CitizenEboxConsent, EboxIdSameTypeList, EboxPreferences, EboxPreferencesToUpdate,
    FederationStatusMessage, citizens_to_search, enterprises_to_search, preferences_to_update,
};

use super::{FederationState, record};
use crate::Preference;

fn written(one: &Preference) -> EboxPreferences {
    EboxPreferences::new(one.id, one.is_exclusive, one.last_connection)
}

/// Get the preferences of e-Boxes. Unknown ones are left out of the answer.
#[utoipa::path(
    post, path = "/eboxPreferences/search", tag = "EboxPreferences",
    operation_id = "getEboxPreferencesByList", request_body = EboxIdSameTypeList,
    responses(
        (status = 200, description = "The preferences of those that are known", body = Vec<EboxPreferences>),
        (status = 400, description = "The request breaks a rule", body = FederationStatusMessage),
        (status = 401, description = "No valid access token", body = FederationStatusMessage),
        (status = 403, description = "The access token lacks the scope", body = FederationStatusMessage),
        (status = 404, description = "Not found", body = FederationStatusMessage),
        (status = 415, description = "The body has another media type", body = FederationStatusMessage),
    ),
)]
pub(super) async fn get_ebox_preferences_by_list(
    State(state): State<FederationState>,
    Authorized(caller): Authorized<Preferences>,
    request: Request,
) -> Answer<Json<Vec<EboxPreferences>>> {
    let bytes = body::read(request, &[body::JSON]).await?;
    let ids = enterprises_to_search(&bytes).map_err(Fault::Invalid)?;
    let found = state.federation.preferences(&caller, &ids).await?;
    Ok(Json(found.iter().map(written).collect()))
}

/// Choose the own e-Box as the only channel, or not any more.
#[utoipa::path(
    patch, path = "/eboxPreferences", tag = "EboxPreferences", operation_id = "patchEboxPreferencesById",
    request_body(content = EboxPreferencesToUpdate, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "The preferences as they are now", body = EboxPreferences),
        (status = 400, description = "The request breaks a rule", body = FederationStatusMessage),
        (status = 401, description = "No valid access token", body = FederationStatusMessage),
        (status = 403, description = "The access token lacks the scope, or it is another e-Box", body = FederationStatusMessage),
        (status = 404, description = "No such e-Box", body = FederationStatusMessage),
        (status = 415, description = "The body has another media type", body = FederationStatusMessage),
    ),
)]
pub(super) async fn patch_ebox_preferences_by_id(
    State(state): State<FederationState>,
    Authorized(caller): Authorized<Preferences>,
    method: Method,
    uri: OriginalUri,
    request: Request,
) -> Answer<Json<EboxPreferences>> {
    let bytes = body::read(request, &[body::MERGE_PATCH, body::JSON]).await?;
    let (id, is_exclusive) = preferences_to_update(&bytes).map_err(Fault::Invalid)?;
    let details = serde_json::json!({ "exclusivelyEbox": is_exclusive });
    let effects = record(&state, &caller, &method, &uri, Some(id), details);
    let chosen = state.federation.choose_exclusively(&caller, id, is_exclusive, effects).await?;
    Ok(Json(written(&chosen)))
}

/// Get whether citizens accepted the terms of their e-Box. Unknown ones are left out of the answer.
#[utoipa::path(
    post, path = "/citizenEboxConsents/search", tag = "CitizenEboxConsents",
    operation_id = "getCitizenEboxConsentsByList", request_body = EboxIdSameTypeList,
    responses(
        (status = 200, description = "The consents of those that are known", body = Vec<CitizenEboxConsent>),
        (status = 400, description = "The request breaks a rule", body = FederationStatusMessage),
        (status = 401, description = "No valid access token", body = FederationStatusMessage),
        (status = 403, description = "The access token lacks the scope", body = FederationStatusMessage),
        (status = 415, description = "The body has another media type", body = FederationStatusMessage),
    ),
)]
pub(super) async fn get_citizen_ebox_consents_by_list(
    State(state): State<FederationState>,
    Authorized(caller): Authorized<Consents>,
    request: Request,
) -> Answer<Json<Vec<CitizenEboxConsent>>> {
    let bytes = body::read(request, &[body::JSON]).await?;
    let ids = citizens_to_search(&bytes).map_err(Fault::Invalid)?;
    let found = state.federation.consents(&caller, &ids).await?;
    let consent = |(id, has_consent): (ebox_domain::EboxId, bool)| CitizenEboxConsent {
        ebox_id: id.into(),
        has_consent,
    };
    Ok(Json(found.into_iter().map(consent).collect()))
}
