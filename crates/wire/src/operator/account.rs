//! Local accounts of people.

use ebox_domain::{Causes, Rule, Ssin};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    moment::Moment,
    read::{Collected, Field},
};

/// An account as it now is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Account)]
pub struct AccountEntry {
    /// Its number.
    pub account_number: u64,
    /// What its person types to sign in.
    pub user_name: String,
    /// The person's SSIN.
    #[schema(pattern = r"^\d{11}$")]
    pub ssin: String,
    /// First name and family name.
    pub name: String,
    /// Until when its enrolment code holds; left out once the person made the account theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub enrolment_until: Option<Moment>,
    /// How many recovery codes are left; left out before that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery_codes: Option<u64>,
}

/// Every account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Accounts {
    /// By user name.
    pub items: Vec<AccountEntry>,
    /// How many there are.
    pub total: u64,
}

/// An account to be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewAccount {
    /// What its person types to sign in: 3 to 100 letters, digits or `.-_+@`.
    pub user_name: String,
    /// The person's SSIN.
    #[schema(pattern = r"^\d{11}$")]
    pub ssin: String,
    /// First name and family name.
    pub name: String,
}

/// The same, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountWanted {
    /// What its person types to sign in.
    pub user_name: String,
    /// Whose it is.
    pub ssin: Ssin,
    /// First name and family name.
    pub name: String,
}

impl NewAccount {
    /// Reads a body, and names every mistake of its form. `is_user_name` says what a user name is, `rule` in words.
    pub fn read(
        value: &Value,
        is_user_name: impl Fn(&str) -> Result<(), String>,
    ) -> Result<AccountWanted, Causes> {
        let causes = Collected::default();
        let wanted = Field::body(value, &causes).object().and_then(|mut object| {
            let user_name = object.required("userName", "a user name").and_then(|field| {
                let text = field.string()?;
                if let Err(rule) = is_user_name(text) {
                    field.refuse_value(Rule::InvalidValue, rule);
                }
                Some(text.to_owned())
            });
            let ssin = object.required("ssin", "an SSIN").and_then(|field| field.ssin());
            let name = object.required("name", "a name").and_then(|field| field.string());
            object.finish();
            Some(AccountWanted { user_name: user_name?, ssin: ssin?, name: name?.to_owned() })
        });
        causes.into_result(wanted)
    }
}

/// What the operator hands to a person, so that the account becomes theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountEnrolment {
    /// The account.
    pub account: AccountEntry,
    /// The code. It holds once, and nobody can ask for it again.
    pub code: String,
    /// The page of the portal where it is used, with the code in it; left out when no portal runs here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}
