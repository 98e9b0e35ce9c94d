//! nginx of Debian, which serves files.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::{Peer, free_port, install};

/// Serves the files of a folder. `peers` is where it is unpacked when the machine has none.
pub(crate) async fn start(peers: &Path, files: &Path) -> Result<Peer> {
    let folder = peers.join("nginx");
    fs_err::create_dir_all(&folder)?;
    let program = program(&folder)?;
    let port = free_port()?;
    let (files, program) = (path(files)?, path(&program)?);
    // Nothing is written for a request. Every path is within the folder, so that no rights are needed.
    let configuration = format!(
        "daemon off;\nmaster_process off;\npid nginx.pid;\nerror_log error.log;\n\
         events {{ worker_connections 512; }}\n\
         http {{\n  access_log off;\n  sendfile on;\n  tcp_nopush on;\n  keepalive_requests 100000000;\n\
         client_body_temp_path body;\n  proxy_temp_path proxy;\n  fastcgi_temp_path fastcgi;\n\
         uwsgi_temp_path uwsgi;\n  scgi_temp_path scgi;\n\
         server {{ listen 127.0.0.1:{port}; root {files}; }}\n}}\n"
    );
    fs_err::write(folder.join("nginx.conf"), configuration)?;
    let prefix = path(&folder)?.to_owned();
    Peer::start(program, &["-p", &prefix, "-c", "nginx.conf", "-e", "error.log"], &folder, port).await
}

/// The machine's own, or the one of Debian's package: it is unpacked and not installed, so that no service starts.
fn program(folder: &Path) -> Result<PathBuf> {
    let own = PathBuf::from("/usr/sbin/nginx");
    let unpacked = folder.join("usr/sbin/nginx");
    if own.exists() {
        return Ok(own);
    }
    if !unpacked.exists() {
        if install(folder, "apt-get", &["download", "nginx"]).is_err() {
            install(folder, "apt-get", &["update"])?;
            install(folder, "apt-get", &["download", "nginx"])?;
        }
        let mut files = fs_err::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path());
        let package = files.find(|path| path.extension().is_some_and(|extension| extension == "deb"));
        let package = package.context("apt-get left no package")?;
        install(folder, "dpkg-deb", &["-x", path(&package)?, "."])?;
    }
    Ok(unpacked)
}

fn path(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is not UTF-8", path.display()))
}
