//! `GET` and `POST /messages/{provider}/{message}/reply`: answers a message, with documents.
//!
//! The form has a key of its own, under which the registry takes a reply once: sent twice, it is still one.

mod form;
mod refused;

use askama::Template;
use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use ebox_client::{ClientError, Message, OutgoingReply};
use ebox_domain::{
    Language, LocalizedText, ids::uuid_v7, media::MediaType, publication::DraftAttachment,
    publication::MAX_SUBJECT,
};
use ebox_i18n::Texts;
use ebox_wire::routes::Version;
use http::StatusCode;

use form::Received;
pub(super) use form::{Entered, MAX_FILE, MAX_FILES, Wrong};
pub(super) use refused::{Reason, Refused};

use crate::{
    Portal,
    failure::Failure,
    layout::{Layout, Part, page, page_with, see},
    mail::Open,
    pages::{done::Done, paths},
    show::{Said, said},
    visitor::{SignedIn, Visitor},
};

#[derive(Template)]
#[template(path = "reply.html")]
pub(super) struct ReplyPage {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    pub(super) path: String,
    pub(super) original: Said,
    /// What its action is called, when it asks for one that nobody executed.
    pub(super) action: Option<Said>,
    pub(super) entered: Entered,
    pub(super) wrong: Vec<Wrong>,
    /// What the registry says against it.
    pub(super) refused: Refused,
}

impl ReplyPage {
    pub(super) fn new(layout: Layout, provider: &str, message: &Message, entered: Entered) -> Self {
        let t = layout.t;
        let action = message.action.as_ref().filter(|action| !action.is_executed);
        Self {
            path: paths::message(provider, &message.id),
            original: said(&message.subject, t.language()),
            action: action.map(|action| said(&action.label, t.language())),
            entered,
            wrong: Vec::new(),
            refused: Refused::default(),
            t,
            layout,
        }
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.wrong.iter().any(|wrong| wrong.field() == field)
    }

    /// The kinds of files that are taken, by their extensions.
    fn extensions(&self) -> String {
        let all = MediaType::ALL.iter().map(|media_type| format!(".{}", media_type.extension()));
        all.collect::<Vec<_>>().join(", ")
    }
}

/// Shows the form.
pub(super) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    Path((provider, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let ebox = portal.0.mail.open(signed_in.reader()?).await?;
    let open = ebox.registry(&provider).ok_or(Failure::NotFound)?;
    let message = answerable(open, &id).await?;
    let subject: String =
        said(&message.subject, visitor.t.language()).text.chars().take(MAX_SUBJECT - 4).collect();
    let entered = Entered {
        key: new_key(&portal),
        subject: format!("Re: {subject}"),
        language: match visitor.t.language() {
            Language::En => message.subject.iter().next().map_or(Language::Nl, |(language, _)| language),
            other => other,
        },
        ..Entered::default()
    };
    page(&ReplyPage::new(Layout::new(&portal, &visitor, Part::Messages), &provider, &message, entered))
}

/// A key under which a reply is sent once.
fn new_key(portal: &Portal) -> String {
    uuid_v7(portal.0.clock.now(), portal.0.mail.rng()).to_string()
}

/// A message that may be answered, at a registry that takes replies.
async fn answerable(open: &Open, id: &str) -> Result<Message, Failure> {
    let message = open.registry.message(id).await?;
    if takes_replies(open, &message) { Ok(message) } else { Err(Failure::NotFound) }
}

/// Whether a message can be answered here.
pub(super) fn takes_replies(open: &Open, message: &Message) -> bool {
    message.is_reply_authorized && open.registry.version() == Version::V3
}

/// Sends the reply; a form that is not right is shown again with what was entered.
pub(super) async fn send(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    Path((provider, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Failure> {
    // The token comes first in the form, so that nothing is received for somebody else.
    let received = Received::read(request, &signed_in).await?;
    let ebox = portal.0.mail.open(signed_in.reader()?).await?;
    let open = ebox.registry(&provider).ok_or(Failure::NotFound)?;
    let message = open.registry.message(&id).await?;
    let layout = Layout::new(&portal, &visitor, Part::Messages);
    let wrong = received.wrong();
    if !wrong.is_empty() {
        let again = ReplyPage::new(layout, &provider, &message, received.entered);
        return page_with(StatusCode::BAD_REQUEST, &ReplyPage { wrong, ..again });
    }
    let refused = if takes_replies(open, &message) {
        match open.registry.reply(&id, &outgoing(&received)).await {
            Ok(_) => return Ok(see(&Done::Replied.at(&paths::message(&provider, &id)))),
            // It was sent before: by a second click, or from a page that was gone back to.
            Err(error) if was_sent(&error) => {
                return Ok(see(&Done::Replied.at(&paths::message(&provider, &id))));
            }
            Err(error) => {
                tracing::info!(provider, error = error.chain(), "a reply is not taken");
                Refused::of(&error).ok_or(error)?
            }
        }
    } else {
        Refused::for_reason(Reason::NotAllowed)
    };
    // What was written is not lost, and is sent under a key of its own when it is sent after all.
    let entered = Entered { key: new_key(&portal), ..received.entered };
    let again = ReplyPage::new(layout, &provider, &message, entered);
    page_with(StatusCode::BAD_REQUEST, &ReplyPage { refused, ..again })
}

fn outgoing(received: &Received) -> OutgoingReply {
    let entered = &received.entered;
    let text = |text: &str| LocalizedText::in_one(entered.language, text);
    // Somebody must be able to open something: the text, or else the first document.
    let has_body = !entered.body.is_empty();
    let documents = received.files.iter().enumerate();
    OutgoingReply {
        subject: text(&entered.subject),
        body: has_body.then(|| text(&entered.body)),
        is_body_main: has_body,
        attachments: documents
            .map(|(place, file)| DraftAttachment {
                part: file.outgoing.part.clone(),
                is_main: !has_body && place == 0,
                is_signed: false,
                title: None,
                digest: None,
            })
            .collect(),
        business_data: Vec::new(),
        files: received.files.iter().map(|file| file.outgoing.clone()).collect(),
        executes_action: entered.executes_action,
        idempotency_key: Some(entered.key.clone()),
    }
}

/// Whether the same reply was sent before.
fn was_sent(error: &ClientError) -> bool {
    let before = error.refusal().filter(|refusal| refusal.status == 409 && refusal.message_id.is_some());
    before.is_some_and(|refusal| refusal.is_same_publication != Some(false))
}
