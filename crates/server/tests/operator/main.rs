//! The operator's API: with a token on its listener, and through the data folder.

mod configurations;
mod world;

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    http::{Request, StatusCode},
};
use ebox_credential::{Scope, Scopes};
use ebox_domain::{EboxId, Environment};
use ebox_oauth::{Author, NewClient};
use ebox_server::operator::AtFolder;
use ebox_testkit::{call, get};
use serde_json::json;

use world::{OPERATOR, SENDER, certificate, fields, token, world};

const REFERENCE: &str = r#"
organizations:
  - id: "0220916609"
    shortName: {nl: Dienst}
applications:
  - {id: app, name: {nl: App}}
messageTypes:
  - {id: TYPE, name: {nl: Brief}, validity: {number: 6, unit: month}}
trios:
  - {organization: "0220916609", application: app, messageType: TYPE, sectors: [enterprise]}
"#;

#[tokio::test]
async fn reference_data_is_replaced_as_a_whole_or_not_at_all() {
    let world = world().await;
    let path = "/providers/own/referenceData";
    let report = world.send("PUT", path, "application/yaml", REFERENCE).await.expect(200).json();
    assert_eq!(report, json!({"organizations": 1, "applications": 1, "messageTypes": 1, "trios": 1}));
    let file = world.get(path).await;
    assert_eq!(file["trios"][0]["sectors"], json!(["enterprise"]));
    world.json("PUT", path, &file).await.expect(200);

    let wrong = REFERENCE.replace("id: TYPE", "id: OTHER").replace("{nl: App}", "{nl: ' '}");
    let refusal = world.send("PUT", path, "application/yaml", &wrong).await.expect(400);
    assert_eq!(fields(&refusal), ["applications[app].name.nl", "trios[0220916609, app, TYPE].messageType"]);
    assert_eq!(world.get(path).await, file, "nothing changed");
    world.send("PUT", "/providers/other/referenceData", "application/yaml", REFERENCE).await.expect(404);

    let yaml = Request::get(format!("/operator/v1{path}"))
        .header("authorization", format!("Bearer {}", world.token))
        .header("accept", "application/yaml");
    let yaml = call(&world.operator, yaml.body(Body::empty()).expect("a request")).await.expect(200);
    assert!(
        yaml.header("content-type").starts_with("application/yaml")
            && yaml.body.starts_with(b"organizations:")
    );
    let refusal = world.send("PUT", path, "application/json", "{}").await.expect(400);
    assert_eq!(fields(&refusal), ["organizations", "applications", "messageTypes", "trios"]);
    world.send("PUT", path, "text/plain", REFERENCE).await.expect(415);
    assert_eq!(world.get(path).await, file, "nothing changed");

    let even_if = |what: &str| format!("{path}?evenIfUsed={what}");
    let refusal = world.send("PUT", &even_if("perhaps"), "application/yaml", REFERENCE).await.expect(400);
    assert_eq!(fields(&refusal), ["evenIfUsed"]);
    world.send("PUT", &even_if("true"), "application/yaml", REFERENCE).await.expect(200);
}

#[tokio::test]
async fn a_list_of_eboxes_is_entered_as_csv_or_yaml_and_counted() {
    let world = world().await;
    let csv = "number;name;status\n0852093431;De Toren;active\n0534530277;Atelier;inactive\n";
    let report = world.send("POST", "/eboxes", "text/csv; charset=utf-8", csv).await.expect(200).json();
    assert_eq!(report, json!({"added": 2, "changed": 0, "unchanged": 0}));
    let yaml =
        "items:\n  - {number: '0534530277', name: Atelier}\n  - {number: '0852093431', name: De Toren}\n";
    let report = world.send("POST", "/eboxes", "application/yaml", yaml).await.expect(200).json();
    assert_eq!(report, json!({"added": 0, "changed": 1, "unchanged": 1}));
    let list = world.get("/eboxes?pageSize=1").await;
    assert_eq!((&list["total"], &list["items"][0]["number"]), (&2.into(), &"0534530277".into()));

    let wrong = "number,name,status\n12,X,active\n0534530277,,gone\n";
    let refusal = world.send("POST", "/eboxes", "text/csv", wrong).await.expect(400);
    assert_eq!(fields(&refusal), ["lines[2].number", "lines[3].name", "lines[3].status"]);
    let known = world.services.federation.ebox(EboxId::from_key("0534530277").expect("a key")).await;
    assert!(known.expect("read").is_some_and(|ebox| ebox.is_active));
}

#[tokio::test]
async fn a_provider_of_this_process_needs_no_addresses_and_announces_maintenance() {
    let world = world().await;
    let entry = json!({
        "name": {"nl": "Eigen", "en": "Own"},
        "description": {"nl": "Berichten"},
        "activationDate": "2026-01-01",
        "technicalContact": "helpdesk@ebox.example",
        "plannedMaintenances": [
            {"startDate": "2026-12-24T22:00:00+01:00", "endDate": "2026-12-25T06:00:00+01:00"},
        ],
    });
    let put = world.json("PUT", "/providers/own", &entry).await.expect(200).json();
    assert_eq!(put["v3Url"], "https://ebox.example/REST/ebox/enterprise/messageRegistry/v3/");
    let list = world.get("/providers").await;
    assert_eq!((&list["total"], &list["items"][0]), (&1.into(), &put));

    let mut wrong = entry.clone();
    wrong["activationDate"] = "soon".into();
    wrong["plannedMaintenances"][0]["endDate"] = "2026-12-24T21:00:00+01:00".into();
    let refusal = world.json("PUT", "/providers/elsewhere", &wrong).await.expect(400);
    assert_eq!(fields(&refusal), ["v2Url", "activationDate", "plannedMaintenances[0]"]);
}

#[tokio::test]
async fn clients_are_registered_rotated_and_disabled() {
    let world = world().await;
    let (key, first) = certificate(SENDER, Environment::Acc);
    let client = json!({
        "clientId": "sender:1", "enterpriseNumber": SENDER, "name": "Sender",
        "scopes": [Scope::PublicationSender.as_str()], "certificate": first.to_pem(),
    });
    let registered = world.json("POST", "/clients", &client).await.expect(201).json();
    assert_eq!(registered["certificates"][0]["fingerprint"], first.fingerprint().to_hex());
    token(&world.services, "sender:1", &key).await;
    let again = world.json("POST", "/clients", &client).await.expect(400);
    assert_eq!(fields(&again), ["clientId"]);

    let (_, second) = certificate(SENDER, Environment::Acc);
    let body = json!({ "certificate": second.to_pem() });
    let both = world.json("POST", "/clients/sender:1/certificates", &body).await.expect(200).json();
    assert_eq!(both["certificates"].as_array().map(Vec::len), Some(2));
    let path = format!("/clients/sender:1/certificates/{}", first.fingerprint().to_hex());
    let one = world.json("DELETE", &path, &json!({})).await.expect(200).json();
    assert_eq!(one["certificates"][0]["fingerprint"], second.fingerprint().to_hex());
    let granted =
        json!({ "scopes": [Scope::PublicationSender.as_str(), Scope::FederationPreference.as_str()] });
    let wider = world.json("PATCH", "/clients/sender:1", &granted).await.expect(200).json();
    assert_eq!(wider["scopes"].as_array().map(Vec::len), Some(2));
    for (wrong, named) in [
        (json!({}), vec![""]),
        (json!({ "isEnabled": true, "scopes": [] }), vec![""]),
        (json!({ "scopes": [] }), vec!["scopes"]),
        (json!({ "scopes": ["everything"] }), vec!["scopes[0]"]),
        (json!({ "isEnabled": "no", "name": "Other" }), vec!["isEnabled", "name"]),
    ] {
        let refusal = world.json("PATCH", "/clients/sender:1", &wrong).await.expect(400);
        assert_eq!(fields(&refusal), named, "{wrong}");
    }
    let off =
        world.json("PATCH", "/clients/sender:1", &json!({ "isEnabled": false })).await.expect(200).json();
    assert_eq!(off["isEnabled"], false);
    assert_eq!(world.get("/clients").await["total"], 2);

    let (_, foreign) = certificate(OPERATOR, Environment::Prd);
    let wrong = json!({
        "clientId": "sender:2", "enterpriseNumber": SENDER, "name": "Sender",
        "scopes": ["everything"], "certificate": foreign.to_pem(),
    });
    let refusal = world.json("POST", "/clients", &wrong).await.expect(400);
    assert_eq!(fields(&refusal), ["scopes[0]", "certificate", "certificate"]);
}

#[tokio::test]
async fn the_first_manager_is_named_once() {
    let world = world().await;
    let path = format!("/enterprises/{SENDER}/firstManager");
    let first = json!({ "ssin": "94022722580", "name": "Eerste Beheerder" });
    for _ in 0..2 {
        world.json("PUT", &path, &first).await.expect(200);
    }
    let (ssin, enterprise) = ("94022722580".parse().expect("an SSIN"), SENDER.parse().expect("a number"));
    assert!(world.services.people.may_manage(ssin, enterprise).await.expect("read"));
    let second = json!({ "ssin": "71022722582", "name": "Tweede" });
    world.json("PUT", &path, &second).await.expect(409);
    let refusal = world.json("PUT", &path, &json!({ "ssin": "1", "nom": "X" })).await.expect(400);
    assert_eq!(fields(&refusal), ["ssin", "name", "nom"]);
}

#[tokio::test]
async fn a_wrong_digit_names_nobody_and_a_wrong_manager_is_taken_back() {
    let world = world().await;
    let first = |enterprise: &str| format!("/enterprises/{enterprise}/firstManager");
    let typo = json!({ "ssin": "94022722581", "name": "Eerste Beheerder" });
    assert_eq!(fields(&world.json("PUT", &first(SENDER), &typo).await.expect(400)), ["ssin"]);
    let named = json!({ "ssin": "94022722580", "name": "Eerste Beheerder" });
    let refusal = world.json("PUT", &first("0220916608"), &named).await.expect(400);
    assert_eq!(fields(&refusal), ["enterpriseNumber"]);
    let staff = json!({ "ssin": "12345678901", "name": "Iemand", "role": "nsso" });
    assert_eq!(fields(&world.json("PUT", "/staff", &staff).await.expect(400)), ["ssin"]);
    let account = json!({ "userName": "iemand", "ssin": "12345678901", "name": "Iemand" });
    assert_eq!(fields(&world.json("POST", "/accounts", &account).await.expect(400)), ["ssin"]);

    world.json("PUT", &first(SENDER), &named).await.expect(200);
    let path = format!("/enterprises/{SENDER}/managers");
    let list = world.get(&path).await;
    let one = &list["items"][0];
    assert_eq!(
        (&list["total"], &one["ssin"], &one["role"]),
        (&json!(1), &named["ssin"], &json!("accessManager"))
    );
    let of = format!("{path}/{}", one["managerId"].as_str().expect("an identifier"));
    assert_eq!(world.json("DELETE", &of, &json!(null)).await.expect(200).json()["name"], named["name"]);
    world.json("DELETE", &of, &json!(null)).await.expect(404);
    assert_eq!(world.get(&path).await["total"], 0);
    let right = json!({ "ssin": "71022722582", "name": "De Juiste" });
    world.json("PUT", &first(SENDER), &right).await.expect(200);
}

#[tokio::test]
async fn whoever_works_at_the_desk_has_one_role_and_no_number_of_a_person_stands_in_addresses() {
    let world = world().await;
    let bram = |role: &str| json!({ "ssin": "71022722582", "name": "Bram Dupont", "role": role });
    let member = world.json("PUT", "/staff", &bram("integration")).await.expect(200).json();
    let again = world.json("PUT", "/staff", &bram("nsso")).await.expect(200).json();
    assert_eq!(again["staffNumber"], member["staffNumber"]);
    let wrong = json!({ "ssin": "1", "role": "both", "nom": "X" });
    let refusal = world.json("PUT", "/staff", &wrong).await.expect(400);
    assert_eq!(fields(&refusal), ["ssin", "name", "role", "nom"]);
    let list = get(&world.operator, "/operator/v1/staff", &world.token).await.expect(200).json();
    assert_eq!((&list["total"], &list["items"][0]["role"]), (&json!(1), &json!("nsso")));
    let one = format!("/staff/{}", member["staffNumber"]);
    assert_eq!(world.json("DELETE", &one, &json!(null)).await.expect(200).json()["name"], "Bram Dupont");
    world.json("DELETE", &one, &json!(null)).await.expect(404);
    world.json("DELETE", "/staff/71022722580x", &json!(null)).await.expect(400);
    let person = "71022722582".parse().expect("an SSIN");
    assert_eq!(world.services.people.staff_role(person).await.expect("read"), None);
}

#[tokio::test]
async fn nobody_else_operates() {
    let world = world().await;
    get(&world.operator, "/operator/v1/clients", "").await.expect(401);
    let (key, certificate) = certificate(SENDER, Environment::Acc);
    let client = NewClient {
        id: "sender".parse().expect("a client id"),
        enterprise: SENDER.parse().expect("a number"),
        name: "Sender".to_owned(),
        scopes: Scopes::of(&[Scope::PublicationSender, Scope::DocumentConsumer]),
        certificates: vec![certificate],
    };
    world.services.oauth.register_client(client, &Author::default()).await.expect("registered");
    let sender = token(&world.services, "sender", &key).await;
    get(&world.operator, "/operator/v1/eboxes", &sender).await.expect(403);
    // Its listener is its own: the paths are nowhere else, and nothing else is there.
    get(&world.services.router(), "/operator/v1/clients", &world.token).await.expect(404);
    get(&world.operator, "/REST/oauth/v5/jwks", "").await.expect(404);
    assert_eq!(get(&world.operator, "/operator/v1/health", "").await.expect(200).json()["status"], "UP");
}

#[tokio::test]
async fn who_holds_the_data_folder_does_the_same_without_a_token() {
    let world = world().await;
    let folder = AtFolder::new(Arc::clone(&world.services));
    let put = Request::put("/operator/v1/providers/own/referenceData")
        .body(Bytes::from_static(REFERENCE.as_bytes()))
        .expect("a request");
    assert_eq!(folder.call(put).await.expect("answered").status(), StatusCode::OK);
    assert_eq!(world.get("/providers/own/referenceData").await["applications"][0]["id"], "app");
    let wrong =
        Request::post("/operator/v1/eboxes").body(Bytes::from_static(b"items: 5")).expect("a request");
    let refusal = folder.call(wrong).await.expect("answered");
    assert_eq!(refusal.status(), StatusCode::BAD_REQUEST);
    assert_eq!(refusal.headers()["content-type"], "application/problem+json");
}
