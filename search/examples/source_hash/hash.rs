//! What the committed WebAssembly module was built from, as one hash.

use std::collections::BTreeMap;
use std::fs::{read, read_dir};
use std::io;
use std::path::Path;

/// A BLAKE3 hash over `Cargo.toml` and all files below `src` of the crate at `root`: names and contents, sorted by
/// name, line ends normalised, so that checkouts on every system agree.
pub(crate) fn source_hash(root: &Path) -> io::Result<String> {
    let mut files = BTreeMap::new();
    files.insert("Cargo.toml".to_owned(), read(root.join("Cargo.toml"))?);
    gather(&root.join("src"), "src", &mut files)?;
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in files {
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        for part in [name.as_bytes(), text.as_bytes()] {
            hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(part);
        }
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// A hash over the sources of several crates, in this order.
pub(crate) fn hash_of_crates<P: AsRef<Path>>(roots: &[P]) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    for root in roots {
        hasher.update(source_hash(root.as_ref())?.as_bytes());
    }
    Ok(hasher.finalize().to_hex().to_string())
}

fn gather(folder: &Path, name: &str, files: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in read_dir(folder)? {
        let entry = entry?;
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            gather(&entry.path(), &name, files)?;
        } else {
            files.insert(name, read(entry.path())?);
        }
    }
    Ok(())
}
