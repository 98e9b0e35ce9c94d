//! Filling an e-Box with made-up messages, for rehearsals and measurements: through the same rules and into the
//! same rows as real ones, many in one commit.
//!
//! Nothing is announced to anybody: no event leaves for messages that nobody sent.

use ebox_audit::{Effects, Record};
use ebox_content::Kept;
use ebox_domain::{
    EboxId, Fault, FileName, Language, LocalizedText, MessageId, PartitionId, Rng, ServiceError,
    publication::{
        Context, Draft, DraftAttachment, DraftBusinessData, Publication, ReceivedFile, Recipient, Sketch,
    },
    reference::{ReferenceData, Trio},
};
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::{
    Registry,
    port::{NewMessage, Outcome},
};

/// How many messages may be under way: enough to fill every commit.
const UNDER_WAY: usize = 512;
/// One in so many messages has business data.
const WITH_BUSINESS_DATA: u64 = 4;
const DOCUMENT: &[u8] = b"A made-up document: every message of this kind names the same one.\n";

/// The words of subjects, by language. Of six subjects one has `werkkaart`, `carte`, `Arbeitskarte`.
const SUBJECTS: [(Language, [&str; 6]); 3] = [
    (
        Language::Nl,
        [
            "Bevestiging van uw kwartaalaangifte",
            "Uw werkkaart voor tijdelijke werkloosheid",
            "Rekeninguittreksel van uw bijdragen",
            "Beslissing over uw aanvraag",
            "Herinnering van een betaling",
            "Attest van tewerkstelling",
        ],
    ),
    (
        Language::Fr,
        [
            "Confirmation de votre déclaration trimestrielle",
            "Votre carte pour le chômage temporaire",
            "Extrait de compte de vos cotisations",
            "Décision concernant votre demande",
            "Rappel de paiement",
            "Attestation d'occupation",
        ],
    ),
    (
        Language::De,
        [
            "Bestätigung Ihrer Quartalsmeldung",
            "Ihre Arbeitskarte für Kurzarbeit",
            "Kontoauszug Ihrer Beiträge",
            "Entscheidung über Ihren Antrag",
            "Zahlungserinnerung",
            "Beschäftigungsbescheinigung",
        ],
    ),
];

/// What to make.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Whose e-Box is filled.
    pub ebox: EboxId,
    /// With how many messages.
    pub messages: u64,
    /// Over how long a time that ends now.
    pub spread: SignedDuration,
    /// The partitions over which they are spread; the e-Box must have them.
    pub partitions: Vec<PartitionId>,
    /// The same number makes the same messages.
    pub seed: u64,
}

impl Registry {
    /// Fills an e-Box, and tells from time to time how many messages are there. Refused when no sender is
    /// configured for this kind of e-Box.
    pub async fn seed(&self, plan: &Plan, tell: impl Fn(u64) + Send + Sync) -> Result<u64, ServiceError> {
        let reference = self.reference_data();
        let trios: Vec<&Trio> =
            reference.trios.iter().filter(|trio| trio.sector == plan.ebox.ebox_type()).collect();
        if trios.is_empty() || plan.partitions.is_empty() {
            let what = "no sender is configured for this e-Box, or it was given no partition";
            return Err(Fault::MissingPermission(what.to_owned()).into());
        }
        let now = self.clock.now();
        let begin = now.checked_sub(plan.spread).unwrap_or(Timestamp::UNIX_EPOCH);
        let step = plan.spread.as_micros() / i128::from(plan.messages.max(1));
        // In the order of their receipt: each is handed over before the next is made.
        let mut stored = stream::iter(0..plan.messages)
            .map(|number| {
                let after = i64::try_from(step * i128::from(number)).unwrap_or(i64::MAX);
                let received = begin + SignedDuration::from_micros(after);
                let made = self.made(plan, number, received, now, &reference, &trios);
                async move { Ok::<_, ServiceError>(self.store.publish(made?).await?) }
            })
            .buffered(UNDER_WAY);
        let mut count = 0;
        while let Some(outcome) = stored.try_next().await? {
            count += u64::from(matches!(outcome, Outcome::Stored { .. }));
            if count % 1_000 == 0 {
                tell(count);
            }
        }
        let details = json!({ "messages": count, "seed": plan.seed });
        let record =
            Record { ebox: Some(plan.ebox), details, ..Record::new(now, "SEED", "/ebox/messages", 201) };
        self.store.record(record).await?;
        self.announce();
        Ok(count)
    }

    fn made(
        &self,
        plan: &Plan,
        number: u64,
        received: Timestamp,
        now: Timestamp,
        reference: &ReferenceData,
        trios: &[&Trio],
    ) -> Result<NewMessage, ServiceError> {
        let mut dice = Dice(plan.seed ^ (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let trio = *dice.one_of(trios);
        let (language, subjects) = dice.one_of(&SUBJECTS);
        let subject =
            format!("{} {}/{number:07}", dice.one_of(subjects), received.as_second() / 31_556_952 + 1970);
        let kind = reference.message_types.get(&trio.message_type);
        let key = kind.and_then(|kind| kind.business_data_keys.iter().find(|key| key.format.accepts("A1")));
        let business_data =
            key.filter(|_| dice.below(WITH_BUSINESS_DATA) == 0).map(|key| DraftBusinessData {
                key: key.key.clone(),
                values: vec![LocalizedText::in_one(*language, format!("A{number}"))],
            });
        let digest = ebox_content::sha256(DOCUMENT);
        let draft = Draft {
            recipient: plan.ebox,
            sender: Some(trio.organization),
            sender_partition: None,
            application: trio.application.clone(),
            message_type: trio.message_type.clone(),
            subject: LocalizedText::in_one(*language, subject),
            body: None,
            is_body_main: false,
            is_reply_authorized: dice.below(4) == 0,
            is_registered: false,
            attention: None,
            original: None,
            attachments: vec![DraftAttachment {
                part: "upfile1".to_owned(),
                is_main: true,
                is_signed: false,
                title: None,
                digest: Some(digest),
            }],
            business_data: business_data.into_iter().collect(),
            payment: None,
            action: None,
            expires: None,
            optional_features: Vec::new(),
        };
        let file = ReceivedFile {
            part: "upfile1".to_owned(),
            file_name: Some(FileName::new("document.txt")),
            content_type: Some("text/plain".to_owned()),
            size: DOCUMENT.len() as u64,
            digest,
        };
        let context = Context {
            settings: &self.settings.publication,
            reference,
            principal: trio.organization,
            recipient: Recipient::Active { has_opened: true },
            sender_has_partition: true,
            reply_to: None,
            now: received,
        };
        let id = MessageId::new(received, &dice);
        let publication = Publication::check(Sketch::from(draft), Vec::new(), &[file], id, &context)
            .map_err(Fault::Invalid)?;
        let mut message = publication.routed_to(dice.one_of(&plan.partitions).clone()).message().clone();
        // What would have expired since stays a little longer: an e-Box is to be filled.
        if message.expires <= now {
            message.expires =
                now + SignedDuration::from_hours(24 * i64::try_from(30 + dice.below(700)).unwrap_or(30));
        }
        message.read = (dice.below(10) < 7).then_some(received);
        message.is_visible = dice.below(50) > 0;
        message.is_registered = dice.below(20) == 0;
        let kept = Kept { digest, size: DOCUMENT.len() as u64, small: Some(DOCUMENT.into()) };
        Ok(NewMessage {
            duplicate: Record::new(now, "SEED", "/ebox/messages", 409),
            body: None,
            content: vec![kept],
            key: None,
            effects: Effects::default(),
            executes: None,
            message,
        })
    }
}

/// Numbers that the same seed repeats (SplitMix64).
struct Dice(u64);

impl Dice {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.0)
    }

    const fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let index = usize::try_from(self.below(of.len() as u64)).unwrap_or(0);
        &of[index]
    }
}

const fn mixed(seed: u64) -> u64 {
    let mut mixed = seed;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

impl Rng for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        let mut seed = self.0;
        for chunk in bytes.chunks_mut(8) {
            seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let random = mixed(seed).to_le_bytes();
            chunk.copy_from_slice(&random[..chunk.len()]);
        }
    }
}
