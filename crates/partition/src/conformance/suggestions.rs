//! Suggestions.

use ebox_audit::conformance::one_record;
use ebox_domain::partition::{Criteria, RuleId, SuggestionId};

use super::{Subject, at, enterprise, other, own, rule, uuid};
use crate::{
    Suggestion,
    port::{Change, Outcome},
};

fn suggestion(number: u128, recipient: Option<&str>) -> Suggestion {
    let sender = enterprise("0220916609");
    let kind = Some("WK1".parse().expect("an id"));
    Suggestion {
        id: SuggestionId::from(uuid(number)),
        sender,
        recipient: recipient.map(enterprise),
        criteria: Criteria::new(kind, None, Some(sender)).expect("a criterion"),
        made: at(1),
    }
}

pub async fn a_suggestion_is_open_to_its_recipient_until_answered(store: &impl Subject) {
    let (to_one, to_all) = (suggestion(1, Some("0852093431")), suggestion(2, None));
    for one in [&to_one, &to_all] {
        store.suggest(one.clone(), one_record()).await.expect("kept");
    }
    assert_eq!(store.suggestion(to_one.id).await.expect("read"), Some(to_one.clone()));
    assert_eq!(store.suggestions_by(to_one.sender).await.expect("listed"), [to_one.clone(), to_all.clone()]);
    assert_eq!(store.suggestions_by(own()).await.expect("listed"), []);
    assert_eq!(store.suggestions_to(own()).await.expect("listed"), [to_one.clone(), to_all.clone()]);
    assert_eq!(store.suggestions_to(other()).await.expect("listed"), std::slice::from_ref(&to_all));

    let decline = |number, id| store.decline_suggestion(number, id, one_record());
    assert!(decline(own(), to_all.id).await.expect("answered"));
    assert!(!decline(own(), to_all.id).await.expect("answered"), "once");
    assert!(!decline(other(), to_one.id).await.expect("answered"), "it is another one's");
    assert_eq!(store.suggestions_to(own()).await.expect("listed"), [to_one]);
    assert_eq!(store.suggestions_to(other()).await.expect("listed"), [to_all]);
    assert_eq!(store.kept_effects().await, (0, 3));
}

pub async fn only_its_sender_withdraws_a_suggestion(store: &impl Subject) {
    let one = suggestion(1, None);
    store.suggest(one.clone(), one_record()).await.expect("kept");
    assert!(store.decline_suggestion(own(), one.id, one_record()).await.expect("answered"));
    let withdraw = |number| store.withdraw_suggestion(number, one.id, one_record());
    assert!(!withdraw(own()).await.expect("answered"));
    assert!(withdraw(one.sender).await.expect("answered"));
    assert!(!withdraw(one.sender).await.expect("answered"));
    assert_eq!(store.suggestion(one.id).await.expect("read"), None);
    assert_eq!(store.suggestions_to(other()).await.expect("listed"), []);
}

pub async fn a_suggestion_is_answered_with_the_rule_that_is_made_of_it(store: &impl Subject) {
    let one = suggestion(1, None);
    store.suggest(one.clone(), one_record()).await.expect("kept");
    let accept = |seen| {
        let change = Change::Rules {
            rules: vec![rule(1, Some("WK1"), Some("0220916609"), "wages")],
            last: RuleId::new(1),
            answered: Some(one.id),
        };
        store.rearrange(own(), seen, at(1), change, one_record())
    };
    assert_eq!(accept(4).await.expect("answered"), Outcome::Meanwhile);
    assert_eq!(store.suggestions_to(own()).await.expect("listed"), std::slice::from_ref(&one));
    assert_eq!(accept(0).await.expect("answered"), Outcome::Changed);
    assert_eq!(store.suggestions_to(own()).await.expect("listed"), []);
    assert_eq!(store.suggestions_to(other()).await.expect("listed"), [one]);
    assert_eq!(store.rules(own()).await.expect("read").len(), 1);
}
