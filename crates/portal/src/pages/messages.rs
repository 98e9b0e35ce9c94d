//! `GET /messages`: the mail of every provider as one list, with its filters and numbers.

mod criteria;
mod row;

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_domain::{Language, time::in_brussels};
use ebox_i18n::{Phrase, Texts};
use futures_util::future::join3;
use http::StatusCode;
use jiff::Timestamp;

pub(in crate::pages) use criteria::{Criteria, Mistake};
use criteria::{LONGEST_SEARCH, names};
use row::Row;

use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page_with},
    mail::{Absent, Listing, Names, Numbers, Position, Why},
    pages::{
        done::{DONE, Done},
        partitions,
    },
    show,
    visitor::{SignedIn, Visitor},
};

#[derive(Template)]
#[template(path = "messages.html")]
pub(super) struct MessagesPage {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    pub(super) criteria: Criteria,
    pub(super) options: Options,
    pub(super) tiles: Vec<Tile>,
    /// Whether the numbers lack a provider.
    pub(super) are_tiles_partial: bool,
    pub(super) rows: Vec<Row>,
    pub(super) total: Option<u64>,
    /// The address of what comes before.
    pub(super) newer: Option<String>,
    /// The address of what comes next.
    pub(super) older: Option<String>,
    /// The address of this page, for forms that lead back to it.
    pub(super) here: String,
    /// What was done just now.
    pub(super) done: Option<Done>,
    pub(super) unreadable: usize,
    pub(super) absent: Vec<Absent>,
}

/// What can be chosen in the filters: identifiers with names.
#[derive(Default)]
pub(super) struct Options {
    pub(super) senders: Vec<(String, String)>,
    pub(super) message_types: Vec<(String, String)>,
    pub(super) partitions: Vec<(String, String)>,
}

/// A number that leads to what it counts.
pub(super) struct Tile {
    pub(super) href: &'static str,
    pub(super) kind: Counted,
    pub(super) count: u64,
}

/// What a tile counts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counted {
    Unread,
    AboutToExpire,
    ForAction,
    Registered,
}

/// What the list shows.
pub(super) struct Shown {
    pub(super) criteria: Criteria,
    pub(super) listing: Listing,
    pub(super) names: Names,
    pub(super) numbers: Numbers,
    pub(super) partitions: Vec<(String, String)>,
    pub(super) now: Timestamp,
    pub(super) done: Option<Done>,
}

impl MessagesPage {
    pub(super) fn new(layout: Layout, shown: Shown) -> Self {
        let t = layout.t;
        let Shown { criteria, listing, names, numbers, partitions, now, done } = shown;
        let first = listing.messages.first().filter(|_| listing.has_newer);
        let last = listing.messages.last().filter(|_| listing.has_older);
        Self {
            newer: first.map(|first| criteria.newer(&Position::of(first))),
            older: last.map(|last| criteria.older(&Position::of(last))),
            options: Options {
                senders: with_chosen(names.senders(t.language()), criteria.text(names::SENDER)),
                message_types: with_chosen(names.message_types(t.language()), criteria.text(names::TYPE)),
                partitions: with_chosen(partitions, criteria.text(names::PARTITION)),
            },
            here: criteria.here(),
            done,
            are_tiles_partial: numbers.is_partial,
            tiles: tiles(numbers),
            rows: listing.messages.iter().map(|listed| Row::new(listed, &names, t, now)).collect(),
            total: listing.total,
            unreadable: listing.unreadable,
            absent: listing.absent,
            criteria,
            t,
            layout,
        }
    }

    /// What stands beside the field of a day.
    fn day(&self, field: &str) -> Phrase {
        match (self.criteria.is_sent, field) {
            (false, names::FROM) => self.t.say("filter-from"),
            (false, _) => self.t.say("filter-until"),
            (true, names::FROM) => self.t.say("filter-sent-from"),
            (true, _) => self.t.say("filter-sent-until"),
        }
    }

    /// What a provider is called.
    fn provider(&self, absent: &Absent) -> String {
        show::name(&absent.name, self.t.language(), &absent.id)
    }

    /// Whether a field cannot be understood.
    fn is_wrong(&self, name: &str) -> bool {
        self.criteria.mistakes.iter().any(|mistake| match mistake {
            Mistake::NoDate(wrong) => *wrong == name,
            Mistake::Backwards => name == names::UNTIL,
            Mistake::LongSearch => name == names::SEARCH,
        })
    }

    /// Whether the reader chooses the language in which to search.
    fn chooses_language(&self) -> bool {
        self.t.language() == Language::En
    }

    /// Whether filters beyond the search are in use, so that they are shown.
    fn narrows(&self) -> bool {
        self.criteria.narrow()
    }
}

/// The numbers with where they lead. What is hidden counts, so it is shown there as well.
fn tiles(numbers: Numbers) -> Vec<Tile> {
    vec![
        Tile { href: "/messages?status=unread&show=all", kind: Counted::Unread, count: numbers.unread },
        Tile { href: "/messages?action=yes&show=all", kind: Counted::ForAction, count: numbers.for_action },
        Tile {
            href: "/messages?expires=soon&show=all",
            kind: Counted::AboutToExpire,
            count: numbers.about_to_expire,
        },
        Tile {
            href: "/messages?registered=yes&show=all",
            kind: Counted::Registered,
            count: numbers.registered,
        },
    ]
}

/// What can be chosen, and what was chosen although nobody names it.
fn with_chosen(mut options: Vec<(String, String)>, chosen: &str) -> Vec<(String, String)> {
    if !chosen.is_empty() && !options.iter().any(|(id, _)| id == chosen) {
        options.push((chosen.to_owned(), chosen.to_owned()));
    }
    options
}

/// Shows a page of the list.
pub(super) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    query: Fields,
) -> Result<Response, Failure> {
    let done = Done::read(&query);
    let criteria = Criteria::read(query.without(DONE), visitor.t.language());
    let now = portal.0.clock.now();
    let today = in_brussels(now).date();
    let ebox = portal.0.mail.open(signed_in.reader()?).await?;
    let listing = async {
        if criteria.mistakes.is_empty() {
            ebox.list(&criteria.filter(today), &criteria.place).await
        } else {
            Listing { absent: ebox.absent.clone(), ..Listing::default() }
        }
    };
    let (listing, names, numbers) = join3(listing, ebox.names(), ebox.numbers(today)).await;
    let status = if criteria.mistakes.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let partitions = partitions::visible(&portal, &signed_in, visitor.t.language()).await?;
    let layout = Layout::new(&portal, &visitor, Part::Messages);
    page_with(
        status,
        &MessagesPage::new(layout, Shown { criteria, listing, names, numbers, partitions, now, done }),
    )
}
