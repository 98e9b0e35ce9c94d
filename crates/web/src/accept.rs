//! Whether a caller accepts what is served (RFC 9110, section 12.5.1).

use axum::extract::Request;
use http::{HeaderMap, header};

use crate::body::JSON;

/// What its faults may be served as.
const PROBLEM: &str = "application/problem+json";
/// What the operator's whole reference data is served as besides.
const YAML: &str = "application/yaml";

/// Whether what will be served is accepted, as far as that is known before anything is done: JSON is what everything
/// but content is served as. Paths that end in `/content` have media types of their own, which are not known before they
/// are looked up: those are served as they are. The operator's whole reference data is YAML as well.
pub(crate) fn is_acceptable(request: &Request) -> bool {
    let path = request.uri().path();
    path.ends_with("/content") || accepts(request.headers(), path.ends_with("/referenceData"))
}

fn accepts(headers: &HeaderMap, is_yaml_too: bool) -> bool {
    let mut ranges = headers
        .get_all(header::ACCEPT)
        .iter()
        // What cannot be read as text says nothing.
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .filter(|range| !range.is_empty())
        .peekable();
    if ranges.peek().is_none() {
        return true;
    }
    // The most specific range decides; of two that are as specific, one that is wanted is enough.
    let mut best: Option<(u8, bool)> = None;
    for range in ranges {
        let mut parts = range.split(';').map(str::trim);
        let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
        let specificity = match media_type.as_str() {
            JSON | PROBLEM => 3,
            YAML if is_yaml_too => 3,
            "application/*" => 2,
            "*/*" | "*" => 1,
            _ => continue,
        };
        best = best.max(Some((specificity, !parts.any(is_zero))));
    }
    best.is_some_and(|(_, is_wanted)| is_wanted)
}

/// `q=0`, with any number of zeros.
fn is_zero(parameter: &str) -> bool {
    let Some((name, value)) = parameter.split_once('=') else { return false };
    name.trim().eq_ignore_ascii_case("q") && value.trim().parse::<f32>().is_ok_and(|weight| weight <= 0.0)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn accepts(values: &[&'static str]) -> bool {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(header::ACCEPT, HeaderValue::from_static(value));
        }
        super::accepts(&headers, false)
    }

    #[test]
    fn whoever_says_nothing_or_includes_json_is_served() {
        for values in [
            &[] as &[&str],
            &[""],
            &["*/*"],
            &["application/*;q=0.1"],
            &["text/html, application/json"],
            &["text/html", "application/JSON; charset=utf-8"],
            &["application/problem+json"],
            &["text/html, image/gif, *; q=.2, */*; q=.2"],
            &["application/json, */*;q=0"],
        ] {
            assert!(accepts(values), "{values:?}");
        }
    }

    #[test]
    fn yaml_alone_is_enough_where_it_is_served_and_nowhere_else() {
        let mut headers = HeaderMap::new();
        headers.append(header::ACCEPT, HeaderValue::from_static("application/yaml"));
        assert!(super::accepts(&headers, true) && !super::accepts(&headers, false));
    }

    #[test]
    fn whoever_excludes_json_is_refused() {
        for values in [
            &["text/html"] as &[&str],
            &["application/xml, text/*"],
            &["*/*, application/json;q=0.0"],
            &["text/html, */*;q=0"],
        ] {
            assert!(!accepts(values), "{values:?}");
        }
    }
}
