//! Listening over HTTP or HTTPS, and stopping gracefully.

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
}

impl Listener {
    /// Binds an address; port 0 is any free one.
    pub fn bind(address: SocketAddr) -> io::Result<Self> {
        let socket = TcpListener::bind(address)?;
        socket.set_nonblocking(true)?;
        let address = socket.local_addr()?;
        Ok(Self { socket, address })
    }

    /// The address that was bound.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until it is stopped, over HTTPS when there is `tls`.
    pub async fn serve(self, router: Router, tls: Option<RustlsConfig>, stopper: Stopper) -> io::Result<()> {
        let service = ServiceExt::<Request<_>>::into_make_service(lingering(router));
        match tls {
            Some(tls) => {
                let mut server = axum_server::from_tcp_rustls(self.socket, tls)?.handle(stopper.0);
                with_manners(server.http_builder());
                server.serve(service).await
            }
            None => {
                let mut server = axum_server::from_tcp(self.socket)?.handle(stopper.0);
                with_manners(server.http_builder());
                server.serve(service).await
            }
        }
    }
}

/// Ends connections on which no request comes, or no answer to a ping: each costs a file handle.
fn with_manners(builder: &mut Builder<TokioExecutor>) {
    builder.http1().timer(TokioTimer::new()).header_read_timeout(SILENCE);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(SILENCE).keep_alive_timeout(SILENCE);
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

/// Reads certificate and key for HTTPS again each time SIGHUP comes. When they cannot be read, the old ones stay.
pub async fn reload_tls_on_hangup(config: &RustlsConfig, tls: &Tls) {
    let Ok(mut hangup) = signal(SignalKind::hangup()) else { return };
    while hangup.recv().await.is_some() {
        match config.reload_from_pem_file(&tls.certificate, &tls.key).await {
            Ok(()) => tracing::info!("the TLS files were read again"),
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                tracing::error!(error, "the TLS files cannot be read; the old ones stay");
            }
        }
    }
}
