//! The change files of a folder: its own regular files that end in `.json`.

use crate::corrections::{CHANGE_BYTES, Change, ChangeFault, read_change};
use crate::inputs::{DiskFiles, Files as _, HiddenFiles, ReadFault};
use crate::secrets::holds_secret;
use crate::session::failure::Failure;
use std::path::Path;

/// The most change files of one run.
const FILES: usize = 500;

/// What a folder has.
pub(super) struct InboxFolder {
    /// The change files in the order of their names, each with what it says or what is wrong with it.
    pub(super) files: Vec<(String, Result<Change, Vec<ChangeFault>>)>,
    /// What else is there, with the reason why it is not read.
    pub(super) left_out: Vec<(String, String)>,
}

/// Reads the change files in `folder`.
///
/// # Errors
/// The folder does not exist or cannot be listed, has no change file, or has too many.
pub(super) fn read_folder(folder: &Path) -> Result<InboxFolder, Failure> {
    let shown = folder.display();
    if !folder.is_dir() {
        return Err(Failure(format!("{shown} is not a folder; name the one with the change files")));
    }
    let disk = DiskFiles::new(folder);
    let listing = disk.list("", HiddenFiles::Listed)?;
    let mut left_out: Vec<(String, String)> =
        listing.left_out.iter().map(|one| (escaped(&one.path), one.reason.to_string())).collect();
    let mut names = Vec::new();
    for path in listing.files {
        let reason = if path.contains('/') {
            Some("it is in a folder of its own; move it up")
        } else if !path.to_lowercase().ends_with(".json") {
            Some("its name does not end in .json")
        } else {
            None
        };
        match reason {
            Some(reason) => left_out.push((escaped(&path), reason.to_owned())),
            None => names.push(path),
        }
    }
    if names.is_empty() {
        return Err(Failure(format!("{shown} has no change file (files in it: {})", left_out.len())));
    }
    if names.len() > FILES {
        return Err(Failure(format!(
            "{shown} has {} change files; move them into folders of at most {FILES}",
            names.len()
        )));
    }
    let files = names.into_iter().map(|name| (escaped(&name), read(&disk, &name))).collect();
    Ok(InboxFolder { files, left_out })
}

fn read(disk: &DiskFiles, name: &str) -> Result<Change, Vec<ChangeFault>> {
    let fault = |message: String, help| Err(vec![ChangeFault::new(message, help)]);
    let bytes = match disk.read(name, CHANGE_BYTES) {
        Ok(bytes) => bytes,
        Err(ReadFault::TooLarge { bytes }) => {
            let message = format!("it has {bytes} bytes; the limit is {CHANGE_BYTES}");
            return fault(message, "Have its author split it into several changes.");
        }
        Err(_) => return fault("it cannot be read".to_owned(), "Check its permissions."),
    };
    // Also what is in fields that are not read.
    if std::str::from_utf8(&bytes).is_ok_and(holds_secret) || holds_secret(name) {
        return fault(
            "it contains a credential".to_owned(),
            "Delete the file, revoke the credential, and have its author make the change again without it.",
        );
    }
    read_change(&bytes)
}

/// Returns a name from outside as messages and commits show it.
fn escaped(name: &str) -> String {
    let escape = |symbol: char| {
        let is_plain = !symbol.is_control()
            && !matches!(symbol, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}');
        if is_plain { symbol.to_string() } else { symbol.escape_unicode().to_string() }
    };
    name.chars().map(escape).collect()
}
