//! For each operation whose calls are recorded, a call that is right: what it is about is there, and its body is
//! what it takes.

use axum::{
    body::Body,
    http::{Request, header},
};
use ebox_audit::Effects;
use ebox_credential::Scope;
use ebox_domain::EboxId;
use ebox_federation::Ebox;
use ebox_server::access::{Row, Table};
use ebox_testkit::{MESSAGE_TYPE, SENDER};
use serde_json::{Value, json};

use crate::{
    callers::{body, path_with},
    world::{MANAGEMENT, Message, OTHER, OWN, World, request},
};

const PERSON: &str = "94022722580";
/// The enterprise of which somebody is named by mistake.
const TYPO: &str = "0777777771";

/// A call that is right.
pub(crate) struct Right {
    /// Who makes it.
    pub(crate) caller: &'static str,
    /// Whose e-Box it is about.
    pub(crate) ebox: Option<&'static str>,
    /// The call.
    pub(crate) request: Request<Body>,
}

/// Makes one, and whatever it needs.
pub(crate) async fn right(world: &World, operation: &(Table, Row), message: &Message) -> Right {
    let (table, row) = operation;
    let (caller, ebox) = parties(table, row);
    let (things, json) = about(world, table, row, message).await;
    let things: Vec<(&str, &str)> = things.iter().map(|(name, thing)| (*name, thing.as_str())).collect();
    let path = path_with(table, row, message, &things);
    let token = world.token(caller, Scope::ALL).await;
    let request = request(&row.method.to_uppercase(), &path, &token);
    let body = match json {
        Some(json) => Some(("application/json".to_owned(), json.to_string().into_bytes())),
        None => body((table, row), message),
    };
    let request = match body {
        Some((content_type, bytes)) => {
            request.header(header::CONTENT_TYPE, content_type).body(Body::from(bytes))
        }
        None => request.body(Body::empty()),
    };
    Right { caller, ebox, request: request.expect("a request") }
}

/// Who makes such a call, and about whose e-Box.
fn parties(table: &Table, row: &Row) -> (&'static str, Option<&'static str>) {
    match (table.document, row.method, row.path) {
        (_, "post", "/ebox/messages" | "/publishMessage") => (SENDER, Some(OWN)),
        (_, _, "/linkEboxMessage") => (SENDER, Some(OTHER)),
        (_, _, "/searchMessageStatus") => (SENDER, None),
        (_, _, "/ebox/messages/{messageId}/replies") => (OWN, Some(SENDER)),
        (_, _, "/eventNotifications" | "/messageProviders/{messageProviderId}") | ("operator-v1", _, _) => {
            (OWN, None)
        }
        _ => (OWN, Some(OWN)),
    }
}

type Things = Vec<(&'static str, String)>;

/// What a call is about besides the message, and what it says, unless it says it in every test.
async fn about(world: &World, table: &Table, row: &Row, message: &Message) -> (Things, Option<Value>) {
    let nothing = Vec::new();
    match (table.document, row.method, row.path) {
        ("operator-v1", ..) => operators(world, row).await,
        ("partition-management-v1", ..) => managers(world, row).await,
        ("federation-v1", _, "/eboxPreferences") => {
            let id = EboxId::from_key(OWN).expect("a key");
            let ebox = Ebox { id, name: "Own".to_owned(), is_active: true, last_connection: None };
            world.services.federation.register_ebox(ebox, Effects::default()).await.expect("registered");
            let id = json!({ "eboxType": "ENTERPRISE", "eboxIdValue": OWN });
            (nothing, Some(json!({ "eboxId": id, "exclusivelyEbox": true })))
        }
        ("federation-v1", ..) => {
            let token = world.token(OWN, &[Scope::Operator]).await;
            world.send("PUT", "/operator/v1/providers/own", &token, &provider()).await.expect(200);
            (nothing, Some(json!({ "messageProviderTechnicalContact": "helpdesk@own.example" })))
        }
        ("message-registry-v2", _, "/linkEboxMessage") => {
            let recipient = json!({ "eboxType": "enterprise", "eboxIdValue": OTHER });
            (nothing, Some(json!({ "messageId": message.id, "recipients": [recipient] })))
        }
        (_, _, "/linkEboxMessage") => {
            // A broadcast that was made before changes nothing: this is another message.
            let message = world.publish().await;
            let recipient = json!({ "eboxType": "enterprise", "enterpriseNumber": OTHER });
            (nothing, Some(json!({ "messageId": message.id, "recipients": [recipient] })))
        }
        ("message-registry-v2", _, "/searchMessageStatus") => {
            let ebox = json!({ "eboxType": "enterprise", "eboxIdValue": OWN });
            (nothing, Some(json!([{ "messageId": message.id, "eboxId": ebox }])))
        }
        (_, _, "/searchMessageStatus") => {
            let recipient = json!({ "eboxType": "enterprise", "enterpriseNumber": OWN });
            (nothing, Some(json!({ "items": [{ "messageId": message.id, "recipient": recipient }] })))
        }
        (_, _, "/eventNotifications") => {
            let event = json!({
                "specversion": "1.0", "id": "7", "source": "/partition", "type": "something.else",
                "time": "2026-03-01T10:00:00Z",
            });
            (nothing, Some(event))
        }
        _ => (nothing, None),
    }
}

fn provider() -> Value {
    json!({
        "name": { "nl": "Eigen" }, "description": { "nl": "Berichten" },
        "activationDate": "2026-01-01", "technicalContact": "helpdesk@ebox.example",
    })
}

/// A sender with an application of its own.
fn configuration(dossier: &str) -> Value {
    json!({
        "dossier": dossier, "environment": "acc", "provider": "own", "enterpriseNumber": SENDER,
        "reference": {
            "organizations": [{ "id": SENDER, "shortName": { "nl": "Dienst" } }],
            "applications": [{ "id": dossier, "name": { "nl": "Toepassing" } }],
            "messageTypes": [
                { "id": dossier, "name": { "nl": "Brief" }, "validity": { "number": 6, "unit": "month" } }
            ],
            "trios": [{
                "organization": SENDER, "application": dossier, "messageType": dossier, "sectors": ["enterprise"],
            }],
        },
    })
}

async fn operators(world: &World, row: &Row) -> (Things, Option<Value>) {
    let token = world.token(OWN, &[Scope::Operator]).await;
    let client = |id: &str| {
        json!({
            "clientId": id, "enterpriseNumber": OWN, "name": "Own",
            "scopes": [Scope::DocumentConsumer.as_str()], "certificate": world.certificate(OWN).to_pem(),
        })
    };
    let account = |name: &str, ssin: &str| json!({ "userName": name, "ssin": ssin, "name": "Een Persoon" });
    let staff = |ssin: &str| json!({ "ssin": ssin, "name": "Een Medewerker", "role": "integration" });
    let certificate = json!({ "certificate": world.certificate(OWN).to_pem() });
    match (row.method, row.path) {
        ("put", "/providers/{providerId}") => (Vec::new(), Some(provider())),
        ("put", "/providers/{providerId}/referenceData") => {
            let path = "/operator/v1/providers/own/referenceData";
            let file = world.send("GET", path, &token, &Value::Null).await.expect(200).json();
            (Vec::new(), Some(file))
        }
        ("post", "/eboxes") => {
            (Vec::new(), Some(json!({ "items": [{ "number": OTHER, "name": "Other", "status": "active" }] })))
        }
        (method, path @ "/configurations/{dossier}") => {
            let dossier = format!("{method}-{}", path.len());
            let document = configuration(&dossier);
            if method == "delete" {
                let path = format!("/operator/v1/configurations/{dossier}");
                world.send("PUT", &path, &token, &document).await.expect(200);
            }
            (vec![("{dossier}", dossier)], (method == "put").then_some(document))
        }
        ("put", "/enterprises/{enterpriseNumber}/firstManager") => {
            (Vec::new(), Some(json!({ "ssin": PERSON, "name": "Eerste Beheerder" })))
        }
        ("delete", "/enterprises/{enterpriseNumber}/managers/{managerId}") => {
            let of = format!("/operator/v1/enterprises/{TYPO}");
            let first = json!({ "ssin": PERSON, "name": "Eerste Beheerder" });
            world.send("PUT", &format!("{of}/firstManager"), &token, &first).await.expect(200);
            let list =
                world.send("GET", &format!("{of}/managers"), &token, &Value::Null).await.expect(200).json();
            let id = list["items"][0]["managerId"].as_str().expect("an identifier").to_owned();
            (vec![("{enterpriseNumber}", TYPO.to_owned()), ("{managerId}", id)], None)
        }
        ("post", "/clients") => (Vec::new(), Some(client("fresh"))),
        ("put", "/staff") => (Vec::new(), Some(staff(PERSON))),
        ("delete", "/staff/{staffNumber}") => {
            let path = "/operator/v1/staff";
            let member = world.send("PUT", path, &token, &staff("71022722582")).await.expect(200).json();
            (vec![("{staffNumber}", member["staffNumber"].to_string())], None)
        }
        ("post", "/accounts") => (Vec::new(), Some(account("fresh", PERSON))),
        (method, path) if path.starts_with("/accounts/") => {
            let person = if method == "post" { "71022722582" } else { "01010122296" };
            let body = account(&format!("{method}-account"), person);
            let opened = world.send("POST", "/operator/v1/accounts", &token, &body).await.expect(201).json();
            let number = opened["account"]["accountNumber"].to_string();
            (vec![("{accountNumber}", number)], None)
        }
        (method, path) => {
            let id = format!("{method}-{}", path.len());
            let made =
                world.send("POST", "/operator/v1/clients", &token, &client(&id)).await.expect(201).json();
            let fingerprint = made["certificates"][0]["fingerprint"].as_str().expect("a text").to_owned();
            let says = match method {
                "patch" => Some(json!({ "isEnabled": false })),
                "post" => Some(certificate),
                _ => None,
            };
            (vec![("{clientId}", id), ("{fingerprint}", fingerprint)], says)
        }
    }
}

async fn managers(world: &World, row: &Row) -> (Things, Option<Value>) {
    let own = world.token(OWN, &[Scope::PartitionManage]).await;
    let other = world.token(OTHER, &[Scope::PartitionManage]).await;
    // Things of one kind are told apart by the operation that they are made for.
    let kind = format!("{}-{}", row.method, row.path.len());
    let rule = json!({ "messageTypeId": MESSAGE_TYPE, "targetPartition": "GENERAL" });
    let suggestion = json!({ "messageTypeId": kind });
    let right = json!({ "ssin": PERSON, "isWholeEbox": true });
    let target = json!({ "targetPartition": "GENERAL" });
    let mandate = |operation: &str| {
        json!({
            "principalEnterpriseNumber": OWN, "mandataryEnterpriseNumber": OTHER, "operation": operation,
        })
    };
    let new = async |token: &str, path: &str, body: &Value, name: &str| {
        let made = world.send("POST", &format!("{MANAGEMENT}{path}"), token, body).await.expect(201).json();
        made[name].as_str().map_or_else(|| made[name].to_string(), str::to_owned)
    };
    match (row.method, row.path) {
        ("post", "/partitions") => {
            (Vec::new(), Some(json!({ "partitionId": "Fresh", "name": { "nl": "Nieuw" } })))
        }
        ("patch", "/partitions/{partitionId}") => (Vec::new(), Some(json!({ "name": { "nl": "Anders" } }))),
        ("delete", "/partitions/{partitionId}") => {
            let empty = json!({ "partitionId": "Empty", "name": { "nl": "Leeg" } });
            (vec![("{partitionId}", new(&own, "/partitions", &empty, "partitionId").await)], None)
        }
        ("post", "/userRights") => (Vec::new(), Some(right)),
        ("delete", "/userRights/{userRightId}") => {
            (vec![("{userRightId}", new(&own, "/userRights", &right, "userRightId").await)], None)
        }
        ("post", "/routingRules") => (Vec::new(), Some(rule)),
        ("put", "/routingRuleOrder") => {
            new(&own, "/routingRules", &rule, "routingRuleId").await;
            let path = format!("{MANAGEMENT}/routingRules");
            let rules = world.send("GET", &path, &own, &Value::Null).await.expect(200).json();
            let rules = rules["items"].as_array().expect("a list").iter().rev();
            let order: Vec<&Value> = rules.map(|rule| &rule["routingRuleId"]).collect();
            (Vec::new(), Some(json!({ "routingRuleIds": order })))
        }
        (method, "/routingRules/{routingRuleId}") => {
            let changed = json!({ "messageTypeId": "OTHER-TYPE", "targetPartition": "GENERAL" });
            let made = new(&own, "/routingRules", &rule, "routingRuleId").await;
            (vec![("{routingRuleId}", made)], (method == "put").then_some(changed))
        }
        ("post", "/routingRuleSuggestions") => (Vec::new(), Some(suggestion)),
        ("delete", "/routingRuleSuggestions/{suggestionId}") => {
            let made = new(&own, "/routingRuleSuggestions", &suggestion, "suggestionId").await;
            (vec![("{suggestionId}", made)], None)
        }
        (method, path) if path.starts_with("/receivedRoutingRuleSuggestions/{suggestionId}") => {
            let made = new(&other, "/routingRuleSuggestions", &suggestion, "suggestionId").await;
            (vec![("{suggestionId}", made)], (method == "post").then_some(target))
        }
        ("post", "/mandates") => (Vec::new(), Some(mandate("publish"))),
        ("patch", "/mandates/{mandateId}") => {
            let made = new(&other, "/mandates", &mandate("consult"), "mandateId").await;
            (vec![("{mandateId}", made)], Some(json!({ "state": "accepted" })))
        }
        (method, path) => panic!("nobody knows a right call of {method} {path}"),
    }
}
