//! The folder for the mail.

use std::path::Path;

use bytesize::ByteSize;

use super::Findings;

const ABOUT: &str = "Disk";
/// Less than this, and a single file may not fit.
const LEAST: u64 = 128 << 20;
/// Less than this is worth a thought.
const COMFORTABLE: u64 = 1 << 30;

/// Whether the folder can be written to, and has room.
pub(super) fn check(findings: &mut Findings, out: &Path) {
    let absolute = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    // A folder that is not there yet will be made in the nearest one that is.
    let Some(folder) = absolute.ancestors().find(|folder| folder.is_dir()) else {
        findings.problem(ABOUT, format!("{} cannot be reached", out.display()), "choose another folder");
        return;
    };
    let shown = folder.display();
    if let Err(error) = tempfile::tempfile_in(folder) {
        findings.problem(
            ABOUT,
            format!("{shown} cannot be written to: {error}"),
            "choose another folder with --out, or give this user the right to write",
        );
        return;
    }
    match rustix::fs::statvfs(folder) {
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            let what = format!("{} free for {shown}", ByteSize(free));
            if free < LEAST {
                findings.problem(ABOUT, what, "make room: a single file may have 100 MiB");
            } else if free < COMFORTABLE {
                findings.warning(ABOUT, what, "make room before much mail comes");
            } else {
                findings.ok(ABOUT, what);
            }
        }
        Err(error) => {
            findings.warning(
                ABOUT,
                format!("the free space of {shown} is unknown: {error}"),
                "look yourself",
            );
        }
    }
}
