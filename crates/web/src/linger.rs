//! Reading what nobody wants to have any more, so that a refusal arrives.
//!
//! A request can be refused before its body was read: the token has expired, the page is not there. Hyper then closes
//! the connection, and a client that is still sending sees a broken pipe instead of the answer: a sender's software would
//! not learn that its token has expired. So what is left of a body is read and thrown away, for a while.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    BoxError, Router,
    body::{Body, Bytes, HttpBody},
    extract::Request,
};
use http_body::{Frame, SizeHint};
use tokio::{runtime::Handle, time::timeout};
use tower::util::MapRequest;

/// The most bytes that are read of a body that nobody wants. Whoever has more to send sees the connection end.
const MOST: usize = 8 << 20;
/// How long that may take.
const LONGEST: Duration = Duration::from_secs(5);

/// A router that reads, within limits, what its handlers leave of the bodies of requests.
pub type LingeringRouter<B> = MapRequest<Router, fn(Request<B>) -> Request>;

/// Has a router read, within limits, what its handlers leave of the bodies of requests.
///
/// It stands around the router as a whole: what stands around each of its routes is copied for each request.
pub fn lingering<B>(router: Router) -> LingeringRouter<B>
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    MapRequest::new(router, |request: Request<B>| request.map(|body| Lingering::around(Body::new(body))))
}

/// A body whose rest is read when it is dropped.
struct Lingering {
    body: Option<Body>,
}

impl Lingering {
    fn around(body: Body) -> Body {
        if body.is_end_stream() { body } else { Body::new(Self { body: Some(body) }) }
    }
}

impl HttpBody for Lingering {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let frame = Pin::new(body).poll_frame(context);
        if matches!(frame, Poll::Ready(None | Some(Err(_)))) {
            self.body = None;
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map_or_else(|| SizeHint::with_exact(0), HttpBody::size_hint)
    }
}

impl Drop for Lingering {
    fn drop(&mut self) {
        let rest = self.body.take().filter(|body| !body.is_end_stream());
        if let (Some(rest), Ok(runtime)) = (rest, Handle::try_current()) {
            runtime.spawn(timeout(LONGEST, thrown_away(rest)));
        }
    }
}

async fn thrown_away(mut body: Body) {
    let mut read = 0;
    while read < MOST {
        let frame = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await;
        match frame {
            Some(Ok(frame)) => read += frame.data_ref().map_or(0, Bytes::len),
            Some(Err(_)) | None => return,
        }
    }
}
