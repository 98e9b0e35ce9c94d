//! How a sender shows a test case, or a Document Provider.

use ebox_dossier::{Case, evidence::Refused};
use ebox_i18n::{Phrase, Texts};

/// How to do it.
pub(in crate::pages) fn said(t: Texts, case: &Case) -> Phrase {
    match case {
        Case::Type(id) => t.say("how-type").with("id", id.to_string()),
        Case::OneDocument => t.say("how-one-document"),
        Case::DigestRight => t.say("how-digest-right"),
        Case::BodyOnly => t.say("how-body-only"),
        Case::SixFiles => t.say("how-six-files"),
        Case::AnnexBesideBody => t.say("how-annex-beside-body"),
        Case::BusinessData => t.say("how-business-data"),
        Case::SameKeyTwice => t.say("how-same-key-twice"),
        Case::NeverOpened => t.say("how-never-opened"),
        Case::CitizenPdf => t.say("how-citizen-pdf"),
        Case::Refusal(refused) => refusal(t, *refused),
        Case::Check(_) => t.say("how-check"),
    }
}

fn refusal(t: Texts, refused: Refused) -> Phrase {
    match refused {
        Refused::Recipient => t.say("how-refused-recipient"),
        Refused::Configuration => t.say("how-refused-configuration"),
        Refused::Sender => t.say("how-refused-sender"),
        Refused::Digest => t.say("how-refused-digest"),
        Refused::Languages => t.say("how-refused-languages"),
        Refused::NoMainContent => t.say("how-refused-no-main-content"),
        Refused::SeveralMainContents => t.say("how-refused-several-main-contents"),
        Refused::MediaType => t.say("how-refused-media-type"),
        Refused::Count => t.say("how-refused-count"),
        Refused::Part => t.say("how-refused-part"),
        Refused::PartHeaders => t.say("how-refused-part-headers"),
        Refused::Schema => t.say("how-refused-schema"),
        Refused::BusinessDataKey => t.say("how-refused-business-data-key"),
    }
}
