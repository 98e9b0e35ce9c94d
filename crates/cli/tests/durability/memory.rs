//! Memory does not grow with a file: a gibibyte in, a gibibyte out.

use ebox_client::{FileSource, Filter};
use ebox_domain::page::PageRequest;

use crate::world::{Dev, publication, with_file};

const GIBIBYTE: u64 = 1 << 30;
/// The most that the peak may grow, in kibibytes.
const ALLOWED: u64 = 32 * 1024;

/// The peak of a process's resident memory, in kibibytes.
fn peak(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("a peak");
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("kibibytes")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gibibyte_published_and_downloaded_adds_less_than_32_mib_to_the_servers_peak() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("big.pdf");
    std::fs::File::create(&file).and_then(|file| file.set_len(GIBIBYTE)).expect("a sparse file");
    let dev = Dev::start(&folder.path().join("world"));
    let (sender, recipient) = (dev.sender(), dev.recipient());

    // Everything that is made once is made before the measurement.
    sender.publish(&publication("warm-up", vec![7; 1 << 20])).await.expect("published");
    download(&recipient).await;
    let before = peak(dev.pid());
    sender.publish(&with_file("big", FileSource::Path(file))).await.expect("published");
    assert_eq!(download(&recipient).await, GIBIBYTE);
    let grown = peak(dev.pid()) - before;
    assert!(grown < ALLOWED, "the peak grew by {grown} KiB");
    let pid = dev.pid();
    dev.stop(pid);
}

/// Downloads the newest message's content and says how many bytes came.
async fn download(registry: &ebox_client::Registry) -> u64 {
    let page = registry.list(PageRequest::default(), &Filter::default()).await.expect("listed");
    let message = &page.items[0];
    let content =
        registry.open_main_content(message, &message.attachments.as_ref().expect("listed")[0], None).await;
    let mut content = content.expect("opened");
    let mut size = 0;
    while let Some(chunk) = content.chunk().await.expect("read") {
        size += chunk.len() as u64;
    }
    size
}
