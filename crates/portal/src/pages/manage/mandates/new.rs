//! `GET` and `POST /manage/mandates/.new`: proposing a mandate to the other side.

use axum::{extract::State, response::Response};
use ebox_domain::{EnterpriseNumber, Fault, ServiceError, partition::Operation};
use ebox_i18n::Texts;

use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, ManagerPosted},
    form::{Choice, Field, Form, Kind},
    pages::manage::{done::Outcome, form_page, form_page::Around, paths},
    visitor::{Manager, Visitor},
};

/// The values that say who acts for whom.
const GIVE: &str = "give";
const GET: &str = "get";

pub(in crate::pages) fn form(t: Texts) -> Form {
    let choice = |value: &str, name: ebox_i18n::Phrase, means: ebox_i18n::Phrase| {
        Choice::new(value, name.to_string()).that_means(means.to_string())
    };
    let directions = vec![
        choice(GIVE, t.say("mandate-give"), t.say("mandate-give-means")),
        choice(GET, t.say("mandate-get"), t.say("mandate-get-means")),
    ];
    let operations = vec![
        choice(Operation::Consult.as_str(), t.say("mandate-consult"), t.say("mandate-consult-means")),
        choice(Operation::Publish.as_str(), t.say("mandate-publish"), t.say("mandate-publish-means")),
    ];
    Form::of(vec![
        Field::new("direction", t.say("mandate-direction"), Kind::Radios(directions)),
        Field::new("number", t.say("mandate-number"), Kind::Digits(15)).hint(t.say("mandate-number-hint")),
        Field::new("operation", t.say("mandate-operation"), Kind::Radios(operations)),
    ])
}

pub(in crate::pages) fn around(t: Texts) -> Around {
    Around {
        title: t.say("mandate-propose").to_string(),
        lead: Some(t.say("mandate-propose-lead").to_string()),
        back: (paths::MANDATES, t.say("section-mandates").to_string()),
        action: paths::NEW_MANDATE.to_owned(),
        hidden: Vec::new(),
        button: t.say("mandate-propose").to_string(),
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

/// Who acts, for whom, and what for; what is wrong is noted in the form.
async fn wanted(
    portal: &Portal,
    t: Texts,
    own: EnterpriseNumber,
    fields: &Fields,
    form: &mut Form,
) -> Result<Option<(EnterpriseNumber, EnterpriseNumber, Operation)>, Failure> {
    let number = fields.get("number").unwrap_or_default().replace(['.', ' '], "");
    let other = number.parse::<EnterpriseNumber>().ok();
    match other {
        None => form.is_wrong_in("number", t.say("mandate-number-unusable")),
        Some(other) if other == own => form.is_wrong_in("number", t.say("mandate-number-own")),
        Some(other) if portal.enterprise_name(other).await?.is_none() => {
            form.is_wrong_in("number", t.say("mandate-number-unknown"));
        }
        Some(_) => {}
    }
    let operation = fields.get("operation").and_then(|operation| operation.parse::<Operation>().ok());
    if operation.is_none() {
        form.is_wrong_in("operation", t.say("mandate-operation-missing"));
    }
    let direction = fields.get("direction").filter(|direction| matches!(*direction, GIVE | GET));
    if direction.is_none() {
        form.is_wrong_in("direction", t.say("mandate-direction-missing"));
    }
    let (Some(other), Some(operation), Some(direction), false) =
        (other, operation, direction, form.has_mistakes())
    else {
        return Ok(None);
    };
    let (principal, mandatary) = if direction == GIVE { (own, other) } else { (other, own) };
    Ok(Some((principal, mandatary, operation)))
}

/// Proposes the mandate.
pub(in crate::pages) async fn propose(
    State(portal): State<Portal>,
    visitor: Visitor,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let mut form = form(t).filled(&fields);
    let wanted = wanted(&portal, t, manager.enterprise(), &fields, &mut form).await?;
    let Some((principal, mandatary, operation)) = wanted else {
        return form_page::show(&portal, &visitor, around(t), form);
    };
    let by = portal.by(&manager, "POST", paths::MANDATES);
    match portal.0.partitions.propose_mandate(&by, principal, mandatary, operation).await {
        Ok(_) => Ok(Outcome::PROPOSED.at(paths::MANDATES)),
        Err(ServiceError::Refused(Fault::Conflict(_))) => {
            form.is_wrong_in("number", t.say("mandate-there-is-one"));
            form_page::show(&portal, &visitor, around(t), form)
        }
        Err(error) => Err(error.into()),
    }
}
