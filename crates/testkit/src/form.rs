//! Publications as the bytes of a multipart body.

use serde_json::Value;

const BOUNDARY: &str = "----a-boundary-of-the-tests";

/// A multipart body, part by part.
#[derive(Debug, Clone, Default)]
pub struct Form {
    bytes: Vec<u8>,
}

impl Form {
    /// The content type of every form.
    pub fn content_type() -> String {
        format!("multipart/form-data; boundary={BOUNDARY}")
    }

    /// Adds the message's description.
    pub fn description(self, json: &Value) -> Self {
        self.raw("Content-Disposition: form-data; name=\"messageToPublish\"", json.to_string().as_bytes())
    }

    /// Adds a file.
    pub fn file(self, part: &str, name: &str, media_type: &str, bytes: &[u8]) -> Self {
        let headers = format!(
            "Content-Disposition: form-data; name=\"{part}\"; filename=\"{name}\"\r\nContent-Type: {media_type}"
        );
        self.raw(&headers, bytes)
    }

    /// Adds a part with these header lines.
    pub fn raw(mut self, headers: &str, bytes: &[u8]) -> Self {
        self.bytes.extend_from_slice(format!("--{BOUNDARY}\r\n{headers}\r\n\r\n").as_bytes());
        self.bytes.extend_from_slice(bytes);
        self.bytes.extend_from_slice(b"\r\n");
        self
    }

    /// The whole body.
    pub fn bytes(mut self) -> Vec<u8> {
        self.bytes.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        self.bytes
    }

    /// The body without its end.
    pub fn cut_off(self) -> Vec<u8> {
        self.bytes
    }
}
