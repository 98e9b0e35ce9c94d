//! Check digits of numbers that an operator types: a wrong digit would give rights to a stranger.

use ebox_domain::{Cause, EnterpriseNumber, Fault, Place, Rule, Ssin, enterprise::CheckDigits};

use crate::Services;

/// What the deployment chose: the digits must hold, unless a provider of it looks at the form of numbers alone.
fn choice(services: &Services) -> CheckDigits {
    let mut providers = services.setup().providers.iter();
    let is_pattern = providers.any(|one| one.settings.publication.check_digits == CheckDigits::Pattern);
    if is_pattern { CheckDigits::Pattern } else { CheckDigits::Strict }
}

/// Refuses the number of a person, in the body, that belongs to nobody.
pub(super) fn of_person(services: &Services, ssin: Ssin) -> Result<(), Fault> {
    if ssin.satisfies(choice(services)) {
        return Ok(());
    }
    let fix = "the check digits do not hold; correct the SSIN";
    Err(Fault::one(Cause::body(Rule::InvalidValue, "ssin", fix)))
}

/// Refuses the number of an enterprise, in the address, that belongs to nobody.
pub(super) fn of_enterprise(services: &Services, number: EnterpriseNumber) -> Result<(), Fault> {
    if number.satisfies(choice(services)) {
        return Ok(());
    }
    let fix = "the check digits do not hold; correct the enterprise number";
    Err(Fault::one(Cause::at(Place::Path, Rule::InvalidValue, "enterpriseNumber", fix)))
}
