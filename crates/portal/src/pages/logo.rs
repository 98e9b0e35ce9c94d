//! `GET /logos/{provider}/{owner}/{id}/{image}`: the logo of somebody who sends. Browsers get it from here, so that
//! no registry learns who reads what.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::header;

use crate::{Portal, failure::Failure, mail::LogoPlace, show::segment, visitor::SignedIn};

const ORGANIZATIONS: &str = "organizations";
const APPLICATIONS: &str = "applications";

/// Should the image be shown as a page, it can do nothing.
const POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// The path of a logo.
pub(super) fn path(place: &LogoPlace) -> String {
    let kind = if place.is_application { APPLICATIONS } else { ORGANIZATIONS };
    let [provider, owner, image] = [&place.provider, &place.owner, &place.image].map(|part| segment(part));
    format!("/logos/{provider}/{kind}/{owner}/{image}")
}

/// Shows a logo.
pub(super) async fn show(
    State(portal): State<Portal>,
    signed_in: SignedIn,
    Path((provider, kind, owner, image)): Path<(String, String, String, String)>,
) -> Result<Response, Failure> {
    let is_application = match kind.as_str() {
        ORGANIZATIONS => false,
        APPLICATIONS => true,
        _ => return Err(Failure::NotFound),
    };
    let ebox = portal.0.mail.open(signed_in.reader()?).await?;
    let place = LogoPlace { provider, is_application, owner, image };
    let logo = ebox.logo(&place).await.ok_or(Failure::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, logo.media_type.as_str()),
        (header::CACHE_CONTROL, "private, max-age=86400"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    Ok((headers, logo.bytes.clone()).into_response())
}
