//! Receiving a publication: parts in any order, streamed to content while they are hashed.
//!
//! Limits hold while the bytes come, not afterwards: a file over the limit is refused at the byte that breaks
//! it, and nothing of it is kept.

mod reader;

use std::time::Duration;

use axum::{extract::Request, http::HeaderMap};
use bytes::{Bytes, BytesMut};
use ebox_content::{Incoming, Staged};
use ebox_domain::{Cause, Causes, Fault, Rule, ServiceError, Sha256Digest, publication::ReceivedFile};
use ebox_web::part;
use ebox_wire::Reading;
use utoipa::ToSchema;

use self::reader::{Form, Part};
use crate::{IdempotencyKey, Registry, publish::Submission};

/// The most bytes of the part that describes what is sent.
const MAX_DESCRIPTION: u64 = 1024 * 1024;
/// The most parts of one form: more than any setting lets files in, few enough that each may be looked at.
const MAX_PARTS: usize = 200;
/// How long a refused sender may go on sending before the connection closes: long enough for most clients to
/// come round to reading the answer.
const DRAIN: Duration = Duration::from_secs(5);

/// The parts of a publication, in any order.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "a description of the multipart body for the OpenAPI document")]
pub(super) struct PublicationParts {
    /// The message's description as JSON: see `MessageToPublish`.
    message_to_publish: String,
    /// A file.
    #[schema(value_type = Option<String>, format = Binary)]
    upfile1: Option<Vec<u8>>,
    /// A file.
    #[schema(value_type = Option<String>, format = Binary)]
    upfile2: Option<Vec<u8>>,
    /// A file.
    #[schema(value_type = Option<String>, format = Binary)]
    upfile3: Option<Vec<u8>>,
    /// A file.
    #[schema(value_type = Option<String>, format = Binary)]
    upfile4: Option<Vec<u8>>,
    /// A file.
    #[schema(value_type = Option<String>, format = Binary)]
    upfile5: Option<Vec<u8>>,
    /// A file.
    #[schema(value_type = Option<String>, format = Binary)]
    upfile6: Option<Vec<u8>>,
}

/// The parts of a reply, in any order.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "a description of the multipart body for the OpenAPI document")]
pub(super) struct ReplyParts {
    /// The reply's description as JSON: see `ReplyToPublish`.
    reply_to_publish: String,
    /// A file; more of them as upfile2 and so on.
    #[schema(value_type = Option<String>, format = Binary)]
    upfile1: Option<Vec<u8>>,
}

/// The part that describes what is sent, in one version of the contract.
#[derive(Clone, Copy)]
pub(super) struct Description {
    /// The name of the part.
    pub(super) part: &'static str,
    /// Its reader.
    pub(super) read: fn(&[u8]) -> Reading,
}

/// Receives a whole publication.
pub(super) async fn receive(
    registry: &Registry,
    key: Option<IdempotencyKey>,
    request: Request,
    description: Description,
) -> Result<Submission, ServiceError> {
    let mut form = Form::of(request).await?;
    let mut upload = Upload {
        registry,
        of: description,
        is_described: false,
        description: None,
        files: Vec::new(),
        causes: Causes::default(),
    };
    match upload.receive_all(&mut form).await {
        Ok(()) => Ok(upload.submission(key)),
        Err(error) => {
            for (_, staged) in upload.files {
                staged.discard().await;
            }
            // The refusal leaves at once; meanwhile the rest is read and dropped, a moment long: a connection that
            // closed on a sender who still sends would take the answer with it.
            tokio::spawn(tokio::time::timeout(DRAIN, form.drain()));
            Err(error)
        }
    }
}

struct Upload<'r> {
    registry: &'r Registry,
    of: Description,
    /// Whether the part with the description came.
    is_described: bool,
    /// Its bytes, unless they come in a way that nobody reads.
    description: Option<Bytes>,
    files: Vec<(ReceivedFile, Staged)>,
    causes: Causes,
}

impl Upload<'_> {
    async fn receive_all(&mut self, form: &mut Form) -> Result<(), ServiceError> {
        let mut parts = 0;
        while let Some(mut part) = form.next().await? {
            parts += 1;
            if parts > MAX_PARTS {
                let detail = format!("more than {MAX_PARTS} parts; send a description and its files only");
                return Err(self.at_once(Cause::body(Rule::OutOfRange, "part", detail)));
            }
            match part::name(part.headers()) {
                None => {
                    let description = self.of.part;
                    let detail = format!(
                        "a part has no name in its Content-Disposition; name it {description} or upfile1.."
                    );
                    self.causes.push(Cause::body(Rule::Unknown, "part", detail));
                    while part.chunk("part").await?.is_some() {}
                }
                Some(name) if name == self.of.part => self.receive_description(part).await?,
                Some(name) => self.receive_file(name, part).await?,
            }
        }
        Ok(())
    }

    async fn receive_description(&mut self, mut received: Part<'_>) -> Result<(), ServiceError> {
        let part = self.of.part;
        let mut bytes = BytesMut::new();
        while let Some(chunk) = received.chunk(part).await? {
            if (bytes.len() + chunk.len()) as u64 > MAX_DESCRIPTION {
                return Err(Fault::TooLarge { what: part.to_owned(), limit: MAX_DESCRIPTION }.into());
            }
            bytes.extend_from_slice(&chunk);
        }
        if std::mem::replace(&mut self.is_described, true) {
            let detail = "the part is there twice; send it once";
            self.causes.push(Cause::body(Rule::Unknown, part, detail));
            return Ok(());
        }
        if self.is_plain(part, received.headers()) {
            self.description = Some(without_mark(&bytes.freeze()));
        }
        Ok(())
    }

    async fn receive_file(&mut self, name: String, mut part: Part<'_>) -> Result<(), ServiceError> {
        let headers = part.headers().clone();
        let mut incoming = self.registry.receive_content();
        match self.stream(&name, &mut part, &mut incoming).await {
            Ok(()) => {}
            Err(error) => {
                incoming.discard().await;
                return Err(error);
            }
        }
        let staged = incoming.finish().await?;
        self.is_plain(&name, &headers);
        self.files.push((received_file(name, &headers, &staged), staged));
        Ok(())
    }

    async fn stream(
        &mut self,
        name: &str,
        part: &mut Part<'_>,
        incoming: &mut Incoming,
    ) -> Result<(), ServiceError> {
        let limit = self.registry.settings().max_file_size;
        let most = self.registry.settings().publication.max_files;
        // Files beyond the number are read so that the refusal names everything else too, as long as they are no
        // larger together than one file may be.
        let surplus: u64 = self.files.iter().skip(most).map(|(file, _)| file.size).sum();
        while let Some(chunk) = part.chunk(name).await? {
            let size = incoming.size() + chunk.len() as u64;
            if size > limit {
                return Err(Fault::TooLarge { what: name.to_owned(), limit }.into());
            }
            if self.files.len() >= most && surplus + size > limit {
                let detail = format!("more than {most} files; send several messages or a ZIP");
                return Err(self.at_once(Cause::body(Rule::OutOfRange, name, detail)));
            }
            incoming.write(chunk).await?;
        }
        Ok(())
    }

    /// Whether a part comes as it is. RFC 7578 (4.7) has no other way: nobody decodes it here, and the encoded text
    /// would be delivered as if it were the document.
    fn is_plain(&mut self, name: &str, headers: &HeaderMap) -> bool {
        let Some(encoding) = part::transfer_encoding(headers) else { return true };
        let detail =
            "the part is encoded; send its bytes as they are and leave Content-Transfer-Encoding out";
        self.causes.push(Cause::body(Rule::InvalidValue, name, detail).with_value(encoding));
        false
    }

    /// A refusal that waits for no further part, with everything that was found before.
    fn at_once(&mut self, cause: Cause) -> ServiceError {
        self.causes.push(cause);
        Fault::Invalid(std::mem::take(&mut self.causes)).into()
    }

    fn submission(self, key: Option<IdempotencyKey>) -> Submission {
        let unread = |causes| Reading { sketch: None, causes, executes_action: false };
        let nothing = Sha256Digest::new([0; 32]);
        let (reading, draft_digest) = match &self.description {
            Some(bytes) => ((self.of.read)(bytes), digest_of_json(bytes)),
            None if self.is_described => (unread(Causes::default()), nothing),
            None => {
                let detail = "the part with the message's description is missing; add it as JSON";
                (unread(Cause::body(Rule::Required, self.of.part, detail).into()), nothing)
            }
        };
        let mut causes = self.causes;
        causes.append(reading.causes);
        Submission {
            sketch: reading.sketch,
            files: self.files,
            causes,
            key,
            draft_digest,
            executes_action: reading.executes_action,
        }
    }
}

fn received_file(part: String, headers: &HeaderMap, staged: &Staged) -> ReceivedFile {
    ReceivedFile {
        part,
        file_name: part::file_name(headers),
        content_type: part::content_type(headers),
        size: staged.size(),
        digest: staged.digest(),
    }
}

/// A text without the byte order mark that some editors put before it.
fn without_mark(bytes: &Bytes) -> Bytes {
    let mark = "\u{feff}".as_bytes();
    bytes.strip_prefix(mark).map_or_else(|| bytes.clone(), |text| bytes.slice_ref(text))
}

/// The digest of a JSON text, white space and order of members aside.
fn digest_of_json(bytes: &[u8]) -> Sha256Digest {
    match serde_json::from_slice::<serde_json::Value>(bytes) {
        Ok(mut value) => {
            value.sort_all_objects();
            ebox_content::sha256(value.to_string().as_bytes())
        }
        Err(_) => ebox_content::sha256(bytes),
    }
}
