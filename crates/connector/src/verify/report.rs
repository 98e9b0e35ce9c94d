//! What a check found.

use std::fmt;

use ebox_wire::manifest::Head;

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What the package says it is, when its manifest can be read.
    pub head: Option<Head>,
    /// Messages in the manifest.
    pub messages: u64,
    /// Files that should be there, `message.json` included.
    pub files: u64,
    /// Bytes of bodies and attachments that should be there.
    pub bytes: u64,
    /// Files that were left at their providers.
    pub not_fetched: u64,
    /// Everything that is not as it should be.
    pub deviations: Vec<Deviation>,
}

impl Report {
    /// Whether everything is as it should be.
    pub const fn is_sound(&self) -> bool {
        self.deviations.is_empty()
    }

    pub(super) fn add(&mut self, deviation: Deviation) {
        self.deviations.push(deviation);
    }
}

/// Something that is not as it should be. Paths are relative to the package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deviation {
    /// A file is not there.
    Missing(String),
    /// A file is there that belongs to nothing.
    Extra(String),
    /// A file does not have the digest that the manifest says.
    Changed(String),
    /// A file does not have the size that the manifest says.
    Size {
        /// Which.
        path: String,
        /// What the manifest says.
        expected: u64,
        /// What it has.
        found: u64,
    },
    /// A link or folder stands where a file should.
    NotAFile(String),
    /// A file does not have the digest that the checksums say.
    Checksum(String),
    /// The checksums leave a file out.
    NotInChecksums(String),
    /// The checksums name a file that the manifest does not.
    OnlyInChecksums(String),
    /// A line of the checksums cannot be read, or names a file again.
    ChecksumLine(usize),
    /// The manifest cannot be read, or contradicts itself.
    Manifest(String),
    /// The manifest names a file outside the folder of its message.
    Path(String),
    /// A `message.json` says something else than the manifest.
    MessageFile(String),
    /// A message is there twice; this is the folder of the second.
    MessageTwice(String),
    /// The totals of the manifest are not the sums of its messages.
    Totals {
        /// Messages, as the manifest says.
        messages: u64,
        /// Bytes, as the manifest says.
        bytes: u64,
        /// Messages that it lists.
        found_messages: u64,
        /// Bytes that it lists.
        found_bytes: u64,
    },
}

impl Deviation {
    /// What kind of deviation it is, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "missing",
            Self::Extra(_) => "extra",
            Self::Changed(_) => "changed",
            Self::Size { .. } => "size",
            Self::NotAFile(_) => "notAFile",
            Self::Checksum(_) => "checksum",
            Self::NotInChecksums(_) => "notInChecksums",
            Self::OnlyInChecksums(_) => "onlyInChecksums",
            Self::ChecksumLine(_) => "checksumLine",
            Self::Manifest(_) => "manifest",
            Self::Path(_) => "path",
            Self::MessageFile(_) => "messageFile",
            Self::MessageTwice(_) => "messageTwice",
            Self::Totals { .. } => "totals",
        }
    }
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "{path} is missing"),
            Self::Extra(path) => write!(f, "{path} belongs to nothing in the manifest"),
            Self::Changed(path) => write!(f, "{path} was changed: its digest is not that of the manifest"),
            Self::Size { path, expected, found } => {
                write!(f, "{path} has {found} bytes, the manifest says {expected}")
            }
            Self::NotAFile(path) => write!(f, "{path} is not a plain file"),
            Self::Checksum(path) => write!(f, "{path} does not have the digest that SHA256SUMS says"),
            Self::NotInChecksums(path) => write!(f, "SHA256SUMS leaves {path} out"),
            Self::OnlyInChecksums(path) => write!(f, "SHA256SUMS names {path}, the manifest does not"),
            Self::ChecksumLine(line) => {
                write!(f, "line {line} of SHA256SUMS cannot be read, or names a file again")
            }
            Self::Manifest(what) => write!(f, "the manifest is wrong: {what}"),
            Self::Path(path) => write!(f, "the manifest names {path}, outside the folder of its message"),
            Self::MessageFile(path) => write!(f, "{path} says something else than the manifest"),
            Self::MessageTwice(folder) => write!(f, "the message in {folder} is in the manifest twice"),
            Self::Totals { messages, bytes, found_messages, found_bytes } => write!(
                f,
                "the manifest says {messages} messages and {bytes} bytes, and lists {found_messages} and {found_bytes}"
            ),
        }
    }
}
