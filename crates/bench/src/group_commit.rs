//! The yardstick of durable publication: records of one size from many writers, synced to disk in groups.
//!
//! It does nothing but that: no HTTP, no index, no log beside the data. Records overwrite a file that is there
//! already, because a file that grows is synced with its metadata.

use std::{
    fs::File,
    os::unix::fs::FileExt as _,
    path::Path,
    process::{Command, Stdio},
    sync::mpsc::{Sender, SyncSender, channel, sync_channel},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};

/// The file that is overwritten again and again.
const FILE: u64 = 256 * 1024 * 1024;

/// Runs the probe on the core of the server; says how many records a second were durable.
pub(crate) fn probe(data: &Path, writers: usize, size: usize, seconds: u64) -> Result<f64> {
    let output = Command::new("taskset")
        .args(["-c", crate::world::CORE])
        .arg(std::env::current_exe()?)
        .arg("probe")
        .arg(data.join("group-commit"))
        .args([writers.to_string(), size.to_string(), seconds.to_string()])
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "the probe failed");
    String::from_utf8_lossy(&output.stdout).trim().parse().context("the probe said no number")
}

/// The probe itself: prints how many records a second were durable.
pub(crate) fn run(path: &Path, writers: usize, size: usize, seconds: u64) -> Result<()> {
    let file = prepared(path)?;
    let end = Instant::now() + Duration::from_secs(seconds);
    let (queue, waiting) = sync_channel::<Sender<()>>(writers);
    let writers: Vec<_> = (0..writers)
        .map(|_| {
            let queue = queue.clone();
            std::thread::spawn(move || write(&queue, end))
        })
        .collect();
    drop(queue);

    let record = vec![b'x'; size];
    let (mut offset, mut count) = (0, 0_u64);
    let begin = Instant::now();
    while let Ok(first) = waiting.recv() {
        let mut group = vec![first];
        group.extend(waiting.try_iter());
        for _ in &group {
            if offset + size as u64 > FILE {
                offset = 0;
            }
            file.write_all_at(&record, offset)?;
            offset += size as u64;
        }
        file.sync_data()?;
        count += group.len() as u64;
        for writer in group {
            // A writer waits for its answer; it is there.
            let _ = writer.send(());
        }
    }
    let took = begin.elapsed().as_secs_f64();
    for writer in writers {
        ensure!(writer.join().is_ok(), "a writer panicked");
    }
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let per_second = count as f64 / took;
    println!("{per_second}");
    Ok(())
}

fn write(queue: &SyncSender<Sender<()>>, end: Instant) {
    let (done, told) = channel();
    while Instant::now() < end {
        if queue.send(done.clone()).is_err() || told.recv().is_err() {
            return;
        }
    }
}

fn prepared(path: &Path) -> Result<File> {
    let file = File::options().create(true).write(true).truncate(false).open(path)?;
    if file.metadata()?.len() < FILE {
        let chunk = vec![0; 1024 * 1024];
        for offset in (0..FILE).step_by(chunk.len()) {
            file.write_all_at(&chunk, offset)?;
        }
        file.sync_all()?;
    }
    Ok(file)
}
