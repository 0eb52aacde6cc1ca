//! Objects of the store, asked for by name through one process.

use super::command;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

/// An object that holds the bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Object {
    /// Its hash.
    pub(super) name: String,
    /// Its size in bytes.
    pub(super) size: u64,
}

/// Returns the objects called `names` with their sizes, in order; nothing where one of them is unknown or no file.
pub(super) fn sizes(folder: &Path, names: &[&str]) -> Option<Vec<Object>> {
    let answer = ask(folder, "--batch-check", names.iter().flat_map(|name| [*name, "\n"]).collect())?;
    let answer = String::from_utf8(answer).ok()?;
    let objects = answer.lines().map(|line| {
        let mut words = line.split(' ');
        let name = words.next()?.to_owned();
        words.next().filter(|kind| *kind == "blob")?;
        Some(Object { name, size: words.next()?.parse().ok()? })
    });
    objects.collect::<Option<Vec<_>>>().filter(|objects| objects.len() == names.len())
}

/// Returns the bytes of `objects`, in order.
pub(super) fn contents(folder: &Path, objects: &[Object]) -> Option<Vec<Vec<u8>>> {
    let names = objects.iter().flat_map(|object| [object.name.as_str(), "\n"]).collect();
    let answer = ask(folder, "--batch", names)?;
    let mut rest = answer.as_slice();
    let mut contents = Vec::with_capacity(objects.len());
    for object in objects {
        let (bytes, after) = next(rest, object)?;
        contents.push(bytes.to_vec());
        rest = after;
    }
    Some(contents)
}

/// Returns what `git cat-file` answers to the names in `names`, one a line.
fn ask(folder: &Path, mode: &str, names: String) -> Option<Vec<u8>> {
    if names.is_empty() {
        return Some(Vec::new());
    }
    let mut process = command(folder);
    process.args(["cat-file", mode]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = process.spawn().ok()?;
    let mut stdin = child.stdin.take()?;
    // Git answers while it is still being asked; somebody must listen meanwhile.
    let asking = std::thread::spawn(move || stdin.write_all(names.as_bytes()).is_ok());
    let output = child.wait_with_output().ok()?;
    let is_asked = asking.join().unwrap_or(false);
    (is_asked && output.status.success()).then_some(output.stdout)
}

/// Takes `OBJECT blob SIZE`, a line end, the content and a line end from the beginning of `bytes`.
fn next<'b>(bytes: &'b [u8], object: &Object) -> Option<(&'b [u8], &'b [u8])> {
    let head = format!("{} blob {}\n", object.name, object.size);
    let rest = bytes.strip_prefix(head.as_bytes())?;
    let (content, rest) = rest.split_at_checked(usize::try_from(object.size).ok()?)?;
    Some((content, rest.strip_prefix(b"\n")?))
}
