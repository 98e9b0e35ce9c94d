//! Relative links in the README and in `docs/` lead to files of the repository, and to headings that they have.
//!
//! **To check one more** document outside `docs/`: a line in [`PLACES`].

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

/// Documents and folders of documents, from the root of the workspace.
const PLACES: [&str; 2] = ["README.md", "docs"];

/// Names every link that leads nowhere, and fails when there is one.
pub(crate) fn check(root: &Path) -> Result<()> {
    let mut documents = Vec::new();
    for place in PLACES {
        collect(&root.join(place), &mut documents)?;
    }
    let mut broken = 0;
    for document in &documents {
        let text = fs::read_to_string(document).with_context(|| format!("read {}", document.display()))?;
        for (line, target) in targets(&text) {
            if let Some(why) = flaw(root, document, &text, target) {
                let name = document.strip_prefix(root).unwrap_or(document);
                eprintln!("{}:{line}: {target}: {why}", name.display());
                broken += 1;
            }
        }
    }
    if broken > 0 {
        bail!("{broken} link(s) in {} documents lead nowhere", documents.len());
    }
    Ok(())
}

/// The documents at a place, in order.
fn collect(place: &Path, documents: &mut Vec<PathBuf>) -> Result<()> {
    if place.is_dir() {
        let entries = fs::read_dir(place).with_context(|| format!("read {}", place.display()))?;
        let mut paths =
            entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        return paths.iter().try_for_each(|path| collect(path, documents));
    }
    if place.extension().is_some_and(|extension| extension == "md") {
        documents.push(place.to_owned());
    }
    Ok(())
}

/// What is wrong with a link, if anything. Links to other hosts are not followed.
fn flaw(root: &Path, document: &Path, text: &str, target: &str) -> Option<&'static str> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let (path, heading) = target.split_once('#').unwrap_or((target, ""));
    let file = if path.is_empty() { document.to_owned() } else { document.parent()?.join(path) };
    let Ok(file) = file.canonicalize() else { return Some("there is no such file") };
    if !root.canonicalize().is_ok_and(|root| file.starts_with(root)) {
        return Some("it leads out of the repository");
    }
    if heading.is_empty() {
        return None;
    }
    let other = if path.is_empty() { Some(text.to_owned()) } else { fs::read_to_string(file).ok() };
    let has_heading = other.is_some_and(|text| anchors(&text).contains(heading));
    (!has_heading).then_some("the file has no such heading")
}

/// The targets of links, with their lines. Code is not read.
fn targets(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in prose(text) {
        // Between two backticks stands code.
        for part in line.split('`').step_by(2) {
            let ends = part.match_indices("](").map(|(at, _)| at + 2);
            found.extend(ends.filter_map(|at| part.get(at..)?.split_once(')')).map(|(to, _)| (number, to)));
        }
    }
    found
}

/// The lines outside fenced code, counted from 1.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut is_code = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
            return None;
        }
        (!is_code).then_some((index + 1, line))
    })
}

/// The anchors of a document's headings, as code hosts make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let heading = |(_, line): (usize, &str)| {
        let title = line.trim_start_matches('#');
        (title.len() < line.len() && title.starts_with(' ')).then(|| anchor(title.trim()))
    };
    prose(text).filter_map(heading).collect()
}

fn anchor(title: &str) -> String {
    let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Title\n\nSee [a](a.md), `[no](no.md)` and [b](b.md#part).\n```\n[no](no.md)\n# no\n```\n## `ebox sync`: how?\n";

    #[test]
    fn links_are_found_outside_code() {
        assert_eq!(targets(TEXT), [(3, "a.md"), (3, "b.md#part")]);
    }

    #[test]
    fn headings_have_the_anchors_of_code_hosts() {
        let anchors: Vec<String> = anchors(TEXT).into_iter().collect();
        assert_eq!(anchors, ["ebox-sync-how", "title"]);
    }

    #[test]
    fn a_link_leads_to_a_file_of_the_repository_and_to_a_heading_of_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let flaw = |target| flaw(root, &root.join("Cargo.toml"), TEXT, target);
        assert_eq!(flaw("src/links.rs"), None);
        assert_eq!(flaw("#title"), None);
        assert_eq!(flaw("https://host.example/nowhere"), None);
        assert_eq!(flaw("src/nowhere.rs"), Some("there is no such file"));
        assert_eq!(flaw("../server/Cargo.toml"), Some("it leads out of the repository"));
        assert_eq!(flaw("#nowhere"), Some("the file has no such heading"));
    }
}
