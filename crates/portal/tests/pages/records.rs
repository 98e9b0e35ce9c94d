use ebox_domain::partition::Operation;
use ebox_partition::NewSuggestion;

use crate::world::*;

#[tokio::test]
async fn every_change_leaves_its_record_and_a_question_leaves_none() {
    let world = World::new().await;
    let anna = world.sign_in(ANNA).await;
    let by = World::by(OTHER);
    let mut suggestions = Vec::new();
    for kind in ["INVOICE", "NOTICE"] {
        let recipient = Some(enterprise(OWN));
        let new = NewSuggestion {
            recipient,
            message_type: kind.parse().ok(),
            application: None,
            organization: None,
        };
        suggestions.push(world.partitions.suggest(&by, new).await.expect("suggested").id);
    }
    let mandate =
        |operation| world.partitions.propose_mandate(&by, enterprise(OWN), enterprise(OTHER), operation);
    let consult = mandate(Operation::Consult).await.expect("proposed").id;
    let publish = mandate(Operation::Publish).await.expect("proposed").id;
    let suggestion = |place: usize| format!("/manage/suggestions/{}", suggestions[place]);
    let mandate = |id| format!("/manage/mandates/{id}");
    let bram = world.key_of(BRAM);
    let changes: [(String, Vec<(&str, &str)>); 16] = [
        ("/manage/partitions/.new".to_owned(), vec![("id", "wages"), ("name_nl", "Lonen")]),
        // The version counts the changes of partitions, rights and rules.
        ("/manage/partitions/wages".to_owned(), vec![("name_nl", "Loon"), ("seen", "1")]),
        ("/manage/rules/.new".to_owned(), vec![("type", "A"), ("target", "wages")]),
        ("/manage/rules/.new".to_owned(), vec![("type", "B"), ("target", "GENERAL")]),
        ("/manage/rules/2/move".to_owned(), vec![("to", "up"), ("seen", "4")]),
        (suggestion(0), vec![("do", "accept"), ("target", "wages")]),
        (suggestion(1), vec![("do", "decline")]),
        ("/manage/rules/1/delete".to_owned(), vec![("confirmed", "yes")]),
        ("/manage/people/right".to_owned(), vec![("ssin", CLEO), ("name", "Cléo Schmitz"), ("extent", "*")]),
        (
            "/manage/people/manager".to_owned(),
            vec![("ssin", BRAM), ("name", "Bram Dupont"), ("role", "coAccessManager")],
        ),
        ("/manage/people/manager/dismiss".to_owned(), vec![("person", &bram), ("confirmed", "yes")]),
        (mandate(consult), vec![("do", "accept"), ("confirmed", "yes")]),
        (mandate(consult), vec![("do", "end"), ("confirmed", "yes")]),
        (mandate(publish), vec![("do", "refuse")]),
        ("/manage/preferences/address".to_owned(), vec![("address", "post@korenaar.example")]),
        ("/manage/preferences/exclusive".to_owned(), vec![("exclusive", "yes"), ("confirmed", "yes")]),
    ];
    for (path, fields) in changes {
        let before = world.records().await;
        if fields.contains(&("confirmed", "yes")) {
            let question: Vec<_> = fields.iter().copied().filter(|(name, _)| *name != "confirmed").collect();
            assert_eq!(world.post(&anna, &path, &question).await.status(), 200, "{path}");
            assert_eq!(world.records().await, before, "{path}: a question changes nothing");
        }
        let done = world.post(&anna, &path, &fields).await.location();
        let is_refused = ["gone", "meanwhile", "last-manager", "not-accepted"];
        assert!(!is_refused.iter().any(|code| done.ends_with(&format!("done={code}"))), "{path}: {done}");
        assert!(world.records().await > before, "{path} leaves no record");
    }
}
