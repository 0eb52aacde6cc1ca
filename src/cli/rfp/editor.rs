//! An answer written in the person's editor.

use crate::cli::console;
use crate::cli::keys::Keys;
use crate::cli::programs::{editor, start};
use crate::session::{Failure, for_terminal};
use std::fs;
use std::io::Write as _;

/// What of the file is not the answer follows this line.
const BORDER: &str = "# ---- Everything from this line on is left out. ----";
/// The largest answer that is read, in bytes.
const LIMIT: usize = 1 << 20;

/// Opens the editor with `text` and, below it, `question`; returns what the person left there. `None` if there is no
/// editor, it failed, or nothing was written.
///
/// # Errors
/// The temporary file cannot be written or read.
pub(super) fn edit(keys: &mut Keys, question: &str, text: &str) -> Result<Option<String>, Failure> {
    let Some(program) = editor() else {
        console::show("  EDITOR is not set\n");
        return Ok(None);
    };
    let mut file = tempfile::Builder::new().prefix("fieldbook-answer-").suffix(".txt").tempfile()?;
    file.write_all(format!("{text}\n{BORDER}\n{question}\n").as_bytes())?;
    file.flush()?;
    let path = file.path().to_owned();
    if !keys.aside(|| start(&program, &[&path.to_string_lossy()])) {
        console::show(&format!("  {} failed; nothing was changed\n", for_terminal(&program)));
        return Ok(None);
    }
    // Many editors replace the file, so it is read by its name.
    let written = read(&path)?;
    let answer = written.split(BORDER).next().unwrap_or_default().trim().to_owned();
    if answer.is_empty() {
        console::show("  nothing was written\n");
    }
    Ok((!answer.is_empty()).then_some(answer))
}

#[expect(clippy::disallowed_methods, reason = "cli starts the user's editor and reads what it wrote")]
fn read(path: &std::path::Path) -> Result<String, Failure> {
    let bytes = fs::read(path)?;
    if bytes.len() > LIMIT {
        return Err(Failure(format!("the answer has {} bytes; at most {LIMIT} are read", bytes.len())));
    }
    String::from_utf8(bytes).map_err(|_| Failure("the answer is not UTF-8".to_owned()))
}
