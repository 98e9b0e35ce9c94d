//! What steps, fields, values and test cases are called.

pub(in crate::pages) use ebox_dossier::words::{
    application, business_data_key, field, message_type, of_entry,
};
use ebox_dossier::{
    Case, StepKind,
    evidence::{Check, Refused},
    form, request,
};
use ebox_i18n::{Phrase, Texts};

/// What the button of a step says. Steps of the program have none.
pub(in crate::pages) fn step(t: Texts, step: StepKind) -> String {
    let said = match step {
        StepKind::SubmitRequest => t.say("step-submit-request"),
        StepKind::AskAgreement => t.say("step-ask-agreement"),
        StepKind::Agree => t.say("step-agree"),
        StepKind::SendBack => t.say("step-send-back"),
        StepKind::ReopenForm => t.say("step-reopen-form"),
        StepKind::Decline => t.say("step-decline"),
        StepKind::HoldKickOff => t.say("step-hold-kick-off"),
        StepKind::SkipKickOff => t.say("step-skip-kick-off"),
        StepKind::SubmitForm => t.say("step-submit-form"),
        StepKind::ValidateTechnically => t.say("step-validate-technically"),
        StepKind::ValidateFormally => t.say("step-validate-formally"),
        StepKind::DeliverCertificate => t.say("step-deliver-certificate"),
        StepKind::Configure => t.say("step-configure"),
        StepKind::ConfirmConfigured => t.say("step-confirm-configured"),
        StepKind::ConfirmEntered => t.say("step-confirm-entered"),
        StepKind::ConfirmUndone => t.say("step-confirm-undone"),
        StepKind::UndoConfiguration => t.say("step-undo-configuration"),
        StepKind::AskGo => t.say("step-ask-go"),
        StepKind::ConfirmTests => t.say("step-confirm-tests"),
        StepKind::GiveGo => t.say("step-give-go"),
        StepKind::Withdraw => t.say("step-withdraw"),
        StepKind::Configured
        | StepKind::ConfigurationRefused
        | StepKind::Undone
        | StepKind::UndoRefused
        | StepKind::Entered
        | StepKind::EntryRefused
        | StepKind::Cleared => t.say("dossier-by-program"),
    };
    said.to_string()
}

/// What was entered in a field, as people read it.
pub(in crate::pages) fn value(t: Texts, name: &str, entered: &str) -> String {
    let said = match (name.rsplit('.').next().unwrap_or_default(), entered) {
        (_, "") => return String::new(),
        (request::fields::NETWORK, "inside") => t.say("asked-inside"),
        (request::fields::NETWORK, "outside") => t.say("asked-outside"),
        (form::fields::VALIDITY_UNIT, "day") => t.say("asked-day"),
        (form::fields::VALIDITY_UNIT, "month") => t.say("asked-month"),
        (form::fields::VALIDITY_UNIT, "year") => t.say("asked-year"),
        (form::fields::SECTOR, "enterprise") => t.say("asked-enterprise"),
        (form::fields::SECTOR, "citizen") => t.say("asked-citizen"),
        (form::fields::SECTOR, "both") => t.say("asked-both"),
        ("logo", _) => t.say("asked-image"),
        _ => return entered.to_owned(),
    };
    said.to_string()
}

/// What a test case is called.
pub(in crate::pages) fn case(t: Texts, case: &Case) -> String {
    let said = match case {
        Case::Type(id) => t.say("case-type").with("id", id.to_string()),
        Case::OneDocument => t.say("case-one-document"),
        Case::DigestRight => t.say("case-digest-right"),
        Case::BodyOnly => t.say("case-body-only"),
        Case::SixFiles => t.say("case-six-files"),
        Case::AnnexBesideBody => t.say("case-annex-beside-body"),
        Case::BusinessData => t.say("case-business-data"),
        Case::SameKeyTwice => t.say("case-same-key-twice"),
        Case::NeverOpened => t.say("case-never-opened"),
        Case::CitizenPdf => t.say("case-citizen-pdf"),
        Case::Refusal(refused) => t.say("case-refused").with("why", refusal(t, *refused).to_string()),
        Case::Check(check) => match check {
            Check::Health => t.say("case-check-health"),
            Check::NoToken => t.say("case-check-no-token"),
            Check::ForeignToken => t.say("case-check-foreign-token"),
            Check::PublishWithoutToken => t.say("case-check-publish-without-token"),
            Check::NoSuchPage => t.say("case-check-no-such-page"),
        },
    };
    said.to_string()
}

fn refusal(t: Texts, refused: Refused) -> Phrase {
    match refused {
        Refused::Recipient => t.say("case-refused-recipient"),
        Refused::Configuration => t.say("case-refused-configuration"),
        Refused::Sender => t.say("case-refused-sender"),
        Refused::Digest => t.say("case-refused-digest"),
        Refused::Languages => t.say("case-refused-languages"),
        Refused::NoMainContent => t.say("case-refused-no-main-content"),
        Refused::SeveralMainContents => t.say("case-refused-several-main-contents"),
        Refused::MediaType => t.say("case-refused-media-type"),
        Refused::Count => t.say("case-refused-count"),
        Refused::Part => t.say("case-refused-part"),
        Refused::PartHeaders => t.say("case-refused-part-headers"),
        Refused::Schema => t.say("case-refused-schema"),
        Refused::BusinessDataKey => t.say("case-refused-business-data-key"),
    }
}

#[cfg(test)]
mod tests {
    use ebox_domain::Language;

    use super::*;

    #[test]
    fn choices_are_read_as_words() {
        let t = Texts::of(Language::En);
        assert_eq!(value(t, "types.0.sector", "both"), "Enterprises and citizens");
        assert_eq!(value(t, "organization.logo", "iVBORw0"), "An image");
        assert_eq!(value(t, "types.0.id", "WK1"), "WK1");
    }
}
