//! `docs/reference/commands.md`: every command with its options, from the definitions that parse them.

use std::{fmt::Write as _, fs, path::Path};

use clap::{Arg, ArgAction, Command, CommandFactory as _, builder::StyledStr};

use crate::{Arguments, EXIT_CODES, profile::PROFILE_HELP};

/// `cargo xtask generate` runs this with `EBOX_GENERATE=1`, which writes the page instead of comparing it.
#[test]
fn generated_reference_of_the_commands_is_committed_as_the_code_has_it() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/commands.md");
    let text = page();
    if std::env::var_os("EBOX_GENERATE").is_some() {
        fs::create_dir_all(file.parent().expect("it lies in docs")).expect("a folder");
        fs::write(&file, text).expect("written");
        return;
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == text,
        "docs/reference/commands.md is out of date; run `cargo xtask generate` and commit"
    );
}

fn page() -> String {
    let mut root = Arguments::command();
    root.build();
    let mut text = String::from(
        "# Commands\n\nGenerated from the program (`cargo xtask generate`). Every command explains itself with `--help`.\n\n\
         Options of every command:\n\n",
    );
    options(&mut text, root.get_arguments().filter(|argument| is_told(argument)));
    let _ = write!(text, "\n```text\n{EXIT_CODES}\n```\n");
    commands(&mut text, &root, "ebox");
    text
}

fn commands(text: &mut String, parent: &Command, name: &str) {
    for command in parent.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = format!("{name} {}", command.get_name());
        if command.has_subcommands() {
            let _ = write!(text, "\n## `{name}`\n\n{}\n", about(command));
        } else {
            describe(text, command, &name);
        }
        commands(text, command, &name);
    }
}

fn describe(text: &mut String, command: &Command, name: &str) {
    let level = "#".repeat(name.matches(' ').count() + 1);
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let _ = write!(text, "\n{level} `{name}`\n\n{}\n\n```text\n{usage}\n```\n\n", about(command));
    let own = |argument: &&Arg| is_told(argument) && !argument.is_global_set();
    options(text, command.get_arguments().filter(own));
    let profile = command.get_after_long_help().is_some_and(|help| help.to_string().ends_with(PROFILE_HELP));
    if profile {
        text.push_str("\nIt takes a [profile](../configuration.md#profiles).\n");
    }
    let more = command.get_after_help().or(command.get_after_long_help().filter(|_| !profile));
    if let Some(more) = more {
        let _ = write!(text, "\n```text\n{}\n```\n", more.to_string().trim_end());
    }
}

fn about(command: &Command) -> String {
    let about = command.get_long_about().or(command.get_about()).map(StyledStr::to_string);
    about.unwrap_or_default().trim_end().to_owned()
}

fn is_told(argument: &Arg) -> bool {
    !argument.is_hide_set() && !matches!(argument.get_id().as_str(), "help" | "version")
}

fn options<'a>(text: &mut String, arguments: impl Iterator<Item = &'a Arg>) {
    let mut rows = String::new();
    for argument in arguments {
        let help = argument.get_long_help().or(argument.get_help()).map(StyledStr::to_string);
        let mut meaning = help.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        if !meaning.ends_with('.') {
            meaning.push('.');
        }
        let defaults: Vec<_> =
            argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        if !defaults.is_empty() && argument.get_action().takes_values() {
            let _ = write!(meaning, " Default: `{}`.", defaults.join(" "));
        }
        if let Some(variable) = argument.get_env() {
            let _ = write!(meaning, " Also as the variable `{}`.", variable.to_string_lossy());
        }
        let _ = writeln!(rows, "| `{}` | {} |", shape(argument), meaning.replace('|', "\\|"));
    }
    if !rows.is_empty() {
        text.push_str("| option | meaning |\n|---|---|\n");
        text.push_str(&rows);
    }
}

/// An argument as it is typed: `-q`, `--out <DIR>`, `<FILE>`.
fn shape(argument: &Arg) -> String {
    let values: Vec<String> =
        argument.get_value_names().unwrap_or_default().iter().map(|name| format!("<{name}>")).collect();
    let mut names: Vec<String> = argument.get_short().map(|short| format!("-{short}")).into_iter().collect();
    names.extend(argument.get_long().map(|long| format!("--{long}")));
    let takes = !matches!(argument.get_action(), ArgAction::SetTrue | ArgAction::SetFalse | ArgAction::Count);
    match (names.is_empty(), takes) {
        (true, _) => values.join(" "),
        (false, true) => format!("{} {}", names.join(", "), values.join(" ")),
        (false, false) => names.join(", "),
    }
}
