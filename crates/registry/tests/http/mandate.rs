//! Acting on behalf of another enterprise.

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use ebox_credential::{Scope, mandate::Operation};
use ebox_testkit::{Answer, Form, RECIPIENT, RegistryWorld, SENDER, STRANGER, call};

use crate::{form, publish, v2_description, v3_description};

const SERVICE: &str = "0534530277";

/// A world in which a service provider may consult for the recipient, and publish for the sender.
async fn world() -> RegistryWorld {
    let world = RegistryWorld::new().await;
    world.tokens.give("consults", SERVICE, &[Scope::RepresentativeConsultation]);
    world.tokens.give("publishes", SERVICE, &[Scope::RepresentativePublication]);
    world.mandates.give(RECIPIENT, SERVICE, Operation::Consult);
    world.mandates.give(SENDER, SERVICE, Operation::Publish);
    world
}

async fn get_for(router: &Router, path: &str, token: &str, principals: &[&str]) -> Answer {
    let request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
    let request = principals
        .iter()
        .fold(request, |request, number| request.header("On-Behalf-Of-Enterprise-Number", *number));
    call(router, request.body(Body::empty()).expect("a request")).await
}

async fn publish_for(router: &Router, path: &str, token: &str, principal: &str, form: Form) -> Answer {
    let request = Request::post(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header("On-Behalf-Of-Enterprise-Number", principal)
        .header(header::CONTENT_TYPE, Form::content_type());
    call(router, request.body(Body::from(form.bytes())).expect("a request")).await
}

#[tokio::test]
async fn a_service_provider_reads_the_e_box_of_the_enterprise_that_it_names() {
    let world = world().await;
    let id = publish(&world, &v3_description()).await;
    for router in [&world.v2, &world.v3] {
        get_for(router, &format!("/ebox/messages/{id}"), "consults", &[RECIPIENT]).await.expect(200);
        let list = get_for(router, "/ebox/messages", "consults", &[RECIPIENT]).await.expect(200).json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    }
}

#[tokio::test]
async fn a_service_provider_publishes_in_the_name_of_the_enterprise_that_it_names() {
    let world = world().await;
    for (router, path, description) in
        [(&world.v2, "/publishMessage", v2_description()), (&world.v3, "/ebox/messages", v3_description())]
    {
        let answer = publish_for(router, path, "publishes", SENDER, form(&description)).await.expect(201);
        let id = answer.json()["messageId"].as_str().expect("an id").to_owned();
        let found = get_for(&world.v2, &format!("/ebox/messages/{id}"), "recipient", &[]).await.expect(200);
        assert_eq!(found.json()["senderOrganizationId"], SENDER);
    }
    let refused = publish_for(&world.v3, "/ebox/messages", "publishes", RECIPIENT, form(&v3_description()));
    assert_eq!(refused.await.expect(403).json()["type"], "urn:problem-type:belgif:missingPermission");
}

#[tokio::test]
async fn without_mandate_scope_or_name_nobody_acts_for_another() {
    let world = world().await;
    let cases: [(&str, &[&str], u16, &str); 6] = [
        ("consults", &[SENDER], 403, "missingPermission"),
        ("consults", &[], 400, "badRequest"),
        ("consults", &["852093431"], 400, "badRequest"),
        ("consults", &[RECIPIENT, SENDER], 400, "badRequest"),
        ("stranger", &[RECIPIENT], 403, "missingScope"),
        ("publishes", &[RECIPIENT], 403, "missingScope"),
    ];
    for (token, principals, status, kind) in cases {
        let answer = get_for(&world.v3, "/ebox/messages", token, principals).await.expect(status);
        assert_eq!(
            answer.json()["type"],
            format!("urn:problem-type:belgif:{kind}"),
            "{token} {principals:?}"
        );
        get_for(&world.v2, "/ebox/messages", token, principals).await.expect(status);
    }
    get_for(&world.v3, "/ebox/messages", "stranger", &[STRANGER]).await.expect(200);
}
