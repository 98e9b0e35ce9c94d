//! The formal request of a Document Provider: its contract, and what the provider registry is to say of it (stage 4).

use ebox_domain::{
    EmailAddress, Environment, LocalizedText,
    provider::{Provider, ProviderId, is_base_address},
    public_address::is_public_url,
};
use jiff::civil::Date;

use crate::{
    draft::Draft,
    reading::{Mistake, Problem, Reader},
};

/// The fields of the form; translated texts end in their language, addresses in their environment: `v2.acc`.
pub mod fields {
    /// The identifier of the provider, the same in every environment.
    pub const ID: &str = "id";
    /// Its name, in three languages: 100 characters each.
    pub const NAME: &str = "name";
    /// What it offers, in three languages: 400 characters each.
    pub const DESCRIPTION: &str = "description";
    /// The e-mail address of its helpdesk.
    pub const CONTACT: &str = "contact";
    /// The legal representative who signed the contract: 200 characters.
    pub const SIGNATORY: &str = "signatory";
    /// The file of the conversation with the signed contract: its name, 255 characters.
    pub const CONTRACT: &str = "contract";
    /// The base address of its registry v2.1, in each environment.
    pub const V2: &str = "v2";
    /// The base address of its registry v3, in each environment where it has one.
    pub const V3: &str = "v3";
}

/// A complete form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderForm {
    id: ProviderId,
    name: LocalizedText,
    description: LocalizedText,
    contact: String,
    addresses: Vec<(Environment, String, Option<String>)>,
    /// The legal representative who signed the contract.
    pub signatory: String,
    /// The name of the file with the signed contract.
    pub contract: String,
}

impl ProviderForm {
    /// Reads a draft for these environments, or names everything that is missing or wrong, in the order of the page.
    pub fn read(draft: &Draft, environments: &[Environment]) -> Result<Self, Vec<Mistake>> {
        let mut reader = Reader::of(draft);
        let id = id(&mut reader);
        let name = reader.names(fields::NAME, 100);
        let description = reader.names(fields::DESCRIPTION, 400);
        let contact = reader.text(fields::CONTACT, EmailAddress::MAX);
        if !contact.is_empty() && contact.parse::<EmailAddress>().is_err() {
            reader.mistake(fields::CONTACT, Problem::NoEmail);
        }
        let signatory = reader.text(fields::SIGNATORY, 200);
        let file = reader.text(fields::CONTRACT, 255);
        let addresses = environments.iter().map(|environment| {
            let v2 = format!("{}.{environment}", fields::V2);
            let address = base_address(&mut reader, &v2);
            if address.is_none() {
                reader.mistake(&v2, Problem::Missing);
            }
            let v3 = base_address(&mut reader, &format!("{}.{environment}", fields::V3));
            (*environment, address.unwrap_or_default(), v3)
        });
        let addresses = addresses.collect();
        reader.done(id.map(|id| Self {
            id,
            name,
            description,
            contact,
            addresses,
            signatory,
            contract: file,
        }))
    }

    /// The fields with addresses that do not lead out of the desk's machine and network.
    pub(crate) fn not_public(&self) -> Vec<String> {
        let addresses = self.addresses.iter().flat_map(|(environment, v2, v3)| {
            let v3 = v3.as_ref().map(|v3| (format!("{}.{environment}", fields::V3), v3));
            [(format!("{}.{environment}", fields::V2), v2)].into_iter().chain(v3)
        });
        addresses.filter(|(_, address)| !is_public_url(address)).map(|(field, _)| field).collect()
    }

    /// Its identifier.
    pub const fn id(&self) -> &ProviderId {
        &self.id
    }

    /// What the provider registry of an environment is to say, from a Brussels day on; nothing of an environment that
    /// the form does not name.
    pub fn entry(&self, environment: Environment, activation: Date) -> Option<Provider> {
        let (_, v2, v3) = self.addresses.iter().find(|(one, ..)| *one == environment)?;
        Some(Provider {
            id: self.id.clone(),
            name: self.name.clone(),
            description: self.description.clone(),
            v2_url: v2.clone(),
            v3_url: v3.clone(),
            activation,
            deactivation: None,
            technical_contact: self.contact.clone(),
            maintenance: Vec::new(),
        })
    }
}

fn id(reader: &mut Reader<'_>) -> Option<ProviderId> {
    let text = reader.text(fields::ID, 100);
    let id = text.parse().ok();
    if id.is_none() && !text.is_empty() {
        reader.mistake(fields::ID, Problem::NoProvider);
    }
    id
}

/// An address to which paths are added: with a slash at its end, and as the provider registry takes it.
fn base_address(reader: &mut Reader<'_>, field: &str) -> Option<String> {
    let (known, address) = (reader.mistakes.len(), reader.address(field)?);
    let base = format!("{}/", address.trim_end_matches('/'));
    if reader.mistakes.len() == known && !is_base_address(&base) {
        reader.mistake(field, Problem::NoBaseAddress);
    }
    Some(base)
}
