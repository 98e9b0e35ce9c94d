//! Connections on which nothing comes.
//!
//! Which version of HTTP a connection speaks is read from its first bytes, and the limits of hyper begin only after
//! them: until then they are here.

use std::{
    future::Future as _,
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum_server::accept::Accept;
use futures_util::future::{BoxFuture, FutureExt as _};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// What every connection of HTTP/2 begins with; none of HTTP/1 does.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Accepts connections as `inner` does, and ends those that do not say within `silence` which HTTP they speak.
#[derive(Clone)]
pub(super) struct Impatient<A> {
    pub(super) inner: A,
    pub(super) silence: Duration,
}

impl<A, I, S> Accept<I, S> for Impatient<A>
where
    A: Accept<I, S>,
    A::Future: Send + 'static,
{
    type Stream = Awaited<A::Stream>;
    type Service = A::Service;
    type Future = BoxFuture<'static, io::Result<(Self::Stream, Self::Service)>>;

    fn accept(&self, stream: I, service: S) -> Self::Future {
        let (accepted, silence) = (self.inner.accept(stream, service), self.silence);
        async move {
            let (stream, service) = accepted.await?;
            let begin = Some(Begin { end: Box::pin(sleep(silence)), known: 0 });
            Ok((Awaited { stream, begin }, service))
        }
        .boxed()
    }
}

/// A connection that ends when it does not begin.
pub(super) struct Awaited<S> {
    stream: S,
    // Until it is known which HTTP it speaks.
    begin: Option<Begin>,
}

struct Begin {
    end: Pin<Box<Sleep>>,
    // How much of the preface came.
    known: usize,
}

impl Begin {
    /// Whether these bytes say which HTTP it is.
    fn is_over_with(&mut self, bytes: &[u8]) -> bool {
        let rest = &PREFACE[self.known..];
        self.known += bytes.len().min(rest.len());
        self.known == PREFACE.len() || !rest.starts_with(bytes)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Awaited<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if let Some(begin) = &mut self.begin {
            if read.is_pending() {
                return begin.end.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()));
            }
            if begin.is_over_with(&buffer.filled()[before..]) {
                self.begin = None;
            }
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Awaited<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
