//! Understanding a document: what is wanted, and everything that speaks against it.

use ebox_credential::{
    Certificate, Scope, Scopes,
    check::{Expected, Severity, check},
};
use ebox_domain::{Cause, Causes, EnterpriseNumber, Rule, provider::ProviderId, reference::ReferenceData};
use ebox_wire::configuration::{self as wire, Role};

use super::{ClientWanted, PROVIDER_SCOPES, SENDER_SCOPES, SenderConfigurations, Wanted, references::taken};

impl SenderConfigurations {
    /// What a document wants; every mistake in it otherwise, also of its fit with what is here. One that is applied
    /// already (`applied`) is fit, even when its certificates ended since.
    pub(super) fn understood(
        &self,
        document: wire::Configuration,
        applied: Option<&Wanted>,
    ) -> Result<Wanted, Causes> {
        let mut causes = Causes::default();
        let environment = self.parts.environment;
        if document.environment != environment {
            let fix = format!("this deployment is {environment}; apply the document in its own environment");
            causes.push(Cause::body(Rule::InvalidValue, "environment", fix).with_value(document.environment));
        }
        let role = document.role;
        let client = document.client.as_ref().map(|client| read_client(client, role, &mut causes));
        let wanted = Wanted {
            dossier: document.dossier,
            role,
            enterprise: document.enterprise,
            reference: self.with_rights(document.reference, &document.provider),
            provider: document.provider,
            client,
        };
        if applied != Some(&wanted) {
            self.object(&wanted, &mut causes);
        }
        if causes.is_empty() { Ok(wanted) } else { Err(causes) }
    }

    /// What a document wants, with the rights that an operator gave the sender: registered mail, sending for others.
    /// A document that says nothing of them does not take them.
    fn with_rights(&self, mut reference: ReferenceData, provider: &ProviderId) -> ReferenceData {
        let now = self.parts.registries.reference_data(provider);
        for organization in reference.organizations.values_mut() {
            if let Some(there) = now.as_ref().and_then(|now| now.organizations.get(&organization.id)) {
                organization.may_register |= there.may_register;
                organization.is_mandatary |= there.is_mandatary;
            }
        }
        reference
    }

    /// What speaks against it here and now.
    fn object(&self, wanted: &Wanted, causes: &mut Causes) {
        match self.parts.registries.reference_data(&wanted.provider) {
            // What it keeps is its own business, wherever it runs.
            _ if wanted.role == Role::Provider => {}
            Some(now) => causes.extend(taken(wanted.enterprise, &wanted.reference, &now)),
            None => {
                let fix = "no such provider has its registry in this deployment; name one that has";
                causes.push(Cause::body(Rule::NotFound, "provider", fix).with_value(&wanted.provider));
            }
        }
        let certificates = wanted.client.iter().flat_map(|client| &client.certificates);
        for (place, certificate) in certificates.enumerate() {
            self.fit(wanted.enterprise, certificate, place, causes);
        }
    }

    fn fit(
        &self,
        enterprise: EnterpriseNumber,
        certificate: &Certificate,
        place: usize,
        causes: &mut Causes,
    ) {
        let expected = Expected {
            at: self.parts.clock.now(),
            environment: Some(self.parts.environment),
            enterprise: Some(enterprise),
        };
        let deviations = check(certificate, &expected).into_iter();
        causes.extend(deviations.filter(|one| one.severity == Severity::Error).map(|one| {
            let detail = format!("{}; {}", one.what, one.fix);
            Cause::body(Rule::InvalidValue, field("certificates", place), detail).with_value(one.code)
        }));
    }
}

fn field(list: &str, place: usize) -> String {
    format!("client.{list}[{place}]")
}

/// What goes with a role: what its client may be granted, and what it is granted when nothing is said.
const fn scopes_of(role: Role) -> (Scopes, Scopes) {
    match role {
        Role::Sender => (SENDER_SCOPES, Scopes::of(&[Scope::PublicationSender])),
        Role::Provider => (PROVIDER_SCOPES, PROVIDER_SCOPES),
    }
}

fn read_client(client: &wire::SenderClient, role: Role, causes: &mut Causes) -> ClientWanted {
    let (allowed, usual) = scopes_of(role);
    let mut scopes = Scopes::NONE;
    for (place, name) in client.scopes.iter().enumerate() {
        match Scope::parse(name).filter(|scope| allowed.contains(*scope)) {
            Some(scope) => scopes = scopes.with(scope),
            None => {
                let known: Vec<&str> = allowed.iter().map(Scope::as_str).collect();
                let fix = format!("this scope does not go with the role; use some of {}", known.join(", "));
                causes.push(Cause::body(Rule::NotAllowed, field("scopes", place), fix).with_value(name));
            }
        }
    }
    if client.scopes.is_empty() {
        scopes = usual;
    }
    let mut certificates: Vec<Certificate> = Vec::new();
    for (place, pem) in client.certificates.iter().enumerate() {
        match Certificate::read(pem.as_bytes()) {
            Ok(certificate) if certificates.contains(&certificate) => {
                let fix = "the certificate is there twice; leave one out";
                causes.push(Cause::body(Rule::InvalidValue, field("certificates", place), fix));
            }
            Ok(certificate) => certificates.push(certificate),
            Err(error) => {
                causes.push(Cause::body(Rule::Malformed, field("certificates", place), error.to_string()));
            }
        }
    }
    ClientWanted { name: client.name.clone(), scopes, certificates }
}
