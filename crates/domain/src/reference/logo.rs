//! Logos of senders.

use std::{fmt, sync::Arc};

use crate::language::Language;

/// The kinds of images that the contract's rule for logos names. Drawings (`image/svg+xml`) can carry script,
/// and the rule does not name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImageType {
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// JPEG.
    Jpeg,
}

impl ImageType {
    /// The media type.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// Why an image is no logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLogo {
    /// No image, or of another kind.
    #[error("the bytes are no PNG, GIF or JPEG image")]
    NoImage,
    /// Wider than high, or higher than wide.
    #[error("the image has {width} by {height} pixels; a logo is square")]
    NotSquare {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
    },
    /// Too many pixels.
    #[error("the image is {0} pixels wide; a logo has less than {limit}", limit = Logo::TOO_WIDE)]
    TooWide(u32),
    /// Too many bytes.
    #[error("the image has {0} bytes; a logo has at most {limit}", limit = Logo::MAX_BYTES)]
    TooLarge(usize),
}

/// A logo: a small square image, in one language or for all of them.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo {
    language: Option<Language>,
    image: ImageType,
    bytes: Arc<[u8]>,
}

impl Logo {
    /// The width that no logo has any more, in pixels.
    pub const TOO_WIDE: u32 = 100;
    /// The most bytes of a logo: a square of that width weighs a few kB.
    pub const MAX_BYTES: usize = 64 * 1024;

    /// A logo of an image, whose kind and size the image itself tells.
    pub fn new(language: Option<Language>, bytes: impl Into<Arc<[u8]>>) -> Result<Self, InvalidLogo> {
        let bytes = bytes.into();
        if bytes.len() > Self::MAX_BYTES {
            return Err(InvalidLogo::TooLarge(bytes.len()));
        }
        let (image, width, height) = measured(&bytes).ok_or(InvalidLogo::NoImage)?;
        if width != height {
            return Err(InvalidLogo::NotSquare { width, height });
        }
        if width >= Self::TOO_WIDE {
            return Err(InvalidLogo::TooWide(width));
        }
        Ok(Self { language, image, bytes })
    }

    /// The language that it is for; none: for all that have no logo of their own.
    pub const fn language(&self) -> Option<Language> {
        self.language
    }

    /// What kind of image it is.
    pub const fn image_type(&self) -> ImageType {
        self.image
    }

    /// The image.
    pub const fn bytes(&self) -> &Arc<[u8]> {
        &self.bytes
    }
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Logo({:?}, {:?}, {} bytes)", self.language, self.image, self.bytes.len())
    }
}

/// The kind, width and height of an image, as its first bytes tell them.
fn measured(bytes: &[u8]) -> Option<(ImageType, u32, u32)> {
    let (image, width, height) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        // The first chunk is the header: length, name, width, height.
        let is_header = bytes.get(12..16)? == b"IHDR";
        (is_header.then_some(ImageType::Png)?, big(bytes.get(16..20)?), big(bytes.get(20..24)?))
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        (ImageType::Gif, little(bytes.get(6..8)?), little(bytes.get(8..10)?))
    } else {
        let (width, height) = jpeg(bytes)?;
        (ImageType::Jpeg, width, height)
    };
    (width > 0 && height > 0).then_some((image, width, height))
}

/// Width and height of a JPEG: its segments are skipped up to the frame's header (ITU T.81, annex B).
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, marker, high, low, ..] = *rest else { return None };
        match marker {
            // Fill bytes may stand before a marker.
            0xff => rest = &rest[1..],
            // Frame headers, which 0xc4, 0xc8 and 0xcc among them are not.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((big(rest.get(7..9)?), big(rest.get(5..7)?)));
            }
            _ => rest = rest.get(2 + usize::from(u16::from_be_bytes([high, low])).max(2)..)?,
        }
    }
}

fn big(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn little(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    fn gif(width: u16, height: u16) -> Vec<u8> {
        [&b"GIF89a"[..], &width.to_le_bytes(), &height.to_le_bytes()].concat()
    }

    fn jpeg(width: u16, height: u16) -> Vec<u8> {
        let (width, height) = (width.to_be_bytes(), height.to_be_bytes());
        [&b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x0b\x08"[..], &height, &width].concat()
    }

    #[test]
    fn the_kind_of_an_image_is_what_its_bytes_say() {
        let kind = |bytes: Vec<u8>| Logo::new(None, bytes).map(|logo| logo.image_type());
        assert_eq!(kind(png(64, 64)), Ok(ImageType::Png));
        assert_eq!(kind(gif(99, 99)), Ok(ImageType::Gif));
        assert_eq!(kind(jpeg(48, 48)), Ok(ImageType::Jpeg));
    }

    #[test]
    fn a_logo_is_small_and_square() {
        let refusal = |bytes: Vec<u8>| Logo::new(None, bytes).err();
        assert_eq!(refusal(png(64, 32)), Some(InvalidLogo::NotSquare { width: 64, height: 32 }));
        assert_eq!(refusal(jpeg(10, 20)), Some(InvalidLogo::NotSquare { width: 10, height: 20 }));
        assert_eq!(refusal(gif(100, 100)), Some(InvalidLogo::TooWide(100)));
        let heavy = [png(64, 64), vec![0; Logo::MAX_BYTES]].concat();
        assert!(matches!(refusal(heavy), Some(InvalidLogo::TooLarge(_))));
        for nothing in [Vec::new(), png(0, 0), b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()] {
            assert_eq!(refusal(nothing), Some(InvalidLogo::NoImage));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered(head in 0_usize..4, tail in proptest::collection::vec(any::<u8>(), 0..80)) {
            let heads: [&[u8]; 4] = [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8"];
            let _ = Logo::new(None, [heads[head], &tail].concat());
        }
    }
}
