use ebox_domain::partition::Extent;
use proptest::prelude::*;
use serde_json::json;

use super::read::*;

fn fields<T: std::fmt::Debug>(read: Read<T>) -> Vec<String> {
    read.expect_err("refused").into_iter().map(|cause| cause.field).collect()
}

#[test]
fn every_mistake_in_a_body_is_named_at_once() {
    let body = json!({"partitionId": "no spaces", "name": {"nl": 5}, "colour": "red"}).to_string();
    assert_eq!(fields(partition_to_create(body.as_bytes())), ["partitionId", "name.nl", "colour"]);
    let body = json!({"senderOrganizationId": "9", "position": 0}).to_string();
    assert_eq!(
        fields(rule_to_keep(body.as_bytes())),
        ["senderOrganizationId", "targetPartition", "position"]
    );
    assert_eq!(fields(rule_to_keep(br#"{"targetPartition": "wages"}"#)), ["messageTypeId"]);
    assert_eq!(fields(mandate_change(br#"{"state": "proposedByPrincipal"}"#)), ["state"]);
}

#[test]
fn a_right_is_for_the_whole_ebox_or_for_one_partition() {
    let read = |more: serde_json::Value| {
        let mut body = json!({"ssin": "94022722580"});
        body.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        right_to_grant(body.to_string().as_bytes()).map(|(_, extent)| extent)
    };
    assert_eq!(read(json!({"isWholeEbox": true})), Ok(Extent::WholeEbox));
    let wages = Extent::Partition("wages".parse().expect("an id"));
    assert_eq!(read(json!({"partitionId": "wages"})), Ok(wages));
    assert_eq!(fields(read(json!({}))), ["partitionId"]);
    assert_eq!(fields(read(json!({"isWholeEbox": true, "partitionId": "wages"}))), ["partitionId"]);
}

proptest! {
    #[test]
    fn any_body_is_answered(json in crate::samples::json(), text in "\\PC{0,40}") {
        for body in [json.to_string(), text] {
            let body = body.as_bytes();
            let _ = (partition_to_create(body), partition_to_rename(body), right_to_grant(body));
            let _ = (rule_to_keep(body), rule_order(body), suggestion_to_make(body));
            let _ = (suggestion_acceptance(body), mandate_to_propose(body), mandate_change(body));
        }
    }
}
