//! What every request for a page passes: who visits, in which language, from where; and what every answer gets.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use ebox_domain::Language;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use crate::{
    Portal, cookies,
    failure::Failure,
    fields::Fields,
    layout::{own_path, see},
    pages,
    visitor::Visitor,
};

/// What a page may load and do: nothing but our own style, script and images, and forms to ourselves.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
                           form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The field of a query that chooses a language.
pub(crate) const LANGUAGE: &str = "lang";

/// Lets a request in, and turns what went wrong into a page.
pub(crate) async fn door(State(portal): State<Portal>, mut request: Request, next: Next) -> Response {
    let stranger = Visitor::stranger(&portal, &request);
    let mut response = match stranger.clone().recognized(&portal, request.headers()).await {
        Ok(visitor) => {
            request.extensions_mut().insert(visitor.clone());
            let mut response = let_in(&portal, request, next).await;
            match response.extensions_mut().remove::<Failure>() {
                Some(failure) => pages::failed(&portal, &visitor, &failure),
                None => response,
            }
        }
        Err(error) => pages::failed(&portal, &stranger, &error.into()),
    };
    protect(response.headers_mut(), portal.0.settings.is_secure());
    response
}

async fn let_in(portal: &Portal, request: Request, next: Next) -> Response {
    use axum::response::IntoResponse as _;
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return match chosen_language(&request) {
            Some((language, place)) => {
                let mut response = see(&place);
                let cookie = cookies::keep_language(&portal.0.settings, language);
                response.headers_mut().append(header::SET_COOKIE, cookie);
                response
            }
            None => next.run(request).await,
        };
    }
    if !is_from_here(portal, request.headers()) {
        return Failure::ForeignForm.into_response();
    }
    next.run(request).await
}

/// The language that a link of the language switch chooses, and the same place without that choice.
fn chosen_language(request: &Request) -> Option<(Language, String)> {
    let fields = Fields::parse(request.uri().query()?.as_bytes());
    let language = Language::parse(fields.get(LANGUAGE)?)?;
    // Anybody can send anybody an address such as `//elsewhere/`.
    let path = own_path(request.uri().path()).unwrap_or("/");
    Some((language, fields.without(LANGUAGE).at(path)))
}

/// Whether a form was sent by a page of ours, as far as the browser says. A browser that says nothing is stopped by
/// the token that every form has, and by the cookie, which it does not send from elsewhere.
fn is_from_here(portal: &Portal, headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (text(HeaderName::from_static("sec-fetch-site")), text(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => portal.0.settings.is_own_origin(origin),
        (None, None) => true,
    }
}

/// Adds what protects the reader, unless the page has a policy of its own.
fn protect(headers: &mut HeaderMap, is_secure: bool) {
    let mut add = |name: &'static str, value: &'static str| {
        let name = HeaderName::from_static(name);
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    add("content-security-policy", PAGE_POLICY);
    add("x-content-type-options", "nosniff");
    add("x-frame-options", "DENY");
    // Addresses name messages; our own forms must still say where they come from.
    add("referrer-policy", "same-origin");
    add("cross-origin-opener-policy", "same-origin");
    add("cross-origin-resource-policy", "same-origin");
    add("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    // Mail stays in no cache, not even in the browser's after signing out.
    add("cache-control", "no-store");
    if is_secure {
        add("strict-transport-security", "max-age=31536000");
    }
}

/// Whether a browser asks, and not a program.
pub(crate) fn is_browser(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.contains("text/html"))
}

/// The status of a redirect after a form.
pub(crate) const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;
