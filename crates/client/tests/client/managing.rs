//! What an enterprise does with its e-Box, and in another one's.

use crate::{
    registry::{client, v3_message},
    script::{Script, clock, fixed, http, json, raw},
};
use ebox_client::{ErrorKind, Filter, PartitionManagement, management::Partition};
use ebox_domain::{EboxId, Language, LocalizedText, page::PageRequest, partition::Extent};
use ebox_wire::routes::Version;
use serde_json::{Value, json};

const RIGHT: &str = "019f0c1e-0000-7000-8000-000000000000";
const PERSON: &str = "71022722580";

fn management(script: &Script) -> PartitionManagement {
    PartitionManagement::new(http(&clock()), fixed(), script.url.clone())
}

fn body(script: &Script, call: usize) -> Value {
    serde_json::from_str(&script.seen()[call].body).expect("JSON")
}

#[tokio::test]
async fn partitions_are_made_renamed_and_deleted() {
    let payroll = json!({"partitionId": "Payroll", "name": {"nl": "Lonen"}});
    let script = Script::start([
        json(200, &json!({"items": [payroll], "total": 1})),
        json(201, &payroll),
        json(200, &payroll),
        raw(204, &[], ""),
    ])
    .await;
    let management = management(&script);
    let partitions = management.partitions().await.expect("partitions");
    let name = LocalizedText::in_one(Language::Nl, "Lonen");
    assert_eq!(partitions, [Partition { id: "Payroll".parse().expect("an identifier"), name: name.clone() }]);
    management.create_partition(&partitions[0]).await.expect("created");
    management.rename_partition(&partitions[0].id, &name).await.expect("renamed");
    management.delete_partition(&partitions[0].id).await.expect("deleted");
    let calls =
        ["GET /partitions", "POST /partitions", "PATCH /partitions/Payroll", "DELETE /partitions/Payroll"];
    assert_eq!(script.calls(), calls);
    assert_eq!(body(&script, 1), payroll);
    assert_eq!(body(&script, 2), json!({"name": {"nl": "Lonen"}}));
}

#[tokio::test]
async fn what_makes_something_is_sent_once_and_what_says_how_it_shall_be_again() {
    let script =
        Script::start([raw(503, &[("retry-after", "0")], ""), raw(503, &[("retry-after", "0")], "")]);
    let script = script.await;
    let partition = Partition {
        id: "Payroll".parse().expect("an identifier"),
        name: LocalizedText::in_one(Language::Nl, "Lonen"),
    };
    management(&script).create_partition(&partition).await.expect_err("refused");
    assert_eq!(script.calls(), ["POST /partitions"]);

    let renamed = json!({"partitionId": "Payroll", "name": {"nl": "Lonen"}});
    let script = Script::start([raw(503, &[("retry-after", "0")], ""), json(200, &renamed)]).await;
    management(&script).rename_partition(&partition.id, &partition.name).await.expect("renamed");
    assert_eq!(script.calls(), ["PATCH /partitions/Payroll"; 2]);
}

#[tokio::test]
async fn rights_are_given_for_all_of_an_e_box_or_for_a_partition() {
    let whole = json!({"userRightId": RIGHT, "ssin": PERSON, "isWholeEbox": true});
    let part = json!({"userRightId": RIGHT, "ssin": PERSON, "isWholeEbox": false, "partitionId": "Payroll"});
    let script = Script::start([
        json(201, &whole),
        json(201, &part),
        json(200, &json!({"items": [whole, part], "total": 2})),
        raw(204, &[], ""),
    ])
    .await;
    let management = management(&script);
    let person = PERSON.parse().expect("an SSIN");
    let payroll = Extent::Partition("Payroll".parse().expect("an identifier"));
    let first = management.grant(person, &Extent::WholeEbox).await.expect("granted");
    let second = management.grant(person, &payroll).await.expect("granted");
    assert_eq!((&first.extent, &second.extent), (&Extent::WholeEbox, &payroll));
    assert_eq!(management.user_rights().await.expect("rights"), [first, second.clone()]);
    management.withdraw(second.id).await.expect("withdrawn");
    let withdrawn = format!("DELETE /userRights/{RIGHT}");
    assert_eq!(script.calls(), ["POST /userRights", "POST /userRights", "GET /userRights", &withdrawn]);
    assert_eq!(body(&script, 0), json!({"ssin": PERSON, "isWholeEbox": true}));
    assert_eq!(body(&script, 1), json!({"ssin": PERSON, "partitionId": "Payroll"}));
}

#[tokio::test]
async fn every_call_in_another_enterprises_name_says_whose() {
    let script = Script::start([
        json(200, &json!({"items": [v3_message("7")], "total": 1})),
        json(200, &v3_message("7")),
        json(200, &v3_message("7")),
    ])
    .await;
    let registry = client(&script, Version::V3).on_behalf_of("0534530277".parse().expect("a number"));
    registry.list(PageRequest::default(), &Filter::default()).await.expect("a page");
    registry.message("7").await.expect("a message");
    registry.execute_action("7").await.expect("executed");
    for seen in script.seen() {
        assert_eq!(seen.header("on-behalf-of-enterprise-number"), Some("0534530277"), "{}", seen.path);
    }
}

#[tokio::test]
async fn a_broadcast_says_who_has_the_message_and_who_cannot_in_both_versions() {
    let ids = ["0534530277", "71022722580"].map(|number| EboxId::from_key(number).expect("an e-Box"));
    let answer = |errors: Value| {
        json!({
            "messageId": "7", "expirationDate": "2026-08-01T10:00:00+02:00", "nbSuccessLinks": 1,
            "errorCases": errors,
        })
    };
    let v2_answer = answer(json!([{"eboxType": "CITIZEN", "eboxIdValue": "71022722580"}]));
    let v2 = Script::start([json(200, &v2_answer)]).await;
    let v3_answer = answer(json!([{"eboxType": "citizen", "ssin": "71022722580"}]));
    // Who has it keeps it: so it can be asked again.
    let v3 = Script::start([raw(503, &[("retry-after", "0")], ""), json(200, &v3_answer)]).await;
    for (script, version) in [(&v2, Version::V2), (&v3, Version::V3)] {
        let linked = client(script, version).link("7", &ids).await.expect("linked");
        assert_eq!((linked.delivered, linked.refused.as_slice()), (1, &ids[1..]), "{version:?}");
    }
    assert_eq!((v2.calls().len(), v3.calls()), (1, vec!["POST /linkEboxMessage".to_owned(); 2]));
    assert_eq!(body(&v3, 1)["recipients"][0]["enterpriseNumber"], "0534530277");

    let closed = Script::start([json(403, &json!({"type": "about:blank", "status": 403}))]).await;
    let error = client(&closed, Version::V3).link("7", &ids).await.expect_err("not offered");
    assert!(matches!(error.kind(), ErrorKind::Refused(_)), "{error:?}");
}
