//! Replies: a message back to the enterprise that sent one, from whoever may read it. No publication scope is
//! needed, and no configured trio: the message that is answered is the permission.

use ebox_credential::caller::{Caller, Consultation};
use ebox_domain::{
    Cause, Causes, EboxId, Fault, MessageId, Rule, ServiceError,
    message::Message,
    publication::{Context, Publication, ReceivedFile, Recipient, Sketch, check_files},
};

use crate::{
    Registry,
    call::Call,
    deliver::{Delivery, KeyOf, discard},
    publish::{Published, Submission, fingerprint},
};

/// Whether a description names another type or application than those of the message that it answers.
pub(crate) fn says_otherwise(sketch: &Sketch, original: &Message) -> bool {
    sketch.message_type.as_ref().is_some_and(|named| *named != original.message_type)
        || sketch.application.as_ref().is_some_and(|named| *named != original.sender.application)
}

impl Registry {
    /// Whether one of the caller's messages may be answered: asked before a reply is received, so that nobody
    /// sends files in vain.
    pub async fn answerable(&self, caller: &Caller<Consultation>, id: &str) -> Result<Message, ServiceError> {
        let original = self.find(caller, id).await?;
        if original.is_reply_authorized {
            Ok(original)
        } else {
            Err(Fault::MissingPermission("the sender takes no replies to this message".to_owned()).into())
        }
    }

    /// Answers a message. The reply goes to the partition from which the message was sent, and may execute the
    /// action that it asks for.
    pub async fn reply(
        &self,
        caller: &Caller<Consultation>,
        call: &Call,
        original: Message,
        submission: Submission,
    ) -> Result<Published, ServiceError> {
        call.notes.put("senderEnterpriseNumber", caller.principal().to_string().into());
        let fingerprint = fingerprint(&submission);
        let (files, staged): (Vec<_>, Vec<_>) = submission.files.into_iter().unzip();
        let executes = submission.executes_action.then_some((original.ebox, original.id));
        let mut causes = submission.causes;
        if executes.is_some() && original.action.is_none() {
            let detail = "the message asks for no action; leave it out";
            causes.push(Cause::body(Rule::NotFound, "executeAction", detail));
        }
        let (key, recipient) = (submission.key, Some(EboxId::Enterprise(original.sender.enterprise)));
        let application = &original.sender.application;
        let checked = async {
            if let Some(key) = &key {
                let of = KeyOf { sender: caller.principal(), application, key, recipient };
                self.refuse_repetition(caller, call, of, fingerprint).await?;
            }
            self.checked_reply(caller, &original, submission.sketch, &files, causes).await
        };
        match checked.await {
            Ok(publication) => {
                let answers = Some(original);
                let delivery = Delivery { publication, staged, key, fingerprint, answers, executes };
                self.deliver(caller, call, delivery).await
            }
            Err(error) => {
                discard(staged).await;
                Err(error)
            }
        }
    }

    async fn checked_reply(
        &self,
        caller: &Caller<Consultation>,
        original: &Message,
        sketch: Option<Sketch>,
        files: &[ReceivedFile],
        mut causes: Causes,
    ) -> Result<Publication, ServiceError> {
        let Some(sketch) = sketch else {
            check_files(files, &self.settings.publication, &mut causes);
            return Err(Fault::Invalid(causes).into());
        };
        let recipient = EboxId::Enterprise(original.sender.enterprise);
        if sketch.recipient.is_some_and(|named| named != recipient) {
            let detail = "an answer goes to the enterprise that sent the message; name that one";
            causes.push(Cause::body(Rule::NotAllowed, "recipient", detail));
        }
        // It is filled in for them; what says otherwise is a mistake.
        if let Some(named) = sketch.sender.filter(|named| *named != caller.principal()) {
            let detail = "an answer comes from the enterprise whose e-Box has the message; leave it out";
            causes
                .push(Cause::body(Rule::SenderMismatch, "sender.enterpriseNumber", detail).with_value(named));
        }
        if says_otherwise(&sketch, original) {
            let detail = "an answer has the type and the application of the message; leave them out";
            causes.push(Cause::body(Rule::MessageConfiguration, "messageTypeId", detail));
        }
        let sketch = Sketch {
            recipient: Some(recipient),
            sender: Some(caller.principal()),
            // People of the sender see from which part of the e-Box the answer comes.
            sender_partition: Some(original.partition.clone()).filter(|one| !one.is_general()),
            application: Some(original.sender.application.clone()),
            message_type: Some(original.message_type.clone()),
            original: Some(original.id.into()),
            ..sketch
        };
        let has_opened =
            matches!(self.recipients.recipient(recipient).await?, Recipient::Active { has_opened: true });
        let reference = self.reference_data();
        let now = self.clock.now();
        let context = Context {
            settings: &self.settings.publication,
            reference: &reference,
            principal: caller.principal(),
            recipient: Recipient::Active { has_opened },
            sender_has_partition: true,
            reply_to: Some(original),
            now,
        };
        let id = MessageId::new(now, &*self.rng);
        Ok(Publication::check(sketch, causes, files, id, &context).map_err(Fault::Invalid)?)
    }
}
