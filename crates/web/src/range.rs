//! Ranges and validators of content (RFC 9110, sections 13 and 14; RFC 9530).

use std::ops::Range;

use data_encoding::BASE64;
use ebox_domain::{Fault, Sha256Digest};
use http::{HeaderMap, HeaderValue, header};

/// The entity tag of content: a strong one, from its SHA-256.
pub fn entity_tag(digest: &Sha256Digest) -> String {
    format!("\"{}\"", digest.to_hex())
}

/// The `Repr-Digest` of content.
pub fn repr_digest(digest: &Sha256Digest) -> String {
    format!("sha-256=:{}:", BASE64.encode(digest.as_bytes()))
}

/// How content is to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// All of it: 200.
    Whole,
    /// One range of it: 206.
    Part(Range<u64>),
    /// The caller has it already: 304.
    NotModified,
    /// The caller's condition does not hold: 412.
    PreconditionFailed,
}

/// Reads the conditions and the range of a request for content of `size` bytes with this tag, in the order
/// that RFC 9110, section 13.2.2 gives. Several ranges at once are answered with the whole content.
pub fn wanted(headers: &HeaderMap, tag: &str, size: u64) -> Result<Wanted, Fault> {
    // Strong here and weak there (RFC 9110, section 8.8.3.2).
    if headers.contains_key(header::IF_MATCH) && !names(headers, &header::IF_MATCH, |one| one == tag) {
        return Ok(Wanted::PreconditionFailed);
    }
    if names(headers, &header::IF_NONE_MATCH, |one| one.strip_prefix("W/").unwrap_or(one) == tag) {
        return Ok(Wanted::NotModified);
    }
    let is_fresh = headers.get(header::IF_RANGE).is_none_or(|value| value.as_bytes() == tag.as_bytes());
    match headers.get(header::RANGE).filter(|_| is_fresh) {
        Some(value) => range(value, size),
        None => Ok(Wanted::Whole),
    }
}

fn names(headers: &HeaderMap, name: &header::HeaderName, is_meant: impl Fn(&str) -> bool) -> bool {
    let mut lists = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    lists.any(|list| list.split(',').map(str::trim).any(|one| one == "*" || is_meant(one)))
}

fn range(value: &HeaderValue, size: u64) -> Result<Wanted, Fault> {
    let asked = value.to_str().ok().and_then(|text| text.split_once('='));
    let Some((_, spec)) = asked.filter(|(unit, _)| unit.eq_ignore_ascii_case("bytes")) else {
        return Ok(Wanted::Whole);
    };
    let Some((first, last)) = spec.split_once('-').filter(|_| !spec.contains(',')) else {
        return Ok(Wanted::Whole);
    };
    let range = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(size),
        (Some(first), None) if last.trim().is_empty() => first..size,
        (None, Some(suffix)) if first.trim().is_empty() => size.saturating_sub(suffix)..size,
        _ => return Ok(Wanted::Whole),
    };
    if range.is_empty() { Err(Fault::RangeNotSatisfiable(size)) } else { Ok(Wanted::Part(range)) }
}

/// A number of any length: one that is too large to be said lies beyond all content.
fn number(text: &str) -> Option<u64> {
    let digits = text.trim();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn asked(range: &str, size: u64) -> Result<Wanted, Fault> {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_str(range).expect("a header"));
        wanted(&headers, "\"tag\"", size)
    }

    #[test]
    fn ranges_are_cut_to_the_content() {
        assert_eq!(asked("bytes=0-9", 100), Ok(Wanted::Part(0..10)));
        assert_eq!(asked("bytes=90-", 100), Ok(Wanted::Part(90..100)));
        assert_eq!(asked("bytes=-10", 100), Ok(Wanted::Part(90..100)));
        assert_eq!(asked("bytes=50-1000", 100), Ok(Wanted::Part(50..100)));
        assert_eq!(asked("bytes=100-", 100), Err(Fault::RangeNotSatisfiable(100)));
        assert_eq!(asked("bytes=-0", 100), Err(Fault::RangeNotSatisfiable(100)));
        assert_eq!(asked("bytes=0-1,5-6", 100), Ok(Wanted::Whole));
        assert_eq!(asked("lines=1-2", 100), Ok(Wanted::Whole));
        assert_eq!(asked("Bytes=0-9", 100), Ok(Wanted::Part(0..10)));
        assert_eq!(asked("bytes=+1-9", 100), Ok(Wanted::Whole));
    }

    #[test]
    fn numbers_of_any_length_lie_beyond_the_content() {
        let huge = "99999999999999999999999";
        assert_eq!(asked(&format!("bytes=90-{huge}"), 100), Ok(Wanted::Part(90..100)));
        assert_eq!(asked(&format!("bytes=-{huge}"), 100), Ok(Wanted::Part(0..100)));
        assert_eq!(asked(&format!("bytes={huge}-"), 100), Err(Fault::RangeNotSatisfiable(100)));
        assert_eq!(asked(&format!("bytes={huge}-{huge}"), 100), Err(Fault::RangeNotSatisfiable(100)));
    }

    #[test]
    fn a_range_of_other_content_is_answered_whole() {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_static("bytes=5-"));
        headers.insert(header::IF_RANGE, HeaderValue::from_static("\"older\""));
        assert_eq!(wanted(&headers, "\"tag\"", 10), Ok(Wanted::Whole));
        headers.insert(header::IF_RANGE, HeaderValue::from_static("\"tag\""));
        assert_eq!(wanted(&headers, "\"tag\"", 10), Ok(Wanted::Part(5..10)));
    }

    #[test]
    fn what_the_caller_has_is_not_sent_again() {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static("\"other\", W/\"tag\""));
        assert_eq!(wanted(&headers, "\"tag\"", 10), Ok(Wanted::NotModified));
        headers.insert(header::IF_MATCH, HeaderValue::from_static("\"other\""));
        assert_eq!(wanted(&headers, "\"tag\"", 10), Ok(Wanted::PreconditionFailed));
    }

    #[test]
    fn only_a_strong_tag_fulfils_the_condition_to_match() {
        for (tags, expected) in [
            ("W/\"tag\"", Wanted::PreconditionFailed),
            ("\"other\", \"tag\"", Wanted::Whole),
            ("*", Wanted::Whole),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_MATCH, HeaderValue::from_static(tags));
            assert_eq!(wanted(&headers, "\"tag\"", 10), Ok(expected), "{tags}");
        }
    }

    proptest! {
        #[test]
        fn a_part_always_lies_within_the_content(range in "bytes=[0-9]{0,4}-[0-9]{0,4}|\\PC{0,20}", size in 0_u64..2000) {
            if let Ok(value) = HeaderValue::from_str(&range) {
                let mut headers = HeaderMap::new();
                headers.insert(header::RANGE, value);
                if let Ok(Wanted::Part(part)) = wanted(&headers, "\"t\"", size) {
                    prop_assert!(part.start < part.end && part.end <= size);
                }
            }
        }
    }
}
