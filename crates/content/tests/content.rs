//! Content goes in as a stream and comes out as it went in, whatever its size and the way it was cut.

use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex},
};

use bytes::Bytes;
use ebox_content::{Content, Kept, SMALL, SmallContent, sha256};
use ebox_domain::{Sha256Digest, StoreError};
use futures_util::TryStreamExt;
use proptest::prelude::*;

#[derive(Default)]
struct InMemory(Mutex<HashMap<Sha256Digest, Bytes>>);

#[async_trait::async_trait]
impl SmallContent for InMemory {
    async fn small_content(&self, digest: &Sha256Digest) -> Result<Option<Bytes>, StoreError> {
        Ok(self.0.lock().expect("not poisoned").get(digest).cloned())
    }
}

struct World {
    folder: tempfile::TempDir,
    small: Arc<InMemory>,
    content: Content,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let small = Arc::new(InMemory::default());
        let content = Content::in_folder(folder.path(), small.clone()).expect("opens");
        Self { folder, small, content }
    }

    async fn keep(&self, name: u128, bytes: &[u8], cut: usize) -> Kept {
        let mut incoming = self.content.receive(uuid::Uuid::from_u128(name));
        for chunk in bytes.chunks(cut.max(1)) {
            incoming.write(Bytes::copy_from_slice(chunk)).await.expect("written");
        }
        let received = incoming.finish().await.expect("arrived").keep().await.expect("kept");
        if let Some(small) = &received.small {
            self.small.0.lock().expect("not poisoned").insert(received.digest, small.clone());
        }
        received
    }

    async fn read(&self, received: &Kept, range: std::ops::Range<u64>) -> Vec<u8> {
        let stream = self.content.read(&received.digest, received.size, range).await.expect("found");
        let chunks: Vec<Bytes> = stream.into_stream().try_collect().await.expect("read");
        chunks.concat()
    }
}

fn files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { files(&entry.path()) } else { 1 }).sum()
}

fn bytes(size: usize) -> Vec<u8> {
    let round: Vec<u8> = (0..=250_u8).cycle().step_by(31).take(251).collect();
    let mut bytes = round.repeat(size.div_ceil(round.len()));
    bytes.truncate(size);
    bytes
}

#[tokio::test]
async fn what_is_asked_for_again_and_again_comes_back_the_same_in_any_range() {
    const MIB: u64 = 1 << 20;
    let world = World::new();
    let bytes = bytes(3 * (1 << 20) + 17);
    let kept = world.keep(1, &bytes, 70_000).await;
    let end = kept.size;
    let ranges =
        [0..end, 0..end, MIB - 1..MIB + 1, MIB..2 * MIB, 2 * MIB + 3..end, end - 1..end, 0..1, 0..end];
    for range in ranges {
        let place = |at: u64| usize::try_from(at).expect("small");
        let expected = &bytes[place(range.start)..place(range.end)];
        assert!(world.read(&kept, range.clone()).await == expected, "{range:?}");
    }
    world.content.remove(&kept.digest).await.expect("removed");
    assert!(
        world.content.read(&kept.digest, end, 0..end).await.is_err(),
        "what is removed is gone from memory too"
    );
}

#[tokio::test]
async fn content_of_every_size_comes_back_whole_and_in_ranges() {
    let world = World::new();
    for (name, size) in
        [0, 1, SMALL - 1, SMALL, SMALL + 1, 1 << 20, (1 << 20) + 1, 5 << 20].into_iter().enumerate()
    {
        let bytes = bytes(size);
        let received = world.keep(name as u128, &bytes, 70_000).await;
        assert_eq!(received.digest, sha256(&bytes));
        assert_eq!(received.size, size as u64);
        assert_eq!(received.small.is_some(), size <= SMALL);
        assert_eq!(world.read(&received, 0..size as u64).await, bytes, "{size} bytes");
        let (start, end) = (size / 3, size - size / 4);
        assert_eq!(world.read(&received, start as u64..end as u64).await, bytes[start..end], "{size} bytes");
    }
}

#[tokio::test]
async fn the_same_bytes_are_stored_once() {
    let world = World::new();
    let bytes = bytes(SMALL + 1);
    let first = world.keep(1, &bytes, 1000).await;
    let second = world.keep(2, &bytes, 7777).await;
    assert_eq!(first, second);
    assert_eq!(files(world.folder.path()), 1);
}

#[tokio::test]
async fn what_is_given_up_or_left_half_leaves_nothing_behind() {
    let world = World::new();
    let mut given_up = world.content.receive(uuid::Uuid::from_u128(1));
    given_up.write(bytes(3 << 20).into()).await.expect("written");
    given_up.discard().await;
    let mut half = world.content.receive(uuid::Uuid::from_u128(2));
    half.write(bytes(3 << 20).into()).await.expect("written");
    std::mem::forget(half); // as a killed process would
    let mut refused = world.content.receive(uuid::Uuid::from_u128(3));
    refused.write(bytes(3 << 20).into()).await.expect("written");
    refused.finish().await.expect("arrived").discard().await;
    Content::in_folder(world.folder.path(), world.small.clone()).expect("opens again");
    assert_eq!(files(world.folder.path()), 0);
}

#[tokio::test]
async fn what_senders_left_behind_is_swept_and_what_is_young_or_kept_is_not() {
    let world = World::new();
    let kept = world.keep(1, &bytes(3 << 20), 1 << 20).await;
    let mut left = world.content.receive(uuid::Uuid::from_u128(2));
    left.write(bytes(3 << 20).into()).await.expect("written");
    drop(left.finish().await.expect("arrived"));
    assert_eq!(world.content.sweep_staging(jiff::Timestamp::UNIX_EPOCH).await.expect("swept"), 0);
    assert_eq!(world.content.sweep_staging(jiff::Timestamp::MAX).await.expect("swept"), 1);
    assert_eq!(files(world.folder.path()), 1);
    assert_eq!(world.read(&kept, 0..10).await, bytes(10));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn however_the_bytes_are_cut_the_digest_is_the_same(size in 0_usize..300_000, cut in 1_usize..90_000) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(async {
            let world = World::new();
            let bytes = bytes(size);
            let received = world.keep(1, &bytes, cut).await;
            assert_eq!(received.digest, sha256(&bytes));
            assert_eq!(world.read(&received, 0..size as u64).await, bytes);
        });
    }
}
