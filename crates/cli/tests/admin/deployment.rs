//! A deployment of its own, in a folder of its own.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use serde_json::{Value, json};

pub(crate) const OPERATOR: &str = "0777777771";
pub(crate) const SENDER: &str = "0220916609";
pub(crate) const CONSUMER: &str = "0852093431";

pub(crate) const REFERENCE: &str = r#"
organizations:
  - id: "0220916609"
    shortName: {nl: Dienst, fr: Service}
    logos:
      - {file: logo.png}
applications:
  - {id: app, name: {nl: App}}
  - {id: other, name: {nl: Andere}}
messageTypes:
  - {id: TYPE, name: {nl: Brief}, validity: {number: 6, unit: month}}
trios:
  - {organization: "0220916609", application: app, messageType: TYPE, sectors: [enterprise, citizen]}
  - {organization: "0220916609", application: other, messageType: TYPE, sectors: [enterprise, citizen]}
"#;

pub(crate) struct Deployment {
    folder: tempfile::TempDir,
    listen: SocketAddr,
    operator: SocketAddr,
    server: Option<Child>,
}

/// What a command did.
pub(crate) struct Run {
    output: Output,
    pub(crate) data: String,
    pub(crate) talk: String,
}

impl Run {
    #[track_caller]
    pub(crate) fn ends(self, status: i32) -> Self {
        assert_eq!(self.output.status.code(), Some(status), "{}\n{}", self.data, self.talk);
        self
    }

    #[track_caller]
    pub(crate) fn says(self, what: &str) -> Self {
        assert!(self.talk.contains(what), "{what:?} is not said in\n{}", self.talk);
        self
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.data).unwrap_or_else(|error| panic!("{error} in {}", self.data))
    }
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port")
}

impl Deployment {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder, listen: free_address(), operator: free_address(), server: None }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).expect("written");
    }

    pub(crate) fn ebox(&self, arguments: &[&str]) -> Run {
        self.run(arguments, &[])
    }

    /// A command at a place: the data folder, or the API of a profile.
    pub(crate) fn ebox_at(&self, place: &[&str], arguments: &[&str]) -> Run {
        self.run(&[arguments, place].concat(), &[])
    }

    /// A command in the name of a client, whose key is in a folder of its name.
    pub(crate) fn ebox_as(&self, client: &str, arguments: &[&str]) -> Run {
        let url = |path: &str| format!("http://{}/REST/{path}", self.listen);
        let key = format!("{client}/private-key.pem");
        let variables = [
            ("EBOX_ENVIRONMENT", "acc".to_owned()),
            ("EBOX_CLIENT_ID", client.to_owned()),
            ("EBOX_PRIVATE_KEY", key),
            ("EBOX_TOKEN_URL", url("oauth/v5/token")),
            ("EBOX_PROVIDER_REGISTRY_URL", url("ebox/enterprise/federation/v1/messageProviders")),
        ];
        self.run(arguments, &variables)
    }

    fn run(&self, arguments: &[&str], variables: &[(&str, String)]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ebox"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("EBOX_")) {
            command.env_remove(name);
        }
        let output = command
            .args(arguments)
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .output()
            .expect("ebox runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Run { data: text(&output.stdout), talk: text(&output.stderr), output }
    }

    pub(crate) fn init(&self) -> Run {
        let (public, operator) = (format!("http://{}", self.listen), format!("http://{}", self.operator));
        self.ebox(&[
            "admin",
            "init",
            "--data",
            "data",
            "--environment",
            "acc",
            "--enterprise-number",
            OPERATOR,
            "--legal-name",
            "Operator",
            "--public-url",
            &public,
            "--operator-url",
            &operator,
            "--out",
            "operator",
        ])
    }

    pub(crate) fn certificate(&self, number: &str, out: &str) -> Run {
        self.ebox(&[
            "certificate",
            "new",
            "--enterprise-number",
            number,
            "--legal-name",
            out,
            "--environment",
            "acc",
            "--application",
            "example:application",
            "--city",
            "Brussels",
            "--region",
            "Brussels-Capital",
            "--out",
            out,
        ])
    }

    /// Registers the client of a Document Consumer.
    pub(crate) fn consumer(&self, place: &[&str]) {
        self.certificate(CONSUMER, "consumer").ends(0);
        let what =
            ["admin", "client", "add", "consumer", "--enterprise-number", CONSUMER, "--name", "Consumer"];
        let how = ["--permission", "consumer", "--certificate", "consumer/certificate.pem"];
        self.ebox_at(place, &[&what[..], &how].concat()).ends(0);
    }

    /// The base address of the registry in a version.
    pub(crate) fn registry(&self, version: &str) -> String {
        format!("http://{}/REST/ebox/enterprise/messageRegistry/{version}/", self.listen)
    }

    /// Writes serve.toml, with more sections at its end.
    pub(crate) fn configure(&self, sections: &str) {
        let text = format!(
            "environment = \"acc\"\npublic_url = \"http://{0}\"\ndata = \"data\"\nproviders = [\"own\"]\n\
             [listen]\naddress = \"{0}\"\n[operator]\nlisten = \"{1}\"\n{sections}",
            self.listen, self.operator
        );
        self.write("serve.toml", text.as_bytes());
    }

    /// Starts the server with serve.toml, as it is there or plain.
    pub(crate) async fn serve(&mut self) {
        if !self.path("serve.toml").exists() {
            self.configure("");
        }
        let server = Command::new(env!("CARGO_BIN_EXE_ebox"))
            .args(["serve", "--config", "serve.toml"])
            .current_dir(self.folder.path())
            .stderr(Stdio::null())
            .spawn();
        self.server = Some(server.expect("ebox starts"));
        let health = format!("http://{}/operator/v1/health", self.operator);
        for _ in 0..200 {
            if reqwest::get(&health).await.is_ok() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("ebox serve did not come up");
    }

    pub(crate) async fn publish(&self, token: &str) {
        let description = json!({
            "recipient": { "eboxType": "enterprise", "enterpriseNumber": CONSUMER },
            "sender": { "eboxType": "enterprise", "enterpriseNumber": SENDER },
            "subject": { "nl": "Een brief" },
            "messageTypeId": "TYPE",
            "senderApplicationId": "app",
            "attachments": [{ "httpPartName": "upfile1", "isMainContent": true, "isAttachmentSigned": false }],
        });
        let part = |bytes: Vec<u8>, media_type: &str| {
            reqwest::multipart::Part::bytes(bytes).mime_str(media_type).expect("a media type")
        };
        let form = reqwest::multipart::Form::new()
            .part("messageToPublish", part(description.to_string().into_bytes(), "application/json"))
            .part("upfile1", part(b"%PDF-1.7 the letter".to_vec(), "application/pdf").file_name("brief.pdf"));
        let url = format!("http://{}/REST/ebox/enterprise/messageRegistry/v3/ebox/messages", self.listen);
        let answer = reqwest::Client::new().post(url).bearer_auth(token).multipart(form).send().await;
        let answer = answer.expect("answered");
        let status = answer.status();
        assert_eq!(status, 201, "{}", answer.text().await.unwrap_or_default());
    }
}

impl Drop for Deployment {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}
