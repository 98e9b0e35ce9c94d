//! `POST /REST/oauth/v5/introspect`.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use ebox_credential::caller::Introspection;
use ebox_domain::EnterpriseNumber;
use ebox_web::{Authorized, Refusal};
use ebox_wire::oauth;

use super::{
    form::Fields,
    refused::{Refused, never_stored},
};
use crate::{Introspected, OauthRefusal, OauthService, Settings};

/// Says what an access token is worth.
///
/// For Document Providers, with a token of their own that has the scope
/// `scope:security:authorization:oauth:oauth-autz-server:introspect`. Of a token that is unknown, expired or
/// foreign the answer says `{"active": false}` and nothing else.
#[utoipa::path(
    post,
    path = "/REST/oauth/v5/introspect",
    tag = "Tokens",
    security(("accessToken" = [])),
    request_body(content = oauth::IntrospectionRequest, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "What it is worth.", body = oauth::IntrospectionResponse),
        (status = 400, description = "The form is not right.", body = oauth::OauthError),
        (status = 401, description = "The caller's own token is missing or not valid.", body = oauth::OauthError),
        (status = 403, description = "The caller's own token lacks the scope.", body = oauth::OauthError),
        (status = 413, description = "The form is too large.", body = oauth::OauthError),
    ),
)]
pub(super) async fn introspect_token(
    State(service): State<Arc<OauthService>>,
    caller: Result<Authorized<Introspection>, Refusal>,
    fields: Result<Fields, Refused>,
) -> Result<Response, Refused> {
    let Authorized(caller) = caller?;
    let token = fields?
        .take("token")
        .ok_or_else(|| OauthRefusal::invalid_request("token is missing: send the token to introspect"))?;
    let answer = service
        .introspect(&caller, &token)
        .await?
        .map_or_else(oauth::IntrospectionResponse::default, |token| active(service.settings(), &token));
    let mut response = Json(answer).into_response();
    never_stored(&mut response);
    Ok(response)
}

fn active(settings: &Settings, token: &Introspected) -> oauth::IntrospectionResponse {
    let attribute = |name: &str, value: String| (name.to_owned(), vec![value]);
    let enterprise = attribute(EnterpriseNumber::ATTRIBUTE, token.enterprise.to_string());
    let person = token.person.map(|person| attribute(oauth::SSIN_ATTRIBUTE, person.to_string()));
    oauth::IntrospectionResponse {
        active: true,
        client_id: Some(token.client_id.to_string()),
        token_type: Some("access_token".to_owned()),
        // A machine's token has no person: its subject is the client itself.
        sub: Some(token.person.map_or_else(|| token.client_id.to_string(), |person| person.to_string())),
        aud: Some(settings.base_url.clone()),
        iss: Some(settings.base_url.clone()),
        jti: Some(token.id.clone()),
        iat: Some(token.issued_at.as_second()),
        nbf: Some(token.issued_at.as_second()),
        exp: Some(token.expires_at.as_second()),
        scope: Some(token.scopes.to_string()),
        principal_attributes: std::iter::once(enterprise).chain(person).collect(),
    }
}
