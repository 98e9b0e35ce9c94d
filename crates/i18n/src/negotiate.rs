//! Which language a browser asks for.

use ebox_domain::Language;

/// The most that is read of a header.
const MAX_RANGES: usize = 32;

/// The language that an `Accept-Language` header (RFC 9110, section 12.5.4) likes best; `None` when it likes none of
/// ours.
pub fn preferred(accept_language: &str) -> Option<Language> {
    let mut best: Option<(Language, u16)> = None;
    for range in accept_language.split(',').take(MAX_RANGES) {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default().to_ascii_lowercase();
        let primary = tag.split('-').next().unwrap_or_default();
        let Some(language) = Language::parse(primary) else { continue };
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(1000, weight);
        // Of two that are as welcome the first counts.
        if weight > best.map_or(0, |(_, weight)| weight) {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

/// A weight in thousandths; what is no weight is none.
fn weight(text: &str) -> u16 {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = fraction.chars().chain("000".chars()).take(3).collect::<String>();
    match (whole, digits.parse::<u16>()) {
        ("1", Ok(_)) => 1000,
        ("0", Ok(thousandths)) => thousandths,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_welcome_of_our_languages_is_chosen() {
        for (header, expected) in [
            ("fr-BE,fr;q=0.9,en;q=0.8", Some(Language::Fr)),
            ("es, de;q=0.5, nl;q=0.7", Some(Language::Nl)),
            ("EN-us", Some(Language::En)),
            ("nl;q=0, de;q=0.001", Some(Language::De)),
            ("nl;q=strange", None),
            ("es, *", None),
            ("", None),
        ] {
            assert_eq!(preferred(header), expected, "{header}");
        }
    }
}
