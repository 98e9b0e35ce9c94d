//! Why something was not done about a dossier, as people read it.

use ebox_dossier::{DossierError, NotDone, NotTaken};

use crate::{failure::Failure, pages::manage::done::Outcome};

/// What a page says of it; or the page that says that this cannot be done here at all.
pub(in crate::pages) fn outcome(error: DossierError) -> Result<Outcome, Failure> {
    Ok(match error {
        DossierError::NotThere => return Err(Failure::NotFound),
        DossierError::Service(error) => return Err(error.into()),
        DossierError::NoManager
        | DossierError::NotTaken(NotTaken::NotYours(_))
        | DossierError::NotDone(NotDone::NotYours) => return Err(Failure::NotAllowed),
        DossierError::SomebodyWasFaster(_)
        | DossierError::SavedMeanwhile(_)
        | DossierError::NotTaken(NotTaken::NotNow | NotTaken::OfAnother)
        | DossierError::NotDone(NotDone::NotNow) => Outcome::DOSSIER_MEANWHILE,
        DossierError::NotTaken(NotTaken::Incomplete(_)) => Outcome::DOSSIER_INCOMPLETE,
        DossierError::NotTaken(NotTaken::OpenQuestions) => Outcome::DOSSIER_QUESTIONS,
        DossierError::NotTaken(NotTaken::NoReason) => Outcome::DOSSIER_NO_REASON,
        DossierError::NotDone(NotDone::NoWords) => Outcome::DOSSIER_NO_WORDS,
        DossierError::NotDone(NotDone::TooMuch | NotDone::Unsaved(_)) => Outcome::DOSSIER_TOO_MUCH,
        DossierError::NotDone(NotDone::NoQuestion) => Outcome::DOSSIER_NO_QUESTION,
        DossierError::Certificate(_) => Outcome::DOSSIER_CERTIFICATE,
        DossierError::Untested(_) => Outcome::DOSSIER_UNTESTED,
        DossierError::UnknownPerson => Outcome::DOSSIER_UNKNOWN_PERSON,
        DossierError::NotLive => Outcome::DOSSIER_NOT_LIVE,
        DossierError::TooMany => Outcome::DOSSIER_TOO_MANY,
        DossierError::Environment(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "an environment did not do it");
            Outcome::DOSSIER_ENVIRONMENT
        }
    })
}
