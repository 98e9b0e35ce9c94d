//! `POST /manage/document-consumer/accounts/{client}/...`: another name, no more tokens or again, a certificate less,
//! the end. What cannot be taken back asks before.

use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_audit::Effects;
use ebox_domain::{Fault, ServiceError, Sha256Digest};
use ebox_i18n::Texts;
use ebox_onboarding::{Account, Choice, Unchanged};

use super::{
    STEPS,
    account::Mistakes,
    one::{find, shown},
    one_at,
};
use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, ManagerPosted},
    pages::manage::{
        confirm::{self, Question},
        done::Outcome,
    },
    visitor::{Manager, Visitor},
};

/// Gives the account another name.
pub(in crate::pages) async fn rename(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(client): Path<String>,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let account = find(&portal, &manager, &client).await?;
    let name = fields.get("name").unwrap_or_default().to_owned();
    let effects = effects(&portal, &manager, &account, "name");
    let renamed = portal.0.onboarding.rename_account(choice(&manager, &account), name.clone(), effects).await;
    match renamed {
        Ok(_) => Ok(Outcome::ACCOUNT_RENAMED.at(&one_at(&account.client_id))),
        Err(ServiceError::Refused(Fault::Invalid(causes))) => {
            shown(&portal, &visitor, account, (name, Mistakes::of(&causes).name), None).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Lets the account have tokens again, or no more; that asks before.
pub(in crate::pages) async fn enable(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(client): Path<String>,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let account = find(&portal, &manager, &client).await?;
    let is_enabled = match fields.get("enabled") {
        Some("yes") => true,
        Some("no") => false,
        _ => return Err(Failure::UnreadableForm),
    };
    if !is_enabled && !confirm::is_confirmed(&fields) {
        let means =
            |t: Texts| (t.say("account-disable").to_string(), t.say("account-disable-means").to_string());
        return ask(&portal, &visitor, fields, &account, ("state", means(visitor.t)));
    }
    let effects = effects(&portal, &manager, &account, "state");
    portal.0.onboarding.enable_account(choice(&manager, &account), is_enabled, effects).await?;
    let outcome = if is_enabled { Outcome::ACCOUNT_ENABLED } else { Outcome::ACCOUNT_DISABLED };
    Ok(outcome.at(&one_at(&account.client_id)))
}

/// Removes a certificate; asks before.
pub(in crate::pages) async fn remove_certificate(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(client): Path<String>,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let account = find(&portal, &manager, &client).await?;
    let fingerprint = fields.get("fingerprint").and_then(Sha256Digest::from_hex);
    let fingerprint = fingerprint.ok_or(Failure::UnreadableForm)?;
    if !confirm::is_confirmed(&fields) {
        let t = visitor.t;
        let means = (t.say("account-remove").to_string(), t.say("account-remove-means").to_string());
        return ask(&portal, &visitor, fields, &account, ("certificate/remove", means));
    }
    let effects = effects(&portal, &manager, &account, "certificate/remove");
    let removed =
        portal.0.onboarding.remove_certificate(choice(&manager, &account), fingerprint, effects).await;
    let outcome = match removed {
        Ok(_) => Outcome::CERTIFICATE_REMOVED,
        // A colleague was quicker, or the same button was pressed twice.
        Err(ServiceError::Refused(Fault::Absent(_))) => Outcome::GONE,
        Err(ServiceError::Refused(Fault::Invalid(causes)))
            if causes
                .iter()
                .any(|cause| cause.value.as_deref() == Some(Unchanged::LastCertificate.code())) =>
        {
            Outcome::CERTIFICATE_LAST
        }
        Err(error) => return Err(error.into()),
    };
    Ok(outcome.at(&one_at(&account.client_id)))
}

/// Deletes the account; asks before.
pub(in crate::pages) async fn delete(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(client): Path<String>,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let account = match find(&portal, &manager, &client).await {
        Err(Failure::NotFound) => return Ok(Outcome::GONE.at(STEPS)),
        found => found?,
    };
    if !confirm::is_confirmed(&fields) {
        let t = visitor.t;
        let means = (t.say("account-delete").to_string(), t.say("account-delete-means").to_string());
        return ask(&portal, &visitor, fields, &account, ("delete", means));
    }
    let effects = effects(&portal, &manager, &account, "delete");
    portal.0.onboarding.delete_account(choice(&manager, &account), effects).await?;
    Ok(Outcome::ACCOUNT_DELETED.at(STEPS))
}

pub(super) fn choice<'c>(manager: &Manager, account: &'c Account) -> Choice<'c> {
    let session = manager.session();
    Choice { enterprise: session.enterprise, by: session.person.ssin, client_id: &account.client_id }
}

pub(super) fn effects(portal: &Portal, manager: &Manager, account: &Account, what: &str) -> Effects {
    let path = format!("{}/{what}", one_at(&account.client_id));
    Effects::recorded(portal.record(manager.session(), "POST", &path, 303))
}

fn ask(
    portal: &Portal,
    visitor: &Visitor,
    fields: Fields,
    account: &Account,
    (what, (button, means)): (&str, (String, String)),
) -> Result<Response, Failure> {
    let back = one_at(&account.client_id);
    let question = Question {
        title: format!("{button}: {}", account.name),
        means: vec![means],
        button,
        action: format!("{back}/{what}"),
        back,
    };
    confirm::ask(portal, visitor, fields, question)
}
