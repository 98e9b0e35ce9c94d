//! The rules of publication: from what a sender drafted and uploaded to a message, or to every cause
//! why not (contract: publication rules, maximum lengths, error codes; see `docs/contract.md`).

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
    /// What is known about the recipient.
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
    /// Checks a draft and its files against every rule. On refusal all causes are named, the gravest first:
    /// who sends, to whom, in which language, then the documents and the details. Fields have the names of the
    /// newest version of the contract; the face of an older one translates them.
    pub fn check(
        draft: Draft,
        files: &[ReceivedFile],
        id: MessageId,
        context: &Context<'_>,
    ) -> Result<Self, Vec<Cause>> {
        let mut causes = Vec::new();
        let message_type = check_sender(&draft, context, &mut causes);
        check_recipient(&draft, context, &mut causes);
        check_texts(&draft, context, &mut causes);
        check_main_content(&draft, &mut causes);
        let attachments = check_attachments(&draft, files, context, &mut causes);
        check_features(&draft, context, &mut causes);
        let business_data = message_type.map(|kind| check_business_data(&draft, kind, &mut causes));
        let action = message_type.and_then(|kind| check_action(&draft, kind, context.now, &mut causes));

        let (Some(message_type), Some(business_data), true) =
            (message_type, business_data, causes.is_empty())
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

fn check_sender<'a>(
    draft: &Draft,
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
    let trio = Trio {
        organization: sender,
        application: draft.application.clone(),
        message_type: draft.message_type.clone(),
        sector: draft.recipient.ebox_type(),
    };
    let configured = context.reference.trios.contains(&trio);
    let message_type = context.reference.message_types.get(&draft.message_type);
    if !configured || message_type.is_none() {
        causes.push(Cause::body(
            Rule::MessageConfiguration,
            "messageTypeId",
            format!(
                "organization {sender}, application {} and message type {} are not configured together for {} \
                 e-Boxes in this environment; use a configured trio",
                draft.application,
                draft.message_type,
                trio.sector.as_str(),
            ),
        ));
        return None;
    }
    if !context.sender_has_partition {
        causes.push(
            Cause::body(
                Rule::InvalidValue,
                "sender.partition",
                "the sender has no such partition; create it first or leave it out",
            )
            .with_value(draft.sender_partition.as_ref().map_or("", PartitionId::as_str)),
        );
    }
    message_type
}

fn check_recipient(draft: &Draft, context: &Context<'_>, causes: &mut Vec<Cause>) {
    let well_formed = match draft.recipient {
        EboxId::Enterprise(number) => number.satisfies(context.settings.check_digits),
        EboxId::Citizen(ssin) => ssin.satisfies(context.settings.check_digits),
    };
    if !well_formed || context.recipient == Recipient::Unknown {
        let fix = if well_formed {
            "the recipient must exist and be active; look the number up"
        } else {
            "the check digits do not hold; correct the number"
        };
        causes.push(Cause::body(Rule::Recipient(draft.recipient.number().to_owned()), "recipient", fix));
    }
}

fn check_texts(draft: &Draft, context: &Context<'_>, causes: &mut Vec<Cause>) {
    let mut texts = vec![("subject".to_owned(), &draft.subject, Some(MAX_SUBJECT))];
    texts.extend(draft.body.iter().map(|body| ("bodyContent".to_owned(), body, None)));
    for (index, attachment) in draft.attachments.iter().enumerate() {
        if let Some(title) = &attachment.title {
            texts.push((format!("attachments[{index}].attachmentTitle"), title, Some(FileName::MAX)));
        }
    }
    for (index, data) in draft.business_data.iter().enumerate() {
        for (place, value) in data.values.iter().enumerate() {
            let field = format!("businessDataList[{index}].values[{place}]");
            texts.push((field, value, Some(MAX_BUSINESS_DATA_VALUE)));
        }
    }
    for (field, text, limit) in texts {
        if text.is_empty() {
            causes.push(Cause::body(Rule::Required, field, "give the text in one of nl, fr, de"));
            continue;
        }
        if text.has_several() && !context.settings.several_languages {
            causes.push(Cause::body(
                Rule::SeveralLanguages,
                field.clone(),
                "give the text in one language only, the recipient's",
            ));
        }
        if let Some(limit) = limit.filter(|limit| text.longest() > *limit) {
            let length = text.longest();
            let detail = format!("at most {limit} characters, not {length}; shorten the text");
            causes.push(Cause::body(Rule::OutOfRange, field, detail));
        }
    }
    let label = draft.attention.as_ref().and_then(|attention| attention.label.as_deref());
    if let Some(length) =
        label.map(|label| label.chars().count()).filter(|length| *length > MAX_ATTENTION_LABEL)
    {
        causes.push(Cause::body(
            Rule::OutOfRange,
            "forTheAttentionOf",
            format!("the name has at most {MAX_ATTENTION_LABEL} characters, not {length}; shorten it"),
        ));
    }
    let ssin = draft.attention.as_ref().and_then(|attention| attention.ssin);
    if ssin.is_some_and(|ssin| !ssin.satisfies(context.settings.check_digits)) {
        causes.push(Cause::body(
            Rule::InvalidValue,
            "forTheAttentionOf",
            "the check digits of the SSIN do not hold; correct it or leave it out",
        ));
    }
}

fn check_main_content(draft: &Draft, causes: &mut Vec<Cause>) {
    if draft.is_body_main && draft.body.is_none() {
        causes.push(Cause::body(
            Rule::Required,
            "bodyContent",
            "a body that is the main content must be there; add it or mark an attachment instead",
        ));
    }
    let marked = draft.attachments.iter().filter(|attachment| attachment.is_main).count();
    match marked + usize::from(draft.is_body_main) {
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
    draft: &Draft,
    files: &[ReceivedFile],
    context: &Context<'_>,
    causes: &mut Vec<Cause>,
) -> Vec<Attachment> {
    if files.len() > context.settings.max_files {
        causes.push(Cause::body(
            Rule::OutOfRange,
            "attachments",
            format!(
                "at most {} files, not {}; send several messages or a ZIP",
                context.settings.max_files,
                files.len()
            ),
        ));
    }
    if files.len() != draft.attachments.len() {
        causes.push(Cause::body(
            Rule::AttachmentCount,
            "attachments",
            format!(
                "{} attachments are described and {} files were sent; describe each file exactly once",
                draft.attachments.len(),
                files.len()
            ),
        ));
    }
    check_part_headers(files, causes);

    let mut used = BTreeSet::new();
    let mut attachments = Vec::new();
    for (index, described) in draft.attachments.iter().enumerate() {
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
    for file in files.iter().filter(|file| !used.contains(file.part.as_str())) {
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
                Rule::PartHeaders,
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

fn check_features(draft: &Draft, context: &Context<'_>, causes: &mut Vec<Cause>) {
    for feature in &draft.optional_features {
        causes.push(Cause::body(Rule::NotOffered, *feature, "this provider does not offer it; leave it out"));
    }
    let sender = draft.sender.unwrap_or(context.principal);
    let may_register = context.reference.organizations.get(&sender).is_some_and(|one| one.may_register);
    if draft.is_registered && !may_register {
        causes.push(Cause::body(
            Rule::NotAllowed,
            "isRegisteredMail",
            "this sender may not send registered mail; leave it out or ask the operator for the right",
        ));
    }
}

fn check_business_data(draft: &Draft, kind: &MessageType, causes: &mut Vec<Cause>) -> Vec<BusinessData> {
    let mut seen = BTreeSet::new();
    let mut checked = Vec::new();
    for (index, data) in draft.business_data.iter().enumerate() {
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
            if value.iter().any(|(_, text)| !key.format.accepts(text)) {
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
    draft: &Draft,
    kind: &MessageType,
    now: Timestamp,
    causes: &mut Vec<Cause>,
) -> Option<MessageAction> {
    let asked = draft.action.as_ref()?;
    let Some(definition) = kind.actions.iter().find(|action| action.id == asked.id) else {
        causes.push(
            Cause::body(
                Rule::InvalidValue,
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
