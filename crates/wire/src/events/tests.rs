use ebox_domain::{
    notification::{Change, RuleChange},
    partition::{Criteria, Extent, RoutingRule, RuleId, UserRight, UserRightId},
};
use proptest::{collection::vec, option, prelude::*};
use serde_json::json;
use uuid::Uuid;

use super::*;

fn rule() -> impl Strategy<Value = RoutingRule> {
    (
        "\\PC{0,19}[a-z]",
        option::of("\\PC{0,19}[a-z]"),
        option::of("[01][0-9]{9}"),
        "[A-Za-z0-9_-]{1,50}",
        any::<i64>(),
    )
        .prop_map(|(kind, application, organization, target, number)| RoutingRule {
            id: RuleId::new(number),
            criteria: Criteria::new(
                Some(kind.parse().expect("an id")),
                application.map(|id| id.parse().expect("an id")),
                organization.map(|number| number.parse().expect("a number")),
            )
            .expect("a criterion"),
            target: target.parse().expect("an id"),
        })
}

fn change() -> impl Strategy<Value = Change> {
    let partition = || "[A-Za-z0-9_-]{1,50}".prop_map(|id| id.parse().expect("an id"));
    let right = || {
        ("[0-9]{11}", option::of("[A-Za-z0-9_-]{1,50}"), any::<u128>()).prop_map(|(ssin, id, uuid)| {
            UserRight {
                id: UserRightId::from(Uuid::from_u128(uuid)),
                person: ssin.parse().expect("an SSIN"),
                extent: match id {
                    Some(id) => Extent::Partition(id.parse().expect("an id")),
                    None => Extent::WholeEbox,
                },
            }
        })
    };
    let rules = || {
        (any::<i64>(), vec(rule(), 0..4))
            .prop_map(|(number, rules)| RuleChange { rule: RuleId::new(number), rules })
    };
    prop_oneof![
        partition().prop_map(Change::PartitionCreated),
        partition().prop_map(Change::PartitionDeleted),
        right().prop_map(Change::UserRightCreated),
        right().prop_map(Change::UserRightDeleted),
        rules().prop_map(Change::RuleCreated),
        rules().prop_map(Change::RuleUpdated),
        rules().prop_map(Change::RuleDeleted),
    ]
}

fn notification() -> impl Strategy<Value = Notification> {
    (any::<u128>(), 0_i64..4_000_000_000_000_000, "[01][0-9]{9}", change()).prop_map(
        |(id, micros, number, change)| Notification {
            id: Uuid::from_u128(id),
            at: Timestamp::from_microsecond(micros).expect("in range"),
            enterprise: number.parse().expect("a number"),
            change,
        },
    )
}

fn said(event: &CloudEvent) -> Said {
    event.said(Timestamp::UNIX_EPOCH).expect("readable")
}

#[test]
fn a_routing_rule_event_looks_as_the_public_pages_describe_it() {
    let rule = RoutingRule {
        id: RuleId::new(7),
        criteria: Criteria::new(Some("WK1".parse().expect("an id")), None, None).expect("a criterion"),
        target: "Another_partition".parse().expect("an id"),
    };
    let notification = Notification {
        id: Uuid::nil(),
        at: "2026-03-01T10:00:00.000001Z".parse().expect("a moment"),
        enterprise: "0852093431".parse().expect("a number"),
        change: Change::RuleCreated(RuleChange { rule: RuleId::new(7), rules: vec![rule] }),
    };
    let event = serde_json::to_value(CloudEvent::new(&notification)).expect("serialisable");
    assert_eq!(
        event,
        json!({
            "specversion": "1.0",
            "id": "00000000-0000-0000-0000-000000000000",
            "source": "/REST/ebox/enterprise/partition/v1",
            "type": "be.eboxenterprise.v1.routingRule.created",
            "service": "partition",
            "time": "2026-03-01T10:00:00.000001Z",
            "subject": "0852093431",
            "datacontenttype": "application/json",
            "data": {
                "enterpriseNumber": "0852093431",
                "routingRuleId": 7,
                "orderedRoutingRules":
                    [{"routingRuleId": 7, "messageTypeId": "WK1", "targetPartition": "Another_partition"}],
            },
        })
    );
}

#[test]
fn types_that_nobody_knows_are_taken_and_left_alone() {
    for kind in ["be.eboxenterprise.v1.partition.painted", "be.eboxenterprise.v2.partition.created", "x"] {
        let body = json!({"specversion": "1.0", "id": "1", "source": "/", "type": kind, "more": true});
        let event = CloudEvent::structured(body.to_string().as_bytes()).expect("an event");
        assert_eq!(said(&event), Said::Unknown);
    }
}

#[test]
fn what_is_no_cloud_event_is_refused_with_the_reason() {
    let event = |version| json!({"specversion": version, "id": "1", "source": "/", "type": "x"}).to_string();
    assert_eq!(CloudEvent::structured(event("0.3").as_bytes()), Err(NoCloudEvent::Version("0.3".to_owned())));
    assert!(matches!(CloudEvent::structured(b"[]"), Err(NoCloudEvent::Malformed(_))));
    assert!(matches!(CloudEvent::batched(event("1.0").as_bytes()), Err(NoCloudEvent::Malformed(_))));
    let many = format!("[{}]", vec![event("1.0"); MAX_BATCH + 1].join(","));
    assert_eq!(CloudEvent::batched(many.as_bytes()), Err(NoCloudEvent::TooMany));
}

#[test]
fn a_cloud_event_names_itself_its_source_and_its_type() {
    for name in ["id", "source", "type"] {
        let mut event = json!({"specversion": "1.0", "id": "1", "source": "/", "type": "x"});
        event[name] = json!("");
        assert_eq!(CloudEvent::structured(event.to_string().as_bytes()), Err(NoCloudEvent::Empty(name)));
    }
}

#[test]
fn a_rule_has_a_number_of_any_size() {
    let rule =
        json!({"routingRuleId": 5_000_000_000_u64, "messageTypeId": "WK1", "targetPartition": "wages"});
    let body = json!({
        "specversion": "1.0", "id": "1", "source": "/", "type": "be.eboxenterprise.v1.routingRule.created",
        "data": {
            "enterpriseNumber": "0852093431", "routingRuleId": 5_000_000_000_u64, "orderedRoutingRules": [rule],
        },
    });
    let event = CloudEvent::structured(body.to_string().as_bytes()).expect("an event");
    let Said::Notification(told) = said(&event) else { panic!("{event:?}") };
    let Change::RuleCreated(change) = told.change else { panic!("{told:?}") };
    assert_eq!((change.rule, change.rules[0].id), (RuleId::new(5_000_000_000), RuleId::new(5_000_000_000)));
}

#[test]
fn data_of_a_known_type_is_needed_as_json() {
    let body = json!({
        "specversion": "1.0", "id": "1", "source": "/", "type": "be.eboxenterprise.v1.partition.created",
        "data_base64": "e30=",
    });
    let event = CloudEvent::structured(body.to_string().as_bytes()).expect("an event");
    let reason = event.said(Timestamp::UNIX_EPOCH).expect_err("refused").to_string();
    assert!(reason.contains("data is missing") && reason.contains("data_base64"), "{reason}");
}

proptest! {
    #[test]
    fn every_notification_reads_back_alone_and_in_a_batch(all in vec(notification(), 1..4)) {
        let events: Vec<CloudEvent> = all.iter().map(CloudEvent::new).collect();
        for (event, notification) in events.iter().zip(&all) {
            let read = CloudEvent::structured(event.to_json().as_bytes()).expect("an event");
            prop_assert_eq!(&read, event);
            prop_assert_eq!(said(&read), Said::Notification(Box::new(notification.clone())));
        }
        let batch = serde_json::to_vec(&events).expect("serialisable");
        prop_assert_eq!(CloudEvent::batched(&batch), Ok(events));
    }

    #[test]
    fn any_body_is_answered(body in "\\PC{0,80}", json in crate::samples::json()) {
        for text in [body, json.to_string()] {
            let _ = CloudEvent::structured(text.as_bytes());
            let _ = CloudEvent::batched(text.as_bytes());
        }
    }

    #[test]
    fn any_data_of_a_known_type_is_answered(
        kind in "(partition|partitionUserRight|routingRule)\\.(created|updated|deleted)",
        data in crate::samples::json(),
    ) {
        let body = json!(
            {"specversion": "1.0", "id": "1", "source": "/", "type": format!("{PREFIX}{kind}"), "data": data}
        );
        let event = CloudEvent::structured(body.to_string().as_bytes()).expect("an event");
        let _ = event.said(Timestamp::UNIX_EPOCH);
    }
}
