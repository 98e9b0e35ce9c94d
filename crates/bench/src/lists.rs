//! Lists, filters and searches in a huge e-Box.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use ebox_wire::v3;
use jiff::ToSpan;

use crate::{
    load::{Figures, closed_loop},
    table::Table,
    world::World,
};

const CALLERS: usize = 4;

pub(crate) async fn measure(world: &World, table: &mut Table) -> Result<()> {
    let seconds = world.options.seconds;
    let first = world.get(&list(world, ""), &world.huge).await?;
    let posted = world.http.post(format!("{}/page", world.bare)).header("content-type", "application/json");
    posted.body(first.clone()).send().await?.error_for_status()?;
    let messages: v3::Messages = serde_json::from_slice(&first)?;

    let ours = at(world, &world.huge, "", CALLERS).await?;
    let url = format!("{}/page", world.bare);
    let bare = closed_loop(CALLERS, seconds, |_| async { world.get(&url, "").await.map(drop) }).await?;
    table.row(
        "list of 100, first page",
        ours.rate(),
        format!("bare server, same page: {}", bare.rate()),
        ours.per_second / bare.per_second,
        "at least 0.4",
    );

    let page = at(world, &world.huge, "", 1).await?;
    let small = at(world, &world.small, "", 1).await?;
    against(table, "list in that e-Box against one of 1 000", page, "in the small one", small, "at most 1.3");
    pages(world, table, page, messages.total).await?;
    filters(world, table, page, &messages).await?;
    searches(world, table, &messages).await
}

fn list(world: &World, query: &str) -> String {
    world.v3(&format!("/ebox/messages?pageSize=100{query}"))
}

async fn at(world: &World, token: &str, query: &str, callers: usize) -> Result<Figures> {
    let url = list(world, query);
    let (url, seconds) = (url.as_str(), world.options.seconds);
    closed_loop(callers, seconds, |_| async move { world.get(url, token).await.map(drop) }).await
}

fn against(table: &mut Table, what: &str, ours: Figures, beside: &str, yardstick: Figures, must: &str) {
    let ratio = ours.median.as_secs_f64() / yardstick.median.as_secs_f64();
    table.row(what, ours.millis(), format!("{beside}: {}", yardstick.millis()), ratio, must);
}

async fn pages(world: &World, table: &mut Table, first: Figures, total: u64) -> Result<()> {
    let last = total.div_ceil(100);
    // In order, every so many pages a few neighbours: a walk over all of them takes longer than the rest.
    let mut times = Vec::new();
    for begin in (2..last).step_by(usize::try_from(last / 100).unwrap_or(1).max(1)) {
        for page in begin..(begin + 5).min(last) {
            times.push(timed(world, &format!("&page={page}")).await?);
        }
    }
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().context("only one page")?;
    let ratio = median.as_secs_f64() / first.median.as_secs_f64();
    let walk = format!("{:.2} ms", median.as_secs_f64() * 1e3);
    table.row(
        "pages in order, from 2 to the last",
        walk,
        format!("page 1: {}", first.millis()),
        ratio,
        "at most 1.5",
    );
    let mut worst = Duration::ZERO;
    for part in 1..=20 {
        worst = worst.max(timed(world, &format!("&page={}", (last * part / 20).max(1))).await?);
    }
    table.figure("a jump to any page, the slowest of 20", millis(worst), "under 25 ms");
    Ok(())
}

async fn timed(world: &World, query: &str) -> Result<Duration> {
    let url = list(world, query);
    let started = Instant::now();
    world.get(&url, &world.huge).await?;
    Ok(started.elapsed())
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
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
        let figures = at(world, &world.huge, &query, 1).await?;
        against(table, &format!("filter: {what}"), figures, "unfiltered", plain, "at most 3");
    }
    let combined = [
        format!("&isRead=false&senderOrganizationId={sender}&isRegisteredMail=true"),
        format!("&messageTypeId={kind}&isVisible=false&partition={partition}"),
        format!("&isVisible=true&receivedAfter={year}&isRead=true"),
        "&isRegisteredMail=true&isVisible=false&isRead=false".to_owned(),
        format!("&senderOrganizationId={sender}&messageTypeId={kind}&expiredBefore={soon}"),
        format!(
            "&isVisible=true&expiredAfter={soon}&receivedBefore={month}&isRead=false&partition={partition}"
        ),
    ];
    let mut worst = Duration::ZERO;
    for query in &combined {
        for _ in 0..5 {
            worst = worst.max(timed(world, query).await?);
        }
    }
    table.figure("filters combined, the slowest call of six combinations", millis(worst), "under 100 ms");
    Ok(())
}

async fn searches(world: &World, table: &mut Table, page: &v3::Messages) -> Result<()> {
    let one = page.items.first().context("an empty e-Box")?;
    let subject = one.subject.nl.clone().unwrap_or_default();
    let rare = subject.rsplit(' ').next().unwrap_or_default().to_owned();
    let searches = [
        ("a rare term", rare, "under 5 ms"),
        ("an absent term", "xyzzyplugh".to_owned(), "under 5 ms"),
        ("a term of every sixth text in its language", "werkkaart".to_owned(), "under 100 ms"),
        ("a term of many texts in every language", "20".to_owned() + "26", "under 100 ms"),
        ("one letter", "e".to_owned(), "under 250 ms"),
        ("two letters", "an".to_owned(), "under 250 ms"),
        ("two rare letters", "qx".to_owned(), "under 250 ms"),
    ];
    for (what, text, must) in searches {
        let query = format!("&q={}&qlang=nl", text.replace('/', "%2F"));
        let figures = at(world, &world.huge, &query, 1).await?;
        let body = world.get(&list(world, &query), &world.huge).await?;
        let found: v3::Messages = serde_json::from_slice(&body)?;
        table.figure(&format!("search: {what} ({} found)", found.total), figures.millis(), must);
    }
    Ok(())
}
