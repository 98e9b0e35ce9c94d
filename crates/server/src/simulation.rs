//! The simulation registry: where a Document Consumer tries its calls before it makes them for real.
//!
//! **What.** For each e-Box the same made-up messages of all kinds ([`letters`]), below an address of its own and
//! in v3 only. What is opened, hidden or answered here stays here: no real e-Box is touched.
//!
//! **Why like this.** It is a registry like every other, on a store of its own, so that it answers as the real ones
//! do. Every Brussels day has its own folder; whoever calls first on a new day finds an empty one. An e-Box is
//! filled when its enterprise is first heard of that day, which is where its token is confirmed.
//!
//! **To add one more** kind of message: a line in [`letters`], and a trait of letters when it is a new one.

mod day;
mod letters;
mod pdf;

use std::{path::PathBuf, sync::Arc};

use axum::{
    Router,
    extract::{Request, State},
    response::Response,
};
use ebox_audit::PersonKey;
use ebox_credential::{caller::TokenVerifier, mandate::Mandates};
use ebox_domain::{Clock, Environment, Rng, ServiceError, time::in_brussels};
use jiff::civil::Date;
use tokio::sync::RwLock;
use tower::ServiceExt as _;

use day::Day;

/// How many days are open: today, and yesterday for whoever was still reading at midnight.
const OPEN: usize = 2;

/// What the simulation is made of.
pub(crate) struct Parts {
    /// Where its days are kept.
    pub(crate) folder: PathBuf,
    /// The address that callers use, without a slash at the end.
    pub(crate) address: String,
    /// Which environment this is.
    pub(crate) environment: Environment,
    /// Who confirms access tokens.
    pub(crate) verifier: Arc<dyn TokenVerifier>,
    /// Who knows on whose behalf callers may act.
    pub(crate) mandates: Arc<dyn Mandates>,
    /// The clock.
    pub(crate) clock: Arc<dyn Clock>,
    /// The random numbers of identifiers.
    pub(crate) rng: Arc<dyn Rng>,
    /// Under which key audit records name people.
    pub(crate) person_key: PersonKey,
}

/// The simulation registry.
pub(crate) struct Simulation {
    parts: Parts,
    // The newest first.
    days: RwLock<Vec<Arc<Day>>>,
}

impl Simulation {
    /// A simulation whose days are opened when somebody calls.
    pub(crate) fn new(parts: Parts) -> Self {
        Self { parts, days: RwLock::default() }
    }

    /// Its router, below its address.
    pub(crate) fn router(self: &Arc<Self>) -> Router {
        Router::new().fallback(answer).with_state(Arc::clone(self))
    }

    async fn today(&self) -> Result<Arc<Day>, ServiceError> {
        let date = in_brussels(self.parts.clock.now()).date();
        if let Some(day) = open_one(&self.days.read().await, date) {
            return Ok(day);
        }
        let mut days = self.days.write().await;
        if let Some(day) = open_one(&days, date) {
            return Ok(day);
        }
        let day = Arc::new(Day::open(&self.parts, date).await?);
        days.insert(0, Arc::clone(&day));
        let open = days.len().min(OPEN);
        for old in days.split_off(open) {
            old.close().await;
        }
        let open: Vec<Date> = days.iter().map(|day| day.date()).collect();
        day::forget_all_but(&self.parts.folder, &open)?;
        Ok(day)
    }

    /// Closes what is open.
    pub(crate) async fn close(&self) {
        for day in self.days.write().await.drain(..) {
            day.close().await;
        }
    }
}

async fn answer(
    State(simulation): State<Arc<Simulation>>,
    request: Request,
) -> Result<Response, ebox_web::Refusal> {
    let day = simulation.today().await?;
    match day.router().oneshot(request).await {
        Ok(response) => Ok(response),
        Err(never) => match never {},
    }
}

fn open_one(days: &[Arc<Day>], date: Date) -> Option<Arc<Day>> {
    days.iter().find(|day| day.date() == date).cloned()
}
