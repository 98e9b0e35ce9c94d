//! The reader of a form: part by part, in time, with a word for what cannot be read.

use std::{
    error::Error as _,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    body::Body,
    extract::{
        DefaultBodyLimit, FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::{HeaderMap, header},
};
use bytes::Bytes;
use ebox_domain::{Cause, Fault, Rule};
use ebox_web::paced::paced;
use futures_util::{Stream, StreamExt as _};

/// How long a sender may send nothing before it counts as gone: an upload may be slow, never silent.
const SILENCE: Duration = Duration::from_mins(1);

/// The most bytes between two pieces of content, up to the one piece of the body that passes it: the headers of a
/// part, with what arrived besides. Whoever splits the body keeps all of that in memory.
const UNREAD: usize = 1024 * 1024;
/// That more came than that.
const GIVEN_UP: usize = usize::MAX;

/// A form that comes in part by part.
pub(super) struct Form {
    parts: Multipart,
    unread: Unread,
}

/// A part of a form, whose content comes piece by piece.
pub(super) struct Part<'f> {
    field: Field<'f>,
    unread: Unread,
}

/// How many bytes came since the last piece of content was handed on.
#[derive(Clone, Default)]
struct Unread(Arc<AtomicUsize>);

impl Form {
    /// A form that nothing was read of yet.
    pub(super) async fn of(mut request: Request) -> Result<Self, Fault> {
        // Limits are our own: by part, while it streams.
        DefaultBodyLimit::disable().apply(&mut request);
        let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let is_multipart = content_type
            .is_some_and(|text| text.trim_start().to_ascii_lowercase().starts_with("multipart/form-data"));
        if !is_multipart {
            return Err(Fault::UnsupportedMediaType("multipart/form-data"));
        }
        let unread = Unread::default();
        let counted = unread.clone();
        let request = request.map(|body| Body::from_stream(counted.counting(paced(body))));
        let parts = Multipart::from_request(request, &()).await.map_err(|_| {
            let detail = "the Content-Type has no boundary; send multipart/form-data; boundary=...";
            Fault::one(Cause::header(Rule::Malformed, "Content-Type", detail))
        })?;
        Ok(Self { parts, unread })
    }

    /// The next part, if there is one. The one before must have been read to its end.
    pub(super) async fn next(&mut self) -> Result<Option<Part<'_>>, Fault> {
        let field = self.unread.until(self.parts.next_field(), "body").await?;
        Ok(field.map(|field| Part { field, unread: self.unread.clone() }))
    }

    /// Reads the rest and drops it.
    pub(super) async fn drain(mut self) {
        while let Ok(Some(mut part)) = self.next().await {
            while let Ok(Some(_)) = part.chunk("body").await {}
        }
    }
}

impl Part<'_> {
    /// What stands before its content.
    pub(super) fn headers(&self) -> &HeaderMap {
        self.field.headers()
    }

    /// The next bytes of its content, if there are any; `name` is what refusals call it.
    pub(super) async fn chunk(&mut self, name: &str) -> Result<Option<Bytes>, Fault> {
        self.unread.until(self.field.chunk(), name).await
    }
}

impl Unread {
    /// The pieces of a body, as long as not too many come without anything of them being handed on.
    fn counting(
        self,
        pieces: impl Stream<Item = Result<Bytes, axum::Error>> + Send + 'static,
    ) -> impl Stream<Item = Result<Bytes, axum::Error>> + Send + 'static {
        pieces.map(move |piece| {
            let piece = piece?;
            if self.0.fetch_add(piece.len(), Ordering::Relaxed) > UNREAD {
                self.0.store(GIVEN_UP, Ordering::Relaxed);
                return Err(axum::Error::new(TooLong));
            }
            Ok(piece)
        })
    }

    /// What comes next of a body, unless it is malformed, cut off, or silent for too long.
    async fn until<T>(
        &self,
        next: impl Future<Output = Result<T, MultipartError>>,
        part: &str,
    ) -> Result<T, Fault> {
        let detail = match tokio::time::timeout(SILENCE, next).await {
            Ok(Ok(next)) => {
                self.0.store(0, Ordering::Relaxed);
                return Ok(next);
            }
            Ok(Err(_)) if self.0.load(Ordering::Relaxed) == GIVEN_UP => TooLong.to_string(),
            Ok(Err(error)) => unreadable(&error),
            Err(_) => "nothing came for a minute; send it again, whole".to_owned(),
        };
        Err(Fault::one(Cause::body(Rule::Malformed, part, detail)))
    }
}

/// Headers without end.
#[derive(Debug, thiserror::Error)]
#[error("the headers of a part are too long; Content-Disposition and Content-Type are enough")]
struct TooLong;

fn unreadable(error: &MultipartError) -> String {
    use multer::Error as E;
    match error.source().and_then(|source| source.downcast_ref()) {
        Some(E::ReadHeaderFailed(why)) => format!(
            "the headers of a part cannot be read: {why}; Content-Disposition and Content-Type are enough, and \
             there may be 32"
        ),
        Some(E::DecodeHeaderName { .. } | E::DecodeHeaderValue { .. } | E::IncompleteHeaders) => {
            "the headers of a part cannot be read; Content-Disposition and Content-Type are enough".to_owned()
        }
        Some(E::IncompleteStream) => "the multipart body ends before its closing boundary, or a part has no \
             headers; send it again, whole, each part with a Content-Disposition and an empty line after it"
            .to_owned(),
        _ => "the multipart body is malformed or ends before its closing boundary; send it again, whole"
            .to_owned(),
    }
}
