//! Forms: their fields, with what was entered and what is wrong with it. `forms.html` draws them.
//!
//! A form that cannot be accepted is shown again as it was sent. Above it stands every mistake, with a link to its
//! field; the field itself says it as well, and is marked for screen readers.
//!
//! **To add one more** kind of field: a variant of [`Kind`], and its control in `forms.html`.

use std::borrow::Cow;

use ebox_domain::Cause;

use crate::fields::Fields;

/// A form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    pub(crate) fields: Vec<Field>,
}

/// A field of a form. Its name is its identifier on the page as well.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) name: Cow<'static, str>,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
    /// What somebody who looked at it before says of it.
    pub(crate) remark: Option<String>,
    /// What was entered.
    pub(crate) value: String,
    pub(crate) kind: Kind,
    pub(crate) is_required: bool,
    /// What is wrong with it.
    pub(crate) mistake: Option<String>,
}

/// How something is entered.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// A line of text, of so many characters at most, in a language when it is said.
    Text(usize, Option<&'static str>),
    /// Several lines of text, of so many characters at most.
    Lines(usize),
    /// A line of text, with choices beside that can be taken over.
    Suggested(usize, Vec<Choice>),
    /// A number of digits, which is no quantity.
    Digits(usize),
    /// An e-mail address.
    Email(usize),
    /// One of a list.
    Select(Vec<Choice>),
    /// One of a few, each with an explanation.
    Radios(Vec<Choice>),
    /// A file of these kinds, as browsers name them; its form is a multipart form.
    File(&'static str),
}

/// Something that can be chosen.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) name: String,
    /// What it means, where the name does not say it.
    pub(crate) means: Option<String>,
}

impl Choice {
    pub(crate) fn new(value: impl Into<String>, name: impl Into<String>) -> Self {
        Self { value: value.into(), name: name.into(), means: None }
    }

    pub(crate) fn that_means(self, means: impl Into<String>) -> Self {
        Self { means: Some(means.into()), ..self }
    }
}

impl Field {
    /// A field that must be filled in.
    pub(crate) fn new(name: impl Into<Cow<'static, str>>, label: impl Into<String>, kind: Kind) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            hint: None,
            remark: None,
            value: String::new(),
            kind,
            is_required: true,
            mistake: None,
        }
    }

    /// With a hint.
    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// That may stay empty.
    pub(crate) fn optional(self) -> Self {
        Self { is_required: false, ..self }
    }

    /// With something entered.
    pub(crate) fn value(self, value: impl Into<String>) -> Self {
        Self { value: value.into(), ..self }
    }

    /// What describes it, for screen readers.
    pub(crate) fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let remark = self.remark.as_ref().map(|_| format!("{}-remark", self.name));
        let mistake = self.mistake.as_ref().map(|_| format!("{}-mistake", self.name));
        let ids: Vec<String> = hint.into_iter().chain(remark).chain(mistake).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// Where a link to it leads: a group of choices has the focus in its first one.
    pub(crate) fn anchor(&self) -> String {
        match self.kind {
            Kind::Radios(_) => format!("{}-1", self.name),
            _ => self.name.to_string(),
        }
    }
}

impl Form {
    /// A form of these fields.
    pub(crate) const fn of(fields: Vec<Field>) -> Self {
        Self { fields }
    }

    /// The same with what was entered.
    pub(crate) fn filled(mut self, entered: &Fields) -> Self {
        for field in &mut self.fields {
            entered.get(&field.name).unwrap_or_default().clone_into(&mut field.value);
        }
        self
    }

    /// Notes that something is wrong with a field; the first mistake of a field stands.
    pub(crate) fn is_wrong_in(&mut self, name: &str, mistake: impl Into<String>) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
            field.mistake.get_or_insert_with(|| mistake.into());
        }
    }

    /// Notes what a service found wrong: `field` says which field of the form it is about, and in the reader's words
    /// what is wrong.
    pub(crate) fn are_wrong(&mut self, causes: &[Cause], field: impl Fn(&Cause) -> (&'static str, String)) {
        for cause in causes {
            let (name, mistake) = field(cause);
            self.is_wrong_in(name, mistake);
        }
    }

    /// Whether there is any mistake.
    pub(crate) fn has_mistakes(&self) -> bool {
        self.fields.iter().any(|field| field.mistake.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_says_what_describes_it() {
        let field = Field::new("name", "Name", Kind::Text(5, None)).hint("short");
        assert_eq!(field.described_by().as_deref(), Some("name-hint"));
        let mut form = Form::of(vec![field]).filled(&Fields::parse(b"name=too+long"));
        assert!(!form.has_mistakes());
        form.is_wrong_in("name", "too long");
        form.is_wrong_in("name", "something else");
        assert!(form.has_mistakes());
        assert_eq!(form.fields[0].value, "too long");
        assert_eq!(form.fields[0].mistake.as_deref(), Some("too long"));
        assert_eq!(form.fields[0].described_by().as_deref(), Some("name-hint name-mistake"));
    }
}
