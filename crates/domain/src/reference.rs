//! Reference data: who may send what, for how long it is kept, and what it may carry.

mod action;
mod business_data;
mod check;
mod logo;
mod message_type;
mod sender;
mod validity;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    ebox::EboxType,
    enterprise::EnterpriseNumber,
    ids::{ApplicationId, MessageTypeId},
};

pub use action::ActionDefinition;
pub use business_data::{BusinessDataFormat, BusinessDataKey};
pub use logo::{ImageType, InvalidLogo, Logo};
pub use message_type::MessageType;
pub use sender::{Profile, SenderApplication, SenderOrganization};
pub use validity::{InvalidPeriod, ValidityPeriod, ValidityUnit};

/// A permission to publish: organization, application and message type, for one sector.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Trio {
    /// Who sends.
    pub organization: EnterpriseNumber,
    /// With which application.
    pub application: ApplicationId,
    /// Messages of which type.
    pub message_type: MessageTypeId,
    /// To whom: a trio for both sectors is two entries.
    pub sector: EboxType,
}

/// All reference data of one registry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReferenceData {
    /// Organizations by number.
    pub organizations: BTreeMap<EnterpriseNumber, SenderOrganization>,
    /// Applications by identifier.
    pub applications: BTreeMap<ApplicationId, SenderApplication>,
    /// Message types by identifier.
    pub message_types: BTreeMap<MessageTypeId, MessageType>,
    /// Who may send what to whom.
    pub trios: BTreeSet<Trio>,
}

/// What occurs in the same trios as something else: the contract's cross references.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Related<'d> {
    /// Organizations, each once.
    pub organizations: BTreeSet<EnterpriseNumber>,
    /// Applications, each once.
    pub applications: BTreeSet<&'d ApplicationId>,
    /// Message types, each once.
    pub message_types: BTreeSet<&'d MessageTypeId>,
}

impl ReferenceData {
    /// Whether an enterprise may publish in the name of a sender: of itself, and of others when it is configured as
    /// mandatary. Whether that sender may send anything is what the trios say.
    pub fn may_send_as(&self, enterprise: EnterpriseNumber, sender: EnterpriseNumber) -> bool {
        enterprise == sender || self.organizations.get(&enterprise).is_some_and(|one| one.is_mandatary)
    }

    /// What the trios that `is_meant` picks relate: all of a message type, for instance.
    pub fn related(&self, is_meant: impl Fn(&Trio) -> bool) -> Related<'_> {
        let mut related = Related::default();
        for trio in self.trios.iter().filter(|trio| is_meant(trio)) {
            related.organizations.insert(trio.organization);
            related.applications.insert(&trio.application);
            related.message_types.insert(&trio.message_type);
        }
        related
    }
}
