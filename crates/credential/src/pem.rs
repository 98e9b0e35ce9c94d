//! Textual encoding of keys and certificates (RFC 7468), with contents that leave memory when dropped.

use data_encoding::BASE64;
use zeroize::{Zeroize, Zeroizing};

/// One block: `-----BEGIN label-----`, base64, `-----END label-----`.
pub(crate) struct Block {
    pub(crate) label: String,
    pub(crate) contents: Zeroizing<Vec<u8>>,
    /// Whether headers stand in front of the base64, as in keys that OpenSSL encrypted the old way.
    pub(crate) has_headers: bool,
}

/// Reads every block; text around the blocks is explanation and skipped, as is a block that is cut off.
pub(crate) fn read(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(label) = label(line, "-----BEGIN ") else {
            continue;
        };
        let mut base64 = Zeroizing::new(String::with_capacity(text.len()));
        let mut has_headers = false;
        let end = lines.by_ref().find(|line| {
            if line.starts_with("-----") {
                return true;
            }
            // Base64 has no colon; continuation lines of a header do not matter, it is refused anyway.
            if line.contains(':') {
                has_headers = true;
            } else {
                base64.push_str(line.trim());
            }
            false
        });
        let is_closed = end.is_some_and(|line| self::label(line, "-----END ") == Some(label));
        let contents = BASE64.decode(base64.as_bytes());
        if is_closed && (has_headers || contents.is_ok()) {
            blocks.push(Block {
                label: label.to_owned(),
                contents: Zeroizing::new(contents.unwrap_or_default()),
                has_headers,
            });
        }
    }
    blocks
}

fn label<'a>(line: &'a str, prefix: &str) -> Option<&'a str> {
    line.trim_end().strip_prefix(prefix)?.strip_suffix("-----")
}

/// Writes one block.
pub(crate) fn write(label: &str, contents: &[u8]) -> Zeroizing<String> {
    const WIDTH: usize = 64;
    let mut base64 = BASE64.encode(contents);
    let mut text =
        Zeroizing::new(String::with_capacity(base64.len() + base64.len() / WIDTH + 2 * label.len() + 40));
    text.push_str("-----BEGIN ");
    text.push_str(label);
    text.push_str("-----\n");
    let mut rest = base64.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(WIDTH));
        text.push_str(line);
        text.push('\n');
        rest = after;
    }
    text.push_str("-----END ");
    text.push_str(label);
    text.push_str("-----\n");
    base64.zeroize();
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_reads_back(contents in proptest::collection::vec(any::<u8>(), 0..300)) {
            let text = write("CERTIFICATE", &contents);
            let blocks = read(&format!("subject=C=BE\n{}\nmore", text.as_str()));
            prop_assert_eq!(blocks.len(), 1);
            prop_assert_eq!(&blocks[0].label, "CERTIFICATE");
            prop_assert_eq!(&*blocks[0].contents, &contents);
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "(-----(BEGIN|END) [A-Z ]{0,9}-----\n|[A-Za-z0-9+/=:]{0,20}\n|\\PC{0,20}){0,8}") {
            let _ = read(&text);
        }
    }
}
