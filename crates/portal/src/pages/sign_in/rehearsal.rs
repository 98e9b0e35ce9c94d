//! The rehearsal: people choose who they are, and for which enterprise, and nobody checks.

use axum::response::Response;
use ebox_audit::Effects;
use ebox_domain::{EnterpriseNumber, Ssin};

use super::{Choice, Way, enterprise, then, with_session};
use crate::{Portal, failure::Failure, fields::Fields, layout::see, visitor::Visitor};

/// Separates person and enterprise in the value of a choice.
const SEPARATOR: char = '@';

pub(super) async fn way(portal: &Portal) -> Result<Way, Failure> {
    let everybody = portal.everybody().await?;
    let choice = |one: crate::enterprises::ActsFor| {
        Choice::new(format!("{}{SEPARATOR}{}", one.person.ssin, one.enterprise), one)
    };
    Ok(Way::Rehearsal(everybody.into_iter().map(choice).collect()))
}

/// Signs in whoever was chosen.
pub(super) async fn sign_in(
    portal: &Portal,
    visitor: &Visitor,
    fields: &Fields,
) -> Result<Response, Failure> {
    let (person, enterprise) = chosen(fields).ok_or(Failure::UnreadableForm)?;
    let capacity = portal.may_act(person, enterprise).await?.ok_or(Failure::NoEnterprise)?;
    enterprise::end_session_before(portal, visitor).await?;
    let record = portal.record_of(person, enterprise, "POST", "/sign-in", 303);
    let now = portal.0.clock.now();
    let token = portal.0.people.sign_in(person, enterprise, now, Effects::recorded(record)).await?;
    Ok(with_session(portal, see(then(fields).unwrap_or(capacity.home())), &token))
}

fn chosen(fields: &Fields) -> Option<(Ssin, EnterpriseNumber)> {
    let (person, enterprise) = fields.get("who")?.split_once(SEPARATOR)?;
    Some((person.parse().ok()?, enterprise.parse().ok()?))
}
