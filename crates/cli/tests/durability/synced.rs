//! The order of system calls: content, folder and database are synced before the 201 leaves.

use std::{path::Path, process::Command};

use crate::world::{Dev, publication};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn content_folder_and_database_are_synced_before_the_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let world = folder.path().join("world");
    // Seeding does not matter here.
    let dev = Dev::start(&world);
    let pid = dev.pid();
    dev.stop(pid);

    let trace = folder.path().join("trace");
    let mut strace = Command::new("strace");
    let calls = "trace=fsync,fdatasync,write,writev,sendto,sendmsg,rename,renameat,renameat2";
    strace.args(["-f", "-y", "-s", "24", "-e", calls, "-o"]).arg(&trace).arg(env!("CARGO_BIN_EXE_ebox"));
    assert!(Command::new("strace").arg("-V").output().is_ok(), "strace is missing: apt-get install strace");
    let dev = Dev::start_as(strace, &world);
    dev.sender().publish(&publication("traced", vec![7; 300_000])).await.expect("published");
    let pid = child_of(dev.pid());
    dev.stop(pid);

    let trace = std::fs::read_to_string(&trace).expect("a trace");
    let lines: Vec<&str> = trace.lines().collect();
    let digest = ebox_content::sha256(&vec![7; 300_000]).to_hex();
    let (folder, name) = (format!("content/sha256/{}", &digest[..2]), &digest[2..]);
    let is_sync = |line: &str| line.contains("fsync(") || line.contains("fdatasync(");
    let after = |start: usize, what: &str, is: &dyn Fn(&str) -> bool| {
        let place = lines[start..].iter().position(|line| is(line));
        start
            + place
                .unwrap_or_else(|| panic!("{what} does not come in time in\n{}", lines[start..].join("\n")))
    };
    let content = after(0, "the sync of the content", &|line| is_sync(line) && line.contains("/staging/"));
    let renamed = after(content, "its new name", &|line| line.contains("rename") && line.contains(name));
    let folder = after(renamed, "the sync of its folder", &|line| {
        is_sync(line) && line.contains(&format!("{folder}>"))
    });
    let database =
        after(folder, "the sync of the database", &|line| is_sync(line) && line.contains("store.sqlite-wal"));
    let answer = lines.iter().position(|line| line.contains("HTTP/1.1 201"));
    let answer = answer.expect("an answer");
    assert!(database < answer, "the answer left before the database was synced");
}

/// The server under its tracer.
fn child_of(tracer: u32) -> u32 {
    let children =
        Path::new("/proc").join(tracer.to_string()).join("task").join(tracer.to_string()).join("children");
    let children = std::fs::read_to_string(children).expect("Linux");
    children.split_whitespace().next().and_then(|pid| pid.parse().ok()).expect("a child")
}
