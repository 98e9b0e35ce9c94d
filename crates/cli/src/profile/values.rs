//! The values of one profile, each with where it came from, and the mistakes found in them.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use ebox_domain::Ssin;
use toml::{Table, Value as Toml};
use zeroize::Zeroizing;

use crate::failure::Failure;

/// The file with profiles, when none is named.
pub(super) const CONFIG_FILE: &str = "ebox.toml";
/// The profile that is used when none is named.
const DEFAULT: &str = "default";
/// What stands in front of the name of a variable.
const PREFIX: &str = "EBOX_";

/// Every key of a profile.
pub(super) const KEYS: [&str; 13] = [
    "environment",
    "sandbox",
    "what",
    "client_id",
    "private_key",
    "certificate",
    "key_store",
    "key_store_password",
    "enterprise_number",
    "token_url",
    "provider_registry_url",
    "partition_url",
    "operator_url",
];

/// The keys whose value may be nothing but digits.
const DIGITS: [&str; 2] = ["enterprise_number", PASSWORD];
/// The one key that may be empty: some key stores have such a password.
const PASSWORD: &str = "key_store_password";

/// What a profile is read from.
pub(super) struct Sources {
    /// The file, with what it says.
    pub(super) file: Option<(PathBuf, String)>,
    /// The profile that was asked for.
    pub(super) name: Option<String>,
    /// The person in whose name the profile's portal shall speak.
    pub(super) person: Option<Ssin>,
    /// The variables of this process.
    pub(super) variables: BTreeMap<String, String>,
}

/// Where a value came from; what is nearer to the command wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    /// The file.
    File,
    /// A variable.
    Variable,
}

struct Value {
    text: Zeroizing<String>,
    layer: Layer,
}

/// The values of one profile.
pub(super) struct Values {
    name: String,
    file: Option<PathBuf>,
    given: BTreeMap<&'static str, Value>,
    mistakes: Vec<String>,
}

impl Values {
    /// Picks the profile out of the file and puts the variables over it.
    pub(super) fn read(sources: &Sources) -> Result<Self, Failure> {
        let name = sources.name.as_deref().unwrap_or(DEFAULT);
        let mut values =
            Self { name: name.to_owned(), file: None, given: BTreeMap::new(), mistakes: Vec::new() };
        let has_variables = KEYS.iter().any(|key| sources.variables.contains_key(&variable(key)));
        match &sources.file {
            Some((path, text)) => {
                let profiles = profiles(path, text)?;
                match profiles.get(name) {
                    Some(Toml::Table(table)) => values.add_file(path, table),
                    Some(other) => return Err(no_section(path, name, other)),
                    // Variables may say everything, so the default profile need not be there.
                    None if sources.name.is_none() && has_variables => {}
                    None => return Err(not_found(path, name, &profiles)),
                }
            }
            None if sources.name.is_some() => {
                let message = format!("there is no {CONFIG_FILE} in this folder to take profile {name} from");
                return Err(Failure::new("profile", message).hint("name the file as --config FILE"));
            }
            None if has_variables => {}
            None => {
                let message =
                    format!("no profile: there is neither {CONFIG_FILE} in this folder nor a variable");
                return Err(Failure::new("profile", message).hint(
                    "for a rehearsal run `ebox dev` and set EBOX_SANDBOX to the path that it prints; for the \
                     rest see `ebox token --help`",
                ));
            }
        }
        values.add_variables(&sources.variables);
        Ok(values)
    }

    fn add_file(&mut self, path: &Path, table: &Table) {
        self.file = Some(path.to_owned());
        for (name, value) in table {
            let Some(key) = KEYS.iter().find(|key| *key == name) else {
                self.mistake(format!("{name}: unknown; a profile has {}", KEYS.join(", ")));
                continue;
            };
            let text = match value {
                Toml::String(text) => text.clone(),
                Toml::Integer(number) if DIGITS.contains(key) => number.to_string(),
                // What stands there is not repeated: it may be a secret.
                other => {
                    self.mistake(format!("{key}: expected a text, not a value of type {}", other.type_str()));
                    continue;
                }
            };
            // An empty text is none.
            if !text.is_empty() || *key == PASSWORD {
                self.given.insert(key, Value { text: Zeroizing::new(text), layer: Layer::File });
            }
        }
    }

    fn add_variables(&mut self, variables: &BTreeMap<String, String>) {
        let given = |key: &str| variables.get(&variable(key)).filter(|text| !text.is_empty());
        // Where to go is one decision: a variable that says it leaves nothing of what the file says about it.
        match (given("environment"), given("sandbox")) {
            (None, Some(_)) => drop(self.given.remove("environment")),
            (Some(_), None) if given("environment").is_some_and(|text| text != "sandbox") => {
                drop(self.given.remove("sandbox"));
            }
            _ => {}
        }
        for key in KEYS {
            // An empty variable is none.
            let text = variables.get(&variable(key)).filter(|text| !text.is_empty() || key == PASSWORD);
            if let Some(text) = text {
                let text = Zeroizing::new(text.clone());
                self.given.insert(key, Value { text, layer: Layer::Variable });
            }
        }
    }

    /// Where the profile came from, for people.
    pub(super) fn origin(&self) -> String {
        match &self.file {
            Some(file) => format!("profile {} of {}", self.name, file.display()),
            None => "the profile in the variables".to_owned(),
        }
    }

    /// From where a value comes; `None` when nothing gives it.
    pub(super) fn layer(&self, key: &'static str) -> Option<Layer> {
        self.given.get(key).map(|value| value.layer)
    }

    /// Whether the profile says where its key is.
    pub(super) fn brings_key(&self) -> bool {
        self.layer("private_key").or(self.layer("key_store")).is_some()
    }

    /// A value.
    pub(super) fn text(&self, key: &'static str) -> Option<String> {
        self.given.get(key).map(|value| value.text.to_string())
    }

    /// A secret value.
    pub(super) fn secret(&self, key: &'static str) -> Option<Zeroizing<String>> {
        self.given.get(key).map(|value| value.text.clone())
    }

    /// A value read by `read`; `expected` says what it looks like.
    pub(super) fn parsed<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(key)?;
        let value = read(&text);
        if value.is_none() {
            self.mistake(format!("{}: expected {expected}, not `{text}`", self.named(key)));
        }
        value
    }

    /// A value that is an address of the web.
    pub(super) fn address(&mut self, key: &'static str) -> Option<String> {
        self.parsed(key, "an address that begins with https:// or http://", |text| {
            let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
            (!rest.is_empty()).then(|| text.to_owned())
        })
    }

    /// A value that is a path: relative to the file, or as it is in a variable.
    pub(super) fn path(&mut self, key: &'static str) -> Option<PathBuf> {
        let value = self.given.get(key)?;
        if value.text.contains("-----BEGIN") {
            self.mistake(format!("{}: expected the path of a file, not what is in it", self.named(key)));
            return None;
        }
        let path = Path::new(value.text.as_str());
        let folder = self.file.as_deref().and_then(Path::parent).filter(|_| value.layer == Layer::File);
        Some(folder.map_or_else(|| path.to_owned(), |folder| folder.join(path)))
    }

    /// A key as the user knows it: by its variable when that gave it.
    pub(super) fn named(&self, key: &'static str) -> String {
        match self.layer(key) {
            Some(Layer::Variable) => variable(key),
            _ => key.to_owned(),
        }
    }

    /// Notes that a value is wrong, and what to do about it.
    pub(super) fn wrong(&mut self, key: &'static str, what: &str) {
        self.mistake(format!("{}: {what}", self.named(key)));
    }

    /// Notes that a value is missing.
    pub(super) fn missing(&mut self, key: &'static str, expected: &str) {
        self.mistake(format!("{key}: missing; give {expected}, also as {}", variable(key)));
    }

    /// Notes something.
    pub(super) fn mistake(&mut self, text: impl Into<String>) {
        self.mistakes.push(text.into());
    }

    /// What is wrong.
    pub(super) fn into_mistakes(self) -> Vec<String> {
        self.mistakes
    }
}

fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.to_uppercase())
}

/// The profiles of a file.
fn profiles(path: &Path, text: &str) -> Result<Table, Failure> {
    let wrong = |what: String| Failure::new("profile", format!("{}: {what}", path.display()));
    let mut root = text.parse::<Table>().map_err(|error| {
        // The whole error shows the line, and the line may hold a password.
        let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
        wrong(format!("line {line}: {}", error.message())).hint("texts stand in quotation marks")
    })?;
    let profiles = root.remove("profiles");
    if let Some(unknown) = root.keys().next() {
        return Err(wrong(format!("{unknown}: unknown; the file has sections named [profiles.NAME]")));
    }
    match profiles {
        Some(Toml::Table(profiles)) => Ok(profiles),
        _ => Err(wrong("there is no section [profiles.NAME] in it".to_owned())),
    }
}

fn no_section(path: &Path, name: &str, found: &Toml) -> Failure {
    let message = format!(
        "{}: profiles.{name} is no section, but a value of type {}",
        path.display(),
        found.type_str()
    );
    Failure::new("profile", message).hint(format!("begin a section with [profiles.{name}]"))
}

fn not_found(path: &Path, name: &str, profiles: &Table) -> Failure {
    let there: Vec<&str> = profiles.keys().map(String::as_str).collect();
    let message = format!("{} has no profile {name}", path.display());
    Failure::new("profile", message).hint(format!("use --profile with one of: {}", there.join(", ")))
}
