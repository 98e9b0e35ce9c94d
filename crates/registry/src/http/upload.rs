//! Receiving a publication: parts in any order, streamed to content while they are hashed.
//!
//! Limits hold while the bytes come, not afterwards: a file over the limit is refused at the byte that breaks
//! it, and nothing of it is kept.

use std::time::Duration;

use axum::{
    extract::{
        DefaultBodyLimit, FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::{HeaderMap, header},
};
use bytes::{Bytes, BytesMut};
use ebox_content::{Incoming, Staged};
use ebox_domain::{Cause, Fault, Rule, ServiceError, Sha256Digest, publication::ReceivedFile};
use ebox_web::{paced::paced, part};
use ebox_wire::Reading;
use utoipa::ToSchema;

use crate::{IdempotencyKey, Registry, publish::Submission};

/// The most bytes of that part.
const MAX_DESCRIPTION: u64 = 1024 * 1024;
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

/// How long a sender may send nothing before it counts as gone: an upload may be slow, never silent.
const SILENCE: Duration = Duration::from_mins(1);

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
    let mut multipart = multipart(request).await?;
    let mut upload =
        Upload { registry, of: description, description: None, files: Vec::new(), causes: Vec::new() };
    match upload.receive_all(&mut multipart).await {
        Ok(()) => Ok(upload.submission(key)),
        Err(error) => {
            for (_, staged) in upload.files {
                staged.discard().await;
            }
            // The refusal leaves at once; meanwhile the rest is read and dropped, a moment long: a connection that
            // closed on a sender who still sends would take the answer with it.
            tokio::spawn(tokio::time::timeout(DRAIN, drain(multipart)));
            Err(error)
        }
    }
}

async fn multipart(mut request: Request) -> Result<Multipart, Fault> {
    // Limits are our own: by part, while it streams.
    DefaultBodyLimit::disable().apply(&mut request);
    let request = request.map(paced);
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_multipart = content_type
        .is_some_and(|text| text.trim_start().to_ascii_lowercase().starts_with("multipart/form-data"));
    if !is_multipart {
        return Err(Fault::UnsupportedMediaType("multipart/form-data"));
    }
    Multipart::from_request(request, &()).await.map_err(|_| {
        let detail = "the Content-Type has no boundary; send multipart/form-data; boundary=...";
        Fault::one(Cause::header(Rule::Malformed, "Content-Type", detail))
    })
}

async fn drain(mut multipart: Multipart) {
    while let Ok(Some(mut field)) = multipart.next_field().await {
        while let Ok(Some(_)) = field.chunk().await {}
    }
}

struct Upload<'r> {
    registry: &'r Registry,
    of: Description,
    description: Option<Bytes>,
    files: Vec<(ReceivedFile, Staged)>,
    causes: Vec<Cause>,
}

impl Upload<'_> {
    async fn receive_all(&mut self, multipart: &mut Multipart) -> Result<(), ServiceError> {
        while let Some(field) = in_time(multipart.next_field(), "body").await? {
            match part::name(field.headers()) {
                None => {
                    let part = self.of.part;
                    let detail =
                        format!("a part has no name in its Content-Disposition; name it {part} or upfile1..");
                    self.causes.push(Cause::body(Rule::Unknown, "part", detail));
                }
                Some(name) if name == self.of.part => self.receive_description(field).await?,
                Some(name) => self.receive_file(name, field).await?,
            }
        }
        Ok(())
    }

    async fn receive_description(&mut self, mut field: Field<'_>) -> Result<(), ServiceError> {
        let part = self.of.part;
        if self.description.is_some() {
            let detail = "the part is there twice; send it once";
            return Err(Fault::one(Cause::body(Rule::Unknown, part, detail)).into());
        }
        let mut bytes = BytesMut::new();
        while let Some(chunk) = in_time(field.chunk(), part).await? {
            if (bytes.len() + chunk.len()) as u64 > MAX_DESCRIPTION {
                return Err(Fault::TooLarge { what: part.to_owned(), limit: MAX_DESCRIPTION }.into());
            }
            bytes.extend_from_slice(&chunk);
        }
        self.description = Some(bytes.freeze());
        Ok(())
    }

    async fn receive_file(&mut self, name: String, mut field: Field<'_>) -> Result<(), ServiceError> {
        let most = self.registry.settings().publication.max_files;
        if self.files.len() >= most {
            let detail = format!("more than {most} files; send several messages or a ZIP");
            return Err(Fault::one(Cause::body(Rule::OutOfRange, name, detail)).into());
        }
        let headers = field.headers().clone();
        let mut incoming = self.registry.receive_content();
        match self.stream(&name, &mut field, &mut incoming).await {
            Ok(()) => {}
            Err(error) => {
                incoming.discard().await;
                return Err(error);
            }
        }
        let staged = incoming.finish().await?;
        self.files.push((received_file(name, &headers, &staged), staged));
        Ok(())
    }

    async fn stream(
        &self,
        name: &str,
        field: &mut Field<'_>,
        incoming: &mut Incoming,
    ) -> Result<(), ServiceError> {
        let limit = self.registry.settings().max_file_size;
        while let Some(chunk) = in_time(field.chunk(), name).await? {
            if incoming.size() + chunk.len() as u64 > limit {
                return Err(Fault::TooLarge { what: name.to_owned(), limit }.into());
            }
            incoming.write(chunk).await?;
        }
        Ok(())
    }

    fn submission(self, key: Option<IdempotencyKey>) -> Submission {
        let (reading, draft_digest) = match &self.description {
            Some(bytes) => ((self.of.read)(bytes), digest_of_json(bytes)),
            None => {
                let detail = "the part with the message's description is missing; add it as JSON";
                let cause = Cause::body(Rule::Required, self.of.part, detail);
                (
                    Reading { sketch: None, causes: vec![cause], executes_action: false },
                    Sha256Digest::new([0; 32]),
                )
            }
        };
        let causes = self.causes.into_iter().chain(reading.causes).collect();
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

/// What comes next of a body, unless it is malformed, cut off, or silent for too long.
async fn in_time<T>(next: impl Future<Output = Result<T, MultipartError>>, part: &str) -> Result<T, Fault> {
    match tokio::time::timeout(SILENCE, next).await {
        Ok(Ok(next)) => Ok(next),
        Ok(Err(_)) | Err(_) => Err(cut_off(part)),
    }
}

fn cut_off(part: &str) -> Fault {
    let detail = "the multipart body is malformed or ends before its closing boundary; send it again, whole";
    Fault::one(Cause::body(Rule::Malformed, part, detail))
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
