//! Consulting an e-Box: lists, one message, the summary, statistics. Nothing here opens main content.
//!
//! What a person may see is decided here, for every query: the partitions that the person has no right to are
//! not there, neither in lists nor in numbers.

use ebox_credential::{
    caller::{Caller, Consultation, OwnSummary, Permit},
    permit::About,
};
use ebox_domain::{
    Fault, Language, MessageId, ServiceError,
    message::{Attachment, Message, Statistics, Summary},
    page::{Page, PageRequest},
    partition::Rights,
    payment::PaymentData,
    time::{in_brussels, start_of_day},
};
use ebox_wire::Digest;
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};

use crate::{
    Registry,
    call::Call,
    list::{Filter, partitions_of},
    search::Search,
};

/// How many days before its expiry a message is about to expire.
const ABOUT_TO_EXPIRE: i64 = 15;

/// Which list is asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The criteria besides text.
    pub filter: Filter,
    /// A text to search for, in a language.
    pub text: Option<(String, Language)>,
    /// Messages that the caller sent, instead of those that it received.
    pub is_sent: bool,
}

impl Registry {
    /// A page of the caller's messages, newest first.
    pub async fn messages(
        &self,
        caller: &Caller<Consultation>,
        call: &Call,
        wanted: Wanted,
        page: PageRequest,
    ) -> Result<Page<Message>, ServiceError> {
        let now = self.clock.now();
        let rights = self.rights(caller).await?;
        let mut filter = within(wanted.filter, &rights)?;
        if let Some((text, language)) = wanted.text {
            filter.search = Search::new(&text, language, &self.reference_data());
        }
        let found = if wanted.is_sent {
            self.store.sent(caller.principal(), &filter, page, now).await?
        } else {
            self.store.messages(caller.ebox(), &filter, page, now).await?
        };
        let ids: Vec<String> = found.items.iter().map(|message| message.id.to_string()).collect();
        self.note_read(caller, call, json!({ "messageIds": ids })).await?;
        Ok(found)
    }

    /// One of the caller's messages, for its own sake: the audit trail has it. `id` is what the path says.
    pub async fn message(
        &self,
        caller: &Caller<Consultation>,
        call: &Call,
        id: &str,
    ) -> Result<Message, ServiceError> {
        let message = self.find(caller, id).await?;
        let mut details = json!({ "messageId": message.id.to_string() });
        if let Some(payment) = &message.payment {
            details["paymentDataId"] = json!(payment.id);
        }
        self.note_read(caller, call, details).await?;
        Ok(message)
    }

    /// The attachments of one of the caller's messages, without their content.
    pub async fn attachments(
        &self,
        caller: &Caller<Consultation>,
        call: &Call,
        id: &str,
    ) -> Result<Message, ServiceError> {
        let message = self.find(caller, id).await?;
        let attachments: Vec<Value> = message.attachments.iter().map(attachment_details).collect();
        let details = json!({ "messageId": message.id.to_string(), "attachments": attachments });
        self.note_read(caller, call, details).await?;
        Ok(message)
    }

    /// One attachment of one of the caller's messages, without its content.
    pub async fn attachment(
        &self,
        caller: &Caller<Consultation>,
        call: &Call,
        ids: (&str, &str),
    ) -> Result<(Message, Attachment), ServiceError> {
        let (message, attachment) = self.find_attachment(caller, ids).await?;
        let mut details = attachment_details(&attachment);
        details["messageId"] = json!(message.id.to_string());
        self.note_read(caller, call, details).await?;
        Ok((message, attachment))
    }

    /// What the caller's e-Box holds.
    pub async fn summary(&self, caller: &Caller<OwnSummary>) -> Result<Summary, ServiceError> {
        let partitions = partitions_of(&self.rights(caller).await?);
        Ok(self.store.summary(caller.ebox(), partitions.as_deref(), self.clock.now()).await?)
    }

    /// What the caller's e-Box, or some partitions of it, hold for those who look after it.
    pub async fn statistics(
        &self,
        caller: &Caller<Consultation>,
        partitions: Option<Vec<String>>,
    ) -> Result<Statistics, ServiceError> {
        let now = self.clock.now();
        let rights = self.rights(caller).await?;
        let filter = within(Filter { partitions, ..Filter::default() }, &rights)?;
        let expiring = about_to_expire_before(now);
        Ok(self.store.statistics(caller.ebox(), filter.partitions.as_deref(), expiring, now).await?)
    }

    /// What is to be paid with one of the caller's messages.
    pub async fn payment_data(
        &self,
        caller: &Caller<Consultation>,
        call: &Call,
        id: &str,
    ) -> Result<PaymentData, ServiceError> {
        let message = self.find(caller, id).await?;
        let why = if self.settings.publication.payment_data {
            "the message has no payment data"
        } else {
            "this registry keeps no payment data"
        };
        // Messages keep what they came with when the provider stops to offer it.
        let payment = message.payment.ok_or(Fault::Absent(why))?;
        let details = json!({ "messageId": message.id.to_string(), "paymentDataId": payment.id });
        self.note_read(caller, call, details).await?;
        Ok(payment)
    }

    /// One of the caller's messages. Anything that names no available message of the caller's e-Box in a
    /// partition that it may see is not found, whoever else may have it.
    pub(crate) async fn find(
        &self,
        caller: &Caller<Consultation>,
        id: &str,
    ) -> Result<Message, ServiceError> {
        let found = match id.parse::<MessageId>() {
            Ok(parsed) => self.store.message(caller.ebox(), parsed, self.clock.now()).await?,
            Err(_) => None,
        };
        let rights = self.rights(caller).await?;
        found.filter(|message| rights.include(&message.partition)).ok_or_else(|| Fault::no_message(id).into())
    }

    pub(crate) async fn find_attachment(
        &self,
        caller: &Caller<Consultation>,
        ids: (&str, &str),
    ) -> Result<(Message, Attachment), ServiceError> {
        let message = self.find(caller, ids.0).await?;
        let found = ids.1.parse().ok().and_then(|id| message.attachment(id)).cloned();
        match found {
            Some(found) => Ok((message, found)),
            None => {
                Err(Fault::NotFound { what: "Attachment", name: "attachmentId", value: ids.1.to_owned() }
                    .into())
            }
        }
    }

    /// What a caller may see: people what their rights say, an enterprise's own systems everything.
    pub(crate) async fn rights<P: Permit>(&self, caller: &Caller<P>) -> Result<Rights, ServiceError> {
        match caller.person() {
            None => Ok(Rights::All),
            Some(person) => Ok(self.partitions.rights(caller.principal(), person).await?),
        }
    }

    /// Notes a read that changed nothing and succeeded.
    pub(crate) async fn note_read(
        &self,
        caller: &Caller<Consultation>,
        call: &Call,
        details: Value,
    ) -> Result<(), ServiceError> {
        self.note(caller, call, (200, details)).await
    }

    /// The same for a call that is answered with another status.
    pub(crate) async fn note<P: Permit>(
        &self,
        caller: &Caller<P>,
        call: &Call,
        answer: (u16, Value),
    ) -> Result<(), ServiceError> {
        let ebox = (P::ABOUT == About::OwnEbox).then(|| caller.ebox());
        self.reads.note(self.record_of(call, caller, ebox, self.clock.now(), answer)).await
    }
}

/// A filter within what may be seen. Naming a partition without a right to it is refused, because an empty
/// list would say that nothing is in it.
fn within(mut filter: Filter, rights: &Rights) -> Result<Filter, Fault> {
    let Rights::Only(seen) = rights else { return Ok(filter) };
    match &filter.partitions {
        None => filter.partitions = partitions_of(rights),
        Some(named) => {
            let is_seen = |name: &String| seen.iter().any(|partition| partition.as_str() == name);
            if let Some(name) = named.iter().find(|name| !is_seen(name)) {
                return Err(Fault::MissingPermission(format!("you have no right to the partition {name}")));
            }
        }
    }
    Ok(filter)
}

/// The beginning of the Brussels day before which messages expire that are about to.
pub(crate) fn about_to_expire_before(now: Timestamp) -> Timestamp {
    let day = in_brussels(now).date().checked_add(ABOUT_TO_EXPIRE.days());
    day.map_or(Timestamp::MAX, start_of_day)
}

fn attachment_details(attachment: &Attachment) -> Value {
    json!({
        "attachmentId": attachment.id.to_string(),
        "mediaType": attachment.media_type.to_string(),
        "size": attachment.size,
        "digest": Digest::from(attachment.digest),
    })
}
