//! `GET /ebox/publications`

use std::sync::Arc;

use axum::{
    Json,
    extract::{RawQuery, State},
};
use ebox_credential::caller::Publication;
use ebox_domain::ApplicationId;
use ebox_web::{Answer, Authorized, query::Query};
use ebox_wire::v3;

use super::super::refusals::V3Refusals;
use crate::{IdempotencyKey, Registry};

/// Extension: get what became of an idempotency key.
#[utoipa::path(
    get, path = "/ebox/publications", tag = "Publication", operation_id = "getPublication",
    params(
        ("senderApplicationId" = String, Query, description = "The application that used the key."),
        ("idempotencyKey" = String, Query, description = "The key, without quotes."),
    ),
    responses(
        (status = 200, description = "The message that its first use made", body = v3::PublicationOutcome),
        V3Refusals,
    ),
)]
pub(super) async fn get_publication(
    State(registry): State<Arc<Registry>>,
    Authorized(caller): Authorized<Publication>,
    RawQuery(raw): RawQuery,
) -> Answer<Json<v3::PublicationOutcome>> {
    let mut query = Query::new(raw.as_deref());
    let application = query.required::<ApplicationId>("senderApplicationId", "an application");
    let key = query.required::<IdempotencyKey>("idempotencyKey", "a key of 1 to 255 ASCII characters");
    query.finish()?;
    let (Some(application), Some(key)) = (application, key) else {
        return Err(ebox_domain::Fault::Internal.into());
    };
    let message = registry.publication(&caller, &application, &key).await?;
    Ok(Json(v3::PublicationOutcome {
        sender_application_id: application.to_string(),
        idempotency_key: key.as_str().to_owned(),
        message_id: message.to_string(),
    }))
}
