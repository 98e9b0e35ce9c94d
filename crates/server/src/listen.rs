//! Listening over HTTP or HTTPS, and stopping gracefully.

mod silence;

use std::{
    io,
    net::{SocketAddr, TcpListener},
    time::Duration,
};

use axum::{Router, ServiceExt, http::Request, routing::get};
use axum_server::{Handle, tls_rustls::RustlsConfig};
use ebox_web::linger::lingering;
use hyper_util::{
    rt::{TokioExecutor, TokioTimer},
    server::conn::auto::Builder,
};
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::config::{Tls, check_tls};
use silence::Impatient;

/// How long requests under way may take after a stop was asked for. Closing what they used takes seconds more, and
/// all of it less than the 30 that operators are told.
const GRACE: Duration = Duration::from_secs(25);

/// How long a connection may be without a whole request head.
const SILENCE: Duration = Duration::from_secs(30);

/// A bound listener that does not serve yet: its address is known, which the services need.
pub struct Listener {
    socket: TcpListener,
    address: SocketAddr,
    silence: Duration,
}

impl Listener {
    /// Binds an address; port 0 is any free one.
    pub fn bind(address: SocketAddr) -> io::Result<Self> {
        let socket = TcpListener::bind(address)?;
        socket.set_nonblocking(true)?;
        let address = socket.local_addr()?;
        Ok(Self { socket, address, silence: SILENCE })
    }

    /// The address that was bound.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until it is stopped, over HTTPS when there is `tls`.
    pub async fn serve(self, router: Router, tls: Option<RustlsConfig>, stopper: Stopper) -> io::Result<()> {
        let silence = self.silence;
        let service = ServiceExt::<Request<_>>::into_make_service(lingering(router));
        match tls {
            Some(tls) => {
                let server = axum_server::from_tcp_rustls(self.socket, tls)?.handle(stopper.0);
                let mut server = server.map(|inner| Impatient { inner, silence });
                with_manners(server.http_builder(), silence);
                server.serve(service).await
            }
            None => {
                let server = axum_server::from_tcp(self.socket)?.handle(stopper.0);
                let mut server = server.map(|inner| Impatient { inner, silence });
                with_manners(server.http_builder(), silence);
                server.serve(service).await
            }
        }
    }
}

/// Ends connections on which no request comes, or no answer to a ping: each costs a file handle.
fn with_manners(builder: &mut Builder<TokioExecutor>, silence: Duration) {
    builder.http1().timer(TokioTimer::new()).header_read_timeout(silence);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(silence).keep_alive_timeout(silence);
}

/// Stops listeners.
#[derive(Clone, Default)]
pub struct Stopper(Handle<SocketAddr>);

impl Stopper {
    /// Lets requests under way end, for a while, and takes no new ones.
    pub fn stop(&self) {
        self.0.graceful_shutdown(Some(GRACE));
    }
}

/// Reads certificate and key for HTTPS.
pub async fn read_tls(tls: &Tls) -> io::Result<RustlsConfig> {
    RustlsConfig::from_pem_file(&tls.certificate, &tls.key).await
}

/// The router of the metrics listener.
pub fn metrics_router(handle: PrometheusHandle) -> Router {
    Router::new().route("/metrics", get(move || async move { handle.render() }))
}

/// Ctrl-C and SIGTERM, listened for from the moment this is made.
pub struct StopSignal {
    interrupt: Signal,
    terminate: Signal,
}

impl StopSignal {
    /// Listens from now on.
    pub fn new() -> io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Waits for either.
    pub async fn wait(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// Reads certificate and key for HTTPS again each time SIGHUP comes. When they do not fit, or hold at another time than
/// now, the old ones stay.
pub async fn reload_tls_on_hangup(config: &RustlsConfig, tls: &Tls) {
    let Ok(mut hangup) = signal(SignalKind::hangup()) else { return };
    while hangup.recv().await.is_some() {
        if let Err(error) = check_tls(tls) {
            tracing::error!(error, "the TLS files cannot be used; the old ones stay");
            continue;
        }
        match config.reload_from_pem_file(&tls.certificate, &tls.key).await {
            Ok(()) => tracing::info!("the TLS files were read again"),
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                tracing::error!(error, "the TLS files cannot be read; the old ones stay");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::TcpStream,
        time::timeout,
    };

    use super::*;

    /// What the server answers to these bytes before it ends the connection.
    async fn answer_to(bytes: &[u8]) -> String {
        let mut listener = Listener::bind(([127, 0, 0, 1], 0).into()).expect("bound");
        listener.silence = Duration::from_millis(200);
        let address = listener.address();
        let slow = get(|| async {
            tokio::time::sleep(Duration::from_millis(600)).await;
            "done"
        });
        tokio::spawn(listener.serve(Router::new().route("/", slow), None, Stopper::default()));
        let mut connection = TcpStream::connect(address).await.expect("connected");
        connection.write_all(bytes).await.expect("sent");
        let mut answer = Vec::new();
        let end = timeout(Duration::from_secs(10), connection.read_to_end(&mut answer)).await;
        end.expect("the server ends it").expect("read");
        String::from_utf8_lossy(&answer).into_owned()
    }

    #[tokio::test]
    async fn connections_on_which_no_request_comes_are_ended() {
        for silent in ["", "P", "PRI * HTTP/2.0\r\n", "GET / HTTP/1.1\r\n"] {
            assert!(!answer_to(silent.as_bytes()).await.contains("200 OK"), "{silent:?}");
        }
    }

    #[tokio::test]
    async fn an_answer_may_take_longer_than_a_request() {
        assert!(answer_to(b"GET / HTTP/1.0\r\n\r\n").await.ends_with("done"));
    }
}
