//! Kinds of operation, by the scopes that let a caller in.

use crate::{
    mandate::{Behalf, OrToConsult, OrToPublish, OwnName},
    scope::Scope,
};

/// A kind of operation.
pub trait Permit: Send + Sync + 'static {
    /// The scopes that let an enterprise in, in its own name; any one is enough.
    const SCOPES: &'static [Scope];

    /// Whether it can be done on behalf of another enterprise.
    type Behalf: Behalf;

    /// Whose e-Box it is about.
    const ABOUT: About;
}

/// Whose e-Box a kind of operation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// That of the enterprise in whose name it is done.
    OwnEbox,
    /// Others, or none: what is sent along says which.
    Others,
}

/// Every scope with which the operation can be done, in one's own name or another's.
pub fn scopes_of<P: Permit>() -> Vec<Scope> {
    let mandated = P::Behalf::MANDATE.map(|(scope, _)| scope).filter(|scope| !P::SCOPES.contains(scope));
    P::SCOPES.iter().copied().chain(mandated).collect()
}

macro_rules! permits {
    ($($(#[$doc:meta])* $name:ident: $($scope:ident)|+, $behalf:ident, $about:ident;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub enum $name {}

            impl Permit for $name {
                const SCOPES: &'static [Scope] = &[$(Scope::$scope),+];
                type Behalf = $behalf;
                const ABOUT: About = About::$about;
            }
        )+
    };
}

permits! {
    /// Publishing.
    Publication: PublicationSender, OrToPublish, Others;
    /// Reading and changing the messages of an e-Box.
    Consultation: DocumentConsumer | MessagesFull, OrToConsult, OwnEbox;
    /// The summary of an e-Box: one's own, or under a mandate that of another. The published operation has nothing
    /// that names an e-Box, so that the scope for the summary of all of them opens no more than the one's own.
    OwnSummary: SummaryOwnEbox | SummaryAllEbox | DocumentConsumer, OrToConsult, OwnEbox;
    /// Reading reference data; those who read messages need it to show them.
    ReadReferenceData: ReferenceData | DocumentConsumer | MessagesFull | RepresentativeConsultation,
        OrToConsult, Others;
    /// Telling a Document Provider that partitions, rights or rules changed.
    Notify: NotificationNotify, OwnName, Others;
    /// Reading the provider registry.
    ReadProviderRegistry: FederationRegistry, OwnName, Others;
    /// Searching e-Box preferences.
    Preferences: FederationPreference, OwnName, OwnEbox;
    /// Searching citizens' consents.
    Consents: FederationConsent, OwnName, Others;
    /// Reading rights, routing rules and mandates; people read their own rights.
    ConsultPartitions: PartitionConsult | PartitionManage | DocumentConsumer | MessagesFull, OwnName, Others;
    /// Changing partitions, rights, routing rules and mandates of one's own e-Box.
    ManagePartitions: PartitionManage, OwnName, OwnEbox;
    /// Suggesting routing rules to recipients, as a sender.
    SuggestRoutingRules: PublicationSender | PartitionManage, OwnName, OwnEbox;
    /// Submitting document events.
    SubmitEvents: EventSubmit, OwnName, Others;
    /// Reading document events.
    ConsultEvents: EventConsult, OwnName, Others;
    /// Sending registered mail over its own service.
    RegisteredMail: RegisteredMailSender, OwnName, Others;
    /// Asking what a token says.
    Introspection: Introspect, OwnName, Others;
    /// Operating the federation.
    Operate: Operator, OwnName, Others;
}

/// Reading which partitions an e-Box has: everybody who has a token of the federation, whatever for.
#[derive(Debug, Clone, Copy)]
pub enum ListPartitions {}

impl Permit for ListPartitions {
    const SCOPES: &'static [Scope] = Scope::ALL;
    type Behalf = OwnName;
    const ABOUT: About = About::Others;
}
