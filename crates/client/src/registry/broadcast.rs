//! Broadcast: one message for many recipients.

use ebox_domain::EboxId;
use ebox_wire::{
    routes::{Version, v2::LINK},
    v2, v3,
};
use jiff::Timestamp;

use super::Registry;
use crate::{
    error::{ClientError, ErrorKind},
    http::typed,
};

/// What became of a broadcast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// When the message expires, everywhere.
    pub expires: Timestamp,
    /// How many of the recipients have it now.
    pub delivered: u64,
    /// Those that cannot take it.
    pub refused: Vec<EboxId>,
}

impl Registry {
    /// Brings a message that the caller sent to further recipients, under the same identifier. Who has it already
    /// keeps it, so that this is repeated as a question is.
    ///
    /// # Errors
    /// A registry that offers no broadcast refuses (403).
    pub async fn link(&self, message_id: &str, recipients: &[EboxId]) -> Result<Linked, ClientError> {
        let doing = "bring a message to further recipients";
        let call = self.call(doing);
        let message_id = message_id.to_owned();
        let body = match self.version {
            Version::V2 => {
                let recipients = v2::EboxIdList(recipients.iter().copied().map(Into::into).collect());
                self.in_json(doing, &v2::MessageToLink { message_id, recipients })?
            }
            Version::V3 => {
                let recipients = recipients.iter().copied().map(Into::into).collect();
                self.in_json(doing, &v3::MessageToLink { message_id, recipients })?
            }
        };
        let request = || self.post_json(LINK, &body);
        let answer = self.http.repeatable_json(call, &self.tokens, request).await?;
        let (expires, delivered, refused): (_, _, Option<Vec<EboxId>>) = match self.version {
            Version::V2 => {
                let linked: v2::LinkResponse = typed(call, answer)?;
                let refused = linked.error_cases.into_iter();
                let refused = refused.map(|one| EboxId::from_key(&one.ebox_id_value)).collect();
                let delivered = u64::try_from(linked.nb_success_links).unwrap_or_default();
                (linked.expiration_date.0, delivered, refused)
            }
            Version::V3 => {
                let linked: v3::LinkResponse = typed(call, answer)?;
                let number = |one: v3::Recipient| one.enterprise_number.or(one.ssin);
                let refused = linked.error_cases.into_iter();
                let refused = refused.map(|one| EboxId::from_key(&number(one)?)).collect();
                (linked.expiration_date.0, linked.nb_success_links, refused)
            }
        };
        let odd = || call.error(ErrorKind::Unexpected("a recipient without a number".to_owned()));
        Ok(Linked { expires, delivered, refused: refused.ok_or_else(odd)? })
    }
}
