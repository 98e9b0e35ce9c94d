//! Reading forms as RFC 6749 wants them read (section 3.2).

use axum::{
    Form,
    extract::{DefaultBodyLimit, FromRequest, Request, rejection::FormRejection},
};
use http::StatusCode;

use super::{MAX_FORM, refused::Refused};
use crate::OauthRefusal;

/// The fields of a form: each at most once, those without a value as if they were not there.
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The value of a field.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let index = self.0.iter().position(|(field, _)| field == name)?;
        Some(self.0.swap_remove(index).1)
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Refused;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Self::Rejection> {
        DefaultBodyLimit::max(MAX_FORM).apply(&mut request);
        let Form(mut fields) =
            Form::<Vec<(String, String)>>::from_request(request, state).await.map_err(unreadable)?;
        let mut names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            let name: String = pair[0].chars().take(50).collect();
            return Err(OauthRefusal::invalid_request(format!(
                "{name} is there more than once: send each parameter once"
            ))
            .into());
        }
        fields.retain(|(_, value)| !value.is_empty());
        Ok(Self(fields))
    }
}

fn unreadable(rejection: FormRejection) -> Refused {
    match rejection {
        FormRejection::InvalidFormContentType(_) => OauthRefusal::invalid_request(
            "the body is no form: send it with Content-Type: application/x-www-form-urlencoded",
        )
        .into(),
        other if other.status() == StatusCode::PAYLOAD_TOO_LARGE => Refused::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "invalid_request",
            &format!("the form is larger than {MAX_FORM} bytes"),
        ),
        _ => OauthRefusal::invalid_request("the form cannot be read: encode it as UTF-8, percent-escaped")
            .into(),
    }
}
