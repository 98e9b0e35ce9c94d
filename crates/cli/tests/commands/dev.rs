//! A running `ebox dev`, and the program run against it.

mod clients;
pub(crate) mod faulty;

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    thread,
};

use bytes::Bytes;
use ebox_client::{
    Credentials, FileSource, Http, OutgoingFile, OutgoingPublication, PartitionManagement, Published,
    Registry, Settings, TokenSource,
};
use ebox_credential::{PrivateKey, SystemRandom};
use ebox_domain::{
    EboxId, EnterpriseNumber, Language, LocalizedText, MediaType,
    publication::{Draft, DraftAttachment},
    time::SystemClock,
};
use ebox_wire::{
    routes::{Version, partition_management},
    sandbox::{self, Role, Sandbox},
};
use serde_json::Value;
use tempfile::TempDir;

/// The enterprise whose mail is read.
pub(crate) const RECIPIENT: &str = "0852093431";

/// A running `ebox dev` in a folder of its own.
pub(crate) struct Dev {
    process: Child,
    folder: TempDir,
    pub(crate) file: PathBuf,
    pub(crate) sandbox: Sandbox,
}

impl Dev {
    /// Starts it and waits until it is ready.
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let world = folder.path().join("world");
        let lends = clients::lend(&world);
        let mut process = Command::new(env!("CARGO_BIN_EXE_ebox"))
            .args(["dev", "--listen", "127.0.0.1:0", "--quiet", "--data"])
            .arg(&world)
            .stdout(Stdio::piped())
            .spawn()
            .expect("ebox starts");
        let mut line = String::new();
        let output = process.stdout.take().expect("piped");
        BufReader::new(output).read_line(&mut line).expect("a line");
        if !lends {
            clients::keep(&world);
        }
        let file = PathBuf::from(line.trim().strip_prefix("ready ").expect("ready PATH"));
        let text = std::fs::read_to_string(&file).expect("sandbox.json");
        Self { process, folder, sandbox: serde_json::from_str(&text).expect("sandbox.json"), file }
    }

    /// A path in the folder in which the program is run.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program as the first consumer of the sandbox.
    pub(crate) fn ebox(&self, arguments: &[&str]) -> Run {
        self.ebox_with(&[], arguments)
    }

    /// Runs the program with more variables.
    pub(crate) fn ebox_with(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Run {
        let file = self.file.display().to_string();
        let all: Vec<_> = [("EBOX_SANDBOX", file.as_str())].iter().chain(variables).copied().collect();
        ebox(self.folder.path(), &all, arguments)
    }

    /// The client id of a role.
    pub(crate) fn client(&self, role: Role) -> &str {
        &self.sandbox.client(role, None).expect("a client").client_id
    }

    /// Publishes a letter with an annex, through the first provider or the second.
    pub(crate) async fn publish(&self, provider: usize, subject: &str) -> Published {
        self.publish_draft(provider, draft(provider, subject)).await
    }

    /// Publishes a message whose body is the main content, with an annex, through the first provider.
    pub(crate) async fn publish_body(&self, subject: &str) -> Published {
        let mut draft = draft(0, subject);
        draft.body = Some(LocalizedText::in_one(Language::Nl, "The body that counts."));
        draft.is_body_main = true;
        draft.attachments.retain(|attachment| !attachment.is_main);
        self.publish_draft(0, draft).await
    }

    /// A v3 client of the first provider or the second, in a role of an enterprise.
    pub(crate) fn registry(&self, provider: usize, role: Role, of: Option<EnterpriseNumber>) -> Registry {
        self.registry_in(Version::V3, provider, role, of)
    }

    /// The same, in either version.
    pub(crate) fn registry_in(
        &self,
        version: Version,
        provider: usize,
        role: Role,
        of: Option<EnterpriseNumber>,
    ) -> Registry {
        let (http, tokens) = self.tokens(role, of);
        let registry = &self.sandbox.message_registries[provider];
        let base = if version == Version::V3 { &registry.v3 } else { &registry.v2 };
        Registry::new(http, tokens, registry.id.clone(), version, base.clone())
    }

    /// Manages the e-Box of the enterprise whose mail is read.
    pub(crate) fn management(&self) -> PartitionManagement {
        let (http, tokens) = self.tokens(Role::Manager, None);
        let base = format!("{}{}", self.sandbox.base_url, partition_management::BASE);
        PartitionManagement::new(http, tokens, base)
    }

    fn tokens(&self, role: Role, of: Option<EnterpriseNumber>) -> (Http, Arc<TokenSource>) {
        let client = self.sandbox.client(role, of).expect("a client");
        let key = std::fs::read_to_string(sandbox::resolve(&self.file, &client.private_key_file));
        let credentials = Credentials {
            client_id: client.client_id.clone(),
            key: PrivateKey::from_pem(&key.expect("a key")).expect("a key"),
            token_url: self.sandbox.token_url.clone(),
            audience: self.sandbox.audience.clone(),
            scopes: Vec::new(),
        };
        let http = Http::new(Settings::default(), Arc::new(SystemClock)).expect("a client");
        let tokens = TokenSource::new(http.clone(), credentials, Arc::new(SystemRandom));
        (http, Arc::new(tokens))
    }

    /// Publishes any draft, through the first provider or the second.
    pub(crate) async fn publish_draft(&self, provider: usize, draft: Draft) -> Published {
        let registry = self.registry(provider, Role::DocumentSender, draft.sender);
        registry.publish(&outgoing(draft, None)).await.expect("published")
    }
}

/// A draft with its files.
pub(crate) fn outgoing(draft: Draft, key: Option<&str>) -> OutgoingPublication {
    let file = |attachment: &DraftAttachment| {
        let letter = ("letter.pdf", MediaType::Pdf);
        let (file_name, media_type) =
            if attachment.is_main { letter } else { ("figures.csv", MediaType::Csv) };
        OutgoingFile {
            part: attachment.part.clone(),
            file_name: file_name.to_owned(),
            media_type,
            source: FileSource::Bytes(Bytes::from(format!("{file_name} of {}", draft.message_type))),
        }
    };
    let files = draft.attachments.iter().map(file).collect();
    OutgoingPublication { draft, files, idempotency_key: key.map(str::to_owned) }
}

/// A letter with an annex.
pub(crate) fn draft(provider: usize, subject: &str) -> Draft {
    const PILOT: &str = "document:management:consult:ws-eboxrestentreprise:0220916609";
    let (sender, application, message_type) = match provider {
        0 => ("0220916609", PILOT, "TEST_PILOT_5_ENTERPRISE"),
        _ => ("0999999922", "city:notices", "CITY-NOTICE"),
    };
    let attachment = |part: &str, is_main| DraftAttachment {
        part: part.to_owned(),
        is_main,
        is_signed: false,
        title: None,
        digest: None,
    };
    Draft {
        recipient: EboxId::Enterprise(RECIPIENT.parse().expect("a number")),
        sender: Some(sender.parse().expect("a number")),
        sender_partition: None,
        application: application.parse().expect("an id"),
        message_type: message_type.parse().expect("an id"),
        subject: LocalizedText::in_one(Language::Nl, subject),
        body: None,
        is_body_main: false,
        is_reply_authorized: false,
        is_registered: false,
        attention: None,
        original: None,
        attachments: vec![attachment("upfile1", true), attachment("upfile2", false)],
        business_data: Vec::new(),
        payment: None,
        action: None,
        expires: None,
        optional_features: Vec::new(),
    }
}

impl Drop for Dev {
    fn drop(&mut self) {
        terminate(&self.process);
        // A federation that does not stop would keep the test from ending; its folder goes anyway.
        let _ = self.process.wait();
    }
}

/// Asks a process to stop.
pub(crate) fn terminate(process: &Child) {
    let _ = Command::new("kill").args(["-TERM", &process.id().to_string()]).status();
}

/// What a run of the program said, and how it ended.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) data: String,
    pub(crate) talk: String,
}

impl Run {
    /// The data as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.data).unwrap_or_else(|error| panic!("{error}: {self}"))
    }

    /// Holds the run to a status.
    #[track_caller]
    pub(crate) fn ends(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self}");
        self
    }

    /// Holds the talk to a text.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.talk.contains(text), "{text:?} is not said: {self}");
        self
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "status {}\ndata: {}\ntalk: {}", self.status, self.data, self.talk)
    }
}

/// The program in a folder, with these variables and no others of ours.
pub(crate) fn command(folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ebox"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("EBOX_")) {
        command.env_remove(name);
    }
    command.current_dir(folder).args(arguments).envs(variables.iter().copied()).stdin(Stdio::null());
    command
}

/// Runs the program to its end.
pub(crate) fn ebox(folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Run {
    let output = command(folder, variables, arguments).output().expect("ebox runs");
    Run {
        status: output.status.code().expect("no signal"),
        data: String::from_utf8(output.stdout).expect("UTF-8"),
        talk: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// A provider registry that answers each call with these entries; with `None`, never.
pub(crate) fn provider_registry(entries: Option<Value>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/list", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        let mut silent = Vec::new();
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let Some(entries) = &entries else {
                silent.push(stream);
                continue;
            };
            let mut request = [0; 8192];
            let _ = stream.read(&mut request);
            let body = entries.to_string();
            let length = body.len();
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
            let _ = stream.write_all((head + &body).as_bytes());
        }
    });
    url
}
