//! The rules of what a message type configures: validity, business data and actions.

use std::collections::BTreeSet;

use jiff::{Span, Timestamp};

use super::{Context, Sketch};
use crate::{
    enterprise::CheckDigits,
    fault::{Cause, Causes, Rule},
    message::{BusinessData, MessageAction},
    reference::{BusinessDataFormat, MessageType},
    time::in_brussels,
};

pub(super) fn check_business_data(
    draft: &Sketch,
    kind: &MessageType,
    check: CheckDigits,
    causes: &mut Causes,
) -> Vec<BusinessData> {
    let mut seen = BTreeSet::new();
    let mut checked = Vec::new();
    for (index, data) in draft.read_business_data() {
        let field = format!("businessDataList[{index}].key");
        let Some(key) = kind.business_data_keys.iter().find(|key| key.key == data.key) else {
            let known: Vec<&str> = kind.business_data_keys.iter().map(|key| key.key.as_str()).collect();
            let fix = if known.is_empty() {
                "this message type has no business data; leave it out".to_owned()
            } else {
                format!("this message type has the keys {}", known.join(", "))
            };
            causes.push(Cause::body(Rule::BusinessDataKey, field, fix).with_value(&data.key));
            continue;
        };
        if !seen.insert(data.key.as_str()) {
            causes.push(
                Cause::body(
                    Rule::BusinessDataKey,
                    field,
                    "the key is there twice; put all its values together",
                )
                .with_value(&data.key),
            );
        }
        for (place, value) in data.values.iter().enumerate() {
            // A blank one is refused as such already.
            if !value.has_blank() && value.iter().any(|(_, text)| !key.format.accepts(text, check)) {
                causes.push(Cause::body(
                    Rule::InvalidValue,
                    format!("businessDataList[{index}].values[{place}]"),
                    format!(
                        "the values of {} are of the format {}{}; correct it",
                        key.key,
                        key.format.as_str(),
                        explained(key.format, check)
                    ),
                ));
            }
        }
        checked.push(BusinessData {
            key: key.key.clone(),
            name: key.name.clone(),
            values: data.values.clone(),
        });
    }
    checked
}

/// What a format looks like, in a few words.
const fn explained(format: BusinessDataFormat, check: CheckDigits) -> &'static str {
    match (format, check) {
        (BusinessDataFormat::Text, _) => "",
        (BusinessDataFormat::Date, _) => " (a day such as 2026-03-01)",
        (BusinessDataFormat::Decimal, _) => " (digits, with a point before decimals)",
        (BusinessDataFormat::EnterpriseNumber, CheckDigits::Strict) => {
            " (ten digits that begin with 0 or 1, whose check digits hold)"
        }
        (BusinessDataFormat::EnterpriseNumber, CheckDigits::Pattern) => {
            " (ten digits that begin with 0 or 1)"
        }
        (BusinessDataFormat::Ssin, CheckDigits::Strict) => " (eleven digits, whose check digits hold)",
        (BusinessDataFormat::Ssin, CheckDigits::Pattern) => " (eleven digits)",
    }
}

pub(super) fn check_action(
    draft: &Sketch,
    kind: &MessageType,
    now: Timestamp,
    causes: &mut Causes,
) -> Option<MessageAction> {
    let asked = draft.action.as_ref()?;
    let Some(definition) = kind.actions.iter().find(|action| action.id == asked.id) else {
        causes.push(
            Cause::body(
                Rule::NotFound,
                "messageActionId",
                "the action is not configured for this message type; use a configured one or leave it out",
            )
            .with_value(&asked.id),
        );
        return None;
    };
    let expected: BTreeSet<&str> = definition.parameter_names().into_iter().collect();
    let given: BTreeSet<&str> = asked.parameters.keys().map(String::as_str).collect();
    if expected != given {
        let expected: Vec<&str> = expected.into_iter().collect();
        causes.push(Cause::body(
            Rule::InvalidValue,
            "actionParameters",
            format!(
                "action {} takes the parameters [{}]; give exactly these",
                definition.id,
                expected.join(", ")
            ),
        ));
        return None;
    }
    let due = definition.days_until_due.and_then(|days| {
        in_brussels(now).checked_add(Span::new().days(i32::from(days))).ok().map(|due| due.timestamp())
    });
    Some(MessageAction {
        id: definition.id.clone(),
        label: definition.label.clone(),
        url: definition.url(&asked.parameters),
        due,
        executed: None,
        parameters: asked.parameters.clone(),
    })
}

/// When the message expires: at the end of its type's validity, or sooner where senders may choose.
pub(super) fn check_expiry(
    draft: &Sketch,
    kind: &MessageType,
    context: &Context<'_>,
    causes: &mut Causes,
) -> Timestamp {
    let latest = kind.validity.expiry_of(context.now);
    let Some(wanted) = draft.expires.filter(|_| context.settings.dynamic_expiry) else {
        return latest;
    };
    if wanted <= context.now || wanted > latest {
        causes.push(
            Cause::body(
                Rule::OutOfRange,
                "expirationDate",
                format!(
                    "a message of this type expires after now and not after {}; correct it or leave it out",
                    in_brussels(latest).strftime("%FT%T%:z")
                ),
            )
            .with_value(in_brussels(wanted).strftime("%FT%T%:z")),
        );
    }
    wanted
}
