//! `GET` and `POST /manage/partitions/.new`: a new partition.

use axum::{extract::State, response::Response};
use ebox_domain::{Fault, PartitionId, ServiceError};
use ebox_i18n::Texts;
use ebox_partition::Partition;

use super::{mistake, name_fields, name_in};
use crate::{
    Portal,
    failure::Failure,
    fields::ManagerPosted,
    form::{Field, Form, Kind},
    pages::manage::{done::Outcome, form_page, form_page::Around, paths},
    visitor::{Manager, Visitor},
};

/// The most characters of an identifier.
const MAX_ID: usize = 50;

pub(in crate::pages) fn form(t: Texts) -> Form {
    let id =
        Field::new("id", t.say("partition-id"), Kind::Text(MAX_ID, None)).hint(t.say("partition-id-hint"));
    Form::of(std::iter::once(id).chain(name_fields(t)).collect())
}

pub(in crate::pages) fn around(t: Texts) -> Around {
    Around {
        title: t.say("partition-new").to_string(),
        lead: Some(t.say("partition-new-lead").to_string()),
        back: (paths::PARTITIONS, t.say("section-partitions").to_string()),
        action: paths::NEW_PARTITION.to_owned(),
        hidden: Vec::new(),
        button: t.say("partition-create").to_string(),
        also: None,
        other: None,
    }
}

/// Shows the form.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    _: Manager,
) -> Result<Response, Failure> {
    form_page::show(&portal, &visitor, around(visitor.t), form(visitor.t))
}

/// Creates the partition.
pub(in crate::pages) async fn create(
    State(portal): State<Portal>,
    visitor: Visitor,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let mut form = form(t).filled(&fields);
    let id = fields.get("id").unwrap_or_default().parse::<PartitionId>();
    let Ok(id) = id else {
        form.is_wrong_in("id", t.say("partition-id-unusable").with("most", MAX_ID));
        return form_page::show(&portal, &visitor, around(t), form);
    };
    let wanted = Partition { id, name: name_in(&fields) };
    let by = portal.by(&manager, "POST", paths::PARTITIONS);
    match portal.0.partitions.create(&by, wanted.clone()).await {
        Ok(_) => Ok(Outcome::CREATED.at(paths::PARTITIONS)),
        Err(ServiceError::Refused(Fault::Invalid(causes))) => {
            // Sent twice, it is created once.
            if portal.0.partitions.list(manager.enterprise()).await?.contains(&wanted) {
                return Ok(Outcome::CREATED.at(paths::PARTITIONS));
            }
            form.are_wrong(&causes, |cause| mistake(t, cause));
            form_page::show(&portal, &visitor, around(t), form)
        }
        Err(ServiceError::Refused(Fault::Conflict(_))) => {
            form.is_wrong_in("id", t.say("partition-too-many"));
            form_page::show(&portal, &visitor, around(t), form)
        }
        Err(error) => Err(error.into()),
    }
}
