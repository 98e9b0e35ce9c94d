//! The rules of the texts of a publication: there, in one language, not too long, without control characters.

use crate::{
    fault::{Cause, Causes, Rule},
    file_name::FileName,
    language::LocalizedText,
    unseen::is_blank,
};

use super::{
    Context, MAX_ACTION_PARAMETER, MAX_ATTENTION_LABEL, MAX_BUSINESS_DATA_VALUE, MAX_SUBJECT,
    PublicationSettings, Sketch,
};

/// A text and its limits.
struct Bounded<'d> {
    field: String,
    text: &'d LocalizedText,
    most: Option<usize>,
    has_lines: bool,
}

impl<'d> Bounded<'d> {
    fn one_line(field: String, text: &'d LocalizedText, most: usize) -> Self {
        Self { field, text, most: Some(most), has_lines: false }
    }
}

/// Every text of the sketch.
pub(super) fn check(draft: &Sketch, context: &Context<'_>, causes: &mut Causes) {
    for text in texts(draft) {
        check_one(text, context.settings, causes);
    }
    for (index, data) in draft.read_business_data().filter(|(_, data)| data.values.is_empty()) {
        let field = format!("businessDataList[{index}].values");
        let fix = format!("{} has no value; give at least one or leave the key out", data.key);
        causes.push(Cause::body(Rule::Required, field, fix));
    }
    check_attention(draft, context, causes);
    check_action_parameters(draft, causes);
}

fn texts(draft: &Sketch) -> Vec<Bounded<'_>> {
    let mut texts = Vec::new();
    texts.extend(draft.subject.iter().map(|text| Bounded::one_line("subject".to_owned(), text, MAX_SUBJECT)));
    texts.extend(draft.body.iter().map(|text| Bounded {
        field: "bodyContent".to_owned(),
        text,
        most: None,
        has_lines: true,
    }));
    for (index, attachment) in draft.read_attachments() {
        if let Some(text) = &attachment.title {
            let field = format!("attachments[{index}].attachmentTitle");
            texts.push(Bounded::one_line(field, text, FileName::MAX));
        }
    }
    for (index, data) in draft.read_business_data() {
        for (place, text) in data.values.iter().enumerate() {
            let field = format!("businessDataList[{index}].values[{place}]");
            texts.push(Bounded::one_line(field, text, MAX_BUSINESS_DATA_VALUE));
        }
    }
    texts
}

fn check_one(one: Bounded<'_>, settings: &PublicationSettings, causes: &mut Causes) {
    let Bounded { field, text, most, has_lines } = one;
    if text.is_empty() {
        let fix = format!("give the text in one of {}", named(settings));
        causes.push(Cause::body(Rule::Required, field, fix));
        return;
    }
    for (language, _) in text.iter().filter(|(language, _)| !settings.languages.contains(language)) {
        let fix = format!("this provider takes texts in {}; give it in one of these", named(settings));
        causes.push(Cause::body(Rule::NotOffered, format!("{field}.{language}"), fix));
    }
    if text.has_several() && !settings.several_languages {
        causes.push(Cause::body(
            Rule::SeveralLanguages,
            field.clone(),
            "give the text in one language only, the recipient's",
        ));
    }
    if text.has_blank() {
        causes.push(Cause::body(Rule::Required, field, "the text is empty; write one or leave it out"));
        return;
    }
    if text.iter().any(|(_, text)| has_control(text, has_lines)) {
        causes.push(Cause::body(Rule::InvalidValue, field.clone(), control_fix(has_lines)));
    }
    if let Some(most) = most.filter(|most| text.longest() > *most) {
        let length = text.longest();
        let detail = format!("at most {most} characters, not {length}; shorten the text");
        causes.push(Cause::body(Rule::OutOfRange, field, detail));
    }
}

/// The languages that a provider takes.
fn named(settings: &PublicationSettings) -> String {
    let codes: Vec<&str> = settings.languages.iter().map(|language| language.as_str()).collect();
    codes.join(", ")
}

fn check_attention(draft: &Sketch, context: &Context<'_>, causes: &mut Causes) {
    let Some(attention) = &draft.attention else {
        return;
    };
    if let Some(label) = &attention.label {
        let field = "forTheAttentionOf.label";
        check_line(field, label, MAX_ATTENTION_LABEL, causes);
    }
    if attention.ssin.is_some_and(|ssin| !ssin.satisfies(context.settings.check_digits)) {
        causes.push(Cause::body(
            Rule::InvalidValue,
            "forTheAttentionOf.ssin",
            "the check digits of the SSIN do not hold; correct it or leave it out",
        ));
    }
}

/// Values that stand in the address of an action.
fn check_action_parameters(draft: &Sketch, causes: &mut Causes) {
    for (name, value) in draft.action.iter().flat_map(|action| &action.parameters) {
        check_line(&format!("actionParameters.{name}"), value, MAX_ACTION_PARAMETER, causes);
    }
}

/// A text of one line that is in no language.
fn check_line(field: &str, text: &str, most: usize, causes: &mut Causes) {
    if is_blank(text) {
        causes.push(Cause::body(Rule::Required, field, "the text is empty; write one or leave it out"));
        return;
    }
    if has_control(text, false) {
        causes.push(Cause::body(Rule::InvalidValue, field, control_fix(false)));
    }
    let length = text.chars().count();
    if length > most {
        let detail = format!("at most {most} characters, not {length}; shorten the text");
        causes.push(Cause::body(Rule::OutOfRange, field, detail));
    }
}

/// Whether there is a control character besides those that end lines and indent, where there may be lines.
fn has_control(text: &str, has_lines: bool) -> bool {
    text.chars().any(|c| c.is_control() && !(has_lines && matches!(c, '\n' | '\r' | '\t')))
}

const fn control_fix(has_lines: bool) -> &'static str {
    if has_lines {
        "the text has control characters besides line ends and tabs; take them out"
    } else {
        "the text has control characters (line ends and tabs too); take them out"
    }
}
