//! Carrying out what was decided: configurations, their undoing, entries in the provider registry.
//!
//! A decision is kept first. Then the environment is asked, in steps that can be repeated; what fails is tried again
//! until it is done, and what the environment refuses goes back to those who decide.

use ebox_audit::Effects;
use ebox_domain::{Environment, provider::ProviderId};

use crate::{
    Author, Change, Dossier, DossierError, Dossiers, Progress, State, Step,
    configuration::{EnvironmentError, Reach},
    configure::wanted,
    entry::Entering,
    number::DossierNumber,
    port::Listed,
};

/// What came of asking an environment.
enum Outcome {
    /// Something came true.
    Then(Step),
    /// An identifier is kept for the dossier first, and the environment is asked again.
    Claim(Environment, ProviderId),
    /// Not yet; why, and whether that is a refusal.
    NotYet(String, bool),
    /// Nothing to do here: people have it in hand.
    ByHand,
}

impl Dossiers {
    /// Carries out everything that was decided and not done yet. What an environment does not do now is noted with its
    /// dossier, and done by a later call.
    pub async fn reconcile(&self) -> Result<(), DossierError> {
        let wanted = Listed { under_way: true, ended_too: true, most: 200, ..Listed::default() };
        let (dossiers, _) = self.parts.store.list(&wanted).await?;
        for dossier in dossiers {
            self.carry_out(dossier.number()).await?;
        }
        Ok(())
    }

    /// Carries out what was decided about a dossier, as far as that goes now.
    pub(crate) async fn carry_out(&self, number: DossierNumber) -> Result<(), DossierError> {
        let _alone = self.at_work.lock().await;
        loop {
            let Some(dossier) = self.parts.store.dossier(number).await? else { return Ok(()) };
            let change = match self.outcome(&dossier).await? {
                Outcome::Then(step) => dossier.take(step, Author::Program, self.parts.clock.now())?,
                Outcome::Claim(environment, id) => {
                    self.write_down(dossier.claimed(environment, id)).await?;
                    continue;
                }
                Outcome::NotYet(why, _) if dossier.trouble() == Some(&why) => return Ok(()),
                Outcome::NotYet(why, is_refused) => dossier.troubled(&why, is_refused),
                Outcome::ByHand => return Ok(()),
            };
            return self.write_down(change).await;
        }
    }

    async fn write_down(&self, change: Change) -> Result<(), DossierError> {
        let effects = Effects::default().with_letters(self.letters(&change).await?);
        // When somebody said something meanwhile, the environment is asked once more; that changes nothing there.
        self.parts.store.change(change, effects).await?;
        Ok(())
    }

    async fn outcome(&self, dossier: &Dossier) -> Result<Outcome, DossierError> {
        let error = match self.asked(dossier).await {
            Ok(outcome) => return Ok(outcome),
            Err(DossierError::Environment(error)) => error,
            Err(error) => return Err(error),
        };
        // What is refused goes back to those who decide.
        let refused = match (&error, dossier.state()) {
            (EnvironmentError::ByFile, _) => return Ok(Outcome::ByHand),
            (EnvironmentError::Refused(why), state) => match state {
                State::Configuration { progress: Progress::UnderWay, .. } => {
                    Some(Step::ConfigurationRefused(why.join("\n")))
                }
                State::Configuration { progress: Progress::Undoing, .. } => {
                    Some(Step::UndoRefused(why.join("\n")))
                }
                State::Entry { .. } => Some(Step::EntryRefused(why.join("\n"))),
                _ => None,
            },
            (EnvironmentError::Away(_), _) => None,
        };
        if let Some(step) = refused {
            return Ok(Outcome::Then(step));
        }
        let number = dossier.number().to_string();
        tracing::warn!(dossier = number, error = &error as &dyn std::error::Error, "carried out later");
        Ok(Outcome::NotYet(error.to_string(), matches!(error, EnvironmentError::Refused(_))))
    }

    /// Asks the environment that it is about.
    async fn asked(&self, dossier: &Dossier) -> Result<Outcome, DossierError> {
        let environments = &self.parts.environments;
        if dossier.state().environment().is_some_and(|environment| self.is_reached_by_file(environment)) {
            return Ok(Outcome::ByHand);
        }
        Ok(match dossier.state() {
            State::Configuration { environment, progress: Progress::UnderWay } => {
                let report = environments.configure(&wanted(dossier, environment)?).await?;
                if !report.is_in_force {
                    return Ok(Outcome::NotYet("the environment has not finished yet".to_owned(), false));
                }
                Outcome::Then(Step::Configured { client_id: report.client_id })
            }
            State::Configuration { environment, progress: Progress::Undoing } => {
                self.take_out(dossier, environment).await?;
                environments.undo(environment, dossier.number()).await?;
                Outcome::Then(Step::Undone)
            }
            State::Entry { environment } => {
                let Entering { wanted, .. } = self.entering(dossier, environment).await?;
                if dossier.entered(environment) != Some(&wanted.id) {
                    return Ok(Outcome::Claim(environment, wanted.id));
                }
                environments.enter(environment, wanted).await?;
                Outcome::Then(Step::Entered)
            }
            State::Closing { .. } => self.cleared(dossier).await?,
            _ => Outcome::ByHand,
        })
    }

    /// Takes back everything that environments have of a dossier; where one is reached by file, people do.
    async fn cleared(&self, dossier: &Dossier) -> Result<Outcome, DossierError> {
        let (by_file, directly): (Vec<Environment>, Vec<Environment>) =
            dossier.environments().into_iter().partition(|environment| self.is_reached_by_file(*environment));
        for environment in directly {
            self.take_out(dossier, environment).await?;
            if dossier.configured(environment).is_some() {
                self.parts.environments.undo(environment, dossier.number()).await?;
            }
        }
        let is_left = |environment: Environment| {
            dossier.configured(environment).is_some() || dossier.entered(environment).is_some()
        };
        if by_file.into_iter().any(is_left) { Ok(Outcome::ByHand) } else { Ok(Outcome::Then(Step::Cleared)) }
    }

    pub(crate) fn is_reached_by_file(&self, environment: Environment) -> bool {
        self.parts.environments.all().contains(&(environment, Reach::ByFile))
    }
}
