//! What a service tells without being asked for anything.

use jiff::{Timestamp, fmt::rfc2822};
use reqwest::header;

use crate::{
    error::ClientError,
    http::{Call, Http},
};

impl Http {
    /// What time it is at the service behind `url`, by the `Date` of its answer, whatever it answers. `None`: it
    /// does not say.
    pub async fn time_at(&self, whom: &str, url: &str) -> Result<Option<Timestamp>, ClientError> {
        let call = Call { doing: "ask for the time", whom };
        let answer = self.plain().head(url).send().await.map_err(|error| call.transport(error))?;
        let date = answer.headers().get(header::DATE).and_then(|date| date.to_str().ok());
        Ok(date.and_then(|date| rfc2822::parse(date).ok()).map(|moment| moment.timestamp()))
    }
}
