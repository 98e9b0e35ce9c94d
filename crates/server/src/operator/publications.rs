//! `GET /providers/{providerId}/publications`

use axum::{
    Json,
    extract::{Path, RawQuery, State},
};
use ebox_audit::{Attempts, History as _, Kept, Place, Record};
use ebox_domain::{Cause, EnterpriseNumber, Fault, Rule, ServiceError, provider::ProviderId};
use ebox_web::{Answer, query::Query};
use ebox_wire::{
    Problem,
    operator::{BrokenRule, PublicationAttempt, PublicationAttempts},
    render::printed,
};
use jiff::Timestamp;
use serde_json::Value;

use super::{OperatorState, by::By, reference::no_provider};

/// How many attempts are given when nothing else is said.
const USUAL: u32 = 100;

/// Get what a sender's client tried to publish at a provider of this process, published or refused, the oldest
/// first: what it really did, as the audit trail has it.
#[utoipa::path(
    get, path = "/providers/{providerId}/publications", tag = "Providers", operation_id = "getPublications",
    params(
        ("providerId" = String, Path, description = "A provider of this process."),
        ("senderEnterpriseNumber" = String, Query, description = "The enterprise whose client called."),
        (
            "after" = Option<String>, Query,
            description = "A moment as in 2026-03-01T10:00:00+01:00, or `next` of the answer before; from the beginning \
                           when left out.",
        ),
        ("limit" = Option<i32>, Query, minimum = 1, maximum = 500, description = "At most so many; 100 when left out."),
    ),
    responses(
        (status = 200, description = "Attempts", body = PublicationAttempts),
        (status = 400, description = "A parameter is wrong", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such provider in this process", body = Problem),
    ),
)]
pub(super) async fn get_publications(
    State(state): State<OperatorState>,
    _by: By,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer<Json<PublicationAttempts>> {
    let provider: Option<ProviderId> = id.parse().ok();
    let history = provider.and_then(|provider| state.services.history(&provider));
    let history = history.ok_or_else(|| no_provider(&state, &id))?;
    let mut query = Query::new(query.as_deref());
    let enterprise: Option<EnterpriseNumber> = query.required("senderEnterpriseNumber", "ten digits");
    let after = query.text("after").map(|text| place(&text));
    if after == Some(None) {
        let fix = "give a moment as in 2026-03-01T10:00:00+01:00, or next of the answer before";
        query.refuse(Cause::query(Rule::InvalidValue, "after", fix));
    }
    let most = query.value("limit", "a number from 1 to 500").unwrap_or(USUAL);
    if !(1..=500).contains(&most) {
        query.refuse(Cause::query(Rule::OutOfRange, "limit", "give a number from 1 to 500"));
    }
    query.finish()?;
    let unnamed = || Cause::query(Rule::Required, "senderEnterpriseNumber", "name the enterprise that sends");
    let enterprise = enterprise.ok_or_else(|| Fault::one(unnamed()))?;
    let after = after.flatten().unwrap_or(Place { at: Timestamp::MIN, number: 0 });
    let kept = history.publications(Attempts { enterprise, after, most }).await;
    let kept = kept.map_err(ServiceError::from)?;
    Ok(Json(PublicationAttempts {
        next: Some(kept.last().map_or(after, Kept::place)).filter(|place| place.number > 0).map(written),
        items: kept.iter().map(|kept| attempt(&kept.record)).collect(),
    }))
}

fn written(place: Place) -> String {
    format!("{}.{}", place.at.as_microsecond(), place.number)
}

/// A moment, or a place as it is [`written`].
fn place(text: &str) -> Option<Place> {
    if let Some((at, number)) =
        text.split_once('.').filter(|(at, _)| at.bytes().all(|one| one.is_ascii_digit()))
    {
        let at = Timestamp::from_microsecond(at.parse().ok()?).ok()?;
        return Some(Place { at, number: number.parse().ok()? });
    }
    // Everything of the moment itself comes before what is after it.
    Some(Place { at: text.parse().ok()?, number: u64::MAX })
}

fn attempt(record: &Record) -> PublicationAttempt {
    let (details, said) = (&record.details, &record.details["publication"]);
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().map(|all| all.iter().filter_map(text).collect()).unwrap_or_default()
    };
    let count =
        |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or_default();
    let flag = |name: &str| said[name].as_bool().unwrap_or_default();
    let rules = texts(&details["rules"]);
    let answer = rules.first().and_then(|rule| printed(rule));
    PublicationAttempt {
        at: record.at.into(),
        client_id: record.client_id.clone(),
        version: if record.url.ends_with("publishMessage") { "v2" } else { "v3" }.to_owned(),
        status: record.status,
        message_id: text(&details["messageId"]),
        refusal: record.refusal.clone(),
        code: answer.as_ref().map(|(code, _)| (*code).to_owned()),
        message: answer.and_then(|(_, message)| message),
        causes: texts(&details["fields"])
            .into_iter()
            .zip(rules)
            .map(|(field, rule)| BrokenRule { field, rule })
            .collect(),
        is_same_publication: details["isSamePublication"].as_bool(),
        has_idempotency_key: flag("hasIdempotencyKey"),
        message_type_id: text(&said["messageTypeId"]),
        sender_application_id: text(&said["senderApplicationId"]),
        ebox_type: text(&said["eboxType"]),
        files: count(&said["files"]),
        media_types: texts(&said["mediaTypes"]),
        has_body: flag("hasBody"),
        is_body_main_content: flag("isBodyMainContent"),
        digests: count(&said["digests"]),
        business_data: count(&said["businessData"]),
        recipient_has_opened: details["recipientHasOpened"].as_bool(),
    }
}
