//! A process with a portal, and somebody's browser.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use ebox_audit::Effects;
use ebox_credential::{PrivateKey, SystemRandom};
use ebox_domain::{Clock as _, EnterpriseNumber, Environment, Ssin};
use ebox_people::{
    Person, Role as PersonRole,
    accounts::{Account, Authenticator, Choice, Enrolled, EnrolmentCode, RecoveryCodes, TotpStep},
};
use ebox_portal::SignIn;
use ebox_server::{DataFolder, PortalSetup, RecipientPolicy, Role, Services, Setup};
use ebox_testkit::{Answer, StillClock, call};
use jiff::SignedDuration;

pub(crate) const ANNA: &str = "94022722580";
pub(crate) const BRAM: &str = "71022722580";
pub(crate) const BAKERY: &str = "0852093431";
pub(crate) const WORKSHOP: &str = "0534530277";
pub(crate) const PASSWORD: &str = "een brood per dag";
pub(crate) const HOME: &str = "https://ebox.example";

pub(crate) struct World {
    pub(crate) services: Services,
    pub(crate) clock: Arc<StillClock>,
    router: Router,
    _folder: tempfile::TempDir,
}

impl World {
    /// Anna manages the bakery and the workshop; Bram is known and may do nothing.
    pub(crate) async fn new(sign_in: SignIn) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let data = DataFolder::take(&folder.path().join("data")).expect("free");
        let key = PrivateKey::generate_p256().expect("a key");
        let private_key = folder.path().join("key.pem");
        std::fs::write(&private_key, key.to_pem().as_bytes()).expect("written");
        let clock = Arc::new(StillClock::at("2026-03-02T10:00:00Z"));
        let setup = Setup {
            environment: Environment::Acc,
            roles: Role::ALL.to_vec(),
            public_url: HOME.to_owned(),
            providers: Vec::new(),
            recipients: RecipientPolicy::Any,
            contact: None,
            terms: "1".parse().expect("a version"),
            oauth_server: None,
            neighbours: ebox_server::config::Neighbours::default(),
            dossiers: ebox_server::config::Dossiers::default(),
            portal: Some(PortalSetup {
                token_url: format!("{HOME}/REST/oauth/v5/token"),
                client_id: "portal".to_owned(),
                private_key,
                provider_registry_url: format!("{HOME}/messageProviders"),
                sign_in,
            }),
            desk: None,
            mail: None,
            traffic: ebox_server::config::Traffic::default(),
            clock: Arc::clone(&clock) as _,
            rng: Arc::new(SystemRandom),
        };
        let mut services = Services::open(&data, setup).await.expect("opens");
        services.open_portal().expect("a portal");
        let people = &services.people;
        for (ssin, name) in [(ANNA, "Anna Peeters"), (BRAM, "Bram Dupont")] {
            people.register_person(person(ssin, name), Effects::default()).await.expect("registered");
        }
        for number in [BAKERY, WORKSHOP] {
            let anna = person(ANNA, "Anna Peeters");
            people.name_first_manager(enterprise(number), anna, Effects::default()).await.expect("named");
        }
        let router = services.router();
        Self { services, clock, router, _folder: folder }
    }

    /// A browser without cookies.
    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser { world: self, cookies: Mutex::default() }
    }

    /// Has an access manager of the bakery give somebody else a role in it.
    pub(crate) async fn make_manager(&self, ssin: &str) {
        let (anna, role) = (number(ANNA), PersonRole::CoAccessManager);
        let people = &self.services.people;
        people
            .name_manager(anna, enterprise(BAKERY), number(ssin), role, Effects::default())
            .await
            .expect("named");
    }

    /// An account of Anna that waits for her.
    pub(crate) async fn account(&self) -> (Account, EnrolmentCode) {
        let name = "anna".parse().expect("a name");
        let anna = person(ANNA, "Anna Peeters");
        let (people, now) = (&self.services.people, self.clock.now());
        let opened = people.open_account(name, anna, now, Effects::default()).await.expect("opened");
        (opened.account, opened.code)
    }

    /// Anna with an account that she uses, and a while later.
    pub(crate) async fn enrolled(&self) -> (Authenticator, RecoveryCodes) {
        let (_, code) = self.account().await;
        let people = &self.services.people;
        let app = people.new_authenticator().expect("random");
        let choice = Choice {
            password: PASSWORD,
            repeated: PASSWORD,
            authenticator: app.clone(),
            code: &self.shown(&app),
        };
        match people.enrol(&code, choice, self.clock.now(), Effects::default()).await.expect("answered") {
            Enrolled::Done(codes) => {
                self.clock.advance(SignedDuration::from_mins(2));
                (app, codes)
            }
            other => panic!("{other:?}"),
        }
    }

    /// What an app shows now.
    pub(crate) fn shown(&self, app: &Authenticator) -> String {
        let step = u64::try_from(self.clock.now().as_second() / 30).expect("after 1970");
        app.code_at(TotpStep(step)).to_string()
    }
}

pub(crate) fn number(ssin: &str) -> Ssin {
    ssin.parse().expect("a number")
}

pub(crate) fn enterprise(number: &str) -> EnterpriseNumber {
    number.parse().expect("a number")
}

fn person(ssin: &str, name: &str) -> Person {
    Person { ssin: number(ssin), name: name.to_owned() }
}

/// Somebody's browser: it keeps cookies, and follows nothing by itself.
pub(crate) struct Browser<'w> {
    pub(crate) world: &'w World,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Browser<'_> {
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call(Request::get(path), Body::empty()).await
    }

    /// Sends a form of ours.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_from(path, fields, &format!("{HOME}{path}")).await
    }

    /// Sends a form that is on a page.
    pub(crate) async fn post_from(&self, path: &str, fields: &[(&str, &str)], page: &str) -> Answer {
        self.send(path, fields, page, "same-origin").await
    }

    /// Sends a form that is on a page of another site.
    pub(crate) async fn post_across(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(path, fields, "https://evil.example/", "cross-site").await
    }

    async fn send(&self, path: &str, fields: &[(&str, &str)], page: &str, site: &str) -> Answer {
        let encoded: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", site)
            .header(header::REFERER, page);
        self.call(request, Body::from(encoded.join("&"))).await
    }

    /// Signs Anna in, in one step.
    pub(crate) async fn sign_in(&self, password: &str, code: &str) -> Answer {
        self.post("/sign-in", &[("username", "anna"), ("password", password), ("code", code)]).await
    }

    /// Chooses an enterprise on the page that asks for it.
    pub(crate) async fn choose(&self, enterprise: &str) -> Answer {
        let page = self.get("/sign-in/enterprise").await.expect(200);
        let token = field(&page, "form_token");
        self.post("/sign-in/enterprise", &[("form_token", &token), ("enterprise", enterprise)]).await
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("no panic").get(name).cloned()
    }

    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().expect("no panic").insert(name.to_owned(), value.to_owned());
    }

    async fn call(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies = self.cookies.lock().expect("no panic").clone();
        let cookies: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request
            .header(header::COOKIE, cookies.join("; "))
            .header(header::ACCEPT, "text/html")
            .header(header::ACCEPT_LANGUAGE, "en");
        let answer = call(&self.world.router, request.body(body).expect("a request")).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("a text");
            let (name, rest) = text.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            let mut cookies = self.cookies.lock().expect("no panic");
            if rest.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}

/// The text of a page.
pub(crate) fn text(answer: &Answer) -> String {
    String::from_utf8(answer.body.clone()).expect("a page")
}

/// The value of a hidden field; the one of the page, not of its head, when there are two.
pub(crate) fn field(answer: &Answer, name: &str) -> String {
    let page = text(answer);
    let found = page.split(&format!("name=\"{name}\" value=\"")).skip(1).last();
    let after = found.unwrap_or_else(|| panic!("{page}"));
    after.split('"').next().unwrap_or_default().to_owned()
}

#[track_caller]
pub(crate) fn leads_to(answer: &Answer, place: &str) {
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, place), "{}", text(answer));
}

#[track_caller]
pub(crate) fn says(answer: &Answer, what: &str) {
    let page = text(answer);
    assert!(page.contains(what), "{what:?} is not said in {page}");
}

fn encoded(value: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    value.bytes().map(one).collect()
}
