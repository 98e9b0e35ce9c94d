//! What was done just now, or why it was not, said on the page to which the manager was sent afterwards.
//!
//! It stands in the address, from a closed list: an address can say nothing else.

use axum::response::Response;
use ebox_i18n::{Phrase, Texts};

use crate::{fields::Fields, layout::see, pages::done::DONE};

/// Something that was done, or was not.
#[derive(Debug, Clone, Copy)]
pub(in crate::pages) struct Outcome {
    code: &'static str,
    said: fn(Texts) -> Phrase,
    pub(in crate::pages) is_warning: bool,
}

const fn done(code: &'static str, said: fn(Texts) -> Phrase) -> Outcome {
    Outcome { code, said, is_warning: false }
}

const fn not_done(code: &'static str, said: fn(Texts) -> Phrase) -> Outcome {
    Outcome { code, said, is_warning: true }
}

macro_rules! outcomes {
    ($($name:ident = $outcome:expr;)+) => {
        impl Outcome {
            $(pub(in crate::pages) const $name: Self = $outcome;)+

            const ALL: &[Self] = &[$(Self::$name),+];
        }
    };
}

outcomes! {
    GRANTED = done("granted", |t| t.say("outcome-granted"));
    WITHDRAWN = done("withdrawn", |t| t.say("outcome-withdrawn"));
    NAMED = done("named", |t| t.say("outcome-named"));
    DISMISSED = done("dismissed", |t| t.say("outcome-dismissed"));
    LAST_MANAGER = not_done("last-manager", |t| t.say("outcome-last-manager"));
    CREATED = done("created", |t| t.say("outcome-created"));
    RENAMED = done("renamed", |t| t.say("outcome-renamed"));
    DELETED = done("deleted", |t| t.say("outcome-deleted"));
    RULE_ADDED = done("rule-added", |t| t.say("outcome-rule-added"));
    RULE_MOVED = done("rule-moved", |t| t.say("outcome-rule-moved"));
    RULE_DELETED = done("rule-deleted", |t| t.say("outcome-rule-deleted"));
    DECLINED = done("declined", |t| t.say("outcome-declined"));
    NOT_ACCEPTED = not_done("not-accepted", |t| t.say("outcome-not-accepted"));
    PROPOSED = done("proposed", |t| t.say("outcome-proposed"));
    MANDATE_ACCEPTED = done("mandate-accepted", |t| t.say("outcome-mandate-accepted"));
    MANDATE_REFUSED = done("mandate-refused", |t| t.say("outcome-mandate-refused"));
    MANDATE_ENDED = done("mandate-ended", |t| t.say("outcome-mandate-ended"));
    MANDATE_MEANWHILE = not_done("mandate-meanwhile", |t| t.say("outcome-mandate-meanwhile"));
    ADDRESS_KEPT = done("address-kept", |t| t.say("outcome-address-kept"));
    ADDRESS_REMOVED = done("address-removed", |t| t.say("outcome-address-removed"));
    EXCLUSIVE = done("exclusive", |t| t.say("outcome-exclusive"));
    NOT_EXCLUSIVE = done("not-exclusive", |t| t.say("outcome-not-exclusive"));
    ACCOUNT_RENAMED = done("account-renamed", |t| t.say("outcome-account-renamed"));
    ACCOUNT_DISABLED = done("account-disabled", |t| t.say("outcome-account-disabled"));
    ACCOUNT_ENABLED = done("account-enabled", |t| t.say("outcome-account-enabled"));
    ACCOUNT_DELETED = done("account-deleted", |t| t.say("outcome-account-deleted"));
    CERTIFICATE_ADDED = done("certificate-added", |t| t.say("outcome-certificate-added"));
    CERTIFICATE_REMOVED = done("certificate-removed", |t| t.say("outcome-certificate-removed"));
    CERTIFICATE_LAST = not_done("certificate-last", |t| t.say("outcome-certificate-last"));
    DOSSIER_OPENED = done("dossier-opened", |t| t.say("done-opened"));
    DOSSIER_SUBMITTED = done("dossier-submitted", |t| t.say("done-submitted"));
    DOSSIER_DECIDED = done("dossier-decided", |t| t.say("done-decided"));
    DOSSIER_WITHDRAWN = done("dossier-withdrawn", |t| t.say("done-withdrawn"));
    DOSSIER_SAID = done("dossier-said", |t| t.say("done-said"));
    DOSSIER_INVITED = done("dossier-invited", |t| t.say("done-invited"));
    DOSSIER_UNINVITED = done("dossier-uninvited", |t| t.say("done-uninvited"));
    DOSSIER_MEANWHILE = not_done("dossier-meanwhile", |t| t.say("not-done-meanwhile"));
    DOSSIER_INCOMPLETE = not_done("dossier-incomplete", |t| t.say("not-done-incomplete"));
    DOSSIER_QUESTIONS = not_done("dossier-questions", |t| t.say("not-done-questions"));
    DOSSIER_NO_REASON = not_done("dossier-no-reason", |t| t.say("not-done-no-reason"));
    DOSSIER_NO_WORDS = not_done("dossier-no-words", |t| t.say("not-done-no-words"));
    DOSSIER_TOO_MUCH = not_done("dossier-too-much", |t| t.say("not-done-too-much"));
    DOSSIER_NO_QUESTION = not_done("dossier-no-question", |t| t.say("not-done-no-question"));
    DOSSIER_CERTIFICATE = not_done("dossier-certificate", |t| t.say("not-done-certificate"));
    DOSSIER_UNTESTED = not_done("dossier-untested", |t| t.say("not-done-untested"));
    DOSSIER_NO_PERSON = not_done("dossier-no-person", |t| t.say("not-done-no-person"));
    DOSSIER_UNKNOWN_PERSON = not_done("dossier-unknown-person", |t| t.say("not-done-unknown-person"));
    DOSSIER_NOT_LIVE = not_done("dossier-not-live", |t| t.say("not-done-not-live"));
    DOSSIER_TOO_MANY = not_done("dossier-too-many", |t| t.say("not-done-too-many"));
    DOSSIER_ENVIRONMENT = not_done("dossier-environment", |t| t.say("not-done-environment"));
    CERTIFICATE_DELIVERED = done("certificate-delivered", |t| t.say("done-certificate"));
    GO_ASKED = done("go-asked", |t| t.say("done-go-asked"));
    CASE_EXCUSED = done("case-excused", |t| t.say("done-excused"));
    CASE_UNEXCUSED = done("case-unexcused", |t| t.say("done-unexcused"));
    WRITING_SAVED = done("writing-saved", |t| t.say("done-saved"));
    WRITING_TOO_MUCH = not_done("writing-too-much", |t| t.say("writing-too-much"));
    GONE = not_done("gone", |t| t.say("outcome-gone"));
    MEANWHILE = not_done("meanwhile", |t| t.say("outcome-meanwhile"));
}

impl Outcome {
    /// What an address says.
    pub(in crate::pages) fn read(fields: &Fields) -> Option<Self> {
        let code = fields.get(DONE)?;
        Self::ALL.iter().find(|one| one.code == code).copied()
    }

    /// What is said of it.
    pub(in crate::pages) fn said(&self, t: Texts) -> Phrase {
        (self.said)(t)
    }

    /// Sends the manager to a page that says it.
    pub(in crate::pages) fn at(self, path: &str) -> Response {
        see(&Fields::default().with(DONE, self.code).at(path))
    }

    /// The same, to a part of the page.
    pub(in crate::pages) fn at_part(self, path: &str, part: &str) -> Response {
        see(&format!("{}#{part}", Fields::default().with(DONE, self.code).at(path)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_on_the_list_and_nothing_else() {
        for outcome in Outcome::ALL {
            let read = Outcome::read(&Fields::default().with(DONE, outcome.code));
            assert_eq!(read.map(|one| one.code), Some(outcome.code), "no two have the same code");
        }
        assert!(Outcome::read(&Fields::parse(b"done=%3Cscript%3E")).is_none());
    }
}
