//! Reference data: who may send what, for how long it is kept, and what it may carry.

use std::collections::BTreeMap;

use jiff::{Span, Timestamp, civil::Date};

use crate::{
    ebox::EboxType,
    enterprise::EnterpriseNumber,
    ids::{ActionId, ApplicationId, MessageTypeId},
    language::LocalizedText,
    percent,
    person::Ssin,
    time::in_brussels,
};

/// The unit of a validity period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValidityUnit {
    /// Calendar days.
    Day,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

impl ValidityUnit {
    /// The published spelling (`day`, `month`, `year`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// Reads the published spelling.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Day, Self::Month, Self::Year].into_iter().find(|unit| unit.as_str() == text)
    }
}

/// How long messages of a type stay in an e-Box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ValidityPeriod {
    number: u16,
    unit: ValidityUnit,
}

/// A period of nothing, or beyond a century.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a validity period is at least one day and at most 100 years")]
pub struct InvalidPeriod;

impl ValidityPeriod {
    /// A period of at least one day and at most 100 years.
    pub const fn new(number: u16, unit: ValidityUnit) -> Result<Self, InvalidPeriod> {
        let most = match unit {
            ValidityUnit::Day => 36_500,
            ValidityUnit::Month => 1_200,
            ValidityUnit::Year => 100,
        };
        if number == 0 || number > most { Err(InvalidPeriod) } else { Ok(Self { number, unit }) }
    }

    /// How many units.
    pub const fn number(self) -> u16 {
        self.number
    }

    /// Of which unit.
    pub const fn unit(self) -> ValidityUnit {
        self.unit
    }

    /// When a message received at `receipt` expires: the same time of day in Brussels, so many calendar
    /// days, months or years later; the last day of the month where the day does not exist there.
    pub fn expiry_of(self, receipt: Timestamp) -> Timestamp {
        let span = match self.unit {
            ValidityUnit::Day => Span::new().days(i32::from(self.number)),
            ValidityUnit::Month => Span::new().months(i32::from(self.number)),
            ValidityUnit::Year => Span::new().years(i16::try_from(self.number).unwrap_or(100)),
        };
        in_brussels(receipt).checked_add(span).map_or(Timestamp::MAX, |expiry| expiry.timestamp())
    }
}

/// What the values of a business data key must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BusinessDataFormat {
    /// Any text.
    Text,
    /// A date, `yyyy-MM-dd`.
    Date,
    /// A decimal number with a point.
    Decimal,
    /// A well-formed enterprise number.
    EnterpriseNumber,
    /// A well-formed SSIN.
    Ssin,
}

impl BusinessDataFormat {
    /// The spelling in stores and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Decimal => "decimal",
            Self::EnterpriseNumber => "enterpriseNumber",
            Self::Ssin => "ssin",
        }
    }

    /// Reads that spelling.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Text, Self::Date, Self::Decimal, Self::EnterpriseNumber, Self::Ssin]
            .into_iter()
            .find(|format| format.as_str() == text)
    }

    /// Whether a value fits.
    pub fn accepts(self, value: &str) -> bool {
        match self {
            Self::Text => true,
            Self::Date => value.parse::<Date>().is_ok(),
            Self::Decimal => value.parse::<f64>().is_ok_and(f64::is_finite) && !value.contains(['e', 'E']),
            Self::EnterpriseNumber => value.parse::<EnterpriseNumber>().is_ok(),
            Self::Ssin => value.parse::<Ssin>().is_ok(),
        }
    }
}

/// A business data key that a message type may carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessDataKey {
    /// The key in publications (`SSCBECBE`).
    pub key: String,
    /// What people read instead of the key.
    pub name: LocalizedText,
    /// What its values must look like.
    pub format: BusinessDataFormat,
}

/// An action that messages of a type may ask for, such as signing on the sender's site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionDefinition {
    /// Its identifier in publications (`messageActionId`).
    pub id: ActionId,
    /// What people read on the button.
    pub label: LocalizedText,
    /// The address, with `{name}` where a publication's `actionParameters` go; none for an action that
    /// is done elsewhere (print a document).
    pub url_template: Option<String>,
    /// How many days after receipt it is due.
    pub days_until_due: Option<u16>,
}

impl ActionDefinition {
    /// The names between braces in the address, in order.
    pub fn parameter_names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        let mut rest = self.url_template.as_deref().unwrap_or_default();
        while let Some((_, after)) = rest.split_once('{') {
            let Some((name, tail)) = after.split_once('}') else {
                break;
            };
            names.push(name);
            rest = tail;
        }
        names
    }

    /// The address with its parameters filled in and percent-encoded.
    pub fn url(&self, parameters: &BTreeMap<String, String>) -> Option<String> {
        let mut url = self.url_template.clone()?;
        for (name, value) in parameters {
            url = url.replace(&format!("{{{name}}}"), &percent::encode(value));
        }
        Some(url)
    }
}

/// A kind of message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageType {
    /// Its identifier.
    pub id: MessageTypeId,
    /// Its name.
    pub name: LocalizedText,
    /// What it is.
    pub description: LocalizedText,
    /// How long its messages are kept.
    pub validity: ValidityPeriod,
    /// Which business data its messages may carry.
    pub business_data_keys: Vec<BusinessDataKey>,
    /// Which actions its messages may ask for.
    pub actions: Vec<ActionDefinition>,
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
    /// Whether it may give messages the legal value of registered mail.
    pub may_register: bool,
}

/// A permission to publish: organization, application and message type, for one sector.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Trio {
    /// Who sends.
    pub organization: EnterpriseNumber,
    /// With which application.
    pub application: ApplicationId,
    /// Messages of which type.
    pub message_type: MessageTypeId,
    /// To whom: a trio for both sectors is two entries.
    pub sector: EboxType,
}

/// All reference data of one registry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReferenceData {
    /// Organizations by number.
    pub organizations: BTreeMap<EnterpriseNumber, SenderOrganization>,
    /// Applications by identifier.
    pub applications: BTreeMap<ApplicationId, SenderApplication>,
    /// Message types by identifier.
    pub message_types: BTreeMap<MessageTypeId, MessageType>,
    /// Who may send what to whom.
    pub trios: std::collections::BTreeSet<Trio>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn expiry(number: u16, unit: ValidityUnit, receipt: &str) -> String {
        let period = ValidityPeriod::new(number, unit).expect("a period");
        in_brussels(period.expiry_of(receipt.parse().expect("a moment"))).strftime("%FT%T%:z").to_string()
    }

    #[test]
    fn validity_counts_calendar_days_months_and_years_in_brussels() {
        // 23:30 UTC is already the next day in Brussels.
        assert_eq!(expiry(1, ValidityUnit::Month, "2026-01-30T23:30:00Z"), "2026-02-28T00:30:00+01:00");
        assert_eq!(expiry(1, ValidityUnit::Year, "2024-02-29T12:00:00Z"), "2025-02-28T13:00:00+01:00");
        // Across the change to summer time the wall clock stays.
        assert_eq!(expiry(1, ValidityUnit::Day, "2026-03-28T11:00:00Z"), "2026-03-29T12:00:00+02:00");
    }

    #[test]
    fn a_period_of_nothing_cannot_be_written() {
        assert!(ValidityPeriod::new(0, ValidityUnit::Year).is_err());
        assert!(ValidityPeriod::new(101, ValidityUnit::Year).is_err());
    }

    #[test]
    fn an_actions_address_takes_its_parameters_encoded() {
        let action = ActionDefinition {
            id: "sign".parse().expect("an id"),
            label: LocalizedText::untranslated("Sign"),
            url_template: Some("https://sign.example/{dossier}?step={step}".to_owned()),
            days_until_due: None,
        };
        assert_eq!(action.parameter_names(), ["dossier", "step"]);
        let parameters =
            [("dossier".to_owned(), "a/b c".to_owned()), ("step".to_owned(), "1".to_owned())].into();
        assert_eq!(action.url(&parameters).as_deref(), Some("https://sign.example/a%2Fb%20c?step=1"));
    }

    proptest! {
        #[test]
        fn a_message_never_expires_before_it_is_received(
            number in 1_u16..1200, seconds in 0_i64..4_000_000_000, unit in 0_usize..3,
        ) {
            let unit = [ValidityUnit::Day, ValidityUnit::Month, ValidityUnit::Year][unit];
            prop_assume!(unit != ValidityUnit::Year || number <= 100);
            let receipt = Timestamp::from_second(seconds).expect("in range");
            prop_assert!(ValidityPeriod::new(number, unit).expect("a period").expiry_of(receipt) > receipt);
        }
    }
}
