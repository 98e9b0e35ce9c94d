//! What an environment is to have of a dossier, and what it says about that.

use ebox_domain::{EnterpriseNumber, Environment, provider::ProviderId, reference::ReferenceData};
use jiff::Timestamp;

use crate::{
    dossier::Dossier, form::Form, number::DossierNumber, provider_form::ProviderForm, reading::Mistake,
    state::Kind,
};

/// Everything that an environment is to have of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Of which dossier.
    pub dossier: DossierNumber,
    /// Where.
    pub environment: Environment,
    /// Whose it is.
    pub institution: EnterpriseNumber,
    /// What.
    pub purpose: Purpose,
    /// The certificate of its OAuth client, PEM; none on the short way, where the client is there.
    pub certificate: Option<String>,
}

/// What an institution is to be in an environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A Document Sender.
    Send {
        /// Through which Document Provider.
        provider: ProviderId,
        /// Its part of the reference data there.
        reference: Box<ReferenceData>,
    },
    /// A Document Provider, whose client introspects tokens and reads the registries of the federation.
    Provide {
        /// Its name for operators.
        name: String,
    },
}

impl Wanted {
    /// What an environment is to have of a dossier whose form is complete.
    pub(crate) fn of(dossier: &Dossier, environment: Environment) -> Result<Self, Vec<Mistake>> {
        let purpose = match dossier.kind() {
            Kind::Sender | Kind::FurtherMessageTypes => {
                let form = Form::read(dossier.form(), dossier.institution())?;
                Purpose::Send { provider: form.provider.clone(), reference: Box::new(form.reference_data()) }
            }
            Kind::Provider => {
                let form = ProviderForm::read(dossier.form(), &dossier.environments())?;
                Purpose::Provide { name: form.id().to_string() }
            }
        };
        Ok(Self {
            dossier: dossier.number(),
            environment,
            institution: dossier.institution(),
            purpose,
            certificate: dossier.certificate(environment).map(ToOwned::to_owned),
        })
    }
}

/// How something stands to how it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// It was not there.
    Added,
    /// It was there, and different.
    Changed,
    /// It was there, and is not wanted any more.
    Removed,
    /// It was there like this.
    Unchanged,
}

/// One thing that a configuration touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// What kind of thing: `organization`, `application`, `messageType`, `trio`, `client`, `certificate`, `provider`.
    pub what: String,
    /// Which one.
    pub id: String,
    /// What becomes of it.
    pub difference: Difference,
    /// Field by field, what it was and what it becomes.
    pub fields: Vec<(String, Option<String>, Option<String>)>,
}

/// What a configuration would change, or changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Everything that it touches.
    pub touched: Vec<Touched>,
    /// The OAuth client, when there is one already.
    pub client_id: Option<String>,
    /// Whether the environment has all of it.
    pub is_in_force: bool,
}

impl Report {
    /// What really changes.
    pub fn changes(&self) -> impl Iterator<Item = &Touched> {
        self.touched.iter().filter(|one| one.difference != Difference::Unchanged)
    }
}

/// How an environment is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Its operator's API is called, or it is here.
    Directly,
    /// A signed file is carried there, and what became of it is told by hand.
    ByFile,
}

/// Why an environment did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum EnvironmentError {
    /// It refuses: each reason as it gave it. Asking again brings the same.
    #[error("the environment refuses: {}", .0.join("; "))]
    Refused(Vec<String>),
    /// It cannot be reached, or failed; asking again later may help.
    #[error("the environment did not answer")]
    Away(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It is reached by file only.
    #[error("the environment is reached by a file")]
    ByFile,
}

/// Where attempts of a sender are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed {
    /// In which environment.
    pub environment: Environment,
    /// At which Document Provider.
    pub provider: ProviderId,
    /// Of which sender.
    pub sender: EnterpriseNumber,
    /// Since when.
    pub since: Timestamp,
}
