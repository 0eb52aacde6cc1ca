//! Where the files of a site go while they are made.

use serde::Serialize;
use std::io::{self, Write};

/// Takes the files of a site as they are made, from many threads and in no order; each path comes once.
///
/// A closure that takes files is a sink that has none of them already.
pub trait Sink<T, E>: Sync {
    /// Takes a file.
    ///
    /// # Errors
    /// The file cannot be taken.
    fn put(&self, file: T) -> Result<(), E>;

    /// Returns whether files can be kept at all, so that their origins are of use.
    fn keeps_files(&self) -> bool {
        false
    }

    /// Takes the file at `path` as it was published before, if it was made from the same `origin`; returns whether it did.
    ///
    /// # Errors
    /// The old file cannot be looked at.
    fn keep(&self, path: &str, origin: &Origin) -> Result<bool, E> {
        let _ = (path, origin);
        Ok(false)
    }

    /// Takes a file that was made from `origin`, so that it can be kept the next time.
    ///
    /// # Errors
    /// The file cannot be taken.
    fn put_made_from(&self, file: T, origin: Origin) -> Result<(), E> {
        let _ = origin;
        self.put(file)
    }
}

impl<T, E, F: Fn(T) -> Result<(), E> + Sync> Sink<T, E> for F {
    fn put(&self, file: T) -> Result<(), E> {
        self(file)
    }
}

/// A hash over what a file of the site is made from, the theme and this program aside. For the same theme and program, files
/// with equal origins have equal bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin(pub [u8; 32]);

impl Origin {
    /// Returns the origin of the page that `template` makes of `view`; `None` for a view that cannot be serialized, which no
    /// template can show either.
    pub(crate) fn of_view(template: &str, view: &impl Serialize) -> Option<Self> {
        let mut writer = HashWriter::new("view", template);
        serde_json::to_writer(&mut writer, view).ok()?;
        Some(writer.finish())
    }

    /// Returns the origin of a file that `bytes` decide, by the way called `way`.
    pub fn of_bytes(way: &str, bytes: &[u8]) -> Self {
        let mut writer = HashWriter::new("bytes", way);
        writer.hasher.update(bytes);
        writer.finish()
    }
}

/// Hashes what is written; short parts are collected, since the hash is fast only for long ones.
struct HashWriter {
    hasher: blake3::Hasher,
    part: Vec<u8>,
}

/// How many bytes are collected.
const PART: usize = 1 << 14;

impl HashWriter {
    fn new(what: &str, name: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(format!("{what} {name}\n").as_bytes());
        Self { hasher, part: Vec::with_capacity(PART) }
    }

    fn finish(mut self) -> Origin {
        self.hasher.update(&self.part);
        Origin(self.hasher.finalize().into())
    }
}

impl Write for HashWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.part.len() + bytes.len() > PART {
            self.hasher.update(&self.part);
            self.part.clear();
        }
        if bytes.len() > PART {
            self.hasher.update(bytes);
        } else {
            self.part.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_differ_with_the_template_the_view_and_the_way() {
        let of = |template: &str, view: &[&str]| Origin::of_view(template, &view).unwrap();
        let origins = [
            of("a.html", &["one"]),
            of("b.html", &["one"]),
            of("a.html", &["one", ""]),
            of("a.html", &["on", "e"]),
            Origin::of_bytes("a.html", b"[\"one\"]"),
            Origin::of_bytes("b.html", b"[\"one\"]"),
        ];
        for (index, origin) in origins.iter().enumerate() {
            assert_eq!(origins.iter().filter(|other| *other == origin).count(), 1, "{index}");
        }
        assert_eq!(of("a.html", &["one"]), origins[0]);
    }

    #[test]
    fn long_and_short_parts_are_hashed_in_their_order() {
        for (one, two) in [(1, 1), (PART - 1, 1), (PART, 1), (PART + 1, 1), (1, PART + 1), (3 * PART, 2)] {
            let mut writer = HashWriter::new("bytes", "x");
            writer.write_all(&vec![b'a'; one]).unwrap();
            writer.write_all(&vec![b'b'; two]).unwrap();
            let whole = [vec![b'a'; one], vec![b'b'; two]].concat();
            assert_eq!(writer.finish(), Origin::of_bytes("x", &whole), "{one} {two}");
        }
    }
}
