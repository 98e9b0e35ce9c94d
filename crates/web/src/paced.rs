//! Bodies that are taken in sips.
//!
//! Whoever splits a body into its parts takes all that has arrived before looking at any of it. A sender on a quick
//! network that sends faster than its bytes are hashed and written would fill memory with what waits. So after every so
//! many bytes a body says that the next are not there yet, and again at once that they are.

use std::task::Poll;

use axum::body::{Body, Bytes};
use futures_util::{Stream, StreamExt as _, stream};

/// How many bytes are taken at once, up to the one piece that passes it: little enough to stay in a processor's cache.
const SIP: usize = 128 * 1024;

/// The pieces of a body that is taken in sips, whoever takes it.
pub fn paced(body: Body) -> impl Stream<Item = Result<Bytes, axum::Error>> + Send + 'static {
    let mut pieces = body.into_data_stream();
    // Bytes since the last pause.
    let mut taken = 0;
    stream::poll_fn(move |context| {
        if taken >= SIP {
            taken = 0;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let piece = pieces.poll_next_unpin(context);
        match &piece {
            Poll::Ready(Some(Ok(piece))) => taken += piece.len(),
            _ => taken = 0,
        }
        piece
    })
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    /// How many bytes come before the body makes somebody wait, again and again until its end.
    fn sips(frames: usize, size: usize) -> Vec<usize> {
        let frames = stream::iter((0..frames).map(move |_| Ok::<_, axum::Error>(Bytes::from(vec![7; size]))));
        let mut body = paced(Body::from_stream(frames));
        let mut sips = vec![0];
        loop {
            match body.next().now_or_never() {
                Some(Some(frame)) => *sips.last_mut().expect("one") += frame.expect("a frame").len(),
                Some(None) => return sips,
                None => sips.push(0),
            }
        }
    }

    #[test]
    fn much_that_has_arrived_is_taken_little_by_little_and_nothing_is_lost() {
        let sips = sips(100, 40_000);
        assert_eq!(sips.iter().sum::<usize>(), 4_000_000);
        assert!(sips.iter().all(|sip| *sip < SIP + 40_000), "{sips:?}");
        assert!(sips.len() > 20);
    }

    #[test]
    fn a_small_body_is_taken_at_once() {
        assert_eq!(sips(3, 10_000), [30_000]);
        assert_eq!(sips(0, 0), [0]);
    }
}
