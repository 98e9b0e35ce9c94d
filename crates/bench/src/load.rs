//! Calling again and again: each of a few callers sends its next request when the last was answered.
//!
//! The caller is as plain as can be (HTTP/1.1 over a connection that it keeps, bodies read and dropped), so that
//! the server is what is measured: a full client needs more time for a call than a quick server.

use std::{
    ops::Range,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use bytes::Bytes;
use futures_util::future::try_join_all;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// The longest head of an answer.
const MAX_HEAD: usize = 64 * 1024;
/// A smaller request leaves in one piece, as every HTTP client sends it.
const SMALL: usize = 16 * 1024;
/// Bytes a read.
const CHUNK: usize = 256 * 1024;

/// A request, as bytes.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    authority: String,
    parts: Vec<Bytes>,
}

impl Call {
    /// A `GET`, with a bearer token unless that is empty.
    pub(crate) fn get(url: &str, token: &str) -> Result<Self> {
        Self::new("GET", url, &bearer(token), Vec::new())
    }

    /// A `GET` of a browser with a cookie.
    pub(crate) fn with_cookie(url: &str, cookie: &str) -> Result<Self> {
        Self::new("GET", url, &format!("Cookie: {cookie}\r\n"), Vec::new())
    }

    /// A `POST` of a body in parts. `headers` are whole lines.
    pub(crate) fn post(url: &str, headers: &str, body: Vec<Bytes>) -> Result<Self> {
        let length: usize = body.iter().map(Bytes::len).sum();
        Self::new("POST", url, &format!("{headers}Content-Length: {length}\r\n"), body)
    }

    fn new(method: &str, url: &str, headers: &str, body: Vec<Bytes>) -> Result<Self> {
        let rest = url.strip_prefix("http://").with_context(|| format!("{url} is not plain HTTP"))?;
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let path = if path.is_empty() { "/" } else { path };
        let head = format!("{method} {path} HTTP/1.1\r\nHost: {authority}\r\n{headers}\r\n");
        let mut parts: Vec<Bytes> = std::iter::once(Bytes::from(head)).chain(body).collect();
        if parts.iter().map(Bytes::len).sum::<usize>() < SMALL {
            parts = vec![parts.concat().into()];
        }
        Ok(Self { authority: authority.to_owned(), parts })
    }
}

/// The header line of a bearer token.
pub(crate) fn bearer(token: &str) -> String {
    if token.is_empty() { String::new() } else { format!("Authorization: Bearer {token}\r\n") }
}

/// A connection that is kept.
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub(crate) async fn to(call: &Call) -> Result<Self> {
        let stream = TcpStream::connect(&call.authority).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: vec![0; CHUNK] })
    }

    /// Calls, reads the answer whole, and says how long it took.
    pub(crate) async fn call(&mut self, call: &Call) -> Result<Duration> {
        let started = Instant::now();
        for part in &call.parts {
            self.stream.write_all(part).await?;
        }
        let mut read = 0;
        let body = loop {
            let more = self.stream.read(&mut self.buffer[read..]).await?;
            ensure!(more > 0, "the connection was closed instead of an answer");
            read += more;
            if let Some(end) = self.buffer[..read].windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            ensure!(read < MAX_HEAD, "an answer without an end of its head");
        };
        let head = String::from_utf8_lossy(&self.buffer[..body]).to_ascii_lowercase();
        let status = head.split(' ').nth(1).unwrap_or_default();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length:"))
            .with_context(|| format!("an answer without a length: {head}"))?;
        let length: usize = length.trim().parse()?;
        if !status.starts_with('2') {
            let text = String::from_utf8_lossy(&self.buffer[body..read]);
            bail!("{} was answered {status}: {text}", call.authority);
        }
        let mut left = length.saturating_sub(read - body);
        while left > 0 {
            let more = self.stream.read(&mut self.buffer).await?;
            ensure!(more > 0, "the connection was closed amid an answer");
            left = left.saturating_sub(more);
        }
        Ok(started.elapsed())
    }
}

/// For how long to call, and how often at most.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Load {
    pub(crate) callers: usize,
    pub(crate) seconds: u64,
    pub(crate) most: usize,
}

impl Load {
    pub(crate) const fn new(callers: usize, seconds: u64) -> Self {
        Self { callers, seconds, most: usize::MAX }
    }

    pub(crate) const fn at_most(self, most: usize) -> Self {
        Self { most, ..self }
    }
}

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
        rate(self.per_second)
    }
}

pub(crate) fn rate(per_second: f64) -> String {
    if per_second < 100.0 { format!("{per_second:.1}/s") } else { format!("{per_second:.0}/s") }
}

/// Calls from several callers at once until the time is over. A tenth of it warms up.
pub(crate) async fn closed_loop(load: Load, call: impl Fn(usize) -> Result<Call>) -> Result<Figures> {
    let begin = Instant::now();
    let warm = begin + Duration::from_millis(load.seconds * 100);
    let end = begin + Duration::from_secs(load.seconds);
    let loops = (0..load.callers).map(|caller| {
        let call = &call;
        async move {
            let mut times = Vec::new();
            let mut last = begin;
            let mut connection = Connection::to(&call(caller)?).await?;
            for number in (caller..load.most).step_by(load.callers) {
                let started = Instant::now();
                if started >= end {
                    break;
                }
                let took = connection.call(&call(number)?).await?;
                if started >= warm {
                    times.push(took);
                    last = Instant::now();
                }
            }
            Ok::<_, anyhow::Error>((times, last))
        }
    });
    let loops = try_join_all(loops).await?;
    let last = loops.iter().map(|(_, last)| *last).max().unwrap_or(end);
    let mut times: Vec<Duration> = loops.into_iter().flat_map(|(times, _)| times).collect();
    ensure!(!times.is_empty(), "nothing was answered in time");
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let per_second = times.len() as f64 / last.saturating_duration_since(warm).as_secs_f64();
    Ok(Figures { per_second, median: median(&mut times) })
}

/// So many calls, from several callers at once, until the last is answered; says how many were answered a second. For
/// calls of which only a few fit into the time: none is left out at the edges.
pub(crate) async fn burst(
    callers: usize,
    numbers: Range<usize>,
    call: impl Fn(usize) -> Result<Call>,
) -> Result<f64> {
    let connections =
        try_join_all((0..callers).map(async |_| Connection::to(&call(numbers.start)?).await)).await?;
    let begin = Instant::now();
    let loops = connections.into_iter().enumerate().map(|(caller, mut connection)| {
        let (call, numbers) = (&call, numbers.clone());
        async move {
            for number in numbers.skip(caller).step_by(callers) {
                connection.call(&call(number)?).await?;
            }
            Ok::<_, anyhow::Error>(())
        }
    });
    try_join_all(loops).await?;
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let per_second = numbers.len() as f64 / begin.elapsed().as_secs_f64();
    Ok(per_second)
}

/// The one in the middle.
pub(crate) fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

pub(crate) fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}
