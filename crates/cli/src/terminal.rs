//! Asking the person at the terminal, when there is one.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use zeroize::Zeroizing;

use crate::printer::harmless;

/// Whether somebody can be asked: questions go to standard error, so that data stays data.
pub(crate) fn is_there() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks for a secret without showing it. `None`: nobody is there, or nothing was entered.
pub(crate) fn ask_password(what: &str) -> Option<Zeroizing<String>> {
    if !is_there() {
        return None;
    }
    rpassword::prompt_password(format!("Password of {what}: ")).ok().map(Zeroizing::new)
}

/// Asks a question. `None`: nobody is there, or the input ended.
pub(crate) fn ask(question: &str) -> Option<String> {
    if !is_there() {
        return None;
    }
    let mut error = anstream::stderr();
    write!(error, "{} ", harmless(question)).and_then(|()| error.flush()).ok()?;
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer).ok()?;
    (read > 0).then(|| answer.trim().to_owned())
}

/// Asks for a yes; anything else is a no. `None`: nobody is there.
pub(crate) fn confirm(question: &str) -> Option<bool> {
    if !is_there() {
        return None;
    }
    let answer = ask(&format!("{question} [y/N]")).unwrap_or_default();
    Some(matches!(answer.to_lowercase().as_str(), "y" | "yes"))
}
