//! Tests as those see them who decide: case by case, with what showed it.

use ebox_dossier::{Evidence, evidence::Shown};
use ebox_i18n::Texts;

use super::words;

/// A case.
pub(in crate::pages) struct CaseRow {
    pub(in crate::pages) name: String,
    /// When, and with which answer.
    pub(in crate::pages) proof: Option<String>,
    /// The message that was published.
    pub(in crate::pages) message: Option<String>,
    /// Why it need not be shown.
    pub(in crate::pages) excuse: Option<String>,
}

pub(in crate::pages) fn rows(t: Texts, evidence: &Evidence) -> Vec<CaseRow> {
    evidence.cases.iter().map(|shown| row(t, shown)).collect()
}

fn row(t: Texts, shown: &Shown) -> CaseRow {
    let message = shown.proof.as_ref().and_then(|proof| proof.message);
    CaseRow {
        name: words::case(t, &shown.case),
        proof: shown.proof.as_ref().map(|proof| {
            let (moment, status) = (t.moment(proof.at), proof.status.to_string());
            t.say("case-proof").with("moment", moment).with("status", status).to_string()
        }),
        message: message.map(|id| t.say("case-message").with("id", id.to_string()).to_string()),
        excuse: shown.excuse.clone(),
    }
}
