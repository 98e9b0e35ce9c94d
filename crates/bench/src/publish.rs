//! Publication, durable, and content.

use anyhow::{Context as _, Result, ensure};
use bytes::Bytes;
use ebox_wire::sandbox::Role;
use serde_json::json;

use crate::{
    load::{Figures, closed_loop},
    table::Table,
    world::World,
};

const BOUNDARY: &str = "the-boundary-of-the-measurement";

pub(crate) async fn measure(world: &World, table: &mut Table) -> Result<()> {
    let token = world.token_of(Role::DocumentSender).await?;
    for callers in [8, 64] {
        compare(world, table, &token, (callers, 50_000), "at least 1.3").await?;
    }
    compare(world, table, &token, (4, 50_000_000), "at least 0.8").await
}

async fn compare(
    world: &World,
    table: &mut Table,
    token: &str,
    (callers, size): (usize, usize),
    must: &str,
) -> Result<()> {
    let ours = publish(world, &world.v3("/ebox/messages"), token, callers, size).await?;
    let bare = publish(world, &format!("{}/upload", world.bare), token, callers, size).await?;
    table.row(
        &format!("publish {} kB, {callers} clients, durable", size / 1_000),
        ours.rate(),
        format!("bare server, a file each, synced: {}", bare.rate()),
        ours.per_second / bare.per_second,
        must,
    );
    Ok(())
}

async fn publish(world: &World, url: &str, token: &str, callers: usize, size: usize) -> Result<Figures> {
    let head = head(world)?;
    let tail = Bytes::from(format!("\r\n--{BOUNDARY}--\r\n"));
    let filler = Bytes::from(vec![b'x'; size]);
    closed_loop(callers, world.options.seconds, |number| {
        // Each file is another one: the same bytes would be stored once.
        let unique = Bytes::from(format!("{number:020}-{callers}"));
        let parts = [head.clone(), unique, filler.clone(), tail.clone()];
        async move {
            let body = reqwest::Body::wrap_stream(futures_util::stream::iter(
                parts.into_iter().map(Ok::<_, std::io::Error>),
            ));
            let response = world
                .http
                .post(url)
                .bearer_auth(token)
                .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"))
                .body(body)
                .send()
                .await?;
            let status = response.status();
            let text = response.text().await?;
            ensure!(status.is_success(), "{url} answered {status}: {text}");
            Ok(())
        }
    })
    .await
}

fn head(world: &World) -> Result<Bytes> {
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
    let recipient = world.sandbox.enterprises.last().context("no enterprise")?;
    let description = json!({
        "recipient": { "eboxType": "enterprise", "enterpriseNumber": recipient.enterprise_number },
        "subject": { "nl": "Een meting" },
        "messageTypeId": kind.message_type_id,
        "senderApplicationId": kind.sender_application_id,
        "attachments": [{ "httpPartName": "upfile1", "isMainContent": true }],
    });
    Ok(Bytes::from(format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"messageToPublish\"\r\n\r\n{description}\r\n\
         --{BOUNDARY}\r\nContent-Disposition: form-data; name=\"upfile1\"; filename=\"m.txt\"\r\n\
         Content-Type: text/plain\r\n\r\n"
    )))
}
