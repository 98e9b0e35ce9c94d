//! A refusal arrives, also at whoever is still sending.

use std::{net::SocketAddr, time::Duration};

use axum::{Router, http::StatusCode, routing::post};
use ebox_server::listen::{Listener, Stopper};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// A server that refuses every publication without reading it.
fn server() -> (SocketAddr, Stopper) {
    let listener = Listener::bind("127.0.0.1:0".parse().expect("an address")).expect("bound");
    let (address, stopper) = (listener.address(), Stopper::default());
    let router = Router::new().route("/publish", post(async || StatusCode::UNAUTHORIZED));
    tokio::spawn(listener.serve(router, None, stopper.clone()));
    (address, stopper)
}

/// Sends a head, waits for the status, and only then sends so many bytes. The status, and whether a further request on
/// the same connection is answered.
async fn sent_late(address: SocketAddr, bytes: usize) -> (String, bool) {
    let mut connection = TcpStream::connect(address).await.expect("connected");
    let head = format!("POST /publish HTTP/1.1\r\nhost: x\r\ncontent-length: {bytes}\r\n\r\n");
    connection.write_all(head.as_bytes()).await.expect("sent");
    let status = status(&mut connection).await.unwrap_or_default();
    for chunk in vec![b'x'; bytes].chunks(64 * 1024) {
        if connection.write_all(chunk).await.is_err() {
            return (status, false);
        }
    }
    let next = b"POST /publish HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n";
    let is_open = connection.write_all(next).await.is_ok() && self::status(&mut connection).await.is_some();
    (status, is_open)
}

async fn status(connection: &mut TcpStream) -> Option<String> {
    let mut answer = vec![0; 1024];
    let read = tokio::time::timeout(Duration::from_secs(5), connection.read(&mut answer)).await.ok()?.ok()?;
    let text = String::from_utf8_lossy(&answer[..read]).into_owned();
    text.lines().next().map(ToOwned::to_owned)
}

#[tokio::test]
async fn whoever_sends_on_after_a_refusal_learns_it_and_keeps_the_connection() {
    let (address, stopper) = server();
    for bytes in [1, 50_000, 1_000_000] {
        let (status, is_open) = sent_late(address, bytes).await;
        assert_eq!((status.as_str(), is_open), ("HTTP/1.1 401 Unauthorized", true), "{bytes} bytes");
    }
    stopper.stop();
}

#[tokio::test]
async fn nobody_is_read_forever() {
    let (address, stopper) = server();
    let (status, is_open) = sent_late(address, 64 << 20).await;
    assert_eq!((status.as_str(), is_open), ("HTTP/1.1 401 Unauthorized", false));
    stopper.stop();
}
