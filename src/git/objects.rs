//! The object store, read by name through one process.

use super::process::command;
use std::fmt;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::{Mutex, PoisonError};

/// Why the bytes of an object are not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ObjectError {
    /// The object is larger than the limit.
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
    },
    /// The store does not have the object, or Git cannot be started or stopped answering.
    Unreadable,
}

impl fmt::Display for ObjectError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes } => write!(formatter, "the object has {bytes} bytes"),
            Self::Unreadable => formatter.write_str("Git cannot read the object"),
        }
    }
}

impl std::error::Error for ObjectError {}

/// Reads objects of one repository through a single `git cat-file`, which starts with the first object and ends with
/// the reader. Any number of threads can ask; no more than one object is in memory per thread.
#[derive(Debug)]
pub struct ObjectReader {
    folder: PathBuf,
    process: Mutex<Option<Process>>,
}

#[derive(Debug)]
struct Process {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl ObjectReader {
    /// Prepares to read objects of the repository around `folder`.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), process: Mutex::new(None) }
    }

    /// Returns the bytes of the object with the hash `name`.
    ///
    /// # Errors
    /// It has more than `limit` bytes, or cannot be read.
    pub fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, ObjectError> {
        let mut guard = self.process.lock().unwrap_or_else(PoisonError::into_inner);
        if guard.is_none() {
            *guard = Process::start(&self.folder);
        }
        let process = guard.as_mut().ok_or(ObjectError::Unreadable)?;
        let answer = process.read(name, limit);
        if answer.is_none() {
            // What is left of the answer would be taken for the next one.
            *guard = None;
        }
        answer.unwrap_or(Err(ObjectError::Unreadable))
    }
}

impl Process {
    fn start(folder: &Path) -> Option<Self> {
        let mut process = command(folder);
        process.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = process.spawn().ok()?;
        let (stdin, stdout) = (child.stdin.take()?, BufReader::new(child.stdout.take()?));
        Some(Self { child, stdin, stdout })
    }

    /// Reads `OBJECT blob SIZE`, a line end, the content and a line end; `None` if Git answers anything else.
    fn read(&mut self, name: &str, limit: u64) -> Option<Result<Vec<u8>, ObjectError>> {
        self.stdin.write_all(format!("{name}\n").as_bytes()).ok()?;
        self.stdin.flush().ok()?;
        let mut head = String::new();
        self.stdout.read_line(&mut head).ok()?;
        let bytes: u64 = blob_size(&head, name)?;
        if bytes > limit {
            let skipped = std::io::copy(&mut (&mut self.stdout).take(bytes + 1), &mut std::io::sink()).ok()?;
            return (skipped == bytes + 1).then_some(Err(ObjectError::TooLarge { bytes }));
        }
        let mut content = vec![0; usize::try_from(bytes).ok()?];
        self.stdout.read_exact(&mut content).ok()?;
        let mut end = [0];
        self.stdout.read_exact(&mut end).ok()?;
        (end == *b"\n").then_some(Ok(content))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The process may be in the middle of an answer that is not needed; it holds nothing that must be saved.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns the size in `OBJECT blob SIZE`.
fn blob_size(line: &str, name: &str) -> Option<u64> {
    line.strip_prefix(name)?.strip_prefix(" blob ")?.trim_end().parse().ok()
}

/// Returns the sizes of the objects called `names` in bytes, in order; `None` for one that the store does not have.
/// The whole result is `None` if Git fails.
pub(super) fn sizes(folder: &Path, names: &[&str]) -> Option<Vec<Option<u64>>> {
    if names.is_empty() {
        return Some(Vec::new());
    }
    let mut process = command(folder);
    process.args(["cat-file", "--batch-check"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = process.spawn().ok()?;
    let mut stdin = child.stdin.take()?;
    let lines: String = names.iter().flat_map(|name| [*name, "\n"]).collect();
    // Git answers while it is still being asked, so its answers must be read meanwhile.
    let asking = std::thread::spawn(move || stdin.write_all(lines.as_bytes()).is_ok());
    let output = child.wait_with_output().ok()?;
    let is_asked = asking.join().unwrap_or(false);
    let answer = String::from_utf8(output.stdout).ok().filter(|_| is_asked && output.status.success())?;
    let sizes: Vec<Option<u64>> = answer.lines().zip(names).map(|(line, name)| blob_size(line, name)).collect();
    (sizes.len() == names.len()).then_some(sizes)
}
