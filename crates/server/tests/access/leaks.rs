//! No answer of any operation shows anything of a foreign e-Box or of a partition without a right to it, nor a count
//! that includes it: with messages, partitions, rights and callers at random.

use std::collections::BTreeSet;

use ebox_credential::Scope;
use ebox_server::config::Traffic;
use ebox_testkit::{SENDER, get, post};
use proptest::{
    prelude::*,
    sample::select,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};

use crate::world::{MANAGEMENT, OTHER, OWN, V2, V3, World, letter_to};

const PARTITIONS: [&str; 3] = ["GENERAL", "Payroll", "Legal"];
const PEOPLE: [&str; 3] = ["94022722580", "71022722580", "01010122233"];

/// What a world is made of.
#[derive(Debug, Clone)]
struct Plan {
    /// The e-Box of each message, and the partition in which it lies.
    messages: Vec<(&'static str, &'static str)>,
    /// The partitions of the first e-Box to which each person has a right.
    rights: Vec<BTreeSet<&'static str>>,
}

fn plans() -> impl Strategy<Value = Plan> {
    let message = prop_oneof![
        3 => select(&PARTITIONS[..]).prop_map(|partition| (OWN, partition)),
        1 => Just((OTHER, "GENERAL")),
    ];
    let rights = prop::collection::btree_set(select(&PARTITIONS[..]), 0..3);
    (prop::collection::vec(message, 1..8), prop::collection::vec(rights, PEOPLE.len()))
        .prop_map(|(messages, rights)| Plan { messages, rights })
}

/// A message that lies somewhere.
struct Lying {
    id: String,
    ebox: &'static str,
    partition: &'static str,
}

/// Somebody who looks, and what they may see.
struct Looker {
    token: String,
    ebox: &'static str,
    partitions: BTreeSet<&'static str>,
    is_person: bool,
}

impl Looker {
    fn may_see(&self, message: &Lying) -> bool {
        self.ebox == message.ebox && self.partitions.contains(message.partition)
    }
}

async fn populated(plan: &Plan) -> (World, Vec<Lying>, Vec<Looker>) {
    let world = World::new(Traffic::default()).await;
    world.configure().await;
    let manager = world.token(OWN, &[Scope::PartitionManage]).await;
    let legal = json!({ "partitionId": "Legal", "name": { "nl": "Recht" } });
    world.send("POST", &format!("{MANAGEMENT}/partitions"), &manager, &legal).await.expect(201);
    let (sender, own) = (
        world.token(SENDER, &[Scope::PublicationSender]).await,
        world.token(OWN, &[Scope::DocumentConsumer]).await,
    );
    let mut messages = Vec::new();
    for (ebox, partition) in &plan.messages {
        let answer = post(&world.router, &format!("{V3}/ebox/messages"), &sender, letter_to(ebox)).await;
        let id = answer.expect(201).json()["messageId"].as_str().expect("an identifier").to_owned();
        if *partition != "GENERAL" {
            let path = format!("{V3}/ebox/messages/{id}");
            world.send("PATCH", &path, &own, &json!({ "partition": partition })).await.expect(200);
        }
        messages.push(Lying { id, ebox, partition });
    }
    let everything: BTreeSet<_> = PARTITIONS.into();
    let other = world.token(OTHER, &[Scope::DocumentConsumer]).await;
    let machine = |token, ebox| Looker { token, ebox, partitions: everything.clone(), is_person: false };
    let mut lookers = vec![machine(own, OWN), machine(other, OTHER)];
    for (ssin, partitions) in PEOPLE.into_iter().zip(&plan.rights) {
        for partition in partitions {
            let right = json!({ "ssin": ssin, "partitionId": partition });
            world.send("POST", &format!("{MANAGEMENT}/userRights"), &manager, &right).await.expect(201);
        }
        let token = world.person(OWN, ssin).await;
        lookers.push(Looker { token, ebox: OWN, partitions: partitions.clone(), is_person: true });
    }
    (world, messages, lookers)
}

/// Every place where an answer could show too much.
async fn look(world: &World, messages: &[Lying], looker: &Looker) {
    let visible: Vec<&Lying> = messages.iter().filter(|message| looker.may_see(message)).collect();
    let count =
        |matches: &dyn Fn(&Lying) -> bool| json!(visible.iter().filter(|message| matches(message)).count());
    let shows_only_its_own = |what: &str, body: &str| {
        for hidden in messages.iter().filter(|message| !looker.may_see(message)) {
            assert!(!body.contains(&hidden.id), "{what} shows {} of {}", hidden.id, hidden.partition);
        }
    };
    let read = async |path: String| {
        let answer = get(&world.router, &path, &looker.token).await.expect(200);
        shows_only_its_own(&path, &String::from_utf8_lossy(&answer.body));
        answer.json()
    };
    let all = count(&|_| true);
    for query in
        ["", "q=brief&qlang=nl", "isVisible=true", "isRead=false", "isForAction=true", "q=b&qlang=fr"]
    {
        let list = read(format!("{V3}/ebox/messages?pageSize=100&{query}")).await;
        assert_eq!(list["total"], all, "{query}");
        assert_eq!(json!(list["items"].as_array().map(Vec::len)), all, "{query}");
    }
    let list = read(format!("{V2}/ebox/messages?pageSize=100")).await;
    assert_eq!(list["totalItems"], all);
    let path = format!("{V3}/ebox/messages?cursor=");
    let changes = get(&world.router, &path, &looker.token).await.expect(200).json();
    let (gone, shown): (Vec<_>, Vec<_>) =
        changes["items"].as_array().expect("items").iter().partition(|item| item["isGone"] == true);
    assert_eq!(json!(shown.len()), all);
    // Every message was in GENERAL once: who sees that learns that it left, and nothing else of it.
    assert!(gone.is_empty() || looker.partitions.contains("GENERAL"), "{gone:?}");
    assert!(gone.iter().all(|item| item.as_object().is_some_and(|item| item.len() == 2)), "{gone:?}");
    for item in &shown {
        shows_only_its_own(&path, &item.to_string());
    }
    let statistics = read(format!("{V3}/ebox/statistics")).await;
    assert_eq!((&statistics["total"], &statistics["unread"]), (&all, &all));
    for partition in PARTITIONS {
        let path = format!("{V3}/ebox/messages?partition={partition}");
        if looker.partitions.contains(partition) {
            assert_eq!(read(path).await["total"], count(&|message| message.partition == partition));
        } else {
            get(&world.router, &path, &looker.token).await.expect(403);
        }
    }
    for message in messages {
        let status = if looker.may_see(message) { 200 } else { 404 };
        for path in ["", "/attachments"] {
            for version in [V2, V3] {
                let path = format!("{version}/ebox/messages/{}{path}", message.id);
                get(&world.router, &path, &looker.token).await.expect(status);
            }
        }
        if status == 404 {
            let hide: Value = json!({ "isVisible": false });
            let path = format!("{V3}/ebox/messages/{}", message.id);
            world.send("PATCH", &path, &looker.token, &hide).await.expect(404);
        }
    }
    if !looker.is_person {
        get(&world.router, &format!("{V3}/ebox/publications"), &looker.token).await.expect(403);
    }
}

#[test]
fn nobody_sees_or_counts_what_is_not_theirs() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let mut runner = TestRunner::new(Config { cases: 8, failure_persistence: None, ..Config::default() });
    runner
        .run(&plans(), |plan| {
            runtime.block_on(async {
                let (world, messages, lookers) = populated(&plan).await;
                for looker in &lookers {
                    look(&world, &messages, looker).await;
                }
                world.services.close().await;
            });
            Ok(())
        })
        .expect("holds");
}
