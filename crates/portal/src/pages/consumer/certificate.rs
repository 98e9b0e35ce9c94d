//! What is wrong with a certificate, in the reader's language.
//!
//! **To add one more** deviation: its code in `ebox-credential`'s check, a variant here, and its text.

use ebox_credential::check::{self, Severity};
use ebox_domain::Cause;
use ebox_i18n::{Phrase, Texts};

/// A deviation from the expected format: what it means, and what exactly was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pages) struct Deviation {
    kind: Kind,
    /// What was found and the fix, for the technician who makes the certificate.
    pub(in crate::pages) detail: String,
    /// Whether it is accepted all the same.
    pub(in crate::pages) is_warning: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// No certificate at all.
    Unreadable,
    /// A private key is in the file.
    PrivateKey,
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
    /// No request for a certificate.
    UnreadableRequest,
    SelfSigned,
    ExpiresSoon,
    /// A city or region that looks abbreviated.
    Abbreviated,
    /// A kind of key that others may not take.
    UnusualKey,
    /// A deviation that this version has no text for.
    Other,
}

impl Deviation {
    /// What a check found.
    pub(in crate::pages) fn of(found: &check::Deviation) -> Self {
        let is_warning = found.severity == Severity::Warning;
        let kind = match (found.code, is_warning) {
            ("city" | "region", true) => Kind::Abbreviated,
            ("key_kind", true) => Kind::UnusualKey,
            (code, _) => Kind::of(code),
        };
        Self { kind, detail: format!("{}; {}", found.what, found.fix), is_warning }
    }

    /// A file that is no certificate.
    pub(in crate::pages) fn unreadable(detail: &str) -> Self {
        Self { kind: Kind::Unreadable, detail: detail.to_owned(), is_warning: false }
    }

    /// A file that is no request for one.
    pub(in crate::pages) fn unreadable_request(detail: &str) -> Self {
        Self { kind: Kind::UnreadableRequest, ..Self::unreadable(detail) }
    }

    /// What it means.
    pub(in crate::pages) const fn said(&self, t: Texts) -> Phrase {
        self.kind.said(t)
    }
}

impl Kind {
    fn of(code: &str) -> Self {
        match code {
            "private_key" => Self::PrivateKey,
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
            "self_signed" => Self::SelfSigned,
            "expires_soon" => Self::ExpiresSoon,
            "certificate_there" => Self::There,
            "too_many_certificates" => Self::TooMany,
            _ => Self::Other,
        }
    }

    const fn said(self, t: Texts) -> Phrase {
        match self {
            Self::Unreadable => t.say("certificate-unreadable"),
            Self::PrivateKey => t.say("certificate-private-key"),
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
            Self::UnreadableRequest => t.say("certificate-unreadable-request"),
            Self::SelfSigned => t.say("certificate-self-signed"),
            Self::ExpiresSoon => t.say("certificate-expires-soon"),
            Self::Abbreviated => t.say("certificate-abbreviated"),
            Self::UnusualKey => t.say("certificate-unusual-key"),
            Self::Other => t.say("certificate-other"),
        }
    }
}

/// The deviation that a cause tells of.
pub(in crate::pages) fn deviation(cause: &Cause) -> Option<Deviation> {
    (cause.field == "certificate").then(|| Deviation {
        kind: cause.value.as_deref().map_or(Kind::Unreadable, Kind::of),
        detail: cause.detail.clone(),
        is_warning: false,
    })
}
