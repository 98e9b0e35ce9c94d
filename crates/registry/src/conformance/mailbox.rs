//! Lists, totals and searches, against a plain scan of the same messages.

use std::collections::BTreeMap;

use ebox_audit::Effects;
use ebox_domain::{
    ApplicationId, EnterpriseNumber, Language, LocalizedText, MessageId,
    fold::folded,
    message::{Attention, BusinessData, Message},
    page::PageRequest,
    reference::ReferenceData,
    time::{in_brussels, start_of_day},
};
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::{Subject, ebox, message, new};
use crate::{
    list::Filter,
    port::{Change, Filling},
    search::Search,
};

const PARTITIONS: [&str; 3] = ["GENERAL", "WAGES", "FLEET"];
const SENDERS: [&str; 3] = ["0220916609", "0123456789", "0534530277"];
const TYPES: [&str; 3] = ["KIND-1", "KIND-2", "KIND-3"];

/// Numbers that repeat themselves: what fails once fails again.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    pub(super) fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[usize::try_from(self.below(of.len() as u64)).expect("small")]
    }

    fn maybe<T>(&mut self, one_in: u64, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(one_in) == 0).then(|| value(self))
    }
}

pub(super) fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_750_000_000 + seconds).expect("in range")
}

/// A message of any properties, received at a moment.
pub(super) fn random(dice: &mut Dice, n: u64, received: Timestamp) -> Message {
    let mut message = message(1);
    message.id =
        MessageId::from(uuid::Uuid::from_u128(u128::from(dice.below(1 << 30)) << 64 | u128::from(n)));
    message.received = received;
    message.expires =
        received + SignedDuration::from_hours(24 * i64::try_from(dice.below(900) + 720).expect("small"));
    message.partition = dice.one_of(&PARTITIONS).parse().expect("a partition");
    message.sender.enterprise = dice.one_of(&SENDERS).parse().expect("a number");
    message.sender.application = (*dice.one_of(&["app", "other"])).parse().expect("an id");
    message.message_type = dice.one_of(&TYPES).parse().expect("an id");
    message.is_registered = dice.below(5) == 0;
    if dice.below(3) > 0 {
        message.action = None;
    }
    message
}

/// 400 messages over two years in one e-Box, some read, hidden, moved, acted upon; and some in another. Some of
/// them were published, others made up.
async fn filled(store: &impl Subject, dice: &mut Dice) -> Vec<Message> {
    let mut messages = BTreeMap::new();
    let mut made_up = BTreeMap::<_, Vec<Filling>>::new();
    let mut at = 0;
    for n in 0..400 {
        // Several on some days, none on others.
        at += i64::try_from(dice.below(300_000)).expect("small") + 1;
        let mut message = random(dice, n, moment(at));
        message.subject = LocalizedText::in_one(Language::Nl, format!("Brief {n}"));
        if n % 10 == 9 {
            message.ebox = ebox("0534530277");
        }
        if (100..200).contains(&n) {
            message.read = dice.maybe(3, |_| message.received);
            message.is_visible = dice.below(5) > 0;
            if let Some(action) = &mut message.action {
                action.executed = message.read;
            }
            let content = new(message.clone()).content;
            made_up.entry(message.ebox).or_default().push(Filling { message: message.clone(), content });
        } else {
            for messages in std::mem::take(&mut made_up).into_values() {
                store.fill(messages).await.expect("filled");
            }
            store.publish(new(message.clone())).await.expect("published");
        }
        if message.ebox == ebox("0852093431") {
            messages.insert(message.id, message);
        }
    }
    let now = moment(at + 10);
    let ids: Vec<MessageId> = messages.keys().copied().collect();
    for _ in 0..200 {
        let id = *dice.one_of(&ids);
        let message = messages.get_mut(&id).expect("there");
        match dice.below(4) {
            0 => {
                store.open(message.ebox, id, now, Effects::default()).await.expect("opened");
                message.read = message.read.or(Some(now));
            }
            1 => {
                let executed = store.execute(message.ebox, id, now, Effects::default()).await;
                assert_eq!(executed.expect("answered").is_some(), message.action.is_some());
                if let Some(action) = &mut message.action {
                    action.executed = action.executed.or(Some(now));
                }
            }
            turn => {
                let change = Change {
                    message: id,
                    is_visible: (turn == 2).then(|| dice.below(2) == 0),
                    partition: (turn == 3).then(|| dice.one_of(&PARTITIONS).parse().expect("a partition")),
                };
                message.is_visible = change.is_visible.unwrap_or(message.is_visible);
                message.partition = change.partition.clone().unwrap_or_else(|| message.partition.clone());
                store
                    .change(
                        message.ebox,
                        &ebox_domain::partition::Rights::All,
                        vec![change],
                        now,
                        Effects::default(),
                    )
                    .await
                    .expect("changed");
            }
        }
    }
    let mut messages: Vec<Message> = messages.into_values().collect();
    messages.sort_by_key(|message| std::cmp::Reverse((message.received, message.id)));
    messages
}

/// What every index must agree with.
fn meets(filter: &Filter, message: &Message, now: Timestamp) -> bool {
    let is = |wanted: Option<bool>, given: bool| wanted.is_none_or(|wanted| wanted == given);
    let named = |wanted: &Option<String>, given: &str| wanted.as_ref().is_none_or(|wanted| wanted == given);
    message.is_available(now)
        && filter.received_from.is_none_or(|from| message.received >= from)
        && filter.received_until.is_none_or(|until| message.received < until)
        && filter.expires_from.is_none_or(|from| message.expires >= from)
        && filter.expires_until.is_none_or(|until| message.expires < until)
        && is(filter.is_read, message.read.is_some())
        && is(filter.is_visible, message.is_visible)
        && is(filter.is_registered, message.is_registered)
        && is(filter.is_for_action, message.is_for_action())
        && filter
            .partitions
            .as_ref()
            .is_none_or(|wanted| wanted.iter().any(|one| one == message.partition.as_str()))
        && named(&filter.message_type, message.message_type.as_str())
        && named(&filter.organization, message.sender.enterprise.as_str())
        && named(&filter.application, message.sender.application.as_str())
        && filter.search.as_ref().is_none_or(|search| search.finds(message))
}

fn random_filter(dice: &mut Dice, end: i64) -> Filter {
    let day = |dice: &mut Dice| {
        let at = moment(i64::try_from(dice.below(end.unsigned_abs() * 2)).expect("small"));
        // Mostly days, as callers ask; sometimes any moment.
        if dice.below(4) == 0 { at } else { start_of_day(in_brussels(at).date()) }
    };
    let flag = |dice: &mut Dice| dice.below(2) == 0;
    Filter {
        received_from: dice.maybe(4, day),
        received_until: dice.maybe(4, day),
        expires_from: dice.maybe(5, day),
        expires_until: dice.maybe(5, day),
        is_read: dice.maybe(3, flag),
        is_visible: dice.maybe(5, flag),
        is_registered: dice.maybe(6, flag),
        is_for_action: dice.maybe(6, flag),
        partitions: dice
            .maybe(3, |dice| (0..=dice.below(2)).map(|_| (*dice.one_of(&PARTITIONS)).to_owned()).collect()),
        message_type: dice.maybe(4, |dice| (*dice.one_of(&TYPES)).to_owned()),
        organization: dice.maybe(4, |dice| (*dice.one_of(&SENDERS)).to_owned()),
        application: dice.maybe(6, |_| "app".to_owned()),
        search: None,
    }
}

async fn agrees(
    store: &impl Subject,
    messages: &[Message],
    filter: &Filter,
    page: PageRequest,
    now: Timestamp,
) {
    let expected: Vec<&Message> = messages.iter().filter(|message| meets(filter, message, now)).collect();
    let found = store.messages(ebox("0852093431"), filter, page, now).await.expect("listed");
    assert_eq!(found.total, expected.len() as u64, "the total of {filter:?}");
    let offset = usize::try_from(page.offset()).expect("small");
    let wanted = expected.into_iter().skip(offset).take(page.size() as usize);
    let ids = |message: &Message| message.id.to_string();
    assert_eq!(
        found.items.iter().map(ids).collect::<Vec<_>>(),
        wanted.clone().map(ids).collect::<Vec<_>>(),
        "page {} of {filter:?}",
        page.page()
    );
    assert!(found.items.iter().eq(wanted), "the messages of {filter:?}");
}

pub async fn lists_and_totals_agree_with_a_plain_scan(store: &impl Subject) {
    let dice = &mut Dice::new(7);
    let messages = filled(store, dice).await;
    let end = messages.first().expect("some").received.as_second() - moment(0).as_second();
    // Before anything expires, and when a part of it has.
    for now in [moment(end + 20), moment(end + 200 * 86_400)] {
        for number in 1..=9 {
            let page = PageRequest::new(number, 50).expect("a page");
            agrees(store, &messages, &Filter::default(), page, now).await;
        }
        for _ in 0..250 {
            let filter = random_filter(dice, end);
            let size = u32::try_from(dice.below(30) + 1).expect("small");
            let number = u32::try_from(dice.below(6) + 1).expect("small");
            agrees(store, &messages, &filter, PageRequest::new(number, size).expect("a page"), now).await;
        }
        let numbers = store
            .statistics(ebox("0852093431"), None, now + 15.days_of_24_hours(), now)
            .await
            .expect("counted");
        let count = |is: &dyn Fn(&Message) -> bool| {
            messages.iter().filter(|message| message.is_available(now) && is(message)).count() as u64
        };
        assert_eq!(numbers.total, count(&|_| true));
        assert_eq!(numbers.unread, count(&|message| message.read.is_none()));
        assert_eq!(numbers.for_action, count(&Message::is_for_action));
        assert_eq!(numbers.registered, count(&|message| message.is_registered));
        assert_eq!(numbers.about_to_expire, count(&|message| message.expires < now + 15.days_of_24_hours()));
        let summary = store.summary(ebox("0852093431"), None, now).await.expect("counted");
        assert_eq!((summary.messages, summary.unread), (numbers.total, numbers.unread));
    }
}

trait Days {
    fn days_of_24_hours(self) -> SignedDuration;
}

impl Days for i64 {
    fn days_of_24_hours(self) -> SignedDuration {
        SignedDuration::from_hours(24 * self)
    }
}

/// Letters of four scripts, with marks, capitals and a quotation mark.
const LETTERS: [char; 24] = [
    'a', 'B', 'é', 'É', 'ç', 'ß', 'n', ' ', '"', '1', '2', '-', 'α', 'Σ', 'ώ', 'ς', 'д', 'Ж', 'й', 'я', '東',
    '京', 'カ', 'ｶ',
];

fn random_text(dice: &mut Dice, longest: u64) -> String {
    let mut text: String = (0..=dice.below(longest)).map(|_| *dice.one_of(&LETTERS)).collect();
    // The number of a file, here or there: few digits, so that numbers share parts.
    if dice.below(3) == 0 {
        let digits = (0..dice.below(9)).map(|_| *dice.one_of(&['1', '2']));
        text.extend(digits);
        text.push(*dice.one_of(&LETTERS));
    }
    text
}

pub async fn searches_agree_with_a_plain_scan_in_four_scripts(store: &impl Subject) {
    let dice = &mut Dice::new(11);
    let mut messages = Vec::new();
    for n in 0..250 {
        let mut message = random(dice, n, moment(i64::try_from(n).expect("small") * 40_000));
        let nl = random_text(dice, 14);
        message.subject = if n % 3 == 0 {
            LocalizedText::in_one(Language::Nl, nl).with(Language::Fr, random_text(dice, 14))
        } else {
            LocalizedText::in_one(*dice.one_of(&[Language::Nl, Language::Fr, Language::De]), nl)
        };
        message.attention = dice.maybe(3, |dice| Attention { ssin: None, label: Some(random_text(dice, 6)) });
        let values = (0..dice.below(3)).map(|_| LocalizedText::in_one(Language::De, random_text(dice, 8)));
        message.business_data = vec![BusinessData {
            key: "KEY".to_owned(),
            name: LocalizedText::untranslated("never searched"),
            values: values.collect(),
        }];
        store.publish(new(message.clone())).await.expect("published");
        messages.push(message);
    }
    messages.reverse();
    let reference = ReferenceData::default();
    let now = moment(250 * 40_000 + 1);
    for turn in 0..400 {
        let language = *dice.one_of(&[Language::Nl, Language::Fr, Language::De]);
        // A part of a text that is there, or any text.
        let text = if turn % 3 == 0 {
            random_text(dice, 4)
        } else {
            let from = folded(dice.one_of(&messages).subject.best(language));
            let letters: Vec<char> = from.chars().collect();
            let start = usize::try_from(dice.below(letters.len().max(1) as u64)).expect("small");
            let length = usize::try_from(dice.below(9) + 1).expect("small");
            letters.iter().skip(start).take(length).collect()
        };
        let mut search = Search::new(&text, language, &reference);
        if let Some(search) = &mut search
            && turn % 4 == 0
        {
            // As when the names of reference data have it.
            search.organizations = vec![SENDERS[0].parse::<EnterpriseNumber>().expect("a number")];
            if turn % 8 == 0 {
                search.applications = vec!["other".parse::<ApplicationId>().expect("an id")];
            }
        }
        let mut filter = if turn % 2 == 0 { Filter::default() } else { random_filter(dice, 5_000_000) };
        filter.search = search;
        let number = u32::try_from(dice.below(3) + 1).expect("small");
        agrees(store, &messages, &filter, PageRequest::new(number, 20).expect("a page"), now).await;
    }
}

pub async fn an_ebox_receives_its_messages_one_after_another(store: &impl Subject) {
    for n in 1..=3 {
        let mut late = message(n);
        // Each claims to be older than the one before.
        late.received = moment(0) - i64::from(n).minutes();
        store.publish(new(late)).await.expect("published");
    }
    let page = store
        .messages(ebox("0852093431"), &Filter::default(), PageRequest::default(), moment(0))
        .await
        .expect("listed");
    let order: Vec<_> = page.items.iter().map(|message| (message.received, message.id)).collect();
    assert!(order.windows(2).all(|pair| pair[0].0 > pair[1].0), "{order:?}");
    assert_eq!(page.items[0].id, message(3).id);
}
