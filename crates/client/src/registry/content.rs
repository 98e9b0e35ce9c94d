//! The bytes of attachments, as streams that can be resumed.

use bytes::Bytes;
use ebox_wire::routes::v2::Content as ContentRoute;
use reqwest::{Response, StatusCode, header};

use super::Registry;
use crate::{
    error::{ClientError, ErrorKind},
    message::{Attachment, Message},
    token::AccessToken,
};

/// Where a download broke off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resume {
    /// How many bytes are there already.
    pub offset: u64,
    /// The `ETag` of these bytes, when the registry gave one: other bytes are then sent whole.
    pub etag: Option<String>,
}

/// Content on its way.
#[derive(Debug)]
pub struct Content {
    response: Response,
    doing: &'static str,
    provider: String,
    offset: u64,
    total: Option<u64>,
    etag: Option<String>,
}

impl Content {
    /// Where these bytes begin: 0, or where a download was resumed. A registry may answer a resumption with the
    /// whole content; then this is 0 and what is there already is void.
    pub const fn offset(&self) -> u64 {
        self.offset
    }

    /// The size of the whole content, when the registry says so.
    pub const fn total(&self) -> Option<u64> {
        self.total
    }

    /// The `ETag` of the content, when it is a strong one.
    pub fn etag(&self) -> Option<&str> {
        self.etag.as_deref()
    }

    /// The next bytes; `None` at the end.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, ClientError> {
        self.response.chunk().await.map_err(|error| {
            ClientError::new(self.doing, self.provider.as_str(), ErrorKind::Interrupted(error.without_url()))
        })
    }
}

impl Registry {
    /// Fetches an attachment that is not the main content. Main content is refused:
    /// [`Registry::open_main_content`] opens that.
    pub async fn fetch_annex(
        &self,
        message: &Message,
        attachment: &Attachment,
        resume: Option<&Resume>,
    ) -> Result<Content, ClientError> {
        let doing = "fetch an attachment";
        if attachment.is_main {
            return Err(self.call(doing).error(ErrorKind::Misuse(
                "this attachment is the main content; opening it marks the message read and has a method of its \
                 own",
            )));
        }
        self.content(doing, message, attachment, resume).await
    }

    /// Opens the attachment that is the main content of a message. **This marks the message read, with legal
    /// effect.**
    pub async fn open_main_content(
        &self,
        message: &Message,
        attachment: &Attachment,
        resume: Option<&Resume>,
    ) -> Result<Content, ClientError> {
        let doing = "open the main content";
        if !attachment.is_main {
            return Err(self.call(doing).error(ErrorKind::Misuse("this attachment is not the main content")));
        }
        self.content(doing, message, attachment, resume).await
    }

    /// Where the bytes of an attachment are.
    pub fn content_url(&self, message_id: &str, attachment_id: &str) -> String {
        self.url(&ContentRoute { message_id, attachment_id }.path())
    }

    async fn content(
        &self,
        doing: &'static str,
        message: &Message,
        attachment: &Attachment,
        resume: Option<&Resume>,
    ) -> Result<Content, ClientError> {
        let call = self.call(doing);
        let url = self.content_url(&message.id, &attachment.id);
        let resume = resume.filter(|resume| resume.offset > 0);
        let request = || {
            let request = self.get(&url);
            let Some(resume) = resume else {
                return request;
            };
            let request = request.header(header::RANGE, format!("bytes={}-", resume.offset));
            match &resume.etag {
                Some(etag) => request.header(header::IF_RANGE, etag),
                None => request,
            }
        };
        let attempt = |token: AccessToken| self.http.once(call, request().bearer_auth(token.secret()));
        let response = self.http.authorized(&self.tokens, attempt).await?;
        let (offset, total) = match response.status() {
            StatusCode::PARTIAL_CONTENT => content_range(&response)
                .filter(|(offset, _)| Some(*offset) == resume.map(|resume| resume.offset))
                .ok_or_else(|| {
                    call.error(ErrorKind::Unexpected("another range than asked for".to_owned()))
                })?,
            StatusCode::OK => (0, response.content_length()),
            other => return Err(call.error(ErrorKind::Unexpected(format!("status {other} for content")))),
        };
        let strong = |etag: &&str| etag.starts_with('"');
        let etag = response.headers().get(header::ETAG).and_then(|etag| etag.to_str().ok()).filter(strong);
        let etag = etag.map(str::to_owned);
        Ok(Content { response, doing, provider: self.provider.clone(), offset, total, etag })
    }
}

/// The begin and the total of `Content-Range: bytes 5-9/10`; a total of `*` is none.
fn content_range(response: &Response) -> Option<(u64, Option<u64>)> {
    let range = response.headers().get(header::CONTENT_RANGE)?.to_str().ok()?;
    let (span, total) = range.strip_prefix("bytes ")?.split_once('/')?;
    let (begin, _) = span.split_once('-')?;
    Some((begin.trim().parse().ok()?, total.trim().parse().ok()))
}
