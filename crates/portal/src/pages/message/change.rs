//! `POST /messages/{provider}/{message}/action`, `/visibility` and `/partition`: what a reader may change of a message.
//! Each can be said twice without harm, so that an impatient click or going back does none.

use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_client::{ClientError, MessageChange};

use crate::{
    Portal,
    failure::Failure,
    fields::Posted,
    layout::see,
    pages::{done::Done, paths},
};

/// Notes that the action of a message was executed.
pub(in crate::pages) async fn execute(
    State(portal): State<Portal>,
    Path((provider, id)): Path<(String, String)>,
    Posted { signed_in, .. }: Posted,
) -> Result<Response, Failure> {
    let ebox = portal.0.mail.open(signed_in.reader()?).await?;
    let open = ebox.registry(&provider).ok_or(Failure::NotFound)?;
    open.registry.execute_action(&id).await?;
    Ok(see(&Done::Executed.at(&paths::message(&provider, &id))))
}

/// Hides a message, or shows it again.
pub(in crate::pages) async fn show_or_hide(
    State(portal): State<Portal>,
    Path((provider, id)): Path<(String, String)>,
    Posted { signed_in, fields }: Posted,
) -> Result<Response, Failure> {
    let (is_visible, done) = match fields.get("do") {
        Some("hide") => (false, Done::Hidden),
        Some("show") => (true, Done::Shown),
        _ => return Err(Failure::UnreadableForm),
    };
    let ebox = portal.0.mail.open(signed_in.reader()?).await?;
    let open = ebox.registry(&provider).ok_or(Failure::NotFound)?;
    let change =
        MessageChange { message_id: id.clone(), is_visible: Some(is_visible), ..MessageChange::default() };
    open.registry.change(&[change]).await?;
    Ok(see(&done.at(&paths::message(&provider, &id))))
}

/// Moves a message to another partition.
pub(in crate::pages) async fn move_to(
    State(portal): State<Portal>,
    Path((provider, id)): Path<(String, String)>,
    Posted { signed_in, fields }: Posted,
) -> Result<Response, Failure> {
    let partition = fields.get("partition").ok_or(Failure::UnreadableForm)?.to_owned();
    let ebox = portal.0.mail.open(signed_in.reader()?).await?;
    let open = ebox.registry(&provider).ok_or(Failure::NotFound)?;
    let change =
        MessageChange { message_id: id.clone(), partition: Some(partition), ..MessageChange::default() };
    open.registry.change(&[change]).await.map_err(not_moved)?;
    Ok(see(&Done::Moved.at(&paths::message(&provider, &id))))
}

/// Why a message was not moved: nothing but the partition can be wrong with what is asked for.
fn not_moved(error: ClientError) -> Failure {
    if error.status() == Some(400) { Failure::NoPartition } else { error.into() }
}
