//! The first page of somebody's mail in the portal: three providers asked over HTTP, their lists merged, numbers,
//! names and the page itself.
//!
//! A sandbox runs two providers. The third is the first once more, listed under another name: it is asked, answers and
//! is merged like any other, and no other server is needed.

use std::{
    net::TcpListener,
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use ebox_wire::sandbox::Sandbox;
use reqwest::{header, redirect};

use crate::{
    Options,
    load::{Call, Load, closed_loop},
    table::Table,
    world::{self, Server},
};

/// The most messages that all three have together.
const MOST: u64 = 100_000;
const THIRD: &str = "third";

pub(crate) async fn measure(options: &Options, table: &mut Table) -> Result<()> {
    let data = options.data.join("portal");
    let options = Options { data, messages: options.messages.min(MOST), ..options.clone() };
    // The third provider is listed with an address, which has to stay the same.
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
    let is_new = !options.data.join(ebox_wire::sandbox::FILE_NAME).exists();
    let server = Server::start(&options.ebox, &options.data, &address)?;
    let sandbox = world::read(&options)?;
    server.stop()?;
    let [huge, _] = world::consumers(&sandbox)?;
    if is_new {
        for provider in &sandbox.message_registries {
            world::seed(&options, &provider.id, huge, options.messages / 3, &[])?;
        }
    }
    list_third(&options, &sandbox)?;
    let _server = Server::start(&options.ebox, &options.data, &address)?;
    let portal = sandbox.portal_url.as_deref().context("no portal")?.trim_end_matches('/').to_owned();
    let cookie = sign_in(&portal, &huge.enterprise_number).await?;
    let url = format!("{portal}/messages");
    let page = reqwest::Client::new().get(&url).header(header::COOKIE, &cookie).send().await?.text().await?;
    let rows = page.matches("class=\"mail-row").count();
    ensure!(rows == 25, "the first page has {rows} messages");
    ensure!(!page.contains("notice warning"), "a provider's messages are missing: {page}");
    ensure!(page.contains(&format!("/messages/{THIRD}/")), "the third provider is not among them");
    let figures = closed_loop(Load::new(1, options.seconds), |_| Call::with_cookie(&url, &cookie)).await?;
    let what = format!(
        "portal: first page of {} messages over three providers (the third is the first once more)",
        options.messages
    );
    table.figure(&what, figures.millis(), "under 300 ms");
    Ok(())
}

/// Lists the first provider once more.
fn list_third(options: &Options, sandbox: &Sandbox) -> Result<()> {
    let first = sandbox.message_registries.first().context("no provider")?;
    let status = Command::new(&options.ebox)
        .args(["admin", "--quiet", "provider", "put", THIRD, "--name", THIRD, "--data"])
        .arg(&options.data)
        .args(["--v2-url", &first.v2, "--v3-url", &first.v3])
        .args(["--description", THIRD, "--contact", "helpdesk@example.be", "--from", "2026-01-01"])
        .stdout(Stdio::null())
        .status()?;
    ensure!(status.success(), "ebox admin provider put failed");
    Ok(())
}

/// Signs somebody in for an enterprise, as a browser would; the cookie of the session.
async fn sign_in(portal: &str, enterprise: &str) -> Result<String> {
    let http = reqwest::Client::builder().redirect(redirect::Policy::none()).build()?;
    let address = format!("{portal}/sign-in");
    let page = http.get(&address).send().await?.error_for_status()?.text().await?;
    let choices = page.split("name=\"who\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let who = choices.into_iter().find(|who| who.ends_with(enterprise)).context("nobody reads that e-Box")?;
    let answer = http.post(&address).form(&[("who", who)]).send().await?;
    let cookies = answer.headers().get_all(header::SET_COOKIE).iter().filter_map(|one| one.to_str().ok());
    let pairs = cookies.filter_map(|cookie| cookie.split(';').next());
    let session = pairs.into_iter().find(|pair| pair.starts_with("ebox_session_"));
    session.map(str::to_owned).context("the portal signs nobody in")
}
