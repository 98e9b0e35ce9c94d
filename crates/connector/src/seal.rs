//! Sealing a run: its folder becomes a package.
//!
//! Manifest and checksums are written into the folder of the open run and synced; then the folder takes the name
//! of the package, in one step that either happened or did not; then the journal closes the run. Stopped anywhere,
//! the next start does it again: what is written twice is the same, and a package that has its name already
//! only needs the journal's line.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use ebox_domain::EboxType;
use ebox_wire::manifest::{CHECKSUMS, Ebox, FILE_NAME, FORMAT_VERSION, Head, MessageEntry, Run};

use crate::{
    digest::Hasher,
    durable::{self, blocking},
    engine::Engine,
    error::SyncError,
    event::Event,
    journal::{CommittedMessage, OpenRun},
    outcome::Package,
    steps::Step,
    sums,
};

/// Makes the package of a run; none when the run committed nothing.
pub(crate) async fn seal(engine: &Engine, run: &OpenRun) -> Result<Option<Package>, SyncError> {
    let (messages, bytes) = engine.journal.totals(run).await?;
    let (open, package) = (engine.layout.open_run(&run.id), engine.layout.package(&run.id));
    if messages == 0 {
        blocking(move || durable::remove_folder(&open)).await?;
        engine.journal.finish_run(run, true).await?;
        return Ok(None);
    }
    let sealed = Package { path: package.clone(), messages, bytes };
    let (exists_open, exists_package) = {
        let (open, package) = (open.clone(), package.clone());
        blocking(move || Ok((open.try_exists()?, package.try_exists()?))).await?
    };
    if exists_open || !exists_package {
        engine.tell(&Event::Sealing { messages });
        write_papers(engine, run, &sealed, &open).await?;
        engine.reached(Step::ChecksumsWritten).await;
        blocking(move || durable::rename(&open, &package)).await?;
        engine.reached(Step::PackageNamed).await;
    }
    engine.journal.finish_run(run, false).await?;
    engine.reached(Step::RunSealed).await;
    Ok(Some(sealed))
}

/// Writes manifest and checksums, a batch of messages at a time.
async fn write_papers(
    engine: &Engine,
    run: &OpenRun,
    package: &Package,
    folder: &Path,
) -> Result<(), SyncError> {
    let head = Head {
        format_version: FORMAT_VERSION,
        created_by: engine.job.settings.created_by.clone(),
        environment: engine.job.environment.to_string(),
        ebox: Ebox {
            ebox_type: EboxType::Enterprise.as_str().to_owned(),
            number: engine.job.enterprise.to_string(),
        },
        run: Run {
            id: run.id.clone(),
            started_at: run.started,
            sealed_at: engine.clock.now(),
            what: run.what,
        },
        message_count: package.messages,
        byte_count: package.bytes,
    };
    let folder = folder.to_owned();
    let mut papers = {
        let folder = folder.clone();
        blocking(move || Papers::begin(&folder, &head)).await?
    };
    let mut last = String::new();
    loop {
        let batch = engine.journal.committed_after(run, &last).await?;
        let Some(end) = batch.last() else { break };
        last.clone_from(&end.folder);
        papers = blocking(move || papers.add(&batch)).await?;
    }
    papers = blocking(move || papers.end_manifest()).await?;
    engine.reached(Step::ManifestWritten).await;
    blocking(move || {
        papers.end_checksums()?;
        durable::sync_folder(&folder)
    })
    .await?;
    Ok(())
}

/// Manifest and checksums in the making.
struct Papers {
    manifest: BufWriter<File>,
    manifest_hasher: Hasher,
    checksums: BufWriter<File>,
    is_first: bool,
}

impl Papers {
    fn begin(folder: &Path, head: &Head) -> io::Result<Self> {
        let create =
            |name: &str| fs_err::File::create(folder.join(name)).map(|file| BufWriter::new(file.into_file()));
        let mut papers = Self {
            manifest: create(FILE_NAME)?,
            manifest_hasher: Hasher::new(),
            checksums: create(CHECKSUMS)?,
            is_first: true,
        };
        // The head is an object; its messages follow as its last member, so that none has to wait in memory.
        let head = serde_json::to_string_pretty(head)?;
        let open = head.trim_end_matches('}').trim_end();
        papers.write(&format!("{open},\n  \"messages\": ["))?;
        Ok(papers)
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.manifest_hasher.update(text.as_bytes());
        self.manifest.write_all(text.as_bytes())
    }

    fn add(mut self, batch: &[CommittedMessage]) -> io::Result<Self> {
        for message in batch {
            let comma = if self.is_first { "" } else { "," };
            self.is_first = false;
            self.write(&format!("{comma}\n    {}", message.entry))?;
            let entry: MessageEntry = serde_json::from_str(&message.entry)?;
            for file in entry.files {
                let digest = file.sha256.as_deref().and_then(ebox_domain::Sha256Digest::from_hex);
                if let (Some(path), Some(digest)) = (file.path, digest) {
                    self.checksums.write_all(sums::line(&digest, &path).as_bytes())?;
                }
            }
        }
        Ok(self)
    }

    fn end_manifest(mut self) -> io::Result<Self> {
        self.write("\n  ]\n}\n")?;
        self.manifest.flush()?;
        self.manifest.get_ref().sync_all()?;
        Ok(self)
    }

    fn end_checksums(mut self) -> io::Result<()> {
        let digest = self.manifest_hasher.finish();
        self.checksums.write_all(sums::line(&digest, FILE_NAME).as_bytes())?;
        self.checksums.flush()?;
        self.checksums.get_ref().sync_all()
    }
}

/// The packages in a folder, by name.
pub(crate) fn packages(out: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs_err::read_dir(out)? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(crate::layout::is_run_id) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}
