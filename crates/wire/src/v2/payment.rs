//! Payment data: in the contract, optional; v3 has them as v2.1 does.

use ebox_domain::{
    Rule,
    payment::{self, Amount},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{moment::Moment, read::Field};

/// What is to be paid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaymentData {
    /// Its identifier.
    pub payment_data_id: String,
    /// The amount without VAT: not negative, at most three decimals.
    pub amount: f64,
    /// The VAT.
    pub vat_amount: f64,
    /// The currency (ISO 4217).
    #[schema(example = "EUR")]
    pub currency: String,
    /// Until when it is to be paid.
    #[schema(value_type = String, format = DateTime)]
    pub due_date: Moment,
    /// The account (ISO 13616).
    #[schema(example = "BE68539007547034")]
    pub iban: String,
    /// The bank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bic: Option<String>,
    /// What belongs on the payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub reference: Option<serde_json::Value>,
}

impl From<&payment::PaymentData> for PaymentData {
    fn from(payment: &payment::PaymentData) -> Self {
        Self {
            payment_data_id: payment.id.clone(),
            amount: payment.amount.number(),
            vat_amount: payment.vat.number(),
            currency: payment.currency.to_string(),
            due_date: Moment(payment.due),
            iban: payment.iban.to_string(),
            bic: payment.bic.as_ref().map(ToString::to_string),
            // It was JSON when it came in.
            reference: payment.reference.as_ref().and_then(|json| serde_json::from_str(json).ok()),
        }
    }
}

/// Reads what is to be paid, as both versions write it.
pub(crate) fn payment_data(field: &Field<'_, '_>) -> Option<payment::PaymentData> {
    let mut object = field.object()?;
    let id = object.required("paymentDataId", "an identifier of yours").and_then(|field| field.string());
    let amount = object.required("amount", "the amount without VAT").and_then(|field| money(&field));
    let vat = object.required("vatAmount", "the VAT, 0 when there is none").and_then(|field| money(&field));
    let currency = object
        .required("currency", "the currency")
        .and_then(|field| field.parsed("write three capitals, as in EUR"));
    let is_due_there = object.has("dueDate");
    let due = object.moment("dueDate");
    if !is_due_there {
        object.refuse("dueDate", "the property is missing; add until when it is to be paid");
    }
    let iban = object
        .required("iban", "the account")
        .and_then(|field| field.parsed("write the IBAN in capitals and without spaces"));
    let bic = object.optional("bic").map(|field| field.parsed("a BIC has 8 or 11 capitals or digits"));
    let reference = object.optional("reference").map(|field| field.json_object());
    object.finish();
    Some(payment::PaymentData {
        id: id?.to_owned(),
        amount: amount?,
        vat: vat?,
        currency: currency?,
        due: due?,
        iban: iban?,
        bic: bic.map_or(Some(None), |bic| bic.map(Some))?,
        reference: reference.map_or(Some(None), |reference| reference.map(Some))?,
    })
}

fn money(field: &Field<'_, '_>) -> Option<Amount> {
    let amount = Amount::new(field.decimal()?);
    if let Err(error) = &amount {
        field.refuse_value(Rule::OutOfRange, error.to_string());
    }
    amount.ok()
}
