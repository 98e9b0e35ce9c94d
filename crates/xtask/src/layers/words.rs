//! Which file may name what: HTTP, SQL, object stores and the clock each have their rooms.

mod code;

use std::{fs, path::Path};

use anyhow::{Context as _, Result};

use super::{Deviation, is_room};

/// Words that only some places may use.
struct Rule {
    words: &'static [&'static str],
    /// Beginnings of paths below `crates`; `ROOM` stands for any room.
    allowed: &'static [&'static str],
    because: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        words: &["axum", "axum_extra", "axum_server", "utoipa_axum"],
        allowed: &["web/", "portal/", "server/", "testkit/", "bench/", "ROOM/src/http/", "ROOM/src/http.rs"],
        because: "HTTP stays below `http/` of a room, in `web`, `portal`, `server`, `testkit` and `bench`; use cases do not know it",
    },
    Rule {
        words: &["sqlx"],
        allowed: &["sqlite/", "postgres/", "connector/", "sender/"],
        because: "SQL stays in the adapters and in the engines' journals; use cases do not know it",
    },
    Rule {
        words: &["object_store"],
        allowed: &["content/", "connector/"],
        because: "object stores stay in `content` and in the connector's destinations",
    },
    Rule {
        words: &["Timestamp::now", "Zoned::now", "SystemTime::now"],
        allowed: &["domain/src/time.rs"],
        because: "time is an argument; take a `Clock`",
    },
];

/// Reads every source file of every crate and checks every word.
pub(super) fn check(root: &Path) -> Result<Vec<Deviation>> {
    let mut deviations = Vec::new();
    for krate in entries(&root.join("crates"))? {
        visit(&root.join("crates").join(&krate).join("src"), &format!("{krate}/src"), &mut deviations)?;
    }
    Ok(deviations)
}

/// Checks a folder of sources, whose path below `crates` is `path`.
fn visit(folder: &Path, path: &str, deviations: &mut Vec<Deviation>) -> Result<()> {
    for name in entries(folder)? {
        let (file, path) = (folder.join(&name), format!("{path}/{name}"));
        if file.is_dir() {
            visit(&file, &path, deviations)?;
        } else if is_rust(&name) {
            let source = fs::read_to_string(&file).with_context(|| format!("read crates/{path}"))?;
            deviations.extend(deviations_in(&path, &source));
        }
    }
    Ok(())
}

fn is_rust(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "rs")
}

/// The names in a folder, in order; none when there is no such folder.
fn entries(folder: &Path) -> Result<Vec<String>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("read {}", folder.display()))? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The deviations in one source file, whose path below `crates` is given.
fn deviations_in(path: &str, source: &str) -> Vec<Deviation> {
    if is_test(path) {
        return Vec::new();
    }
    let code = code::of(source);
    let mut deviations = Vec::new();
    for (index, line) in code.lines().enumerate() {
        for rule in RULES.iter().filter(|rule| !rule.allows(path)) {
            if let Some(word) = rule.words.iter().find(|word| names(line, word)) {
                deviations.push(Deviation {
                    file: format!("crates/{path}"),
                    line: index + 1,
                    rule: format!("`{word}` is out of place here: {}", rule.because),
                });
            }
        }
    }
    deviations
}

/// Whether a source file is test code as a whole: `tests.rs`, or below a folder `tests`.
fn is_test(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "tests.rs")
}

impl Rule {
    fn allows(&self, path: &str) -> bool {
        let (krate, below) = path.split_once('/').unwrap_or((path, ""));
        self.allowed.iter().any(|allowed| match allowed.strip_prefix("ROOM/") {
            Some(allowed) => is_room(krate) && below.starts_with(allowed),
            None => path.starts_with(allowed),
        })
    }
}

/// Whether a line of code has a word that is not a part of a longer one.
fn names(line: &str, word: &str) -> bool {
    let continues = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !before.is_some_and(continues) && !after.is_some_and(continues)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, source: &str) -> Vec<usize> {
        deviations_in(path, source).iter().map(|found| found.line).collect()
    }

    #[test]
    fn http_stays_below_the_http_folder_of_a_room() {
        let source = "\nuse axum::Json;\n";
        assert_eq!(lines("registry/src/publish.rs", source), [2]);
        assert_eq!(lines("cli/src/main.rs", source), [2]);
        assert_eq!(lines("sandbox/src/http/mod.rs", source), [2]);
        assert!(lines("registry/src/http/v3/publish.rs", source).is_empty());
        assert!(lines("registry/src/http.rs", source).is_empty());
        assert!(lines("web/src/refusal.rs", source).is_empty());
        assert_eq!(lines("registry/src/lib.rs", "fn f() -> utoipa_axum::router::OpenApiRouter {}"), [1]);
    }

    #[test]
    fn sql_and_object_stores_and_the_clock_have_their_places() {
        assert_eq!(lines("registry/src/port.rs", "use sqlx::Row as _;"), [1]);
        assert!(lines("sqlite/src/registry.rs", "use sqlx::Row as _;").is_empty());
        assert_eq!(lines("server/src/config.rs", "use object_store::aws;"), [1]);
        assert_eq!(lines("domain/src/ids.rs", "let now = jiff::Timestamp::now();"), [1]);
        assert!(lines("domain/src/time.rs", "let now = Timestamp::now();").is_empty());
    }

    #[test]
    fn prose_and_texts_may_name_anything() {
        let source = "//! Knows neither axum nor sqlx.\nconst HINT: &str = \"axum::serve\"; // axum\n";
        assert!(lines("registry/src/lib.rs", source).is_empty());
    }

    #[test]
    fn a_longer_word_is_another_word() {
        assert!(lines("registry/src/lib.rs", "let axum_like = sqlx_free;").is_empty());
    }

    #[test]
    fn tests_may_name_anything_and_what_follows_them_may_not() {
        let source = "#[cfg(test)]\nmod tests {\n    use axum::Json;\n}\nuse axum::Router;\n";
        assert_eq!(lines("registry/src/publish.rs", source), [5]);
        assert!(lines("registry/src/publish/tests.rs", source).is_empty());
    }

    #[test]
    fn a_deviation_says_where_it_is_and_why() {
        let found = deviations_in("people/src/lib.rs", "use sqlx::Row;");
        assert_eq!(
            found[0].to_string(),
            "crates/people/src/lib.rs:1: `sqlx` is out of place here: SQL stays in the adapters and in the \
             engines' journals; use cases do not know it"
        );
    }
}
