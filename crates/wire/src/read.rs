//! Reads what senders write: a JSON value becomes a draft, or every cause why not, all at once.
//!
//! Serde stops at the first mistake and names it in its own words. A sender who integrates wants all of them,
//! by field, with the fix; so requests are walked by hand. [`Object`] hands out its members and complains about
//! what is left over, [`Field`] is a value that knows its path, [`Collected`] collects.

mod json;
mod shared;

use std::{cell::RefCell, collections::BTreeMap, str::FromStr};

use ebox_domain::{
    Cause, Causes, Rule,
    publication::{Draft, Sketch},
};
use serde_json::Value;

pub(crate) use json::{Unique, parse, parse_array};
pub(crate) use shared::attention;

/// How much of a sender's own text stands in a field's path.
const MAX_NAME: usize = 100;

/// The causes found so far.
#[derive(Debug, Default)]
pub(crate) struct Collected(RefCell<Causes>);

impl Collected {
    pub(crate) fn add(&self, cause: Cause) {
        self.0.borrow_mut().push(cause);
    }

    /// Adds what another reader found.
    pub(crate) fn append(&self, others: Causes) {
        self.0.borrow_mut().append(others);
    }

    /// The causes alone.
    pub(crate) fn into_list(self) -> Causes {
        self.0.into_inner()
    }

    /// What was read when nothing is wrong with it, else every cause.
    pub(crate) fn into_result<T>(self, read: Option<T>) -> Result<T, Causes> {
        let causes = self.0.into_inner();
        read.filter(|_| causes.is_empty()).ok_or(causes)
    }

    /// What was read, with the causes.
    pub(crate) fn with(self, sketch: Option<Sketch>) -> Reading {
        Reading { sketch, causes: self.0.into_inner(), executes_action: false }
    }
}

/// What refusals call a body that is not one part of several.
const BODY: &str = "body";

/// Reads a whole body that is one object, and names every cause why it cannot be read.
pub(crate) fn object<T>(bytes: &[u8], read: impl FnOnce(Object<'_, '_>) -> Option<T>) -> Result<T, Causes> {
    let value = parse(bytes, BODY).map_err(Causes::from)?;
    let causes = Collected::default();
    let result = Field::body(&value, &causes).object().and_then(read);
    causes.into_result(result)
}

/// Reads a whole body that is an array.
pub(crate) fn array<T>(bytes: &[u8], read: impl Fn(&Field<'_, '_>) -> Option<T>) -> Result<Vec<T>, Causes> {
    let value = parse_array(bytes, BODY).map_err(Causes::from)?;
    let causes = Collected::default();
    let result = Field::body(&value, &causes).each(read);
    causes.into_result(result)
}

/// What a reader made of a description: everything that could be read, and why the rest could not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What could be read; `None` when it is no JSON object at all.
    pub sketch: Option<Sketch>,
    /// Why the rest could not; empty only when the sketch is complete.
    pub causes: Causes,
    /// Of a reply: whether it executes the action of the message that it answers.
    pub executes_action: bool,
}

impl Reading {
    /// The draft when nothing is wrong with it, else every cause.
    pub fn draft(self) -> Result<Draft, Causes> {
        match self.sketch.and_then(Sketch::complete) {
            Some(draft) if self.causes.is_empty() => Ok(draft),
            _ => Err(self.causes),
        }
    }

    /// Nothing could be read.
    pub(crate) fn nothing(cause: Cause) -> Self {
        Self { sketch: None, causes: cause.into(), executes_action: false }
    }
}

/// A value and where it stands in the body.
#[derive(Debug)]
pub(crate) struct Field<'v, 'c> {
    value: &'v Value,
    path: String,
    causes: &'c Collected,
}

impl<'v, 'c> Field<'v, 'c> {
    /// The whole body: its members stand in paths by their bare names.
    pub(crate) fn body(value: &'v Value, causes: &'c Collected) -> Self {
        Self { value, path: String::new(), causes }
    }

    /// Notes that the value breaks a rule.
    pub(crate) fn refuse(&self, rule: Rule, fix: impl Into<String>) {
        self.causes.add(Cause::body(rule, self.path.clone(), fix));
    }

    /// Notes that the value breaks a rule, and shows it.
    pub(crate) fn refuse_value(&self, rule: Rule, fix: impl Into<String>) {
        let shown = match self.value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        self.causes.add(Cause::body(rule, self.path.clone(), fix).with_value(shown));
    }

    fn wrong_type(&self, expected: &str) {
        let given = match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        };
        self.refuse(Rule::WrongType, format!("{given} is given; {expected} is expected"));
    }

    /// The value as a string.
    pub(crate) fn string(&self) -> Option<&'v str> {
        let text = self.value.as_str();
        if text.is_none() {
            self.wrong_type("a string");
        }
        text
    }

    /// The value as a boolean.
    pub(crate) fn boolean(&self) -> Option<bool> {
        let truth = self.value.as_bool();
        if truth.is_none() {
            self.wrong_type("true or false");
        }
        truth
    }

    /// The value as a whole number that fits.
    pub(crate) fn number<N: TryFrom<u64>>(&self) -> Option<N> {
        let Some(number) = self.value.as_u64() else {
            self.wrong_type("a whole number");
            return None;
        };
        let fits = number.try_into().ok();
        if fits.is_none() {
            self.refuse_value(Rule::OutOfRange, "the number is too large");
        }
        fits
    }

    /// The value as a number that may have decimals.
    pub(crate) fn decimal(&self) -> Option<f64> {
        let number = self.value.as_f64();
        if number.is_none() {
            self.wrong_type("a number");
        }
        number
    }

    /// The value as an object of the sender's own, whatever is in it: its JSON.
    pub(crate) fn json_object(&self) -> Option<String> {
        if !self.value.is_object() {
            self.wrong_type("an object");
            return None;
        }
        if has_null(self.value) {
            self.refuse(Rule::Null, "null is not a value; leave the property out or give it one");
            return None;
        }
        Some(self.value.to_string())
    }

    /// What `read` makes of the value, or why it makes nothing of it: for values that may not matter.
    pub(crate) fn apart<T>(&self, read: impl FnOnce(&Field<'_, '_>) -> Option<T>) -> Result<T, Causes> {
        let causes = Collected::default();
        let read = read(&Field { value: self.value, path: self.path.clone(), causes: &causes });
        causes.into_result(read)
    }

    /// The value as a string that is read as a `T`; `fix` says what it must look like.
    pub(crate) fn parsed<T: FromStr>(&self, fix: &str) -> Option<T> {
        let read = self.string()?.parse().ok();
        if read.is_none() {
            self.refuse_value(Rule::InvalidValue, fix);
        }
        read
    }

    /// The value as an array whose every element is read by `read`; `None` when one could not be.
    pub(crate) fn each<T>(&self, read: impl Fn(&Self) -> Option<T>) -> Option<Vec<T>> {
        self.each_in_its_place(read)?.into_iter().collect()
    }

    /// The value as an array whose every element is read by `read`, so that the causes of all of them are named.
    pub(crate) fn each_in_its_place<T>(&self, read: impl Fn(&Self) -> Option<T>) -> Option<Vec<Option<T>>> {
        Some(self.array()?.iter().map(read).collect())
    }

    /// The value as an array whose elements stand in paths by their member `name`, where that is a string.
    pub(crate) fn elements_by(&self, name: &str) -> Option<Vec<Field<'v, 'c>>> {
        let mut fields = self.array()?;
        for field in &mut fields {
            if let Some(id) = field.value.get(name).and_then(Value::as_str) {
                let id: String = id.chars().take(MAX_NAME).collect();
                field.path = format!("{}[{id}]", self.path);
            }
        }
        Some(fields)
    }

    fn array(&self) -> Option<Vec<Field<'v, 'c>>> {
        let Value::Array(elements) = self.value else {
            self.wrong_type("an array");
            return None;
        };
        let fields = elements.iter().enumerate().map(|(index, value)| Field {
            value,
            path: format!("{}[{index}]", self.path),
            causes: self.causes,
        });
        Some(fields.collect())
    }

    /// The value as an object.
    pub(crate) fn object(&self) -> Option<Object<'v, 'c>> {
        let Value::Object(members) = self.value else {
            self.wrong_type("an object");
            return None;
        };
        Some(Object {
            path: self.path.clone(),
            members: members.iter().map(|(name, value)| (name.as_str(), value)).collect(),
            known: Vec::new(),
            causes: self.causes,
        })
    }
}

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(elements) => elements.iter().any(has_null),
        Value::Object(members) => members.values().any(has_null),
        _ => false,
    }
}

/// An object whose members are handed out one by one; [`Object::finish`] complains about the others.
#[derive(Debug)]
pub(crate) struct Object<'v, 'c> {
    path: String,
    members: BTreeMap<&'v str, &'v Value>,
    known: Vec<&'static str>,
    causes: &'c Collected,
}

impl<'v, 'c> Object<'v, 'c> {
    /// A member that may be left out. `null` is refused: it is not the same as left out.
    pub(crate) fn optional(&mut self, name: &'static str) -> Option<Field<'v, 'c>> {
        self.known.push(name);
        let field =
            Field { value: self.members.remove(name)?, path: self.path_of(name), causes: self.causes };
        if field.value.is_null() {
            field.refuse(Rule::Null, "null is not a value; leave the property out or give it one");
            return None;
        }
        Some(field)
    }

    /// Whether a merge patch takes a member away: it is `null`.
    pub(crate) fn takes_away(&mut self, name: &'static str) -> bool {
        let is_null = self.members.get(name).is_some_and(|value| value.is_null());
        if is_null {
            self.known.push(name);
            self.members.remove(name);
        }
        is_null
    }

    /// A member that must be there; `what` says what to put there.
    pub(crate) fn required(&mut self, name: &'static str, what: &str) -> Option<Field<'v, 'c>> {
        if !self.members.contains_key(name) {
            self.known.push(name);
            let fix = format!("the property is missing; add {what}");
            self.causes.add(Cause::body(Rule::Required, self.path_of(name), fix));
            return None;
        }
        self.optional(name)
    }

    /// Notes that a member, which may not be there, is needed in another way.
    pub(crate) fn refuse(&self, name: &str, fix: &str) {
        self.causes.add(Cause::body(Rule::Required, self.path_of(name), fix));
    }

    /// Whether the member is there, whatever it is, and was not yet handed out.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }

    /// Whether any member was not yet handed out.
    pub(crate) fn has_others(&self) -> bool {
        !self.members.is_empty()
    }

    /// Every member whatever its name, where names are the sender's own.
    pub(crate) fn all(self) -> Vec<(&'v str, Field<'v, 'c>)> {
        let path = |name: &str| self.path_of(name);
        self.members
            .iter()
            .map(|(name, value)| {
                let field = Field { value, path: path(name), causes: self.causes };
                (*name, field)
            })
            .collect()
    }

    /// Refuses every member that nobody asked for.
    pub(crate) fn finish(self) {
        for name in self.members.keys() {
            let fix = format!(
                "the contract does not know this property; leave it out (it knows {})",
                self.known.join(", ")
            );
            self.causes.add(Cause::body(Rule::Unknown, self.path_of(name), fix));
        }
    }

    fn path_of(&self, name: &str) -> String {
        let name: String = name.chars().take(MAX_NAME).collect();
        if self.path.is_empty() { name } else { format!("{}.{name}", self.path) }
    }
}
