//! The rules of what is to be paid.

use super::{PublicationSettings, Sketch};
use crate::{
    fault::{Cause, Causes, Rule},
    payment::{MAX_PAYMENT_ID, MAX_REFERENCE},
};

pub(super) fn check(draft: &Sketch, settings: &PublicationSettings, causes: &mut Causes) {
    let Some(payment) = &draft.payment else { return };
    if !settings.payment_data {
        let fix = "this provider does not offer it; leave it out";
        causes.push(Cause::body(Rule::NotOffered, "paymentData", fix));
        return;
    }
    let payment = match payment {
        Ok(payment) => payment,
        Err(unreadable) => return causes.extend(unreadable.iter().cloned()),
    };
    let length = payment.id.chars().count();
    if !(1..=MAX_PAYMENT_ID).contains(&length) || payment.id.chars().any(char::is_control) {
        let fix = format!("give 1 to {MAX_PAYMENT_ID} characters, none of them a control character");
        causes.push(Cause::body(Rule::OutOfRange, "paymentData.paymentDataId", fix));
    }
    if !payment.iban.satisfies(settings.check_digits) {
        let fix = "the check digits of the IBAN do not hold; correct it";
        causes.push(Cause::body(Rule::InvalidValue, "paymentData.iban", fix).with_value(&payment.iban));
    }
    if payment.reference.as_ref().is_some_and(|reference| reference.len() > MAX_REFERENCE) {
        let fix = format!("at most {MAX_REFERENCE} bytes of JSON; shorten it");
        causes.push(Cause::body(Rule::OutOfRange, "paymentData.reference", fix));
    }
}
