//! Several environments in one process: strangers to each other.

use std::{
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use ebox_credential::Certificate;
use ebox_wire::sandbox::{self, Role, Sandbox};
use tempfile::TempDir;

use crate::dev::{ebox, terminate};

struct Running {
    process: Child,
    folder: TempDir,
    worlds: Vec<(PathBuf, Sandbox)>,
}

impl Running {
    fn start(environments: &str, number: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut process = Command::new(env!("CARGO_BIN_EXE_ebox"))
            .args(["dev", "--listen", "127.0.0.1:0", "--quiet", "--environments", environments, "--data"])
            .arg(folder.path().join("world"))
            .stdout(Stdio::piped())
            .spawn()
            .expect("ebox starts");
        let output = BufReader::new(process.stdout.take().expect("piped"));
        let worlds = output.lines().take(number).map(|line| {
            let line = line.expect("a line");
            let file = PathBuf::from(line.strip_prefix("ready ").expect("ready PATH"));
            let text = std::fs::read_to_string(&file).expect("sandbox.json");
            (file, serde_json::from_str(&text).expect("sandbox.json"))
        });
        let worlds = worlds.collect();
        Self { process, folder, worlds }
    }

    /// The token of the first client of a role in a world.
    fn token(&self, world: usize, role: &str) -> String {
        let file = self.worlds[world].0.display().to_string();
        let variables = [("EBOX_SANDBOX", file.as_str()), ("EBOX_ROLE", role)];
        ebox(self.folder.path(), &variables, &["token"]).ends(0).data.trim().to_owned()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        terminate(&self.process);
        let _ = self.process.wait();
    }
}

async fn status(registry: &str, token: &str) -> u16 {
    let url = format!("{registry}ebox/messages");
    let answer = reqwest::Client::new().get(url).bearer_auth(token).send().await.expect("answered");
    answer.status().as_u16()
}

#[tokio::test]
async fn each_environment_has_its_own_keys_and_data_and_refuses_the_tokens_of_the_others() {
    let running = Running::start("int,acc,prd", 3);
    let names = ["int", "acc", "prd"];
    let mut tokens = Vec::new();
    for (number, (file, sandbox)) in running.worlds.iter().enumerate() {
        assert_eq!(sandbox.environment, names[number]);
        assert!(file.ends_with(format!("world/{}/sandbox.json", names[number])), "{}", file.display());
        let sender = sandbox.client(Role::DocumentSender, None).expect("a sender");
        let pem = std::fs::read(sandbox::resolve(file, &sender.certificate_file)).expect("a certificate");
        let certificate = Certificate::read(&pem).expect("a certificate");
        assert!(certificate.subject().units.contains(&names[number].to_uppercase()), "{certificate:?}");
        tokens.push(running.token(number, "documentConsumer"));
    }
    for (issued, token) in tokens.iter().enumerate() {
        for (asked, (_, sandbox)) in running.worlds.iter().enumerate() {
            let expected = if issued == asked { 200 } else { 401 };
            for registry in &sandbox.message_registries {
                let (from, at) = (names[issued], names[asked]);
                assert_eq!(status(&registry.v3, token).await, expected, "a token of {from} at {at}");
                assert_eq!(status(&registry.v2, token).await, expected, "a token of {from} at {at}");
            }
        }
    }
}

#[test]
fn environments_that_are_none_or_named_twice_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let dev = |list: &str| ebox(folder.path(), &[], &["dev", "--environments", list]);
    for list in ["sim", "int,test"] {
        dev(list).ends(2).says("int, acc or prd");
    }
    dev("acc,acc").ends(1).says("named twice");
}
