//! Decides what of a message may be fetched, in which order, and under which names.

use ebox_client::{Attachment, Message};
use ebox_wire::manifest::{NotFetched, Reason, What};

use crate::names::Names;

/// What becomes of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BodyPlan {
    /// It is an ordinary body; it is fetched when there is one.
    Fetch,
    /// It is the main content, and may be opened.
    OpenMain,
    /// It is the main content, and is left where it is.
    Leave(NotFetched),
}

/// What becomes of an attachment.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AttachmentPlan<'m> {
    pub(crate) attachment: &'m Attachment,
    /// Its place in the message, which names its download.
    pub(crate) place: usize,
    /// Its name in the message's folder.
    pub(crate) name: String,
    /// Why it is left where it is, when it is.
    pub(crate) leave: Option<NotFetched>,
}

/// What becomes of a message's contents.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plan<'m> {
    pub(crate) body: BodyPlan,
    /// In the order of the message.
    pub(crate) attachments: Vec<AttachmentPlan<'m>>,
}

/// The name of `message.json`.
pub(crate) const MESSAGE_FILE: &str = "message.json";

/// The names that a body may take.
pub(crate) const BODY_FILES: [&str; 4] = ["body.txt", "body.nl.txt", "body.fr.txt", "body.de.txt"];

impl<'m> Plan<'m> {
    pub(crate) fn new(message: &Message, attachments: &'m [Attachment], what: What) -> Self {
        let mut names = Names::default();
        names.reserve(MESSAGE_FILE);
        for name in BODY_FILES {
            names.reserve(name);
        }
        let attachments = attachments
            .iter()
            .enumerate()
            .map(|(place, attachment)| AttachmentPlan {
                attachment,
                place,
                name: names.give(&attachment.file_name),
                leave: (!what.allows_attachment(attachment.is_main)).then(|| not_fetched(what)),
            })
            .collect();
        let body = match (message.is_body_main, what.allows_body(message.is_body_main)) {
            (false, _) => BodyPlan::Fetch,
            (true, true) => BodyPlan::OpenMain,
            (true, false) => BodyPlan::Leave(not_fetched(what)),
        };
        Self { body, attachments }
    }

    /// The attachments to fetch: annexes first. Main content comes last, so that a message is marked read only
    /// when everything else of it is safe.
    pub(crate) fn downloads(&self) -> Vec<&AttachmentPlan<'m>> {
        let mut downloads: Vec<_> = self.attachments.iter().filter(|plan| plan.leave.is_none()).collect();
        downloads.sort_by_key(|plan| plan.attachment.is_main);
        downloads
    }
}

fn not_fetched(what: What) -> NotFetched {
    match what {
        What::Metadata => {
            NotFetched { reason: Reason::MetadataOnly, detail: "this run fetched metadata only".to_owned() }
        }
        What::Annexes | What::Everything => NotFetched {
            reason: Reason::MainContent,
            detail:
                "it is the main content; opening it marks the message read, which this run was not allowed"
                    .to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ebox_client::Sender;
    use ebox_domain::LocalizedText;

    fn message(is_body_main: bool) -> Message {
        Message {
            id: "7".to_owned(),
            original_id: None,
            subject: LocalizedText::default(),
            received: jiff::Timestamp::UNIX_EPOCH,
            expires: jiff::Timestamp::MAX,
            is_read: false,
            is_visible: true,
            is_registered: false,
            is_reply_authorized: false,
            is_body_main,
            message_type: "KIND".to_owned(),
            sender: Sender { enterprise: "0220916609".to_owned(), partition: None, application: None },
            recipient: None,
            partition: None,
            attention_ssin: None,
            attention_label: None,
            business_data: vec![],
            action: None,
            attachments: None,
            original: serde_json::Value::Null,
        }
    }

    fn attachment(file_name: &str, is_main: bool) -> Attachment {
        Attachment {
            id: file_name.to_owned(),
            file_name: file_name.to_owned(),
            is_main,
            is_signed: false,
            media_type: "application/pdf".to_owned(),
            size: None,
            digest: None,
        }
    }

    fn fetched(what: What, is_body_main: bool) -> (BodyPlan, Vec<String>) {
        let attachments = [attachment("main.pdf", !is_body_main), attachment("annex.pdf", false)];
        let message = message(is_body_main);
        let plan = Plan::new(&message, &attachments, what);
        let names = plan.downloads().iter().map(|plan| plan.name.clone()).collect();
        (plan.body, names)
    }

    #[test]
    fn each_policy_fetches_what_it_allows_and_main_content_last() {
        assert_eq!(fetched(What::Metadata, false), (BodyPlan::Fetch, vec![]));
        assert_eq!(fetched(What::Annexes, false), (BodyPlan::Fetch, vec!["annex.pdf".to_owned()]));
        assert_eq!(
            fetched(What::Everything, false),
            (BodyPlan::Fetch, vec!["annex.pdf".to_owned(), "main.pdf".to_owned()])
        );
    }

    #[test]
    fn a_body_that_is_the_main_content_is_opened_only_when_everything_is_wanted() {
        assert!(matches!(fetched(What::Metadata, true).0, BodyPlan::Leave(_)));
        assert!(matches!(fetched(What::Annexes, true).0, BodyPlan::Leave(_)));
        assert_eq!(fetched(What::Everything, true).0, BodyPlan::OpenMain);
    }

    #[test]
    fn an_attachment_cannot_take_the_name_of_another_file() {
        let attachments = [attachment("MESSAGE.json", true), attachment("body.fr.txt", false)];
        let message = message(false);
        let plan = Plan::new(&message, &attachments, What::Everything);
        let names: Vec<&str> = plan.attachments.iter().map(|plan| plan.name.as_str()).collect();
        assert_eq!(names, ["MESSAGE~2.json", "body.fr~2.txt"]);
    }
}
