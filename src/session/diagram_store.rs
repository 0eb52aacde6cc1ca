//! Diagrams that were drawn before, in `.fieldbook/cache/drawings/`, one file for each.
//!
//! A drawing depends on its source and on what draws, of which its key is made, and on nothing else. A file that is cut
//! short, changed or of another version counts as none, and so does one that Git keeps. Where nothing can be written,
//! nothing is kept, and neither is a drawing of a source with a credential.

use super::cache_folder::CacheFolder;
use super::environment::Session;
use crate::diagrams::{Diagram, DiagramCache, Store, diagram_cache};
use crate::inputs::read_file_with;
use crate::platform::DiskHook;
use crate::publish::{Disk, write_atomically};
use crate::secrets::holds_secret;
use std::path::PathBuf;
use std::sync::Arc;

/// The first word of each file.
const SCHEMA: &str = "fieldbook/drawing/1";
/// The largest file that is read, in bytes.
const LIMIT: u64 = 2 << 20;

/// The drawings of one site.
struct DiagramFiles {
    folder: PathBuf,
    access: Access,
    hook: DiskHook,
}

/// What a command may do with the drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Read them, and write new ones.
    ReadWrite,
    /// Read them; the preview writes nothing.
    Read,
}

/// Returns a cache over the drawings of the site of `session`; nothing in a program that cannot draw.
pub(super) fn diagram_files(session: &Session<'_>, access: Access) -> Option<Arc<DiagramCache>> {
    let cache = diagram_cache()?;
    let store = CacheFolder::of_this_machine(session);
    let hook = session.environment.disk.clone();
    let store = store.map(|cache| DiagramFiles { folder: cache.path().join("drawings"), access, hook });
    Some(Arc::new(match store {
        Some(store) => cache.over(Box::new(store)),
        None => cache,
    }))
}

impl DiagramFiles {
    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(key)
    }
}

impl Store for DiagramFiles {
    fn recall(&self, key: &str) -> Option<Diagram> {
        let bytes = read_file_with(&self.hook, &self.path(key), LIMIT).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let (head, svg) = bytes.split_at_checked(end)?;
        let svg = svg.get(1..)?;
        let head = std::str::from_utf8(head).ok()?;
        let mut words = head.strip_prefix(SCHEMA)?.split_whitespace();
        let size = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        (words.next()? == sum(key, size, svg)).then(|| Diagram { svg: svg.to_vec(), size })
    }

    fn keep(&self, key: &str, source: &str, diagram: &Diagram) -> bool {
        if self.access == Access::Read || holds_secret(source) {
            return false;
        }
        // Written without waiting for the disk: what an interruption tears does not fit its sum.
        let (width, height) = diagram.size;
        let sum = sum(key, diagram.size, &diagram.svg);
        let mut bytes = format!("{SCHEMA} {width} {height} {sum}\n").into_bytes();
        bytes.extend_from_slice(&diagram.svg);
        // The folder ignores itself, so that no user has to; a folder that cannot be written keeps nothing.
        let ignored = self.folder.join(".gitignore");
        let disk = Disk::new(self.hook.clone());
        let is_ignored = ignored.exists() || write_atomically(&disk, &ignored, b"*\n").is_ok();
        is_ignored && disk.write(&self.path(key), &bytes).is_ok()
    }
}

fn sum(key: &str, (width, height): (u32, u32), svg: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("{SCHEMA} {key} {width} {height}\n").as_bytes()).update(svg);
    hasher.finalize().to_hex().to_string()
}
