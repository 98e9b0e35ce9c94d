//! What both versions of the contract write alike: texts, digests, business data.

use ebox_domain::{
    EboxType, EnterpriseNumber, Language, LocalizedText, Rule, Sha256Digest, Ssin, message::Attention,
    publication::DraftBusinessData,
};

use super::{Field, MAX_NAME, Object};
use crate::digest;

impl Field<'_, '_> {
    /// The value as a text in `nl`, `fr`, `de`. Whether it may have several, or none, is a rule of the domain; one
    /// that is only there in other languages could not be read.
    pub(crate) fn text(&self) -> Option<LocalizedText> {
        let mut object = self.object()?;
        let languages = [
            (Language::Nl, object.optional("nl")),
            (Language::Fr, object.optional("fr")),
            (Language::De, object.optional("de")),
        ];
        let has_others = object.has_others();
        object.finish();
        let mut text = LocalizedText::default();
        for (language, field) in languages {
            if let Some(field) = field {
                text = text.with(language, field.string()?);
            }
        }
        (!text.is_empty() || !has_others).then_some(text)
    }

    /// The same with English beside the languages of messages: names for the portal.
    pub(crate) fn text_with_english(&self) -> Option<LocalizedText> {
        let mut object = self.object()?;
        let mut text = LocalizedText::default();
        for (language, name) in
            [(Language::Nl, "nl"), (Language::Fr, "fr"), (Language::De, "de"), (Language::En, "en")]
        {
            if let Some(field) = object.optional(name) {
                text = text.with(language, field.string()?);
            }
        }
        object.finish();
        Some(text)
    }

    /// The value as a digest.
    pub(crate) fn digest(&self) -> Option<Sha256Digest> {
        let mut object = self.object()?;
        let method = object.required("digestMethod", "sha_256");
        let value = object.required("digestValue", "the base64url of the SHA-256");
        object.finish();
        let method = method.and_then(|field| {
            let is_known = field.string()? == digest::METHOD;
            if !is_known {
                field.refuse_value(Rule::Digest, "sha_256 is the only digest method");
            }
            is_known.then_some(())
        });
        let value = value.and_then(|field| {
            let digest = digest::decode(field.string()?);
            if digest.is_none() {
                field.refuse_value(
                    Rule::Digest,
                    "send the 32 bytes of the SHA-256 in base64url, not in hexadecimal or plain base64",
                );
            }
            digest
        });
        method.and(value)
    }

    /// The value as an enterprise number.
    pub(crate) fn enterprise_number(&self) -> Option<EnterpriseNumber> {
        self.parsed("an enterprise number has ten digits and begins with 0 or 1; correct it")
    }

    /// The value as a kind of e-Box.
    pub(crate) fn ebox_type(&self) -> Option<EboxType> {
        let kind = EboxType::parse(self.string()?);
        if kind.is_none() {
            self.refuse_value(Rule::InvalidValue, "write enterprise or citizen");
        }
        kind
    }

    /// Notes that the value is no number of a recipient of this kind.
    pub(crate) fn refuse_recipient(&self, kind: EboxType) {
        let fix = match kind {
            EboxType::Enterprise => "an enterprise number has ten digits and begins with 0 or 1; correct it",
            EboxType::Citizen => "an SSIN has eleven digits; correct it",
        };
        let given = self.string().unwrap_or_default().chars().take(MAX_NAME).collect();
        self.refuse(Rule::Recipient(given), fix);
    }

    /// The value as an SSIN. It is personal: a refusal does not repeat it.
    pub(crate) fn ssin(&self) -> Option<Ssin> {
        let ssin = self.string()?.parse().ok();
        if ssin.is_none() {
            self.refuse(Rule::InvalidValue, "an SSIN has eleven digits; correct it");
        }
        ssin
    }

    /// The value as one key with its values.
    pub(crate) fn business_data(&self) -> Option<DraftBusinessData> {
        let mut object = self.object()?;
        let key = object.required("key", "a key of the message type").and_then(|field| field.string());
        let values = object.required("values", "an array of texts").and_then(|field| field.each(Field::text));
        // Names and descriptions belong to the configured key; what a sender gives is checked and not kept.
        for name in ["name", "description"] {
            let _ = object.optional(name).and_then(|field| field.text());
        }
        object.finish();
        Some(DraftBusinessData { key: key?.to_owned(), values: values? })
    }
}

impl<'v, 'c> Object<'v, 'c> {
    /// A boolean that may be left out, which means no.
    pub(crate) fn flag(&mut self, name: &'static str) -> Option<bool> {
        let is_left_out = !self.has(name);
        match self.optional(name) {
            Some(field) => field.boolean(),
            None => is_left_out.then_some(false),
        }
    }

    /// A boolean that must be there even when false.
    pub(crate) fn required_flag(&mut self, name: &'static str) -> Option<bool> {
        self.required(name, "true or false")?.boolean()
    }

    /// An array that may be left out, which means empty; every element is read by `read`.
    pub(crate) fn list<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(&Field<'v, 'c>) -> Option<T>,
    ) -> Option<Vec<Option<T>>> {
        let is_left_out = !self.has(name);
        match self.optional(name) {
            Some(field) => field.each_in_its_place(read),
            None => is_left_out.then(Vec::new),
        }
    }

    /// A date-time that may be left out.
    pub(crate) fn moment(&mut self, name: &'static str) -> Option<jiff::Timestamp> {
        self.optional(name)?.parsed("write a date-time such as 2026-03-01T10:00:00+01:00")
    }
}

/// A person for whose attention a message is, when anything says who.
pub(crate) fn attention(ssin: Option<Ssin>, label: Option<&str>) -> Option<Attention> {
    (ssin.is_some() || label.is_some()).then(|| Attention { ssin, label: label.map(str::to_owned) })
}
