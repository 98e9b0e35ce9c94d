//! A form as it arrives: answers, entries of lists, an image, and what its button says.

use axum::{
    RequestExt as _,
    extract::{DefaultBodyLimit, Multipart, Request},
};
use data_encoding::BASE64;
use ebox_domain::reference::Logo;
use ebox_dossier::{Draft, Mistake, Problem, form::fields::LOGO};
use subtle::ConstantTimeEq as _;

use crate::{failure::Failure, fields::TOKEN, pages::dossiers::questions::Values, visitor::SignedIn};

/// The most bytes of a form: what a draft holds, written as forms are sent, and an image that is too large.
const MOST_BYTES: usize = 8 << 20;
/// The most bytes of an image: what a field of a draft holds in base64.
const LARGEST_IMAGE: usize = 50_000;
/// What the names of one's own answers begin with when a colleague saved meanwhile.
const MINE: &str = "mine.";

/// What a button of the form does after saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Do {
    /// Nothing more.
    Save,
    /// Leads to the dossier.
    GoOn,
    /// Submits it, as whoever saw the dossier after so many moves.
    Submit(u32),
    /// Shows a part of the form: an entry that was added, a list of which one was removed.
    Show(String),
}

/// A form as it arrived.
pub(super) struct Received {
    /// Which version somebody had before their eyes.
    pub(super) version: u32,
    pub(super) button: Do,
    fields: Vec<(String, String)>,
    image: Vec<u8>,
    values: Values,
}

impl Received {
    /// Receives a form. Its first field is the token of the session's forms; without it nothing more is read.
    pub(super) async fn read(mut request: Request, signed_in: &SignedIn) -> Result<Self, Failure> {
        DefaultBodyLimit::max(MOST_BYTES).apply(&mut request);
        let unreadable = |_| Failure::UnreadableForm;
        let form: Result<Multipart, _> = request.extract().await;
        let mut form = form.map_err(|_| Failure::UnreadableForm)?;
        let first = form.next_field().await.map_err(unreadable)?;
        let first = first.filter(|field| field.name() == Some(TOKEN)).ok_or(Failure::StaleForm)?;
        let token = first.bytes().await.map_err(unreadable)?;
        if !bool::from(token.ct_eq(signed_in.token().form_token().as_bytes())) {
            return Err(Failure::StaleForm);
        }
        let (mut fields, mut image) = (Vec::new(), Vec::new());
        while let Some(field) = form.next_field().await.map_err(unreadable)? {
            let name = field.name().unwrap_or_default().to_owned();
            if field.file_name().is_some() {
                if name == LOGO {
                    image = field.bytes().await.map_err(unreadable)?.to_vec();
                }
            } else {
                let text = field.text().await.map_err(unreadable)?;
                fields.push((name, text.trim().replace("\r\n", "\n")));
            }
        }
        Self::of(fields, image)
    }

    fn of(fields: Vec<(String, String)>, image: Vec<u8>) -> Result<Self, Failure> {
        let get = |name: &str| fields.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str());
        let number = |name| get(name).and_then(|text| text.parse().ok()).ok_or(Failure::UnreadableForm);
        let version = number("version")?;
        let mut values = Values::default();
        for (name, value) in &fields {
            match value.parse() {
                // The name of a list says which entries it has: one may be empty still.
                Ok(entry) if is_list(name) => values.with_entry(name, entry),
                _ => values.set(name, value),
            }
        }
        let button = get("do").unwrap_or("save").to_owned();
        let button = match button.split_once(':') {
            Some(("add", list)) if is_list(list) => {
                let added = values.add(list);
                Do::Show(format!("{list}.{added}"))
            }
            Some(("remove", entry)) => {
                values.remove(entry);
                Do::Show(entry.rsplit_once('.').map_or("", |(list, _)| list).to_owned())
            }
            _ if button == "submit" => Do::Submit(number("moves")?),
            _ if button == "go-on" => Do::GoOn,
            _ => Do::Save,
        };
        // What somebody takes over from their own version.
        for (_, field) in fields.iter().filter(|(name, _)| name == "take") {
            values.set(field, get(&format!("{MINE}{field}")).unwrap_or_default());
        }
        Ok(Self { version, button, fields, image, values })
    }

    /// What was answered, and what of it could not be kept. An image that was not sent again stays as it is.
    pub(super) fn values(&self, before: &Draft) -> (Values, Vec<Mistake>) {
        let mut values = self.values.clone();
        let is_taken = self.fields.iter().any(|(name, value)| name == "take" && value == LOGO);
        if is_taken {
            return (values, Vec::new());
        }
        let is_removed = self.fields.iter().any(|(name, _)| name == "without-image");
        values.set(LOGO, if is_removed { "" } else { before.get(LOGO) });
        if self.image.is_empty() {
            return (values, Vec::new());
        }
        let is_fit = self.image.len() <= LARGEST_IMAGE && Logo::new(None, self.image.clone()).is_ok();
        if !is_fit {
            return (values, vec![Mistake { field: LOGO.to_owned(), problem: Problem::NoLogo }]);
        }
        values.set(LOGO, BASE64.encode(&self.image));
        (values, Vec::new())
    }
}

/// Whether a field says which entries a list has.
fn is_list(name: &str) -> bool {
    use ebox_dossier::form::fields::{APPLICATIONS, KEYS, TYPES};
    let is_keys = || {
        let entry = name.strip_prefix(TYPES)?.strip_prefix('.')?.strip_suffix(KEYS)?.strip_suffix('.')?;
        entry.parse::<u32>().ok()
    };
    name == APPLICATIONS || name == TYPES || is_keys().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn received(pairs: &[(&str, &str)]) -> Received {
        let fields = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let version = ("version".to_owned(), "3".to_owned());
        let Ok(received) = Received::of(fields.chain([version]).collect(), Vec::new()) else {
            panic!("a form");
        };
        received
    }

    #[test]
    fn entries_are_added_and_removed_by_buttons() {
        let added = received(&[("types", "0"), ("types.0.id", "A"), ("do", "add:types")]);
        assert_eq!(added.button, Do::Show("types.1".to_owned()));
        assert_eq!(added.values.entries("types").len(), 2);
        let inner = received(&[("types", "0"), ("types.0.keys", "4"), ("do", "add:types.0.keys")]);
        assert_eq!(inner.button, Do::Show("types.0.keys.5".to_owned()));
        let removed = received(&[("types", "0"), ("types.0.keys.1.key", "k"), ("do", "remove:types.0")]);
        assert_eq!(
            (removed.button, removed.values.entries("types").len()),
            (Do::Show("types".to_owned()), 0)
        );
    }

    #[test]
    fn what_is_taken_over_replaces_what_a_colleague_saved() {
        let taken =
            received(&[("name", "theirs"), ("take", "name"), ("mine.name", "mine"), ("mine.peaks", "x")]);
        assert_eq!((taken.values.get("name"), taken.values.get("peaks")), ("mine", ""));
    }
}
