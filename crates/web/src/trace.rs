//! An identifier, a log line and metrics for every request.
//!
//! The identifier is ours: a caller's own `BelGov-Trace-Id` is logged as related and never echoed, as the
//! Belgif guide asks. Logs have the route, not the path: paths can name messages, never people or documents.

use std::{sync::Arc, time::Instant};

use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    middleware::{self, Next},
    response::Response,
};
use ebox_domain::{Clock, Rng};
use http::{HeaderName, HeaderValue};
use tracing::Instrument;
use uuid::Uuid;

const TRACE_ID: HeaderName = HeaderName::from_static("belgov-trace-id");
const MAX_RELATED: usize = 36;

/// The identifier of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TraceId(pub Uuid);

/// What makes identifiers.
#[derive(Clone)]
struct Source {
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
}

/// Gives every request of a router an identifier, a span, a log line and metrics.
pub fn traced(router: Router, clock: Arc<dyn Clock>, rng: Arc<dyn Rng>) -> Router {
    router.layer(middleware::from_fn_with_state(Source { clock, rng }, trace))
}

async fn trace(State(source): State<Source>, mut request: Request, next: Next) -> Response {
    let id = TraceId(ebox_domain::ids::uuid_v7(source.clock.now(), &*source.rng));
    request.extensions_mut().insert(id);
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("unknown", MatchedPath::as_str).to_owned();
    let related = request
        .headers()
        .get(&TRACE_ID)
        .and_then(|value| value.to_str().ok())
        .filter(|text| text.len() <= MAX_RELATED)
        .unwrap_or_default();
    let span = tracing::info_span!("request", trace_id = %id.0, related_trace_id = related, %method, route);

    let started = Instant::now();
    async move {
        let mut response = next.run(request).await;
        let (status, elapsed) = (response.status().as_u16(), started.elapsed());
        tracing::info!(status, micros = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX), "answered");
        let labels =
            [("method", method.to_string()), ("route", route.clone()), ("status", status.to_string())];
        metrics::counter!("ebox_http_requests_total", &labels).increment(1);
        metrics::histogram!("ebox_http_request_seconds", &labels[..2]).record(elapsed.as_secs_f64());
        if let Ok(value) = HeaderValue::from_str(&id.0.to_string()) {
            response.headers_mut().insert(TRACE_ID, value);
        }
        response
    }
    .instrument(span)
    .await
}
