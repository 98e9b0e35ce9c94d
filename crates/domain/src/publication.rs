//! The rules of publication: from what a sender drafted and uploaded to a message, or to every cause
//! why not (contract: publication rules, maximum lengths, error codes; see `docs/contract.md`).

mod attachments;
mod draft;
mod extras;
mod payment;
mod sketch;
mod texts;

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::{
    digest::Sha256Digest,
    ebox::EboxId,
    enterprise::{CheckDigits, EnterpriseNumber},
    fault::{Cause, Causes, Rule},
    file_name::{FileName, InvalidFileName},
    ids::MessageId,
    language::{Language, LocalizedText},
    message::{Message, Sender},
    partition::PartitionId,
    reference::{MessageType, ReferenceData, Trio},
};

use attachments::check_attachments;
pub use attachments::check_files;
pub use draft::{Draft, DraftAction, DraftAttachment, DraftBusinessData};
use extras::{check_action, check_business_data, check_expiry};
pub use sketch::Sketch;

/// The choices of one provider. The defaults are those of the reference provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationSettings {
    /// Whether check digits of numbers must hold.
    pub check_digits: CheckDigits,
    /// The most files of one publication.
    pub max_files: usize,
    /// In which languages texts come: some of Dutch, French and German.
    pub languages: BTreeSet<Language>,
    /// Whether a text may come in several languages.
    pub several_languages: bool,
    /// Whether attachments may have titles; else the file name is the title.
    pub titles: bool,
    /// Whether senders may choose when a message expires, within the validity of its type; else what they say is
    /// not heard.
    pub dynamic_expiry: bool,
    /// Whether messages may carry what is to be paid.
    pub payment_data: bool,
}

impl Default for PublicationSettings {
    fn default() -> Self {
        Self {
            check_digits: CheckDigits::Strict,
            max_files: 6,
            languages: Language::OF_MESSAGES.into(),
            several_languages: false,
            titles: false,
            dynamic_expiry: false,
            payment_data: false,
        }
    }
}

/// The most characters (Unicode code points) of a subject.
pub const MAX_SUBJECT: usize = 400;
/// The most characters of one business data value.
pub const MAX_BUSINESS_DATA_VALUE: usize = 256;
/// The most characters of a value for the address of an action.
pub const MAX_ACTION_PARAMETER: usize = 1000;
/// The most characters of an attention label.
pub const MAX_ATTENTION_LABEL: usize = 100;

/// A part as it arrived: its headers, and what was found out while its bytes went by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedFile {
    /// The name of the part.
    pub part: String,
    /// The `filename` parameter, if any.
    pub file_name: Option<Result<FileName, InvalidFileName>>,
    /// The `Content-Type`, if any, as it was written.
    pub content_type: Option<String>,
    /// How many bytes came.
    pub size: u64,
    /// Their SHA-256.
    pub digest: Sha256Digest,
}

/// What is known about a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient {
    /// It exists and is active.
    Active {
        /// Whether somebody ever opened its e-Box.
        has_opened: bool,
    },
    /// It does not exist, or is no longer active.
    Unknown,
}

/// Everything that a draft is checked against.
#[derive(Debug)]
pub struct Context<'a> {
    /// The provider's choices.
    pub settings: &'a PublicationSettings,
    /// Who may send what.
    pub reference: &'a ReferenceData,
    /// In whose name the caller publishes.
    pub principal: EnterpriseNumber,
    /// What is known about the recipient; nothing when the sketch has none.
    pub recipient: Recipient,
    /// Whether the sender has the partition that the draft names; true when it names none.
    pub sender_has_partition: bool,
    /// The message that a reply answers: it is the permission to write back, so that no trio is needed.
    pub reply_to: Option<&'a Message>,
    /// The moment of receipt.
    pub now: Timestamp,
}

/// A draft that holds every rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    message: Message,
    body: Option<LocalizedText>,
    has_opened: bool,
}

impl Publication {
    /// Checks what a reader could read, and the files, against every rule. `causes` are those that the reader and
    /// the upload already found. On refusal all causes are named: those first, then the gravest: who sends, to
    /// whom, in which language, then the documents and the details. Fields have the names of the newest version
    /// of the contract; the face of an older one translates them.
    pub fn check(
        sketch: Sketch,
        mut causes: Causes,
        files: &[ReceivedFile],
        id: MessageId,
        context: &Context<'_>,
    ) -> Result<Self, Causes> {
        let message_type = check_sender(&sketch, context, &mut causes);
        check_recipient(&sketch, context, &mut causes);
        texts::check(&sketch, context, &mut causes);
        check_main_content(&sketch, &mut causes);
        let attachments = check_attachments(&sketch, files, context, &mut causes);
        check_features(&sketch, context, &mut causes);
        payment::check(&sketch, context.settings, &mut causes);
        let check = context.settings.check_digits;
        let business_data = message_type.map(|kind| check_business_data(&sketch, kind, check, &mut causes));
        let action = message_type.and_then(|kind| check_action(&sketch, kind, context.now, &mut causes));
        let expires = message_type.map(|kind| check_expiry(&sketch, kind, context, &mut causes));

        let draft = sketch.complete();
        if draft.is_none() && causes.is_empty() {
            causes.push(Cause::body(Rule::Malformed, "messageToPublish", "the description is incomplete"));
        }
        let (Some(draft), Some(expires), Some(business_data), true) =
            (draft, expires, business_data, causes.is_empty())
        else {
            return Err(causes);
        };
        let message = Message {
            id,
            ebox: draft.recipient,
            partition: PartitionId::general(),
            sender: Sender {
                enterprise: draft.sender.unwrap_or(context.principal),
                partition: draft.sender_partition,
                application: draft.application,
            },
            message_type: draft.message_type,
            subject: draft.subject,
            received: context.now,
            expires,
            read: None,
            is_visible: true,
            is_registered: draft.is_registered,
            is_reply_authorized: draft.is_reply_authorized,
            has_body: draft.body.is_some(),
            is_body_main: draft.is_body_main,
            attention: draft.attention,
            original: draft.original,
            business_data,
            payment: draft.payment,
            action,
            attachments,
        };
        let has_opened = matches!(context.recipient, Recipient::Active { has_opened: true });
        Ok(Self { message, body: draft.body, has_opened })
    }

    /// Puts the message into a partition of the recipient, as its routing rules say.
    pub fn routed_to(mut self, partition: PartitionId) -> Self {
        self.message.partition = partition;
        self
    }

    /// The message.
    pub const fn message(&self) -> &Message {
        &self.message
    }

    /// The body, which messages do not carry themselves.
    pub const fn body(&self) -> Option<&LocalizedText> {
        self.body.as_ref()
    }

    /// Whether somebody ever opened the recipient's e-Box (else the answer says `NO_DIGITAL_USER`).
    pub const fn recipient_has_opened(&self) -> bool {
        self.has_opened
    }
}

fn check_sender<'a>(draft: &Sketch, context: &Context<'a>, causes: &mut Causes) -> Option<&'a MessageType> {
    let sender = draft.sender.unwrap_or(context.principal);
    if let Some(original) = context.reply_to {
        let kind = context.reference.message_types.get(&original.message_type);
        if kind.is_none() {
            let fix = "the message type is no longer configured: this message cannot be answered any more";
            causes.push(Cause::body(Rule::MessageConfiguration, "messageTypeId", fix));
        }
        return kind;
    }
    if !context.reference.may_send_as(context.principal, sender) {
        causes.push(
            Cause::body(
                Rule::SenderMismatch,
                "sender.enterpriseNumber",
                format!(
                    "you publish in the name of enterprise {}; name it as the sender, or leave the sender out",
                    context.principal
                ),
            )
            .with_value(sender),
        );
    }
    let is_configured = check_trio(draft, sender, context, causes);
    if !context.sender_has_partition {
        causes.push(
            Cause::body(
                Rule::NotFound,
                "sender.partition",
                "the sender has no such partition; create it first or leave it out",
            )
            .with_value(draft.sender_partition.as_ref().map_or("", PartitionId::as_str)),
        );
    }
    context.reference.message_types.get(draft.message_type.as_ref()?).filter(|_| is_configured)
}

/// Whether the trio is configured, as far as it is known.
fn check_trio(draft: &Sketch, sender: EnterpriseNumber, context: &Context<'_>, causes: &mut Causes) -> bool {
    let (application, message_type) = (draft.application.as_ref(), draft.message_type.as_ref());
    let needed = [("messageTypeId", message_type.is_some()), ("senderApplicationId", application.is_some())];
    for (field, is_there) in needed {
        // Whoever read the description may have said so already, or what else is wrong with it.
        if !is_there && !causes.iter().any(|cause| cause.field == field) {
            causes.push(Cause::body(Rule::Required, field, "the property is missing; name a configured one"));
        }
    }
    if application.is_none() && message_type.is_none() {
        return false;
    }
    let sector = draft.recipient.map(|recipient| recipient.ebox_type());
    let is_this = |trio: &Trio| {
        trio.organization == sender
            && application.is_none_or(|application| trio.application == *application)
            && message_type.is_none_or(|message_type| trio.message_type == *message_type)
            && sector.is_none_or(|sector| trio.sector == sector)
            && context.reference.message_types.contains_key(&trio.message_type)
    };
    let is_configured = context.reference.trios.iter().any(is_this);
    if !is_configured {
        let application = application.map(|id| format!(", application {id}")).unwrap_or_default();
        let kind = message_type.map(|id| format!(", message type {id}")).unwrap_or_default();
        let sector = sector.map(|sector| format!(" for {} e-Boxes", sector.as_str())).unwrap_or_default();
        causes.push(Cause::body(
            Rule::MessageConfiguration,
            "messageTypeId",
            format!(
                "organization {sender}{application}{kind} are not configured together{sector} in this \
                 environment; use a configured trio"
            ),
        ));
    }
    is_configured
}

fn check_recipient(draft: &Sketch, context: &Context<'_>, causes: &mut Causes) {
    let Some(recipient) = draft.recipient.filter(|_| context.reply_to.is_none()) else {
        return;
    };
    let (field, what, well_formed) = match recipient {
        EboxId::Enterprise(number) => (
            "recipient.enterpriseNumber",
            "enterprise number",
            number.satisfies(context.settings.check_digits),
        ),
        EboxId::Citizen(ssin) => ("recipient.ssin", "SSIN", ssin.satisfies(context.settings.check_digits)),
    };
    if !well_formed || context.recipient == Recipient::Unknown {
        let fix = if well_formed {
            format!("the recipient must exist and be active; look the {what} up")
        } else {
            format!("the check digits do not hold; correct the {what}")
        };
        causes.push(Cause::body(Rule::Recipient(recipient.number().to_owned()), field, fix));
    }
}

fn check_main_content(draft: &Sketch, causes: &mut Causes) {
    if draft.is_body_main == Some(true) && !draft.has_body {
        causes.push(Cause::body(
            Rule::Required,
            "bodyContent",
            "a body that is the main content must be there; add it or mark an attachment instead",
        ));
    }
    let marked = draft.read_attachments().filter(|(_, attachment)| attachment.is_main).count();
    let is_all_known = draft.has_all_attachments() && draft.is_body_main.is_some();
    match marked + usize::from(draft.is_body_main == Some(true)) {
        // What could not be read may be the main content.
        0 if !is_all_known => {}
        0 => causes.push(Cause::body(
            Rule::NoMainContent,
            "attachments",
            "mark exactly one attachment, or the body, as main content",
        )),
        1 => {}
        several => causes.push(Cause::body(
            Rule::SeveralMainContents,
            "attachments",
            format!("{several} are marked; mark exactly one attachment, or the body, as main content"),
        )),
    }
}

fn check_features(draft: &Sketch, context: &Context<'_>, causes: &mut Causes) {
    for feature in &draft.optional_features {
        causes.push(Cause::body(Rule::NotOffered, *feature, "this provider does not offer it; leave it out"));
    }
    let sender = draft.sender.unwrap_or(context.principal);
    let may_register = context.reference.organizations.get(&sender).is_some_and(|one| one.may_register);
    if draft.is_registered == Some(true) && !may_register {
        causes.push(Cause::body(
            Rule::NotAllowed,
            "isRegisteredMail",
            "this sender may not send registered mail; leave it out or ask the operator for the right",
        ));
    }
}

#[cfg(test)]
mod tests;
