//! The formal request of a sender: what is to be configured, exactly (stage 4).

use data_encoding::BASE64;
use ebox_domain::{
    ApplicationId, EboxType, EnterpriseNumber, LocalizedText, MessageTypeId,
    provider::ProviderId,
    reference::{
        BusinessDataFormat, BusinessDataKey, Logo, MessageType, Profile, ReferenceData, SenderApplication,
        SenderOrganization, Trio, ValidityPeriod, ValidityUnit,
    },
};

use crate::{
    draft::Draft,
    reading::{Mistake, Problem, Reader},
};

/// The fields of the form. Lists are numbered: `types.0.id`, `types.0.keys.1.format`; names and other translated texts
/// end in their language: `applications.0.name.nl`.
pub mod fields {
    /// The Document Provider through which the institution sends.
    pub const PROVIDER: &str = "provider";
    /// The institution's short name, in three languages: 100 characters each.
    pub const SHORT_NAME: &str = "organization.shortName";
    /// Its full name, in three languages: 255 characters each.
    pub const LONG_NAME: &str = "organization.longName";
    /// Its site.
    pub const SITE: &str = "organization.url";
    /// Its logo: an image in base64.
    pub const LOGO: &str = "organization.logo";
    /// Where recipients ask about content: the e-mail address of a helpdesk, never of a person.
    pub const CONTACT_BUSINESS: &str = "organization.contactBusiness";
    /// Where other helpdesks ask: an e-mail address.
    pub const CONTACT_TECHNICAL: &str = "organization.contactTechnical";
    /// The list of applications.
    pub const APPLICATIONS: &str = "applications";
    /// The list of message types.
    pub const TYPES: &str = "types";
    /// In an entry: its identifier.
    pub const ID: &str = "id";
    /// In an entry: its name, in three languages: 100 characters each.
    pub const ENTRY_NAME: &str = "name";
    /// In a message type: the application that sends it.
    pub const APPLICATION: &str = "application";
    /// In a message type: how long its messages are kept, a number.
    pub const VALIDITY: &str = "validity";
    /// In a message type: of what that is a number: `day`, `month`, `year`.
    pub const VALIDITY_UNIT: &str = "validityUnit";
    /// In a message type: to whom it goes: `enterprise`, `citizen`, `both`.
    pub const SECTOR: &str = "sector";
    /// In a message type: the list of its business data keys.
    pub const KEYS: &str = "keys";
    /// In a business data key: the key.
    pub const KEY: &str = "key";
    /// In a business data key: its format, as reference data spells it.
    pub const FORMAT: &str = "format";
}

/// The most applications of a form.
pub const MOST_APPLICATIONS: usize = 20;
/// The most message types of a form.
pub const MOST_TYPES: usize = 100;
/// The most business data keys of a message type, as in the public schema of messages.
pub const MOST_KEYS: usize = 10;

/// To whom messages of a type go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sector {
    /// To enterprises.
    Enterprise,
    /// To citizens.
    Citizen,
    /// To both.
    Both,
}

impl Sector {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Enterprise, Self::Citizen, Self::Both];

    /// The spelling in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enterprise => "enterprise",
            Self::Citizen => "citizen",
            Self::Both => "both",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sector| sector.as_str() == text)
    }

    /// The e-Boxes that this means.
    pub const fn ebox_types(self) -> &'static [EboxType] {
        match self {
            Self::Enterprise => &[EboxType::Enterprise],
            Self::Citizen => &[EboxType::Citizen],
            Self::Both => &[EboxType::Enterprise, EboxType::Citizen],
        }
    }
}

/// A message type that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedType {
    /// The type.
    pub message_type: MessageType,
    /// The application that sends it.
    pub application: ApplicationId,
    /// To whom.
    pub sector: Sector,
}

/// A complete form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The Document Provider through which the institution sends.
    pub provider: ProviderId,
    /// The institution, as recipients will see it.
    pub organization: SenderOrganization,
    /// Its applications.
    pub applications: Vec<SenderApplication>,
    /// What they send.
    pub types: Vec<WantedType>,
}

impl Form {
    /// Reads the draft of an institution, or names everything that is missing or wrong, in the order of the page.
    pub fn read(draft: &Draft, institution: EnterpriseNumber) -> Result<Self, Vec<Mistake>> {
        let mut reader = Reader::of(draft);
        let provider = provider(&mut reader);
        let organization = organization(&mut reader, institution);
        let applications = applications(&mut reader);
        let types = types(&mut reader, &applications);
        reader.done(provider.map(|provider| Self { provider, organization, applications, types }))
    }

    /// What the form means as reference data: this institution's part of it.
    pub fn reference_data(&self) -> ReferenceData {
        let organization = self.organization.id;
        let trio = |wanted: &WantedType, sector: &EboxType| Trio {
            organization,
            application: wanted.application.clone(),
            message_type: wanted.message_type.id.clone(),
            sector: *sector,
        };
        let trios = self
            .types
            .iter()
            .flat_map(|wanted| wanted.sector.ebox_types().iter().map(move |sector| trio(wanted, sector)));
        ReferenceData {
            organizations: [(organization, self.organization.clone())].into(),
            applications: self.applications.iter().map(|one| (one.id.clone(), one.clone())).collect(),
            message_types: self
                .types
                .iter()
                .map(|one| (one.message_type.id.clone(), one.message_type.clone()))
                .collect(),
            trios: trios.collect(),
        }
    }
}

fn provider(reader: &mut Reader<'_>) -> Option<ProviderId> {
    let text = reader.text(fields::PROVIDER, 100);
    let provider = text.parse().ok();
    if provider.is_none() && !text.is_empty() {
        reader.mistake(fields::PROVIDER, Problem::NoProvider);
    }
    provider
}

fn organization(reader: &mut Reader<'_>, id: EnterpriseNumber) -> SenderOrganization {
    let short_name = reader.names(fields::SHORT_NAME, 100);
    let long_name = reader.names(fields::LONG_NAME, 255);
    let url = reader.address(fields::SITE).map(|url| LocalizedText::untranslated(&url)).unwrap_or_default();
    let logos = logo(reader, fields::LOGO).into_iter().collect();
    let contact_business = Some(email(reader, fields::CONTACT_BUSINESS));
    let contact_technical = Some(email(reader, fields::CONTACT_TECHNICAL));
    SenderOrganization {
        id,
        short_name,
        long_name,
        profile: Profile { url, logos, contact_business, contact_technical },
        // Registered mail and sending for others without a mandate are rights that nobody gets by a form.
        may_register: false,
        is_mandatary: false,
    }
}

fn logo(reader: &mut Reader<'_>, field: &str) -> Option<Logo> {
    let text = reader.get(field);
    if text.is_empty() {
        return None;
    }
    let image = BASE64.decode(text.as_bytes()).ok();
    let logo = image.and_then(|image| Logo::new(None, image).ok());
    if logo.is_none() {
        reader.mistake(field, Problem::NoLogo);
    }
    logo
}

fn email(reader: &mut Reader<'_>, field: &str) -> String {
    let text = reader.text(field, ebox_domain::EmailAddress::MAX);
    if !text.is_empty() && text.parse::<ebox_domain::EmailAddress>().is_err() {
        reader.mistake(field, Problem::NoEmail);
    }
    text
}

fn applications(reader: &mut Reader<'_>) -> Vec<SenderApplication> {
    let entries = reader.entries(fields::APPLICATIONS);
    if entries.is_empty() || entries.len() > MOST_APPLICATIONS {
        reader.mistake(fields::APPLICATIONS, Problem::NoEntry);
    }
    let mut applications: Vec<SenderApplication> = Vec::new();
    for entry in entries {
        let at = |field: &str| format!("{}.{entry}.{field}", fields::APPLICATIONS);
        let id = identifier(reader, &at(fields::ID), ApplicationId::MAX);
        let name = reader.names(&at(fields::ENTRY_NAME), 100);
        let Some(id) = id else { continue };
        if applications.iter().any(|other| other.id == id) {
            reader.mistake(&at(fields::ID), Problem::Twice);
        }
        let (description, profile) = (LocalizedText::default(), Profile::default());
        applications.push(SenderApplication { id, name, description, profile });
    }
    applications
}

fn types(reader: &mut Reader<'_>, applications: &[SenderApplication]) -> Vec<WantedType> {
    let entries = reader.entries(fields::TYPES);
    if entries.is_empty() || entries.len() > MOST_TYPES {
        reader.mistake(fields::TYPES, Problem::NoEntry);
    }
    let mut types: Vec<WantedType> = Vec::new();
    for entry in entries {
        let at = |field: &str| format!("{}.{entry}.{field}", fields::TYPES);
        let id: Option<MessageTypeId> = identifier(reader, &at(fields::ID), MessageTypeId::MAX);
        if id.as_ref().is_some_and(|id| types.iter().any(|other| other.message_type.id == *id)) {
            reader.mistake(&at(fields::ID), Problem::Twice);
        }
        let name = reader.names(&at(fields::ENTRY_NAME), 100);
        let application = application(reader, &at(fields::APPLICATION), applications);
        let validity = validity(reader, &at(fields::VALIDITY), &at(fields::VALIDITY_UNIT));
        let sector = reader.choice(&at(fields::SECTOR), Sector::parse);
        let keys = keys(reader, &at(fields::KEYS));
        if let (Some(id), Some(application), Some(validity), Some(sector)) =
            (id, application, validity, sector)
        {
            let (description, actions) = (LocalizedText::default(), Vec::new());
            let message_type =
                MessageType { id, name, description, validity, business_data_keys: keys, actions };
            types.push(WantedType { message_type, application, sector });
        }
    }
    types
}

fn application(
    reader: &mut Reader<'_>,
    field: &str,
    applications: &[SenderApplication],
) -> Option<ApplicationId> {
    let text = reader.text(field, ApplicationId::MAX);
    let known = applications.iter().find(|one| one.id.as_str() == text).map(|one| one.id.clone());
    if known.is_none() && !text.is_empty() {
        reader.mistake(field, Problem::UnknownApplication);
    }
    known
}

fn validity(reader: &mut Reader<'_>, number: &str, unit: &str) -> Option<ValidityPeriod> {
    let amount = reader.number(number, 1, 36_500);
    let chosen = reader.choice(unit, ValidityUnit::parse)?;
    let period = ValidityPeriod::new(u16::try_from(amount).ok()?, chosen).ok();
    if period.is_none() {
        let most = if chosen == ValidityUnit::Month { 1_200 } else { 100 };
        reader.mistake(number, Problem::NoNumber(1, most));
    }
    period
}

fn keys(reader: &mut Reader<'_>, list: &str) -> Vec<BusinessDataKey> {
    let entries = reader.entries(list);
    if entries.len() > MOST_KEYS {
        reader.mistake(list, Problem::NoEntry);
    }
    let mut keys: Vec<BusinessDataKey> = Vec::new();
    for entry in entries {
        let at = |field: &str| format!("{list}.{entry}.{field}");
        let key = reader.text(&at(fields::KEY), 25);
        if !key.is_empty() && !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":._-".contains(&byte))
        {
            reader.mistake(&at(fields::KEY), Problem::NoIdentifier(25));
        }
        if keys.iter().any(|other| other.key == key) {
            reader.mistake(&at(fields::KEY), Problem::Twice);
        }
        let name = reader.names(&at(fields::ENTRY_NAME), 100);
        if let Some(format) = reader.choice(&at(fields::FORMAT), BusinessDataFormat::parse) {
            keys.push(BusinessDataKey { key, name, format });
        }
    }
    keys
}

/// An identifier that goes into addresses, certificates and configuration files.
fn identifier<T: std::str::FromStr>(reader: &mut Reader<'_>, field: &str, most: usize) -> Option<T> {
    let text = reader.text(field, most);
    if text.is_empty() {
        return None;
    }
    let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":._-".contains(&byte));
    let id = text.parse().ok().filter(|_| is_plain);
    if id.is_none() {
        reader.mistake(field, Problem::NoIdentifier(most));
    }
    id
}
