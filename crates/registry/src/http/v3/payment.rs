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
use crate::Registry;

/// Get the payment data of a message. Like the reference provider, this registry keeps none.
#[utoipa::path(
    get, path = "/ebox/messages/{messageId}/paymentData", tag = "Messages", operation_id = "getPaymentData",
    params(("messageId" = String, Path, description = "The message.")),
    responses((status = 200, description = "Never: this registry keeps none", body = v2::PaymentData), V3Refusals),
)]
pub(super) async fn get_payment_data(
    State(registry): State<Arc<Registry>>,
    Authorized(caller): Authorized<Consultation>,
    Path(id): Path<String>,
) -> Answer<Json<v2::PaymentData>> {
    Err(registry.no_payment_data(&caller, &id).await.into())
}
