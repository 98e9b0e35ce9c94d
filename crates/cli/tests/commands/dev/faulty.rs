//! A registry that answers as another one does, but for what is broken on purpose.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    thread,
};

/// What becomes of an answer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fault {
    /// The registry fails (500).
    Failed,
    /// The connection breaks before the last byte.
    Cut,
    /// The last byte is another one.
    Changed,
    /// The last byte never comes.
    Stalled,
}

/// The address of a registry that answers as `registry` does, but for requests whose path has `part` in it.
pub(crate) fn faulty(registry: &str, part: &str, fault: Fault) -> String {
    let (host, path) = registry.trim_start_matches("http://").split_once('/').expect("an address");
    let (host, part) = (host.to_owned(), part.to_owned());
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/{path}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let (host, part) = (host.clone(), part.clone());
            thread::spawn(move || {
                let head = head(&mut stream);
                let is_meant = head.lines().next().is_some_and(|line| line.contains(&part));
                let mut answer = answer(&host, &head);
                match fault {
                    Fault::Failed if is_meant => {
                        answer = b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n".to_vec();
                    }
                    Fault::Cut if is_meant => drop(answer.pop()),
                    Fault::Changed if is_meant => *answer.last_mut().expect("an answer") ^= 1,
                    _ => {}
                }
                if is_meant && matches!(fault, Fault::Stalled) {
                    answer.pop();
                    let _ = stream.write_all(&answer);
                    // Until whoever waits goes away.
                    let _ = stream.read(&mut [0]);
                    return;
                }
                let _ = stream.write_all(&answer);
            });
        }
    });
    url
}

/// The head of a request; what these tests ask for has no body.
fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read > 0) {
        head.extend(byte);
    }
    String::from_utf8(head).expect("a head is text")
}

/// The whole answer of the registry behind.
fn answer(host: &str, head: &str) -> Vec<u8> {
    let mut behind = TcpStream::connect(host).expect("the registry answers");
    let head = head.replacen("\r\n", "\r\nconnection: close\r\n", 1);
    behind.write_all(head.as_bytes()).expect("sent");
    let mut answer = Vec::new();
    behind.read_to_end(&mut answer).expect("answered");
    answer
}
