//! The arguments that say whose certificate it is.

use clap::Args;
use ebox_credential::Subject;
use ebox_domain::{EnterpriseNumber, Environment};

use crate::printer::Printer;

#[derive(Args)]
pub(super) struct SubjectArguments {
    /// The enterprise number: ten digits.
    #[arg(long, value_name = "NUMBER")]
    enterprise_number: EnterpriseNumber,
    /// The enterprise's legal name.
    #[arg(long, value_name = "NAME")]
    legal_name: String,
    /// The environment that it is for: prd, acc, sim or int. Each has a certificate of its own.
    #[arg(long)]
    environment: Environment,
    /// The application's URN from the request form, such as employment:job-attest:werkkaart.
    #[arg(long, value_name = "URN")]
    application: String,
    /// The city, not abbreviated.
    #[arg(long)]
    city: String,
    /// The region, not abbreviated.
    #[arg(long)]
    region: String,
}

impl SubjectArguments {
    pub(super) const fn environment(&self) -> Environment {
        self.environment
    }

    pub(super) const fn enterprise(&self) -> EnterpriseNumber {
        self.enterprise_number
    }

    /// The subject; a number that fails its check is used, because rehearsals use such, but not in silence.
    pub(super) fn subject(self, printer: Printer) -> Subject {
        if !self.enterprise_number.has_valid_check_digits() {
            printer.warn(format!(
                "the check digits of {} do not hold; no real enterprise has this number",
                self.enterprise_number
            ));
        }
        Subject {
            legal_name: self.legal_name,
            enterprise: self.enterprise_number,
            environment: self.environment,
            application: self.application,
            city: self.city,
            region: self.region,
        }
    }
}
