//! How often one may call, from where, and for what.

use std::{num::NonZeroU32, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, header},
};
use ebox_credential::Scope;
use ebox_server::{
    access::{Row, Table},
    api_documents,
    config::Traffic,
};
use ebox_testkit::{Form, call, get};
use ebox_web::limits::Rate;
use ebox_wire::routes::{document_provider_registry, partition};
use futures_util::stream;
use tokio::sync::oneshot;

use crate::{
    callers::{ask, name, operations, path_with},
    world::{Message, OTHER, OWN, V2, V3, World, request, send},
};

const ORIGIN: &str = "https://app.example";

#[tokio::test]
async fn a_client_that_calls_too_often_waits_and_others_do_not() {
    let three = NonZeroU32::new(3).expect("three");
    let one = NonZeroU32::MIN;
    let rate = Some(Rate { per_second: one, burst: three });
    let world = World::new(Traffic { rate, ..Traffic::default() }).await;
    let token = world.token(OWN, &[Scope::DocumentConsumer]).await;
    let list = format!("{V3}/ebox/messages");
    for _ in 0..3 {
        get(&world.router, &list, &token).await.expect(200);
    }
    let refused = get(&world.router, &list, &token).await.expect(429);
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(refused.json()["type"], "urn:problem-type:belgif:tooManyRequests");
    let refused = get(&world.router, &format!("{V2}/ebox/messages"), &token).await.expect(429);
    assert_eq!((refused.header("retry-after"), refused.header("content-type")), ("1", "application/json"));

    let other = world.token(OWN, &[Scope::DocumentConsumer]).await;
    get(&world.router, &list, &other).await.expect(200);
    get(&world.router, &list, "x").await.expect(401);
}

#[tokio::test]
async fn a_client_that_asks_for_tokens_too_often_waits_with_an_assertion_that_still_holds() {
    let rate = Some(Rate { per_second: NonZeroU32::MIN, burst: NonZeroU32::MIN });
    let world = World::new(Traffic { rate, ..Traffic::default() }).await;
    let (one, other) = (world.client(OWN, &[]).await, world.client(OWN, &[]).await);
    let mut refused = None;
    // The first takes what there is; a slow machine may have more by the second.
    for _ in 0..5 {
        let request = one.request();
        let answer = world.ask_token(&request).await;
        if answer.status == 429 {
            refused = Some((request, answer));
            break;
        }
        answer.expect(200);
    }
    let (request, answer) = refused.expect("one of them was too many");
    assert_eq!(answer.json()["error"], "slow_down");
    let wait = answer.header("retry-after").parse().expect("seconds");
    world.ask_token(&other.request()).await.expect(200);
    tokio::time::sleep(Duration::from_secs(wait)).await;
    world.ask_token(&request).await.expect(200);
}

#[tokio::test]
async fn a_provider_asks_the_partition_service_as_often_as_it_needs() {
    let rate = Some(Rate { per_second: NonZeroU32::MIN, burst: NonZeroU32::MIN });
    let world = World::new(Traffic { rate, ..Traffic::default() }).await;
    let provider = world.token(OWN, &[Scope::PartitionConsult, Scope::FederationRegistry]).await;
    let consumer = world.token(OWN, &[Scope::DocumentConsumer]).await;
    let ask = async |token: &str| {
        let mut statuses = Vec::new();
        for _ in 0..5 {
            for asked in ["partitions", "routingRules"] {
                let path = format!("{}/ebox/{OWN}/{asked}", partition::BASE);
                statuses.push(get(&world.router, &path, token).await.status.as_u16());
            }
        }
        statuses
    };
    assert_eq!(ask(&provider).await, [200; 10]);
    assert!(ask(&consumer).await.contains(&429));
    let registries = format!("{}/messageRegistries", document_provider_registry::BASE);
    get(&world.router, &registries, &provider).await.expect(200);
    let again = get(&world.router, &registries, &provider).await.status.as_u16();
    let once_more = get(&world.router, &registries, &provider).await.status.as_u16();
    assert!([again, once_more].contains(&429), "elsewhere it is counted like everybody");
}

#[tokio::test]
async fn a_client_with_too_many_uploads_waits_until_one_is_over() {
    let world = World::new(Traffic { uploads: Some(1), ..Traffic::default() }).await;
    let token = world.token(OWN, &[Scope::PublicationSender]).await;
    let path = format!("{V3}/ebox/messages");
    let upload = |token: &str, body: Body| {
        let request = request("POST", &path, token).header(header::CONTENT_TYPE, Form::content_type());
        request.body(body).expect("a request")
    };
    let (begin, is_under_way) = oneshot::channel();
    let (finish, finished) = oneshot::channel::<()>();
    let slow = Body::from_stream(stream::once(async move {
        let _ = begin.send(());
        let _ = finished.await;
        Ok::<_, std::io::Error>(Bytes::from_static(b"nothing"))
    }));
    let first = tokio::spawn({
        let (router, request) = (world.router.clone(), upload(&token, slow));
        async move { call(&router, request).await }
    });
    is_under_way.await.expect("the first upload is under way");

    let refused = call(&world.router, upload(&token, Body::from(Form::default().bytes()))).await.expect(429);
    assert_eq!(refused.header("retry-after"), "2");
    let other = world.token(OTHER, &[Scope::PublicationSender]).await;
    call(&world.router, upload(&other, Body::from(Form::default().bytes()))).await.expect(400);

    finish.send(()).expect("it waits");
    first.await.expect("no panic").expect(400);
    call(&world.router, upload(&token, Body::from(Form::default().bytes()))).await.expect(400);
}

#[tokio::test]
async fn pages_of_the_named_origins_may_call_and_others_may_not() {
    let origins = vec![HeaderValue::from_static(ORIGIN)];
    let open = World::new(Traffic { origins, ..Traffic::default() }).await;
    let closed = World::new(Traffic::default()).await;
    let list = format!("{V3}/ebox/messages");
    for (world, origin, expected) in
        [(&open, ORIGIN, ORIGIN), (&open, "https://evil.example", ""), (&closed, ORIGIN, "")]
    {
        let preflight = request("OPTIONS", &list, "")
            .header("origin", origin)
            .header("access-control-request-method", "GET")
            .header("access-control-request-headers", "authorization");
        let answer = send(world, preflight).await;
        assert_eq!(answer.header("access-control-allow-origin"), expected, "{origin}");
        let answer = send(world, request("GET", &list, "").header("origin", origin)).await.expect(401);
        assert_eq!(answer.header("access-control-allow-origin"), expected, "{origin}");
    }
}

#[tokio::test]
async fn a_caller_who_accepts_no_json_is_refused_before_anything_is_done() {
    let world = World::new(Traffic::default()).await;
    let accepting =
        |path: &str, accept: &'static str| request("GET", path, "").header(header::ACCEPT, accept);
    let list = format!("{V3}/ebox/messages");
    let refused = send(&world, accepting(&list, "text/html")).await.expect(406);
    assert_eq!(refused.json()["type"], "urn:problem-type:ebox:notAcceptable");
    let refused = send(&world, accepting(&format!("{V2}/ebox/messages"), "text/html")).await.expect(406);
    assert_eq!(refused.json()["code"], "NOT_ACCEPTABLE");
    for accept in ["application/json", "*/*", "application/problem+json, text/html"] {
        send(&world, accepting(&list, accept)).await.expect(401);
    }
    let content = format!("{list}/1/attachments/1/content");
    send(&world, accepting(&content, "application/pdf")).await.expect(401);
    send(&world, accepting("/api-docs", "text/html")).await.expect(200);
}

/// The operations, with whether their documents know an answer.
fn answering(status: &str) -> Vec<((Table, Row), bool)> {
    let documents = api_documents();
    let is_documented = |(table, row): &(Table, Row)| {
        let document = documents.iter().find(|(name, _)| *name == table.document).expect("a document");
        document.1["paths"][row.path][row.method]["responses"].get(status).is_some()
    };
    operations(|_| true).into_iter().map(|operation| (operation, is_documented(&operation))).collect()
}

#[tokio::test]
async fn every_operation_refuses_a_caller_who_accepts_no_json_where_its_document_says_so() {
    let world = World::new(Traffic::default()).await;
    for (operation, is_documented) in answering("406") {
        let (table, row) = &operation;
        let path = path_with(table, row, &nothing(), &[]);
        let request = request(&row.method.to_uppercase(), &path, "").header(header::ACCEPT, "text/html");
        let is_refused = send(&world, request).await.status == 406;
        assert_eq!(is_refused, is_documented, "{}", name(&operation));
    }
}

#[tokio::test]
async fn every_operation_refuses_a_client_that_calls_too_often_where_its_document_says_so() {
    let rate = Some(Rate { per_second: NonZeroU32::MIN, burst: NonZeroU32::MIN });
    let world = World::new(Traffic { rate, ..Traffic::default() }).await;
    // Document Providers ask the Partition service as often as they need.
    let scopes: Vec<Scope> =
        Scope::ALL.iter().copied().filter(|scope| *scope != Scope::PartitionConsult).collect();
    let token = world.token(OWN, &scopes).await;
    // The token endpoint knows its client by the assertion alone, and has a test of its own.
    let others = answering("429").into_iter().filter(|((_, row), _)| !row.path.ends_with("/token"));
    for (operation, is_documented) in others {
        let mut is_refused = false;
        // The first call takes what there is; a slow machine may have more by the second.
        for _ in 0..5 {
            let answer = ask(&world, &operation, &nothing(), &token).await;
            if answer.status == 429 {
                assert!(answer.header("retry-after").parse::<u32>().is_ok(), "{}", name(&operation));
                is_refused = true;
                break;
            }
        }
        assert_eq!(is_refused, is_documented, "{}", name(&operation));
    }
}

fn nothing() -> Message {
    Message { id: "1".to_owned(), attachment: "1".to_owned() }
}
