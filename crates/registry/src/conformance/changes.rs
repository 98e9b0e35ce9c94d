//! Changes: the feed against a walk, all or nothing, and what time takes away.

use std::collections::BTreeMap;

use bytes::Bytes;
use ebox_audit::Effects;
use ebox_content::Kept;
use ebox_domain::{MessageId, PartitionId, message::Message, page::PageRequest, partition::Rights};
use jiff::{SignedDuration, Timestamp};

use super::{
    Subject, at, ebox,
    mailbox::{Dice, moment, random},
    message, new, publish, record,
};
use crate::{
    list::{Filter, partitions_of},
    port::{Change, Changed, Horizon, Position, Step},
};

const PARTITIONS: [&str; 3] = ["GENERAL", "WAGES", "FLEET"];

fn partition(id: &str) -> PartitionId {
    id.parse().expect("a partition")
}

/// Somebody who follows, and what they hold.
struct Follower {
    rights: Rights,
    at: Option<Position>,
    holds: BTreeMap<MessageId, Message>,
}

impl Follower {
    fn new(rights: Rights) -> Self {
        Self { rights, at: None, holds: BTreeMap::new() }
    }

    /// Follows to the end, and holds then what a walk shows.
    async fn follow(&mut self, store: &impl Subject, limit: u32, now: Timestamp) {
        loop {
            let changes =
                store.changes(ebox("0852093431"), &self.rights, self.at, limit, now).await.expect("followed");
            let changes = changes.expect("a position of this e-Box");
            assert!(changes.items.len() <= limit as usize);
            for step in changes.items {
                match step {
                    Step::Is(message) => {
                        assert!(self.rights.include(&message.partition), "a partition without a right");
                        self.holds.insert(message.id, *message);
                    }
                    Step::Gone(id) => {
                        // Perhaps never told of: it came and went between two calls.
                        self.holds.remove(&id);
                    }
                }
            }
            self.at = Some(changes.next);
            if !changes.has_more {
                break;
            }
        }
        let filter = Filter { partitions: partitions_of(&self.rights), ..Filter::default() };
        let mut walked = BTreeMap::new();
        for page in 1.. {
            let request = PageRequest::new(page, 100).expect("a page");
            let page = store.messages(ebox("0852093431"), &filter, request, now).await.expect("listed");
            if page.items.is_empty() {
                break;
            }
            walked.extend(page.items.into_iter().map(|message| (message.id, message)));
        }
        assert_eq!(self.holds, walked);
    }
}

pub async fn who_follows_the_changes_holds_what_a_walk_shows(store: &impl Subject) {
    let dice = &mut Dice::new(23);
    let mut followers = [
        Follower::new(Rights::All),
        Follower::new(Rights::Only([partition("WAGES")].into())),
        Follower::new(Rights::Only([partition("WAGES"), partition("GENERAL")].into())),
        Follower::new(Rights::Only([].into())),
    ];
    let mut ids = Vec::new();
    let mut seconds = 0;
    for n in 0..400 {
        seconds += i64::try_from(dice.below(200_000)).expect("small") + 1;
        let now = moment(seconds);
        if ids.is_empty() || dice.below(3) == 0 {
            let mut message = random(dice, n, now);
            message.expires =
                now + SignedDuration::from_hours(24 * (2 + i64::try_from(dice.below(40)).expect("small")));
            ids.push(message.id);
            publish(store, message).await;
        } else {
            let id = *dice.one_of(&ids);
            let change = Change {
                message: id,
                is_visible: (dice.below(2) == 0).then(|| dice.below(2) == 0),
                partition: (dice.below(2) == 0).then(|| partition(dice.one_of::<&str>(&PARTITIONS))),
            };
            // Expired ones are not there any more: nothing changes.
            let _ =
                store.change(ebox("0852093431"), &Rights::All, vec![change], now, Effects::default()).await;
            if dice.below(4) == 0 {
                store.open(ebox("0852093431"), id, now, Effects::default()).await.expect("answered");
                store.execute(ebox("0852093431"), id, now, Effects::default()).await.expect("answered");
            }
        }
        let limit = u32::try_from(dice.below(7) + 1).expect("small");
        let follower = usize::try_from(dice.below(8)).expect("small");
        if let Some(follower) = followers.get_mut(follower) {
            follower.follow(store, limit, now).await;
        }
    }
    for follower in &mut followers {
        follower.follow(store, 50, moment(seconds + 1)).await;
    }
}

pub async fn nobody_follows_from_a_place_in_other_changes(store: &impl Subject) {
    let (here, there) = (ebox("0852093431"), ebox("0534530277"));
    let from = async |ebox, from, now| {
        let changes = store.changes(ebox, &Rights::All, from, 10, now).await.expect("answered");
        changes.map(|changes| changes.next)
    };
    let nothing = from(here, None, at(1)).await;
    assert!(nothing.is_some());
    publish(store, message(1)).await;
    let mut elsewhere = message(2);
    elsewhere.ebox = there;
    publish(store, elsewhere).await;
    let now = at(10);
    let (mine, theirs) = (from(here, nothing, now).await, from(there, nothing, now).await);
    assert!(mine.is_some() && theirs.is_some(), "whoever began when there was nothing goes on");
    assert_eq!(from(here, theirs, now).await, None, "another e-Box");
    assert_eq!(from(ebox("0220916609"), mine, now).await, None, "nothing ever came there");
    let ahead = mine.map(|mine| Position { after: mine.after + 1, ..mine });
    assert_eq!(from(here, ahead, now).await, None, "changes that are lost");

    // What is counted later has a higher number than everything that a lost day may have had.
    store.open(here, message(1).id, at(20), Effects::default()).await.expect("opened");
    let moment = at(20).as_microsecond().unsigned_abs();
    assert!(from(here, mine, at(20)).await.is_some_and(|next| next.after >= moment));
}

pub async fn changes_are_made_to_all_messages_or_to_none(store: &impl Subject) {
    publish(store, message(1)).await;
    publish(store, message(2)).await;
    let hide = |id| Change { message: id, is_visible: Some(false), partition: None };
    let missing = message(9).id;
    let all = Rights::All;
    let changes = vec![hide(message(1).id), hide(missing), hide(message(2).id)];
    let outcome =
        store.change(ebox("0852093431"), &all, changes, at(5), Effects::recorded(record(200))).await;
    assert_eq!(outcome.expect("answered"), Changed::None(vec![missing]));
    let hidden = Filter { is_visible: Some(false), ..Filter::default() };
    assert_eq!(super::ids(store, hidden.clone()).await, []);

    // Nobody changes what they cannot see, in whosever e-Box.
    let other = Rights::Only([partition("OTHER")].into());
    let outcome =
        store.change(ebox("0852093431"), &other, vec![hide(message(1).id)], at(5), Effects::default()).await;
    assert_eq!(outcome.expect("answered"), Changed::None(vec![message(1).id]));
    let outcome =
        store.change(ebox("0534530277"), &all, vec![hide(message(1).id)], at(5), Effects::default()).await;
    assert_eq!(outcome.expect("answered"), Changed::None(vec![message(1).id]));

    let moved = Change { message: message(2).id, is_visible: None, partition: Some(partition("OTHER")) };
    let changes = vec![hide(message(1).id), moved];
    let outcome =
        store.change(ebox("0852093431"), &all, changes, at(5), Effects::recorded(record(200))).await;
    let Changed::All(now_changed) = outcome.expect("answered") else { panic!("refused") };
    assert_eq!((now_changed[0].is_visible, now_changed[1].partition.as_str()), (false, "OTHER"));
    assert_eq!(super::ids(store, hidden).await, [1]);
    // The records of two publications and of the change that was made.
    assert_eq!(store.effects().await, (2, 3));
}

pub async fn an_action_is_executed_once(store: &impl Subject) {
    publish(store, message(1)).await;
    let mut plain = message(2);
    plain.action = None;
    publish(store, plain).await;
    for later in 0..2 {
        let executed = store
            .execute(ebox("0852093431"), message(1).id, at(10 + later), Effects::recorded(record(200)))
            .await
            .expect("answered")
            .expect("there");
        assert_eq!(executed.action.and_then(|action| action.executed), Some(at(10)));
    }
    let none = store.execute(ebox("0852093431"), message(2).id, at(10), Effects::default()).await;
    assert_eq!(none.expect("answered"), None);
    let open = Filter { is_for_action: Some(true), ..Filter::default() };
    assert_eq!(super::ids(store, open).await, []);

    // A reply executes it in the same unit of work.
    publish(store, message(3)).await;
    let mut reply = message(4);
    reply.ebox = ebox("0220916609");
    let mut reply = new(reply);
    reply.executes = Some((ebox("0852093431"), message(3).id));
    store.publish(reply).await.expect("published");
    let found = store.message(ebox("0852093431"), message(3).id, at(20)).await.expect("read").expect("there");
    assert!(!found.is_for_action());
}

pub async fn a_sender_learns_what_became_of_its_messages(store: &impl Subject) {
    for n in 1..=3 {
        publish(store, message(n)).await;
    }
    store.open(ebox("0852093431"), message(2).id, at(10), Effects::default()).await.expect("opened");
    let (sender, other) = (message(1).sender.enterprise, "0123456789".parse().expect("a number"));
    let questions = [
        (message(2).id, ebox("0852093431")),
        (message(1).id, ebox("0852093431")),
        (message(1).id, ebox("0534530277")),
        (message(9).id, ebox("0852093431")),
    ];
    let answers = store.status(sender, &questions, at(20)).await.expect("answered");
    let read: Vec<_> = answers.iter().map(|answer| answer.map(|status| status.is_read)).collect();
    assert_eq!(read, [Some(true), Some(false), None, None]);
    let answers = store.status(other, &questions, at(20)).await.expect("answered");
    assert!(answers.iter().all(Option::is_none), "another sender learns nothing");

    let sent = store.sent(sender, &Filter::default(), PageRequest::default(), at(20)).await.expect("listed");
    let ids: Vec<u128> = sent.items.iter().map(|message| message.id.as_uuid().as_u128()).collect();
    assert_eq!((ids, sent.total), (vec![3, 2, 1], 3));
    let original = store.sent_message(sender, message(2).id, at(20)).await.expect("read").expect("there");
    assert_eq!(original.message.subject, message(2).subject);
    assert!(original.body.is_some());
    assert!(store.sent_message(other, message(2).id, at(20)).await.expect("read").is_none());
}

pub async fn what_expired_is_taken_out_and_later_forgotten_with_its_content(store: &impl Subject) {
    publish(store, message(1)).await;
    let mut longer = message(2);
    longer.expires = at(5_000);
    let large = Kept { digest: ebox_content::sha256(b"large"), size: 100_000, small: None };
    let mut with_large = new(message(3));
    with_large.content.push(large.clone());
    store.publish(with_large).await.expect("published");
    publish(store, longer).await;

    let expiry = at(2_000);
    assert_eq!(store.expire(expiry, 100).await.expect("taken out"), 2);
    assert_eq!(store.expire(expiry, 100).await.expect("nothing left"), 0);
    assert_eq!(super::ids(store, Filter::default()).await, [2]);

    // Within the time of grace nothing is forgotten.
    let horizon = |expired, touched| Horizon { expired, departed: at(0), touched };
    let swept = store.sweep(horizon(expiry, at(10_000)), 100).await.expect("swept");
    assert_eq!((swept.messages, swept.content.len()), (0, 0));
    let swept = store.sweep(horizon(at(3_000), at(0)), 100).await.expect("swept");
    assert_eq!((swept.messages, swept.content.len()), (2, 0), "content that was touched meanwhile stays");
    let swept = store.sweep(horizon(at(3_000), at(10_000)), 100).await.expect("swept");
    assert_eq!(swept.content, [large.digest]);
    // What another message names stays.
    let small = store.small_content(&ebox_content::sha256(b"main")).await.expect("read");
    assert_eq!(small, Some(Bytes::from_static(b"main")));
    // The audit trail stays whole.
    assert_eq!(store.effects().await.1, 3);
}
