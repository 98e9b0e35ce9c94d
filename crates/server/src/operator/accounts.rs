//! `GET` and `POST /accounts`, and one account

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use ebox_domain::{Cause, Fault, Place, Rule};
use ebox_people::{
    Person,
    accounts::{Account, AccountName, AccountState, Opened},
};
use ebox_web::Answer;
use ebox_wire::{
    Problem,
    operator::{AccountEnrolment, AccountEntry, Accounts, NewAccount},
};
use serde_json::json;

use super::{OperatorState, body::Whole, by::By, digits};

/// Get every local account, by user name.
#[utoipa::path(
    get, path = "/accounts", tag = "People", operation_id = "getAccounts",
    responses(
        (status = 200, description = "All of them", body = Accounts),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
    ),
)]
pub(super) async fn get_accounts(State(state): State<OperatorState>, _by: By) -> Answer<Json<Accounts>> {
    let items: Vec<AccountEntry> = state.services.people.accounts().await?.iter().map(entry).collect();
    Ok(Json(Accounts { total: items.len() as u64, items }))
}

/// Open a local account for a person, who is registered by it. The answer has the code with which the person makes
/// the account theirs; nobody can ask for it again.
#[utoipa::path(
    post, path = "/accounts", tag = "People", operation_id = "openAccount",
    request_body(content((NewAccount = "application/json"), (NewAccount = "application/yaml"))),
    responses(
        (status = 201, description = "It waits for its person", body = AccountEnrolment),
        (status = 400, description = "Every mistake in it", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 413, description = "It is too large", body = Problem),
        (status = 415, description = "It is neither JSON nor YAML", body = Problem),
    ),
)]
pub(super) async fn open_account(
    State(state): State<OperatorState>,
    by: By,
    body: Whole,
) -> Answer<(StatusCode, Json<AccountEnrolment>)> {
    let is_name = |text: &str| text.parse::<AccountName>().map(drop).map_err(|error| error.to_string());
    let wanted = NewAccount::read(&body.value()?, is_name).map_err(Fault::Invalid)?;
    let unnamed = |_| Fault::one(Cause::body(Rule::InvalidValue, "userName", "give a user name"));
    let name: AccountName = wanted.user_name.parse().map_err(unnamed)?;
    digits::of_person(&state.services, wanted.ssin)?;
    // Records name people by their hash alone; a user name may be one too.
    let person = state.services.person_hash(wanted.ssin);
    let effects = by.effects_of_new(json!({ "person": person.to_string() }));
    let person = Person { ssin: wanted.ssin, name: wanted.name };
    let opened = state.services.people.open_account(name, person, by.at(), effects).await?;
    Ok((StatusCode::CREATED, Json(handed_over(&state, &opened))))
}

/// Begin an account anew, for a person who lost what they sign in with: password, authenticator app, recovery codes
/// and sessions end at once, and there is a new code.
#[utoipa::path(
    post, path = "/accounts/{accountNumber}/enrolments", tag = "People", operation_id = "renewAccount",
    params(("accountNumber" = u64, Path, description = "The account.")),
    responses(
        (status = 201, description = "It waits for its person", body = AccountEnrolment),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such account", body = Problem),
    ),
)]
pub(super) async fn renew_account(
    State(state): State<OperatorState>,
    by: By,
    Path(number): Path<String>,
) -> Answer<(StatusCode, Json<AccountEnrolment>)> {
    let account = known(&state, &number).await?;
    let effects = by.effects_of_new(json!({ "account": account.number }));
    let opened = state.services.people.renew_account(account.number, by.at(), effects).await?;
    Ok((StatusCode::CREATED, Json(handed_over(&state, &opened))))
}

/// Remove an account, and end the sessions of its person, who stays registered with every right.
#[utoipa::path(
    delete, path = "/accounts/{accountNumber}", tag = "People", operation_id = "removeAccount",
    params(("accountNumber" = u64, Path, description = "The account.")),
    responses(
        (status = 200, description = "The account as it was", body = AccountEntry),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such account", body = Problem),
    ),
)]
pub(super) async fn remove_account(
    State(state): State<OperatorState>,
    by: By,
    Path(number): Path<String>,
) -> Answer<Json<AccountEntry>> {
    let account = known(&state, &number).await?;
    let effects = by.effects(json!({ "account": account.number }));
    state.services.people.remove_account(account.number, effects).await?;
    Ok(Json(entry(&account)))
}

async fn known(state: &OperatorState, number: &str) -> Answer<Account> {
    let malformed = || {
        Fault::one(Cause::at(
            Place::Path,
            Rule::InvalidValue,
            "accountNumber",
            "give the number of an account",
        ))
    };
    let wanted: u64 = number.parse().map_err(|_| malformed())?;
    let accounts = state.services.people.accounts().await?;
    let unknown = || Fault::NotFound { what: "Account", name: "accountNumber", value: number.to_owned() };
    Ok(accounts.into_iter().find(|account| account.number == wanted).ok_or_else(unknown)?)
}

fn entry(account: &Account) -> AccountEntry {
    let (until, codes) = match account.state {
        AccountState::Enrolling(until) => (Some(until.into()), None),
        AccountState::Active { recovery_codes } => (None, Some(recovery_codes)),
    };
    AccountEntry {
        account_number: account.number,
        user_name: account.name.to_string(),
        ssin: account.person.ssin.to_string(),
        name: account.person.name.clone(),
        enrolment_until: until,
        recovery_codes: codes,
    }
}

fn handed_over(state: &OperatorState, opened: &Opened) -> AccountEnrolment {
    let code = opened.code.secret();
    AccountEnrolment { account: entry(&opened.account), link: state.services.enrolment_link(&code), code }
}
