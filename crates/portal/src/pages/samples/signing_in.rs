//! How people show who they are.

use ebox_people::{
    Contact, Role, StaffRole,
    accounts::{ChoiceMistake, WeakPassword},
};

use super::{HOSTILE, render};
use crate::{
    enterprises::Capacity,
    layout::{Layout, Part},
    pages::{
        contact::{self, ContactPage},
        enrolment::{CodePage, EnrolledPage, EnrolmentPage, Picture},
        sessions::{Row, SessionsPage},
        sign_in::{Choice, SignInPage, Way, Why, Wrong, enterprise::EnterprisePage},
    },
};

pub(super) fn pages(
    outside: &impl Fn() -> Layout,
    layout: &impl Fn(Part) -> Layout,
) -> Vec<(&'static str, String)> {
    let local = |wrong| Way::Local { name: HOSTILE.to_owned(), wrong };
    let until = outside().t.moment(jiff::Timestamp::UNIX_EPOCH);
    let mut pages = vec![
        ("sign-in", render(&sign_in(outside(), Way::Rehearsal(choices()), Some(Why::Ended)))),
        ("sign-in, nobody", render(&sign_in(outside(), Way::Rehearsal(Vec::new()), None))),
        ("sign-in, local", render(&sign_in(outside(), local(None), Some(Why::Out)))),
        (
            "sign-in, wrong",
            render(&sign_in(outside(), local(Some(Wrong::Attempt)), Some(Why::OutEverywhere))),
        ),
        ("sign-in, paused", render(&sign_in(outside(), local(Some(Wrong::Paused(until))), Some(Why::Late)))),
        (
            "sign-in, provider",
            render(&sign_in(outside(), Way::Provider("/sign-in/begin?then=%2Fmessages".to_owned()), None)),
        ),
        ("enterprise", render(&enterprise(outside()))),
        ("sessions", render(&sessions(layout(Part::None)))),
        ("contact", render(&contact(layout(Part::None), Some(contact::Done::Kept)))),
        ("contact, removed", render(&contact(layout(Part::None), Some(contact::Done::Removed)))),
        ("contact, wrong", render(&contact(layout(Part::None), None))),
        ("enrolled", render(&enrolled(outside()))),
    ];
    for (name, is_gone) in [("enrolment, code", false), ("enrolment, gone", true)] {
        let layout = outside();
        pages.push((name, render(&CodePage { t: layout.t, layout, is_gone })));
    }
    let weak = [WeakPassword::Short, WeakPassword::Long, WeakPassword::Guessable];
    for (name, weak) in ["enrolment, short", "enrolment, long", "enrolment, guessable"].into_iter().zip(weak)
    {
        let mistakes = vec![ChoiceMistake::Password(weak), ChoiceMistake::Repeated, ChoiceMistake::Code];
        pages.push((name, render(&enrolment(outside(), mistakes))));
    }
    pages.push(("enrolment", render(&enrolment(outside(), Vec::new()))));
    pages
}

fn choices() -> Vec<Choice> {
    let choice = |capacity| Choice {
        value: "94022722580@0852093431".to_owned(),
        person: HOSTILE.to_owned(),
        enterprise: "Bakkerij De Korenaar".to_owned(),
        number: "0852.093.431".to_owned(),
        capacity,
    };
    let manages = |role| Capacity { role: Some(role), is_colleague: true, ..Capacity::default() };
    let works = |role| Capacity { staff: Some(role), may_consult: true, ..Capacity::default() };
    let all = [
        manages(Role::AccessManager),
        manages(Role::CoAccessManager),
        works(StaffRole::Integration),
        works(StaffRole::Nsso),
    ];
    all.map(choice).into()
}

fn sign_in(layout: Layout, way: Way, why: Option<Why>) -> SignInPage {
    SignInPage { t: layout.t, layout, way, then: Some("/messages?a=b&c=\"d".to_owned()), why }
}

fn enterprise(layout: Layout) -> EnterprisePage {
    EnterprisePage {
        t: layout.t,
        layout,
        person: HOSTILE.to_owned(),
        choices: choices(),
        then: Some("/messages?a=b&c=\"d".to_owned()),
        token: "token".to_owned(),
    }
}

fn sessions(layout: Layout) -> SessionsPage {
    let moment = || layout.t.moment(jiff::Timestamp::UNIX_EPOCH);
    let row = || Row {
        enterprise: HOSTILE.to_owned(),
        number: "0852.093.431".to_owned(),
        began: moment(),
        used: moment(),
    };
    SessionsPage { t: layout.t, rows: vec![row(), row()], layout }
}

fn enrolment(layout: Layout, mistakes: Vec<ChoiceMistake>) -> EnrolmentPage {
    EnrolmentPage {
        t: layout.t,
        layout,
        account: "anna@bakery.example".to_owned(),
        person: HOSTILE.to_owned(),
        code: "AAAA-BBBB".to_owned(),
        secret: "GEZD-GNBV".to_owned(),
        link: "otpauth://totp/e-Box:anna?secret=GEZDGNBV&issuer=e-Box".to_owned(),
        picture: Picture::of("otpauth://totp/e-Box:anna?secret=GEZDGNBV&issuer=e-Box"),
        mistakes,
    }
}

fn enrolled(layout: Layout) -> EnrolledPage {
    let codes = ["AAAA-BBBB-CCCC-DDDD", "EEEE-FFFF-GGGG-HHHH"].map(str::to_owned).into();
    EnrolledPage { t: layout.t, layout, account: "anna@bakery.example".to_owned(), codes }
}

fn contact(layout: Layout, done: Option<contact::Done>) -> ContactPage {
    let t = layout.t;
    let kept = Contact {
        address: "anna@korenaar.example".parse().expect("an address"),
        language: ebox_domain::Language::De,
    };
    let mut form = contact::form(t, Some(&kept));
    if done.is_none() {
        form.is_wrong_in("address", t.say("contact-address-unusable"));
        form.is_wrong_in("language", t.say("contact-language-missing"));
    }
    ContactPage { t, layout, form, done }
}
