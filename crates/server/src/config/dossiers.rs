//! What a deployment has to do with dossiers of senders and providers.

use std::path::{Path, PathBuf};

use ebox_credential::{Certificate, PrivateKey};
use ebox_domain::{EnterpriseNumber, Environment, ids::ClientId};

use super::{ADDRESS, address, reader::Section};
use crate::services::{DeskSetup, EnvironmentReach, OperatorReach, ServicesLater};

/// The dossiers of a deployment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dossiers {
    /// Whose signature on the file of a configuration counts.
    pub signers: Vec<Certificate>,
    /// The desk that looks after them, when it is here.
    pub desk: Option<Desk>,
}

/// A desk, and how it reaches the environments that it looks after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// The enterprise whose staff works there.
    pub enterprise: EnterpriseNumber,
    /// The environments, in the order in which dossiers pass them.
    pub environments: Vec<(Environment, Reach)>,
    /// The key that signs files, PEM.
    pub signing_key: Option<PathBuf>,
}

/// How an environment is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// It is that of this deployment.
    Here,
    /// By the operator's API of its deployment.
    Operator(OperatorReach),
    /// By a signed file that somebody carries there.
    File,
}

impl Desk {
    /// The desk in words.
    pub fn described(&self) -> String {
        let how = |(environment, reach): &(Environment, Reach)| match reach {
            Reach::Here => format!("{environment} here"),
            Reach::Operator(reach) => format!("{environment} at {}", reach.operator_url),
            Reach::File => format!("{environment} by file"),
        };
        let environments: Vec<String> = self.environments.iter().map(how).collect();
        format!("{}, {}", self.enterprise, environments.join(", "))
    }

    /// The desk as the services open it.
    pub fn setup(&self) -> DeskSetup {
        let reach = |reach: &Reach| match reach {
            Reach::Here => EnvironmentReach::Here(ServicesLater::default()),
            Reach::Operator(reach) => EnvironmentReach::Operator(reach.clone()),
            Reach::File => EnvironmentReach::File,
        };
        DeskSetup {
            enterprise: self.enterprise,
            environments: self.environments.iter().map(|(one, how)| (*one, reach(how))).collect(),
            signing_key: self.signing_key.clone(),
        }
    }
}

/// Reads the section `dossiers` of a deployment of the environment `own`.
pub(super) fn read(mut section: Section<'_>, own: Option<Environment>, folder: &Path) -> Dossiers {
    let signers = signers(&mut section, folder);
    let desk = desk(&mut section, own, folder);
    section.finish();
    Dossiers { signers, desk }
}

fn signers(section: &mut Section<'_>, folder: &Path) -> Vec<Certificate> {
    let path = |text: &str| (!text.is_empty()).then(|| PathBuf::from(text));
    let files = section.list("signers", "the path of a certificate, PEM", path).unwrap_or_default();
    let mut signers = Vec::new();
    for file in files.into_iter().map(|file| folder.join(file)) {
        let read = std::fs::read(&file).map_err(|error| format!("cannot be read: {error}"));
        let certificate = read.and_then(|bytes| {
            Certificate::read(&bytes).map_err(|error| format!("is no certificate: {error}"))
        });
        match certificate {
            Ok(certificate) => signers.push(certificate),
            Err(mistake) => section.mistake_in("signers", &format!("{} {mistake}", file.display())),
        }
    }
    signers
}

fn desk(section: &mut Section<'_>, own: Option<Environment>, folder: &Path) -> Option<Desk> {
    let is_here = section.has("desk");
    let (has_list, has_key) = (section.has("environments"), section.has("signing_key"));
    let enterprise: Option<EnterpriseNumber> = section.optional("desk", "ten digits in quotes");
    let listed = section.list("environments", "int, acc or prd", |text| {
        text.parse().ok().filter(|one| *one != Environment::Sim)
    });
    let environments = listed.clone().or_else(|| own.map(|own| vec![own])).unwrap_or_default();
    let signing_key = has_key.then(|| key(section, "signing_key", folder)).flatten();
    let mut reached = Vec::new();
    for (name, environment) in
        [("int", Environment::Int), ("acc", Environment::Acc), ("prd", Environment::Prd)]
    {
        let elsewhere = section.optional_section(name);
        let is_listed = environments.contains(&environment);
        let reach = match elsewhere {
            Some(_) if Some(environment) == own => {
                section.mistake_in(name, "this deployment itself; leave the section out");
                None
            }
            Some(_) if !is_listed => {
                section.mistake_in(name, "not among environments; add it there, or leave the section out");
                None
            }
            Some(elsewhere) => reach(elsewhere, folder),
            None if Some(environment) == own => Some(Reach::Here),
            None if is_listed && is_here => {
                let fix = "missing; give operator_url, token_url, client_id and private_key of its deployment, or \
                           reach = \"file\"";
                section.mistake_in(name, fix);
                None
            }
            None => None,
        };
        reached.extend(reach.map(|reach| (environment, reach)));
    }
    for (place, environment) in environments.iter().enumerate() {
        if environments[..place].contains(environment) {
            section.mistake_in("environments", &format!("{environment} is there twice; name it once"));
        }
    }
    if listed.is_some_and(|listed| listed.is_empty()) {
        section.mistake_in("environments", "empty; name those that dossiers pass, or leave it out");
    }
    let by_file = reached.iter().any(|(one, reach)| environments.contains(one) && *reach == Reach::File);
    if by_file && !has_key {
        section.mistake_in("signing_key", "missing; what is reached by file needs files to be signed");
    }
    if !is_here && (has_list || has_key) {
        section.mistake_in("desk", "missing; give the enterprise of the desk, or leave what it needs out");
    }
    let of = |environment: &Environment| {
        reached.iter().find(|(one, _)| one == environment).map(|(_, reach)| (*environment, reach.clone()))
    };
    Some(Desk {
        enterprise: enterprise?,
        environments: environments.iter().filter_map(of).collect(),
        signing_key,
    })
}

fn reach(mut section: Section<'_>, folder: &Path) -> Option<Reach> {
    if section.has("reach") {
        let expected = "file; leave it out where the operator's API is called";
        let file = section.optional_with("reach", expected, |text| (text == "file").then_some(Reach::File));
        section.finish();
        return file;
    }
    let operator_url = section.required_with("operator_url", ADDRESS, address);
    let token_url = section.required_with("token_url", ADDRESS, address);
    let client_id: Option<ClientId> = section.required("client_id", "the desk's OAuth client id there");
    let private_key = key(&mut section, "private_key", folder);
    section.finish();
    Some(Reach::Operator(OperatorReach {
        operator_url: operator_url?,
        token_url: token_url?,
        client_id: client_id?.to_string(),
        private_key: private_key?,
    }))
}

/// The path of a private key that can be read.
fn key(section: &mut Section<'_>, name: &'static str, folder: &Path) -> Option<PathBuf> {
    let path = folder.join(section.path(name, "a PEM file")?);
    let read = std::fs::read_to_string(&path).map_err(|error| format!("cannot be read: {error}"));
    let key = read.and_then(|pem| PrivateKey::from_pem(&pem).map_err(|error| format!("is no key: {error}")));
    match key {
        Ok(_) => Some(path),
        Err(mistake) => {
            section.mistake_in(name, &format!("{} {mistake}", path.display()));
            None
        }
    }
}
