//! `ebox serve` as an operator meets it: configuration, HTTPS, health, metrics, signals.

mod federation;

use std::{
    io::Read as _,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use rcgen::{CertificateParams, KeyPair, date_time_ymd};

/// A running `ebox serve`.
struct Serve {
    process: Child,
    public_url: String,
    metrics_url: String,
}

/// An address that nobody uses now.
fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port")
}

/// Makes a certificate for localhost and writes it with its key.
fn write_certificate(folder: &Path) -> Vec<u8> {
    write_certificate_until(folder, 4096)
}

/// The same for one that ends with a year's first day.
fn write_certificate_until(folder: &Path, year: i32) -> Vec<u8> {
    let signing_key = KeyPair::generate().expect("a key");
    let mut parameters = CertificateParams::new(["localhost".to_owned()]).expect("a name");
    parameters.not_after = date_time_ymd(year, 1, 1);
    let cert = parameters.self_signed(&signing_key).expect("a certificate");
    std::fs::write(folder.join("server.pem"), cert.pem()).expect("written");
    std::fs::write(folder.join("server-key.pem"), signing_key.serialize_pem()).expect("written");
    cert.pem().into_bytes()
}

fn configuration(listen: SocketAddr, metrics: SocketAddr, tls: bool) -> String {
    let (scheme, host) = if tls { ("https", "localhost") } else { ("http", "127.0.0.1") };
    let mut text = format!(
        r#"
            environment = "acc"
            public_url = "{scheme}://{host}:{}"
            data = "world"
            providers = ["nsso", "regional"]
            contact = "helpdesk@operator.example"
            [listen]
            address = "{listen}"
            metrics = "{metrics}"
            [log]
            format = "json"
            [registry]
            check_digits = "pattern"
        "#,
        listen.port()
    );
    if tls {
        text.push_str("\n[tls]\ncertificate = \"server.pem\"\nkey = \"server-key.pem\"\n");
    }
    text
}

impl Serve {
    async fn start(folder: &Path, tls: bool, client: &reqwest::Client) -> Self {
        let (listen, metrics) = (free_address(), free_address());
        let config = folder.join("ebox-serve.toml");
        std::fs::write(&config, configuration(listen, metrics, tls)).expect("written");
        let process = Command::new(env!("CARGO_BIN_EXE_ebox"))
            .args(["serve", "--config"])
            .arg(&config)
            .stderr(Stdio::piped())
            .spawn()
            .expect("ebox starts");
        let (scheme, host) = if tls { ("https", "localhost") } else { ("http", "127.0.0.1") };
        let serve = Self {
            process,
            public_url: format!("{scheme}://{host}:{}", listen.port()),
            metrics_url: format!("http://{metrics}/metrics"),
        };
        for _ in 0..200 {
            if client.get(format!("{}/health", serve.public_url)).send().await.is_ok() {
                return serve;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("ebox serve did not come up");
    }

    fn signal(&self, signal: &str) {
        Command::new("kill").args([signal, &self.process.id().to_string()]).status().expect("signalled");
    }

    /// Stops it, demands that it stopped well, and gives its log. Clients go on meanwhile: they close their
    /// connections when the server says so.
    async fn stop(self) -> String {
        tokio::task::spawn_blocking(|| self.stop_now()).await.expect("no panic")
    }

    fn stop_now(mut self) -> String {
        self.signal("-TERM");
        assert!(self.process.wait().expect("reaped").success());
        let mut log = String::new();
        let mut output = self.process.stderr.take().expect("piped");
        output.read_to_string(&mut log).expect("a log");
        log
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn trusting(certificate: &[u8]) -> reqwest::Client {
    let certificate = reqwest::Certificate::from_pem(certificate).expect("a certificate");
    // No connection outlives a request: each one sees the certificate of its moment.
    reqwest::Client::builder()
        .tls_certs_only([certificate])
        .pool_max_idle_per_host(0)
        .build()
        .expect("a client")
}

fn install_provider() {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
}

#[tokio::test]
async fn it_answers_health_metrics_and_documents_and_stops_on_sigterm() {
    install_provider();
    let folder = tempfile::tempdir().expect("a folder");
    let client = reqwest::Client::new();
    let serve = Serve::start(folder.path(), false, &client).await;
    let get = |url: String| {
        let client = client.clone();
        async move { client.get(url).send().await.expect("an answer") }
    };
    let health = get(format!("{}/health", serve.public_url)).await;
    assert_eq!(health.text().await.expect("a body"), r#"{"status":"UP"}"#);
    assert_eq!(get(format!("{}/api-docs", serve.public_url)).await.status(), 200);
    let list =
        get(format!("{}/REST/ebox/enterprise/messageRegistry/v2/ebox/messages", serve.public_url)).await;
    assert_eq!(list.status(), 401);
    let body = list.text().await.expect("a body");
    assert!(body.contains("helpdesk@operator.example") && body.contains("acceptation"), "{body}");

    let metrics = get(serve.metrics_url.clone()).await.text().await.expect("metrics");
    assert!(metrics.contains("ebox_http_requests_total"), "{metrics}");
    assert_eq!(
        get(format!("{}/metrics", serve.public_url)).await.status(),
        404,
        "metrics have their own listener"
    );

    let log = serve.stop().await;
    let first = log.lines().next().expect("a line");
    assert!(serde_json::from_str::<serde_json::Value>(first).is_ok(), "no JSON: {first}");
    assert!(log.contains("\"trace_id\""), "{log}");
    assert!(log.contains("\"spans\"") && !log.contains("\"span\""), "each span once: {log}");
    assert!(log.lines().last().expect("a line").contains("stopped"), "{log}");
}

#[tokio::test]
async fn https_certificates_are_read_again_on_sighup() {
    install_provider();
    let folder = tempfile::tempdir().expect("a folder");
    let old = trusting(&write_certificate(folder.path()));
    let serve = Serve::start(folder.path(), true, &old).await;
    let health = format!("{}/health", serve.public_url);

    let new = trusting(&write_certificate(folder.path()));
    assert!(new.get(&health).send().await.is_err(), "nothing was read again yet");
    serve.signal("-HUP");
    for attempt in 0.. {
        if new.get(&health).send().await.is_ok() {
            break;
        }
        assert!(attempt < 100, "the new certificate never came");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(old.get(&health).send().await.is_err(), "the old certificate is still there");

    // Files that cannot be read leave what there is.
    std::fs::write(folder.path().join("server.pem"), "no certificate").expect("written");
    serve.signal("-HUP");
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(new.get(&health).send().await.is_ok());

    // So do those of another time.
    write_certificate_until(folder.path(), 2020);
    serve.signal("-HUP");
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(new.get(&health).send().await.is_ok());
    let config = folder.path().join("ebox-serve.toml");
    let checked = Command::new(env!("CARGO_BIN_EXE_ebox"))
        .args(["serve", "--check-config", "--config"])
        .arg(&config)
        .output()
        .expect("ebox runs");
    let said = String::from_utf8_lossy(&checked.stderr);
    assert!(said.contains("warning: tls.certificate") && said.contains("expired at 2020-01-01"), "{said}");
    let log = serve.stop().await;
    assert_eq!(log.matches("the old ones stay").count(), 2, "{log}");
    assert_eq!(log.matches("server.pem").count(), 2, "{log}");
}

#[test]
fn what_keeps_it_from_serving_is_in_the_log_and_names_the_key_and_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("ebox-serve.toml");
    let taken = TcpListener::bind("127.0.0.1:0").expect("bound");
    let run = |metrics: SocketAddr| {
        std::fs::write(&config, configuration(free_address(), metrics, false)).expect("written");
        let output = Command::new(env!("CARGO_BIN_EXE_ebox"))
            .args(["serve", "--config"])
            .arg(&config)
            .output()
            .expect("ebox runs");
        assert_eq!(output.status.code(), Some(1));
        let log = String::from_utf8_lossy(&output.stderr).into_owned();
        let lines = log.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let error = lines.into_iter().find(|line| line["level"] == "ERROR").expect("a line of JSON");
        error["fields"]["message"].as_str().expect("a message").to_owned()
    };
    let said = run(taken.local_addr().expect("an address"));
    assert!(said.starts_with("listen.metrics: cannot listen on 127.0.0.1:"), "{said}");

    let database = folder.path().join("world/federation/store.sqlite");
    std::fs::create_dir_all(database.parent().expect("a folder")).expect("made");
    std::fs::write(folder.path().join("world/environment"), "acc\n").expect("written");
    std::fs::write(&database, [0x5a; 8192]).expect("written");
    let said = run(free_address());
    let beginning = format!("a service does not open: open the database failed: {} is", database.display());
    assert!(said.starts_with(&beginning), "{said}");
}

#[tokio::test]
async fn a_database_that_has_to_be_made_again_is_in_the_log() {
    install_provider();
    let folder = tempfile::tempdir().expect("a folder");
    let client = reqwest::Client::new();
    let log = Serve::start(folder.path(), false, &client).await.stop().await;
    assert!(!log.contains("made a new database"), "{log}");
    std::fs::remove_dir_all(folder.path().join("world/providers/nsso")).expect("removed");
    let log = Serve::start(folder.path(), false, &client).await.stop().await;
    assert_eq!(log.matches("made a new database").count(), 1, "{log}");
    assert!(log.contains("providers/nsso/store.sqlite"), "{log}");
}

#[test]
fn every_mistake_of_a_configuration_is_named_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("bad.toml");
    std::fs::write(&config, "environment = \"live\"\npublic_ulr = \"x\"\n[limits]\nmax_files = 0\n")
        .expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_ebox"))
        .args(["serve", "--check-config", "--config"])
        .arg(&config)
        .output()
        .expect("ebox runs");
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stderr);
    for field in
        ["environment", "public_url", "public_ulr", "data", "listen.address", "limits.max_files", "providers"]
    {
        assert!(text.contains(field), "{field} is not named in\n{text}");
    }
}

#[test]
fn a_configuration_that_is_fine_says_what_each_provider_chooses() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("fine.toml");
    let text = configuration(free_address(), free_address(), false);
    std::fs::write(&config, format!("{text}\nlanguages = [\"fr\"]\npayment_data = true\n")).expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_ebox"))
        .args(["serve", "--check-config", "--config"])
        .arg(&config)
        .output()
        .expect("ebox runs");
    assert_eq!(output.status.code(), Some(0));
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("languages fr,") && said.contains("payment_data true"), "{said}");
    assert!(said.contains("max_files 6"), "{said}");
}

#[tokio::test]
async fn two_processes_never_share_a_data_folder() {
    install_provider();
    let folder = tempfile::tempdir().expect("a folder");
    let client = reqwest::Client::new();
    let serve = Serve::start(folder.path(), false, &client).await;
    let second = folder.path().join("second.toml");
    std::fs::write(&second, configuration(free_address(), free_address(), false)).expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_ebox"))
        .args(["serve", "--config"])
        .arg(&second)
        .output()
        .expect("ebox runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("another process uses the data folder"));
    serve.stop().await;
}
