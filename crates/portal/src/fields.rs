//! Names and values, as they stand in a query or come with a form.

use axum::{
    body::to_bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::request::Parts,
};
use http::header;
use subtle::ConstantTimeEq as _;

use crate::{
    Portal,
    failure::Failure,
    visitor::{Manager, SignedIn, Staff},
};

/// The most bytes of a form without files.
const MAX_FORM: usize = 64 << 10;

/// The name of the field that has the token of a session's forms.
pub(crate) const TOKEN: &str = "form_token";

/// Names and values, in their order. White space around a value does not count, and an empty one is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads what a query or a form of this encoding says.
    pub(crate) fn parse(encoded: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(encoded);
        let trimmed = pairs.map(|(name, value)| (name.into_owned(), value.trim().to_owned()));
        Self(trimmed.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// The first value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Every value of a name.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// All of them, in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same without a name.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(found, _)| found != name);
        self
    }

    /// The same with one value of a name.
    pub(crate) fn with(self, name: &str, value: impl Into<String>) -> Self {
        let mut fields = self.without(name);
        fields.0.push((name.to_owned(), value.into()));
        fields
    }

    /// A path with these fields as its query.
    pub(crate) fn at(&self, path: &str) -> String {
        if self.0.is_empty() {
            return path.to_owned();
        }
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish();
        format!("{path}?{query}")
    }
}

impl FromRequestParts<Portal> for Fields {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Portal) -> Result<Self, Failure> {
        Ok(Self::parse(parts.uri.query().unwrap_or_default().as_bytes()))
    }
}

/// A form without a session: the sign-in. That it comes from our own page was checked at the door.
pub(crate) struct Form(pub(crate) Fields);

impl FromRequest<Portal> for Form {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &Portal) -> Result<Self, Failure> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) {
            return Err(Failure::UnreadableForm);
        }
        let body = to_bytes(request.into_body(), MAX_FORM).await.map_err(|_| Failure::UnreadableForm)?;
        Ok(Self(Fields::parse(&body)))
    }
}

/// A form of somebody who is signed in, whose token was checked.
pub(crate) struct Posted {
    pub(crate) signed_in: SignedIn,
    pub(crate) fields: Fields,
}

impl FromRequest<Portal> for Posted {
    type Rejection = Failure;

    async fn from_request(request: Request, portal: &Portal) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let signed_in = SignedIn::from_request_parts(&mut parts, portal).await?;
        let Form(fields) = Form::from_request(Request::from_parts(parts, body), portal).await?;
        let expected = signed_in.token().form_token();
        let given = fields.get(TOKEN).unwrap_or_default();
        if !bool::from(given.as_bytes().ct_eq(expected.as_bytes())) {
            return Err(Failure::StaleForm);
        }
        Ok(Self { signed_in, fields })
    }
}

/// A form of somebody who manages access to the e-Box, whose token was checked.
pub(crate) struct ManagerPosted {
    pub(crate) manager: Manager,
    pub(crate) fields: Fields,
}

impl FromRequest<Portal> for ManagerPosted {
    type Rejection = Failure;

    async fn from_request(request: Request, portal: &Portal) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let manager = Manager::from_request_parts(&mut parts, portal).await?;
        let Posted { fields, .. } = Posted::from_request(Request::from_parts(parts, body), portal).await?;
        Ok(Self { manager, fields })
    }
}

/// A form of somebody who works at the desk, whose token was checked.
pub(crate) struct StaffPosted {
    pub(crate) staff: Staff,
    pub(crate) fields: Fields,
}

impl FromRequest<Portal> for StaffPosted {
    type Rejection = Failure;

    async fn from_request(request: Request, portal: &Portal) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let staff = Staff::from_request_parts(&mut parts, portal).await?;
        let Posted { fields, .. } = Posted::from_request(Request::from_parts(parts, body), portal).await?;
        Ok(Self { staff, fields })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_and_written_again() {
        let fields = Fields::parse(b"a=1&b=%C3%A9t%C3%A9+&c=&a=2");
        assert_eq!(fields.get("b"), Some("été"));
        assert_eq!(fields.get("c"), None);
        assert_eq!(fields.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(fields.clone().with("a", "3 & 4").at("/x"), "/x?b=%C3%A9t%C3%A9&a=3+%26+4");
        assert_eq!(fields.without("a").without("b").at("/x"), "/x");
    }
}
