//! Documents that are larger than the memory that may be used for them.

use std::{collections::BTreeSet, path::PathBuf, time::Duration};

use axum::body::{Body, Bytes};
use ebox_testkit::Form;
use futures_util::{StreamExt as _, stream};
use http_body_util::BodyExt as _;

use crate::{foreign::reply, providers::*, world::*};

const MIB: usize = 1 << 20;
/// How large a document is, in mebibytes.
const SIZE: usize = 64;
/// The most that the peak of memory may grow, in kibibytes: half a document, for registry and portal together.
const ALLOWED: u64 = 32 * 1024;

/// Forgets the peak of memory so far, so that the next one counts from here.
fn forget_peak() {
    std::fs::write("/proc/self/clear_refs", "5").expect("Linux");
}

/// The peak of resident memory, in kibibytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("a peak");
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("kibibytes")
}

/// The files of this process that lie where forms are kept while they come.
fn kept() -> BTreeSet<PathBuf> {
    let open = std::fs::read_dir("/proc/self/fd").expect("Linux").flatten();
    let paths = open.filter_map(|entry| std::fs::read_link(entry.path()).ok());
    paths.filter(|path| path.parent() == Some(&std::env::temp_dir())).collect()
}

/// A form with documents of so many mebibytes each at its end, made while it is read.
fn with_documents(
    form: Form,
    part: &'static str,
    sizes: &[usize],
) -> impl Iterator<Item = Bytes> + Send + 'static {
    let boundary = Form::content_type().split_once("boundary=").expect("a boundary").1.to_owned();
    let sizes = sizes.to_vec();
    let end = Bytes::from(format!("--{boundary}--\r\n"));
    let documents = sizes.into_iter().enumerate().flat_map(move |(place, size)| {
        let name = if part == "files" { part.to_owned() } else { format!("{part}{}", place + 1) };
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"large{place}.pdf\"\r\n\
             Content-Type: application/pdf\r\n\r\n"
        );
        let content = (0..size).map(|_| Bytes::from(vec![7; MIB]));
        [Bytes::from(head)].into_iter().chain(content).chain([Bytes::from_static(b"\r\n")])
    });
    [Bytes::from(form.cut_off())].into_iter().chain(documents).chain([end])
}

/// The pieces one after another, as a connection brings them: the next one is not there yet when one is read.
fn body(pieces: impl Iterator<Item = Bytes> + Send + 'static) -> Body {
    Body::from_stream(stream::iter(pieces).then(async |piece| {
        tokio::task::yield_now().await;
        Ok::<_, std::io::Error>(piece)
    }))
}

/// A world with a message of so many large documents, that was opened.
async fn with_message(documents: usize) -> (Providers, World, Reader, String) {
    let providers = Providers::start(&[GOOD]).await;
    let world = World::reading(&providers.url).await;
    let anna = world.sign_in(ANNA).await;
    let form = Form::default().description(&description(OWN, "Large", documents));
    let id = providers.publish_form(body(with_documents(form, "upfile", &vec![SIZE; documents]))).await;
    let message = format!("/messages/{GOOD}/{id}");
    world.post(&anna, &format!("{message}/open"), &[]).await.location();
    (providers, world, anna, message)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_archive_of_large_documents_needs_no_memory_for_them() {
    let (_providers, world, anna, message) = with_message(2).await;
    forget_peak();
    let before = peak();
    let answer = world.get_streamed(&anna, &format!("{message}/zip")).await;
    assert_eq!(answer.headers()["content-type"], "application/zip");
    let mut pieces = answer.into_body().into_data_stream();
    let mut size = 0;
    while let Some(piece) = pieces.next().await {
        size += piece.expect("a piece").len();
    }
    let grown = peak().saturating_sub(before);
    assert!(size > 2 * SIZE * MIB, "all of it came: {size}");
    assert!(grown < ALLOWED, "the peak grew by {grown} KiB");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_with_large_documents_needs_no_memory_for_them_and_leaves_nothing_behind() {
    let (_providers, world, anna, message) = with_message(1).await;
    let before = kept();
    forget_peak();
    let memory = peak();
    let form = with_documents(reply(&anna, "Re: Large", "See the documents."), "files", &[SIZE, SIZE]);
    let answer = world.upload_streamed(&anna, &format!("{message}/reply"), body(form)).await;
    let grown = peak().saturating_sub(memory);
    assert_eq!(answer.status(), 303);
    assert!(grown < ALLOWED, "the peak grew by {grown} KiB");
    assert_eq!(kept(), before, "nothing stays");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_that_is_given_up_half_way_leaves_nothing_behind() {
    let (_providers, world, anna, message) = with_message(1).await;
    let form = with_documents(reply(&anna, "Re: Large", "See the documents."), "files", &[8]);
    // The first half arrives, and then nothing more.
    let half = stream::iter(form.take(6).map(Ok::<_, std::io::Error>)).chain(stream::pending());
    let path = format!("{message}/reply");
    let mut sending = Box::pin(world.upload_streamed(&anna, &path, Body::from_stream(half)));
    let waited = tokio::time::timeout(Duration::from_secs(1), &mut sending).await;
    assert!(waited.is_err(), "the portal waits for the rest");
    let files: Vec<_> = kept().into_iter().filter(|path| path.is_file()).collect();
    assert!(!files.is_empty(), "the document is on the disk");
    drop(sending);
    assert!(files.iter().all(|path| !path.exists()), "and is not when the browser is gone: {files:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn documents_over_the_limit_get_a_page_that_says_the_limit() {
    let (_providers, world, anna, message) = with_message(1).await;
    let path = format!("{message}/reply");
    let form = with_documents(reply(&anna, "Re: Large", "See the document."), "files", &[101]);
    let answer = world.upload_streamed(&anna, &path, body(form)).await;
    assert_eq!(answer.status(), 400);
    let text = answer.into_body().collect().await.expect("read").to_bytes();
    let text = String::from_utf8_lossy(&text);
    assert!(text.contains("‘large0.pdf’ is too large"), "{text}");
    assert!(text.contains("See the document."), "what was written is not lost");

    // What is far too large together is not read to its end.
    let form = with_documents(reply(&anna, "Re: Large", "See the documents."), "files", &[101; 9]);
    let answer = world.upload_streamed(&anna, &path, body(form)).await;
    assert_eq!(answer.status(), 413);
    let text = answer.into_body().collect().await.expect("read").to_bytes();
    assert!(String::from_utf8_lossy(&text).contains("Your documents are too large"));
}
