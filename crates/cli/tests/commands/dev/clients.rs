//! The keys and certificates of a world's clients, made once for all tests: making them takes longer than everything
//! else that a test does.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

const CLIENTS: &str = "clients";

/// Gives a world that is not there yet the clients of one that was; says whether there were any.
pub(super) fn lend(world: &Path) -> bool {
    let kept = kept();
    let is_there = kept.exists();
    if is_there {
        copy(&kept, &world.join(CLIENTS)).expect("the clients are copied");
    }
    is_there
}

/// Keeps the clients of a world for others. Where several are first, one wins.
pub(super) fn keep(world: &Path) {
    let kept = kept();
    let folder = kept.parent().expect("a folder");
    let mine = tempfile::tempdir_in(folder).expect("a folder");
    copy(&world.join(CLIENTS), &mine.path().join(CLIENTS)).expect("the clients are copied");
    let _ = fs::rename(mine.path().join(CLIENTS), kept);
}

/// Where clients are kept: those of one build are not those of another.
fn kept() -> PathBuf {
    let built =
        fs::metadata(env!("CARGO_BIN_EXE_ebox")).and_then(|program| program.modified()).expect("a time");
    let built = built.duration_since(UNIX_EPOCH).expect("a time").as_millis();
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("clients-{built}"))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()))?;
        } else {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
