//! A federation in a process of its own, and clients that call it.

use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
};

use bytes::Bytes;
use ebox_client::{
    Credentials, FileSource, Http, OutgoingFile, OutgoingPublication, Registry, Settings, TokenSource,
};
use ebox_credential::{PrivateKey, SystemRandom};
use ebox_domain::{
    EboxId, Language, LocalizedText, MediaType,
    publication::{Draft, DraftAttachment},
    time::SystemClock,
};
use ebox_wire::{
    routes::Version,
    sandbox::{self, Role, Sandbox},
};

/// The sender, the recipient, and what is sent.
const SENDER: &str = "0220916609";
const RECIPIENT: &str = "0852093431";
const APPLICATION: &str = "document:management:consult:ws-eboxrestentreprise:0220916609";
const MESSAGE_TYPE: &str = "TEST_PILOT_5_ENTERPRISE";

/// A running `ebox dev`.
pub(crate) struct Dev {
    process: Child,
    sandbox: Sandbox,
    file: PathBuf,
}

impl Dev {
    /// Starts `ebox dev` on a folder and waits until it is ready.
    pub(crate) fn start(folder: &Path) -> Self {
        Self::start_as(Command::new(env!("CARGO_BIN_EXE_ebox")), folder)
    }

    /// The same, by a command that runs the program in its own way.
    pub(crate) fn start_as(mut command: Command, folder: &Path) -> Self {
        let mut process = command
            .args(["dev", "--listen", "127.0.0.1:0", "--max-file-size", "2GiB", "--quiet", "--data"])
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .expect("ebox starts");
        let mut line = String::new();
        let output = process.stdout.take().expect("piped");
        BufReader::new(output).read_line(&mut line).expect("a line");
        let file = PathBuf::from(line.trim().strip_prefix("ready ").expect("ready PATH"));
        let text = std::fs::read_to_string(&file).expect("sandbox.json");
        Self { process, sandbox: serde_json::from_str(&text).expect("sandbox.json"), file }
    }

    /// Its `sandbox.json`.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// The process of the server itself: the child of a tracer, or the only one.
    pub(crate) fn pid(&self) -> u32 {
        self.process.id()
    }

    /// Ends the process at once, as a power cut would.
    pub(crate) fn kill(mut self) {
        self.process.kill().expect("killed");
        self.process.wait().expect("reaped");
    }

    /// Asks a process to stop, and waits until this one has.
    pub(crate) fn stop(mut self, pid: u32) {
        Command::new("kill").args(["-TERM", &pid.to_string()]).status().expect("signalled");
        assert!(self.process.wait().expect("reaped").success());
    }

    /// The first registry as the sender sees it.
    pub(crate) fn sender(&self) -> Registry {
        self.registry(Role::DocumentSender, SENDER)
    }

    /// The first registry as the recipient sees it.
    pub(crate) fn recipient(&self) -> Registry {
        self.registry(Role::DocumentConsumer, RECIPIENT)
    }

    fn registry(&self, role: Role, enterprise: &str) -> Registry {
        let enterprise = enterprise.parse().expect("a number");
        let client = self.sandbox.client(role, Some(enterprise)).expect("a client");
        let key = sandbox::resolve(&self.file, &client.private_key_file);
        let key = PrivateKey::from_pem(&std::fs::read_to_string(key).expect("a key")).expect("a key");
        // What is killed does not answer: trying again only costs time.
        let settings = Settings { retries: 0, ..Settings::default() };
        let http = Http::new(settings, Arc::new(SystemClock)).expect("a client");
        let credentials = Credentials {
            client_id: client.client_id.clone(),
            key,
            token_url: self.sandbox.token_url.clone(),
            audience: self.sandbox.audience.clone(),
            scopes: Vec::new(),
        };
        let tokens = Arc::new(TokenSource::new(http.clone(), credentials, Arc::new(SystemRandom)));
        let first = &self.sandbox.message_registries[0];
        Registry::new(http, tokens, first.id.clone(), Version::V3, first.v3.clone())
    }
}

impl Drop for Dev {
    fn drop(&mut self) {
        // A test that failed leaves no process behind.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A publication with one PDF, under a key.
pub(crate) fn publication(key: &str, bytes: Vec<u8>) -> OutgoingPublication {
    with_file(key, FileSource::Bytes(Bytes::from(bytes)))
}

/// A publication with one file from anywhere, under a key.
pub(crate) fn with_file(key: &str, source: FileSource) -> OutgoingPublication {
    let attachment = DraftAttachment {
        part: "upfile1".to_owned(),
        is_main: true,
        is_signed: false,
        title: None,
        digest: None,
    };
    let draft = Draft {
        recipient: EboxId::Enterprise(RECIPIENT.parse().expect("a number")),
        sender: Some(SENDER.parse().expect("a number")),
        sender_partition: None,
        application: APPLICATION.parse().expect("an id"),
        message_type: MESSAGE_TYPE.parse().expect("an id"),
        subject: LocalizedText::in_one(Language::Nl, key),
        body: None,
        is_body_main: false,
        is_reply_authorized: false,
        is_registered: false,
        attention: None,
        original: None,
        attachments: vec![attachment],
        business_data: Vec::new(),
        payment: None,
        action: None,
        expires: None,
        optional_features: Vec::new(),
    };
    let file = OutgoingFile {
        part: "upfile1".to_owned(),
        file_name: "letter.pdf".to_owned(),
        media_type: MediaType::Pdf,
        source,
    };
    OutgoingPublication { draft, files: vec![file], idempotency_key: Some(key.to_owned()) }
}
