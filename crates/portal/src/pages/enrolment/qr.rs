//! A link as a QR code, drawn as one path of an SVG picture.

use std::fmt::Write as _;

use qrcode::{Color, QrCode};

/// The light margin that cameras need, in modules.
const QUIET: usize = 4;

/// A picture of so many modules a side, and the path of the dark ones.
pub(in crate::pages) struct Picture {
    pub(in crate::pages) side: usize,
    pub(in crate::pages) path: String,
}

impl Picture {
    /// The picture of a text; `None` for one that is too long for it.
    pub(in crate::pages) fn of(text: &str) -> Option<Self> {
        let code = QrCode::new(text.as_bytes()).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (place, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                let (x, y) = (place % width + QUIET, place / width + QUIET);
                // Writing to memory does not fail.
                let _ = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
        Some(Self { side: width + 2 * QUIET, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_a_margin_and_its_three_corners() {
        let picture = Picture::of("otpauth://totp/e-Box:anna?secret=GEZDGNBVGY3TQOJQ").expect("short enough");
        assert!(picture.side > 21 + 2 * QUIET);
        let (first, last) = (QUIET, picture.side - QUIET - 1);
        for (x, y) in [(first, first), (last, first), (first, last)] {
            assert!(picture.path.contains(&format!("M{x} {y}h1v1h-1z")), "{x} {y}");
        }
        assert!(!picture.path.contains("M0 ") && !picture.path.contains("M3 "));
        assert!(Picture::of(&"x".repeat(5000)).is_none());
    }
}
