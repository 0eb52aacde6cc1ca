//! The name of a drawing: a hash of its source and of what draws.

/// What draws, and how: a drawing that another version made is another drawing.
const VERSION: &str = "merman 0.9.3, drawing 1";

/// Returns the name of the drawing of `source`: 64 hexadecimal digits that change with the source and with what draws.
pub fn key(source: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(VERSION.as_bytes()).update(b"\0").update(source.as_bytes());
    hasher.finalize().to_hex().to_string()
}
