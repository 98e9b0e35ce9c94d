//! The procedure: what may happen next, who may do it, and what must be there first.
//!
//! [`Dossier::row`] is the whole table. [`Dossier::take`] is the only way in which a dossier moves: it makes a [`Change`],
//! which a store takes and nobody else can make. What a step needs that lies outside the dossier comes with it as a value that
//! only its own check makes: a certificate that fits, evidence in which nothing is missing.

mod step;

use ebox_domain::Environment;
use jiff::Timestamp;

use crate::{
    dossier::{Change, Configured, Dossier},
    event::{Event, Happening, Remark},
    form::{
        Form,
        fields::{APPLICATIONS, ID},
    },
    party::{Author, Party},
    provider_form::{ProviderForm, fields},
    reading::Mistake,
    request::Request,
    state::{Ending, Kind, Progress, State},
};

pub use step::{LONGEST_REASON, NotTaken, Step, StepKind};

/// Who takes a step, where it leads, and what the history calls it.
struct Row {
    by: &'static [Party],
    to: State,
    what: Happening,
}

const INSTITUTION: &[Party] = &[Party::Institution];
const INTEGRATION: &[Party] = &[Party::Integration];
const NSSO: &[Party] = &[Party::Nsso];
const MEETING: &[Party] = &[Party::Institution, Party::Integration];
const PROGRAM: &[Party] = &[];

impl Dossier {
    /// The table of the procedure: where a step leads from here, if it begins here.
    fn row(&self, step: StepKind) -> Option<Row> {
        use {Happening as H, StepKind as S};
        let row = |by, to, what| Some(Row { by, to, what });
        match (self.state, step) {
            (State::InitialRequest, S::SubmitRequest) => {
                row(INSTITUTION, State::Agreement { asked: false }, H::RequestSubmitted)
            }
            (State::Agreement { asked: false }, S::AskAgreement) => {
                row(INTEGRATION, State::Agreement { asked: true }, H::AgreementAsked)
            }
            (State::Agreement { asked: true }, S::Agree) => {
                let next = if self.kind == Kind::Provider { State::FormalRequest } else { State::KickOff };
                row(NSSO, next, H::Agreed)
            }
            (State::Agreement { asked }, S::SendBack) => {
                row(if asked { NSSO } else { INTEGRATION }, State::InitialRequest, H::SentBack)
            }
            (State::KickOff, S::HoldKickOff) => row(MEETING, State::FormalRequest, H::KickOffHeld),
            (State::KickOff, S::SkipKickOff) => row(MEETING, State::FormalRequest, H::KickOffSkipped),
            (State::FormalRequest, S::SubmitForm) => {
                row(INSTITUTION, State::Validation { technically: false }, H::FormSubmitted)
            }
            (State::Validation { technically: false }, S::ValidateTechnically) => {
                row(INTEGRATION, State::Validation { technically: true }, H::TechnicallyValidated)
            }
            (State::Validation { technically: true }, S::ValidateFormally) => {
                row(NSSO, self.beginning_of(*self.environments().first()?), H::FormallyValidated)
            }
            (State::Validation { technically }, S::SendBack) => {
                row(if technically { NSSO } else { INTEGRATION }, State::FormalRequest, H::SentBack)
            }
            (State::Agreement { asked: true } | State::Validation { technically: true }, S::Decline) => {
                row(NSSO, self.end(Ending::Declined), H::Declined)
            }
            (State::Certificate { environment }, S::DeliverCertificate) => {
                row(INSTITUTION, awaited(environment), H::CertificateDelivered)
            }
            (State::Configuration { environment, progress }, _) => {
                self.row_of_configuration(environment, progress, step)
            }
            (State::Tests { environment }, S::AskGo) => {
                row(INSTITUTION, State::Go { environment, confirmed: false }, H::GoAsked)
            }
            (State::Tests { .. }, S::ReopenForm) => row(INTEGRATION, State::FormalRequest, H::SentBack),
            (State::Tests { environment }, S::UndoConfiguration) => row(
                INTEGRATION,
                State::Configuration { environment, progress: Progress::Undoing },
                H::UndoBegun,
            ),
            (State::Go { environment, confirmed: false }, S::ConfirmTests) => {
                row(INTEGRATION, State::Go { environment, confirmed: true }, H::TestsConfirmed)
            }
            (State::Go { environment, confirmed: true }, S::GiveGo) => {
                let next = match self.kind {
                    Kind::Provider => State::Entry { environment },
                    Kind::Sender | Kind::FurtherMessageTypes => self.beginning_after(environment),
                };
                row(NSSO, next, H::GoGiven)
            }
            (State::Go { environment, confirmed }, S::SendBack) => {
                row(if confirmed { NSSO } else { INTEGRATION }, State::Tests { environment }, H::SentBack)
            }
            (State::Entry { environment }, S::Entered) => {
                row(PROGRAM, self.beginning_after(environment), H::Entered)
            }
            (State::Entry { environment }, S::ConfirmEntered) => {
                row(INTEGRATION, self.beginning_after(environment), H::Entered)
            }
            (State::Entry { environment }, S::EntryRefused) => {
                row(PROGRAM, State::Go { environment, confirmed: false }, H::EntryRefused)
            }
            (State::ProductionReady, S::UndoConfiguration) => {
                let environment = *self.environments().last()?;
                row(
                    INTEGRATION,
                    State::Configuration { environment, progress: Progress::Undoing },
                    H::UndoBegun,
                )
            }
            (State::Closing { ending }, S::Cleared) => row(PROGRAM, State::Closed { ending }, H::Closed),
            (State::Closing { ending }, S::ConfirmUndone) => {
                row(INTEGRATION, State::Closed { ending }, H::Closed)
            }
            (state, S::Withdraw) if !state.is_over() && !state.is_under_way() => Some(self.withdrawn()),
            _ => None,
        }
    }

    fn row_of_configuration(
        &self,
        environment: Environment,
        progress: Progress,
        step: StepKind,
    ) -> Option<Row> {
        use {Happening as H, StepKind as S};
        let row = |by, to, what| Some(Row { by, to, what });
        let with = |progress| State::Configuration { environment, progress };
        match (progress, step) {
            (Progress::Awaited, S::Configure) => {
                row(INTEGRATION, with(Progress::UnderWay), H::ConfigurationBegun)
            }
            (Progress::Awaited, S::SendBack) if self.kind != Kind::FurtherMessageTypes => {
                row(INTEGRATION, State::Certificate { environment }, H::SentBack)
            }
            (Progress::Awaited, S::ReopenForm) => row(INTEGRATION, State::FormalRequest, H::SentBack),
            // A form that was changed may want what the environment cannot make of what it has.
            (Progress::Awaited, S::UndoConfiguration) if self.configured.contains_key(&environment) => {
                row(INTEGRATION, with(Progress::Undoing), H::UndoBegun)
            }
            (Progress::Awaited, S::Withdraw) => Some(self.withdrawn()),
            (Progress::UnderWay, S::Configured) => {
                row(PROGRAM, self.once_configured(environment), H::Configured)
            }
            (Progress::UnderWay, S::ConfirmConfigured) => {
                row(INTEGRATION, self.once_configured(environment), H::Configured)
            }
            (Progress::UnderWay, S::ConfigurationRefused) => {
                row(PROGRAM, with(Progress::Awaited), H::ConfigurationRefused)
            }
            (Progress::Undoing, S::Undone) => row(PROGRAM, with(Progress::Awaited), H::Undone),
            (Progress::Undoing, S::UndoRefused) => row(PROGRAM, with(Progress::Awaited), H::UndoRefused),
            (Progress::Undoing, S::ConfirmUndone) => row(INTEGRATION, with(Progress::Awaited), H::Undone),
            _ => None,
        }
    }

    /// Where a configuration leads. In production there is nothing to try: whoever sends is live once it is there.
    fn once_configured(&self, environment: Environment) -> State {
        let is_live = environment == Environment::Prd && self.kind != Kind::Provider;
        if is_live { State::ProductionReady } else { State::Tests { environment } }
    }

    fn withdrawn(&self) -> Row {
        Row { by: INSTITUTION, to: self.end(Ending::Withdrawn), what: Happening::Withdrawn }
    }

    /// Where a dossier ends that does not reach its purpose: nothing that was configured is left behind.
    fn end(&self, ending: Ending) -> State {
        let is_entered = self.entries.keys().any(|environment| self.entered(*environment).is_some());
        if self.configured.is_empty() && !is_entered {
            State::Closed { ending }
        } else {
            State::Closing { ending }
        }
    }

    /// Where the way through an environment begins. A certificate that is there already is not asked for again.
    fn beginning_of(&self, environment: Environment) -> State {
        let needs_none =
            self.kind == Kind::FurtherMessageTypes || self.certificates.contains_key(&environment);
        if needs_none { awaited(environment) } else { State::Certificate { environment } }
    }

    fn beginning_after(&self, environment: Environment) -> State {
        self.after(environment).map_or(State::ProductionReady, |next| self.beginning_of(next))
    }

    /// The steps that a party may take now, in the order in which a page offers them.
    pub fn steps(&self, party: Party) -> Vec<StepKind> {
        let is_open = |kind: &StepKind| self.row(*kind).is_some_and(|row| row.by.contains(&party));
        StepKind::OF_PEOPLE.into_iter().filter(is_open).collect()
    }

    /// Takes a step.
    pub fn take(&self, step: Step, by: Author, at: Timestamp) -> Result<Change, NotTaken> {
        let row = self.row(step.kind()).ok_or(NotTaken::NotNow)?;
        let may = match by.party() {
            Some(party) => row.by.contains(&party),
            None => row.by.is_empty(),
        };
        if !may {
            return Err(NotTaken::NotYours(row.by));
        }
        let mut after = self.clone();
        let mut event =
            Event { at, by, what: row.what, why: None, remarks: Vec::new(), from: self.state, to: row.to };
        after.trouble = None;
        after.is_refused = false;
        after.carry_out(step, at, &mut event)?;
        after.state = row.to;
        after.since = at;
        after.moves += 1;
        after.version += 1;
        Ok(Change { after, event: Some(event), note: None })
    }

    /// What a step does besides moving, once what it needs is there.
    fn carry_out(&mut self, step: Step, at: Timestamp, event: &mut Event) -> Result<(), NotTaken> {
        let environment = self.state.environment();
        match step {
            Step::SubmitRequest => {
                Request::read(&self.request).map_err(NotTaken::Incomplete)?;
                self.remarks.clear();
            }
            Step::SubmitForm => {
                self.complete_form().map_err(NotTaken::Incomplete)?;
                self.remarks.clear();
            }
            Step::ValidateTechnically if !self.open_questions.is_empty() => {
                return Err(NotTaken::OpenQuestions);
            }
            Step::SendBack(remarks) | Step::ReopenForm(remarks) => {
                let remarks: Vec<Remark> = remarks.into_iter().map(reasoned).collect::<Result<_, _>>()?;
                if remarks.is_empty() {
                    return Err(NotTaken::NoReason);
                }
                self.remarks.clone_from(&remarks);
                event.remarks = remarks;
            }
            Step::Decline(why)
            | Step::UndoConfiguration(why)
            | Step::Withdraw(why)
            | Step::HoldKickOff(why) => {
                event.why = Some(reason(&why)?);
            }
            Step::DeliverCertificate(certificate) => {
                let fits = Some(certificate.environment) == environment
                    && certificate.enterprise == self.institution;
                if !fits {
                    return Err(NotTaken::OfAnother);
                }
                self.certificates.insert(certificate.environment, certificate.pem);
                self.remarks.clear();
            }
            Step::AskGo(conclusive) => {
                let evidence = conclusive.evidence();
                if Some(evidence.environment) != environment {
                    return Err(NotTaken::OfAnother);
                }
                let proofs = evidence.cases.iter();
                let proofs =
                    proofs.filter_map(|shown| Some((shown.case.key(), shown.proof.clone()?))).collect();
                self.tests.entry(evidence.environment).or_default().proofs = proofs;
                self.remarks.clear();
            }
            Step::Configured { client_id } | Step::ConfirmConfigured { client_id } => {
                self.configured.extend(environment.map(|one| (one, Configured { at, client_id })));
            }
            Step::ConfigurationRefused(why) | Step::UndoRefused(why) => {
                event.why = Some(why.clone());
                self.trouble = Some(why);
            }
            Step::EntryRefused(why) => {
                event.why = Some(why.clone());
                self.trouble = Some(why);
                self.unclaim(environment);
            }
            Step::Entered | Step::ConfirmEntered => self.enter(environment),
            Step::Undone | Step::ConfirmUndone | Step::Cleared => match environment {
                Some(environment) => {
                    self.configured.remove(&environment);
                    self.take_out(environment);
                }
                None => {
                    self.configured.clear();
                    self.environments().into_iter().for_each(|environment| self.take_out(environment));
                }
            },
            _ => {}
        }
        Ok(())
    }

    /// What the certificates of an institution may name: an application of the form each, or the provider itself.
    pub fn applications(&self) -> Vec<String> {
        if self.kind == Kind::Provider {
            return vec![self.form.get(fields::ID).to_owned()];
        }
        let id = |entry| self.form.get(&format!("{APPLICATIONS}.{entry}.{ID}")).to_owned();
        self.form.entries(APPLICATIONS).into_iter().map(id).collect()
    }

    /// Whether the form is complete, and which mistakes it has otherwise.
    pub fn complete_form(&self) -> Result<(), Vec<Mistake>> {
        match self.kind {
            Kind::Provider => ProviderForm::read(&self.form, &self.environments()).map(|_| ()),
            Kind::Sender | Kind::FurtherMessageTypes => Form::read(&self.form, self.institution).map(|_| ()),
        }
    }
}

const fn awaited(environment: Environment) -> State {
    State::Configuration { environment, progress: Progress::Awaited }
}

fn reasoned(remark: Remark) -> Result<Remark, NotTaken> {
    Ok(Remark { text: reason(&remark.text)?, field: remark.field })
}

fn reason(text: &str) -> Result<String, NotTaken> {
    let text = text.trim();
    let is_reason = (1..=LONGEST_REASON).contains(&text.chars().count());
    if is_reason { Ok(text.to_owned()) } else { Err(NotTaken::NoReason) }
}
