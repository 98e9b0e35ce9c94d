//! What messages of a type may ask for.

use std::collections::BTreeMap;

use crate::{ids::ActionId, language::LocalizedText, percent};

/// An action that messages of a type may ask for, such as signing on the sender's site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionDefinition {
    /// Its identifier in publications (`messageActionId`).
    pub id: ActionId,
    /// What people read on the button.
    pub label: LocalizedText,
    /// The address, with `{name}` where a publication's `actionParameters` go; none for an action that
    /// is done elsewhere (print a document).
    pub url_template: Option<String>,
    /// How many days after receipt it is due.
    pub days_until_due: Option<u16>,
}

impl ActionDefinition {
    /// The names between braces in the address, in order.
    pub fn parameter_names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        let mut rest = self.url_template.as_deref().unwrap_or_default();
        while let Some((_, after)) = rest.split_once('{') {
            let Some((name, tail)) = after.split_once('}') else {
                break;
            };
            names.push(name);
            rest = tail;
        }
        names
    }

    /// The address with its parameters filled in and percent-encoded.
    pub fn url(&self, parameters: &BTreeMap<String, String>) -> Option<String> {
        let mut url = self.url_template.clone()?;
        for (name, value) in parameters {
            url = url.replace(&format!("{{{name}}}"), &percent::encode(value));
        }
        Some(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actions_address_takes_its_parameters_encoded() {
        let action = ActionDefinition {
            id: "sign".parse().expect("an id"),
            label: LocalizedText::untranslated("Sign"),
            url_template: Some("https://sign.example/{dossier}?step={step}".to_owned()),
            days_until_due: None,
        };
        assert_eq!(action.parameter_names(), ["dossier", "step"]);
        let parameters =
            [("dossier".to_owned(), "a/b c".to_owned()), ("step".to_owned(), "1".to_owned())].into();
        assert_eq!(action.url(&parameters).as_deref(), Some("https://sign.example/a%2Fb%20c?step=1"));
    }
}
