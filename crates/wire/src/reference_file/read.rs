//! Reference data out of a file: all of it, or every mistake.

use std::str::FromStr;

use data_encoding::BASE64;
use ebox_domain::{
    Cause, Causes, EboxType, EnterpriseNumber, Language, LocalizedText, Rule,
    reference::{
        ActionDefinition, BusinessDataFormat, BusinessDataKey, Logo, MessageType, Profile, ReferenceData,
        SenderApplication, SenderOrganization, Trio, ValidityPeriod, ValidityUnit,
    },
};
use serde_json::Value;

use crate::read::{Collected, Field, Object};

/// Reads the image that a path in the file names, or says why not.
pub type OpenImage<'o> = &'o dyn Fn(&str) -> Result<Vec<u8>, String>;

/// Where no files are: what comes over a network holds its images itself.
pub const NO_FILES: OpenImage<'static> =
    &|_| Err("a path means nothing here; give the image itself in base64 as image".to_owned());

/// What a whole file has.
const SECTIONS: [&str; 4] = ["organizations", "applications", "messageTypes", "trios"];

/// Reads a file and checks it as a whole; every mistake at once, by the path of its field.
pub fn read(value: &Value, open: OpenImage<'_>) -> Result<ReferenceData, Causes> {
    let causes = Collected::default();
    let mut data = ReferenceData::default();
    if let Some(mut object) = Field::body(value, &causes).object() {
        let reader = Reader { open };
        each(&mut object, "organizations", |field| {
            let one = reader.organization(field)?;
            if data.organizations.insert(one.id, one).is_some() {
                twice(field);
            }
            Some(())
        });
        each(&mut object, "applications", |field| {
            let one = reader.application(field)?;
            if data.applications.insert(one.id.clone(), one).is_some() {
                twice(field);
            }
            Some(())
        });
        each(&mut object, "messageTypes", |field| {
            let one = message_type(field)?;
            if data.message_types.insert(one.id.clone(), one).is_some() {
                twice(field);
            }
            Some(())
        });
        // For whom they are cannot be read: what they name is looked up all the same.
        let mut for_nobody = Vec::new();
        each(&mut object, "trios", |field| {
            let (of, sectors) = trio(field)?;
            match sectors {
                Some(sectors) => {
                    for sector in sectors {
                        if !data.trios.insert(Trio { sector, ..of.clone() }) {
                            twice(field);
                        }
                    }
                }
                None => for_nobody.push(of),
            }
            Some(())
        });
        object.finish();
        data.trios.extend(for_nobody);
    }
    let mut mistakes = causes.into_list();
    // What could not be read is missing for one reason only.
    let whole = data.check().into_iter().filter(|cause| {
        !mistakes.iter().any(|read| !read.field.is_empty() && cause.field.starts_with(&read.field))
    });
    let whole: Vec<Cause> = whole.collect();
    mistakes.extend(whole);
    if mistakes.is_empty() { Ok(data) } else { Err(mistakes) }
}

/// The same of a registry's whole reference data, which it replaces: all four sections must be there, so that nothing
/// vanishes because one was forgotten.
pub fn read_whole(value: &Value, open: OpenImage<'_>) -> Result<ReferenceData, Causes> {
    let is_missing = |name: &&str| value.is_object() && value.get(*name).is_none();
    let missing = SECTIONS.into_iter().filter(is_missing).map(|name| {
        Cause::body(Rule::Required, name, "the section is missing; write [] if nothing shall be left of it")
    });
    let mut mistakes: Causes = missing.collect::<Vec<_>>().into();
    match read(value, open) {
        Ok(data) if mistakes.is_empty() => Ok(data),
        read => {
            mistakes.append(read.err().unwrap_or_default());
            Err(mistakes)
        }
    }
}

fn twice(field: &Field<'_, '_>) {
    field.refuse(Rule::InvalidValue, "it stands in the file twice; leave one out");
}

/// Every element of a list, which paths call by its `id` where it has one.
fn each(object: &mut Object<'_, '_>, name: &'static str, mut read: impl FnMut(&Field<'_, '_>) -> Option<()>) {
    for field in object.optional(name).and_then(|field| field.elements_by("id")).unwrap_or_default() {
        let _ = read(&field);
    }
}

fn id<T: FromStr>(object: &mut Object<'_, '_>, name: &'static str, what: &str) -> Option<T> {
    object.required(name, what)?.parsed(what)
}

fn text(object: &mut Object<'_, '_>, name: &'static str) -> LocalizedText {
    object.optional(name).and_then(|field| field.text()).unwrap_or_default()
}

fn plain(object: &mut Object<'_, '_>, name: &'static str) -> Option<String> {
    object.optional(name).and_then(|field| field.string()).map(str::to_owned)
}

const NUMBER: &str = "an enterprise number: ten digits in quotation marks, the first of them 0 or 1";
const APPLICATION: &str = "an application of 1 to 150 characters";
const MESSAGE_TYPE: &str = "a message type of 1 to 80 characters";

struct Reader<'o> {
    open: OpenImage<'o>,
}

impl Reader<'_> {
    fn organization(&self, field: &Field<'_, '_>) -> Option<SenderOrganization> {
        let mut object = field.object()?;
        let id: Option<EnterpriseNumber> = id(&mut object, "id", NUMBER);
        let (short_name, long_name) = (text(&mut object, "shortName"), text(&mut object, "longName"));
        let profile = self.profile(&mut object);
        let may_register = object.flag("mayRegister").unwrap_or_default();
        let is_mandatary = object.flag("isMandatary").unwrap_or_default();
        object.finish();
        Some(SenderOrganization { id: id?, short_name, long_name, profile, may_register, is_mandatary })
    }

    fn application(&self, field: &Field<'_, '_>) -> Option<SenderApplication> {
        let mut object = field.object()?;
        let id = id(&mut object, "id", APPLICATION);
        let (name, description) = (text(&mut object, "name"), text(&mut object, "description"));
        let profile = self.profile(&mut object);
        object.finish();
        Some(SenderApplication { id: id?, name, description, profile })
    }

    fn profile(&self, object: &mut Object<'_, '_>) -> Profile {
        let logos = object.list("logos", |field| self.logo(field)).unwrap_or_default();
        Profile {
            url: text(object, "url"),
            logos: logos.into_iter().flatten().collect(),
            contact_business: plain(object, "contactBusiness"),
            contact_technical: plain(object, "contactTechnical"),
        }
    }

    fn logo(&self, field: &Field<'_, '_>) -> Option<Logo> {
        let mut object = field.object()?;
        let language = object.optional("language").map(|field| {
            let language = Language::parse(field.string()?).filter(|one| *one != Language::En);
            if language.is_none() {
                field.refuse_value(Rule::InvalidValue, "write nl, fr or de, or leave it out");
            }
            language
        });
        let bytes = match (object.optional("image"), object.optional("file")) {
            (Some(image), None) => {
                // Folded lines are as good as one.
                let text: String = image.string()?.split_whitespace().collect();
                let bytes = BASE64.decode(text.as_bytes());
                bytes.map_err(|_| image.refuse(Rule::InvalidValue, "give the image in base64")).ok()
            }
            (None, Some(file)) => {
                let bytes = (self.open)(file.string()?);
                bytes.map_err(|why| file.refuse_value(Rule::NotFound, why)).ok()
            }
            _ => {
                field.refuse(Rule::Required, "give either image, in base64, or file, a path");
                None
            }
        };
        object.finish();
        let language = match language {
            Some(named) => Some(named?),
            None => None,
        };
        let logo = Logo::new(language, bytes?);
        logo.map_err(|error| field.refuse(Rule::InvalidValue, error.to_string())).ok()
    }
}

fn message_type(field: &Field<'_, '_>) -> Option<MessageType> {
    let mut object = field.object()?;
    let id = id(&mut object, "id", MESSAGE_TYPE);
    let (name, description) = (text(&mut object, "name"), text(&mut object, "description"));
    let validity = object
        .required("validity", "how long its messages stay, as in {number: 6, unit: month}")
        .and_then(|field| validity(&field));
    let keys = object.list("businessDataKeys", business_data_key).unwrap_or_default();
    let actions = object.list("actions", action).unwrap_or_default();
    object.finish();
    Some(MessageType {
        id: id?,
        name,
        description,
        // Any that is long enough will do where the mistake is told: the data is not used.
        validity: validity.or_else(|| ValidityPeriod::new(100, ValidityUnit::Year).ok())?,
        business_data_keys: keys.into_iter().flatten().collect(),
        actions: actions.into_iter().flatten().collect(),
    })
}

fn validity(field: &Field<'_, '_>) -> Option<ValidityPeriod> {
    let mut object = field.object()?;
    let number = object.required("number", "how many").and_then(|field| {
        let number = field.number()?;
        if number == 0 {
            field.refuse_value(Rule::OutOfRange, "give at least 1");
        }
        (number > 0).then_some(number)
    });
    let unit = object.required("unit", "day, month or year").and_then(|field| {
        let unit = ValidityUnit::parse(field.string()?);
        if unit.is_none() {
            field.refuse_value(Rule::InvalidValue, "write day, month or year");
        }
        unit
    });
    object.finish();
    let period = ValidityPeriod::new(number?, unit?);
    period.map_err(|error| field.refuse(Rule::OutOfRange, error.to_string())).ok()
}

fn business_data_key(field: &Field<'_, '_>) -> Option<BusinessDataKey> {
    let mut object = field.object()?;
    let key = object.required("key", "the key in publications").and_then(|field| field.string());
    let name = text(&mut object, "name");
    let format = object.optional("format").map(|field| {
        let format = BusinessDataFormat::parse(field.string()?);
        if format.is_none() {
            field.refuse_value(Rule::InvalidValue, "write text, date, decimal, enterpriseNumber or ssin");
        }
        format
    });
    object.finish();
    let format = format.unwrap_or(Some(BusinessDataFormat::Text));
    Some(BusinessDataKey { key: key?.to_owned(), name, format: format? })
}

fn action(field: &Field<'_, '_>) -> Option<ActionDefinition> {
    let mut object = field.object()?;
    let id = id(&mut object, "id", "an identifier of 1 to 80 characters");
    let label = text(&mut object, "label");
    let url_template = plain(&mut object, "url");
    let days_until_due = object.optional("daysUntilDue").and_then(|field| field.number());
    object.finish();
    Some(ActionDefinition { id: id?, label, url_template, days_until_due })
}

/// Who may send what, and to whom that can be.
fn trio(field: &Field<'_, '_>) -> Option<(Trio, Option<Vec<EboxType>>)> {
    let mut object = field.object()?;
    let organization = id(&mut object, "organization", NUMBER);
    let application = id(&mut object, "application", APPLICATION);
    let message_type = id(&mut object, "messageType", MESSAGE_TYPE);
    let sectors: Option<Vec<EboxType>> =
        object.required("sectors", "a list of enterprise, citizen, or both").and_then(|field| {
            let sectors = field.each(Field::ebox_type)?;
            if sectors.is_empty() {
                field.refuse(Rule::Required, "name enterprise, citizen, or both");
                return None;
            }
            Some(sectors)
        });
    object.finish();
    let sector = EboxType::Enterprise;
    let trio =
        Trio { organization: organization?, application: application?, message_type: message_type?, sector };
    Some((trio, sectors))
}
