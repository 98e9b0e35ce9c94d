//! `GET` and `POST /manage/partitions/{partition}`: renaming a partition, and deleting it when it is empty.

use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_domain::{Fault, PartitionId, ServiceError};
use ebox_i18n::Texts;
use ebox_partition::{Arrangement, Partition};

use super::{mistake, name_fields, named, names_in};
use crate::{
    Portal,
    failure::Failure,
    fields::ManagerPosted,
    form::Form,
    pages::manage::{
        confirm::{self, Question},
        done::Outcome,
        form_page,
        form_page::{Around, Refused},
        is_conflict, is_gone, paths,
    },
    show,
    visitor::{Manager, Visitor},
};

/// The field that says which version of the arrangement a form is for.
const SEEN: &str = "seen";

pub(in crate::pages) fn form(t: Texts, partition: &Partition) -> Form {
    named(Form::of(name_fields(t)), &partition.name)
}

pub(in crate::pages) fn around(t: Texts, partition: &Partition, version: u64) -> Around {
    let path = paths::partition(&partition.id);
    Around {
        title: show::name(&partition.name, t.language(), partition.id.as_str()),
        lead: Some(t.say("partition-one-lead").with("id", partition.id.as_str()).to_string()),
        back: (paths::PARTITIONS, t.say("section-partitions").to_string()),
        action: path.clone(),
        hidden: vec![(SEEN, version.to_string())],
        button: t.say("partition-rename").to_string(),
        also: None,
        other: Some((format!("{path}/delete"), t.say("partition-delete").to_string())),
    }
}

/// A partition that the enterprise created; whatever else a path names is not there.
async fn find(portal: &Portal, manager: &Manager, path: &str) -> Result<(Partition, Arrangement), Failure> {
    let id: PartitionId = path.parse().map_err(|_| Failure::NotFound)?;
    let (_, arrangement) = portal.0.partitions.arrangement(manager.enterprise()).await?;
    let kept = arrangement.find(&id).ok_or(Failure::NotFound)?;
    Ok((kept.partition.clone(), arrangement))
}

/// Shows the form.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
    Path(path): Path<String>,
) -> Result<Response, Failure> {
    let (partition, arrangement) = find(&portal, &manager, &path).await?;
    let around = around(visitor.t, &partition, arrangement.version);
    form_page::show(&portal, &visitor, around, form(visitor.t, &partition))
}

/// Gives it another name.
pub(in crate::pages) async fn rename(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(path): Path<String>,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let (partition, arrangement) = find(&portal, &manager, &path).await?;
    let seen = fields.get(SEEN).and_then(|seen| seen.parse().ok()).ok_or(Failure::UnreadableForm)?;
    let by = portal.by(&manager, "POST", paths::PARTITIONS).having_seen(seen);
    let renamed = portal.0.partitions.rename(&by, &partition.id, &names_in(&fields)).await;
    if is_conflict(&renamed) {
        return Ok(Outcome::MEANWHILE.at(paths::PARTITIONS));
    }
    match renamed {
        Ok(_) => Ok(Outcome::RENAMED.at(paths::PARTITIONS)),
        Err(ServiceError::Refused(Fault::Invalid(causes))) => {
            let t = visitor.t;
            let mut form = form(t, &partition).filled(&fields);
            form.are_wrong(&causes, |cause| mistake(t, cause));
            form_page::show(&portal, &visitor, around(t, &partition, arrangement.version), form)
        }
        Err(error) => Err(error.into()),
    }
}

/// Why a partition stays.
pub(in crate::pages) enum Stays {
    /// So many rules lead to it.
    Rules(usize),
    /// It holds messages.
    Messages,
    /// A registry does not say whether it holds messages.
    Unknown,
}

impl Stays {
    /// What is shown instead of deleting it: why, and where to put it right.
    pub(in crate::pages) fn said(&self, t: Texts, id: &PartitionId) -> Refused {
        let (why, remedy) = match self {
            Self::Rules(count) => (
                t.say("partition-has-rules").with("count", *count),
                Some((paths::RULES.to_owned(), t.say("partition-to-rules").to_string())),
            ),
            Self::Messages => (
                t.say("partition-has-messages"),
                Some((format!("/messages?partition={id}"), t.say("partition-to-messages").to_string())),
            ),
            Self::Unknown => (t.say("partition-unknown"), None),
        };
        Refused { why: why.to_string(), remedy }
    }
}

/// Deletes it, when it is empty; asks before.
pub(in crate::pages) async fn delete(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(path): Path<String>,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let id: PartitionId = path.parse().map_err(|_| Failure::NotFound)?;
    let (_, arrangement) = portal.0.partitions.arrangement(manager.enterprise()).await?;
    // A second click, or a colleague, found it still there.
    let Some(kept) = arrangement.find(&id) else { return Ok(Outcome::GONE.at(paths::PARTITIONS)) };
    let partition = kept.partition.clone();
    let rules = arrangement.rules.iter().filter(|rule| rule.target == id).count();
    if rules > 0 {
        return stays(&portal, &visitor, (&partition, &arrangement), &Stays::Rules(rules));
    }
    if !confirm::is_confirmed(&fields) {
        let name = show::name(&partition.name, t.language(), id.as_str());
        let question = Question {
            title: t.say("partition-delete-title").with("name", name).to_string(),
            means: vec![t.say("partition-delete-means").to_string()],
            button: t.say("partition-delete").to_string(),
            action: format!("{}/delete", paths::partition(&id)),
            back: paths::partition(&id),
        };
        return confirm::ask(&portal, &visitor, fields, question);
    }
    let deleted = portal.0.partitions.delete(&portal.by(&manager, "POST", paths::PARTITIONS), &id).await;
    if is_gone(&deleted) {
        return Ok(Outcome::GONE.at(paths::PARTITIONS));
    }
    let why = match deleted {
        Ok(()) => return Ok(Outcome::DELETED.at(paths::PARTITIONS)),
        Err(ServiceError::Refused(Fault::Conflict(_))) => Stays::Messages,
        Err(ServiceError::Failed(error)) => {
            tracing::warn!(error = &*error as &dyn std::error::Error, "a partition could not be deleted");
            Stays::Unknown
        }
        Err(error) => return Err(error.into()),
    };
    stays(&portal, &visitor, (&partition, &arrangement), &why)
}

/// Shows the form again, with why it was not deleted.
fn stays(
    portal: &Portal,
    visitor: &Visitor,
    (partition, arrangement): (&Partition, &Arrangement),
    why: &Stays,
) -> Result<Response, Failure> {
    let t = visitor.t;
    form_page::refused(
        portal,
        visitor,
        around(t, partition, arrangement.version),
        form(t, partition),
        why.said(t, &partition.id),
    )
}
