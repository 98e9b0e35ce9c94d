//! Answering with an attachment's content, the same in both versions.

use std::fmt::Write as _;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::IntoResponse,
};
use ebox_content::Reading;
use ebox_credential::caller::{Caller, Consultation};
use ebox_domain::{Fault, MediaType, message::Attachment};
use ebox_web::{Answer, range, range::Wanted};

use crate::{Registry, call::Call, open::Opening};

/// Answers `GET` and `HEAD` of content: conditions first, then the range, then the opening. `HEAD`, 304, 412 and
/// 416 open nothing.
pub(super) async fn answer(
    registry: &Registry,
    caller: &Caller<Consultation>,
    call: &Call,
    headers: &HeaderMap,
    ids: (&str, &str),
) -> Answer {
    let (message, attachment) = registry.find_attachment(caller, ids).await?;
    let tag = range::entity_tag(&attachment.digest);
    let is_head = call.method == Method::HEAD.as_str();
    let mut headers = headers.clone();
    if is_head {
        // Ranges are defined for GET only (RFC 9110, section 14.2).
        headers.remove(header::RANGE);
    }
    let (status, part) = match range::wanted(&headers, &tag, attachment.size)? {
        Wanted::Whole => (StatusCode::OK, 0..attachment.size),
        Wanted::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
        Wanted::NotModified => return Ok(([(header::ETAG, tag)], StatusCode::NOT_MODIFIED).into_response()),
        Wanted::PreconditionFailed => return Err(Fault::PreconditionFailed.into()),
    };
    let length = part.end - part.start;
    let content_range = format!("bytes {}-{}/{}", part.start, part.end.saturating_sub(1), attachment.size);
    let body = if is_head {
        Body::empty()
    } else {
        let opening = Opening { range: part, status: status.as_u16() };
        match registry.open_attachment(caller, call, &message, &attachment, opening).await? {
            Reading::Whole(bytes) => Body::from(bytes),
            Reading::Pieces(pieces) => Body::from_stream(pieces),
        }
    };
    let mut response = (status, body).into_response();
    describe(response.headers_mut(), &attachment, &tag, length);
    if status == StatusCode::PARTIAL_CONTENT
        && let Ok(value) = HeaderValue::from_str(&content_range)
    {
        response.headers_mut().insert(header::CONTENT_RANGE, value);
    }
    Ok(response)
}

fn describe(headers: &mut HeaderMap, attachment: &Attachment, tag: &str, length: u64) {
    let texts = [
        (header::CONTENT_TYPE, attachment.media_type.as_str().to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
        (header::CONTENT_DISPOSITION, disposition(attachment)),
        (header::ETAG, tag.to_owned()),
        (header::HeaderName::from_static("repr-digest"), range::repr_digest(&attachment.digest)),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        // No browser may guess what it is.
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    for (name, text) in texts {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(name, value);
        }
    }
    if attachment.media_type == MediaType::Html {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox"));
    }
}

/// The name of the file, in ASCII for old clients and in UTF-8 for the others (RFC 6266).
fn disposition(attachment: &Attachment) -> String {
    let name = attachment.file_name.as_str();
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') || c == ' ' { c } else { '_' })
        .collect();
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}
