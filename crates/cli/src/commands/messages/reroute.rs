//! `ebox messages reroute`

use std::process::ExitCode;

use clap::{ArgGroup, Args};
use ebox_client::{
    ClientError, Message, Registry,
    routing::{Caught, Trial, caught, move_caught},
};
use ebox_domain::{
    ApplicationId, EnterpriseNumber, MessageTypeId, PartitionId,
    partition::{Criteria, RoutingRule},
};
use serde_json::{Value, json};

use crate::{
    failure::{Failure, Status},
    printer::Printer,
    profile::{EboxArguments, with_profile_help},
    session::{Session, moment, reading, text},
    terminal,
};

const EXAMPLE: &str = "\
Examples:
  ebox messages reroute --type PAYSLIP --to Payroll                 # how many would have gone there?
  ebox messages reroute --type PAYSLIP --to Payroll --position 1    # as the first rule of all
  ebox messages reroute --type PAYSLIP --to Payroll --move          # move them";

/// How many of the newest messages of each provider are shown.
const SHOWN: usize = 5;

/// Try a routing rule on the messages that are there: how many would have gone to a partition, and move them.
///
/// A rule of the e-Box applies to new messages only; this does for the older ones what it would have done. Messages
/// that are in the partition already do not count, and what a rule before it looks for it never gets. A rule that the
/// e-Box has is tried at its place, another one as the last. Without --move nothing changes. Moving marks nothing
/// read; each provider moves its messages in batches, each batch wholly or not at all, and running it again moves
/// what is left.
#[derive(Args)]
#[command(
    after_help = EXAMPLE,
    after_long_help = with_profile_help(EXAMPLE),
    group(ArgGroup::new("criteria").args(["message_type", "application", "organization"]).required(true).multiple(true)),
)]
pub(super) struct Reroute {
    /// Messages of this type.
    #[arg(long = "type", value_name = "TYPE")]
    message_type: Option<MessageTypeId>,
    /// Messages from this application.
    #[arg(long, value_name = "APPLICATION")]
    application: Option<ApplicationId>,
    /// Messages from this enterprise.
    #[arg(long, value_name = "NUMBER")]
    organization: Option<EnterpriseNumber>,
    /// The partition where they belong, which must exist.
    #[arg(long, value_name = "PARTITION")]
    to: PartitionId,
    /// Its place among the rules of the e-Box, from 1: as the first one it needs to know no others.
    #[arg(long, value_name = "PLACE", value_parser = clap::value_parser!(u32).range(1..))]
    position: Option<u32>,
    /// Move them.
    #[arg(long = "move")]
    moves: bool,
    /// Move them without asking.
    #[arg(long, requires = "moves")]
    yes: bool,
    /// Only at this provider.
    #[arg(long, value_name = "ID")]
    provider: Option<String>,
    #[command(flatten)]
    ebox: EboxArguments,
}

/// How it went at one provider.
struct Outcome {
    registry: Registry,
    caught: Caught,
    moved: u64,
    left: u64,
    error: Option<ClientError>,
}

impl Reroute {
    pub(super) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let criteria = Criteria::new(self.message_type.clone(), self.application.clone(), self.organization);
        let Some(criteria) = criteria else {
            return Err(Failure::new(
                "criteria",
                "a rule looks for a type, an application or an organization",
            ));
        };
        let session = Session::open_ebox(&self.ebox)?;
        let before = self.before(&session, &criteria).await?;
        if self.lacks_target(&session).await {
            printer.warn(format!("the e-Box has no partition {}: nothing can be moved there", self.to));
        }
        let trial = Trial { criteria, target: self.to.clone(), before };
        let providers = session.callable(printer, self.provider.as_deref()).await?;
        let registries: Vec<Registry> = providers.iter().map(|provider| session.registry(provider)).collect();
        let mut outcomes = try_it(&trial, &registries).await;
        let total: u64 = outcomes.iter().map(|one| one.caught.total).sum();
        // When nobody answered, the first refusal says more than no numbers.
        if outcomes.iter().all(|one| one.error.is_some())
            && let Some(error) = outcomes.iter().find_map(|one| one.error.as_ref())
        {
            return Err(Failure::call(error));
        }
        for one in &outcomes {
            if let Some(error) = &one.error {
                printer.warn(format!("{} is left out: {}", one.registry.provider(), error.chain()));
            }
        }
        if !printer.is_json() {
            self.show(printer, &outcomes);
        }
        if self.moves && total > 0 {
            self.consent(total)?;
            for one in outcomes.iter_mut().filter(|one| one.error.is_none() && one.caught.total > 0) {
                one.make(printer, &trial).await;
            }
            let halted = outcomes.iter().find_map(|one| one.error.as_ref());
            if !outcomes.iter().any(|one| one.moved > 0)
                && let Some(error) = halted
            {
                return Err(Failure::call(error));
            }
        }
        self.tell(printer, &outcomes, total);
        let is_whole = outcomes.iter().all(|one| one.error.is_none());
        Ok(if is_whole { ExitCode::SUCCESS } else { Status::Partial.into() })
    }

    /// Whether the e-Box is known to have no such partition. Where the Partition service need not be there for the
    /// rules, it need not be for this: a move says it as well.
    async fn lacks_target(&self, session: &Session) -> bool {
        let (None | Some(2..), Some(enterprise)) = (self.position, session.enterprise()) else {
            return false;
        };
        let partitions = session.partitions().partitions(enterprise).await;
        partitions.is_ok_and(|(ids, _)| !ids.contains(&self.to))
    }

    /// What the rules look for that come before it.
    async fn before(&self, session: &Session, criteria: &Criteria) -> Result<Vec<Criteria>, Failure> {
        if self.position == Some(1) {
            return Ok(Vec::new());
        }
        let hint = "--position 1 tries it as the first rule, for which no other has to be known";
        let Some(enterprise) = session.enterprise() else {
            let message = format!("{} does not say whose e-Box it is", session.profile.origin);
            return Err(Failure::new("profile", message).hint(format!("add enterprise_number; {hint}")));
        };
        let rules = session.partitions().routing_rules(enterprise).await;
        let (mut rules, _) = rules.map_err(|error| Failure::call(&error).hint(hint))?;
        let is_it = |rule: &RoutingRule| rule.criteria == *criteria && rule.target == self.to;
        let own = rules.iter().position(is_it);
        rules.retain(|rule| !is_it(rule));
        let wanted = self.position.map(|place| usize::try_from(place - 1).unwrap_or(usize::MAX));
        rules.truncate(wanted.or(own).unwrap_or(usize::MAX));
        Ok(rules.into_iter().map(|rule| rule.criteria).collect())
    }

    fn show(&self, printer: Printer, outcomes: &[Outcome]) {
        let counted = || outcomes.iter().filter(|one| one.error.is_none());
        let row = |one: &Outcome| vec![one.registry.provider().to_owned(), one.caught.total.to_string()];
        printer.table(&["Provider", &format!("Would go to {}", self.to)], counted().map(row).collect());
        let newest: Vec<Vec<String>> = counted()
            .flat_map(|one| one.caught.newest.iter().map(|message| newest(one.registry.provider(), message)))
            .collect();
        if !newest.is_empty() {
            printer.data("");
            printer.table(&["Newest", "Provider", "Message", "From", "Subject", "Lies in"], newest);
        }
    }

    /// Makes sure that whoever moves messages in numbers means it.
    fn consent(&self, total: u64) -> Result<(), Failure> {
        if self.yes {
            return Ok(());
        }
        let what = format!("{} would move to {}: who may see them changes", messages(total), self.to);
        match terminal::confirm(&format!("{what}. Move them?")) {
            Some(true) => Ok(()),
            Some(false) => Err(Failure::new("declined", "nothing was moved")),
            None => Err(Failure::new("choice_missing", what)
                .hint("use --yes when this is meant; here is no terminal to ask at")
                .with_status(Status::ChoiceMissing)),
        }
    }

    fn tell(&self, printer: Printer, outcomes: &[Outcome], total: u64) {
        if printer.is_json() {
            let failed = outcomes.iter().filter(|one| one.error.is_some());
            printer.json(&json!({
                "items": outcomes.iter().map(Outcome::describe).collect::<Vec<_>>(),
                "total": total,
                "failedProviders": failed.map(|one| one.registry.provider()).collect::<Vec<_>>(),
            }));
        } else if total == 0 {
            printer.say("There is nothing to move.");
        } else if !self.moves {
            printer.say(format!("{} would have gone there. --move moves them.", messages(total)));
        } else {
            printer.data("");
            printer.table(&["Provider", "Moved", "State"], outcomes.iter().map(Outcome::row).collect());
        }
    }
}

async fn try_it(trial: &Trial, registries: &[Registry]) -> Vec<Outcome> {
    let readers: Vec<Registry> = registries.iter().map(reading).collect();
    let tried = caught(trial, &readers, SHOWN).await;
    let outcome = |(registry, one): (&Registry, ebox_client::routing::AtProvider<Caught>)| {
        let (caught, error) = match one.result {
            Ok(caught) => (caught, None),
            Err(error) => (Caught::default(), Some(error)),
        };
        Outcome { registry: registry.clone(), caught, moved: 0, left: 0, error }
    };
    registries.iter().zip(tried).map(outcome).collect()
}

impl Outcome {
    async fn make(&mut self, printer: Printer, trial: &Trial) {
        let bar = printer.progress(Some(self.caught.total), self.registry.provider());
        match move_caught(trial, &self.registry, |count| bar.set_position(count)).await {
            Ok(moved) => (self.moved, self.left) = (moved.moved, moved.left),
            Err(halted) => {
                (self.moved, self.left) = (halted.moved, self.caught.total.saturating_sub(halted.moved));
                printer.warn(halted.error.chain());
                self.error = Some(halted.error);
            }
        }
        bar.finish_and_clear();
    }

    fn row(&self) -> Vec<String> {
        let state = match (&self.error, self.left) {
            (None, 0) => "complete".to_owned(),
            (None, left) => format!("{} more came meanwhile", messages(left)),
            (Some(_), 0) => "left out".to_owned(),
            (Some(_), left) => format!("stopped; {} left", messages(left)),
        };
        vec![self.registry.provider().to_owned(), self.moved.to_string(), state]
    }

    fn describe(&self) -> Value {
        let provider = self.registry.provider();
        let newest = |message: &Message| json!({ "messageId": message.id, "metadata": ebox_connector::metadata(message) });
        json!({
            "providerId": provider,
            "caught": self.caught.total,
            "moved": self.moved,
            "left": self.left,
            "newest": self.caught.newest.iter().map(newest).collect::<Vec<_>>(),
        })
    }
}

fn newest(provider: &str, message: &Message) -> Vec<String> {
    vec![
        moment(message.received),
        provider.to_owned(),
        message.id.clone(),
        message.sender.enterprise.clone(),
        text(&message.subject).to_owned(),
        message.partition.clone().unwrap_or_default(),
    ]
}

fn messages(count: u64) -> String {
    if count == 1 { "1 message".to_owned() } else { format!("{count} messages") }
}
