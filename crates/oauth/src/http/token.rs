//! `POST /REST/oauth/v5/token`.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use ebox_wire::oauth;
use http::{HeaderMap, HeaderValue, header};

use super::{
    form::Fields,
    refused::{Refused, never_stored},
};
use crate::{OauthService, TokenRequest};

/// Issues an access token.
///
/// The client proves who it is with a JWT signed with the key of its registered certificate
/// (`private_key_jwt`, RFC 7523). Without `scope` the token permits everything that was granted.
///
/// **Extension**: a portal, with `scope:ebox:portal`, exchanges its signed statement of who signed in for the token
/// of that person (RFC 8693).
#[utoipa::path(
    post,
    path = "/REST/oauth/v5/token",
    tag = "Tokens",
    request_body(content = oauth::TokenRequest, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "The token.", body = oauth::TokenResponse),
        (status = 400, description = "The form is not right, the grant is not supported or not for this client, or the scope is not granted.", body = oauth::OauthError),
        (status = 401, description = "Who the client is was not proven (`invalid_client`).", body = oauth::OauthError),
        (status = 413, description = "The form is too large.", body = oauth::OauthError),
        (status = 429, description = "The client asks too often (`slow_down`).", body = oauth::OauthError, headers(
            ("Retry-After" = u32, description = "The seconds after which another request is answered."),
        )),
        (status = 503, description = "Nothing can be stored now, so that no token is issued (`temporarily_unavailable`).", body = oauth::OauthError, headers(
            ("Retry-After" = u32, description = "The seconds after which to try again."),
        )),
    ),
)]
pub(super) async fn create_token(
    State(service): State<Arc<OauthService>>,
    headers: HeaderMap,
    mut fields: Fields,
) -> Result<Response, Refused> {
    let request = TokenRequest {
        grant_type: fields.take("grant_type"),
        scope: fields.take("scope"),
        client_id: fields.take("client_id"),
        client_assertion_type: fields.take("client_assertion_type"),
        client_assertion: fields.take("client_assertion"),
        subject_token: fields.take("subject_token"),
        subject_token_type: fields.take("subject_token_type"),
        requested_token_type: fields.take("requested_token_type"),
        has_client_secret: fields.take("client_secret").is_some() || is_basic(&headers),
    };
    let issued = service.issue_token(&request).await?;
    let mut response = Json(oauth::TokenResponse {
        access_token: issued.token,
        token_type: "Bearer".to_owned(),
        expires_in: issued.lifetime.as_secs().unsigned_abs(),
        scope: Some(issued.scopes.to_string()),
        issued_token_type: issued.is_exchanged.then(|| oauth::ACCESS_TOKEN_TYPE.to_owned()),
    })
    .into_response();
    never_stored(&mut response);
    Ok(response)
}

/// Whether the request tries a client secret in a header (RFC 6749, section 2.3.1).
fn is_basic(headers: &HeaderMap) -> bool {
    let scheme = |value: &HeaderValue| value.as_bytes().get(..6).map(<[u8]>::to_ascii_lowercase);
    headers.get_all(header::AUTHORIZATION).iter().any(|value| scheme(value).as_deref() == Some(b"basic "))
}
