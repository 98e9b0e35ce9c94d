//! One provider: which part of its list to walk, and what became of it.

use std::{sync::Arc, time::Instant};

use ebox_client::{Filter, Http, ListedProvider, TokenSource};
use ebox_domain::{Language, provider::Availability, time::in_brussels};
use jiff::{Span, Timestamp, civil::Date};

use crate::{
    engine::{Engine, Source},
    entry,
    error::SyncError,
    event::Event,
    journal::Walked,
    outcome::{ProviderOutcome, ProviderState},
    pulse::Pulse,
    steps::Step,
    walk::{Tally, WalkEnd, walk},
};

/// How many days before the newest known message a window begins. One is for registries that exclude the day
/// itself; one for messages that became visible later than they were received.
const OVERLAP_DAYS: i32 = 2;

/// Retrieves what is new at a provider.
pub(crate) async fn retrieve(
    engine: &Engine,
    listed: &ListedProvider,
    http: Http,
    tokens: Arc<TokenSource>,
    pulse: Arc<Pulse>,
) -> Result<ProviderOutcome, SyncError> {
    let begun = Instant::now();
    let name = listed.name.best(Language::En).to_owned();
    let registry = listed.registry(http, tokens);
    let registry =
        if engine.job.is_on_behalf { registry.on_behalf_of(engine.job.enterprise) } else { registry };
    let source = Source { provider: entry::provider(&registry, &name), registry, pulse };

    let before = engine.journal.walked(&listed.id).await?;
    let received_after = window(engine, before);
    engine.tell(&Event::ProviderStarted {
        provider: listed.id.clone(),
        name: name.clone(),
        version: listed.version,
        whole: received_after.is_none(),
    });
    let filter = Filter { received_after, ..Filter::default() };
    let mut tally = Tally::default();
    let end = walk(engine, &source, &filter, &mut tally).await?;
    if matches!(end, WalkEnd::Complete) && tally.failed.is_empty() {
        let whole = before.filter(|_| received_after.is_some()).map_or(engine.started, |walked| walked.whole);
        let newest = newest(before, tally.newest, engine.clock.now());
        engine.journal.set_walked(&listed.id, Walked { newest, whole }).await?;
        engine.reached(Step::WalkRecorded).await;
    }
    let outcome = ProviderOutcome {
        state: match end {
            WalkEnd::Complete => ProviderState::Complete,
            WalkEnd::Unsteady => ProviderState::Unsteady,
            WalkEnd::Failed(error) => ProviderState::Failed(error),
        },
        messages: tally.messages,
        files: tally.fetched.contents,
        bytes: tally.fetched.bytes,
        digests_verified: tally.fetched.digests_verified,
        failed: tally.failed,
        elapsed: begun.elapsed(),
        ..none(listed)
    };
    engine.tell(&Event::ProviderFinished(Box::new(outcome.clone())));
    Ok(outcome)
}

/// A provider that is not to be called now.
pub(crate) fn skipped(
    engine: &Engine,
    listed: &ListedProvider,
    availability: Availability,
) -> ProviderOutcome {
    let outcome = ProviderOutcome { state: ProviderState::Skipped(availability), ..none(listed) };
    engine.tell(&Event::ProviderSkipped {
        provider: outcome.id.clone(),
        name: outcome.name.clone(),
        availability,
    });
    outcome
}

fn none(listed: &ListedProvider) -> ProviderOutcome {
    ProviderOutcome {
        id: listed.id.clone(),
        name: listed.name.best(Language::En).to_owned(),
        version: listed.version,
        state: ProviderState::Complete,
        messages: 0,
        files: 0,
        bytes: 0,
        digests_verified: 0,
        failed: Vec::new(),
        elapsed: std::time::Duration::ZERO,
    }
}

/// The first day of the list to walk; none for the whole list.
fn window(engine: &Engine, before: Option<Walked>) -> Option<Date> {
    let settings = &engine.job.settings;
    let walked = before.filter(|_| !settings.whole_walk)?;
    let age = engine.started.duration_since(walked.whole);
    // A clock that went back is no reason to trust windows for longer.
    if age.is_negative() || age >= settings.whole_walk_every || walked.newest == Timestamp::UNIX_EPOCH {
        return None;
    }
    in_brussels(walked.newest).date().checked_sub(Span::new().days(OVERLAP_DAYS)).ok()
}

/// The newest receipt known of a provider. It is the provider's own clock that counts, but never the future: a
/// message dated ahead must not hide those that come meanwhile.
fn newest(before: Option<Walked>, seen: Option<Timestamp>, now: Timestamp) -> Timestamp {
    let before = before.map_or(Timestamp::UNIX_EPOCH, |walked| walked.newest);
    before.max(seen.unwrap_or(Timestamp::UNIX_EPOCH)).min(now)
}
