//! Carrying out what was decided: configurations, their undoing, entries in the provider registry.
//!
//! A decision is kept first. Then the environment is asked, in steps that can be repeated; what fails is tried again
//! until it is done, and what the environment refuses goes back to those who decide.

use ebox_audit::Effects;
use ebox_domain::{Environment, time::in_brussels};

use crate::{
    Author, Change, Dossier, DossierError, Dossiers, Progress, State, Step,
    configuration::{EnvironmentError, Reach, entry},
    configure::wanted,
    number::DossierNumber,
    port::Listed,
};

/// What came of asking an environment.
enum Outcome {
    /// Something came true.
    Then(Step),
    /// Not yet; why.
    NotYet(String),
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
        let Some(dossier) = self.parts.store.dossier(number).await? else { return Ok(()) };
        let change = match self.outcome(&dossier).await? {
            Outcome::Then(step) => dossier.take(step, Author::Program, self.parts.clock.now())?,
            Outcome::NotYet(why) if dossier.trouble() == Some(&why) => return Ok(()),
            Outcome::NotYet(why) => dossier.troubled(&why),
            Outcome::ByHand => return Ok(()),
        };
        self.write_down(change).await
    }

    async fn write_down(&self, change: Change) -> Result<(), DossierError> {
        let effects = Effects::default().with_letters(self.letters(&change).await?);
        // When somebody said something meanwhile, the environment is asked once more; that changes nothing there.
        self.parts.store.change(change, effects).await?;
        Ok(())
    }

    async fn outcome(&self, dossier: &Dossier) -> Result<Outcome, DossierError> {
        let environments = &self.parts.environments;
        let asked = match dossier.state() {
            State::Configuration { environment, progress: Progress::UnderWay } => {
                if self.is_reached_by_file(environment) {
                    return Ok(Outcome::ByHand);
                }
                match environments.configure(&wanted(dossier, environment)?).await {
                    Ok(report) if !report.is_in_force => {
                        return Ok(Outcome::NotYet("the environment has not finished yet".to_owned()));
                    }
                    report => report.map(|report| Step::Configured { client_id: report.client_id }),
                }
            }
            State::Configuration { environment, progress: Progress::Undoing } => {
                if self.is_reached_by_file(environment) {
                    return Ok(Outcome::ByHand);
                }
                environments.undo(environment, dossier.number()).await.map(|()| Step::Undone)
            }
            State::Entry { environment } => {
                let today = in_brussels(self.parts.clock.now()).date();
                let Some(entry) = entry(dossier, environment, today) else {
                    return Ok(Outcome::NotYet("the form has no address for this environment".to_owned()));
                };
                environments.enter(environment, entry).await.map(|()| Step::Entered)
            }
            State::Closing { .. } => self.cleared(dossier).await,
            _ => return Ok(Outcome::ByHand),
        };
        Ok(match (asked, dossier.state()) {
            (Ok(step), _) => Outcome::Then(step),
            (
                Err(EnvironmentError::Refused(why)),
                State::Configuration { progress: Progress::UnderWay, .. },
            ) => Outcome::Then(Step::ConfigurationRefused(why.join("\n"))),
            (Err(EnvironmentError::ByFile), _) => Outcome::ByHand,
            (Err(error), _) => {
                let number = dossier.number().to_string();
                tracing::warn!(
                    dossier = number,
                    error = &error as &dyn std::error::Error,
                    "carried out later"
                );
                Outcome::NotYet(error.to_string())
            }
        })
    }

    /// Takes back everything that environments have of a dossier.
    async fn cleared(&self, dossier: &Dossier) -> Result<Step, EnvironmentError> {
        for environment in dossier.environments() {
            if dossier.configured(environment).is_some() {
                self.parts.environments.undo(environment, dossier.number()).await?;
            }
        }
        Ok(Step::Cleared)
    }

    fn is_reached_by_file(&self, environment: Environment) -> bool {
        self.parts.environments.all().contains(&(environment, Reach::ByFile))
    }
}
