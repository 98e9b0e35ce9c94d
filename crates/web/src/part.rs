//! Reading the headers of a multipart part.

use ebox_domain::file_name::{FileName, InvalidFileName};
use http::{HeaderMap, header};

/// The `name` of a part, in UTF-8 or Latin-1. The names of parameters are in any case.
pub fn name(headers: &HeaderMap) -> Option<String> {
    let disposition = headers.get(header::CONTENT_DISPOSITION)?.as_bytes();
    let (_, value) =
        parameters(disposition).into_iter().find(|(name, _)| name.eq_ignore_ascii_case(b"name"))?;
    let name = String::from_utf8(value)
        .unwrap_or_else(|error| error.as_bytes().iter().map(|byte| char::from(*byte)).collect());
    Some(name).filter(|name| !name.is_empty())
}

/// The `filename` of a part, in any of the ways in which clients write it: `filename*` (RFC 8187) first; where
/// that is malformed or missing `filename`, quoted or not, in raw UTF-8 or Latin-1, percent-encoded or plain.
pub fn file_name(headers: &HeaderMap) -> Option<Result<FileName, InvalidFileName>> {
    let disposition = headers.get(header::CONTENT_DISPOSITION)?.as_bytes();
    let parameters = parameters(disposition);
    let find =
        |wanted: &str| parameters.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted.as_bytes()));
    find("filename*")
        .and_then(|(_, value)| FileName::from_extended(std::str::from_utf8(value).ok()?))
        .or_else(|| find("filename").map(|(_, value)| FileName::from_header(value)))
}

/// The `Content-Type` of a part.
pub fn content_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::CONTENT_TYPE)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned()).filter(|text| !text.trim().is_empty())
}

/// The `Content-Transfer-Encoding` of a part, when it says that the bytes are not the content itself (`base64`).
pub fn transfer_encoding(headers: &HeaderMap) -> Option<String> {
    let value = headers.get("content-transfer-encoding")?;
    let encoding = String::from_utf8_lossy(value.as_bytes()).trim().to_ascii_lowercase();
    (!matches!(encoding.as_str(), "" | "7bit" | "8bit" | "binary")).then_some(encoding)
}

/// The parameters after the first `;`. Quoted values may hold semicolons; a backslash escapes a quote and
/// nothing else, because browsers send Windows paths with plain backslashes.
fn parameters(disposition: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut found = Vec::new();
    let mut rest = match disposition.iter().position(|byte| *byte == b';') {
        Some(at) => &disposition[at + 1..],
        None => return found,
    };
    loop {
        let Some(equals) = rest.iter().position(|byte| *byte == b'=') else {
            return found;
        };
        let name = rest[..equals].trim_ascii().to_vec();
        rest = rest[equals + 1..].trim_ascii_start();
        let (value, length) = if rest.first() == Some(&b'"') { quoted(rest) } else { token(rest) };
        found.push((name, value));
        rest = &rest[length..];
        match rest.iter().position(|byte| *byte == b';') {
            Some(at) => rest = &rest[at + 1..],
            None => return found,
        }
    }
}

fn quoted(text: &[u8]) -> (Vec<u8>, usize) {
    let mut value = Vec::new();
    let mut at = 1;
    while at < text.len() {
        match (text[at], text.get(at + 1)) {
            (b'\\', Some(b'"')) => {
                value.push(b'"');
                at += 2;
            }
            (b'"', _) => return (value, at + 1),
            (byte, _) => {
                value.push(byte);
                at += 1;
            }
        }
    }
    (value, text.len())
}

fn token(text: &[u8]) -> (Vec<u8>, usize) {
    let end = text.iter().position(|byte| *byte == b';').unwrap_or(text.len());
    (text[..end].trim_ascii().to_vec(), end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;
    use proptest::prelude::*;

    fn name(disposition: &[u8]) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_bytes(disposition).expect("a header"));
        file_name(&headers).map(|name| name.map_or_else(|error| error.to_string(), |name| name.to_string()))
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let cases: [(&[u8], Option<&str>); 11] = [
            (b"form-data; name=\"upfile1\"; filename=\"a;b.pdf\"", Some("a;b.pdf")),
            (b"form-data; name=upfile1; filename=plain.pdf", Some("plain.pdf")),
            (b"form-data; filename=\"C:\\docs\\a.pdf\"; name=\"x\"", Some("a.pdf")),
            (b"form-data; filename=\"say \\\"hi\\\".pdf\"", Some("say \"hi\".pdf")),
            (b"form-data; filename=\"x\"; filename*=UTF-8''%C3%A9.pdf", Some("é.pdf")),
            (b"form-data; filename=\"x.pdf\"; filename*=bogus", Some("x.pdf")),
            (b"form-data; filename*=UTF-8''%E9; filename=\"x.pdf\"", Some("x.pdf")),
            (b"form-data; filename*=bogus", None),
            ("form-data; filename=\"é.pdf\"".as_bytes(), Some("é.pdf")),
            (b"form-data; filename=\"\xe9.pdf\"", Some("é.pdf")),
            (b"form-data; name=\"upfile1\"", None),
        ];
        for (disposition, expected) in cases {
            assert_eq!(name(disposition).as_deref(), expected, "{}", String::from_utf8_lossy(disposition));
        }
    }

    #[test]
    fn parts_are_named_whatever_the_case_of_the_parameter() {
        for disposition in
            ["form-data; name=\"upfile1\"", "form-data; Name=upfile1", "Form-Data; NAME = \"upfile1\"; x=y"]
        {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition));
            assert_eq!(super::name(&headers).as_deref(), Some("upfile1"), "{disposition}");
        }
    }

    proptest! {
        #[test]
        fn any_disposition_is_answered(raw in proptest::collection::vec(32_u8..=255, 0..80)) {
            if let Ok(value) = HeaderValue::from_bytes(&raw) {
                let mut headers = HeaderMap::new();
                headers.insert(header::CONTENT_DISPOSITION, value);
                let _ = (file_name(&headers), super::name(&headers));
            }
        }
    }
}
