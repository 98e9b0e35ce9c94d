//! `GET /messages/{provider}/{message}/attachments/{attachment}`: a document, shown where that is safe.
//!
//! A PDF goes to the browser's own viewer, a text or a table onto a page of ours, everything else is downloaded. Main content
//! that nobody opened yet is not shown: whoever follows a link has not decided to open it.

mod table;

use std::sync::Arc;

use askama::Template;
use axum::{
    body::Body,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use bytes::BytesMut;
use ebox_client::{Attachment, ClientError, Content};
use ebox_i18n::Texts;
use futures_util::stream;
use http::{HeaderName, HeaderValue, header};
pub(super) use table::Table;

use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page, see},
    pages::paths,
    show::segment,
    visitor::{SignedIn, Visitor},
};

/// The most bytes of a text that are shown on a page.
const MOST_TEXT: usize = 512 << 10;

/// For the browser's PDF viewer, which is no page of anybody: nothing may be loaded, nobody may frame it.
const PDF_POLICY: &str =
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";
/// For what is only downloaded: should it be shown after all, it can do nothing.
pub(super) const DOWNLOAD_POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

#[derive(Template)]
#[template(path = "text.html")]
pub(super) struct TextPage {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    pub(super) name: String,
    pub(super) back: String,
    pub(super) download: String,
    pub(super) text: String,
    /// The text as a table, when it is one.
    pub(super) table: Option<Table>,
    pub(super) is_cut: bool,
}

/// Shows or downloads a document.
pub(super) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    Path((provider, id, attachment)): Path<(String, String, String)>,
    query: Fields,
) -> Result<Response, Failure> {
    let ebox = portal.0.mail.open(signed_in.reader()?).await?;
    let open = ebox.registry(&provider).ok_or(Failure::NotFound)?;
    let message = open.registry.message(&id).await?;
    let attachments = match message.attachments.clone() {
        Some(attachments) => attachments,
        None => open.registry.attachments(&id).await?,
    };
    let wanted = attachments.into_iter().find(|one| one.id == attachment).ok_or(Failure::NotFound)?;
    let back = paths::message(&provider, &id);
    let content = match (wanted.is_main, message.is_read) {
        (true, false) => return Ok(see(&back)),
        // It was opened before, with all that this means.
        (true, true) => open.registry.open_main_content(&message, &wanted, None).await?,
        (false, _) => open.registry.fetch_annex(&message, &wanted, None).await?,
    };
    if query.get("download").is_some() {
        return Ok(streamed(&wanted, content, "attachment", DOWNLOAD_POLICY));
    }
    match wanted.media_type.as_str() {
        "application/pdf" => Ok(streamed(&wanted, content, "inline", PDF_POLICY)),
        "text/plain" | "text/csv" => {
            let (text, is_cut) = text(content).await?;
            let table = (wanted.media_type == "text/csv").then(|| Table::read(&text)).flatten();
            let is_cut = is_cut || table.as_ref().is_some_and(|table| table.is_cut);
            page(&TextPage {
                t: visitor.t,
                layout: Layout::new(&portal, &visitor, Part::Messages),
                download: format!("{}?download=yes", paths::attachment(&provider, &id, &attachment)),
                name: wanted.file_name,
                back,
                text,
                table,
                is_cut,
            })
        }
        _ => Ok(streamed(&wanted, content, "attachment", DOWNLOAD_POLICY)),
    }
}

/// The bytes as they come.
fn streamed(attachment: &Attachment, content: Content, how: &str, policy: &'static str) -> Response {
    let length = content.total();
    let chunks = stream::try_unfold(content, async |mut content| {
        Ok::<_, ClientError>(content.chunk().await?.map(|chunk| (chunk, content)))
    });
    let mut response = Body::from_stream(chunks).into_response();
    let headers = response.headers_mut();
    let media_type = HeaderValue::from_str(&attachment.media_type);
    headers.insert(
        header::CONTENT_TYPE,
        media_type.unwrap_or(HeaderValue::from_static("application/octet-stream")),
    );
    headers.insert(header::CONTENT_DISPOSITION, disposition(how, &attachment.file_name));
    headers.insert(HeaderName::from_static("content-security-policy"), HeaderValue::from_static(policy));
    if let Some(length) = length {
        headers.insert(header::CONTENT_LENGTH, length.into());
    }
    response
}

/// `Content-Disposition` with a name in any script (RFC 6266, RFC 8187).
pub(super) fn disposition(how: &str, name: &str) -> HeaderValue {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "._- ".contains(c) { c } else { '_' }).collect();
    let value = format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{}", segment(name));
    // Both names are plain ASCII now.
    HeaderValue::from_str(&value).unwrap_or_else(|_| HeaderValue::from_static("attachment"))
}

/// The beginning of a text, and whether there is more. Bytes that are no UTF-8 are read as Latin-1, as old programs
/// write them.
async fn text(mut content: Content) -> Result<(String, bool), Failure> {
    let mut bytes = BytesMut::new();
    let mut is_cut = false;
    while let Some(chunk) = content.chunk().await.map_err(|error| Failure::Registry(Arc::new(error)))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MOST_TEXT {
            bytes.truncate(MOST_TEXT);
            is_cut = true;
            break;
        }
    }
    Ok((decoded(&bytes, is_cut), is_cut))
}

fn decoded(bytes: &[u8], is_cut: bool) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // Cut in the middle of a character.
        Err(error) if is_cut && error.error_len().is_none() => {
            String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned()
        }
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_leave_its_header() {
        let value = disposition("attachment", "a\"; b\r\n<é>.txt");
        assert_eq!(
            value.to_str().expect("ASCII"),
            "attachment; filename=\"a__ b___.txt\"; filename*=UTF-8''a%22%3B%20b%0D%0A%3C%C3%A9%3E.txt"
                .replace("b___.txt", "b_____.txt")
        );
    }

    #[test]
    fn texts_of_old_programs_can_be_read() {
        assert_eq!(decoded("été".as_bytes(), false), "été");
        assert_eq!(decoded(b"\xef\xbb\xbfa", false), "a");
        assert_eq!(decoded(b"\xe9t\xe9", false), "été");
        assert_eq!(decoded(b"ab\xc3", true), "ab");
    }
}
