//! The document of a message: what never changes after its publication, as CBOR (RFC 8949) with numbered fields.
//!
//! What changes later stands in columns of its own and not here. What lists filter by stands in columns too, but
//! is read from here: a page of a hundred messages is then a few hundred values instead of more than a thousand.
//! A page is made of a hundred of these, so they are short, and read without copying.
//!
//! To add one more field: the next free number, with `Option` or `#[cbor(default)]`, so that old documents stay
//! readable. A number is never used again.

use std::collections::BTreeMap;

use ebox_domain::{
    AttachmentId, EboxId, FileName, Language, LocalizedText, MediaType, MessageId, PartitionId, Sha256Digest,
    Ssin,
    ids::{ActionId, OriginalId},
    message::{Attachment, Attention, BusinessData, Message, MessageAction, Sender},
};
use jiff::Timestamp;
use minicbor::{Decode, Encode, bytes::ByteArray};

use super::{Unreadable, payment::Payment, unreadable};

#[derive(Encode, Decode)]
struct Document<'a> {
    #[n(0)]
    id: ByteArray<16>,
    #[b(1)]
    sender: &'a str,
    #[b(2)]
    application: &'a str,
    #[b(3)]
    message_type: &'a str,
    /// In microseconds since 1970.
    #[n(4)]
    expires: i64,
    #[b(5)]
    subject: Text<'a>,
    #[n(6)]
    is_registered: bool,
    #[n(7)]
    is_reply_authorized: bool,
    #[n(8)]
    has_body: bool,
    #[n(9)]
    is_body_main: bool,
    #[b(10)]
    attachments: Vec<File<'a>>,
    #[b(11)]
    business_data: Vec<Data<'a>>,
    #[b(12)]
    action: Option<Action<'a>>,
    #[b(13)]
    sender_partition: Option<&'a str>,
    #[b(14)]
    attention_ssin: Option<&'a str>,
    #[b(15)]
    attention_label: Option<&'a str>,
    #[b(16)]
    original: Option<&'a str>,
    #[n(17)]
    payment: Option<Payment>,
}

#[derive(Encode, Decode)]
struct Text<'a> {
    #[b(0)]
    nl: Option<&'a str>,
    #[b(1)]
    fr: Option<&'a str>,
    #[b(2)]
    de: Option<&'a str>,
    #[b(3)]
    en: Option<&'a str>,
}

#[derive(Encode, Decode)]
struct Data<'a> {
    #[b(0)]
    key: &'a str,
    #[b(1)]
    name: Text<'a>,
    #[b(2)]
    values: Vec<Text<'a>>,
}

#[derive(Encode, Decode)]
struct Action<'a> {
    #[b(0)]
    id: &'a str,
    #[b(1)]
    label: Text<'a>,
    #[b(2)]
    parameters: BTreeMap<&'a str, &'a str>,
    #[b(3)]
    url: Option<&'a str>,
    /// In microseconds since 1970.
    #[n(4)]
    due: Option<i64>,
}

#[derive(Encode, Decode)]
struct File<'a> {
    #[b(0)]
    name: &'a str,
    #[b(1)]
    media_type: &'a str,
    #[n(2)]
    size: u64,
    #[n(3)]
    digest: ByteArray<32>,
    #[n(4)]
    is_main: bool,
    #[n(5)]
    is_signed: bool,
    #[b(6)]
    title: Option<Text<'a>>,
}

/// What the columns of a row say about a message, besides its document.
#[derive(Debug, Clone)]
pub struct Columns {
    /// The e-Box.
    pub ebox: EboxId,
    /// When it was received: settled only when it is stored.
    pub received: Timestamp,
    /// The partition in which it lies.
    pub partition: PartitionId,
    /// When it was first opened.
    pub read: Option<Timestamp>,
    /// Whether it is shown.
    pub is_visible: bool,
    /// When its action was executed.
    pub action_executed: Option<Timestamp>,
}

/// The document of a message.
pub fn message_to_document(message: &Message) -> Vec<u8> {
    let attention = message.attention.as_ref();
    let document = Document {
        id: ByteArray::from(*message.id.as_uuid().as_bytes()),
        sender: message.sender.enterprise.as_str(),
        application: message.sender.application.as_str(),
        message_type: message.message_type.as_str(),
        expires: message.expires.as_microsecond(),
        subject: Text::of(&message.subject),
        is_registered: message.is_registered,
        is_reply_authorized: message.is_reply_authorized,
        has_body: message.has_body,
        is_body_main: message.is_body_main,
        attachments: message.attachments.iter().map(File::of).collect(),
        business_data: message.business_data.iter().map(Data::of).collect(),
        action: message.action.as_ref().map(Action::of),
        sender_partition: message.sender.partition.as_ref().map(PartitionId::as_str),
        attention_ssin: attention.and_then(|one| one.ssin.as_ref()).map(Ssin::as_str),
        attention_label: attention.and_then(|one| one.label.as_deref()),
        original: message.original.as_ref().map(OriginalId::as_str),
        payment: message.payment.as_ref().map(Payment::of),
    };
    // Memory takes everything that is written to it.
    minicbor::to_vec(document).unwrap_or_default()
}

/// A message from its columns and its document.
pub fn message_from_document(columns: Columns, document: &[u8]) -> Result<Message, Unreadable> {
    let document: Document<'_> =
        minicbor::decode(document).map_err(|source| Unreadable::because("message", source))?;
    let ssin = document.attention_ssin.map(str::parse).transpose().map_err(|_| unreadable("attention"))?;
    let attention = (ssin.is_some() || document.attention_label.is_some())
        .then(|| Attention { ssin, label: document.attention_label.map(str::to_owned) });
    let attachments = document.attachments.into_iter().zip(1..).map(|(file, place)| file.read(place));
    let partition = document.sender_partition.map(str::parse).transpose();
    let original = document.original.map(str::parse).transpose();
    Ok(Message {
        id: MessageId::from(uuid::Uuid::from_bytes(*document.id)),
        ebox: columns.ebox,
        partition: columns.partition,
        sender: Sender {
            enterprise: document.sender.parse().map_err(|_| unreadable("sender"))?,
            partition: partition.map_err(|_| unreadable("sender partition"))?,
            application: document.application.parse().map_err(|_| unreadable("application"))?,
        },
        message_type: document.message_type.parse().map_err(|_| unreadable("message type"))?,
        subject: document.subject.read(),
        received: columns.received,
        expires: Timestamp::from_microsecond(document.expires).map_err(|_| unreadable("expiry"))?,
        read: columns.read,
        is_visible: columns.is_visible,
        is_registered: document.is_registered,
        is_reply_authorized: document.is_reply_authorized,
        has_body: document.has_body,
        is_body_main: document.is_body_main,
        attention,
        original: original.map_err(|_| unreadable("original"))?,
        business_data: document.business_data.iter().map(Data::read).collect(),
        payment: document.payment.map(Payment::read).transpose()?,
        action: document.action.map(|action| action.read(columns.action_executed)).transpose()?,
        attachments: attachments.collect::<Result<_, _>>()?,
    })
}

impl<'a> Text<'a> {
    fn of(text: &'a LocalizedText) -> Self {
        Self {
            nl: text.get(Language::Nl),
            fr: text.get(Language::Fr),
            de: text.get(Language::De),
            en: text.get(Language::En),
        }
    }

    fn read(&self) -> LocalizedText {
        let texts = [
            (Language::Nl, self.nl),
            (Language::Fr, self.fr),
            (Language::De, self.de),
            (Language::En, self.en),
        ];
        texts
            .into_iter()
            .filter_map(|(language, text)| Some((language, text?)))
            .fold(LocalizedText::default(), |all, (language, text)| all.with(language, text))
    }
}

impl<'a> Data<'a> {
    fn of(data: &'a BusinessData) -> Self {
        let values = data.values.iter().map(Text::of).collect();
        Self { key: &data.key, name: Text::of(&data.name), values }
    }

    fn read(&self) -> BusinessData {
        let values = self.values.iter().map(Text::read).collect();
        BusinessData { key: self.key.to_owned(), name: self.name.read(), values }
    }
}

impl<'a> Action<'a> {
    fn of(action: &'a MessageAction) -> Self {
        Self {
            id: action.id.as_str(),
            label: Text::of(&action.label),
            parameters: action
                .parameters
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect(),
            url: action.url.as_deref(),
            due: action.due.map(Timestamp::as_microsecond),
        }
    }

    fn read(&self, executed: Option<Timestamp>) -> Result<MessageAction, Unreadable> {
        let due = self.due.map(Timestamp::from_microsecond).transpose();
        let parameters = self.parameters.iter();
        Ok(MessageAction {
            id: self.id.parse::<ActionId>().map_err(|_| unreadable("action"))?,
            label: self.label.read(),
            url: self.url.map(str::to_owned),
            due: due.map_err(|_| unreadable("due date"))?,
            executed,
            parameters: parameters.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        })
    }
}

impl<'a> File<'a> {
    fn of(attachment: &'a Attachment) -> Self {
        Self {
            name: attachment.file_name.as_str(),
            media_type: attachment.media_type.as_str(),
            size: attachment.size,
            digest: ByteArray::from(*attachment.digest.as_bytes()),
            is_main: attachment.is_main,
            is_signed: attachment.is_signed,
            title: attachment.title.as_ref().map(Text::of),
        }
    }

    fn read(&self, place: u16) -> Result<Attachment, Unreadable> {
        Ok(Attachment {
            id: AttachmentId::new(place).ok_or_else(|| unreadable("attachment"))?,
            file_name: FileName::new(self.name).map_err(|_| unreadable("file name"))?,
            title: self.title.as_ref().map(Text::read),
            is_main: self.is_main,
            is_signed: self.is_signed,
            media_type: MediaType::parse(self.media_type).ok_or_else(|| unreadable("media type"))?,
            size: self.size,
            digest: Sha256Digest::new(*self.digest),
        })
    }
}
