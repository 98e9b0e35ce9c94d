//! Local accounts: name, password and code in one step.

use axum::response::Response;
use ebox_people::accounts::{Entered, Entry};
use http::{HeaderValue, StatusCode, header};

use super::{Way, Wrong, answer, enterprise, then};
use crate::{Portal, failure::Failure, fields::Fields, visitor::Visitor};

/// Finds out who somebody is by what was typed.
pub(super) async fn sign_in(
    portal: &Portal,
    visitor: &Visitor,
    fields: &Fields,
) -> Result<Response, Failure> {
    let typed = |field| fields.get(field).unwrap_or_default();
    let entry = Entry { name: typed("username"), password: typed("password"), code: typed("code") };
    let now = portal.0.clock.now();
    let wrong = |wrong| Way::Local { name: typed("username").to_owned(), wrong: Some(wrong) };
    match portal.0.people.enter(entry, now).await? {
        Entered::Known(person, token) => {
            enterprise::identified(portal, visitor, &person, &token, then(fields)).await
        }
        Entered::Wrong => answer(portal, visitor, StatusCode::FORBIDDEN, wrong(Wrong::Attempt), fields),
        Entered::Paused(until) => {
            let status = StatusCode::TOO_MANY_REQUESTS;
            // A pause that ends within a minute is over when the minute is.
            let shown = visitor.t.moment(until + jiff::SignedDuration::from_secs(59));
            let mut response = answer(portal, visitor, status, wrong(Wrong::Paused(shown)), fields)?;
            let seconds = HeaderValue::from(until.duration_since(now).as_secs().unsigned_abs().max(1));
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
            Ok(response)
        }
    }
}
