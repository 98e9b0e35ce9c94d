//! Every operation, called by every kind of caller.

use axum::{body::Body, http::header};
use ebox_credential::Scope;
use ebox_server::{
    access::{Entry, Row, Sees, Table, tables},
    config::Traffic,
};
use ebox_testkit::{Answer, Form};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::world::{Message, OTHER, OWN, PARTITION, World, letter, letter_v2, reply, request};

/// The operations with their tables; `matching` picks some.
pub(crate) fn operations(matching: impl Fn(&Row) -> bool) -> Vec<(Table, Row)> {
    let of = |table: Table| table.rows.iter().map(move |row| (table, *row));
    tables().into_iter().flat_map(of).filter(|(_, row)| matching(row)).collect()
}

/// The path of an operation, about a message of the enterprise of the tests.
fn path(table: &Table, row: &Row, message: &Message) -> String {
    path_with(table, row, message, &[])
}

/// The same about things of these names.
pub(crate) fn path_with(table: &Table, row: &Row, message: &Message, things: &[(&str, &str)]) -> String {
    let filled: Vec<&str> = row
        .path
        .split('/')
        .map(|segment| match (things.iter().find(|(name, _)| *name == segment), segment) {
            (Some((_, thing)), _) => thing,
            (None, "{messageId}") => message.id.as_str(),
            (None, "{attachmentId}") => message.attachment.as_str(),
            (None, "{enterpriseNumber}") => OWN,
            (None, "{partitionId}") => PARTITION,
            (None, "{messageProviderId}" | "{providerId}") => "own",
            (None, other) if other.starts_with('{') => "1",
            (None, other) => other,
        })
        .collect();
    let query = match row.path.rsplit('/').next() {
        Some("userRights") => "?ssin=94022722580",
        Some("publications") => "?senderApplicationId=test:application&idempotencyKey=a",
        Some("hasMandate") => "?mandataryEnterpriseNumber=0534530277&operation=publish",
        _ => "",
    };
    format!("{}{}{query}", table.base, filled.join("/"))
}

/// What is sent along, where a test knows a body that is right.
pub(crate) fn body((table, row): (&Table, &Row), message: &Message) -> Option<(String, Vec<u8>)> {
    let form = |form: Form| Some((Form::content_type(), form.bytes()));
    let json = |json: Value| Some(("application/json".to_owned(), json.to_string().into_bytes()));
    let shown = if table.document.ends_with("v2") { "visible" } else { "isVisible" };
    match (row.method, row.path) {
        ("post", "/ebox/messages") => form(letter()),
        ("post", "/publishMessage") => form(letter_v2()),
        ("post", "/ebox/messages/{messageId}/replies") => form(reply()),
        ("patch", "/ebox/messages") => json(json!({ "items": [{ "messageId": message.id, shown: true }] })),
        ("patch", "/ebox/messages/{messageId}") => json(json!({ shown: true })),
        ("patch", "/ebox/messages/{messageId}/action") => json(json!({ "isExecuted": true })),
        _ => None,
    }
}

pub(crate) async fn ask(
    world: &World,
    (table, row): &(Table, Row),
    message: &Message,
    token: &str,
) -> Answer {
    ask_for(world, (table, row), message, token, None).await
}

async fn ask_for(
    world: &World,
    (table, row): (&Table, &Row),
    message: &Message,
    token: &str,
    principal: Option<&str>,
) -> Answer {
    let mut request = request(&row.method.to_uppercase(), &path(table, row, message), token);
    if let Some(principal) = principal {
        request = request.header("On-Behalf-Of-Enterprise-Number", principal);
    }
    let body = match body((table, row), message) {
        Some((content_type, bytes)) => {
            request = request.header(header::CONTENT_TYPE, content_type);
            Body::from(bytes)
        }
        None => Body::empty(),
    };
    world.call(request.body(body).expect("a request")).await
}

pub(crate) fn name((table, row): &(Table, Row)) -> String {
    format!("{} {} of {}", row.method, row.path, table.document)
}

/// Whether a caller was let in: whatever it was answered, it was not for who it is.
fn is_let_in(answer: &Answer) -> bool {
    !matches!(answer.status.as_u16(), 401 | 403 | 405 | 429 | 500..)
}

/// A world with a message to the enterprise of the tests.
pub(crate) async fn world() -> (World, Message) {
    let world = World::new(Traffic::default()).await;
    world.configure().await;
    let message = world.publish().await;
    (world, message)
}

pub(crate) const fn needs_token(row: &Row) -> bool {
    matches!(row.entry, Entry::Token { .. })
}

#[tokio::test]
async fn without_a_token_that_holds_nobody_is_let_in() {
    let (world, message) = world().await;
    let expired = world.token(OWN, Scope::ALL).await;
    world.clock.advance(SignedDuration::from_mins(6));
    let foreign = World::new(Traffic::default()).await.token(OWN, Scope::ALL).await;
    for operation in operations(needs_token) {
        for token in ["", "x", &expired, &foreign] {
            let answer = ask(&world, &operation, &message, token).await;
            assert_eq!(answer.status, 401, "{} with `{token}`", name(&operation));
            assert!(answer.header("www-authenticate").starts_with("Bearer realm="), "{}", name(&operation));
        }
    }
    for operation in operations(|row| row.entry == Entry::Anyone) {
        let answer = ask(&world, &operation, &message, "").await;
        assert_eq!(answer.status, 200, "{}", name(&operation));
    }
}

#[tokio::test]
async fn each_scope_lets_in_where_its_row_says_so_and_nowhere_else() {
    let (world, message) = world().await;
    for scope in Scope::ALL {
        let token = world.token(OWN, &[*scope]).await;
        for operation in operations(needs_token) {
            let answer = ask(&world, &operation, &message, &token).await;
            let what = format!("{} with {scope}: {}", name(&operation), answer.status);
            let (table, row) = &operation;
            if row.entry.lets_in(*scope) {
                assert!(is_let_in(&answer), "{what}");
            } else if row.entry.mandate_of(*scope).is_some() {
                assert_eq!(answer.status, 400, "{what}");
                let refused = ask_for(&world, (table, row), &message, &token, Some(OTHER)).await;
                assert_eq!(refused.status, 403, "{what}: nobody gave a mandate");
                assert!(!refused.header("www-authenticate").contains("insufficient_scope"), "{what}");
            } else {
                assert_eq!(answer.status, 403, "{what}");
                let challenge = answer.header("www-authenticate");
                assert!(challenge.contains("insufficient_scope"), "{what}");
                if let Entry::Token { own, .. } = row.entry {
                    assert!(
                        own.iter().all(|scope| challenge.contains(scope.as_str())),
                        "{what}: {challenge}"
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn another_enterprise_sees_nothing_of_what_is_not_its_own() {
    let world = World::new(Traffic::default()).await;
    world.configure().await;
    let nothing = Message { id: "1".to_owned(), attachment: "1".to_owned() };
    let (own, other) = (world.token(OWN, Scope::ALL).await, world.token(OTHER, Scope::ALL).await);
    let own_only = operations(|row| row.method == "get" && needs_token(row) && row.stranger == Sees::LeftOut);
    let mut before = Vec::new();
    for operation in &own_only {
        before.push(ask(&world, operation, &nothing, &other).await.expect(200).json());
    }
    let message = world.publish().await;
    for (operation, before) in own_only.iter().zip(before) {
        let after = ask(&world, operation, &message, &other).await.expect(200).json();
        assert_eq!(after, before, "{}", name(operation));
    }
    for operation in operations(needs_token) {
        let (answer, what) = (ask(&world, &operation, &message, &other).await, name(&operation));
        match operation.1.stranger {
            Sees::LeftOut => {}
            // A change without a body is refused for that before anything is looked for.
            Sees::NotFound if !matches!(operation.1.method, "get" | "delete") => {
                assert!([400, 404, 415].contains(&answer.status.as_u16()), "{what}: {}", answer.status);
            }
            Sees::NotFound => {
                assert_eq!(answer.status, 404, "{what}");
                // Nothing distinguishes what is another's from what is nobody's.
                let unknown = Message { id: MESSAGE_OF_NOBODY.to_owned(), ..clone(&message) };
                let of_nobody = ask(&world, &operation, &unknown, &other).await;
                assert_eq!(of_nobody.status, 404, "{what}");
            }
            Sees::Refused => {
                assert!([400, 403, 415].contains(&answer.status.as_u16()), "{what}: {}", answer.status);
            }
            Sees::NoEntry => assert_eq!(answer.status, 403, "{what}"),
            Sees::Same => {
                let to_own = ask(&world, &operation, &message, &own).await;
                assert_eq!(answer.status, to_own.status, "{what}");
                assert!(is_let_in(&answer), "{what}");
            }
        }
    }
}

/// The form of an identifier of a message that nobody has.
const MESSAGE_OF_NOBODY: &str = "00000000-0000-7000-8000-000000000000";

fn clone(message: &Message) -> Message {
    Message { id: message.id.clone(), attachment: message.attachment.clone() }
}

#[tokio::test]
async fn a_person_is_let_in_where_a_row_says_so() {
    let (world, message) = world().await;
    let person = world.person(OWN, "94022722580").await;
    for operation in operations(needs_token) {
        let (answer, what) = (ask(&world, &operation, &message, &person).await, name(&operation));
        let sees = operation.1.person;
        let has_entry = sees != Sees::NoEntry;
        assert_eq!(
            operation.1.entry.lets_in(Scope::MessagesFull),
            has_entry,
            "{what}: people have this scope"
        );
        if matches!(sees, Sees::Refused | Sees::NoEntry) {
            assert_eq!(answer.status, 403, "{what}");
            let is_for_scope = answer.header("www-authenticate").contains("insufficient_scope");
            assert_eq!(is_for_scope, !has_entry, "{what}");
        } else {
            assert!(is_let_in(&answer), "{what}: {}", answer.status);
        }
    }
}

#[tokio::test]
async fn a_person_sees_nothing_of_a_partition_without_a_right_to_it() {
    let world = World::new(Traffic::default()).await;
    world.configure().await;
    let nothing = Message { id: "1".to_owned(), attachment: "1".to_owned() };
    let person = world.person(OWN, "94022722580").await;
    let own_only = operations(|row| row.method == "get" && row.person == Sees::LeftOut);
    let mut before = Vec::new();
    for operation in &own_only {
        before.push(ask(&world, operation, &nothing, &person).await.expect(200).json());
    }
    let message = world.publish().await;
    for (operation, before) in own_only.iter().zip(before) {
        let after = ask(&world, operation, &message, &person).await.expect(200).json();
        assert_eq!(after, before, "{}", name(operation));
    }
    for operation in operations(|row| row.person == Sees::NotFound) {
        let answer = ask(&world, &operation, &message, &person).await;
        assert_eq!(answer.status, 404, "{}", name(&operation));
    }
}

#[tokio::test]
async fn head_is_answered_like_get_without_a_body_and_other_methods_name_those_that_are_there() {
    let (world, message) = world().await;
    let own = world.token(OWN, Scope::ALL).await;
    for (table, row) in operations(|row| row.method == "get") {
        let (path, what) = (path(&table, &row, &message), name(&(table, row)));
        let get = ask(&world, &(table, row), &message, &own).await;
        let head = request("HEAD", &path, &own).body(Body::empty()).expect("a request");
        let head = world.call(head).await;
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{what}");
        let wrong = request("TRACE", &path, &own).body(Body::empty()).expect("a request");
        let wrong = world.call(wrong).await;
        assert_eq!(wrong.status, 405, "{what}");
        let allowed = wrong.header("allow");
        assert!(allowed.contains("GET") && allowed.contains("HEAD"), "{what}: `{allowed}`");
    }
}
