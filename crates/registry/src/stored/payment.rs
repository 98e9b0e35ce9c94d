//! What is to be paid, within the document of a message.

use ebox_domain::payment::{Amount, PaymentData};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Unreadable, unreadable};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct StoredPayment {
    id: String,
    amount_thousandths: u64,
    vat_thousandths: u64,
    currency: String,
    due: i64,
    iban: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bic: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

pub(super) fn store_payment(payment: &PaymentData) -> StoredPayment {
    StoredPayment {
        id: payment.id.clone(),
        amount_thousandths: payment.amount.thousandths(),
        vat_thousandths: payment.vat.thousandths(),
        currency: payment.currency.to_string(),
        due: payment.due.as_microsecond(),
        iban: payment.iban.to_string(),
        bic: payment.bic.as_ref().map(ToString::to_string),
        reference: payment.reference.clone(),
    }
}

pub(super) fn read_payment(stored: StoredPayment) -> Result<PaymentData, Unreadable> {
    Ok(PaymentData {
        id: stored.id,
        amount: Amount::from_thousandths(stored.amount_thousandths),
        vat: Amount::from_thousandths(stored.vat_thousandths),
        currency: stored.currency.parse().map_err(|_| unreadable("currency"))?,
        due: Timestamp::from_microsecond(stored.due).map_err(|_| unreadable("due date"))?,
        iban: stored.iban.parse().map_err(|_| unreadable("account"))?,
        bic: stored.bic.map(|bic| bic.parse()).transpose().map_err(|_| unreadable("bank"))?,
        reference: stored.reference,
    })
}
