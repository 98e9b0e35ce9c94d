//! What access managers and co-access managers look after: people, partitions, rules, mandates, preferences.
//!
//! One file a page. Every change is a form that is posted, answered with a redirect to the page that shows it; what
//! was done stands there in a line ([`done`]). What cannot be taken back asks first ([`confirm`]). Forms of their own
//! page are all drawn by one template ([`form_page`]).
//!
//! **To add one more** page: a file here with its routes in [`router`], its link in [`sections`](crate::sections), its
//! sample in `samples/manage.rs`.

pub(in crate::pages) mod audit;
pub(in crate::pages) mod called;
pub(in crate::pages) mod confirm;
pub(in crate::pages) mod done;
pub(in crate::pages) mod form_page;
pub(in crate::pages) mod mandates;
pub(in crate::pages) mod overview;
pub(in crate::pages) mod partitions;
pub(in crate::pages) mod people;
pub(in crate::pages) mod preferences;
pub(in crate::pages) mod rules;
pub(in crate::pages) mod suggestions;

use axum::{
    Router,
    routing::{get, post},
};
use ebox_domain::{EnterpriseNumber, Fault, ServiceError};
use ebox_partition::By;
use ebox_people::Session;

use crate::{Portal, visitor::Manager};

pub(super) fn router() -> Router<Portal> {
    Router::new()
        .route(paths::OVERVIEW, get(overview::show))
        .route(paths::PEOPLE, get(people::show))
        .route(paths::RIGHT, get(people::rights::show).post(people::rights::grant))
        .route("/manage/people/rights/{right}/withdraw", post(people::rights::withdraw))
        .route(paths::MANAGER, get(people::managers::show).post(people::managers::name))
        .route(paths::DISMISS, post(people::managers::dismiss))
        .route(paths::PARTITIONS, get(partitions::show))
        .route(paths::NEW_PARTITION, get(partitions::new::show).post(partitions::new::create))
        .route("/manage/partitions/{partition}", get(partitions::one::show).post(partitions::one::rename))
        .route("/manage/partitions/{partition}/delete", post(partitions::one::delete))
        .route(paths::RULES, get(rules::show))
        .route(paths::NEW_RULE, get(rules::new::show).post(rules::new::add))
        .route("/manage/rules/{rule}/move", post(rules::shift))
        .route("/manage/rules/{rule}/delete", post(rules::delete))
        .route("/manage/rules/{rule}/trial", get(rules::trial::show).post(rules::trial::make))
        .route(paths::SUGGESTIONS, get(suggestions::show))
        .route("/manage/suggestions/{suggestion}", post(suggestions::answer))
        .route(paths::MANDATES, get(mandates::show))
        .route(paths::NEW_MANDATE, get(mandates::new::show).post(mandates::new::propose))
        .route("/manage/mandates/{mandate}", post(mandates::change))
        .route(paths::PREFERENCES, get(preferences::show))
        .route(paths::ADDRESS, post(preferences::keep_address))
        .route(paths::EXCLUSIVE, post(preferences::choose))
        .route(paths::AUDIT, get(audit::show))
        .route(paths::AUDIT_FILE, get(audit::csv::send))
}

/// Where the pages are.
pub(in crate::pages) mod paths {
    use ebox_domain::{PartitionId, partition::RuleId};

    pub(in crate::pages) const OVERVIEW: &str = "/manage";
    pub(in crate::pages) const PEOPLE: &str = "/manage/people";
    pub(in crate::pages) const RIGHT: &str = "/manage/people/right";
    pub(in crate::pages) const MANAGER: &str = "/manage/people/manager";
    pub(in crate::pages) const DISMISS: &str = "/manage/people/manager/dismiss";
    pub(in crate::pages) const PARTITIONS: &str = "/manage/partitions";
    /// No partition has an identifier with a dot.
    pub(in crate::pages) const NEW_PARTITION: &str = "/manage/partitions/.new";

    pub(in crate::pages) const RULES: &str = "/manage/rules";
    pub(in crate::pages) const NEW_RULE: &str = "/manage/rules/.new";
    pub(in crate::pages) const SUGGESTIONS: &str = "/manage/suggestions";
    pub(in crate::pages) const MANDATES: &str = "/manage/mandates";
    pub(in crate::pages) const NEW_MANDATE: &str = "/manage/mandates/.new";
    pub(in crate::pages) const PREFERENCES: &str = "/manage/preferences";
    pub(in crate::pages) const ADDRESS: &str = "/manage/preferences/address";
    pub(in crate::pages) const EXCLUSIVE: &str = "/manage/preferences/exclusive";
    pub(in crate::pages) const AUDIT: &str = "/manage/audit";
    pub(in crate::pages) const AUDIT_FILE: &str = "/manage/audit/file";
    pub(in crate::pages) const CONSUMER: &str = "/manage/document-consumer";

    pub(in crate::pages) fn partition(id: &PartitionId) -> String {
        format!("{PARTITIONS}/{id}")
    }

    pub(in crate::pages) fn trial(id: RuleId) -> String {
        format!("{RULES}/{id}/trial")
    }
}

impl Manager {
    pub(in crate::pages) fn session(&self) -> &Session {
        self.0.session()
    }

    pub(in crate::pages) fn enterprise(&self) -> EnterpriseNumber {
        self.session().enterprise
    }
}

impl Portal {
    /// Who changes something here, for the Partition service; it says in the record with which outcome.
    pub(in crate::pages) fn by(&self, manager: &Manager, method: &str, path: &str) -> By {
        let session = manager.session();
        By::person_of(session.enterprise, session.person.ssin, self.record(session, method, path, 303))
    }
}

/// Whether a service found what it was asked to change no longer there.
pub(in crate::pages) fn is_gone<T>(outcome: &Result<T, ServiceError>) -> bool {
    matches!(
        outcome,
        Err(ServiceError::Refused(Fault::NotFound { .. } | Fault::NamedNotFound { .. } | Fault::Absent(_)))
    )
}

/// Whether a service refused because something else changed first.
pub(in crate::pages) fn is_conflict<T>(outcome: &Result<T, ServiceError>) -> bool {
    matches!(outcome, Err(ServiceError::Refused(Fault::Conflict(_))))
}
