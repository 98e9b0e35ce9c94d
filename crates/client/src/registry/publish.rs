//! Publishing a message. It is never repeated blindly: a sender that does not know whether the first attempt
//! arrived asks, or sends again under the same idempotency key.

use ebox_domain::publication::Draft;
use ebox_wire::{
    routes::{
        Version,
        v2::PUBLISH,
        v3::{MESSAGES, PUBLICATIONS},
    },
    v2, v3,
};
use jiff::Timestamp;
use serde_json::Value;

use super::{
    Features, Registry,
    multipart::{OutgoingFile, Upload},
};
use crate::{
    error::ClientError,
    http::{Call, typed},
};

/// A message to publish.
#[derive(Debug, Clone)]
pub struct OutgoingPublication {
    /// What it says.
    pub draft: Draft,
    /// Its files, one for each attachment of the draft.
    pub files: Vec<OutgoingFile>,
    /// The key under which it is published at most once (v3); a UUID is recommended.
    pub idempotency_key: Option<String>,
}

/// What became of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The message's identifier in the registry.
    pub message_id: String,
    /// When it disappears.
    pub expires: Timestamp,
    /// Whether nobody ever opened the recipient's e-Box, so that paper is needed as well.
    pub recipient_never_opened: bool,
}

impl Published {
    pub(super) fn read(call: Call<'_>, answer: Value) -> Result<Self, ClientError> {
        let answer: v2::PublicationStatusMessage = typed(call, answer)?;
        Ok(Self {
            message_id: answer.message_id,
            expires: answer.expiration_date.0,
            recipient_never_opened: answer.code.as_deref()
                == Some(v2::PublicationStatusMessage::NO_DIGITAL_USER),
        })
    }
}

impl Registry {
    /// Publishes a message. It is sent once, and a second time only after a refused access token, when nothing of
    /// it was read.
    pub async fn publish(&self, publication: &OutgoingPublication) -> Result<Published, ClientError> {
        let doing = "publish a message";
        let (path, json) = match self.version {
            Version::V2 => (PUBLISH, self.in_json(doing, &v2::MessageToPublish::from(&publication.draft))?),
            Version::V3 => (MESSAGES, self.in_json(doing, &v3::MessageToPublish::from(&publication.draft))?),
        };
        let upload = Upload {
            path,
            part: v2::publication::JSON_PART,
            json,
            files: &publication.files,
            idempotency_key: publication.idempotency_key.as_deref(),
        };
        Published::read(self.call(doing), self.upload(doing, &upload).await?)
    }

    /// What became of the first publication under an idempotency key of one of the sender's applications: the message
    /// that it made; `None` when it made none.
    ///
    /// # Errors
    /// [`ErrorKind::NotOffered`](crate::ErrorKind::NotOffered) where the registry does not say that it tells.
    pub async fn publication(
        &self,
        application: &str,
        idempotency_key: &str,
    ) -> Result<Option<String>, ClientError> {
        let doing = "ask what became of a publication";
        let why = "this registry does not tell what became of idempotency keys";
        self.offers(doing, Features::PUBLICATION_OUTCOME, why).await?;
        let call = self.call(doing);
        let url = self.url(PUBLICATIONS);
        let query = [("senderApplicationId", application), ("idempotencyKey", idempotency_key)];
        let request = || self.get(&url).query(&query);
        match self.http.repeatable_json(call, &self.tokens, request).await {
            Err(error) if error.status() == Some(404) => Ok(None),
            other => {
                let outcome: v3::PublicationOutcome = typed(call, other?)?;
                Ok(Some(outcome.message_id))
            }
        }
    }
}
