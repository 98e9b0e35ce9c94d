//! A small mail server that does what a test wants.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard},
    thread,
};

use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Nobody is greeted.
    Closed,
    /// Our password is not theirs.
    WrongPassword,
    /// Letters from this address are not taken.
    SenderRefused,
    /// The recipient is refused for now.
    RecipientLater,
    /// The recipient is unknown.
    RecipientUnknown,
    /// The text is refused for good.
    TextRefused,
    /// The connection ends when the text was sent, before the answer.
    HangsUpBeforeAnswer,
    /// The connection ends in the middle of goodbye.
    HangsUpAfterAnswer,
}

/// What it saw.
#[derive(Default)]
struct Seen {
    trouble: Option<(Trouble, Option<String>)>,
    taken: Vec<String>,
    commands: Vec<String>,
}

/// The server. It listens on a port of its own until the test ends.
pub(crate) struct MailServer {
    pub(crate) port: u16,
    seen: Arc<Mutex<Seen>>,
}

/// How connections begin.
#[derive(Clone)]
pub(crate) enum Begins {
    InTheClear,
    OverTls(Arc<ServerConfig>),
    StartTls(Arc<ServerConfig>),
}

impl MailServer {
    pub(crate) fn start(begins: Begins) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let seen = Arc::<Mutex<Seen>>::default();
        let told = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (seen, begins) = (Arc::clone(&told), begins.clone());
                let stream = stream.expect("a connection");
                // A connection that a test ends is no failure of the server.
                thread::spawn(move || drop(serve(stream, &begins, &seen)));
            }
        });
        Self { port, seen }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().expect("not poisoned")
    }

    /// From now on this goes wrong, or nothing.
    pub(crate) fn trouble(&self, trouble: impl Into<Option<Trouble>>) {
        self.seen().trouble = trouble.into().map(|trouble| (trouble, None));
    }

    /// From now on this goes wrong with letters to one recipient.
    pub(crate) fn trouble_with(&self, recipient: &str, trouble: Trouble) {
        self.seen().trouble = Some((trouble, Some(recipient.to_owned())));
    }

    /// The messages that it took since the last look.
    pub(crate) fn taken(&self) -> Vec<String> {
        std::mem::take(&mut self.seen().taken)
    }

    /// The commands since the last look.
    pub(crate) fn commands(&self) -> Vec<String> {
        std::mem::take(&mut self.seen().commands)
    }
}

fn serve(stream: TcpStream, begins: &Begins, seen: &Mutex<Seen>) -> std::io::Result<()> {
    let secured = |config: &Arc<ServerConfig>, stream| {
        let connection = ServerConnection::new(Arc::clone(config)).expect("a configuration");
        StreamOwned::new(connection, stream)
    };
    match begins {
        Begins::InTheClear => talk(stream, false, true, seen).map(|_| ()),
        Begins::OverTls(config) => talk(secured(config, stream), false, true, seen).map(|_| ()),
        Begins::StartTls(config) => match talk(stream, true, true, seen)? {
            Some(stream) => talk(secured(config, stream), false, false, seen).map(|_| ()),
            None => Ok(()),
        },
    }
}

/// A conversation; gives the connection back when the client wants TLS on it.
fn talk<S: Read + Write>(
    stream: S,
    offers_tls: bool,
    greets: bool,
    seen: &Mutex<Seen>,
) -> std::io::Result<Option<S>> {
    let mut stream = BufReader::new(stream);
    let trouble = seen.lock().expect("not poisoned").trouble.clone();
    let is = |wanted| trouble.as_ref().is_some_and(|(trouble, to)| *trouble == wanted && to.is_none());
    let (mut recipient, mut line) = (String::new(), String::new());
    let is_about = |wanted, recipient: &str| match &trouble {
        Some((trouble, to)) => *trouble == wanted && to.as_ref().is_none_or(|to| recipient.contains(to)),
        None => false,
    };
    if greets {
        say(&mut stream, if is(Trouble::Closed) { "421 closed" } else { "220 mail.example" })?;
    }
    loop {
        line.clear();
        if stream.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let command = line.trim_end().to_owned();
        seen.lock().expect("not poisoned").commands.push(command.clone());
        let answer = match command.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" if offers_tls => "250-mail.example\r\n250 STARTTLS",
            "EHLO" => "250-mail.example\r\n250 AUTH PLAIN LOGIN",
            "STARTTLS" if offers_tls => {
                say(&mut stream, "220 go ahead")?;
                return Ok(Some(stream.into_inner()));
            }
            "AUTH" if is(Trouble::WrongPassword) => "535 the password of ebox is wrong",
            "AUTH" => "235 welcome",
            "MAIL" if is(Trouble::SenderRefused) => "550 not from there",
            "RCPT" if is_about(Trouble::RecipientLater, &command) => "451 greylisted: anna@korenaar.example",
            "RCPT" if is_about(Trouble::RecipientUnknown, &command) => "550 nobody: anna@korenaar.example",
            "RCPT" => {
                recipient = command;
                "250 fine"
            }
            "MAIL" => "250 fine",
            "DATA" => {
                say(&mut stream, "354 go on")?;
                let text = text(&mut stream)?;
                if is_about(Trouble::HangsUpBeforeAnswer, &recipient) {
                    return Ok(None);
                }
                if is_about(Trouble::TextRefused, &recipient) {
                    "554 no"
                } else {
                    seen.lock().expect("not poisoned").taken.push(text);
                    "250 taken"
                }
            }
            "QUIT" if is(Trouble::HangsUpAfterAnswer) => return Ok(None),
            "QUIT" => "221 goodbye",
            _ => "502 what?",
        };
        say(&mut stream, answer)?;
    }
}

fn say<S: Read + Write>(stream: &mut BufReader<S>, answer: &str) -> std::io::Result<()> {
    let stream = stream.get_mut();
    stream.write_all(format!("{answer}\r\n").as_bytes())?;
    stream.flush()
}

/// What is sent after `DATA`, until a line with a dot.
fn text<S: Read>(stream: &mut BufReader<S>) -> std::io::Result<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 || line == ".\r\n" {
            return Ok(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
