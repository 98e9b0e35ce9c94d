//! Names of uploaded files.

use std::fmt;

use crate::{percent, unseen::trimmed};

/// The name of an uploaded file: 1 to 255 characters, no path, no control characters.
///
/// It is what the sender called the file and what people see. It is not safe to write to a disk under
/// this name without the care that the connector takes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileName(String);

/// Why a text is no file name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum InvalidFileName {
    /// Nothing is left after the path is dropped.
    #[error("a file name has at least one character besides its path")]
    Empty,
    /// Longer than 255 characters (Unicode code points).
    #[error("a file name has at most 255 characters")]
    TooLong,
}

impl FileName {
    /// The most characters (Unicode code points) that a name may have.
    pub const MAX: usize = 255;

    /// Takes a plain name. Path parts are dropped (`C:\docs\a.pdf` is `a.pdf`), and so are control
    /// characters, and around the name what nobody sees.
    pub fn new(text: &str) -> Result<Self, InvalidFileName> {
        let last = text.rsplit(['/', '\\']).next().unwrap_or_default();
        let mut name: String = last.chars().filter(|c| !c.is_control()).collect();
        if trimmed(&name).len() < name.len() {
            name = trimmed(&name).to_owned();
        }
        if name.is_empty() || name == "." || name == ".." {
            return Err(InvalidFileName::Empty);
        }
        if name.chars().count() > Self::MAX {
            return Err(InvalidFileName::TooLong);
        }
        Ok(Self(name))
    }

    /// Takes the raw bytes of a `filename` parameter: UTF-8, or Latin-1 where it is not UTF-8, and
    /// percent-encoded as JavaScript's `encodeURIComponent` does it, which the publication guide demands
    /// for characters outside ISO-8859-1. A percent sign that begins no valid UTF-8 escape stays.
    pub fn from_header(raw: &[u8]) -> Result<Self, InvalidFileName> {
        let text = match std::str::from_utf8(raw) {
            Ok(text) => text.to_owned(),
            Err(_) => raw.iter().map(|byte| char::from(*byte)).collect(),
        };
        Self::new(&percent_decoded(&text).unwrap_or(text))
    }

    /// Takes the value of a `filename*` parameter: `UTF-8''r%C3%A9sum%C3%A9.pdf` (RFC 8187). Nothing when the value is
    /// malformed: such a parameter is to be ignored.
    pub fn from_extended(value: &str) -> Option<Result<Self, InvalidFileName>> {
        let mut parts = value.splitn(3, '\'');
        let (charset, _language, encoded) = (parts.next()?, parts.next()?, parts.next()?);
        let bytes = percent::decode(encoded);
        let text = if charset.eq_ignore_ascii_case("iso-8859-1") {
            bytes.iter().map(|byte| char::from(*byte)).collect()
        } else if charset.eq_ignore_ascii_case("utf-8") {
            String::from_utf8(bytes).ok()?
        } else {
            return None;
        };
        Some(Self::new(&text))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text with its escapes read, when there are any and the result is UTF-8.
fn percent_decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    String::from_utf8(percent::decode(text)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn header(raw: &[u8]) -> String {
        FileName::from_header(raw).map_or_else(|error| format!("{error:?}"), |name| name.to_string())
    }

    #[test]
    fn every_way_of_writing_a_name_is_understood() {
        assert_eq!(header("résumé.pdf".as_bytes()), "résumé.pdf");
        assert_eq!(header(b"r%C3%A9sum%C3%A9.pdf"), "résumé.pdf");
        assert_eq!(header(b"r\xe9sum\xe9.pdf"), "résumé.pdf");
        assert_eq!(header(b"100% sure.pdf"), "100% sure.pdf");
        for extended in ["UTF-8''r%C3%A9sum%C3%A9.pdf", "iso-8859-1'fr'r%E9sum%E9.pdf"] {
            let name = FileName::from_extended(extended).expect("well-formed").map(|name| name.to_string());
            assert_eq!(name, Ok("résumé.pdf".to_owned()));
        }
    }

    #[test]
    fn an_extended_name_that_is_malformed_is_none() {
        for malformed in ["bogus", "UTF-8'bogus", "''bogus", "klingon''bogus", "UTF-8''%E9.pdf"] {
            assert_eq!(FileName::from_extended(malformed), None, "{malformed}");
        }
    }

    #[test]
    fn paths_are_dropped_and_nothing_else_remains_of_them() {
        assert_eq!(header(b"../../etc/passwd"), "passwd");
        assert_eq!(header(b"..%2F..%2Fetc%2Fpasswd"), "passwd");
        assert_eq!(header(br"C:\docs\letter.pdf"), "letter.pdf");
        assert_eq!(header(b".."), "Empty");
        assert_eq!(header(b"folder/"), "Empty");
        assert_eq!(header(" \u{200b}\u{202e}\u{ad}".as_bytes()), "Empty");
        assert_eq!(header("\u{200b} letter.pdf\u{feff}".as_bytes()), "letter.pdf");
        assert_eq!(header("é".repeat(255).as_bytes()), "é".repeat(255));
        assert_eq!(header("é".repeat(256).as_bytes()), "TooLong");
    }

    proptest! {
        #[test]
        fn no_name_has_a_path_or_a_control_character(raw: Vec<u8>) {
            if let Ok(name) = FileName::from_header(&raw) {
                prop_assert!(!name.as_str().contains(['/', '\\']));
                prop_assert!(!name.as_str().chars().any(char::is_control));
                prop_assert!(name.as_str() != ".." && !name.as_str().is_empty());
            }
        }
    }
}
