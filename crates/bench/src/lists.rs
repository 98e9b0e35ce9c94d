//! Lists in a huge e-Box: pages, and filters one by one and together.

use std::time::Duration;

use anyhow::{Context as _, Result};
use ebox_wire::v3;
use jiff::ToSpan;

use crate::{
    load::{Call, Connection, Figures, Load, closed_loop, median, millis},
    table::Table,
    world::{Ebox, World},
};

const CALLERS: usize = 4;
/// Pages to which a jump is measured.
const JUMPS: u64 = 50;
/// How often each combination of filters is asked for.
const TURNS: usize = 5;

pub(crate) async fn measure(world: &World, table: &mut Table) -> Result<()> {
    let first = world.get(&list(world, ""), Ebox::Huge).await?;
    let posted = world.http.post(format!("{}/page", world.bare)).header("content-type", "application/json");
    posted.body(first.clone()).send().await?.error_for_status()?;
    let messages: v3::Messages = serde_json::from_slice(&first)?;

    let ours = at(world, Ebox::Huge, "", CALLERS).await?;
    let url = format!("{}/page", world.bare);
    let load = Load::new(CALLERS, world.options.seconds);
    let bare = closed_loop(load, |_| Call::get(&url, "")).await?;
    table.rates("list of 100, first page", ours, "bare server, same page", bare, "at least 0.4");

    let page = at(world, Ebox::Huge, "", 1).await?;
    let small = at(world, Ebox::Small, "", 1).await?;
    table.times("list in that e-Box against one of 1 000", page, "in the small one", small, "at most 1.3");
    walk(world, table, page, messages.total).await?;
    filters(world, table, page, &messages).await
}

pub(crate) fn list(world: &World, query: &str) -> String {
    world.v3(&format!("/ebox/messages?pageSize=100{query}"))
}

/// A page, again and again.
pub(crate) async fn at(world: &World, ebox: Ebox, query: &str, callers: usize) -> Result<Figures> {
    let (url, token) = (list(world, query), world.token(ebox).await?);
    closed_loop(Load::new(callers, world.options.seconds), |_| Call::get(&url, &token)).await
}

/// Every page in order without a gap, and jumps to pages that were not near the last one.
async fn walk(world: &World, table: &mut Table, first: Figures, total: u64) -> Result<()> {
    let last = total.div_ceil(100);
    let mut times = pages(world, 2..=last).await?;
    let median = Figures { per_second: 0.0, median: median(&mut times) };
    let what = format!("pages 2 to {last}, walked in order: the median");
    table.times(&what, median, "page 1", first, "at most 1.5");
    // The middle first, then all over the list: a stride that shares no factor with their number meets each once.
    let jumps = (0..JUMPS).map(|jump| (last * ((jump * 19 + JUMPS / 2) % JUMPS) / JUMPS).max(1));
    let worst = pages(world, jumps).await?.into_iter().max().context("no page")?;
    let what = format!("a jump straight to a page, the slowest of {JUMPS}, the middle among them");
    table.figure(&what, millis(worst), "under 25 ms");
    Ok(())
}

async fn pages(world: &World, pages: impl Iterator<Item = u64>) -> Result<Vec<Duration>> {
    let token = world.token(Ebox::Huge).await?;
    let call = |page: u64| Call::get(&list(world, &format!("&page={page}")), &token);
    let mut connection = Connection::to(&call(1)?).await?;
    let mut times = Vec::new();
    for page in pages {
        times.push(connection.call(&call(page)?).await?);
    }
    Ok(times)
}

async fn filters(world: &World, table: &mut Table, plain: Figures, page: &v3::Messages) -> Result<()> {
    let one = page.items.first().context("an empty e-Box")?;
    let (sender, kind) = (&one.sender.enterprise_number, &one.message_type_id);
    let partition = one.partition.clone().unwrap_or_default();
    let today = one.receipt_date.0.to_zoned(jiff::tz::TimeZone::UTC).date();
    let (month, year) = (today.checked_sub(1.month())?, today.checked_sub(1.year())?);
    let soon = today.checked_add(1.month())?;
    let alone = [
        ("unread", "&isRead=false".to_owned()),
        ("sender", format!("&senderOrganizationId={sender}")),
        ("type", format!("&messageTypeId={kind}")),
        ("partition", format!("&partition={partition}")),
        ("unread in a partition", format!("&isRead=false&partition={partition}")),
        ("received in the last month", format!("&receivedAfter={month}")),
        (
            "received in a month a year ago",
            format!("&receivedBefore={year}&receivedAfter={}", year.checked_sub(1.month())?),
        ),
        ("expiring within a month", format!("&expiredBefore={soon}")),
    ];
    for (what, query) in alone {
        let figures = at(world, Ebox::Huge, &query, 1).await?;
        let found = found(world, &query).await?.total;
        table.times(&format!("filter: {what} ({found} found)"), figures, "unfiltered", plain, "at most 3");
    }
    let combined = [
        format!("&isRead=false&senderOrganizationId={sender}&isRegisteredMail=true"),
        format!("&messageTypeId={kind}&isVisible=false&partition={partition}"),
        format!("&isVisible=true&receivedAfter={year}&isRead=true"),
        "&isRegisteredMail=true&isVisible=false&isRead=false".to_owned(),
        format!("&senderOrganizationId={sender}&messageTypeId={kind}&expiredBefore={soon}"),
        format!("&isForAction=true&isRead=true&partition={partition}&receivedBefore={month}"),
        format!(
            "&isVisible=true&expiredAfter={soon}&receivedBefore={month}&isRead=false&partition={partition}"
        ),
    ];
    let token = world.token(Ebox::Huge).await?;
    let mut worst = Duration::ZERO;
    for query in &combined {
        let call = Call::get(&list(world, query), &token)?;
        let mut connection = Connection::to(&call).await?;
        for _ in 0..TURNS {
            worst = worst.max(connection.call(&call).await?);
        }
    }
    let what = format!("filters combined, the slowest call of {} combinations", combined.len());
    table.figure(&what, millis(worst), "under 100 ms");
    Ok(())
}

/// What a query finds.
pub(crate) async fn found(world: &World, query: &str) -> Result<v3::Messages> {
    Ok(serde_json::from_slice(&world.get(&list(world, query), Ebox::Huge).await?)?)
}
