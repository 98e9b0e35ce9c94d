//! Publishing a message.

use ebox_audit::{Effects, Record};
use ebox_content::{Kept, Staged};
use ebox_credential::caller::{Caller, Publication as MayPublish};
use ebox_domain::{
    Cause, Fault, MessageId, ServiceError, Sha256Digest,
    event::{Event, EventKind},
    message::Message,
    publication::{Context, Publication, ReceivedFile, Recipient, Sketch, check_files},
};
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};

use crate::{
    Registry,
    call::Call,
    idempotency::IdempotencyKey,
    port::{NewKey, NewMessage, Outcome},
};

/// The shortest time that an idempotency key is kept.
const KEY_DAYS: i64 = 30;

/// What a sender sent, after all its parts arrived.
pub struct Submission {
    /// What could be read of the JSON part.
    pub sketch: Option<Sketch>,
    /// Its files.
    pub files: Vec<(ReceivedFile, Staged)>,
    /// Causes found while the parts arrived and the JSON part was read.
    pub causes: Vec<Cause>,
    /// Its idempotency key.
    pub key: Option<IdempotencyKey>,
    /// The digest of the JSON part, white space and order of members aside.
    pub draft_digest: Sha256Digest,
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
    /// message is on disk; when it refuses, nothing is stored but the record of the attempt.
    pub async fn publish(
        &self,
        caller: &Caller<MayPublish>,
        call: &Call,
        submission: Submission,
    ) -> Result<Published, ServiceError> {
        let result = self.try_to_publish(caller, call, submission).await;
        if let Err(ServiceError::Refused(fault)) = &result
            && !matches!(fault, Fault::DuplicatePublication { .. })
        {
            self.record_refusal(caller, call, fault).await?;
        }
        result
    }

    /// Keeps the record of a publication that was refused before it was complete.
    pub async fn record_refusal(
        &self,
        caller: &Caller<MayPublish>,
        call: &Call,
        fault: &Fault,
    ) -> Result<(), ServiceError> {
        Ok(self.store.record(self.record_of_refusal(call, caller, self.clock.now(), fault)).await?)
    }

    async fn try_to_publish(
        &self,
        caller: &Caller<MayPublish>,
        call: &Call,
        submission: Submission,
    ) -> Result<Published, ServiceError> {
        let now = self.clock.now();
        let fingerprint = fingerprint(&submission);
        let (files, staged): (Vec<_>, Vec<_>) = submission.files.into_iter().unzip();
        let accepted = self.accepted(caller, submission.sketch, &files, submission.causes, now).await;
        let publication = match accepted {
            Ok(publication) => publication,
            Err(error) => {
                discard(staged).await;
                return Err(error);
            }
        };

        let message = publication.message().clone();
        let ebox = Some(message.ebox);
        let duplicate = Record {
            refusal: Some("duplicate_publication".to_owned()),
            ..self.record_of(call, caller, ebox, now, (409, json!({})))
        };
        if let Some(key) = &submission.key
            && let Some((first, of_first)) = self
                .store
                .use_of_key(message.sender.enterprise, &message.sender.application, key, now)
                .await?
        {
            discard(staged).await;
            let details = json!({ "messageId": first.to_string() });
            self.store.record(Record { details, ..duplicate }).await?;
            return Err(
                Fault::DuplicatePublication { message: first, is_same: of_first == fingerprint }.into()
            );
        }

        // From here on the content is kept: it is durable before the row that names it.
        let mut content = Vec::with_capacity(staged.len());
        for one in staged {
            content.push(one.keep().await?);
        }
        let details = json!({
            "messageId": message.id.to_string(),
            "originalMessageId": message.original,
            "attachments": attachment_details(&content),
        });
        let record = self.record_of(call, caller, ebox, now, (201, details));
        let event = Event::about(&message, EventKind::NewDocument, now);
        let published =
            Published { message: message.clone(), recipient_has_opened: publication.recipient_has_opened() };
        let new = NewMessage {
            body: publication.body().cloned(),
            content,
            key: submission.key.map(|key| NewKey {
                key,
                fingerprint,
                kept_until: kept_until(now, message.expires),
            }),
            effects: Effects::recorded(record).with_event(event),
            duplicate,
            message,
            executes: None,
        };
        match self.store.publish(new).await? {
            Outcome::Stored { received } => {
                Ok(Published { message: Message { received, ..published.message }, ..published })
            }
            // Another use of the key was quicker by a moment.
            Outcome::Duplicate { first, is_same } => {
                Err(Fault::DuplicatePublication { message: first, is_same }.into())
            }
        }
    }

    async fn accepted(
        &self,
        caller: &Caller<MayPublish>,
        sketch: Option<Sketch>,
        files: &[ReceivedFile],
        mut causes: Vec<Cause>,
        now: Timestamp,
    ) -> Result<Publication, ServiceError> {
        let Some(sketch) = sketch else {
            check_files(files, &self.settings.publication, &mut causes);
            return Err(Fault::Invalid(causes).into());
        };
        let publication = self.checked(caller, sketch, files, causes, now).await?;
        let partition = self.partitions.route(publication.message()).await?;
        Ok(publication.routed_to(partition))
    }

    async fn checked(
        &self,
        caller: &Caller<MayPublish>,
        sketch: Sketch,
        files: &[ReceivedFile],
        causes: Vec<Cause>,
        now: Timestamp,
    ) -> Result<Publication, ServiceError> {
        let sender_has_partition = match &sketch.sender_partition {
            Some(partition) => self.partitions.exists(caller.principal(), partition).await?,
            None => true,
        };
        let recipient = match sketch.recipient {
            Some(recipient) => self.recipients.recipient(recipient).await?,
            None => Recipient::Unknown,
        };
        let reference = self.reference_data();
        let context = Context {
            settings: &self.settings.publication,
            reference: &reference,
            principal: caller.principal(),
            recipient,
            sender_has_partition,
            now,
        };
        let id = MessageId::new(now, &*self.rng);
        Publication::check(sketch, causes, files, id, &context)
            .map_err(|causes| Fault::Invalid(causes).into())
    }
}

async fn discard(staged: Vec<Staged>) {
    for one in staged {
        one.discard().await;
    }
}

fn attachment_details(content: &[Kept]) -> Vec<Value> {
    content
        .iter()
        .map(|one| json!({ "size": one.size, "digest": { "digestMethod": "sha_256", "digestHex": one.digest.to_hex() } }))
        .collect()
}

/// Keys are kept as long as the message, at least 30 days.
fn kept_until(now: Timestamp, expires: Timestamp) -> Timestamp {
    let least = now.checked_add((KEY_DAYS * 24).hours()).unwrap_or(Timestamp::MAX);
    least.max(expires)
}

/// Two submissions are the same when their JSON says the same and their files have the same names, types and
/// bytes; the order of the parts does not count.
fn fingerprint(submission: &Submission) -> Sha256Digest {
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
