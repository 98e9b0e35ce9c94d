//! `GET` and `POST /manage/document-consumer/trial`: the calls of a Document Consumer at the simulation, one after another,
//! with what came back. The simulation has no consequences, and only the consumer's software has its key: the calls are
//! made in the name of the person.

use std::time::Instant;

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_client::{ClientError, Filter, Message, Registry};
use ebox_domain::page::PageRequest;
use ebox_i18n::{Phrase, Texts};

use super::steps::Addresses;
use crate::{
    Portal,
    failure::Failure,
    fields::ManagerPosted,
    layout::{Layout, Part, page},
    show,
    visitor::{Manager, Visitor},
};

/// Messages on the page of the list.
const PAGE: u32 = 10;

#[derive(Template)]
#[template(path = "consumer_trial.html")]
pub(in crate::pages) struct TrialPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    /// The calls, once they were made.
    pub(in crate::pages) steps: Option<Vec<Step>>,
    /// Whether all of them succeeded.
    pub(in crate::pages) is_whole: bool,
    pub(in crate::pages) addresses: Addresses,
}

/// A call.
pub(in crate::pages) struct Step {
    /// What it is for.
    pub(in crate::pages) what: Phrase,
    /// What is called.
    pub(in crate::pages) call: String,
    /// What came back.
    pub(in crate::pages) answer: String,
    /// Why nothing came back.
    pub(in crate::pages) failure: Option<String>,
    pub(in crate::pages) milliseconds: String,
}

/// Shows the page.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    _: Manager,
) -> Result<Response, Failure> {
    shown(&portal, &visitor, None)
}

/// Makes the calls.
pub(in crate::pages) async fn run(
    State(portal): State<Portal>,
    visitor: Visitor,
    ManagerPosted { manager, .. }: ManagerPosted,
) -> Result<Response, Failure> {
    let addresses = Addresses::below(&portal.0.settings.public_url);
    let registry = portal.0.mail.simulation(manager.0.person(), &addresses.simulation);
    let mut trial = Trial { t: visitor.t, registry, steps: Vec::new() };
    // A call that fails is the last one, and says why.
    let _ = trial.run().await;
    shown(&portal, &visitor, Some(trial.steps))
}

fn shown(portal: &Portal, visitor: &Visitor, steps: Option<Vec<Step>>) -> Result<Response, Failure> {
    let is_whole = steps.as_ref().is_some_and(|steps| steps.iter().all(|step| step.failure.is_none()));
    page(&TrialPage {
        t: visitor.t,
        layout: Layout::new(portal, visitor, Part::Manage),
        steps,
        is_whole,
        addresses: Addresses::below(&portal.0.settings.public_url),
    })
}

/// Calls that are made.
struct Trial {
    t: Texts,
    registry: Registry,
    steps: Vec<Step>,
}

/// A call failed, which its step says.
struct Failed;

impl Trial {
    async fn run(&mut self) -> Result<(), Failed> {
        let t = self.t;
        let registry = self.registry.clone();

        let size = PageRequest::new(1, PAGE).unwrap_or_default();
        let filter = Filter::default();
        let call = format!("GET {}?page=1&pageSize={PAGE}", registry.url("/ebox/messages"));
        let list = self.step(t.say("calls-list"), call, registry.list(size, &filter)).await?;
        self.answered(&t.say("calls-listed").with("number", t.number(list.total)));

        let Some(first) = list.items.into_iter().find(|message| main_of(message).is_some()) else {
            return Ok(());
        };
        let call = format!("GET {}", registry.url(&format!("/ebox/messages/{}", first.id)));
        let message = self.step(t.say("calls-message"), call, registry.message(&first.id)).await?;
        let subject = show::said(&message.subject, t.language()).text;
        self.answered(&t.say("calls-read").with("subject", subject));

        if let Some(main) = main_of(&message) {
            let call = format!("GET {}", registry.content_url(&message.id, &main.id));
            let content = async {
                let mut content = registry.open_main_content(&message, &main, None).await?;
                let mut size = 0;
                while let Some(chunk) = content.chunk().await? {
                    size += chunk.len() as u64;
                }
                Ok(size)
            };
            let size: u64 = self.step(t.say("calls-content"), call, content).await?;
            let (file, size) = (main.file_name.clone(), t.size(size));
            self.answered(&t.say("calls-received").with("file", file).with("size", size));
        }

        let call = format!("GET {}", registry.url("/ebox/statistics"));
        let numbers = self.step(t.say("calls-statistics"), call, registry.statistics(&[])).await?;
        self.answered(&t.say("calls-counted").with("unread", t.number(numbers.unread)));
        Ok(())
    }

    /// Makes a call.
    async fn step<T>(
        &mut self,
        what: Phrase,
        call: String,
        answer: impl Future<Output = Result<T, ClientError>>,
    ) -> Result<T, Failed> {
        let begun = Instant::now();
        let answer = answer.await;
        let milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let milliseconds = self.t.number(milliseconds);
        let failure = answer.as_ref().err().map(ClientError::chain);
        self.steps.push(Step { what, call, answer: String::new(), failure, milliseconds });
        answer.map_err(|_| Failed)
    }

    /// Says what came back of the last call.
    fn answered(&mut self, answer: &Phrase) {
        if let Some(step) = self.steps.last_mut() {
            step.answer = answer.to_string();
        }
    }
}

/// The main content of a message, when it is a file.
fn main_of(message: &Message) -> Option<ebox_client::Attachment> {
    message.attachments.as_ref()?.iter().find(|attachment| attachment.is_main).cloned()
}
