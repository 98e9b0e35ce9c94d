//! Payment data: in the contract, optional, and kept by no registry of ours.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::moment::Moment;

/// What is to be paid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaymentData {
    /// Its identifier.
    pub payment_data_id: String,
    /// The amount without VAT.
    pub amount: f64,
    /// The VAT.
    pub vat_amount: f64,
    /// The currency (ISO 4217).
    pub currency: String,
    /// Until when it is to be paid.
    #[schema(value_type = String, format = DateTime)]
    pub due_date: Moment,
    /// The account (ISO 13616).
    pub iban: String,
    /// The bank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bic: Option<String>,
    /// What to write on the payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub reference: Option<serde_json::Value>,
}
