//! The cookies of the portal: the session, whoever showed who they are and has no session yet, and the language.

use ebox_domain::Language;
use ebox_people::{SessionToken, sessions::IDENTIFICATION_LIFETIME};
use http::{HeaderMap, HeaderValue, header};

use crate::Settings;

/// The most that is read of the cookies of a request.
const MAX_COOKIES: usize = 64;

const LANGUAGE: &str = "ebox_language";
const A_YEAR: u32 = 365 * 24 * 3600;

/// A name of a cookie. With the prefix a browser takes it over TLS alone and from this host alone. Without TLS it is a
/// rehearsal, where several environments may be on one host: cookies do not tell ports apart, so their names do.
fn name(settings: &Settings, what: &str) -> String {
    if settings.is_secure() {
        format!("__Host-ebox_{what}")
    } else {
        format!("ebox_{what}_{}", settings.environment)
    }
}

/// The cookie of the session.
const SESSION: &str = "session";
/// That of somebody who has not chosen an enterprise yet.
const IDENTIFIED: &str = "identified";
/// That of somebody who is at the identity provider.
const ATTEMPT: &str = "attempt";

fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .take(MAX_COOKIES)
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))
}

/// The token of a session, when the browser has one.
pub(crate) fn session(settings: &Settings, headers: &HeaderMap) -> Option<SessionToken> {
    cookie(headers, &name(settings, SESSION))?.parse().ok()
}

/// The language that the visitor chose before.
pub(crate) fn language(headers: &HeaderMap) -> Option<Language> {
    Language::parse(cookie(headers, LANGUAGE)?)
}

/// Gives the browser the token of its session, until the browser is closed.
pub(crate) fn keep_session(settings: &Settings, token: &SessionToken) -> HeaderValue {
    set(settings, &name(settings, SESSION), &token.secret(), "")
}

/// Takes the token back.
pub(crate) fn drop_session(settings: &Settings) -> HeaderValue {
    set(settings, &name(settings, SESSION), "", "; Max-Age=0")
}

/// The token of somebody who showed who they are.
pub(crate) fn identified(settings: &Settings, headers: &HeaderMap) -> Option<SessionToken> {
    cookie(headers, &name(settings, IDENTIFIED))?.parse().ok()
}

/// Gives the browser the token with which somebody chooses an enterprise.
pub(crate) fn keep_identified(settings: &Settings, token: &SessionToken) -> HeaderValue {
    let age = format!("; Max-Age={}", IDENTIFICATION_LIFETIME.as_secs());
    set(settings, &name(settings, IDENTIFIED), &token.secret(), &age)
}

/// Takes that token back.
pub(crate) fn drop_identified(settings: &Settings) -> HeaderValue {
    set(settings, &name(settings, IDENTIFIED), "", "; Max-Age=0")
}

/// What somebody keeps who is at the identity provider.
pub(crate) fn attempt<'h>(settings: &Settings, headers: &'h HeaderMap) -> Option<&'h str> {
    cookie(headers, &name(settings, ATTEMPT))
}

/// Gives the browser what it keeps meanwhile.
pub(crate) fn keep_attempt(settings: &Settings, attempt: &str) -> HeaderValue {
    set(settings, &name(settings, ATTEMPT), attempt, "")
}

/// Takes it back.
pub(crate) fn drop_attempt(settings: &Settings) -> HeaderValue {
    set(settings, &name(settings, ATTEMPT), "", "; Max-Age=0")
}

/// Keeps the language that the visitor chose.
pub(crate) fn keep_language(settings: &Settings, language: Language) -> HeaderValue {
    set(settings, LANGUAGE, language.as_str(), &format!("; Max-Age={A_YEAR}"))
}

fn set(settings: &Settings, name: &str, value: &str, age: &str) -> HeaderValue {
    let secure = if settings.is_secure() { "; Secure" } else { "" };
    // Lax: links from elsewhere lead into the portal, forms of elsewhere do not.
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    // Names, base64url and codes of languages are always header values.
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::tests::settings;

    fn headers(cookies: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, cookies.parse().expect("a header"));
        headers
    }

    #[test]
    fn over_tls_the_session_belongs_to_this_host_alone() {
        let secure = settings("https://portal.example");
        let cookie = drop_session(&secure);
        let cookie = cookie.to_str().expect("a text");
        assert!(cookie.starts_with("__Host-ebox_session=;"), "{cookie}");
        for attribute in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Max-Age=0"] {
            assert!(cookie.contains(attribute), "{attribute} in {cookie}");
        }
    }

    #[test]
    fn on_loopback_without_tls_the_cookie_does_not_demand_it() {
        let cookie = drop_session(&settings("http://127.0.0.1:8480"));
        let cookie = cookie.to_str().expect("a text");
        assert!(cookie.starts_with("ebox_session_acc=;") && !cookie.contains("Secure"), "{cookie}");
    }

    #[test]
    fn what_is_no_session_is_none() {
        let settings = settings("http://127.0.0.1:8480");
        let secret = "A".repeat(43);
        let is_read = |cookies: &str| session(&settings, &headers(cookies)).is_some();
        assert!(is_read(&format!("a=b; ebox_session_acc={secret}")));
        assert!(!is_read("ebox_session_acc=short"));
        // Neither the cookie of another environment on this host nor that of a deployment over TLS is taken for ours.
        assert!(!is_read(&format!("ebox_session_prd={secret}")));
        assert!(!is_read(&format!("__Host-ebox_session={secret}")));
        assert!(session(&settings, &HeaderMap::new()).is_none());
    }

    #[test]
    fn the_language_is_one_of_ours_or_none() {
        assert_eq!(language(&headers("ebox_language=de")), Some(Language::De));
        assert_eq!(language(&headers("ebox_language=xx")), None);
    }
}
