//! Who sends, and with what.

use super::Logo;
use crate::{enterprise::EnterpriseNumber, ids::ApplicationId, language::LocalizedText};

/// What readers see of a sender besides its name, and whom they can ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Its site, by language.
    pub url: LocalizedText,
    /// Its logos: one for each language, or one for all.
    pub logos: Vec<Logo>,
    /// Where users ask about content: a helpdesk, never a person.
    pub contact_business: Option<String>,
    /// Where other helpdesks ask; never shown to users.
    pub contact_technical: Option<String>,
}

/// An application that sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenderApplication {
    /// Its identifier.
    pub id: ApplicationId,
    /// Its name.
    pub name: LocalizedText,
    /// What it is.
    pub description: LocalizedText,
    /// What readers see of it.
    pub profile: Profile,
}

/// An organization that sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenderOrganization {
    /// Its enterprise number.
    pub id: EnterpriseNumber,
    /// Its short name.
    pub short_name: LocalizedText,
    /// Its full name.
    pub long_name: LocalizedText,
    /// What readers see of it.
    pub profile: Profile,
    /// Whether it may give messages the legal value of registered mail.
    pub may_register: bool,
    /// Whether it may publish in the name of another organization without a mandate of that one.
    pub is_mandatary: bool,
}
