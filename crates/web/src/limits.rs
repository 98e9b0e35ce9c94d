//! How often a client may call, and how many uploads it may have under way.
//!
//! Both count by OAuth client, whoever else calls from the same address: one that goes wild slows down nobody but
//! itself. [`RateLimited`] stands behind the verifier of tokens, where the client is known first; whoever proves
//! clients in another way asks a [`CallRate`] of its own. An upload is counted by [`Authorized`](crate::Authorized) once it knows the client, and let go when it was answered.

use std::{
    collections::HashMap,
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use axum::{
    Router,
    extract::{Request, State},
    middleware::{self, Next},
    response::Response,
};
use ebox_credential::{Scope, TokenRefusal, TokenVerifier, VerifiedToken};
use ebox_domain::{Fault, ids::ClientId};
use governor::{DefaultKeyedRateLimiter, Quota, clock::Clock as _};
use http::{Extensions, Method, header};

/// The pause after which a further upload may be tried again.
const UPLOAD_PAUSE: u32 = 2;

/// How often a client may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Calls a second, in the long run.
    pub per_second: NonZeroU32,
    /// Calls at once, after a silence.
    pub burst: NonZeroU32,
}

/// Counts the calls of each client.
pub struct CallRate(DefaultKeyedRateLimiter<ClientId>);

impl CallRate {
    /// Nobody called yet.
    pub fn new(rate: Rate) -> Self {
        Self(DefaultKeyedRateLimiter::keyed(Quota::per_second(rate.per_second).allow_burst(rate.burst)))
    }

    /// Counts a call of a client. Of one too many the error is the seconds after which another is answered.
    pub fn check(&self, client: &ClientId) -> Result<(), u32> {
        let Err(until) = self.0.check_key(client) else { return Ok(()) };
        let wait = until.wait_time_from(self.0.clock().now());
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        Err(u32::try_from(seconds.max(1)).unwrap_or(u32::MAX))
    }
}

/// Verifies tokens, and refuses clients that call too often.
pub struct RateLimited {
    inner: Arc<dyn TokenVerifier>,
    rate: Arc<CallRate>,
    spared: Option<Scope>,
}

impl RateLimited {
    /// Puts a limit behind a verifier.
    pub fn new(inner: Arc<dyn TokenVerifier>, rate: Rate) -> Self {
        Self { inner, rate: Arc::new(CallRate::new(rate)), spared: None }
    }

    /// The same limit, with one count for both, where those with a scope ask for all their own callers: their calls
    /// there do not count.
    #[must_use]
    pub fn sparing(&self, scope: Scope) -> Self {
        Self { inner: Arc::clone(&self.inner), rate: Arc::clone(&self.rate), spared: Some(scope) }
    }
}

#[async_trait]
impl TokenVerifier for RateLimited {
    async fn verify(&self, token: &str) -> Result<VerifiedToken, TokenRefusal> {
        let verified = self.inner.verify(token).await?;
        if self.spared.is_some_and(|scope| verified.scopes.contains(scope)) {
            return Ok(verified);
        }
        match self.rate.check(&verified.client_id) {
            Ok(()) => Ok(verified),
            Err(retry_after) => Err(TokenRefusal::TooMany { retry_after }),
        }
    }
}

/// The uploads under way, by client.
struct Uploads {
    most: usize,
    running: Mutex<HashMap<ClientId, usize>>,
}

impl Uploads {
    fn with<T>(&self, change: impl FnOnce(&mut HashMap<ClientId, usize>) -> T) -> T {
        change(&mut self.running.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// An upload that is under way until this is dropped.
struct Upload {
    uploads: Arc<Uploads>,
    client: ClientId,
}

impl Drop for Upload {
    fn drop(&mut self) {
        self.uploads.with(|running| {
            if let Some(count) = running.get_mut(&self.client) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    running.remove(&self.client);
                }
            }
        });
    }
}

/// The place of a request among the uploads, empty until its client is known.
#[derive(Clone)]
struct Place {
    uploads: Arc<Uploads>,
    taken: Arc<Mutex<Option<Upload>>>,
}

/// Limits how many uploads a client may have under way on a router. Uploads are requests with a body in parts.
pub fn limit_uploads(router: Router, most: usize) -> Router {
    let uploads = Arc::new(Uploads { most, running: Mutex::default() });
    router.layer(middleware::from_fn_with_state(uploads, count))
}

async fn count(State(uploads): State<Arc<Uploads>>, mut request: Request, next: Next) -> Response {
    let is_upload = request.method() == Method::POST
        && request.headers().get(header::CONTENT_TYPE).is_some_and(|value| {
            value.as_bytes().get(..10).is_some_and(|start| start.eq_ignore_ascii_case(b"multipart/"))
        });
    if !is_upload {
        return next.run(request).await;
    }
    let place = Place { uploads, taken: Arc::default() };
    request.extensions_mut().insert(place.clone());
    let response = next.run(request).await;
    // The body was read, or will not be: the upload is over, whoever still holds the request's extensions.
    place.taken.lock().unwrap_or_else(PoisonError::into_inner).take();
    response
}

/// Counts an upload of a client, if the request is one.
pub(crate) fn enter(extensions: &Extensions, client: &ClientId) -> Result<(), Fault> {
    let Some(place) = extensions.get::<Place>() else { return Ok(()) };
    let mut taken = place.taken.lock().unwrap_or_else(PoisonError::into_inner);
    if taken.is_some() {
        return Ok(());
    }
    let is_free = place.uploads.with(|running| {
        if running.get(client).copied().unwrap_or_default() >= place.uploads.most {
            return false;
        }
        *running.entry(client.clone()).or_default() += 1;
        true
    });
    if !is_free {
        return Err(Fault::TooManyRequests(UPLOAD_PAUSE));
    }
    *taken = Some(Upload { uploads: Arc::clone(&place.uploads), client: client.clone() });
    Ok(())
}
