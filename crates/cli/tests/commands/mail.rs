//! Looking into the e-Box by hand.

use std::{
    fs,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::dev::{
    Dev, Run, command,
    faulty::{Fault, faulty},
    provider_registry, terminate,
};

pub(crate) fn ids(run: &Run) -> Vec<String> {
    let list = run.json();
    let items = list["items"].as_array().expect("items");
    items.iter().map(|item| item["messageId"].as_str().expect("an id").to_owned()).collect()
}

#[tokio::test]
async fn messages_of_all_providers_are_one_list_newest_first() {
    let dev = Dev::start();
    let mut published = Vec::new();
    for (number, provider) in [0, 1, 1, 0, 1].into_iter().enumerate() {
        published.insert(0, dev.publish(provider, &format!("Message {number}")).await.message_id);
    }
    assert_eq!(ids(&dev.ebox(&["messages", "list", "--json"]).ends(0)), published);
    let mut walked = Vec::new();
    for page in ["1", "2", "3"] {
        walked.extend(ids(&dev
            .ebox(&["messages", "list", "--json", "--page-size", "2", "--page", page])
            .ends(0)));
    }
    assert_eq!(walked, published);
    let of_one = dev.ebox(&["messages", "list", "--json", "--provider", "nsso"]).ends(0);
    assert_eq!(ids(&of_one), [published[1].clone(), published[4].clone()]);
    let table = dev.ebox(&["messages", "list"]).ends(0).says("Page 1 of 1; 5 messages.");
    assert!(table.data.contains("Message 3") && table.data.contains("unread"), "{table}");
    dev.ebox(&["messages", "list", "--provider", "nobody"]).ends(1).says("nsso, regional");

    // One provider that does not answer hides no other.
    let regional = &dev.sandbox.message_registries[1];
    let entry = |id: &str, url: &str| {
        serde_json::json!({
            "id": id, "name": {"nl": id}, "url": url, "activationDate": "2026-01-01", "apiSupportedVersion": "3.0",
        })
    };
    let list = serde_json::json!([entry("dead", "http://127.0.0.1:9/v3/"), entry("regional", &regional.v3)]);
    let url = provider_registry(Some(list));
    let partial = dev
        .ebox_with(&[("EBOX_PROVIDER_REGISTRY_URL", &url)], &["messages", "list", "--json"])
        .ends(3)
        .says("dead is left out");
    assert_eq!(partial.json()["failedProviders"], serde_json::json!(["dead"]));
    assert_eq!(ids(&partial).len(), 3);
}

#[tokio::test]
async fn main_content_is_opened_only_by_who_means_it() {
    let dev = Dev::start();
    let id = dev.publish(1, "A letter").await.message_id;
    let is_read =
        || dev.ebox(&["messages", "show", &id, "--json"]).ends(0).json()["metadata"]["isRead"].clone();

    let shown = dev.ebox(&["messages", "show", &id, "--json"]).ends(0).json();
    let table = dev.ebox(&["messages", "show", &id]).ends(0);
    assert!(table.data.trim_start_matches(' ').starts_with("Subject"), "no row without heads: {table}");
    assert!(!table.data.ends_with("\n\n"), "no body, no line for it: {table}");
    assert_eq!(shown["providerId"], "regional");
    assert_eq!(shown["attachments"].as_array().map(Vec::len), Some(2));

    let download = |more: &[&str]| {
        let arguments: Vec<&str> =
            ["messages", "download", &id, "--out", "letters", "--json"].iter().chain(more).copied().collect();
        dev.ebox(&arguments)
    };
    for refused in [&["letter.pdf"][..], &["--all"]] {
        download(refused).ends(4).says("marks the message read, with legal effect").says("--yes");
    }
    assert!(!dev.path("letters").exists());
    download(&["figures.csv"]).ends(0);
    download(&[]).ends(1).says("2 attachments");
    assert_eq!(is_read(), false);

    let opened = download(&["letter.pdf", "--yes"]).ends(0).json();
    assert_eq!(
        (&opened["files"][0]["isMainContent"], &opened["files"][0]["isDigestVerified"]),
        (&true.into(), &true.into())
    );
    assert_eq!(is_read(), true);
    assert_eq!(fs::read(dev.path("letters/letter.pdf")).expect("saved"), b"letter.pdf of CITY-NOTICE");

    // What is read already does not become so, and nothing is overwritten.
    let again = download(&["--all"]).ends(0).json();
    let paths: Vec<&Value> =
        again["files"].as_array().expect("files").iter().map(|one| &one["path"]).collect();
    assert_eq!(paths, ["letters/figures~2.csv", "letters/letter~2.pdf"]);
    dev.ebox(&["messages", "show", "019f0c1e-0000-7000-8000-000000000000"]).ends(1).says("no provider has");
}

#[tokio::test]
async fn a_provider_that_hangs_holds_back_nothing_of_the_others() {
    let dev = Dev::start();
    let id = dev.publish(1, "A letter").await.message_id;
    let entry = |id: &str, url: &str| {
        serde_json::json!({
            "id": id, "name": {"nl": id}, "url": url, "activationDate": "2026-01-01", "apiSupportedVersion": "3.0",
        })
    };
    let (silent, alive) = (provider_registry(None), &dev.sandbox.message_registries[1].v3);
    let list =
        provider_registry(Some(serde_json::json!([entry("regional", alive), entry("silent", &silent)])));
    let run = |words: &[&str]| {
        let begun = Instant::now();
        let run = dev.ebox_with(&[("EBOX_PROVIDER_REGISTRY_URL", &list)], words);
        assert!(begun.elapsed() < Duration::from_secs(40), "{words:?} took {:?}", begun.elapsed());
        assert!(run.data.contains("silent") || run.talk.contains("silent"), "{run}");
        run
    };
    thread::scope(|all| {
        all.spawn(|| assert_eq!(ids(&run(&["messages", "list", "--json"]).ends(3)), [id.as_str()]));
        all.spawn(|| run(&["messages", "stats"]).ends(3));
        all.spawn(|| run(&["messages", "show", &id]).ends(0));
        all.spawn(|| run(&["messages", "hide", &id]).ends(0));
        all.spawn(|| run(&["doctor"]).ends(1));
    });
}

#[tokio::test]
async fn main_content_comes_last_and_a_failure_tells_whether_the_message_is_read() {
    let dev = Dev::start();
    let show = |id: &str| dev.ebox(&["messages", "show", id, "--json"]).ends(0).json();
    let attachment = |id: &str, is_main: bool| -> String {
        let shown = show(id);
        let all = shown["attachments"].as_array().expect("attachments");
        let one = all.iter().find(|one| one["isMainContent"] == is_main).expect("an attachment");
        one["attachmentId"].as_str().expect("an id").to_owned()
    };
    let download = |id: &str, is_main: bool, fault: Fault| {
        let content = format!("/attachments/{}/", attachment(id, is_main));
        let url = faulty(&dev.sandbox.message_registries[1].v3, &content, fault);
        let entry = serde_json::json!({
            "id": "regional", "name": {"nl": "regional"}, "url": url, "activationDate": "2026-01-01",
            "apiSupportedVersion": "3.0",
        });
        let list = provider_registry(Some(serde_json::json!([entry])));
        dev.ebox_with(
            &[("EBOX_PROVIDER_REGISTRY_URL", &list)],
            &["messages", "download", id, "--all", "--yes", "--out", "letters", "--json"],
        )
    };
    let id = dev.publish(1, "A letter").await.message_id;

    let failed = download(&id, false, Fault::Failed).json();
    assert_eq!((&failed["isRead"], &failed["files"]), (&false.into(), &serde_json::json!([])), "{failed}");
    assert_eq!(show(&id)["metadata"]["isRead"], false, "nobody saw the letter");

    let cut = download(&id, true, Fault::Cut).ends(6).says("the message counts as read now");
    assert!(!cut.talk.contains("is kept"), "{cut}");
    let told = cut.json();
    assert_eq!((&told["isRead"], &told["files"][0]["path"]), (&true.into(), &"letters/figures.csv".into()));
    assert_eq!(show(&id)["metadata"]["isRead"], true);

    let other = dev.publish(1, "Another letter").await.message_id;
    let changed = download(&other, true, Fault::Changed).ends(1).says("the message counts as read now");
    assert_eq!(changed.json()["error"]["code"], "digest");
    assert!(!dev.path("letters/letter.pdf").exists());
}

#[tokio::test]
async fn a_body_that_is_the_main_content_is_opened_only_by_who_means_it() {
    let dev = Dev::start();
    let id = dev.publish_body("A letter in the body").await.message_id;
    let shown = dev.ebox(&["messages", "show", &id]).ends(0).says("--body");
    assert!(!shown.data.contains("that counts") && shown.data.contains("unread"), "{shown}");
    let download = ["messages", "download", &id, "--body", "--out", "letters"];
    dev.ebox(&download).ends(4).says("the body is the main content");
    let saved = dev.ebox(&[&download[..], &["--yes"]].concat()).ends(0);
    assert_eq!(saved.data.trim(), "letters/body.txt");
    assert_eq!(fs::read_to_string(dev.path("letters/body.txt")).expect("saved"), "The body that counts.");
    let read = dev.ebox(&["messages", "list", "--read", "--json"]).ends(0);
    assert_eq!(ids(&read), [id]);
}

#[tokio::test]
async fn a_download_that_is_stopped_tells_whether_the_message_is_read_and_leaves_no_piece() {
    let dev = Dev::start();
    let id = dev.publish(1, "A letter").await.message_id;
    let shown = dev.ebox(&["messages", "show", &id, "--json"]).ends(0).json();
    let all = shown["attachments"].as_array().expect("attachments");
    let main = all.iter().find(|one| one["isMainContent"] == true).expect("main content");
    let content = format!("/attachments/{}/", main["attachmentId"].as_str().expect("an id"));
    let url = faulty(&dev.sandbox.message_registries[1].v3, &content, Fault::Stalled);
    let list = provider_registry(Some(serde_json::json!([{
        "id": "regional", "name": {"nl": "regional"}, "url": url, "activationDate": "2026-01-01",
        "apiSupportedVersion": "3.0",
    }])));
    let file = dev.file.display().to_string();
    let variables = [("EBOX_SANDBOX", file.as_str()), ("EBOX_PROVIDER_REGISTRY_URL", &list)];
    let words = ["messages", "download", &id, "--all", "--yes", "--out", "letters", "--json"];
    let mut download = command(&dev.path(""), &variables, &words);
    let process = download.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("ebox runs");
    let pieces = || {
        let entries = fs::read_dir(dev.path("letters")).into_iter().flatten().flatten();
        entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(".ebox-")).count()
    };
    let is_read =
        || dev.ebox(&["messages", "show", &id, "--json"]).ends(0).json()["metadata"]["isRead"] == true;
    let begun = Instant::now();
    while !(pieces() > 0 && is_read()) {
        assert!(begun.elapsed() < Duration::from_secs(30), "the main content is never asked for");
        thread::sleep(Duration::from_millis(20));
    }
    terminate(&process);
    let output = process.wait_with_output().expect("reaped");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        (&told["error"]["code"], &told["files"][0]["path"]),
        (&"interrupted".into(), &"letters/figures.csv".into())
    );
    assert_ne!(told["isRead"], false, "{told}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("as read now"));
    assert_eq!(pieces(), 0, "what is not whole is gone");
}
