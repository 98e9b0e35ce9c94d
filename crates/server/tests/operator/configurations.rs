//! Configurations of senders: shown, applied, undone.

use ebox_credential::{Certificate, PrivateKey, Scope, signed};
use ebox_domain::{Clock as _, Environment, time::SystemClock};
use ebox_server::operator::AtFolder;
use ebox_wire::configuration::SIGNED_TYPE;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::world::{OPERATOR, SENDER, World, certificate, fields, token, world, world_with};

const CLIENT: &str = "documentmanagement:publication:ebox:0220916609";
const OTHER: &str = "0123456789";

fn document(dossier: &str, application: &str, message_type: &str) -> Value {
    json!({
        "dossier": dossier, "environment": "acc", "provider": "own", "enterpriseNumber": SENDER,
        "reference": {
            "organizations": [{ "id": SENDER, "shortName": { "nl": "Dienst" } }],
            "applications": [{ "id": application, "name": { "nl": "App" } }],
            "messageTypes": [
                { "id": message_type, "name": { "nl": "Brief" }, "validity": { "number": 6, "unit": "month" } }
            ],
            "trios": [{
                "organization": SENDER, "application": application, "messageType": message_type,
                "sectors": ["enterprise"],
            }],
        },
    })
}

fn with_client(document: Value, certificates: &[&Certificate]) -> Value {
    let mut document = document;
    let certificates: Vec<String> = certificates.iter().map(|one| one.to_pem()).collect();
    document["client"] = json!({ "name": "Dienst", "certificates": certificates });
    document
}

impl World {
    async fn put(&self, document: &Value) -> Value {
        let path = format!("/configurations/{}", document["dossier"].as_str().expect("a dossier"));
        self.json("PUT", &path, document).await.expect(200).json()
    }

    async fn undo(&self, dossier: &str) -> Value {
        self.json("DELETE", &format!("/configurations/{dossier}"), &Value::Null).await.expect(200).json()
    }

    /// The tag of the reference data.
    async fn tag(&self) -> String {
        let path = "/operator/v1/providers/own/referenceData";
        ebox_testkit::get(&self.operator, path, &self.token).await.expect(200).header("etag").to_owned()
    }

    async fn reference(&self) -> Value {
        self.get("/providers/own/referenceData").await
    }
}

/// Changes as `what change id`.
fn changes(report: &Value) -> Vec<String> {
    let text = |change: &Value, name: &str| change[name].as_str().unwrap_or_default().to_owned();
    let changes = report["changes"].as_array().cloned().unwrap_or_default();
    let line = |change: &Value| {
        let id = text(change, "id");
        let id = if text(change, "what") == "certificate" { "" } else { &id };
        format!("{} {} {id}", text(change, "what"), text(change, "change")).trim_end().to_owned()
    };
    changes.iter().map(line).collect()
}

#[tokio::test]
async fn a_preview_says_what_changes_and_changes_nothing() {
    let world = world().await;
    let (_, certificate) = certificate(SENDER, Environment::Acc);
    let document = with_client(document("A", "app", "TYPE"), &[&certificate]);
    let before = world.reference().await;
    let report = world.json("PUT", "/configurations/A?dryRun=true", &document).await.expect(200).json();
    assert_eq!(
        changes(&report),
        [
            format!("organization added {SENDER}"),
            "application added app".to_owned(),
            "messageType added TYPE".to_owned(),
            format!("trio added {SENDER}, app, TYPE, enterprise"),
            format!("client added {CLIENT}"),
            "certificate added".to_owned(),
        ]
    );
    assert_eq!((&report["state"], &report["isInForce"]), (&json!("notApplied"), &json!(false)));
    assert_eq!(report["clientId"], CLIENT);
    assert_eq!(world.reference().await, before);
    assert_eq!(world.get("/clients").await["total"], 1);
    world.json("GET", "/configurations/A", &Value::Null).await.expect(404);
}

#[tokio::test]
async fn what_is_applied_is_in_force_and_the_same_once_more_changes_nothing() {
    let world = world().await;
    let (key, certificate) = certificate(SENDER, Environment::Acc);
    let document = with_client(document("A", "app", "TYPE"), &[&certificate]);
    let report = world.put(&document).await;
    assert_eq!((&report["state"], &report["isInForce"]), (&json!("applied"), &json!(true)));
    assert_eq!((&report["by"], &report["clientId"]), (&json!("operator"), &json!(CLIENT)));
    let reference = world.reference().await;
    assert_eq!(reference, document["reference"]);
    let client = world.get(&format!("/clients/{CLIENT}")).await;
    assert_eq!(client["scopes"], json!([Scope::PublicationSender.as_str()]));
    token(&world.services, CLIENT, &key).await;

    let again = world.put(&document).await;
    assert_eq!(again["isInForce"], true);
    assert!(changes(&again).iter().all(|change| change.contains(" unchanged")), "{again}");
    assert_eq!(again["since"], report["since"]);
    assert_eq!(world.reference().await, reference);
    let shown = world.get("/configurations/A").await;
    assert_eq!(shown["configuration"]["reference"], document["reference"]);
    assert_eq!(shown["report"]["isInForce"], true);

    world.undo("A").await;
    assert_eq!(world.reference().await["trios"], json!([]));
}

#[tokio::test]
async fn rights_that_an_operator_gave_stay_when_a_document_says_nothing_of_them() {
    let world = world().await;
    let mut given = document("A", "app", "TYPE")["reference"].clone();
    given["organizations"][0]["mayRegister"] = true.into();
    world.json("PUT", "/providers/own/referenceData", &given).await.expect(200);
    world.put(&document("A", "app", "OTHER")).await;
    assert_eq!(world.reference().await["organizations"][0]["mayRegister"], true);
    let again = world.put(&document("A", "app", "OTHER")).await;
    assert_eq!(again["isInForce"], true);
    world.undo("A").await;
    assert_eq!(world.reference().await["organizations"][0]["mayRegister"], true);
}

#[tokio::test]
async fn what_somebody_changed_since_is_shown_and_put_right_by_a_repetition() {
    let world = world().await;
    let document = document("A", "app", "TYPE");
    world.put(&document).await;
    let mut reference = world.reference().await;
    reference["messageTypes"][0]["name"]["nl"] = json!("Anders");
    world.json("PUT", "/providers/own/referenceData", &reference).await.expect(200);
    let shown = world.get("/configurations/A").await["report"].clone();
    assert_eq!(shown["isInForce"], false);
    let message_type = &shown["changes"][2];
    assert_eq!(message_type["fields"], json!([{ "field": "name.nl", "before": "Anders", "after": "Brief" }]));
    assert_eq!(world.put(&document).await["isInForce"], true);
    assert_eq!(world.reference().await, document["reference"]);
}

#[tokio::test]
async fn undoing_puts_back_what_was_before() {
    let world = world().await;
    let mut before = document("A", "app", "TYPE")["reference"].clone();
    before["organizations"][0]["shortName"]["nl"] = json!("Vroeger");
    before["messageTypes"] = json!([]);
    before["trios"] = json!([]);
    world.json("PUT", "/providers/own/referenceData", &before).await.expect(200);
    let (_, first) = certificate(SENDER, Environment::Acc);
    let new = json!({
        "clientId": CLIENT, "enterpriseNumber": SENDER, "name": "Dienst",
        "scopes": [Scope::ReferenceData.as_str()], "certificate": first.to_pem(),
    });
    let client = world.json("POST", "/clients", &new).await.expect(201).json();

    let (_, second) = certificate(SENDER, Environment::Acc);
    world.put(&with_client(document("A", "app", "TYPE"), &[&second])).await;
    let made = world.get(&format!("/clients/{CLIENT}")).await;
    assert_eq!(made["certificates"].as_array().map(Vec::len), Some(2));
    assert_eq!(made["scopes"].as_array().map(Vec::len), Some(2));

    let report = world.undo("A").await;
    assert_eq!(report["state"], "undone");
    assert_eq!(
        changes(&report),
        [
            format!("organization changed {SENDER}"),
            "messageType removed TYPE".to_owned(),
            format!("trio removed {SENDER}, app, TYPE, enterprise"),
            format!("client changed {CLIENT}"),
            "certificate removed".to_owned(),
        ]
    );
    assert_eq!(world.reference().await, before);
    assert_eq!(world.get(&format!("/clients/{CLIENT}")).await, client);
    assert_eq!(changes(&world.undo("A").await), [""; 0]);
    world.json("DELETE", "/configurations/B", &Value::Null).await.expect(404);
}

#[tokio::test]
async fn what_others_came_to_use_stays_and_is_named_and_goes_with_the_last_of_them() {
    let world = world().await;
    let (key, certificate) = certificate(SENDER, Environment::Acc);
    let nothing = world.reference().await;
    world.put(&with_client(document("A", "app", "TYPE"), &[&certificate])).await;
    // A further message type of the same application.
    world.put(&with_client(document("B", "app", "MORE"), &[&certificate])).await;
    let report = world.undo("A").await;
    assert_eq!(
        changes(&report),
        [
            format!("organization kept {SENDER}"),
            "application kept app".to_owned(),
            "messageType removed TYPE".to_owned(),
            format!("trio removed {SENDER}, app, TYPE, enterprise"),
            format!("client kept {CLIENT}"),
            "certificate kept".to_owned(),
        ]
    );
    assert_eq!(report["changes"][0]["reason"], "the dossier B uses it");
    token(&world.services, CLIENT, &key).await;
    assert_eq!(world.get("/configurations/B").await["report"]["isInForce"], true);

    let last = world.undo("B").await;
    assert!(changes(&last).iter().all(|change| !change.contains(" kept")), "{last}");
    assert_eq!(world.reference().await, nothing);
    let client = world.get(&format!("/clients/{CLIENT}")).await;
    assert_eq!((&client["isEnabled"], &client["certificates"]), (&json!(false), &json!([])));

    let again = world.put(&with_client(document("A", "app", "TYPE"), &[&certificate])).await;
    assert_eq!(again["isInForce"], true);
    token(&world.services, CLIENT, &key).await;
}

#[tokio::test]
async fn a_new_version_of_a_dossier_takes_back_what_it_no_longer_wants() {
    let world = world().await;
    let nothing = world.reference().await;
    world.put(&document("A", "app", "OLD")).await;
    let report = world.put(&document("A", "app", "NEW")).await;
    let changes = changes(&report);
    assert!(changes.contains(&"messageType removed OLD".to_owned()), "{changes:?}");
    assert_eq!(world.reference().await, document("A", "app", "NEW")["reference"]);
    world.undo("A").await;
    assert_eq!(world.reference().await, nothing);
}

#[tokio::test]
async fn a_document_is_refused_as_a_whole_with_every_mistake() {
    let world = world().await;
    let others = json!({
        "organizations": [{ "id": OTHER, "shortName": { "nl": "Ander" } }],
        "applications": [{ "id": "app", "name": { "nl": "App" } }],
        "messageTypes": [
            { "id": "THEIRS", "name": { "nl": "Brief" }, "validity": { "number": 6, "unit": "month" } }
        ],
        "trios": [
            { "organization": OTHER, "application": "app", "messageType": "THEIRS", "sectors": ["citizen"] }
        ],
    });
    world.json("PUT", "/providers/own/referenceData", &others).await.expect(200);
    let (_, fit) = certificate(SENDER, Environment::Acc);
    let (_, of_prd) = certificate(SENDER, Environment::Prd);
    let (_, of_other) = certificate(OTHER, Environment::Acc);
    let mut wrong = with_client(document("A", "app", "THEIRS"), &[&of_prd, &fit, &of_other]);
    wrong["environment"] = json!("prd");
    wrong["client"]["scopes"] = json!([Scope::PublicationSender.as_str(), Scope::Operator.as_str()]);
    for path in ["/configurations/A?dryRun=true", "/configurations/A"] {
        let answer = world.json("PUT", path, &wrong).await.expect(400);
        assert_eq!(
            fields(&answer),
            [
                "environment",
                "client.scopes[1]",
                "reference.applications[app]",
                "reference.messageTypes[THEIRS]",
                "client.certificates[0]",
                "client.certificates[2]",
            ]
        );
    }
    let mut nowhere = document("A", "mine", "MINE");
    nowhere["provider"] = json!("elsewhere");
    assert_eq!(fields(&world.json("PUT", "/configurations/A", &nowhere).await.expect(400)), ["provider"]);
    let own = document("A", "mine", "MINE");
    assert_eq!(fields(&world.json("PUT", "/configurations/B", &own).await.expect(400)), ["dossier"]);
    assert_eq!(world.reference().await, others, "nothing changed");
}

#[tokio::test]
async fn a_signed_file_counts_by_its_signer_and_the_later_one_counts() {
    let (key, signer) = certificate(OPERATOR, Environment::Acc);
    let world = world_with(vec![signer.clone()]).await;
    let now = SystemClock.now();
    let file = |message_type: &str, age: i64, key: &PrivateKey| {
        let at = (now - SignedDuration::from_mins(age)).as_second();
        let payload = json!({ "iat": at, "configuration": document("A", "app", message_type) });
        signed::sign(SIGNED_TYPE, &payload, key).expect("signed")
    };
    let put = async |file: &str| world.send("PUT", "/configurations/A", "application/jose", file).await;
    let report = put(&file("TYPE", 5, &key)).await.expect(200).json();
    assert_eq!(report["signedBy"], signer.fingerprint().to_hex());
    assert_eq!(fields(&put(&file("EARLIER", 6, &key)).await.expect(400)), ["iat"]);
    put(&file("LATER", 4, &key)).await.expect(200);
    let (stranger, _) = certificate(OPERATOR, Environment::Acc);
    put(&file("TYPE", 0, &stranger)).await.expect(400);
    put(&document("A", "app", "TYPE").to_string()).await.expect(400);
}

#[tokio::test]
async fn of_files_that_were_unpacked_elsewhere_the_later_one_counts_whatever_came_unsigned_since() {
    let world = world().await;
    let signer = "ab".repeat(32);
    let put = async |message_type: &str, query: &str| {
        let document = document("A", "app", message_type);
        world.json("PUT", &format!("/configurations/A{query}"), &document).await
    };
    let of = |at: i64| format!("?signedBy={signer}&signedAt={at}");
    let report = put("TYPE", &of(1_800_000_100)).await.expect(200).json();
    assert_eq!(report["signedBy"], signer);
    assert_eq!(fields(&put("EARLIER", &of(1_800_000_099)).await.expect(400)), ["iat"]);
    put("BY-HAND", "").await.expect(200);
    assert_eq!(fields(&put("TYPE", &of(1_800_000_099)).await.expect(400)), ["iat"]);
    // The same once more, signed anew, counts from then on.
    put("BY-HAND", &of(1_800_000_300)).await.expect(200);
    assert_eq!(fields(&put("TYPE", &of(1_800_000_200)).await.expect(400)), ["iat"]);
    for half in ["?signedAt=1800000400", "?signedBy=ab&signedAt=1800000400"] {
        let refusal = fields(&put("TYPE", half).await.expect(400));
        assert!(refusal.iter().all(|field| field == "signedBy") && !refusal.is_empty(), "{refusal:?}");
    }
}

#[tokio::test]
async fn an_older_export_does_not_take_away_what_a_configuration_put_there() {
    let world = world().await;
    let path = "/providers/own/referenceData";
    world.put(&document("A", "app", "TYPE")).await;
    let (exported, before) = (world.reference().await, world.tag().await);
    world.put(&document("B", "more", "OTHER")).await;
    assert_ne!(world.tag().await, before);
    let refusal = world.json("PUT", path, &exported).await.expect(400);
    assert_eq!(fields(&refusal), ["applications", "messageTypes", "trios"]);
    assert!(refusal.json().to_string().contains("the dossier B"), "{}", refusal.json());
    for (tag, status) in [(before.as_str(), 412), ("\"nonsense\"", 412), (&world.tag().await, 200)] {
        let request = axum::http::Request::put(format!("/operator/v1{path}?evenIfUsed=true"))
            .header("authorization", format!("Bearer {}", world.token))
            .header("content-type", "application/json")
            .header("if-match", tag)
            .body(axum::body::Body::from(exported.to_string()));
        ebox_testkit::call(&world.operator, request.expect("a request")).await.expect(status);
    }
    assert_eq!(world.reference().await, exported, "it was meant");
}

#[tokio::test]
async fn at_the_folder_it_is_the_same() {
    let world = world().await;
    let folder = AtFolder::new(world.services.clone());
    let document = document("A", "app", "TYPE");
    let request = axum::http::Request::put("/operator/v1/configurations/A")
        .body(axum::body::Bytes::from(document.to_string()))
        .expect("a request");
    let answer = folder.call(request).await.expect("answered");
    assert_eq!(answer.status(), 200);
    assert_eq!(world.get("/configurations/A").await["report"]["by"], "data-folder");
}

#[tokio::test]
async fn what_was_changed_or_used_since_by_the_operators_own_hand_stays() {
    let world = world().await;
    world.put(&document("A", "app", "TYPE")).await;
    let mut reference = world.reference().await;
    reference["applications"][0]["name"]["nl"] = json!("Anders");
    let more = json!({ "id": "more", "name": { "nl": "Meer" } });
    reference["applications"].as_array_mut().expect("a list").push(more);
    let mut trio = reference["trios"][0].clone();
    trio["application"] = json!("more");
    reference["trios"].as_array_mut().expect("a list").push(trio);
    world.json("PUT", "/providers/own/referenceData", &reference).await.expect(200);

    let report = world.undo("A").await;
    let kept: Vec<(&str, &str)> = report["changes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|change| change["change"] == "kept")
        .map(|change| {
            (change["id"].as_str().unwrap_or_default(), change["reason"].as_str().unwrap_or_default())
        })
        .collect();
    let used = "a trio that was added since uses it";
    assert_eq!(kept, [(SENDER, used), ("app", "somebody changed it since"), ("TYPE", used)]);
    let left = world.reference().await;
    assert_eq!(left["trios"].as_array().map(Vec::len), Some(1));
    assert_eq!(left["applications"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn configurations_at_once_are_all_applied_and_lose_nothing_of_others() {
    let world = world().await;
    let dossiers: Vec<String> = (0..8).map(|number| format!("D-{number}")).collect();
    // Each of them twice.
    let all = dossiers.iter().chain(&dossiers).map(|dossier| {
        let document = document(dossier, dossier, &format!("TYPE-{dossier}"));
        let world = &world;
        async move { world.put(&document).await }
    });
    for report in futures_util::future::join_all(all).await {
        assert_eq!(report["isInForce"], true, "{report}");
    }
    assert_eq!(world.reference().await["trios"].as_array().map(Vec::len), Some(8));
    let undone = dossiers.iter().map(|dossier| world.undo(dossier));
    futures_util::future::join_all(undone).await;
    let left = world.reference().await;
    assert_eq!(left, json!({ "organizations": [], "applications": [], "messageTypes": [], "trios": [] }));
}

#[tokio::test]
async fn further_message_types_use_the_client_that_is_there_and_keep_it_alive() {
    let world = world().await;
    let (key, certificate) = certificate(SENDER, Environment::Acc);
    let report = world.put(&document("S", "app", "SHORT")).await;
    assert!(report.get("clientId").is_none(), "there is none yet: {report}");
    world.put(&with_client(document("A", "app", "TYPE"), &[&certificate])).await;
    assert_eq!(world.put(&document("S", "app", "SHORT")).await["clientId"], CLIENT);
    assert_eq!(world.get("/configurations/S").await["report"]["clientId"], CLIENT);

    let report = world.undo("A").await;
    let changes = changes(&report);
    for kept in [format!("client kept {CLIENT}"), "certificate kept".to_owned()] {
        assert!(changes.contains(&kept), "{changes:?}");
    }
    token(&world.services, CLIENT, &key).await;
}
