//! Publishing a message.

use std::collections::BTreeSet;

use ebox_content::Staged;
use ebox_credential::caller::{Caller, Publication as MayPublish};
use ebox_domain::{
    Causes, EboxId, Fault, MediaType, MessageId, PartitionId, ServiceError, Sha256Digest,
    message::Message,
    publication::{Context, Publication, ReceivedFile, Recipient, Sketch, check_files},
    reference::ReferenceData,
};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{
    Registry,
    call::Call,
    deliver::{Delivery, KeyOf, discard},
    idempotency::IdempotencyKey,
};

/// What a sender sent, after all its parts arrived.
pub struct Submission {
    /// What could be read of the JSON part.
    pub sketch: Option<Sketch>,
    /// Its files.
    pub files: Vec<(ReceivedFile, Staged)>,
    /// Causes found while the parts arrived and the JSON part was read.
    pub causes: Causes,
    /// Its idempotency key.
    pub key: Option<IdempotencyKey>,
    /// The digest of the JSON part, white space and order of members aside.
    pub draft_digest: Sha256Digest,
    /// Of a reply: whether it executes the action of the message that it answers.
    pub executes_action: bool,
}

impl Submission {
    /// Gives up what arrived.
    pub async fn discard(self) {
        discard(self.files.into_iter().map(|(_, staged)| staged).collect()).await;
    }
}

/// A message that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The message, as the recipient will find it.
    pub message: Message,
    /// Whether somebody ever opened the recipient's e-Box; else the answer says `NO_DIGITAL_USER`.
    pub recipient_has_opened: bool,
}

impl Registry {
    /// Publishes a message: every rule, then routing, then one unit of work. When this returns `Ok`, the
    /// message is on disk; when it refuses, nothing is stored.
    pub async fn publish(
        &self,
        caller: &Caller<MayPublish>,
        call: &Call,
        submission: Submission,
    ) -> Result<Published, ServiceError> {
        let now = self.clock.now();
        let sender =
            submission.sketch.as_ref().and_then(|sketch| sketch.sender).unwrap_or(caller.principal());
        call.notes.put("senderEnterpriseNumber", sender.to_string().into());
        call.notes.put("publication", described(&submission, &self.reference_data()));
        let fingerprint = fingerprint(&submission);
        let (files, staged): (Vec<_>, Vec<_>) = submission.files.into_iter().unzip();
        let key = submission.key;
        let accepted = async {
            if let Some(of) = self.key_of(caller, submission.sketch.as_ref(), key.as_ref()) {
                self.refuse_repetition(caller, call, of, fingerprint).await?;
            }
            self.accepted(caller, submission.sketch, &files, submission.causes, now).await
        };
        match accepted.await {
            Ok(publication) => {
                let delivery =
                    Delivery { publication, staged, key, fingerprint, answers: None, executes: None };
                self.deliver(caller, call, delivery).await
            }
            Err(error) => {
                discard(staged).await;
                Err(error)
            }
        }
    }

    async fn accepted(
        &self,
        caller: &Caller<MayPublish>,
        sketch: Option<Sketch>,
        files: &[ReceivedFile],
        mut causes: Causes,
        now: Timestamp,
    ) -> Result<Publication, ServiceError> {
        let Some(sketch) = sketch else {
            check_files(files, &self.settings.publication, &mut causes);
            return Err(Fault::Invalid(causes).into());
        };
        self.checked(caller, sketch, files, causes, now).await
    }

    /// Under what a publication's key is kept, as far as the publication says so and its sender is the caller's.
    fn key_of<'a>(
        &self,
        caller: &Caller<MayPublish>,
        sketch: Option<&'a Sketch>,
        key: Option<&'a IdempotencyKey>,
    ) -> Option<KeyOf<'a>> {
        let (sketch, key) = (sketch?, key?);
        let sender = sketch.sender.unwrap_or(caller.principal());
        let may_send = self.reference_data().may_send_as(caller.principal(), sender);
        let application = sketch.application.as_ref().filter(|_| may_send)?;
        Some(KeyOf { sender, application, key, recipient: sketch.recipient })
    }

    /// The partition in which a message will lie. `answers` is the message that it answers, when that is known.
    pub(crate) async fn place(
        &self,
        message: &Message,
        answers: Option<&Message>,
    ) -> Result<PartitionId, ServiceError> {
        if let Some(original) = answers {
            return self.partition_of_sender(original).await;
        }
        match self.answered(message).await? {
            Some(original) => self.partition_of_sender(&original).await,
            None => self.partitions.route(message).await,
        }
    }

    /// The message that one answers: it lies in the e-Box of who answers, came from the recipient, and may be
    /// answered. An identifier of another registry is none that we could know.
    async fn answered(&self, message: &Message) -> Result<Option<Message>, ServiceError> {
        let Some(id) = message.original.as_ref().and_then(|original| original.as_str().parse().ok()) else {
            return Ok(None);
        };
        let own = EboxId::Enterprise(message.sender.enterprise);
        let original = self.store.message(own, id, message.received).await?;
        Ok(original.filter(|original| {
            original.is_reply_authorized && EboxId::Enterprise(original.sender.enterprise) == message.ebox
        }))
    }

    /// Where an answer lies: in the partition from which the message was sent, while that is there.
    async fn partition_of_sender(&self, original: &Message) -> Result<PartitionId, ServiceError> {
        match &original.sender.partition {
            Some(partition) if self.partitions.exists(original.sender.enterprise, partition).await? => {
                Ok(partition.clone())
            }
            _ => Ok(PartitionId::general()),
        }
    }

    async fn checked(
        &self,
        caller: &Caller<MayPublish>,
        sketch: Sketch,
        files: &[ReceivedFile],
        causes: Causes,
        now: Timestamp,
    ) -> Result<Publication, ServiceError> {
        let reference = self.reference_data();
        let sender = sketch.sender.unwrap_or(caller.principal());
        let sender_has_partition = match &sketch.sender_partition {
            // Who may not send for it learns nothing of its partitions.
            Some(partition) if reference.may_send_as(caller.principal(), sender) => {
                self.partitions.exists(sender, partition).await?
            }
            _ => true,
        };
        let recipient = match sketch.recipient {
            Some(recipient) => self.recipients.recipient(recipient).await?,
            None => Recipient::Unknown,
        };
        let context = Context {
            settings: &self.settings.publication,
            reference: &reference,
            principal: caller.principal(),
            recipient,
            sender_has_partition,
            reply_to: None,
            now,
        };
        let id = MessageId::new(now, &*self.rng);
        Publication::check(sketch, causes, files, id, &context)
            .map_err(|causes| Fault::Invalid(causes).into())
    }
}

/// What the record of a publication says of it, published or refused: what tells one kind of publication from another,
/// and nothing that a sender wrote freely.
fn described(submission: &Submission, reference: &ReferenceData) -> Value {
    let sketch = submission.sketch.as_ref();
    let kinds = submission.files.iter().map(|(file, _)| {
        let given = file.content_type.as_deref().unwrap_or_default();
        MediaType::parse(given).map_or("other", MediaType::as_str)
    });
    let kinds: BTreeSet<&str> = kinds.collect();
    let message_type = sketch.and_then(|sketch| sketch.message_type.as_ref());
    let application = sketch.and_then(|sketch| sketch.application.as_ref());
    let business_data = sketch.and_then(|sketch| sketch.business_data.as_ref());
    let attachments = sketch.and_then(|sketch| sketch.attachments.as_deref()).unwrap_or_default();
    let with_digest = attachments.iter().flatten().filter(|attachment| attachment.digest.is_some());
    json!({
        "messageTypeId": message_type.filter(|id| reference.message_types.contains_key(id)).map(ToString::to_string),
        "senderApplicationId": application.filter(|id| reference.applications.contains_key(id)).map(ToString::to_string),
        "eboxType": sketch.and_then(|sketch| sketch.recipient).map(|ebox| ebox.ebox_type().as_str()),
        "files": submission.files.len(),
        "mediaTypes": kinds,
        "hasBody": sketch.is_some_and(|sketch| sketch.has_body),
        "isBodyMainContent": sketch.and_then(|sketch| sketch.is_body_main).unwrap_or_default(),
        "digests": with_digest.count(),
        "businessData": business_data.map_or(0, Vec::len),
        "hasIdempotencyKey": submission.key.is_some(),
    })
}

/// Two submissions are the same when their JSON says the same and their files have the same names, types and
/// bytes; the order of the parts does not count.
pub(crate) fn fingerprint(submission: &Submission) -> Sha256Digest {
    let mut lines = vec![submission.draft_digest.to_hex()];
    let mut files: Vec<String> = submission
        .files
        .iter()
        .map(|(file, staged)| {
            let name = file.file_name.as_ref().and_then(|name| name.as_ref().ok());
            json!([file.part, name.map(ToString::to_string), file.content_type, staged.digest().to_hex()])
                .to_string()
        })
        .collect();
    files.sort();
    lines.extend(files);
    ebox_content::sha256(lines.join("\n").as_bytes())
}
