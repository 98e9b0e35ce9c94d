//! Calling again and again: each of a few callers sends its next request when the last was answered.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use futures_util::future::try_join_all;

/// What was measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures {
    pub(crate) per_second: f64,
    pub(crate) median: Duration,
}

impl Figures {
    pub(crate) fn millis(self) -> String {
        format!("{:.2} ms", self.median.as_secs_f64() * 1_000.0)
    }

    pub(crate) fn rate(self) -> String {
        format!("{:.0}/s", self.per_second)
    }
}

/// Calls from several callers at once until the time is over. A tenth of it warms up.
pub(crate) async fn closed_loop<F>(callers: usize, seconds: u64, call: impl Fn(usize) -> F) -> Result<Figures>
where
    F: Future<Output = Result<()>>,
{
    let begin = Instant::now();
    let (warm, end) = (begin + Duration::from_millis(seconds * 100), begin + Duration::from_secs(seconds));
    let loops = (0..callers).map(|caller| {
        let call = &call;
        async move {
            let mut times = Vec::new();
            let mut number = caller;
            while Instant::now() < end {
                let started = Instant::now();
                call(number).await?;
                number += callers;
                if started >= warm {
                    times.push(started.elapsed());
                }
            }
            Ok::<_, anyhow::Error>(times)
        }
    });
    let mut times: Vec<Duration> = try_join_all(loops).await?.into_iter().flatten().collect();
    ensure!(!times.is_empty(), "nothing was answered in time");
    times.sort_unstable();
    let measured = end.duration_since(warm).as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let per_second = times.len() as f64 / measured;
    Ok(Figures { per_second, median: times[times.len() / 2] })
}
