//! Every text is there in every language with the same arguments, and every text is said somewhere.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use ebox_i18n::{Language, Texts};

/// The arguments of each text.
type Keys = BTreeMap<String, BTreeSet<String>>;

fn folder(language: Language) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("texts").join(language.as_str())
}

fn files(language: Language) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder(language)).expect("a folder");
    entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("a text file"))
        })
        .collect()
}

/// The key that a line begins, when it begins a text.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(" =")?;
    let is_key = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    is_key.then_some(key)
}

/// The texts of a file. A key that is there twice fails.
fn texts_in(name: &str, source: &str) -> Keys {
    let mut keys = Keys::new();
    let mut current = None;
    for line in source.lines() {
        if let Some(key) = key_of(line) {
            assert!(keys.insert(key.to_owned(), BTreeSet::new()).is_none(), "{name}: {key} is there twice");
            current = Some(key.to_owned());
        } else if !line.starts_with([' ', '}']) && !line.trim().is_empty() {
            assert!(line.starts_with('#'), "{name}: neither a text nor a comment: {line}");
            current = None;
        }
        let variables = line.split("{ $").skip(1).chain(line.split("{$").skip(1));
        for rest in variables {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            let arguments = current.as_ref().and_then(|key| keys.get_mut(key)).expect("within a text");
            arguments.insert(rest[..end].to_owned());
        }
    }
    keys
}

fn all(language: Language) -> Keys {
    let mut keys = Keys::new();
    for (name, source) in files(language) {
        for (key, arguments) in texts_in(&name, &source) {
            assert!(keys.insert(key.clone(), arguments).is_none(), "{key} is there in two files");
        }
    }
    keys
}

#[test]
fn every_language_has_the_same_texts_with_the_same_arguments() {
    let reference = files(Language::En);
    for language in Language::ALL {
        let files = files(language);
        assert_eq!(
            files.keys().collect::<Vec<_>>(),
            reference.keys().collect::<Vec<_>>(),
            "the areas of {language}"
        );
        for (name, source) in &files {
            let (here, there) = (texts_in(name, source), texts_in(name, &reference[name]));
            for key in here.keys().chain(there.keys()) {
                assert_eq!(here.get(key), there.get(key), "{key} of {language}/{name}, and of English");
            }
        }
    }
}

#[test]
fn texts_stand_in_the_same_order_in_every_language() {
    let order = |source: &str| source.lines().filter_map(key_of).map(str::to_owned).collect::<Vec<_>>();
    for (name, reference) in files(Language::En) {
        for language in Language::ALL {
            assert_eq!(order(&files(language)[&name]), order(&reference), "{language}/{name}");
        }
    }
}

#[test]
fn every_text_can_be_read() {
    for language in Language::ALL {
        for (key, arguments) in all(language) {
            let key: &'static str = key.leak();
            let mut phrase = Texts::of(language).say(key);
            for argument in arguments {
                phrase = phrase.with(argument.leak(), 2_u64);
            }
            let text = phrase.to_string();
            assert!(text != key && !text.trim().is_empty(), "{key} of {language} is missing: {text:?}");
            assert!(!text.contains(['{', '}']), "{key} of {language} lacks an argument: {text:?}");
        }
    }
}

/// A text that is said somewhere.
struct Said {
    place: String,
    key: String,
    arguments: BTreeSet<String>,
}

/// Every source and template of the crates that say something.
fn sources() -> Vec<PathBuf> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a folder").to_owned();
    let mut open = Vec::new();
    for entry in fs::read_dir(&crates).expect("the crates") {
        let path = entry.expect("an entry").path();
        let manifest = fs::read_to_string(path.join("Cargo.toml")).unwrap_or_default();
        if !manifest.contains("\nebox-i18n") {
            continue;
        }
        open.extend([path.join("src"), path.join("templates")]);
    }
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "html") {
                found.push(path);
            }
        }
    }
    found
}

/// The name in quotes at the beginning of `text`, and what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    text.trim_start().strip_prefix('"')?.split_once('"')
}

/// What follows the argument list that `text` is within.
fn after_call(text: &str) -> &str {
    let mut depth = 1;
    for (index, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[index + 1..];
        }
    }
    ""
}

fn said_in(path: &Path) -> Vec<Said> {
    let source = fs::read_to_string(path).expect("a source");
    let mut said = Vec::new();
    for (at, found) in source.match_indices(".say(") {
        let place = format!("{}:{}", path.display(), source[..at].lines().count());
        let rest = &source[at + found.len()..];
        let Some((key, _)) = quoted(rest) else {
            panic!("{place}: a key is written out where it is said");
        };
        let mut rest = after_call(rest);
        let mut arguments = BTreeSet::new();
        while let Some(inner) = rest.trim_start().strip_prefix(".with(") {
            let (name, _) = quoted(inner).expect("the name of an argument is written out");
            arguments.insert(name.to_owned());
            rest = after_call(inner);
        }
        said.push(Said { place, key: key.to_owned(), arguments });
    }
    said
}

#[test]
fn everything_that_is_said_is_a_text_with_these_arguments_and_every_text_is_said() {
    let texts = all(Language::En);
    let mut unused: BTreeSet<&String> = texts.keys().collect();
    for path in sources() {
        for said in said_in(&path) {
            let arguments = texts.get(&said.key);
            assert_eq!(arguments, Some(&said.arguments), "{}: the arguments of {}", said.place, said.key);
            unused.remove(&said.key);
        }
    }
    assert!(unused.is_empty(), "nobody says {unused:?}");
}
