//! What lies in a simulated e-Box: who sends there, and a message of every kind.

use std::collections::BTreeMap;

use ebox_content::Kept;
use ebox_domain::{
    AttachmentId, EboxId, EboxType, EnterpriseNumber, FileName, Language, LocalizedText, MediaType,
    MessageId, PartitionId, Rng,
    message::{Attachment, Attention, BusinessData, Message, MessageAction, Sender},
    reference::{
        ActionDefinition, BusinessDataFormat, BusinessDataKey, MessageType, Profile, ReferenceData,
        SenderApplication, SenderOrganization, Trio, ValidityPeriod, ValidityUnit,
    },
};
use jiff::{SignedDuration, Timestamp};

use super::pdf;
use Trait::{
    Action, Annexes, Attended, Body, BodyMain, Data, Executed, Expiring, Hidden, Read, Registered, Reply,
    Translated,
};

const SENDER: &str = "0299999917";
const APPLICATION: &str = "simulation:letters";
const MESSAGE_TYPE: &str = "SIMULATION";
const ACTION: &str = "confirm-receipt";
const KEY: &str = "DOSSIER";
const VALID_DAYS: u16 = 365;

/// What is special about a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trait {
    /// Its main content was opened.
    Read,
    /// It is not shown.
    Hidden,
    /// It has the value of registered mail.
    Registered,
    /// It expires within 15 days.
    Expiring,
    /// It has two documents besides the main one.
    Annexes,
    /// It has a body beside its document.
    Body,
    /// Its body is the main content, and there is no document.
    BodyMain,
    /// It asks for an action.
    Action,
    /// The action was executed.
    Executed,
    /// It may be answered.
    Reply,
    /// Its subject is in three languages.
    Translated,
    /// It has business data.
    Data,
    /// It is for the attention of somebody.
    Attended,
}

/// Days before today, language, subject, what is special. The oldest first.
const LETTERS: [(i64, Language, &str, &[Trait]); 16] = [
    (60, Language::Nl, "Gelezen brief", &[Read]),
    (55, Language::Fr, "Lettre lue", &[Read]),
    (50, Language::De, "Gelesener Brief", &[Read]),
    (45, Language::Fr, "Lettre cachée", &[Read, Hidden]),
    (40, Language::Nl, "Brief die binnenkort vervalt", &[Expiring]),
    (35, Language::Nl, "Aangetekende brief", &[Registered]),
    (30, Language::Fr, "Lettre avec trois documents", &[Annexes]),
    (25, Language::Nl, "Bericht zonder document", &[BodyMain]),
    (22, Language::Fr, "Lettre avec un texte", &[Body]),
    (18, Language::Nl, "Brief die een actie vraagt", &[Action]),
    (15, Language::Fr, "Lettre dont l'action est exécutée", &[Read, Action, Executed]),
    (12, Language::Nl, "Brief die beantwoord mag worden", &[Reply]),
    (9, Language::Nl, "Brief in drie talen", &[Translated]),
    (6, Language::Fr, "Lettre avec un dossier, à l'attention de la comptabilité", &[Data, Attended]),
    (3, Language::De, "Einschreiben mit allem", &[Registered, Annexes, Body, Action, Reply, Data]),
    (1, Language::Nl, "Een test", &[]),
];

/// A letter, ready to be stored.
pub(super) struct Letter {
    pub(super) language: Language,
    pub(super) message: Message,
    pub(super) body: Option<LocalizedText>,
    pub(super) content: Vec<Kept>,
}

/// An identifier of this file is badly formed: a mistake in this program.
#[derive(Debug, thiserror::Error)]
#[error("the simulated messages are badly formed")]
pub(super) struct Misprint;

fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, Misprint> {
    text.parse().map_err(|_| Misprint)
}

/// Who sends what.
pub(super) fn reference_data() -> Result<ReferenceData, Misprint> {
    let text = |nl: &str, fr: &str, de: &str| {
        LocalizedText::in_one(Language::Nl, nl).with(Language::Fr, fr).with(Language::De, de)
    };
    let organization = SenderOrganization {
        id: parsed(SENDER)?,
        short_name: text("Simulatie", "Simulation", "Simulation"),
        long_name: text("Simulatie van een afzender", "Simulation d'un expéditeur", "Simulierter Absender"),
        profile: Profile::default(),
        may_register: true,
        is_mandatary: false,
    };
    let application = SenderApplication {
        id: parsed(APPLICATION)?,
        name: text("Brieven van de simulatie", "Lettres de la simulation", "Briefe der Simulation"),
        description: text("Verzonnen brieven", "Lettres inventées", "Erfundene Briefe"),
        profile: Profile::default(),
    };
    let kind = MessageType {
        id: parsed(MESSAGE_TYPE)?,
        name: text("Simulatie", "Simulation", "Simulation"),
        description: text("Een verzonnen bericht", "Un message inventé", "Eine erfundene Nachricht"),
        validity: ValidityPeriod::new(VALID_DAYS, ValidityUnit::Day).map_err(|_| Misprint)?,
        business_data_keys: vec![BusinessDataKey {
            key: KEY.to_owned(),
            name: text("Dossier", "Dossier", "Akte"),
            format: BusinessDataFormat::Text,
        }],
        actions: vec![ActionDefinition {
            id: parsed(ACTION)?,
            label: text("Ontvangst bevestigen", "Confirmer la réception", "Empfang bestätigen"),
            url_template: None,
            days_until_due: Some(30),
        }],
    };
    let trio = Trio {
        organization: organization.id,
        application: application.id.clone(),
        message_type: kind.id.clone(),
        sector: EboxType::Enterprise,
    };
    Ok(ReferenceData {
        organizations: [(organization.id, organization)].into(),
        applications: [(application.id.clone(), application)].into(),
        message_types: [(kind.id.clone(), kind)].into(),
        trios: [trio].into(),
    })
}

/// The letters to an enterprise on the day that begins at `begin`, the oldest first.
pub(super) fn of(
    enterprise: EnterpriseNumber,
    begin: Timestamp,
    rng: &dyn Rng,
) -> Result<Vec<Letter>, Misprint> {
    LETTERS
        .iter()
        .map(|&(age, language, subject, traits)| {
            let received = begin - days(age);
            let id = MessageId::new(received, rng);
            letter(id, EboxId::Enterprise(enterprise), (begin, received), (language, subject, traits))
        })
        .collect()
}

fn letter(
    id: MessageId,
    ebox: EboxId,
    (begin, received): (Timestamp, Timestamp),
    (language, subject, traits): (Language, &str, &[Trait]),
) -> Result<Letter, Misprint> {
    let has = |one: Trait| traits.contains(&one);
    let documents = documents(subject, has(BodyMain), has(Annexes));
    let attachments = documents.iter().enumerate().map(|(place, (name, media_type, kept))| {
        Ok(Attachment {
            id: u16::try_from(place + 1).ok().and_then(AttachmentId::new).ok_or(Misprint)?,
            file_name: FileName::new(name).map_err(|_| Misprint)?,
            title: None,
            is_main: place == 0,
            is_signed: false,
            media_type: *media_type,
            size: kept.size,
            digest: kept.digest,
        })
    });
    let attachments = attachments.collect::<Result<Vec<_>, Misprint>>()?;
    let action = has(Action).then(|| action(received, has(Executed))).transpose()?;
    let body = (has(Body) || has(BodyMain)).then(|| LocalizedText::in_one(language, format!("{subject}.")));
    let message = Message {
        id,
        ebox,
        partition: PartitionId::general(),
        sender: Sender { enterprise: parsed(SENDER)?, partition: None, application: parsed(APPLICATION)? },
        message_type: parsed(MESSAGE_TYPE)?,
        subject: if has(Translated) {
            in_three_languages()
        } else {
            LocalizedText::in_one(language, subject)
        },
        received,
        expires: if has(Expiring) { begin + days(10) } else { received + days(i64::from(VALID_DAYS)) },
        read: has(Read).then(|| received + days(1)),
        is_visible: !has(Hidden),
        is_registered: has(Registered),
        is_reply_authorized: has(Reply),
        has_body: body.is_some(),
        is_body_main: has(BodyMain),
        attention: has(Attended)
            .then(|| Attention { ssin: None, label: Some("Boekhouding / Comptabilité".to_owned()) }),
        original: None,
        business_data: if has(Data) { vec![data(language)] } else { Vec::new() },
        payment: None,
        action,
        attachments,
    };
    let content = documents.into_iter().map(|(_, _, kept)| kept).collect();
    Ok(Letter { language, message, body, content })
}

fn documents(subject: &str, is_body_main: bool, has_annexes: bool) -> Vec<(&'static str, MediaType, Kept)> {
    let kept = |bytes: Vec<u8>| Kept {
        digest: ebox_content::sha256(&bytes),
        size: bytes.len() as u64,
        small: Some(bytes.into()),
    };
    let mut documents = Vec::new();
    if !is_body_main {
        documents.push(("simulation.pdf", MediaType::Pdf, kept(pdf::page(subject))));
    }
    if has_annexes {
        documents.push((
            "annexe-1.csv",
            MediaType::Csv,
            kept(format!("subject\r\n{subject}\r\n").into_bytes()),
        ));
        documents.push(("annexe-2.txt", MediaType::Text, kept(format!("{subject}\r\n").into_bytes())));
    }
    documents
}

fn action(received: Timestamp, is_executed: bool) -> Result<MessageAction, Misprint> {
    let reference = reference_data()?;
    let definition =
        reference.message_types.values().flat_map(|kind| &kind.actions).next().ok_or(Misprint)?;
    Ok(MessageAction {
        id: definition.id.clone(),
        label: definition.label.clone(),
        url: None,
        due: definition.days_until_due.map(|until| received + days(i64::from(until))),
        executed: is_executed.then(|| received + days(2)),
        parameters: BTreeMap::new(),
    })
}

fn data(language: Language) -> BusinessData {
    BusinessData {
        key: KEY.to_owned(),
        name: LocalizedText::in_one(Language::Nl, "Dossier")
            .with(Language::Fr, "Dossier")
            .with(Language::De, "Akte"),
        values: vec![LocalizedText::in_one(language, "2026/0042")],
    }
}

fn in_three_languages() -> LocalizedText {
    LocalizedText::in_one(Language::Nl, "Brief in drie talen")
        .with(Language::Fr, "Lettre en trois langues")
        .with(Language::De, "Brief in drei Sprachen")
}

/// So many times 24 hours.
const fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}
