//! What is to be paid, within the document of a message.

use ebox_domain::payment::{Amount, PaymentData};
use jiff::Timestamp;
use minicbor::{Decode, Encode};

use super::{Unreadable, unreadable};

#[derive(Encode, Decode)]
pub(super) struct Payment {
    #[n(0)]
    id: String,
    #[n(1)]
    amount_thousandths: u64,
    #[n(2)]
    vat_thousandths: u64,
    #[n(3)]
    currency: String,
    /// In microseconds since 1970.
    #[n(4)]
    due: i64,
    #[n(5)]
    iban: String,
    #[n(6)]
    bic: Option<String>,
    #[n(7)]
    reference: Option<String>,
}

impl Payment {
    pub(super) fn of(payment: &PaymentData) -> Self {
        Self {
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

    pub(super) fn read(self) -> Result<PaymentData, Unreadable> {
        Ok(PaymentData {
            id: self.id,
            amount: Amount::from_thousandths(self.amount_thousandths),
            vat: Amount::from_thousandths(self.vat_thousandths),
            currency: self.currency.parse().map_err(|_| unreadable("currency"))?,
            due: Timestamp::from_microsecond(self.due).map_err(|_| unreadable("due date"))?,
            iban: self.iban.parse().map_err(|_| unreadable("account"))?,
            bic: self.bic.map(|bic| bic.parse()).transpose().map_err(|_| unreadable("bank"))?,
            reference: self.reference,
        })
    }
}
