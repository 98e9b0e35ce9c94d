//! `SHA256SUMS`: the format of the standard `sha256sum`, which checks it with `-c`.

use ebox_domain::Sha256Digest;

/// A line for a file. A name with a backslash or a line break is escaped, and the line then begins with a
/// backslash, as `sha256sum` does it.
pub(crate) fn line(digest: &Sha256Digest, path: &str) -> String {
    if path.contains(['\\', '\n', '\r']) {
        let escaped = path.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
        return format!("\\{digest}  {escaped}\n");
    }
    format!("{digest}  {path}\n")
}

/// Reads a line; `None` for what is none.
pub(crate) fn read_line(line: &str) -> Option<(Sha256Digest, String)> {
    let (line, is_escaped) = line.strip_prefix('\\').map_or((line, false), |rest| (rest, true));
    let (digest, path) = line.split_at_checked(64)?;
    // Two spaces for text, a space and an asterisk for binary: here they mean the same.
    let path = path.strip_prefix("  ").or_else(|| path.strip_prefix(" *"))?;
    let path = if is_escaped { unescaped(path)? } else { path.to_owned() };
    Some((Sha256Digest::from_hex(digest)?, path))
}

fn unescaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        out.push(match c {
            '\\' => match characters.next()? {
                'n' => '\n',
                'r' => '\r',
                '\\' => '\\',
                _ => return None,
            },
            other => other,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_line_reads_back(path in "\\PC{1,20}|[\\\\\\n\\ra-c ]{1,12}", bytes: Vec<u8>) {
            let digest = digest::of_bytes(&bytes);
            let line = line(&digest, &path);
            prop_assert_eq!(line.matches('\n').count(), 1);
            prop_assert_eq!(read_line(line.trim_end_matches('\n')), Some((digest, path)));
        }

        #[test]
        fn any_line_is_answered(line in "\\PC{0,100}|\\\\?[0-9a-f]{64}[ *]{0,2}\\PC{0,10}") {
            let _ = read_line(&line);
        }
    }

    #[test]
    fn the_standard_tool_accepts_any_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = ["plain.txt", "back\\slash", "line\nbreak", "return\r", " space ", "\\", "é"];
        let mut sums = String::new();
        for name in names {
            fs_err::write(folder.path().join(name), name).expect("written");
            sums.push_str(&line(&digest::of_bytes(name.as_bytes()), name));
        }
        fs_err::write(folder.path().join("SHA256SUMS"), sums).expect("written");
        let check = std::process::Command::new("sha256sum")
            .args(["--check", "--strict", "SHA256SUMS"])
            .current_dir(folder.path())
            .output()
            .expect("sha256sum is installed");
        assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
    }
}
