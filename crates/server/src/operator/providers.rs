//! `GET /providers` and `PUT /providers/{providerId}`

use axum::{
    Json,
    extract::{Path, State},
};
use ebox_domain::{Cause, Fault, Place, Rule, provider::ProviderId};
use ebox_web::Answer;
use ebox_wire::{
    Problem,
    operator::{ProviderEntry, Providers},
    routes::Version,
};
use serde_json::json;

use super::{OperatorState, body::Whole, by::By};

/// Get every provider of the provider registry, callable or not.
#[utoipa::path(
    get, path = "/providers", tag = "Providers", operation_id = "getProviders",
    responses(
        (status = 200, description = "All of them", body = Providers),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
    ),
)]
pub(super) async fn get_providers(State(state): State<OperatorState>, _by: By) -> Answer<Json<Providers>> {
    let items: Vec<ProviderEntry> =
        state.services.federation.registered_providers().await?.iter().map(Into::into).collect();
    Ok(Json(Providers { total: items.len() as u64, items }))
}

/// Register a provider, or replace what is registered of it: this is how its days, addresses and maintenance
/// windows change. Addresses may be left out for a provider of this process.
#[utoipa::path(
    put, path = "/providers/{providerId}", tag = "Providers", operation_id = "putProvider",
    params(("providerId" = String, Path, description = "The provider.")),
    request_body(content((ProviderEntry = "application/json"), (ProviderEntry = "application/yaml"))),
    responses(
        (status = 200, description = "The provider as it is registered", body = ProviderEntry),
        (status = 400, description = "Every mistake in it", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 413, description = "It is too large", body = Problem),
        (status = 415, description = "It is neither JSON nor YAML", body = Problem),
    ),
)]
pub(super) async fn put_provider(
    State(state): State<OperatorState>,
    by: By,
    Path(id): Path<String>,
    body: Whole,
) -> Answer<Json<ProviderEntry>> {
    let id: ProviderId = id.parse().map_err(|error: ebox_domain::provider::InvalidProviderId| {
        Fault::one(Cause::at(Place::Path, Rule::InvalidValue, "providerId", error.to_string()))
    })?;
    // On a folder without the configuration of its server nothing here has an address.
    let has_address = !state.services.setup().public_url.is_empty();
    let own = |version| state.services.registry_address(&id, version).filter(|_| has_address);
    let own = (own(Version::V2), own(Version::V3));
    let provider = ProviderEntry::read(&body.value()?, id.clone(), own).map_err(Fault::Invalid)?;
    let entry = ProviderEntry::from(&provider);
    let windows = provider.maintenance.len();
    let details = json!({ "provider": id.as_str(), "maintenanceWindows": windows });
    state.services.federation.register_provider(provider, by.effects(details)).await?;
    Ok(Json(entry))
}
