//! What is wrong with a certificate, in the reader's language.
//!
//! **To add one more** deviation: its code in `ebox-credential`'s check, a variant here, and its text.

use ebox_domain::Cause;
use ebox_i18n::{Phrase, Texts};

/// A deviation from the expected format: what it means, and what exactly was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pages) struct Deviation {
    kind: Kind,
    /// What was found and the fix, for the technician who makes the certificate.
    pub(in crate::pages) detail: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// No certificate at all.
    Unreadable,
    Country,
    Organization,
    GovernmentUnit,
    EnterpriseUnit,
    OtherEnterprise,
    EnvironmentUnit,
    OtherEnvironment,
    CommonName,
    City,
    Region,
    KeySize,
    KeyAlgorithm,
    NotYetValid,
    Expired,
    /// The account has it already.
    There,
    /// The account has as many as it may have.
    TooMany,
    /// A deviation that this version has no text for.
    Other,
}

impl Deviation {
    /// What it means.
    pub(in crate::pages) const fn said(&self, t: Texts) -> Phrase {
        self.kind.said(t)
    }
}

impl Kind {
    fn of(code: &str) -> Self {
        match code {
            "country" => Self::Country,
            "organization" => Self::Organization,
            "government_unit" => Self::GovernmentUnit,
            "enterprise_unit" => Self::EnterpriseUnit,
            "other_enterprise" => Self::OtherEnterprise,
            "environment_unit" => Self::EnvironmentUnit,
            "other_environment" => Self::OtherEnvironment,
            "common_name" => Self::CommonName,
            "city" => Self::City,
            "region" => Self::Region,
            "key_size" => Self::KeySize,
            "key_kind" => Self::KeyAlgorithm,
            "not_yet_valid" => Self::NotYetValid,
            "expired" => Self::Expired,
            "certificate_there" => Self::There,
            "too_many_certificates" => Self::TooMany,
            _ => Self::Other,
        }
    }

    const fn said(self, t: Texts) -> Phrase {
        match self {
            Self::Unreadable => t.say("certificate-unreadable"),
            Self::Country => t.say("certificate-country"),
            Self::Organization => t.say("certificate-organization"),
            Self::GovernmentUnit => t.say("certificate-government-unit"),
            Self::EnterpriseUnit => t.say("certificate-enterprise-unit"),
            Self::OtherEnterprise => t.say("certificate-other-enterprise"),
            Self::EnvironmentUnit => t.say("certificate-environment-unit"),
            Self::OtherEnvironment => t.say("certificate-other-environment"),
            Self::CommonName => t.say("certificate-common-name"),
            Self::City => t.say("certificate-city"),
            Self::Region => t.say("certificate-region"),
            Self::KeySize => t.say("certificate-key-size"),
            Self::KeyAlgorithm => t.say("certificate-key-kind"),
            Self::NotYetValid => t.say("certificate-not-yet-valid"),
            Self::Expired => t.say("certificate-expired"),
            Self::There => t.say("certificate-there"),
            Self::TooMany => t.say("certificate-too-many"),
            Self::Other => t.say("certificate-other"),
        }
    }
}

/// The deviation that a cause tells of.
pub(in crate::pages) fn deviation(cause: &Cause) -> Option<Deviation> {
    (cause.field == "certificate").then(|| Deviation {
        kind: cause.value.as_deref().map_or(Kind::Unreadable, Kind::of),
        detail: cause.detail.clone(),
    })
}
