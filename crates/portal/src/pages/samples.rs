//! Every page with sample data, in every language: what a page says is there, well formed, and escaped.
//!
//! **To add one more** page: a line in [`pages`].

mod audit;
mod consumer;
mod desk;
mod manage;
mod mandates;
mod outgoing;
mod rules;
mod sending;
mod signing_in;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use askama::Template;
use ebox_client::{Action, Attachment, BusinessData, Logo, Message, Party, ReferenceNames, Sender};
use ebox_domain::{Language, LocalizedText};
use ebox_i18n::Texts;
use ebox_people::Role;
use jiff::Timestamp;

use super::{
    attachment::{Table, TextPage},
    done::Done,
    message::{Can, MessagePage},
    messages::{Criteria, MessagesPage, Shown},
    problem::{Kind, Problem},
    reply::{Entered, Reason, Refused, ReplyPage, Wrong},
    selected::{Because, OutcomePage, Unchanged},
    zip::ZipPage,
};
use crate::{
    enterprises::Capacity,
    fields::Fields,
    layout::{Layout, Part, Reader},
    mail::{Absent, Listed, Listing, Names, Numbers, Why},
    openid::NotVouched,
    show::Said,
};

/// What somebody puts into a text to see whether it becomes markup.
const HOSTILE: &str = "<script>alert('x')</script>\"&";

/// Every page in a language, by a name of its own.
fn pages(language: Language) -> Vec<(&'static str, String)> {
    let t = Texts::of(language);
    let layout = |part| Layout::sample(t, part, true);
    let outside = || Layout::sample(t, Part::None, false);
    let problem = |kind| render(&Problem { t, layout: outside(), kind });
    let names = Names::new(BTreeMap::new());
    let open = message(true, true);
    let closed = message(false, false);
    let provider = LocalizedText::untranslated(HOSTILE);
    let body = LocalizedText::in_one(Language::De, HOSTILE);
    let list = |query: &str, listing| {
        let shown = Shown {
            criteria: Criteria::read(Fields::parse(query.as_bytes()), language),
            listing,
            names: hostile_names(),
            numbers: Numbers { unread: 1234, registered: 1, is_partial: true, ..Numbers::default() },
            partitions: vec![("GENERAL".to_owned(), HOSTILE.to_owned()), ("b".to_owned(), "B".to_owned())],
            now: Timestamp::UNIX_EPOCH,
            done: Some(Done::Moved),
        };
        render(&MessagesPage::new(layout(Part::Messages), shown))
    };
    let mut pages = vec![
        ("messages", list("older=2026-03-01T00:00:00Z~nsso~1&show=all", listing())),
        ("messages, none", list("", Listing::default())),
        ("messages, none found", list("q=%3Cscript%3Ealert(%27x%27)&type=other", Listing::default())),
        ("messages, wrong", list("from=%3Cscript%3E&until=x", Listing::default())),
        ("messages, sent", list("box=sent", Listing { total: Some(3), ..sent() })),
        (
            "message, closed",
            render(&MessagePage::new(
                layout(Part::Messages),
                ("nsso", &provider),
                closed,
                &attachments(),
                None,
                &names,
                Can::default(),
            )),
        ),
        (
            "message, open",
            render(&MessagePage::new(
                layout(Part::Messages),
                ("nsso", &provider),
                open,
                &attachments(),
                Some(&body),
                &hostile_names(),
                Can {
                    reply: true,
                    partitions: vec![
                        ("GENERAL".to_owned(), HOSTILE.to_owned()),
                        ("b".to_owned(), HOSTILE.to_owned()),
                    ],
                },
            )),
        ),
        (
            "text",
            render(&TextPage {
                t,
                layout: layout(Part::Messages),
                name: HOSTILE.to_owned(),
                back: "/messages/nsso/1".to_owned(),
                download: "/messages/nsso/1/attachments/1?download=yes".to_owned(),
                text: HOSTILE.to_owned(),
                table: None,
                is_cut: true,
            }),
        ),
        (
            "table",
            render(&TextPage {
                t,
                layout: layout(Part::Messages),
                name: HOSTILE.to_owned(),
                back: "/messages/nsso/1".to_owned(),
                download: "/messages/nsso/1/attachments/1?download=yes".to_owned(),
                text: String::new(),
                table: Table::read(&format!("a;b\n{HOSTILE};=1+1")),
                is_cut: false,
            }),
        ),
        (
            "archive",
            render(&ZipPage {
                t,
                layout: layout(Part::Messages),
                back: "/messages?a=b".to_owned(),
                action: "/messages/selected".to_owned(),
                fields: vec![("message", format!("nsso~{HOSTILE}"))],
                closed: vec![Said::plain(HOSTILE)],
                count: 3,
            }),
        ),
        (
            "selected",
            render(&OutcomePage {
                t,
                layout: layout(Part::Messages),
                back: "/messages?a=b".to_owned(),
                changed: 2,
                unchanged: [Because::NotOffered, Because::NoPartition, Because::Refused]
                    .map(|because| Unchanged { provider: HOSTILE.to_owned(), count: 1, because })
                    .into(),
            }),
        ),
        ("reply", render(&reply(layout(Part::Messages)))),
        ("ended", problem(Kind::Ended("/sign-in?then=%2Fmessages".to_owned()))),
        ("no enterprise", problem(Kind::NoEnterprise)),
        ("provider, down", problem(Kind::NotVouched(NotVouched::Down))),
        ("provider, refused", problem(Kind::NotVouched(NotVouched::Refused))),
        ("provider, stale", problem(Kind::NotVouched(NotVouched::Stale))),
        ("provider, unusable", problem(Kind::NotVouched(NotVouched::Unusable))),
        ("busy", problem(Kind::Busy)),
        ("not found", problem(Kind::NotFound)),
        ("not allowed", problem(Kind::NotAllowed)),
        ("not naming", problem(Kind::NotNaming)),
        ("no mail", problem(Kind::NoMail)),
        ("no partition", problem(Kind::NoPartition)),
        ("not staff", problem(Kind::NotStaff)),
        ("stale form", problem(Kind::StaleForm)),
        ("unreadable form", problem(Kind::UnreadableForm)),
        ("problem, too large", problem(Kind::TooLarge)),
        ("registry", problem(Kind::Registry(HOSTILE.to_owned()))),
        ("not offered", problem(Kind::NotOffered(HOSTILE.to_owned()))),
        ("failed", problem(Kind::Failed)),
    ];
    pages.extend(consumer::pages(&layout));
    pages.extend(manage::pages(&layout));
    pages.extend(rules::pages(&layout));
    pages.extend(sending::pages(&layout));
    pages.extend(mandates::pages(&layout));
    pages.extend(audit::pages(&layout));
    pages.extend(desk::pages(&layout));
    pages.extend(outgoing::pages(&layout));
    pages.extend(signing_in::pages(&outside, &layout));
    pages
}

fn render(template: &impl Template) -> String {
    template.render().expect("rendered")
}

fn reply(layout: Layout) -> ReplyPage {
    let entered = Entered { subject: HOSTILE.to_owned(), body: HOSTILE.to_owned(), ..Entered::default() };
    let name = || HOSTILE.to_owned();
    ReplyPage {
        wrong: vec![
            Wrong::NoSubject,
            Wrong::LongSubject(500),
            Wrong::LongBody(20_000),
            Wrong::Empty,
            Wrong::TooMany(7),
            Wrong::TooLarge(name()),
            Wrong::Name(name()),
            Wrong::Kind(name()),
            Wrong::EmptyFile(name()),
        ],
        refused: Refused { reasons: Reason::ALL.into(), told: vec![name()] },
        ..ReplyPage::new(layout, "nsso", &message(true, false), entered)
    }
}

fn listing() -> Listing {
    let listed = |message| Listed { provider: "nsso".to_owned(), message };
    let absent = |why| Absent { name: LocalizedText::untranslated(HOSTILE), id: "regional".to_owned(), why };
    let whys = [Why::Maintenance(Timestamp::UNIX_EPOCH), Why::Late, Why::Down, Why::NotOffered, Why::Refused];
    Listing {
        messages: vec![listed(message(true, true)), listed(message(false, false))],
        total: None,
        has_newer: true,
        has_older: true,
        unreadable: 1,
        absent: whys.into_iter().map(absent).collect(),
    }
}

/// The same, sent to somebody with a name, and to somebody without.
fn sent() -> Listing {
    let mut listing = listing();
    for (listed, to) in listing.messages.iter_mut().zip(["0220916609", HOSTILE]) {
        listed.message.recipient = Some(to.to_owned());
    }
    listing
}

/// What the identifiers of [`message`] are called.
fn hostile_names() -> Names {
    let party = Party {
        name: LocalizedText::untranslated(HOSTILE),
        logos: vec![Logo { id: "a/b".to_owned(), language: None }],
        ..Party::default()
    };
    let names = ReferenceNames {
        message_types: [(HOSTILE.to_owned(), LocalizedText::untranslated(HOSTILE))].into(),
        organizations: [("0220916609".to_owned(), party)].into(),
        applications: BTreeMap::new(),
    };
    Names::new([("nsso".to_owned(), Arc::new(names))].into())
}

/// A message with everything that a message may have.
pub(crate) fn message(is_read: bool, is_executed: bool) -> Message {
    let text = LocalizedText::in_one(Language::Fr, HOSTILE);
    Message {
        id: "a/b c".to_owned(),
        original_id: None,
        subject: text.clone(),
        received: Timestamp::UNIX_EPOCH,
        expires: Timestamp::UNIX_EPOCH,
        is_read,
        is_visible: is_read,
        is_registered: true,
        is_reply_authorized: true,
        is_body_main: false,
        message_type: HOSTILE.to_owned(),
        sender: Sender {
            enterprise: "0220916609".to_owned(),
            partition: Some(HOSTILE.to_owned()),
            application: Some(HOSTILE.to_owned()),
        },
        recipient: None,
        partition: Some("GENERAL".to_owned()),
        attention_ssin: None,
        attention_label: Some(HOSTILE.to_owned()),
        business_data: vec![BusinessData {
            key: HOSTILE.to_owned(),
            name: text.clone(),
            values: vec![text.clone()],
        }],
        action: Some(Action {
            id: "confirm".to_owned(),
            label: text,
            url: None,
            executed: None,
            is_executed,
            due: Some(Timestamp::UNIX_EPOCH),
        }),
        attachments: Some(attachments()),
        original: serde_json::Value::Null,
    }
}

fn attachments() -> Vec<Attachment> {
    let one = |id: &str, is_main| Attachment {
        id: id.to_owned(),
        file_name: HOSTILE.to_owned(),
        is_main,
        is_signed: true,
        media_type: "application/pdf".to_owned(),
        size: Some(123_456),
        digest: None,
    };
    vec![one("1", true), one("2", false)]
}

impl Layout {
    fn sample(t: Texts, part: Part, is_signed_in: bool) -> Self {
        let reader = Reader {
            person: HOSTILE.to_owned(),
            enterprise: "Bakkerij De Korenaar".to_owned(),
            number: "0852.093.431".to_owned(),
            capacity: Capacity { role: Some(Role::AccessManager), ..Capacity::default() },
            has_desk: true,
            form_token: "token".to_owned(),
        };
        Self::around(t, part, is_signed_in.then_some(reader), "/messages?a=b")
    }
}

/// The values of an attribute, in their order.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let begin = format!(" {attribute}=\"");
    page.split(begin.as_str()).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect()
}

#[test]
fn every_page_is_written_in_every_language() {
    let mut texts: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for language in Language::ALL {
        for (name, page) in pages(language) {
            assert!(page.contains(&format!("<html lang=\"{language}\">")), "{name} in {language}");
            texts.entry(name).or_default().insert(page);
        }
    }
    for (name, versions) in texts {
        assert_eq!(versions.len(), Language::ALL.len(), "{name} is the same in two languages");
    }
}

#[test]
fn nothing_that_somebody_else_wrote_becomes_markup() {
    for (name, page) in pages(Language::En) {
        assert!(!page.contains("<script>"), "{name}: {page}");
        assert!(!page.contains("alert('x')"), "{name} has it unescaped");
    }
}

#[test]
fn pages_have_one_heading_a_title_and_identifiers_that_differ() {
    for (name, page) in pages(Language::En) {
        assert_eq!(page.matches("<h1").count(), 1, "{name}");
        assert!(!page.contains("<title> –"), "{name} has no title");
        let ids = values(&page, "id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{name}: {ids:?}");
        for labelled in values(&page, "aria-labelledby").into_iter().chain(values(&page, "for")) {
            assert!(ids.contains(&labelled), "{name}: nothing has the identifier {labelled}");
        }
    }
}

#[test]
fn no_page_has_a_style_or_a_script_of_its_own() {
    for (name, page) in pages(Language::Nl) {
        assert!(!page.contains(" style=\""), "{name}");
        assert!(!page.contains("<style"), "{name}");
        assert!(!page.contains(" onclick=") && !page.contains("javascript:"), "{name}");
        assert_eq!(page.matches("<script").count(), 1, "{name} has our script and no other");
    }
}

#[test]
fn every_form_of_a_reader_has_the_token() {
    for (name, page) in pages(Language::Fr) {
        if !page.contains("action=\"/sign-out\"") {
            continue;
        }
        let forms = page.matches("method=\"post\"").count();
        assert_eq!(page.matches("name=\"form_token\" value=\"token\"").count(), forms, "{name}");
    }
}

#[test]
fn main_content_that_is_closed_is_opened_by_a_form_alone() {
    let of = |wanted| pages(Language::En).into_iter().find(|(name, _)| *name == wanted).expect("a page").1;
    let main = "/messages/nsso/a%2Fb%20c/attachments/1";
    let closed = of("message, closed");
    assert!(closed.contains("action=\"/messages/nsso/a%2Fb%20c/open\""), "{closed}");
    assert!(!values(&closed, "href").iter().any(|href| href.starts_with(main)), "a link opens it");
    let open = of("message, open");
    assert!(values(&open, "href").contains(&main) && !open.contains("/open\""));
}
