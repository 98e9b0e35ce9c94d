//! What the documents promise is served, and the documents themselves can be read.

use std::sync::Arc;

use axum::{Router, body::Body, http::Request};
use ebox_credential::SystemRandom;
use ebox_domain::{Environment, time::SystemClock};
use ebox_server::{
    DataFolder, ProviderSetup, RecipientPolicy, Role, Services, Setup, api_documents, config::Traffic,
};
use ebox_testkit::{Answer, call, get};
use ebox_wire::routes::{Version, provider_base};
use serde_json::Value;
use tower::ServiceExt as _;

/// A process on a folder of its own, with two providers.
async fn process(roles: &[Role]) -> (Router, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let data = DataFolder::take(folder.path()).expect("free");
    let provider = |id: &str| ProviderSetup {
        id: id.parse().expect("an identifier"),
        settings: ebox_server::RegistrySettings::default(),
    };
    let setup = Setup {
        environment: Environment::Acc,
        roles: roles.to_vec(),
        public_url: "https://ebox.example".to_owned(),
        providers: vec![provider("first"), provider("second")],
        recipients: RecipientPolicy::Any,
        contact: None,
        terms: "1".parse().expect("a version"),
        oauth_server: None,
        neighbours: ebox_server::config::Neighbours::default(),
        dossiers: ebox_server::config::Dossiers::default(),
        portal: None,
        desk: None,
        mail: None,
        traffic: Traffic::default(),
        clock: Arc::new(SystemClock),
        rng: Arc::new(SystemRandom),
    };
    let services = Arc::new(Services::open(&data, setup).await.expect("opens"));
    // The operator's API has a listener of its own; here one router answers for both.
    let operator = ebox_server::operator::router(Arc::clone(&services));
    let operator = tower::service_fn(move |request| operator.clone().oneshot(request));
    (services.router().route_service("/operator/v1/{*rest}", operator), folder)
}

/// Calls an operation without a token, with something in place of each parameter.
async fn without_token(router: &Router, method: &str, base: &str, path: &str) -> Answer {
    let path: Vec<&str> =
        path.split('/').map(|segment| if segment.starts_with('{') { "1" } else { segment }).collect();
    let request = Request::builder()
        .method(method.to_uppercase().as_str())
        .uri(format!("{base}{}", path.join("/")))
        .body(Body::empty())
        .expect("a request");
    call(router, request).await
}

fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let each = |(path, methods): (&String, &Value)| {
        let methods = methods.as_object().expect("methods").clone();
        let path = path.clone();
        methods.into_iter().map(move |(method, operation)| (path.clone(), method, operation))
    };
    paths.iter().flat_map(each).collect()
}

/// Holds a document to what is served below an address.
async fn hold(router: &Router, name: &str, document: &Value, base: &str) {
    for (path, method, operation) in operations(document) {
        let answer = without_token(router, &method, base, &path).await;
        let at = format!("{name}: {method} {base}{path}");
        let status = answer.status.as_u16();
        assert!(!matches!(status, 404 | 405), "{at} is not mounted: {status}");
        let promised = operation["responses"].get(status.to_string());
        assert!(promised.is_some(), "{at} answers {status}, which its document does not have");
        let security = operation.get("security").or(document.get("security"));
        if security.is_some_and(|all| all[0].get("accessToken").is_some()) {
            assert_eq!(status, 401, "{at} is open without a token");
            assert!(answer.header("www-authenticate").starts_with("Bearer"), "{at}");
        }
        let media_type = answer.header("content-type").split(';').next().unwrap_or_default().to_owned();
        let content = promised.map(|answer| &answer["content"]);
        assert!(
            content.is_some_and(|content| content.get(&media_type).is_some()),
            "{at} answers {status} as {media_type:?}, not as its document says"
        );
    }
}

#[tokio::test]
async fn every_operation_of_every_document_is_mounted_and_answers_as_documented() {
    let (router, _folder) = process(&Role::ALL).await;
    for (name, document) in api_documents() {
        let base = document["servers"][0]["url"].as_str().unwrap_or_default();
        hold(&router, name, &document, base).await;
    }
}

#[tokio::test]
async fn a_further_provider_has_the_same_operations_below_its_own_address() {
    let (router, _folder) = process(&Role::ALL).await;
    let documents = api_documents();
    for (name, version) in [("message-registry-v2", Version::V2), ("message-registry-v3", Version::V3)] {
        let (_, document) = documents.iter().find(|(one, _)| *one == name).expect("a document");
        hold(&router, name, document, &provider_base("second", version)).await;
    }
}

#[tokio::test]
async fn what_does_not_run_here_has_no_address_here() {
    let (router, _folder) = process(&[Role::Oauth]).await;
    get(&router, "/REST/oauth/v5/jwks", "").await.expect(200);
    for path in [
        "/REST/ebox/enterprise/federation/v1/messageProviders",
        "/REST/ebox/enterprise/messageRegistry/v3/health",
        "/providers/second/messageRegistry/v2/ebox",
    ] {
        let answer = get(&router, path, "").await.expect(404);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
    }
}

#[tokio::test]
async fn the_process_says_that_it_is_well() {
    let (router, _folder) = process(&[Role::Oauth]).await;
    assert_eq!(get(&router, "/health", "").await.expect(200).json()["status"], "UP");
}

#[tokio::test]
async fn every_document_can_be_read_as_a_page_and_as_json() {
    let (router, _folder) = process(&Role::ALL).await;
    let index = get(&router, "/api-docs", "").await.expect(200);
    let index = String::from_utf8(index.body).expect("text");
    for (name, document) in api_documents() {
        assert!(index.contains(&format!("href=\"/api-docs/{name}\"")), "{name} is not in the index");
        let json = get(&router, &format!("/api-docs/{name}.json"), "").await.expect(200);
        assert_eq!(json.header("content-type"), "application/json");
        assert_eq!(json.json(), document, "{name}");
        let page = get(&router, &format!("/api-docs/{name}"), "").await.expect(200);
        let page = String::from_utf8(page.body).expect("text");
        for (path, method, operation) in operations(&document) {
            assert!(page.contains(&path) && page.contains(&method.to_uppercase()), "{name}: {method} {path}");
            let id = operation["operationId"].as_str().expect("a name");
            assert!(page.contains(&format!("id=\"{id}\"")), "{name}: {id}");
        }
    }
    get(&router, "/api-docs/none", "").await.expect(404);
}

#[tokio::test]
async fn the_pages_run_no_script_and_load_nothing_from_elsewhere() {
    let (router, _folder) = process(&Role::ALL).await;
    for path in ["/api-docs", "/api-docs/", "/api-docs/message-registry-v3"] {
        let answer = get(&router, path, "").await.expect(200);
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("script-src"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        let page = String::from_utf8(answer.body).expect("text");
        assert!(!page.contains("<script") && !page.contains("src="), "{path}");
        let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for link in links {
            assert!(link.starts_with('#') || link.starts_with("/api-docs"), "{path} leads to {link}");
        }
    }
    let style = get(&router, "/api-docs/style.css", "").await.expect(200);
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
}
