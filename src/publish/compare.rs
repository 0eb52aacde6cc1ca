//! What differs between a file of the published site and the new one.

use super::disk::Disk;
use super::error::{PublishError, io};
use super::file::{Content, File};
use super::target::is_foreign;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How the old site has a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Difference {
    /// Not at all.
    New,
    /// With other bytes.
    Changed,
    /// With the same bytes.
    Same,
}

/// Compares `file` with the one at `output`, byte by byte.
pub(super) fn difference(disk: &Disk, output: &Path, file: &File) -> Result<Difference, PublishError> {
    let path = output.join(&file.path);
    let Some(old) = disk.look(&path)? else { return Ok(Difference::New) };
    if !old.is_file() {
        return Ok(Difference::Changed);
    }
    let is_same = match &file.content {
        Content::Bytes(bytes) | Content::Packed { bytes, .. } => {
            bytes.len() as u64 == old.len() && disk.read(&path)? == *bytes
        }
        Content::Copy(from) => length(from)? == old.len() && disk.read(&path)? == disk.read(from)?,
    };
    Ok(if is_same { Difference::Same } else { Difference::Changed })
}

#[expect(clippy::disallowed_methods, reason = "publish is the module that compares the output with the disk")]
fn length(from: &Path) -> Result<u64, PublishError> {
    fs::metadata(from).map(|metadata| metadata.len()).map_err(io("look at", from))
}

/// Returns the files below `output` whose paths are not in `wanted`.
pub(super) fn others(disk: &Disk, output: &Path, wanted: &BTreeSet<String>) -> Result<Vec<PathBuf>, PublishError> {
    let mut others = Vec::new();
    let mut folders = vec![output.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in disk.list(&folder)? {
            if is_foreign(output, &path) {
                continue;
            }
            if disk.look(&path)?.is_some_and(|metadata| metadata.is_dir()) {
                folders.push(path);
            } else if !is_wanted(output, &path, wanted) {
                others.push(path);
            }
        }
    }
    others.sort();
    Ok(others)
}

fn is_wanted(output: &Path, path: &Path, wanted: &BTreeSet<String>) -> bool {
    path.strip_prefix(output).ok().and_then(Path::to_str).is_some_and(|inside| wanted.contains(inside))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes a folder with these files.
    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for path in files {
            let path = folder.path().join(path);
            Disk::default().create_folders(path.parent().unwrap()).unwrap();
            Disk::default().write(&path, b"one").unwrap();
        }
        folder
    }

    #[test]
    fn a_file_is_new_changed_or_the_same_byte_by_byte() {
        let folder = folder(&["a.txt", "from/same", "d/x"]);
        let disk = Disk::default();
        disk.write(&folder.path().join("from/other"), b"two").unwrap();
        disk.write(&folder.path().join("from/longer"), b"one1").unwrap();
        let of = |path: &str, content: Content| {
            difference(&disk, folder.path(), &File { path: path.to_owned(), content }).unwrap()
        };
        let bytes = |text: &str| of("a.txt", Content::Bytes(text.into()));
        let packed = |text: &str| of("a.txt", Content::Packed { bytes: text.into(), plain: Vec::new() });
        let copy = |name: &str| of("a.txt", Content::Copy(folder.path().join("from").join(name)));
        assert_eq!(
            ["one", "two", "one1", ""].map(bytes),
            [Difference::Same, Difference::Changed, Difference::Changed, Difference::Changed]
        );
        assert_eq!(["one", "two", "one1"].map(packed), [Difference::Same, Difference::Changed, Difference::Changed]);
        assert_eq!(["same", "other", "longer"].map(copy), [Difference::Same, Difference::Changed, Difference::Changed]);
        assert_eq!(of("b.txt", Content::Bytes(b"one".into())), Difference::New);
        assert_eq!(of("d", Content::Bytes(b"one".into())), Difference::Changed, "a folder is in its place");
    }

    #[test]
    fn files_that_the_new_site_does_not_have_are_listed_in_order() {
        let folder = folder(&["z.txt", "kept.txt", "a/b/c.txt", "a/kept.txt", "lost+found/x", ".fieldbook-stage/y"]);
        let wanted = ["kept.txt", "a/kept.txt", "c.txt"].map(str::to_owned).into();
        let found = others(&Disk::default(), folder.path(), &wanted).unwrap();
        assert_eq!(found, ["a/b/c.txt", "z.txt"].map(|path| folder.path().join(path)));
        assert_eq!(others(&Disk::default(), &folder.path().join("a/b"), &wanted).unwrap(), Vec::<PathBuf>::new());
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_text_is_of_no_site() {
        use std::os::unix::ffi::OsStrExt as _;
        let folder = folder(&[]);
        let path = folder.path().join(std::ffi::OsStr::from_bytes(b"\xff"));
        Disk::default().write(&path, b"").unwrap();
        assert_eq!(others(&Disk::default(), folder.path(), &BTreeSet::new()).unwrap(), [path]);
    }
}
