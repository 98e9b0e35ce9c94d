//! The operator's file of a registry's whole reference data, in YAML or JSON.
//!
//! One file has everything, so that it can be reviewed, compared and kept under version control, and is checked as
//! a whole: [`read_whole`] names every mistake at once, by the path of its field.

mod read;
#[cfg(test)]
mod tests;
mod write;

use ebox_domain::{Cause, Rule, reference::ReferenceData};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::{read::Unique, text::TranslatedString};

pub use read::{NO_FILES, OpenImage, read, read_whole};

/// What refusals call the whole file.
const FILE: &str = "file";

/// All reference data of one registry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ReferenceData)]
pub struct ReferenceFile {
    /// Who sends.
    pub organizations: Vec<Organization>,
    /// With what.
    pub applications: Vec<Application>,
    /// What.
    pub message_types: Vec<MessageType>,
    /// Which of these belong together: who may send what, with what, to whom.
    pub trios: Vec<Trio>,
}

/// An organization that sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Organization)]
pub struct Organization {
    /// Its enterprise number, in quotation marks: YAML reads ten digits as a number.
    #[schema(pattern = r"^[0-1]\d{9}$", example = "0220916609")]
    pub id: String,
    /// Its short name.
    pub short_name: TranslatedString,
    /// Its full name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub long_name: Option<TranslatedString>,
    /// Its site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<TranslatedString>,
    /// Its logos: one for each language, or one for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub logos: Vec<Logo>,
    /// Where users ask about content: a helpdesk, never a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_business: Option<String>,
    /// Where other helpdesks ask; never shown to users.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_technical: Option<String>,
    /// Whether it may send registered mail; no when left out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_register: bool,
    /// Whether it may publish in the name of others without a mandate; no when left out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_mandatary: bool,
}

/// An application that sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Application)]
pub struct Application {
    /// Its identifier: 1 to 150 characters.
    #[schema(example = "employment:job-attest:werkkaart")]
    pub id: String,
    /// Its name.
    pub name: TranslatedString,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<TranslatedString>,
    /// Its site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<TranslatedString>,
    /// Its logos: one for each language, or one for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub logos: Vec<Logo>,
    /// Where users ask about content: a helpdesk, never a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_business: Option<String>,
    /// Where other helpdesks ask; never shown to users.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_technical: Option<String>,
}

/// A logo: a square PNG, GIF or JPEG image of less than 100 pixels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Logo)]
pub struct Logo {
    /// The language that it is for (`nl`, `fr`, `de`); left out: for all that have no logo of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The image in base64. Either this or `file`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// The path of the image, relative to the file that names it. Only in files on disk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// A kind of message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MessageType)]
pub struct MessageType {
    /// Its identifier: 1 to 80 characters.
    #[schema(example = "WK1-ACTIVA")]
    pub id: String,
    /// Its name.
    pub name: TranslatedString,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<TranslatedString>,
    /// How long its messages stay.
    pub validity: Validity,
    /// Which business data its messages may carry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub business_data_keys: Vec<BusinessDataKey>,
    /// Which actions its messages may ask for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
}

/// How long messages stay: so many calendar days, months or years of Brussels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Validity)]
pub struct Validity {
    /// How many.
    #[schema(value_type = i32, minimum = 1)]
    pub number: u16,
    /// Of which unit: `day`, `month` or `year`.
    #[schema(example = "month")]
    pub unit: String,
}

/// A business data key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = BusinessDataKey)]
pub struct BusinessDataKey {
    /// The key in publications.
    pub key: String,
    /// What people read instead.
    pub name: TranslatedString,
    /// What its values look like: `text`, `date`, `decimal`, `enterpriseNumber` or `ssin`. Any text when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
}

/// An action that messages may ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ActionDefinition)]
pub struct Action {
    /// Its identifier in publications.
    pub id: String,
    /// What people read on the button.
    pub label: TranslatedString,
    /// Where it is done, with the name of each parameter between braces; left out when it is done elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "https://sign.example/{dossier}")]
    pub url: Option<String>,
    /// How many days after receipt it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<i32>)]
    pub days_until_due: Option<u16>,
}

/// A permission to publish.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Trio)]
pub struct Trio {
    /// Who sends.
    pub organization: String,
    /// With which application.
    pub application: String,
    /// Messages of which type.
    pub message_type: String,
    /// To whom: `enterprise`, `citizen`, or both.
    pub sectors: Vec<String>,
}

/// How much of everything there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReferenceReport {
    /// Organizations.
    pub organizations: usize,
    /// Applications.
    pub applications: usize,
    /// Message types.
    pub message_types: usize,
    /// Trios, those for both sectors counted twice.
    pub trios: usize,
}

impl From<&ReferenceData> for ReferenceReport {
    fn from(data: &ReferenceData) -> Self {
        Self {
            organizations: data.organizations.len(),
            applications: data.applications.len(),
            message_types: data.message_types.len(),
            trios: data.trios.len(),
        }
    }
}

impl ReferenceFile {
    /// The file in YAML.
    pub fn to_yaml(&self) -> String {
        // Texts, numbers and lists of them always serialise.
        serde_norway::to_string(self).unwrap_or_default()
    }
}

/// Reads a text in YAML, of which JSON is a part, as a value. A property that is given twice is refused.
pub fn parse(text: &str) -> Result<Value, Cause> {
    let malformed = |error: String| Cause::body(Rule::Malformed, FILE, format!("no YAML: {error}"));
    match serde_norway::from_str(text) {
        Ok(Unique(Value::Null)) => {
            let fix =
                "nothing is written there, or remarks only; take a file that an export wrote as a pattern";
            Err(Cause::body(Rule::Required, FILE, fix))
        }
        Ok(Unique(value)) => Ok(value),
        Err(error) => Err(malformed(error.to_string())),
    }
}
