//! What access managers look after.

use ebox_people::Role;

use super::{HOSTILE, render};
use crate::{
    layout::{Layout, Part},
    pages::manage::{
        confirm::{ConfirmPage, Question},
        done::Outcome,
        form_page::{Around, FormPage},
        overview::{OverviewPage, Standing},
        partitions::{self, PartitionsPage, one::Stays},
        people::{self, ManagerRow, PeoplePage, PersonRow, RightRow},
    },
};

pub(super) fn pages(layout: &impl Fn(Part) -> Layout) -> Vec<(&'static str, String)> {
    let layout = || layout(Part::Manage);
    let t = layout().t;
    vec![
        ("manage", render(&overview(layout(), 2))),
        ("manage, nothing to do", render(&overview(layout(), 0))),
        ("people", render(&all_people(layout(), true))),
        ("people, for a co-access manager", render(&all_people(layout(), false))),
        ("right", form(layout(), people::rights::around(t, None), right(t, false), false)),
        (
            "right, of somebody",
            form(layout(), people::rights::around(t, Some(known())), right(t, true), false),
        ),
        ("manager", form(layout(), people::managers::around(t), people::managers::form(t), true)),
        ("dismiss", render(&confirm(layout()))),
        ("partitions", render(&all_partitions(layout()))),
        ("partition, new", form(layout(), partitions::new::around(t), partitions::new::form(t), true)),
        ("partition, with rules", one_partition(layout(), &Stays::Rules(2))),
        ("partition, with messages", one_partition(layout(), &Stays::Messages)),
        ("partition, unknown", one_partition(layout(), &Stays::Unknown)),
    ]
}

fn overview(layout: Layout, count: usize) -> OverviewPage {
    let now = Standing {
        managers: 1,
        people: count,
        partitions: 1 + count,
        rules: count,
        suggestions: count,
        mandates: count,
        proposals: count,
        has_accepted_terms: count > 0,
        accounts: 0,
        ending: count,
    };
    OverviewPage::new(layout, HOSTILE.to_owned(), &now)
}

fn all_people(layout: Layout, may_name: bool) -> PeoplePage {
    let manager = |role, is_reader| ManagerRow {
        key: "key".to_owned(),
        name: HOSTILE.to_owned(),
        number: "**.**.**-225.80".to_owned(),
        role,
        is_reader,
    };
    let right = |partition: Option<&str>| RightRow {
        id: "0198f0a5-7b1a-7000-8000-000000000001".to_owned(),
        partition: partition.map(str::to_owned),
    };
    let person = |name: Option<&str>| PersonRow {
        key: "key".to_owned(),
        name: name.map(str::to_owned),
        number: "**.**.**-225.80".to_owned(),
        rights: vec![right(None), right(Some(HOSTILE))],
    };
    PeoplePage {
        t: layout.t,
        managers: vec![manager(Role::AccessManager, true), manager(Role::CoAccessManager, false)],
        may_name,
        people: if may_name { vec![person(Some(HOSTILE)), person(None)] } else { Vec::new() },
        total: if may_name { 101 } else { 0 },
        search: String::new(),
        earlier: may_name.then(|| "/manage/people?page=1".to_owned()),
        later: may_name.then(|| "/manage/people?page=3".to_owned()),
        done: Some(if may_name { Outcome::GRANTED } else { Outcome::LAST_MANAGER }),
        layout,
    }
}

fn known() -> people::rights::Known {
    ("key".to_owned(), HOSTILE.to_owned())
}

fn right(t: ebox_i18n::Texts, is_known: bool) -> crate::form::Form {
    let partitions = [("a".to_owned(), HOSTILE.to_owned())];
    people::rights::form(t, &partitions, is_known.then(known).as_ref())
}

fn confirm(layout: Layout) -> ConfirmPage {
    let question = Question {
        title: layout.t.say("manager-dismiss-title").with("person", HOSTILE).to_string(),
        means: vec![layout.t.say("manager-dismiss-self-means").to_string()],
        button: layout.t.say("manager-dismiss").to_string(),
        action: "/manage/people/manager/dismiss".to_owned(),
        back: "/manage/people".to_owned(),
    };
    ConfirmPage { t: layout.t, layout, question, fields: vec![("person".to_owned(), HOSTILE.to_owned())] }
}

fn all_partitions(layout: Layout) -> PartitionsPage {
    let row = |id: &str, is_closed| partitions::Row {
        id: id.to_owned(),
        name: HOSTILE.to_owned(),
        people: 2,
        rules: 1,
        href: (id != "GENERAL").then(|| format!("/manage/partitions/{id}")),
        is_closed,
    };
    PartitionsPage {
        t: layout.t,
        layout,
        partitions: vec![row("GENERAL", false), row("wages", false), row("old", true)],
        done: Some(Outcome::MEANWHILE),
    }
}

fn one_partition(layout: Layout, why: &Stays) -> String {
    let t = layout.t;
    let name = ebox_domain::LocalizedText::untranslated(HOSTILE);
    let Ok(id) = "wages".parse() else { panic!("an identifier") };
    let partition = ebox_partition::Partition { id, name };
    let around = partitions::one::around(t, &partition, 7);
    let form = partitions::one::form(t, &partition);
    render(&FormPage { t, layout, around, form, refused: Some(why.said(t, &partition.id)) })
}

/// A form, perhaps with something wrong in every field.
pub(super) fn form(layout: Layout, around: Around, mut form: crate::form::Form, is_wrong: bool) -> String {
    for field in &mut form.fields {
        HOSTILE.clone_into(&mut field.value);
        field.mistake = is_wrong.then(|| HOSTILE.to_owned());
    }
    render(&FormPage { t: layout.t, layout, around, form, refused: None })
}
