//! `GET /sign-in/begin` and `GET /sign-in/back`: to the identity provider and back.

use axum::{extract::State, response::Response};
use ebox_audit::{Effects, Record};
use ebox_people::Person;
use http::{HeaderMap, HeaderValue, header};

use super::{THEN, enterprise, then};
use crate::{
    Portal, cookies,
    failure::Failure,
    fields::Fields,
    layout::{own_path, see},
    openid::{BACK, NotVouched, OpenId, Vouched},
    visitor::Visitor,
};

/// The link to the provider.
pub(super) fn way(query: &Fields) -> String {
    let fields = Fields::default();
    then(query).map_or(fields.clone(), |then| fields.with(THEN, then)).at("/sign-in/begin")
}

/// Sends the browser to the provider. A link and no form: a page of ours sends forms nowhere else.
pub(in crate::pages) async fn begin(
    State(portal): State<Portal>,
    query: Fields,
) -> Result<Response, Failure> {
    let (url, attempt) = provider(&portal)?.begin(then(&query)).await.map_err(Failure::NotVouched)?;
    let mut response = see("/sign-in");
    let location = HeaderValue::from_str(&url).map_err(|_| Failure::NotVouched(NotVouched::Unusable))?;
    response.headers_mut().insert(header::LOCATION, location);
    let cookie = cookies::keep_attempt(&portal.0.settings, &attempt);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Goes on with whoever the provider vouches for.
pub(in crate::pages) async fn back(
    State(portal): State<Portal>,
    visitor: Visitor,
    headers: HeaderMap,
    query: Fields,
) -> Result<Response, Failure> {
    let kept = cookies::attempt(&portal.0.settings, &headers);
    let vouched = provider(&portal)?.finish(kept, query.get("state"), query.get("code")).await;
    let Vouched { ssin, name, then } = vouched.map_err(Failure::NotVouched)?;
    let known = portal.0.people.person(ssin).await?;
    let person = match (known, name) {
        (Some(person), _) => person,
        (None, Some(name)) => Person { ssin, name },
        // Somebody whom nobody registered is called by the number under which others gave them rights.
        (None, None) => Person { ssin, name: ssin.to_string() },
    };
    let now = portal.0.clock.now();
    if portal.enterprises_of(&person).await?.is_empty() {
        return Err(Failure::NoEnterprise);
    }
    if portal.0.people.person(ssin).await?.is_none() {
        let hash = portal.0.person_key.hash(ssin);
        let record = Record { person: Some(hash), ..Record::new(now, "GET", BACK, 303) };
        portal.0.people.register_person(person.clone(), Effects::recorded(record)).await?;
    }
    let token = portal.0.people.identify(ssin, now).await?;
    let then = then.as_deref().and_then(own_path);
    let mut response = enterprise::identified(&portal, &visitor, &person, &token, then).await?;
    let cookie = cookies::drop_attempt(&portal.0.settings);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// The identity provider; without one there are no such pages.
fn provider(portal: &Portal) -> Result<&OpenId, Failure> {
    portal.1.as_deref().ok_or(Failure::NotFound)
}
