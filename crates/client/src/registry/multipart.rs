//! Forms with files, sent once.

use std::{fmt::Write as _, path::PathBuf, time::Duration};

use bytes::Bytes;
use ebox_domain::MediaType;
use reqwest::{
    RequestBuilder,
    multipart::{Form, Part},
};
use serde_json::Value;
use tokio_util::io::ReaderStream;

use super::Registry;
use crate::{
    error::{ClientError, ErrorKind},
    http::Call,
};

/// How long an upload may take whatever its size.
const UPLOAD_PATIENCE: Duration = Duration::from_mins(2);
/// How many bytes a second are waited for.
const SLOWEST_UPLOAD: u64 = 64 << 10;

/// A file of a publication or a reply.
#[derive(Debug, Clone)]
pub struct OutgoingFile {
    /// The name of its part, which an attachment of the draft names.
    pub part: String,
    /// What recipients see.
    pub file_name: String,
    /// Its media type.
    pub media_type: MediaType,
    /// Its bytes.
    pub source: FileSource,
}

/// Where the bytes of a file are.
#[derive(Debug, Clone)]
pub enum FileSource {
    /// In memory.
    Bytes(Bytes),
    /// On disk; streamed from there.
    Path(PathBuf),
}

/// A form on its way: what describes it, and its files.
pub(super) struct Upload<'a> {
    pub(super) path: &'a str,
    pub(super) part: &'static str,
    pub(super) json: String,
    pub(super) files: &'a [OutgoingFile],
    pub(super) idempotency_key: Option<&'a str>,
}

impl Registry {
    /// Sends a form once, and a second time only after a refused access token, when nothing of it was read.
    pub(super) async fn upload(
        &self,
        doing: &'static str,
        upload: &Upload<'_>,
    ) -> Result<Value, ClientError> {
        let call = self.call(doing);
        let token = self.tokens.token().await?;
        let first = self.form(call, upload).await?.bearer_auth(token.secret());
        let answer = match self.http.once(call, first).await {
            Err(error) if error.status() == Some(401) && self.tokens.forget(&token).await => {
                let token = self.tokens.token().await?;
                let second = self.form(call, upload).await?.bearer_auth(token.secret());
                self.http.once(call, second).await?
            }
            other => other?,
        };
        self.http.json(call, answer).await
    }

    async fn form(&self, call: Call<'_>, upload: &Upload<'_>) -> Result<RequestBuilder, ClientError> {
        let json = Part::text(upload.json.clone())
            .mime_str("application/json")
            .map_err(|error| call.error(ErrorKind::Local(error.into())))?;
        let mut size = 0;
        let mut form = Form::new().percent_encode_noop().part(upload.part, json);
        for file in upload.files {
            let (part, length) = part(file).await.map_err(|error| call.error(ErrorKind::Local(error)))?;
            form = form.part(file.part.clone(), part);
            size += length;
        }
        let patience = UPLOAD_PATIENCE + Duration::from_secs(size / SLOWEST_UPLOAD);
        let mut request = self.http.uploads().post(self.url(upload.path)).multipart(form).timeout(patience);
        if let Some(key) = upload.idempotency_key {
            request = request.header("Idempotency-Key", quoted(call, key)?);
        }
        Ok(self.in_its_name(request))
    }
}

/// A file as a part, with its size.
async fn part(file: &OutgoingFile) -> Result<(Part, u64), Box<dyn std::error::Error + Send + Sync>> {
    let (part, length) = match &file.source {
        FileSource::Bytes(bytes) => {
            let length = bytes.len() as u64;
            (Part::stream_with_length(reqwest::Body::from(bytes.clone()), length), length)
        }
        FileSource::Path(path) => {
            let open = fs_err::tokio::File::open(path).await?;
            let length = open.metadata().await?.len();
            let body = reqwest::Body::wrap_stream(ReaderStream::new(open));
            (Part::stream_with_length(body, length), length)
        }
    };
    Ok((part.file_name(header_name(&file.file_name)).mime_str(file.media_type.as_str())?, length))
}

/// A file name as the publication guide wants it in a header: percent-encoded, as `encodeURIComponent` does it,
/// as soon as it has anything but plain ASCII. A percent sign of its own would be misread, so it is encoded too.
fn header_name(name: &str) -> String {
    let is_plain =
        name.bytes().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'%' | b'"' | b'\\'));
    if is_plain {
        return name.to_owned();
    }
    name.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// A key as a string of RFC 8941.
fn quoted(call: Call<'_>, key: &str) -> Result<String, ClientError> {
    if key.is_empty() || !key.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Err(call.error(ErrorKind::Misuse("an idempotency key is printable ASCII and not empty")));
    }
    Ok(format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\"")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ebox_domain::FileName;

    #[test]
    fn a_file_name_survives_the_header() {
        for name in ["letter.pdf", "résumé 100%.pdf", "a \"quoted\" \\ name.txt", "日本.csv", "50%2F.txt"]
        {
            let read = FileName::from_header(header_name(name).as_bytes()).expect("a name");
            assert_eq!(read.as_str(), name.rsplit(['/', '\\']).next().unwrap_or_default().trim(), "{name}");
        }
    }

    #[test]
    fn a_key_is_a_quoted_string() {
        let call = Call { doing: "test", whom: "test" };
        assert_eq!(quoted(call, r#"a"b\c"#).ok().as_deref(), Some(r#""a\"b\\c""#));
        assert!(quoted(call, "").is_err() && quoted(call, "é").is_err());
    }
}
