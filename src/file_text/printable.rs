//! The printable characters in bytes that are not text.

/// The fewest printable characters in a row that are a text.
const SHORTEST: usize = 4;

/// Returns the runs of printable characters in `bytes`, each on a line.
pub(super) fn printable(bytes: &[u8]) -> String {
    let is_text = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t');
    let runs = bytes.split(|byte| !is_text(byte)).filter(|run| run.len() >= SHORTEST);
    runs.map(|run| String::from_utf8_lossy(run).into_owned() + "\n").collect()
}
