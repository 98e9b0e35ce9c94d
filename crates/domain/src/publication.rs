//! The rules of publication: from what a sender drafted and uploaded to a message, or to every cause
//! why not (contract: publication rules, maximum lengths, error codes; see `docs/contract.md`).

mod sketch;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Span, Timestamp};

use crate::{
    digest::Sha256Digest,
    ebox::EboxId,
    enterprise::{CheckDigits, EnterpriseNumber},
    fault::{Cause, Rule},
    file_name::{FileName, InvalidFileName},
    ids::{ActionId, ApplicationId, AttachmentId, MessageId, MessageTypeId},
    language::LocalizedText,
    media::MediaType,
    message::{Attachment, Attention, BusinessData, Message, MessageAction, Sender},
    partition::PartitionId,
    reference::{MessageType, ReferenceData, Trio},
    time::in_brussels,
};

pub use sketch::Sketch;

/// The choices of one provider. The defaults are those of the reference provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationSettings {
    /// Whether check digits of numbers must hold.
    pub check_digits: CheckDigits,
    /// The most files of one publication.
    pub max_files: usize,
    /// Whether a text may come in several languages.
    pub several_languages: bool,
    /// Whether attachments may have titles; else the file name is the title.
    pub titles: bool,
}

impl Default for PublicationSettings {
    fn default() -> Self {
        Self { check_digits: CheckDigits::Strict, max_files: 6, several_languages: false, titles: false }
    }
}

/// The most characters (Unicode code points) of a subject.
pub const MAX_SUBJECT: usize = 400;
/// The most characters of one business data value.
pub const MAX_BUSINESS_DATA_VALUE: usize = 256;
/// The most characters of an attention label.
pub const MAX_ATTENTION_LABEL: usize = 100;

/// A message as its sender drafted it: well formed, not yet checked against anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// To whom.
    pub recipient: EboxId,
    /// From whom; the caller when left out.
    pub sender: Option<EnterpriseNumber>,
    /// From which partition of the sender.
    pub sender_partition: Option<PartitionId>,
    /// With which application.
    pub application: ApplicationId,
    /// Of which type.
    pub message_type: MessageTypeId,
    /// The subject.
    pub subject: LocalizedText,
    /// The body, if any.
    pub body: Option<LocalizedText>,
    /// Whether the body is the main content.
    pub is_body_main: bool,
    /// Whether it may be answered.
    pub is_reply_authorized: bool,
    /// Whether it shall have the value of registered mail.
    pub is_registered: bool,
    /// For whom it is meant.
    pub attention: Option<Attention>,
    /// The message that it answers.
    pub original: Option<String>,
    /// Its documents.
    pub attachments: Vec<DraftAttachment>,
    /// Its business data: key and values.
    pub business_data: Vec<DraftBusinessData>,
    /// The action it asks for.
    pub action: Option<DraftAction>,
    /// Which optional features it uses that no provider has to offer (`paymentData`, `structuredData`).
    pub optional_features: Vec<&'static str>,
}

/// A document of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftAttachment {
    /// The name of the part that carries its bytes.
    pub part: String,
    /// Whether it is the main content.
    pub is_main: bool,
    /// Whether the sender says that it is signed.
    pub is_signed: bool,
    /// Its title.
    pub title: Option<LocalizedText>,
    /// The digest that the sender computed.
    pub digest: Option<Sha256Digest>,
}

/// Business data of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftBusinessData {
    /// The key.
    pub key: String,
    /// Its values.
    pub values: Vec<LocalizedText>,
}

/// An action of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftAction {
    /// The action definition.
    pub id: ActionId,
    /// Values for its address.
    pub parameters: BTreeMap<String, String>,
}

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
        mut causes: Vec<Cause>,
        files: &[ReceivedFile],
        id: MessageId,
        context: &Context<'_>,
    ) -> Result<Self, Vec<Cause>> {
        let message_type = check_sender(&sketch, context, &mut causes);
        check_recipient(&sketch, context, &mut causes);
        texts::check(&sketch, context, &mut causes);
        check_main_content(&sketch, &mut causes);
        let attachments = check_attachments(&sketch, files, context, &mut causes);
        check_features(&sketch, context, &mut causes);
        let business_data = message_type.map(|kind| check_business_data(&sketch, kind, &mut causes));
        let action = message_type.and_then(|kind| check_action(&sketch, kind, context.now, &mut causes));

        let draft = sketch.complete();
        if draft.is_none() && causes.is_empty() {
            causes.push(Cause::body(Rule::Malformed, "messageToPublish", "the description is incomplete"));
        }
        let (Some(draft), Some(message_type), Some(business_data), true) =
            (draft, message_type, business_data, causes.is_empty())
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
            expires: message_type.validity.expiry_of(context.now),
            read: None,
            is_visible: true,
            is_registered: draft.is_registered,
            is_reply_authorized: draft.is_reply_authorized,
            has_body: draft.body.is_some(),
            is_body_main: draft.is_body_main,
            attention: draft.attention,
            original: draft.original,
            business_data,
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

/// What is wrong with the parts of files themselves, whatever the description says: for when there is none.
pub fn check_files(files: &[ReceivedFile], settings: &PublicationSettings, causes: &mut Vec<Cause>) {
    if files.len() > settings.max_files {
        causes.push(Cause::body(
            Rule::OutOfRange,
            "attachments",
            format!(
                "at most {} files, not {}; send several messages or a ZIP",
                settings.max_files,
                files.len()
            ),
        ));
    }
    check_part_headers(files, causes);
}

fn check_sender<'a>(
    draft: &Sketch,
    context: &Context<'a>,
    causes: &mut Vec<Cause>,
) -> Option<&'a MessageType> {
    let sender = draft.sender.unwrap_or(context.principal);
    if sender != context.principal {
        causes.push(
            Cause::body(
                Rule::SenderMismatch,
                "sender.enterpriseNumber",
                "the sender must be the enterprise of the access token; publish in your own name",
            )
            .with_value(sender),
        );
    }
    let is_configured = check_trio(draft, sender, context, causes);
    if sender == context.principal && !context.sender_has_partition {
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
fn check_trio(
    draft: &Sketch,
    sender: EnterpriseNumber,
    context: &Context<'_>,
    causes: &mut Vec<Cause>,
) -> bool {
    let (application, message_type) = (draft.application.as_ref(), draft.message_type.as_ref());
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

fn check_recipient(draft: &Sketch, context: &Context<'_>, causes: &mut Vec<Cause>) {
    let Some(recipient) = draft.recipient else {
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

fn check_main_content(draft: &Sketch, causes: &mut Vec<Cause>) {
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

fn check_attachments(
    draft: &Sketch,
    files: &[ReceivedFile],
    context: &Context<'_>,
    causes: &mut Vec<Cause>,
) -> Vec<Attachment> {
    check_files(files, context.settings, causes);
    let Some(described) = &draft.attachments else {
        return Vec::new();
    };
    if files.len() != described.len() {
        causes.push(Cause::body(
            Rule::AttachmentCount,
            "attachments",
            format!(
                "{} attachments are described and {} files were sent; describe each file exactly once",
                described.len(),
                files.len()
            ),
        ));
    }

    let mut used = BTreeSet::new();
    let mut attachments = Vec::new();
    for (index, described) in draft.read_attachments() {
        let field = format!("attachments[{index}].httpPartName");
        let Some(file) = files.iter().find(|file| file.part == described.part) else {
            causes.push(
                Cause::body(
                    Rule::AttachmentPart,
                    field,
                    "no file part has this name; name the part of the file",
                )
                .with_value(&described.part),
            );
            continue;
        };
        if !used.insert(described.part.as_str()) {
            causes.push(
                Cause::body(
                    Rule::AttachmentPart,
                    field,
                    "another attachment names this part too; name each once",
                )
                .with_value(&described.part),
            );
            continue;
        }
        if described.digest.is_some_and(|digest| digest != file.digest) {
            causes.push(Cause::body(
                Rule::Digest,
                format!("attachments[{index}].digest"),
                "the digest is not that of the file that came; send the base64url of its SHA-256",
            ));
        }
        attachments.extend(attachment(index, described, file, context));
    }
    // An attachment that could not be read may be the one that names the part.
    let is_all_known = draft.has_all_attachments();
    for file in files.iter().filter(|file| is_all_known && !used.contains(file.part.as_str())) {
        causes.push(Cause::body(
            Rule::AttachmentPart,
            file.part.clone(),
            "no attachment names this file part; describe it in attachments or leave it out",
        ));
    }
    attachments
}

fn check_part_headers(files: &[ReceivedFile], causes: &mut Vec<Cause>) {
    let mut names = BTreeSet::new();
    for file in files {
        if !names.insert(file.part.as_str()) {
            causes.push(Cause::body(
                Rule::AttachmentPart,
                file.part.clone(),
                "two file parts have this name; give each its own (upfile1, upfile2, ...)",
            ));
        }
        match (&file.file_name, &file.content_type) {
            (None, _) => causes.push(Cause::body(
                Rule::PartHeaders,
                file.part.clone(),
                "the part has no filename in its Content-Disposition; add one",
            )),
            (Some(Err(error)), _) => causes.push(Cause::body(
                Rule::FileName(*error),
                file.part.clone(),
                format!("the filename is refused: {error}; rename the file"),
            )),
            (Some(Ok(_)), None) => causes.push(Cause::body(
                Rule::PartHeaders,
                file.part.clone(),
                "the part has no Content-Type; add the file's media type",
            )),
            (Some(Ok(_)), Some(given)) if MediaType::parse(given).is_none() => causes.push(
                Cause::body(Rule::MediaType, file.part.clone(), crate::fault::Fault::media_type_list())
                    .with_value(given),
            ),
            _ => {}
        }
    }
}

fn attachment(
    index: usize,
    described: &DraftAttachment,
    file: &ReceivedFile,
    context: &Context<'_>,
) -> Option<Attachment> {
    Some(Attachment {
        id: AttachmentId::new(u16::try_from(index + 1).ok()?)?,
        file_name: file.file_name.clone()?.ok()?,
        title: described.title.clone().filter(|_| context.settings.titles),
        is_main: described.is_main,
        is_signed: described.is_signed,
        media_type: MediaType::parse(file.content_type.as_deref()?)?,
        size: file.size,
        digest: file.digest,
    })
}

fn check_features(draft: &Sketch, context: &Context<'_>, causes: &mut Vec<Cause>) {
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

fn check_business_data(draft: &Sketch, kind: &MessageType, causes: &mut Vec<Cause>) -> Vec<BusinessData> {
    let mut seen = BTreeSet::new();
    let mut checked = Vec::new();
    for (index, data) in draft.read_business_data() {
        let field = format!("businessDataList[{index}].key");
        let Some(key) = kind.business_data_keys.iter().find(|key| key.key == data.key) else {
            let known: Vec<&str> = kind.business_data_keys.iter().map(|key| key.key.as_str()).collect();
            let fix = if known.is_empty() {
                "this message type has no business data; leave it out".to_owned()
            } else {
                format!("this message type has the keys {}", known.join(", "))
            };
            causes.push(Cause::body(Rule::BusinessDataKey, field, fix).with_value(&data.key));
            continue;
        };
        if !seen.insert(data.key.as_str()) {
            causes.push(
                Cause::body(
                    Rule::BusinessDataKey,
                    field,
                    "the key is there twice; put all its values together",
                )
                .with_value(&data.key),
            );
        }
        for (place, value) in data.values.iter().enumerate() {
            // A blank one is refused as such already.
            if !value.has_blank() && value.iter().any(|(_, text)| !key.format.accepts(text)) {
                causes.push(Cause::body(
                    Rule::InvalidValue,
                    format!("businessDataList[{index}].values[{place}]"),
                    format!(
                        "the values of {} are of the format {}; correct it",
                        key.key,
                        key.format.as_str()
                    ),
                ));
            }
        }
        checked.push(BusinessData {
            key: key.key.clone(),
            name: key.name.clone(),
            values: data.values.clone(),
        });
    }
    checked
}

fn check_action(
    draft: &Sketch,
    kind: &MessageType,
    now: Timestamp,
    causes: &mut Vec<Cause>,
) -> Option<MessageAction> {
    let asked = draft.action.as_ref()?;
    let Some(definition) = kind.actions.iter().find(|action| action.id == asked.id) else {
        causes.push(
            Cause::body(
                Rule::NotFound,
                "messageActionId",
                "the action is not configured for this message type; use a configured one or leave it out",
            )
            .with_value(&asked.id),
        );
        return None;
    };
    let expected: BTreeSet<&str> = definition.parameter_names().into_iter().collect();
    let given: BTreeSet<&str> = asked.parameters.keys().map(String::as_str).collect();
    if expected != given {
        let expected: Vec<&str> = expected.into_iter().collect();
        causes.push(Cause::body(
            Rule::InvalidValue,
            "actionParameters",
            format!(
                "action {} takes the parameters [{}]; give exactly these",
                definition.id,
                expected.join(", ")
            ),
        ));
        return None;
    }
    let due = definition.days_until_due.and_then(|days| {
        in_brussels(now).checked_add(Span::new().days(i32::from(days))).ok().map(|due| due.timestamp())
    });
    Some(MessageAction {
        id: definition.id.clone(),
        label: definition.label.clone(),
        url: definition.url(&asked.parameters),
        due,
        executed: None,
        parameters: asked.parameters.clone(),
    })
}

#[cfg(test)]
mod tests;
