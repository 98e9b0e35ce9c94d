//! The letters of the rehearsal: messages of three senders, each with what some real mail has.
//!
//! Which message has what follows from its number, so that every run shows the same mix.

use bytes::Bytes;
use ebox_client::{FileSource, OutgoingFile, OutgoingPublication};
use ebox_domain::{
    EboxId, Language,
    Language::{De, Fr, Nl},
    LocalizedText,
    message::Attention,
    publication::{Draft, DraftAction, DraftAttachment, DraftBusinessData},
};
use jiff::civil::Date;

use crate::{
    WorldError,
    documents::{Document, Format, Letter},
    world::{ACTION, BUSINESS_DATA_KEYS, FIRST_PROVIDER, SECOND_PROVIDER, parsed, sender_name},
};

/// How many messages the demonstration publishes.
pub(crate) const MESSAGES: usize = 60;

/// A message, ready to be published.
pub(crate) struct Planned {
    /// Through which provider.
    pub(crate) provider: &'static str,
    /// By which sender.
    pub(crate) sender: &'static str,
    /// What.
    pub(crate) publication: OutgoingPublication,
    /// How many of its files come with a digest of the sender.
    pub(crate) digests: usize,
}

impl Planned {
    /// The bytes of its files.
    pub(crate) fn bytes(&self) -> u64 {
        self.publication
            .files
            .iter()
            .map(|file| match &file.source {
                FileSource::Bytes(bytes) => bytes.len() as u64,
                FileSource::Path(_) => 0,
            })
            .sum()
    }
}

/// Who sends what, through which provider.
struct Desk {
    provider: &'static str,
    sender: &'static str,
    application: &'static str,
    message_type: &'static str,
    may_register: bool,
}

const DESKS: [Desk; 3] = [
    Desk {
        provider: FIRST_PROVIDER,
        sender: "0220916609",
        application: "document:management:consult:ws-eboxrestentreprise:0220916609",
        message_type: "TEST_PILOT_5_ENTERPRISE",
        may_register: true,
    },
    Desk {
        provider: FIRST_PROVIDER,
        sender: "0123456789",
        application: "employment:job-attest:werkkaart",
        message_type: "WK1-ACTIVA",
        may_register: false,
    },
    Desk {
        provider: SECOND_PROVIDER,
        sender: "0999999922",
        application: "city:notices",
        message_type: "CITY-NOTICE",
        may_register: true,
    },
];

/// What a letter says, in the language of its number.
struct Wording {
    language: Language,
    subjects: [&'static str; 4],
    paragraph: &'static str,
    more: &'static str,
    attention: &'static str,
}

const WORDINGS: [Wording; 3] = [
    Wording {
        language: Nl,
        subjects: [
            "Uw attest",
            "Overzicht van uw bijdragen",
            "Uitnodiging voor een controle",
            "Beslissing over uw aanvraag",
        ],
        paragraph: "Deze brief gaat over het dossier {ref} van uw onderneming.",
        more: "Bewaar dit document: het heeft dezelfde waarde als een brief op papier.",
        attention: "Personeelsdienst",
    },
    Wording {
        language: Fr,
        subjects: [
            "Votre attestation",
            "Relevé de vos cotisations",
            "Invitation à un contrôle",
            "Décision sur votre demande",
        ],
        paragraph: "Cette lettre concerne le dossier {ref} de votre entreprise.",
        more: "Conservez ce document : il a la même valeur qu'une lettre sur papier.",
        attention: "Service du personnel",
    },
    Wording {
        language: De,
        subjects: [
            "Ihre Bescheinigung",
            "Übersicht Ihrer Beiträge",
            "Einladung zu einer Prüfung",
            "Entscheidung über Ihren Antrag",
        ],
        paragraph: "Dieses Schreiben betrifft die Akte {ref} Ihres Unternehmens.",
        more: "Bewahren Sie dieses Dokument auf: Es hat denselben Wert wie ein Brief auf Papier.",
        attention: "Personalabteilung",
    },
];

/// The formats of a message's files, the main letter first.
const FORMATS: [Format; 7] =
    [Format::Pdf, Format::Csv, Format::Xml, Format::Odt, Format::Docx, Format::Zip, Format::Text];

/// Message number `number` of round `round`.
pub(crate) fn planned(
    number: usize,
    round: &str,
    recipient: &str,
    today: Date,
) -> Result<Planned, WorldError> {
    let desk = &DESKS[number % DESKS.len()];
    let wording = &WORDINGS[number / DESKS.len() % WORDINGS.len()];
    let letter = letter(number, round, recipient, today, desk, wording);
    let is_body_main = number % 10 == 9;
    let has_digests = number.is_multiple_of(2);
    let documents = documents(number, &letter);

    let attachments = documents.iter().enumerate().map(|(place, document)| DraftAttachment {
        part: part(place),
        is_main: place == 0 && !is_body_main,
        is_signed: false,
        title: None,
        digest: has_digests.then(|| ebox_content::sha256(&document.bytes)),
    });
    let text = |text: &str| LocalizedText::in_one(wording.language, text);
    let draft = Draft {
        recipient: EboxId::Enterprise(parsed(recipient)?),
        sender: Some(parsed(desk.sender)?),
        sender_partition: None,
        application: parsed(desk.application)?,
        message_type: parsed(desk.message_type)?,
        subject: text(&format!("{} {}", letter.subject, letter.reference)),
        body: (is_body_main || number % 3 == 1).then(|| text(&letter.paragraphs.join("\n"))),
        is_body_main,
        is_reply_authorized: number % 4 == 1,
        is_registered: desk.may_register && number % 8 == 2,
        attention: (number % 4 == 3)
            .then(|| Attention { ssin: None, label: Some(wording.attention.to_owned()) }),
        original: None,
        attachments: attachments.collect(),
        business_data: if number % 5 == 1 {
            vec![DraftBusinessData {
                key: BUSINESS_DATA_KEYS[number % BUSINESS_DATA_KEYS.len()].0.to_owned(),
                values: vec![text(&letter.reference)],
            }]
        } else {
            Vec::new()
        },
        payment: None,
        action: if number % 7 == 2 {
            Some(DraftAction {
                id: parsed(ACTION.0)?,
                parameters: [(ACTION.1.to_owned(), letter.reference.clone())].into(),
            })
        } else {
            None
        },
        expires: None,
        optional_features: Vec::new(),
    };
    let files = documents.into_iter().enumerate().map(|(place, document)| OutgoingFile {
        part: part(place),
        file_name: document.file_name.to_string(),
        media_type: document.media_type,
        source: FileSource::Bytes(Bytes::from(document.bytes)),
    });
    let publication = OutgoingPublication {
        files: files.collect(),
        idempotency_key: Some(format!("rehearsal-{round}-{recipient}-{number}")),
        draft,
    };
    let digests = if has_digests { publication.files.len() } else { 0 };
    Ok(Planned { provider: desk.provider, sender: desk.sender, publication, digests })
}

fn part(place: usize) -> String {
    format!("upfile{}", place + 1)
}

fn letter(
    number: usize,
    round: &str,
    recipient: &str,
    today: Date,
    desk: &Desk,
    wording: &Wording,
) -> Letter {
    let reference = format!("{round}/{:03}", number + 1);
    Letter {
        language: wording.language,
        sender: sender_name(desk.sender, wording.language).to_owned(),
        recipient: recipient.to_owned(),
        subject: wording.subjects[number % wording.subjects.len()].to_owned(),
        paragraphs: vec![wording.paragraph.replace("{ref}", &reference), wording.more.to_owned()],
        date: today,
        reference,
    }
}

/// One to six files: a letter, then what accompanies it.
fn documents(number: usize, letter: &Letter) -> Vec<Document> {
    let count = 1 + number % 6;
    // Every third message leads with something else than a PDF.
    let lead = if number % 3 == 2 { number % FORMATS.len() } else { 0 };
    (0..count).map(|place| FORMATS[(lead + place) % FORMATS.len()].write(letter)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_mail_has_everything_that_it_promises() {
        let today = jiff::civil::date(2026, 3, 1);
        let mail: Vec<Planned> =
            (0..MESSAGES).map(|n| planned(n, "1", "0474028805", today).expect("planned")).collect();
        let drafts = || mail.iter().map(|one| &one.publication.draft);
        let count = |is: fn(&&Draft) -> bool| drafts().filter(is).count();
        assert_eq!(mail.iter().map(|one| one.sender).collect::<BTreeSet<_>>().len(), 3);
        assert_eq!(mail.iter().map(|one| one.provider).collect::<BTreeSet<_>>().len(), 2);
        let files: BTreeSet<usize> = mail.iter().map(|one| one.publication.files.len()).collect();
        assert_eq!(files, (1..=6).collect());
        let types: BTreeSet<_> =
            mail.iter().flat_map(|one| &one.publication.files).map(|f| f.media_type).collect();
        assert!(types.len() >= 5, "{types:?}");
        assert!(count(|draft| draft.is_body_main) > 0);
        assert!(count(|draft| draft.is_registered) > 0);
        assert!(count(|draft| draft.action.is_some()) > 0);
        assert!(count(|draft| !draft.business_data.is_empty()) > 0);
        assert!(count(|draft| draft.attention.is_some()) > 0);
        assert!(mail.iter().any(|one| one.digests > 0) && mail.iter().any(|one| one.digests == 0));
        let languages: BTreeSet<_> =
            drafts().flat_map(|draft| draft.subject.iter().map(|(language, _)| language)).collect();
        assert_eq!(languages, [Nl, Fr, De].into());
    }
}
