//! The calls by which a sender tries to publish.

use ebox_domain::{ApplicationId, EboxType, MessageId, MessageTypeId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::form::Form;

/// A refusal that a sender has to understand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Refused {
    /// The recipient is unknown, not active, or no number.
    Recipient,
    /// The application or the message type is not configured for this sender, or for the other sector.
    Configuration,
    /// The sender named in the message is another enterprise.
    Sender,
    /// A digest that does not match.
    Digest,
    /// A text in several languages.
    Languages,
    /// No main content.
    NoMainContent,
    /// Two main contents.
    SeveralMainContents,
    /// A media type outside the list.
    MediaType,
    /// Not as many files as attachments.
    Count,
    /// An attachment that names no file.
    Part,
    /// A file without media type or name.
    PartHeaders,
    /// A message that does not follow the schema.
    Schema,
    /// A business data key that is not configured.
    BusinessDataKey,
}

impl Refused {
    /// All of them, in the order of the public list of errors.
    pub const ALL: [Self; 13] = [
        Self::Recipient,
        Self::Configuration,
        Self::Sender,
        Self::Digest,
        Self::Languages,
        Self::NoMainContent,
        Self::SeveralMainContents,
        Self::MediaType,
        Self::Count,
        Self::Part,
        Self::PartHeaders,
        Self::Schema,
        Self::BusinessDataKey,
    ];

    /// The name in addresses and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recipient => "recipient",
            Self::Configuration => "configuration",
            Self::Sender => "sender",
            Self::Digest => "digest",
            Self::Languages => "languages",
            Self::NoMainContent => "noMainContent",
            Self::SeveralMainContents => "severalMainContents",
            Self::MediaType => "mediaType",
            Self::Count => "count",
            Self::Part => "part",
            Self::PartHeaders => "partHeaders",
            Self::Schema => "schema",
            Self::BusinessDataKey => "businessDataKey",
        }
    }
}

/// A call by which a sender tried to publish, as the registry recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// When.
    pub at: Timestamp,
    /// The status of the answer.
    pub status: u16,
    /// The message: of a publication, or the one that was published before under the same key.
    pub message: Option<MessageId>,
    /// The message type that was named.
    pub message_type: Option<MessageTypeId>,
    /// The sender's application that was named.
    pub application: Option<ApplicationId>,
    /// To whom, where that could be read.
    pub recipient: Option<EboxType>,
    /// How many files came.
    pub files: usize,
    /// Whether the body was the main content.
    pub is_body_main: bool,
    /// Whether every file was a PDF.
    pub is_pdf: bool,
    /// Whether it gave the digest of a file.
    pub has_digest: bool,
    /// Whether it carried business data.
    pub has_business_data: bool,
    /// Whether its `Idempotency-Key` was used before, for the same content.
    pub is_repeated: bool,
    /// Whether the answer said that nobody ever opened the recipient's e-Box.
    pub never_opened: bool,
    /// Why it was refused.
    pub refused: Vec<Refused>,
}

impl Attempt {
    pub(super) const fn is_published(&self) -> bool {
        self.status == 201
    }

    /// Whether it is about what a form asks for, as far as it says so. A sender has other applications perhaps, whose
    /// calls show nothing here; what is refused because it is not configured cannot be in the form.
    pub fn is_of(&self, form: &Form) -> bool {
        let is_type = |id: &MessageTypeId| form.types.iter().any(|one| one.message_type.id == *id);
        let is_application = |id: &ApplicationId| form.applications.iter().any(|one| one.id == *id);
        self.refused.contains(&Refused::Configuration)
            || (self.message_type.as_ref().is_none_or(is_type)
                && self.application.as_ref().is_none_or(is_application))
    }
}
