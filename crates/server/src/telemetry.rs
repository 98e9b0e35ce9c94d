//! Logs and metrics of this process.
//!
//! Logged are identifiers, routes, durations and failures with their chain. Never logged are subjects, bodies,
//! names of files, numbers of people, tokens, assertions and keys.

use std::io::IsTerminal as _;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::config::Log;

/// Logging that could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The filter is none.
    #[error("log.filter is no filter: {0}")]
    Filter(String),
    /// It was set up before in this process.
    #[error("logs or metrics were set up before in this process")]
    Again,
}

/// Whether a text is a filter of logs.
pub(crate) fn is_filter(text: &str) -> bool {
    EnvFilter::try_new(text).is_ok()
}

/// Writes logs to standard error from now on.
pub fn start_logs(log: &Log) -> Result<(), TelemetryError> {
    let filter = EnvFilter::try_new(&log.filter).map_err(|_| TelemetryError::Filter(log.filter.clone()))?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        // Colour is for eyes; a file or a collector wants plain text.
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    // Among all spans of a line is the innermost: it is not there twice.
    let started =
        if log.is_json { builder.json().with_current_span(false).try_init() } else { builder.try_init() };
    started.map_err(|_| TelemetryError::Again)
}

/// Keeps metrics from now on; the handle renders them as Prometheus text.
pub fn start_metrics() -> Result<PrometheusHandle, TelemetryError> {
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).map_err(|_| TelemetryError::Again)?;
    Ok(handle)
}
