//! The file that marks a folder as output of this program.

/// The file that marks a folder as written by this program; no folder without it is replaced.
pub const MARKER: &str = ".fieldbook-site";

/// What the marker says.
pub(super) const MARKER_TEXT: &[u8] = b"This folder is written by fieldbook and replaced as a whole.\n";
