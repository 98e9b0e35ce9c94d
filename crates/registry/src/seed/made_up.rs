//! One made-up message after another, each through the rules of real ones.

use ebox_content::Kept;
use ebox_domain::{
    Causes, Fault, FileName, LocalizedText, MessageId, PartitionId, ServiceError, Sha256Digest,
    message::Message,
    publication::{
        Context, Draft, DraftAction, DraftAttachment, DraftBusinessData, Publication, PublicationSettings,
        ReceivedFile, Recipient, Sketch,
    },
    reference::{BusinessDataFormat, MessageType, ReferenceData, Trio},
};
use jiff::{SignedDuration, Timestamp};

use super::{Plan, dice::Dice, words};
use crate::port::Filling;

const DOCUMENT: &[u8] = b"A made-up document: every message of this kind names the same one.\n";

/// Who may send, and for how long what they send stays.
struct Source<'r> {
    trio: &'r Trio,
    kind: &'r MessageType,
    may_register: bool,
    /// Its messages are made up for receipts that are younger than this.
    oldest: SignedDuration,
}

/// Makes the messages of a plan.
pub(super) struct MadeUp<'r> {
    plan: &'r Plan,
    settings: &'r PublicationSettings,
    reference: &'r ReferenceData,
    sources: Vec<Source<'r>>,
    now: Timestamp,
    begin: Timestamp,
    digest: Sha256Digest,
}

impl<'r> MadeUp<'r> {
    /// `None` when nobody may send to this kind of e-Box, or there is no partition.
    pub(super) fn new(
        plan: &'r Plan,
        settings: &'r PublicationSettings,
        reference: &'r ReferenceData,
        now: Timestamp,
    ) -> Option<Self> {
        let sources: Vec<_> = reference
            .trios
            .iter()
            .filter(|trio| trio.sector == plan.ebox.ebox_type())
            .filter_map(|trio| {
                let kind = reference.message_types.get(&trio.message_type)?;
                let sender = reference.organizations.get(&trio.organization);
                // Nothing that is made up has expired, nor is about to as soon as it was made.
                let oldest = now.duration_until(kind.validity.expiry_of(now)) * 9 / 10;
                Some(Source { trio, kind, may_register: sender.is_some_and(|one| one.may_register), oldest })
            })
            .collect();
        let longest = sources.iter().map(|source| source.oldest).max()?;
        let begin = now.checked_sub(plan.spread.min(longest)).unwrap_or(Timestamp::UNIX_EPOCH);
        let digest = ebox_content::sha256(DOCUMENT);
        let made_up = Self { plan, settings, reference, sources, now, begin, digest };
        (!plan.partitions.is_empty()).then_some(made_up)
    }

    /// The message with a number; they are received in the order of their numbers.
    pub(super) fn message(&self, number: u64) -> Result<Filling, ServiceError> {
        let mut dice = Dice::new(self.plan.seed, number);
        let received = self.receipt(number);
        let age = received.duration_until(self.now);
        let fresh: Vec<usize> =
            (0..self.sources.len()).filter(|place| age <= self.sources[*place].oldest).collect();
        let place = *dice.mostly_first(&fresh);
        let source = &self.sources[place];
        let draft = self.draft(source, number, &mut dice);
        let file = ReceivedFile {
            part: "upfile1".to_owned(),
            file_name: Some(FileName::new("document.txt")),
            content_type: Some("text/plain".to_owned()),
            size: DOCUMENT.len() as u64,
            digest: self.digest,
        };
        let context = Context {
            settings: self.settings,
            reference: self.reference,
            principal: source.trio.organization,
            recipient: Recipient::Active { has_opened: true },
            sender_has_partition: true,
            reply_to: None,
            now: received,
        };
        let id = MessageId::new(received, &dice);
        let publication = Publication::check(Sketch::from(draft), Causes::default(), &[file], id, &context)
            .map_err(Fault::Invalid)?;
        let partition = self.partition(place, &mut dice).clone();
        let mut message = publication.routed_to(partition).message().clone();
        self.age(&mut message, &mut dice);
        let kept = Kept { digest: self.digest, size: DOCUMENT.len() as u64, small: Some(DOCUMENT.into()) };
        Ok(Filling { message, content: vec![kept] })
    }

    fn receipt(&self, number: u64) -> Timestamp {
        let spread = self.begin.duration_until(self.now).as_micros();
        let after = spread * i128::from(number) / i128::from(self.plan.messages.max(1));
        self.begin + SignedDuration::from_micros(i64::try_from(after).unwrap_or(i64::MAX))
    }

    fn draft(&self, source: &Source<'_>, number: u64, dice: &mut Dice) -> Draft {
        let choice = dice.below(u64::from(u32::MAX));
        let (language, words) = words::subject(number, choice, &self.settings.languages);
        let year = self.receipt(number).strftime("%Y").to_string();
        let subject = format!("{words} {year}/{:09}", words::file_number(number));
        let keys = &source.kind.business_data_keys;
        let key = keys.iter().find(|key| key.format == BusinessDataFormat::Text);
        let business_data = key.filter(|_| dice.once_in(4)).map(|key| DraftBusinessData {
            key: key.key.clone(),
            values: vec![LocalizedText::in_one(language, format!("A{number}"))],
        });
        let action = source.kind.actions.first().filter(|_| dice.once_in(10)).map(|action| DraftAction {
            id: action.id.clone(),
            parameters: action
                .parameter_names()
                .into_iter()
                .map(|name| (name.to_owned(), number.to_string()))
                .collect(),
        });
        Draft {
            recipient: self.plan.ebox,
            sender: Some(source.trio.organization),
            sender_partition: None,
            application: source.trio.application.clone(),
            message_type: source.trio.message_type.clone(),
            subject: LocalizedText::in_one(language, subject),
            body: None,
            is_body_main: false,
            is_reply_authorized: dice.once_in(4),
            is_registered: source.may_register && dice.once_in(10),
            attention: None,
            original: None,
            attachments: vec![DraftAttachment {
                part: "upfile1".to_owned(),
                is_main: true,
                is_signed: false,
                title: None,
                digest: Some(self.digest),
            }],
            business_data: business_data.into_iter().collect(),
            payment: None,
            action,
            expires: None,
            optional_features: Vec::new(),
        }
    }

    /// Most messages of one source lie together, as routing rules put them; some were moved by hand.
    fn partition(&self, source: usize, dice: &mut Dice) -> &PartitionId {
        let partitions = &self.plan.partitions;
        if dice.once_in(5) { dice.one_of(partitions) } else { &partitions[source % partitions.len()] }
    }

    /// What people did with it since: most messages were read, the newest ones less.
    fn age(&self, message: &mut Message, dice: &mut Dice) {
        let days = u64::try_from(message.received.duration_until(self.now).as_hours() / 24).unwrap_or(0);
        message.read = (dice.below(20) < 4 + days.min(12)).then_some(message.received);
        message.is_visible = !dice.once_in(50);
        if let Some(action) = &mut message.action {
            action.executed = message.read.filter(|_| dice.once_in(2));
        }
    }
}
