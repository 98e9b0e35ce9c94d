//! Tests as evidence: which cases a sender has to show, and what its client really did (stage 8).
//!
//! The cases follow from the public contract and from the message types that the sender asked for. None is ticked by
//! hand: each is shown by a call that the message registry of the environment recorded, with its time, message and
//! answer. What cannot be shown can be excused, in writing, for those who decide.
//!
//! **To add one more** case: a variant of [`Case`] (or of [`Refused`]), when it applies in [`cases`], and which call
//! shows it in [`Case::is_shown_by`]; the portal's texts say how to do it.

mod attempt;
mod check;

use ebox_domain::{EboxType, Environment, MessageId, MessageTypeId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{as_text, form::Form};

pub use attempt::{Attempt, Refused};
pub use check::{Check, Checked};

/// Something that a sender has to show.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Case {
    /// A message of this type.
    Type(MessageTypeId),
    /// A message with one document.
    OneDocument,
    /// A message that gives the digest of its document, which is right.
    DigestRight,
    /// A message of a body alone.
    BodyOnly,
    /// A message with six files.
    SixFiles,
    /// A message whose body is the main content, with an annex.
    AnnexBesideBody,
    /// A message with business data.
    BusinessData,
    /// The same `Idempotency-Key` twice: nothing is published again.
    SameKeyTwice,
    /// A message to somebody who never opened their e-Box.
    NeverOpened,
    /// A message to a citizen, with a PDF.
    CitizenPdf,
    /// A refusal.
    Refusal(Refused),
    /// Of a Document Provider: something that its registry answers as the contract says.
    Check(Check),
}

impl Case {
    /// The name in addresses and in the store: `oneDocument`, `refusal.digest`, `type.WK1-ACTIVA`.
    pub fn key(&self) -> String {
        match self {
            Self::Type(id) => format!("type.{id}"),
            Self::OneDocument => "oneDocument".to_owned(),
            Self::DigestRight => "digestRight".to_owned(),
            Self::BodyOnly => "bodyOnly".to_owned(),
            Self::SixFiles => "sixFiles".to_owned(),
            Self::AnnexBesideBody => "annexBesideBody".to_owned(),
            Self::BusinessData => "businessData".to_owned(),
            Self::SameKeyTwice => "sameKeyTwice".to_owned(),
            Self::NeverOpened => "neverOpened".to_owned(),
            Self::CitizenPdf => "citizenPdf".to_owned(),
            Self::Refusal(refused) => format!("refusal.{}", refused.as_str()),
            Self::Check(check) => format!("check.{}", check.as_str()),
        }
    }

    /// Whether a call shows this.
    pub fn is_shown_by(&self, attempt: &Attempt) -> bool {
        let published = attempt.is_published();
        match self {
            Self::Type(id) => published && attempt.message_type.as_ref() == Some(id),
            Self::OneDocument => published && attempt.files == 1 && !attempt.is_body_main,
            Self::DigestRight => published && attempt.has_digest,
            Self::BodyOnly => published && attempt.files == 0 && attempt.is_body_main,
            Self::SixFiles => published && attempt.files == 6,
            Self::AnnexBesideBody => published && attempt.files > 0 && attempt.is_body_main,
            Self::BusinessData => published && attempt.has_business_data,
            Self::SameKeyTwice => attempt.status == 409 && attempt.is_repeated,
            Self::NeverOpened => published && attempt.never_opened,
            Self::CitizenPdf => {
                published
                    && attempt.recipient == Some(EboxType::Citizen)
                    && attempt.files > 0
                    && attempt.is_pdf
            }
            Self::Refusal(refused) => attempt.status == 400 && attempt.refused.contains(refused),
            Self::Check(_) => false,
        }
    }
}

/// The cases of a form, in the order in which a sender would try them.
pub fn cases(form: &Form) -> Vec<Case> {
    let mut cases: Vec<Case> =
        form.types.iter().map(|wanted| Case::Type(wanted.message_type.id.clone())).collect();
    cases.extend([
        Case::OneDocument,
        Case::DigestRight,
        Case::BodyOnly,
        Case::SixFiles,
        Case::AnnexBesideBody,
    ]);
    let has_keys = form.types.iter().any(|wanted| !wanted.message_type.business_data_keys.is_empty());
    if has_keys {
        cases.push(Case::BusinessData);
    }
    cases.extend([Case::SameKeyTwice, Case::NeverOpened]);
    if form.types.iter().any(|wanted| wanted.sector.ebox_types().contains(&EboxType::Citizen)) {
        cases.push(Case::CitizenPdf);
    }
    cases.extend(Refused::ALL.map(Case::Refusal));
    cases
}

/// The call that shows a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    /// When it came in.
    pub at: Timestamp,
    /// The status of the answer.
    pub status: u16,
    /// The message.
    #[serde(with = "as_text::option", default)]
    pub message: Option<MessageId>,
}

/// How a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The case.
    pub case: Case,
    /// The first call that showed it.
    pub proof: Option<Proof>,
    /// Why it need not be shown, in the institution's words.
    pub excuse: Option<String>,
}

impl Shown {
    /// Whether nothing is missing.
    pub const fn is_settled(&self) -> bool {
        self.proof.is_some() || self.excuse.is_some()
    }
}

/// How the cases of an environment stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Where.
    pub environment: Environment,
    /// Case by case.
    pub cases: Vec<Shown>,
}

impl Evidence {
    /// What a sender's calls show, the oldest first; `excuse` knows what was excused.
    pub fn of(
        environment: Environment,
        cases: Vec<Case>,
        attempts: &[Attempt],
        excuse: impl Fn(&Case) -> Option<String>,
    ) -> Self {
        let shown = |case: Case| {
            let proof = attempts.iter().find(|attempt| case.is_shown_by(attempt)).map(|attempt| Proof {
                at: attempt.at,
                status: attempt.status,
                message: attempt.message,
            });
            Shown { excuse: excuse(&case), case, proof }
        };
        Self { environment, cases: cases.into_iter().map(shown).collect() }
    }

    /// What the checks of a Document Provider's registry show.
    pub fn of_checks(
        environment: Environment,
        checks: &[Checked],
        excuse: impl Fn(&Case) -> Option<String>,
    ) -> Self {
        let shown = |check: Check| {
            let made = checks.iter().find(|made| made.check == check);
            let right = made.and_then(|made| {
                Some((made.at, made.status.filter(|status| check.is_answered_by(*status))?))
            });
            let case = Case::Check(check);
            Shown {
                excuse: excuse(&case),
                case,
                proof: right.map(|(at, status)| Proof { at, status, message: None }),
            }
        };
        Self { environment, cases: Check::ALL.into_iter().map(shown).collect() }
    }

    /// The evidence as something to ask a "go" with, or the cases that are still missing.
    pub fn conclusive(self) -> Result<Conclusive, Vec<Case>> {
        let missing: Vec<Case> =
            self.cases.iter().filter(|shown| !shown.is_settled()).map(|shown| shown.case.clone()).collect();
        if missing.is_empty() { Ok(Conclusive(self)) } else { Err(missing) }
    }
}

/// Evidence in which nothing is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclusive(Evidence);

impl Conclusive {
    /// The evidence.
    pub const fn evidence(&self) -> &Evidence {
        &self.0
    }
}
