//! Files that are generated from code, committed, and proven up to date by `cargo xtask test`.
//!
//! **To add one more:** a line in [`GENERATED`]. Its function makes the text; where that needs the house,
//! it runs a program of the house and takes its output, so that this crate stays quick to build.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, bail};

/// A generated file.
struct Generated {
    /// Where it lies, from the root of the workspace.
    path: &'static str,
    /// What makes its text.
    make: fn(&Path) -> Result<String>,
}

const GENERATED: &[Generated] = &[];

/// Writes every generated file that is out of date.
pub(crate) fn write(root: &Path) -> Result<()> {
    for (path, text) in stale(root, GENERATED)? {
        let file = root.join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).with_context(|| format!("create {}", folder.display()))?;
        }
        fs::write(&file, text).with_context(|| format!("write {path}"))?;
        println!("wrote {path}");
    }
    Ok(())
}

/// Fails with the names of the generated files that are out of date.
pub(crate) fn check(root: &Path) -> Result<()> {
    let stale = stale(root, GENERATED)?;
    if stale.is_empty() {
        return Ok(());
    }
    let paths: Vec<&str> = stale.iter().map(|(path, _)| *path).collect();
    bail!("out of date: {}; run `cargo xtask generate` and commit", paths.join(", "))
}

/// The files whose text on disk is missing or differs, with the text that they should have.
fn stale(root: &Path, files: &[Generated]) -> Result<Vec<(&'static str, String)>> {
    let mut stale = Vec::new();
    for file in files {
        let text = (file.make)(root).with_context(|| format!("generate {}", file.path))?;
        if fs::read_to_string(root.join(file.path)).ok().as_ref() != Some(&text) {
            stale.push((file.path, text));
        }
    }
    Ok(stale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_stale_until_its_text_is_the_generated_one() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let current =
            Generated { path: "src/generate.rs", make: |_| Ok(include_str!("generate.rs").to_owned()) };
        let changed = Generated { path: "src/main.rs", make: |_| Ok("another text".to_owned()) };
        let missing = Generated { path: "src/nowhere.rs", make: |_| Ok(String::new()) };
        let stale = stale(here, &[current, changed, missing]).expect("no maker fails");
        let paths: Vec<&str> = stale.iter().map(|(path, _)| *path).collect();
        assert_eq!(paths, ["src/main.rs", "src/nowhere.rs"]);
    }
}
