//! What a service tells without being asked for anything, or to somebody whom it does not know.

use jiff::{Timestamp, fmt::rfc2822};
use reqwest::{Method, header};

use crate::{
    error::{ClientError, ErrorKind},
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

    /// The status with which a service answers a call without a body, with this bearer token or without any. Nothing
    /// else of the answer is read.
    pub async fn status_of(
        &self,
        whom: &str,
        method: &str,
        url: &str,
        token: Option<&str>,
    ) -> Result<u16, ClientError> {
        let call = Call { doing: "see how it answers", whom };
        let method = Method::from_bytes(method.as_bytes())
            .map_err(|error| call.error(ErrorKind::Local(error.into())))?;
        let request = self.plain().request(method, url);
        let request = match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        let answer = request.send().await.map_err(|error| call.transport(error))?;
        Ok(answer.status().as_u16())
    }
}
