//! `oidc-provider` of npm: an OAuth server on Node.js, with opaque tokens and everything kept in its memory.

use std::path::Path;

use anyhow::Result;
use serde_json::json;

use super::{Peer, free_port, install};

/// Another version is another yardstick.
const PACKAGE: &str = "oidc-provider@9.13.3";
const SCRIPT: &str = include_str!("oidc_provider.mjs");

/// Who gets tokens, and who may ask what they are worth.
pub(crate) struct ClientOfPeer<'c> {
    pub(crate) id: &'c str,
    /// The public RSA key, as DER of PKCS#1.
    pub(crate) public_key: &'c [u8],
    pub(crate) resource_server: &'c str,
    pub(crate) secret: &'c str,
}

pub(crate) async fn start(peers: &Path, client: &ClientOfPeer<'_>) -> Result<Peer> {
    let folder = peers.join("oidc-provider");
    if !folder.join("node_modules/oidc-provider").exists() {
        fs_err::create_dir_all(&folder)?;
        let options = ["--prefix", ".", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
        let arguments: Vec<&str> = ["install"].into_iter().chain(options).chain([PACKAGE]).collect();
        install(&folder, "npm", &arguments)?;
    }
    let port = free_port()?;
    let configuration = json!({
        "port": port,
        "clientId": client.id,
        "publicKey": data_encoding::BASE64.encode(client.public_key),
        "resourceServer": client.resource_server,
        "secret": client.secret,
    });
    fs_err::write(folder.join("configuration.json"), configuration.to_string())?;
    fs_err::write(folder.join("server.mjs"), SCRIPT)?;
    Peer::start("node", &["server.mjs"], &folder, port).await
}
