//! Which crate may depend on which: an arrow goes only down, never sideways, never up.

use std::{fs, path::Path, process::Command};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::{BESIDE, Deviation, HOUSE};

/// A crate of the workspace, by its folder, with the crates of the workspace that it depends on.
struct Member {
    folder: String,
    manifest: String,
    dependencies: Vec<Dependency>,
}

/// A dependency on a crate of the workspace.
struct Dependency {
    package: String,
    folder: String,
}

/// Reads the workspace's manifests and checks every arrow.
pub(super) fn check(root: &Path) -> Result<Vec<Deviation>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .current_dir(root)
        .output()
        .context("run cargo metadata")?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "cargo metadata: {}", complaint.trim());
    let metadata = serde_json::from_slice(&output.stdout).context("read cargo metadata")?;
    let members = members(&metadata).context("cargo metadata has another shape than expected")?;
    let mut deviations: Vec<Deviation> = members.iter().flat_map(deviations_of).collect();
    deviations.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Ok(deviations)
}

/// The members, from the manifests themselves; `None` when they cannot be read.
fn members(metadata: &Value) -> Option<Vec<Member>> {
    metadata.get("packages")?.as_array()?.iter().map(member).collect()
}

fn member(package: &Value) -> Option<Member> {
    let manifest = Path::new(package.get("manifest_path")?.as_str()?);
    let dependencies = package.get("dependencies")?.as_array()?;
    Some(Member {
        folder: name_of(manifest.parent()?)?,
        // Only to point at lines: a file that cannot be read points at its first.
        manifest: fs::read_to_string(manifest).unwrap_or_default(),
        dependencies: dependencies.iter().filter_map(dependency).collect(),
    })
}

/// A dependency on the workspace; `None` for one on the outside world, and for one that only tests have.
fn dependency(dependency: &Value) -> Option<Dependency> {
    if dependency.get("kind").and_then(Value::as_str) == Some("dev") {
        return None;
    }
    Some(Dependency {
        package: dependency.get("name")?.as_str()?.to_owned(),
        folder: name_of(Path::new(dependency.get("path")?.as_str()?))?,
    })
}

fn name_of(folder: &Path) -> Option<String> {
    Some(folder.file_name()?.to_str()?.to_owned())
}

fn deviations_of(member: &Member) -> Vec<Deviation> {
    let at = |line, rule| Deviation { file: format!("crates/{}/Cargo.toml", member.folder), line, rule };
    let Some(from) = place(&member.folder) else {
        let rule =
            format!("{} has no place in the house; give it one in crates/xtask/src/layers.rs", member.folder);
        return vec![at(1, rule)];
    };
    let arrows = member.dependencies.iter();
    arrows
        .filter_map(|to| Some(at(line_of(&member.manifest, &to.package), objection(member, from, to)?)))
        .collect()
}

/// Where a crate stands: a floor counted from the roof, or beside the house.
#[derive(Clone, Copy)]
enum Place {
    Floor(usize),
    Beside,
}

fn place(folder: &str) -> Option<Place> {
    if BESIDE.contains(&folder) {
        return Some(Place::Beside);
    }
    HOUSE.iter().position(|layer| layer.crates.contains(&folder)).map(Place::Floor)
}

/// Why an arrow is not allowed; `None` when it is.
fn objection(member: &Member, from: Place, to: &Dependency) -> Option<String> {
    let (here, there) = (&member.folder, &to.folder);
    match (from, place(there)?) {
        (Place::Beside, _) => None,
        (Place::Floor(_), Place::Beside) => {
            Some(format!("{here} must not depend on {there}, which stands beside the house; only tests may"))
        }
        (Place::Floor(floor), Place::Floor(same)) if floor == same => Some(format!(
            "{here} must not depend on {there}: both are in `{}`; what one needs of the other is a small \
             trait in the asking crate, and `server` plugs it in",
            HOUSE[floor].name
        )),
        (Place::Floor(floor), Place::Floor(above)) if above < floor => Some(format!(
            "{here} (`{}`) must not depend on {there} (`{}`): an arrow goes only downwards",
            HOUSE[floor].name, HOUSE[above].name
        )),
        (Place::Floor(_), Place::Floor(_)) => None,
    }
}

/// The line of a manifest that names a package; the first when none does.
fn line_of(manifest: &str, package: &str) -> usize {
    let names = |line: &str| {
        let rest = line.trim_start().strip_prefix(package);
        rest.is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
    };
    manifest.lines().position(names).map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn deviations(folder: &str, on: &str, kind: Option<&str>) -> Vec<String> {
        let dependency =
            json!({"name": format!("ebox-{on}"), "kind": kind, "path": format!("/w/crates/{on}")});
        let outside = json!({"name": "tokio", "kind": null});
        let package = json!({
            "manifest_path": format!("/w/crates/{folder}/Cargo.toml"),
            "dependencies": [outside, dependency],
        });
        let members = members(&json!({"packages": [package]})).expect("the shape of cargo metadata");
        let found = members.iter().flat_map(deviations_of);
        found.map(|deviation| deviation.to_string()).collect()
    }

    #[test]
    fn an_arrow_downwards_is_allowed_over_any_number_of_floors() {
        assert!(deviations("cli", "domain", None).is_empty());
        assert!(deviations("web", "credential", None).is_empty());
        assert!(deviations("sqlite", "registry", None).is_empty());
    }

    #[test]
    fn an_arrow_upwards_is_named_with_both_floors() {
        assert_eq!(
            deviations("registry", "sqlite", None),
            ["crates/registry/Cargo.toml:1: registry (`serve`) must not depend on sqlite (`keep`): \
                 an arrow goes only downwards"]
        );
    }

    #[test]
    fn rooms_do_not_know_each_other() {
        let found = deviations("registry", "partition", None);
        assert!(found[0].contains("both are in `serve`"), "{found:?}");
        assert!(!deviations("wire", "audit", None).is_empty());
    }

    #[test]
    fn tests_may_point_anywhere_but_a_build_may_not() {
        assert!(deviations("registry", "sqlite", Some("dev")).is_empty());
        assert!(deviations("registry", "testkit", Some("dev")).is_empty());
        assert!(!deviations("registry", "sqlite", Some("build")).is_empty());
    }

    #[test]
    fn what_stands_beside_the_house_is_for_tests_only() {
        assert!(deviations("testkit", "server", None).is_empty());
        assert!(deviations("registry", "testkit", None)[0].contains("only tests may"));
    }

    #[test]
    fn a_crate_without_a_place_is_refused() {
        assert!(deviations("shed", "domain", None)[0].contains("no place in the house"));
    }

    #[test]
    fn a_deviation_points_at_the_line_of_the_manifest() {
        let manifest = "[dependencies]\nebox-web-extra.workspace = true\nebox-web.workspace = true\n";
        assert_eq!(line_of(manifest, "ebox-web"), 3);
        assert_eq!(line_of(manifest, "ebox-client"), 1);
    }
}
