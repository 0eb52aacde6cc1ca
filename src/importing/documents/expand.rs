//! The documents within archives, as if they were files.

use super::package::Package;
use crate::importing::import::{Import, Source};

/// How deep archives may be within archives.
const DEEPEST: usize = 3;
/// How many bytes all archives together may unpack to: 1 GiB.
const MOST_BYTES: usize = 1 << 30;

/// Unpacks archives that are not documents themselves; what cannot be unpacked is noted in `import`.
pub(super) fn expand(sources: Vec<Source>, import: &mut Import) -> Vec<Source> {
    let mut expansion = Expansion { files: Vec::new(), left: MOST_BYTES };
    let is_alone = sources.len() == 1;
    for source in sources {
        expansion.add(source, if is_alone { Prefix::None } else { Prefix::Name }, 0, import);
    }
    expansion.files
}

/// Whether the files of an archive are named after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prefix {
    None,
    Name,
}

struct Expansion {
    files: Vec<Source>,
    left: usize,
}

impl Expansion {
    fn add(&mut self, source: Source, prefix: Prefix, depth: usize, import: &mut Import) {
        if !is_archive(&source) {
            self.files.push(source);
            return;
        }
        // What is wrong with it is said where its format is recognised.
        let Ok(mut package) = Package::open(&source.bytes) else { return self.files.push(source) };
        if ["[Content_Types].xml", "mimetype"].iter().any(|part| package.has(part)) {
            drop(package);
            self.files.push(source);
            return;
        }
        if depth == DEEPEST {
            return import.leave_out(&source.path, "it is an archive within more than three others");
        }
        let names: Vec<String> = package.names().map(str::to_owned).collect();
        // The parts of a divided export belong together.
        let are_parts = !names.is_empty() && names.iter().all(|name| name.to_ascii_lowercase().ends_with(".zip"));
        let inner = if are_parts && prefix == Prefix::None { Prefix::None } else { Prefix::Name };
        let stem = source.path.rsplit_once('.').map_or(source.path.as_str(), |(stem, _)| stem);
        for name in names {
            let path = if prefix == Prefix::None { name.clone() } else { format!("{stem}/{name}") };
            let Some(bytes) = package.content(&name) else {
                import.leave_out(&path, "it cannot be unpacked");
                continue;
            };
            if bytes.len() > self.left {
                import.leave_out(&path, "the archives unpack to more than 1 GiB");
                continue;
            }
            self.left -= bytes.len();
            self.add(Source { path, bytes }, inner, depth + 1, import);
        }
    }
}

/// Returns whether a file is an archive: by its first bytes, or by its name if it is empty or damaged.
fn is_archive(source: &Source) -> bool {
    source.bytes.starts_with(b"PK\x03\x04")
        || source.bytes.starts_with(b"PK\x05\x06")
        || source.path.to_ascii_lowercase().ends_with(".zip")
}
