//! What is the matter with a field of a form, in the reader's language.
//!
//! **To add one more** problem: its variant in `ebox-dossier`, and its text here.

use ebox_dossier::Problem;
use ebox_i18n::Texts;

/// What is the matter.
pub(in crate::pages) fn said(t: Texts, problem: &Problem) -> String {
    match problem {
        Problem::Missing => t.say("field-missing"),
        Problem::TooLong(most) => t.say("field-too-long").with("most", *most),
        Problem::NoNumber(least, most) => t.say("field-no-number").with("least", *least).with("most", *most),
        Problem::NoChoice => t.say("field-no-choice"),
        Problem::NoIdentifier(most) => t.say("field-no-identifier").with("most", *most),
        Problem::Twice => t.say("field-twice"),
        Problem::NoEntry => t.say("field-no-entry"),
        Problem::UnknownApplication => t.say("field-unknown-application"),
        Problem::NoEmail => t.say("field-no-email"),
        Problem::NoAddress => t.say("field-no-address"),
        Problem::NotPublic => t.say("field-not-public"),
        Problem::NoBaseAddress => t.say("field-no-base-address"),
        Problem::NoLogo => t.say("field-no-logo"),
        Problem::NoProvider => t.say("field-no-provider"),
        Problem::Taken => t.say("field-taken"),
        Problem::NoFile => t.say("field-no-file"),
    }
    .to_string()
}
