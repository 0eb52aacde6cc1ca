//! What an earlier run made of files, so that it is not made again: bytes, by a hash of everything that decides them.
//!
//! Pure; `session/kept_artefacts.rs` reads and writes the file. A file that is cut short, changed, or of another program counts
//! as none. Bytes of a file with a credential must not come here.

mod format;
mod key;
mod store;

pub use key::ArtefactKey;
pub use store::Artefacts;
