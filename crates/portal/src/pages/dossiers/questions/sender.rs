//! The formal request of a sender.

use ebox_domain::reference::{BusinessDataFormat, ValidityUnit};
use ebox_dossier::form::{MOST_APPLICATIONS, MOST_KEYS, MOST_TYPES, Sector, fields};
use ebox_i18n::{Phrase, Texts};

use super::{About, Asking};
use crate::form::{Choice, Field, Kind};

/// The most characters of identifiers.
const MOST_OF_APPLICATION: usize = ebox_domain::ApplicationId::MAX;
const MOST_OF_TYPE: usize = ebox_domain::MessageTypeId::MAX;
/// The kinds of images that are taken.
const IMAGES: &str = ".png,.gif,.jpg,.jpeg";

pub(super) fn ask(asking: &mut Asking<'_>, about: &About) {
    let t = asking.t;
    asking.title(&t.say("form-through"), Some(t.say("form-through-hint")));
    let provider = Kind::Suggested(100, about.providers.clone());
    asking.ask(Field::new(fields::PROVIDER, t.say("form-provider"), provider));
    organization(asking);
    asking.title(&t.say("form-applications"), Some(t.say("form-applications-hint")));
    asking.list(
        fields::APPLICATIONS.to_owned(),
        MOST_APPLICATIONS,
        (t.say("form-applications"), t.say("form-application-add")),
        |place| t.say("form-application").with("number", place),
        application,
    );
    asking.title(&t.say("form-types"), Some(t.say("form-types-hint")));
    let applications = applications(asking);
    asking.list(
        fields::TYPES.to_owned(),
        MOST_TYPES,
        (t.say("form-types"), t.say("form-type-add")),
        |place| t.say("form-type").with("number", place),
        |asking, entry| message_type(asking, entry, &applications),
    );
}

fn organization(asking: &mut Asking<'_>) {
    let t = asking.t;
    asking.title(&t.say("form-organization"), Some(t.say("form-organization-hint")));
    asking.names(fields::SHORT_NAME, &t.say("form-short-name"), 100);
    asking.names(fields::LONG_NAME, &t.say("form-long-name"), 255);
    asking.ask(
        Field::new(fields::SITE, t.say("form-site"), Kind::Text(500, None))
            .optional()
            .hint(t.say("form-address-hint")),
    );
    asking.ask(
        Field::new(fields::LOGO, t.say("form-logo"), Kind::File(IMAGES))
            .optional()
            .hint(t.say("form-logo-hint")),
    );
    let email = || Kind::Email(ebox_domain::EmailAddress::MAX);
    asking.ask(
        Field::new(fields::CONTACT_BUSINESS, t.say("form-contact-business"), email())
            .hint(t.say("form-contact-business-hint")),
    );
    asking.ask(
        Field::new(fields::CONTACT_TECHNICAL, t.say("form-contact-technical"), email())
            .hint(t.say("form-contact-technical-hint")),
    );
}

fn application(asking: &mut Asking<'_>, entry: &str) {
    let t = asking.t;
    asking.ask(
        Field::new(
            format!("{entry}.{}", fields::ID),
            t.say("form-application-id"),
            Kind::Text(MOST_OF_APPLICATION, None),
        )
        .hint(t.say("form-application-id-hint")),
    );
    asking.names(&format!("{entry}.{}", fields::ENTRY_NAME), &t.say("form-application-name"), 100);
}

/// The applications that the form names, to choose from.
fn applications(asking: &Asking<'_>) -> Vec<String> {
    let entries = asking.values.entries(fields::APPLICATIONS);
    let id = |entry| asking.values.get(&format!("{}.{entry}.{}", fields::APPLICATIONS, fields::ID));
    entries.into_iter().map(id).filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

fn message_type(asking: &mut Asking<'_>, entry: &str, applications: &[String]) {
    let t = asking.t;
    let at = |field: &str| format!("{entry}.{field}");
    asking.ask(
        Field::new(at(fields::ID), t.say("form-type-id"), Kind::Text(MOST_OF_TYPE, None))
            .hint(t.say("form-type-id-hint")),
    );
    asking.names(&at(fields::ENTRY_NAME), &t.say("form-type-name"), 100);
    let known = applications.iter().map(|id| Choice::new(id, id)).collect();
    asking.ask(
        Field::new(
            at(fields::APPLICATION),
            t.say("form-type-application"),
            Kind::Suggested(MOST_OF_APPLICATION, known),
        )
        .hint(t.say("form-type-application-hint")),
    );
    asking.ask(
        Field::new(at(fields::VALIDITY), t.say("form-validity"), Kind::Digits(5))
            .hint(t.say("form-validity-hint")),
    );
    let units = [ValidityUnit::Day, ValidityUnit::Month, ValidityUnit::Year];
    let units = units.map(|unit| Choice::new(unit.as_str(), unit_said(t, unit)));
    asking.ask(Field::new(at(fields::VALIDITY_UNIT), t.say("form-validity-unit"), select(t, units)));
    let sectors = Sector::ALL.map(|sector| Choice::new(sector.as_str(), sector_said(t, sector)));
    asking.ask(Field::new(at(fields::SECTOR), t.say("form-sector"), select(t, sectors)));
    asking.list(
        at(fields::KEYS),
        MOST_KEYS,
        (t.say("form-keys"), t.say("form-key-add")),
        |place| t.say("form-key").with("number", place),
        business_data_key,
    );
}

fn business_data_key(asking: &mut Asking<'_>, entry: &str) {
    let t = asking.t;
    asking.ask(
        Field::new(format!("{entry}.{}", fields::KEY), t.say("form-key-id"), Kind::Text(25, None))
            .hint(t.say("form-key-id-hint")),
    );
    asking.names(&format!("{entry}.{}", fields::ENTRY_NAME), &t.say("form-key-name"), 100);
    let formats = [
        BusinessDataFormat::Text,
        BusinessDataFormat::Date,
        BusinessDataFormat::Decimal,
        BusinessDataFormat::EnterpriseNumber,
        BusinessDataFormat::Ssin,
    ];
    let formats = formats.map(|format| Choice::new(format.as_str(), format_said(t, format)));
    asking.ask(Field::new(
        format!("{entry}.{}", fields::FORMAT),
        t.say("form-key-format"),
        select(t, formats),
    ));
}

/// A list to choose from, in which nothing is chosen before somebody does.
fn select(t: Texts, choices: impl IntoIterator<Item = Choice>) -> Kind {
    let none = Choice::new("", t.say("form-choose").to_string());
    Kind::Select([none].into_iter().chain(choices).collect())
}

fn unit_said(t: Texts, unit: ValidityUnit) -> Phrase {
    match unit {
        ValidityUnit::Day => t.say("form-unit-day"),
        ValidityUnit::Month => t.say("form-unit-month"),
        ValidityUnit::Year => t.say("form-unit-year"),
    }
}

fn sector_said(t: Texts, sector: Sector) -> Phrase {
    match sector {
        Sector::Enterprise => t.say("form-sector-enterprise"),
        Sector::Citizen => t.say("form-sector-citizen"),
        Sector::Both => t.say("form-sector-both"),
    }
}

fn format_said(t: Texts, format: BusinessDataFormat) -> Phrase {
    match format {
        BusinessDataFormat::Text => t.say("form-format-text"),
        BusinessDataFormat::Date => t.say("form-format-date"),
        BusinessDataFormat::Decimal => t.say("form-format-decimal"),
        BusinessDataFormat::EnterpriseNumber => t.say("form-format-enterprise"),
        BusinessDataFormat::Ssin => t.say("form-format-ssin"),
    }
}
