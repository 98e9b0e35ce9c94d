//! `GET /ebox/messages/{messageId}/paymentData`

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use ebox_credential::caller::Consultation;
use ebox_web::{Answer, Authorized};
use ebox_wire::v2;

use super::super::refusals::V3Refusals;
use crate::{Registry, call::Call};

/// Get what is to be paid with a message. Where the provider does not offer payment data there is none.
#[utoipa::path(
    get, path = "/ebox/messages/{messageId}/paymentData", tag = "Messages", operation_id = "getPaymentData",
    params(("messageId" = String, Path, description = "The message.")),
    responses((status = 200, description = "What is to be paid", body = v2::PaymentData), V3Refusals),
)]
pub(super) async fn get_payment_data(
    State(registry): State<Arc<Registry>>,
    Authorized(caller): Authorized<Consultation>,
    Path(id): Path<String>,
    call: Call,
) -> Answer<Json<v2::PaymentData>> {
    let payment = registry.payment_data(&caller, &call, &id).await?;
    Ok(Json(v2::PaymentData::from(&payment)))
}
