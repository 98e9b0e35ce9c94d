//! Who is in the world, and what they may send.
//!
//! The identifiers of the public documentation and of the public collections of requests are here, so that
//! samples run with nothing changed but the host. Everything else is invented and looks it.

use ebox_domain::{
    EboxType,
    Language::{De, Fr, Nl},
    LocalizedText,
    language::Language,
    reference::{
        ActionDefinition, BusinessDataFormat, BusinessDataKey, MessageType, Profile, ReferenceData,
        SenderApplication, SenderOrganization, Trio, ValidityPeriod, ValidityUnit,
    },
};
use ebox_people::StaffRole;

/// The provider with the paths of the reference provider.
pub const FIRST_PROVIDER: &str = "nsso";
/// A further provider in the same process.
pub const SECOND_PROVIDER: &str = "regional";

/// A Document Provider of the world.
pub(crate) struct ProviderRole {
    pub(crate) id: &'static str,
    pub(crate) enterprise: &'static str,
    pub(crate) names: [&'static str; 3],
}

/// The Document Providers; the first has the paths of the reference provider.
pub(crate) const PROVIDERS: [ProviderRole; 2] = [
    ProviderRole {
        id: FIRST_PROVIDER,
        enterprise: "0777777771",
        names: ["Sociale zekerheid (oefening)", "Sécurité sociale (exercice)", "Soziale Sicherheit (Übung)"],
    },
    ProviderRole {
        id: SECOND_PROVIDER,
        enterprise: "0800000867",
        names: [
            "Gewestelijke diensten (oefening)",
            "Services régionaux (exercice)",
            "Regionale Dienste (Übung)",
        ],
    },
];

/// An e-Box of the world.
pub(crate) struct EboxRole {
    pub(crate) number: &'static str,
    pub(crate) name: &'static str,
    pub(crate) has_opened: bool,
}

const fn ebox(number: &'static str, name: &'static str, has_opened: bool) -> EboxRole {
    EboxRole { number, name, has_opened }
}

/// Who can receive. Ten digits are an enterprise, eleven a citizen.
pub(crate) const EBOXES: [EboxRole; 12] = [
    ebox("0852093431", "Bakkerij De Korenaar (oefening)", true),
    ebox("0534530277", "Atelier du Bois (exercice)", true),
    ebox("0474028805", "Boekhouding Centraal (oefening)", true),
    ebox("0212148896", "Commune d'Exemple (exercice)", false),
    ebox("0220916609", "Dienst Proefprojecten (oefening)", true),
    ebox("0123456789", "Service public d'Exemple (exercice)", true),
    ebox("0999999922", "Stad Voorbeeld (oefening)", true),
    ebox("0777777771", "Sociale zekerheid (oefening)", true),
    ebox("0800000867", "Gewestelijke diensten (oefening)", true),
    ebox("94022722580", "Citizen 94022722580", true),
    ebox("71022722580", "Citizen 71022722580", false),
    ebox("01010122233", "Citizen 01010122233", true),
];

/// An enterprise that is a Document Consumer from the start, with its access manager.
pub(crate) struct ConsumerRole {
    pub(crate) enterprise: &'static str,
    pub(crate) manager: &'static str,
    /// A partition besides `GENERAL`.
    pub(crate) partition: Option<(&'static str, [&'static str; 3])>,
}

/// The Document Consumers.
pub(crate) const CONSUMERS: [ConsumerRole; 2] = [
    ConsumerRole {
        enterprise: "0852093431",
        manager: "71022722580",
        partition: Some(("Payroll", ["Loonadministratie", "Administration des salaires", "Lohnbuchhaltung"])),
    },
    ConsumerRole { enterprise: "0534530277", manager: "01010122233", partition: None },
];

/// The enterprise that runs the portal; people sign in there.
pub(crate) const PORTAL: &str = "0777777771";

/// The enterprise of the desk, whose staff accompanies institutions.
pub(crate) const DESK: &str = PORTAL;

/// The staff of the desk: number, name, role.
pub(crate) const STAFF: [(&str, &str, StaffRole); 3] = [
    ("85031411708", "Integration team of the desk", StaffRole::Integration),
    ("79092224442", "National Social Security Office at the desk", StaffRole::Nsso),
    ("76041225539", "Second person of the National Social Security Office", StaffRole::Nsso),
];

/// Who is told by e-mail what happened to a dossier: number, address, language.
pub(crate) const TOLD: [(&str, &str, Language); 5] = [
    ("85031411708", "integration@desk.example", Nl),
    ("79092224442", "nsso@desk.example", Fr),
    ("76041225539", "nsso.second@desk.example", De),
    ("82011430138", "manager@pilot.example", Fr),
    ("79062340227", "co-manager@pilot.example", Nl),
];

/// The accountants who retrieve the mail of the first Document Consumer, and publish for the first sender, under
/// mandates.
pub(crate) const SERVICE_PROVIDER: &str = "0474028805";

/// The enterprise that becomes a Document Consumer in front of the spectator's eyes, and its access manager.
pub(crate) const NEWCOMER: (&str, &str) = ("0474028805", "94022722580");

/// The access managers: number, name, enterprise.
pub(crate) const PEOPLE: [(&str, &str, &str); 4] = [
    ("71022722580", "Access manager of 0852093431", "0852093431"),
    ("01010122233", "Access manager of 0534530277", "0534530277"),
    ("94022722580", "Access manager of 0474028805", "0474028805"),
    ("82011430138", "Access manager of 0220916609", "0220916609"),
];

/// Their colleagues, co-access managers: number, name, enterprise.
pub(crate) const COLLEAGUES: [(&str, &str, &str); 1] =
    [("79062340227", "Co-access manager of 0220916609", "0220916609")];

/// An organization that sends.
pub(crate) struct SenderRole {
    pub(crate) enterprise: &'static str,
    pub(crate) names: [&'static str; 3],
    pub(crate) may_register: bool,
}

/// The senders.
pub(crate) const SENDERS: [SenderRole; 3] = [
    SenderRole {
        enterprise: "0220916609",
        names: ["Dienst Proefprojecten", "Service des projets pilotes", "Dienst für Pilotprojekte"],
        may_register: true,
    },
    SenderRole {
        enterprise: "0123456789",
        names: ["Federale Dienst Voorbeeld", "Service public d'Exemple", "Föderaler Dienst Beispiel"],
        may_register: false,
    },
    SenderRole {
        enterprise: "0999999922",
        names: ["Stad Voorbeeld", "Ville d'Exemple", "Stadt Beispiel"],
        may_register: true,
    },
];

/// The partition of a sender that public samples name.
pub(crate) const SENDER_PARTITION: (&str, &str) = ("0123456789", "Another_partition");

/// What a sender suggests to the first Document Consumer: to route its messages of this type.
pub(crate) const SUGGESTION: (&str, &str) = ("0220916609", "TEST_PILOT_5_ENTERPRISE");

/// What may be sent, through which provider.
pub(crate) struct TrioRole {
    pub(crate) provider: &'static str,
    pub(crate) message_type: &'static str,
    pub(crate) application: &'static str,
    pub(crate) organization: &'static str,
    pub(crate) sector: EboxType,
}

const fn trio(
    provider: &'static str,
    message_type: &'static str,
    application: &'static str,
    organization: &'static str,
    sector: EboxType,
) -> TrioRole {
    TrioRole { provider, message_type, application, organization, sector }
}

const PILOT: &str = "document:management:consult:ws-eboxrestentreprise:0220916609";

/// The trios that public samples name, and those of the second provider.
pub(crate) fn trios() -> Vec<TrioRole> {
    use EboxType::{Citizen, Enterprise};
    let mut trios = vec![
        trio(FIRST_PROVIDER, "TEST_PILOT_5_ENTERPRISE", PILOT, "0220916609", Enterprise),
        trio(FIRST_PROVIDER, "TEST_PILOT_5_CITIZEN", PILOT, "0220916609", Citizen),
        trio(
            FIRST_PROVIDER,
            "SpfFodSocialElections",
            "db2b.SPFETCS-FODWASO.fgov.be",
            "0123456789",
            Enterprise,
        ),
        trio(FIRST_PROVIDER, "WK1-ACTIVA", "employment:job-attest:werkkaart", "0123456789", Enterprise),
        trio(SECOND_PROVIDER, "CITY-NOTICE", "city:notices", "0999999922", Enterprise),
    ];
    for provider in [FIRST_PROVIDER, SECOND_PROVIDER] {
        for organization in ["0220916609", "0123456789"] {
            for sector in [Enterprise, Citizen] {
                trios.push(trio(provider, "yourMessageTypeId", "yourApplicationId", organization, sector));
                trios.push(trio(provider, "myMessageTypeId", "myApplicationId", organization, sector));
            }
        }
    }
    trios
}

/// The business data keys of every message type of the world.
pub(crate) const BUSINESS_DATA_KEYS: [(&str, [&str; 3]); 3] = [
    ("BECBE", ["Ondernemingsnummer", "Numéro d'entreprise", "Unternehmensnummer"]),
    ("BCE IP", ["Dossiernummer", "Numéro de dossier", "Aktenzeichen"]),
    ("SSCBECBE", ["Werkgeversnummer", "Numéro d'employeur", "Arbeitgebernummer"]),
];

/// The action that messages of the world may ask for, with the parameter of its address.
pub(crate) const ACTION: (&str, &str) = ("confirm-receipt", "dossier");

pub(crate) fn three([nl, fr, de]: [&str; 3]) -> LocalizedText {
    LocalizedText::in_one(Nl, nl).with(Fr, fr).with(De, de)
}

/// The reference data of a provider.
pub(crate) fn reference_data(provider: &str) -> Option<ReferenceData> {
    let mut data = ReferenceData::default();
    for role in trios().iter().filter(|role| role.provider == provider) {
        let trio = Trio {
            organization: role.organization.parse().ok()?,
            application: role.application.parse().ok()?,
            message_type: role.message_type.parse().ok()?,
            sector: role.sector,
        };
        let sender = SENDERS.iter().find(|sender| sender.enterprise == role.organization)?;
        let organization = SenderOrganization {
            id: trio.organization,
            short_name: three(sender.names),
            long_name: three(sender.names),
            profile: Profile::default(),
            may_register: sender.may_register,
            is_mandatary: false,
        };
        data.organizations.insert(organization.id, organization);
        let application = SenderApplication {
            id: trio.application.clone(),
            name: LocalizedText::untranslated(role.application),
            description: three(sender.names),
            profile: Profile::default(),
        };
        data.applications.insert(trio.application.clone(), application);
        data.message_types.insert(trio.message_type.clone(), message_type(&trio)?);
        data.trios.insert(trio);
    }
    Some(data)
}

/// Reference data as it is, with what is missing of the cast's.
pub(crate) fn with(now: &ReferenceData, cast: ReferenceData) -> ReferenceData {
    // What is extended with later things keeps its own: the cast's go first.
    let mut data = cast;
    data.organizations.extend(now.organizations.clone());
    data.applications.extend(now.applications.clone());
    data.message_types.extend(now.message_types.clone());
    data.trios.extend(now.trios.clone());
    data
}

fn message_type(trio: &Trio) -> Option<MessageType> {
    // Different periods, so that not everything expires at once.
    let validity = match trio.message_type.as_str() {
        "CITY-NOTICE" => ValidityPeriod::new(30, ValidityUnit::Day),
        "WK1-ACTIVA" => ValidityPeriod::new(6, ValidityUnit::Month),
        _ => ValidityPeriod::new(2, ValidityUnit::Year),
    };
    let action = ActionDefinition {
        id: ACTION.0.parse().ok()?,
        label: three(["Ontvangst bevestigen", "Confirmer la réception", "Empfang bestätigen"]),
        url_template: Some(format!("https://confirm.example/{{{}}}", ACTION.1)),
        days_until_due: Some(30),
    };
    Some(MessageType {
        id: trio.message_type.clone(),
        name: LocalizedText::untranslated(trio.message_type.as_str()),
        description: three(["Bericht van de oefening", "Message de l'exercice", "Nachricht der Übung"]),
        validity: validity.ok()?,
        business_data_keys: BUSINESS_DATA_KEYS
            .map(|(key, names)| BusinessDataKey {
                key: key.to_owned(),
                name: three(names),
                format: BusinessDataFormat::Text,
            })
            .to_vec(),
        actions: vec![action],
    })
}

/// A sender's name in a language.
pub(crate) fn sender_name(organization: &str, language: Language) -> &'static str {
    let names =
        SENDERS.iter().find(|sender| sender.enterprise == organization).map_or([""; 3], |one| one.names);
    match language {
        Nl | Language::En => names[0],
        Fr => names[1],
        De => names[2],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_identifier_of_the_cast_is_well_formed() {
        for provider in PROVIDERS {
            let data = reference_data(provider.id).expect("well formed");
            assert!(!data.trios.is_empty(), "{}", provider.id);
        }
        for ebox in EBOXES {
            assert!(ebox_domain::EboxId::from_key(ebox.number).is_some(), "{}", ebox.number);
        }
        for enterprise in
            PROVIDERS.iter().map(|one| one.enterprise).chain(SENDERS.iter().map(|one| one.enterprise))
        {
            assert!(EBOXES.iter().any(|ebox| ebox.number == enterprise), "{enterprise} has no e-Box");
        }
        let people = PEOPLE.iter().chain(&COLLEAGUES).map(|one| one.0);
        for ssin in people.chain(STAFF.iter().map(|one| one.0)) {
            assert!(ssin.parse::<ebox_domain::Ssin>().is_ok(), "{ssin}");
        }
    }
}
