//! Publication, durable: against a bare server that syncs a new file for each, and against nothing but synced groups
//! of records.

use anyhow::{Context as _, Result, bail};
use bytes::Bytes;
use ebox_wire::sandbox::Role;
use serde_json::{Value, json};

use crate::{
    group_commit,
    load::{Call, Figures, Load, bearer, burst, closed_loop, rate},
    table::Table,
    world::World,
};

const BOUNDARY: &str = "the-boundary-of-the-measurement";
/// Who publishes large files at once.
const LARGE_CALLERS: usize = 4;
/// Large files a round: each stays on the disk.
const LARGE: usize = 12;
/// Rounds of large files, one of ours and one of the bare server in turn: what a disk does in a second is another thing
/// in the next. The first is for both to warm up.
const ROUNDS: usize = 6;

pub(crate) async fn measure(world: &World, table: &mut Table) -> Result<()> {
    let recipient = &world.sandbox.enterprises.last().context("no enterprise")?.enterprise_number;
    let seconds = world.options.seconds;
    let small = Publication::new(world, recipient, 50_000)?;
    for callers in [8, 64] {
        let before = group_commit::probe(&world.options.data, callers, small.size, seconds)?;
        let what = format!("publish 50 kB, {callers} clients, durable");
        let ours = compare(world, table, &what, &small, Load::new(callers, seconds), "at least 1.3").await?;
        let after = group_commit::probe(&world.options.data, callers, small.size, seconds)?;
        let probe = f64::midpoint(before, after);
        let yardstick = format!("synced groups of records: {} before, {} after", rate(before), rate(after));
        table.row(&what, ours.rate(), yardstick, ours.per_second / probe, "at least 0.2");
    }
    large(world, table, &Publication::new(world, recipient, 50_000_000)?).await
}

async fn large(world: &World, table: &mut Table, publication: &Publication) -> Result<()> {
    let headers = publication.headers(&world.token_of(Role::DocumentSender).await?);
    let (run, url, upload) = (now(), world.v3("/ebox/messages"), format!("{}/upload", world.bare));
    let round = async |url: &str, round: usize| {
        let numbers = round * LARGE..(round + 1) * LARGE;
        burst(LARGE_CALLERS, numbers, |number| Call::post(url, &headers, publication.body(&run, number)))
            .await
    };
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for number in 0..ROUNDS {
        let figures = (round(&url, number).await?, round(&upload, number).await?);
        if number > 0 {
            ours.push(figures.0);
            bare.push(figures.1);
        }
    }
    let (ours, bare) = (middle(&mut ours), middle(&mut bare));
    let what =
        format!("publish 50 MB, {LARGE_CALLERS} clients, durable: the median of {} rounds", ROUNDS - 1);
    let beside = format!("bare server, a new file each, synced: {}", rate(bare));
    table.row(&what, rate(ours), beside, ours / bare, "at least 0.8");
    Ok(())
}

fn middle(rates: &mut [f64]) -> f64 {
    rates.sort_unstable_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or_default()
}

async fn compare(
    world: &World,
    table: &mut Table,
    what: &str,
    publication: &Publication,
    load: Load,
    must: &str,
) -> Result<Figures> {
    let headers = publication.headers(&world.token_of(Role::DocumentSender).await?);
    let run = now();
    let (url, upload) = (world.v3("/ebox/messages"), format!("{}/upload", world.bare));
    let post = |url: &str, number: usize| Call::post(url, &headers, publication.body(&run, number));
    let ours = closed_loop(load, |number| post(&url, number)).await?;
    let bare = closed_loop(load, |number| post(&upload, number)).await?;
    table.rates(what, ours, "bare server, a new file each, synced", bare, must);
    Ok(ours)
}

/// A message to publish, with a file.
pub(crate) struct Publication {
    head: Bytes,
    filler: Bytes,
    /// How many bytes the file has.
    size: usize,
}

impl Publication {
    pub(crate) fn new(world: &World, recipient: &str, size: usize) -> Result<Self> {
        let sender = world.client(Role::DocumentSender)?;
        let provider = world.sandbox.message_registries.first().context("no provider")?;
        let kind = world
            .sandbox
            .message_types
            .iter()
            .find(|kind| {
                kind.sender_organization_id == sender.enterprise_number && kind.provider_id == provider.id
            })
            .context("the sender has no message type at the first provider")?;
        let description = json!({
            "recipient": { "eboxType": "enterprise", "enterpriseNumber": recipient },
            "subject": { "nl": "Een meting" },
            "messageTypeId": kind.message_type_id,
            "senderApplicationId": kind.sender_application_id,
            "attachments": [{ "httpPartName": "upfile1", "isMainContent": true }],
        });
        let head = Bytes::from(format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"messageToPublish\"\r\n\r\n{description}\r\n\
             --{BOUNDARY}\r\nContent-Disposition: form-data; name=\"upfile1\"; filename=\"m.txt\"\r\n\
             Content-Type: text/plain\r\n\r\n"
        ));
        Ok(Self { head, filler: Bytes::from(vec![b'x'; size.saturating_sub(UNIQUE)]), size })
    }

    fn headers(&self, token: &str) -> String {
        format!("Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n{}", bearer(token))
    }

    /// Each file is another one: the same bytes would be stored once.
    fn body(&self, run: &str, number: usize) -> Vec<Bytes> {
        let unique = Bytes::from(format!("{run:0>24}{number:024}"));
        let tail = Bytes::from_static(TAIL.as_bytes());
        vec![self.head.clone(), unique, self.filler.clone(), tail]
    }
}

/// How many bytes tell one file from all others.
const UNIQUE: usize = 48;
const TAIL: &str = "\r\n--the-boundary-of-the-measurement--\r\n";

fn now() -> String {
    use ebox_domain::Clock as _;
    ebox_domain::time::SystemClock.now().as_microsecond().to_string()
}

/// Publishes under a key, unless that was done before; says which message it is.
pub(crate) async fn once(world: &World, publication: &Publication, key: &str) -> Result<String> {
    let token = world.token_of(Role::DocumentSender).await?;
    let body: Vec<u8> = publication.body("once", 0).concat();
    let request = world.http.post(world.v3("/ebox/messages")).bearer_auth(token);
    let request = request
        .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"))
        .header("idempotency-key", format!("\"{key}\""));
    let answer: Value = request.body(body).send().await?.json().await?;
    match answer["messageId"].as_str() {
        Some(id) => Ok(id.to_owned()),
        None => bail!("a publication was answered {answer}"),
    }
}
