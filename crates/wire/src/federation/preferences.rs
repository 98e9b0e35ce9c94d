//! Preferences of e-Boxes, and consents of citizens.

use ebox_domain::{
    Causes, EboxId as Id, EboxType, EnterpriseNumber, Rule, Ssin,
    time::{in_brussels, start_of_day},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    moment::Moment,
    read::{Collected, Field, Object, parse},
};

/// The most e-Boxes of one search.
const MAX_SEARCH: usize = 1000;
/// What the values of a search of enterprises are.
const ENTERPRISE_NUMBER: &str = "EnterpriseNumber";

/// An e-Box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EboxId {
    /// The kind of e-Box; answers have it in lower case.
    #[schema(example = "ENTERPRISE")]
    pub ebox_type: String,
    /// Whose it is.
    #[schema(example = "0406798006")]
    pub ebox_id_value: String,
}

impl From<Id> for EboxId {
    fn from(id: Id) -> Self {
        Self { ebox_type: id.ebox_type().as_str().to_owned(), ebox_id_value: id.number().to_owned() }
    }
}

/// E-Boxes of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EboxIdSameTypeList {
    /// The kind of e-Box.
    #[schema(example = "ENTERPRISE")]
    pub ebox_type: String,
    /// What the values are.
    #[schema(example = "EnterpriseNumber")]
    pub ebox_id_type: String,
    /// Whose e-Boxes.
    pub ebox_id_value_list: Vec<String>,
}

impl EboxId {
    /// Whether this is that e-Box; the kind is compared without regard to case, which questions and answers differ in.
    pub fn is(&self, id: Id) -> bool {
        self.ebox_type.eq_ignore_ascii_case(id.ebox_type().as_str()) && self.ebox_id_value == id.number()
    }
}

impl EboxIdSameTypeList {
    /// Asks about the e-Boxes of enterprises.
    pub fn of_enterprises(numbers: impl IntoIterator<Item = EnterpriseNumber>) -> Self {
        Self {
            ebox_type: EboxType::Enterprise.as_str().to_ascii_uppercase(),
            ebox_id_type: ENTERPRISE_NUMBER.to_owned(),
            ebox_id_value_list: numbers.into_iter().map(|number| number.to_string()).collect(),
        }
    }
}

/// What an e-Box prefers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EboxPreferences {
    /// The e-Box.
    pub ebox_id: EboxId,
    /// Whether the e-Box is the only channel: no more paper.
    pub exclusively_ebox: bool,
    /// The Brussels day on which somebody last opened it, as its midnight; left out when nobody ever did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_connection_date: Option<Moment>,
}

impl EboxPreferences {
    /// Translates what is known.
    pub fn new(id: Id, exclusively_ebox: bool, last_connection: Option<Timestamp>) -> Self {
        let day = |moment| Moment(start_of_day(in_brussels(moment).date()));
        Self { ebox_id: id.into(), exclusively_ebox, last_connection_date: last_connection.map(day) }
    }
}

/// What an e-Box shall prefer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EboxPreferencesToUpdate {
    /// The e-Box.
    pub ebox_id: EboxId,
    /// Whether the e-Box shall be the only channel.
    pub exclusively_ebox: bool,
}

/// Whether a citizen accepted the terms of the e-Box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CitizenEboxConsent {
    /// The e-Box.
    pub ebox_id: EboxId,
    /// Whether they are accepted.
    pub has_consent: bool,
}

/// Reads the enterprises of a search.
pub fn enterprises_to_search(body: &[u8]) -> Result<Vec<Id>, Causes> {
    search(body, EboxType::Enterprise, ENTERPRISE_NUMBER, |field| {
        field.enterprise_number().map(|number: EnterpriseNumber| Id::Enterprise(number))
    })
}

/// Reads the citizens of a search.
pub fn citizens_to_search(body: &[u8]) -> Result<Vec<Id>, Causes> {
    search(body, EboxType::Citizen, "Ssin", |field| field.ssin().map(|ssin: Ssin| Id::Citizen(ssin)))
}

/// Reads what an e-Box shall prefer.
pub fn preferences_to_update(body: &[u8]) -> Result<(Id, bool), Causes> {
    whole(body, |object| {
        let id = object.required("eboxId", "the e-Box").and_then(|field| {
            let mut object = field.object()?;
            let kind = object.required("eboxType", "ENTERPRISE").and_then(|field| field.ebox_type());
            let value = object.required("eboxIdValue", "an enterprise number");
            object.finish();
            match kind? {
                EboxType::Enterprise => value?.enterprise_number().map(Id::Enterprise),
                EboxType::Citizen => value?.ssin().map(Id::Citizen),
            }
        });
        let is_exclusive = object.required_flag("exclusivelyEbox");
        Some((id?, is_exclusive?))
    })
}

fn search(
    body: &[u8],
    expected: EboxType,
    id_type: &'static str,
    read: impl Fn(&Field<'_, '_>) -> Option<Id>,
) -> Result<Vec<Id>, Causes> {
    whole(body, |object| {
        if let Some(field) = object.required("eboxType", "the kind of e-Box")
            && field.ebox_type().is_some_and(|kind| kind != expected)
        {
            field.refuse_value(Rule::InvalidValue, format!("this search knows {expected} only"));
        }
        if let Some(field) = object.required("eboxIdType", id_type)
            && field.string().is_some_and(|given| !given.eq_ignore_ascii_case(id_type))
        {
            field.refuse_value(Rule::InvalidValue, format!("write {id_type}"));
        }
        let list = object.required("eboxIdValueList", "an array of numbers")?;
        let ids = list.each(|field| read(field))?;
        if ids.len() > MAX_SEARCH {
            list.refuse(Rule::OutOfRange, format!("at most {MAX_SEARCH} e-Boxes; search in portions"));
        }
        Some(ids)
    })
}

fn whole<T>(body: &[u8], read: impl Fn(&mut Object<'_, '_>) -> Option<T>) -> Result<T, Causes> {
    let value = parse(body, "body").map_err(Causes::from)?;
    let causes = Collected::default();
    let read = Field::body(&value, &causes).object().and_then(|mut object| {
        let read = read(&mut object);
        object.finish();
        read
    });
    causes.into_result(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn the_kind_of_ebox_is_read_in_both_cases_and_written_in_lower_case() {
        for kind in ["ENTERPRISE", "enterprise"] {
            let body = json!({
                "eboxType": kind, "eboxIdType": "EnterpriseNumber", "eboxIdValueList": ["0406798006"],
            });
            let ids = enterprises_to_search(body.to_string().as_bytes()).expect("read");
            assert_eq!(
                serde_json::to_value(EboxId::from(ids[0])).expect("serialisable"),
                json!({"eboxType": "enterprise", "eboxIdValue": "0406798006"})
            );
        }
    }

    #[test]
    fn the_last_connection_is_a_brussels_day() {
        let id = Id::from_key("0406798006").expect("a key");
        let at = |text: &str| {
            let moment = text.parse().expect("a moment");
            EboxPreferences::new(id, false, Some(moment)).last_connection_date.map(Moment::to_text)
        };
        assert_eq!(at("2022-08-23T13:00:00Z").as_deref(), Some("2022-08-23T00:00:00+02:00"));
        assert_eq!(at("2022-08-22T22:30:00Z").as_deref(), Some("2022-08-23T00:00:00+02:00"));
    }

    proptest! {
        #[test]
        fn any_body_is_answered(json in crate::samples::json(), text in "\\PC{0,40}") {
            for body in [json.to_string(), text] {
                let body = body.as_bytes();
                let _ = (enterprises_to_search(body), citizens_to_search(body), preferences_to_update(body));
            }
        }
    }
}
