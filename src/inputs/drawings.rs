//! Pictures as SVG that authors add, cleaned before anything can publish them.

use super::files::{Files, ReadFault};
use super::text::unreadable;
use crate::finding::{Finding, Place, Severity};
use crate::rules::site::UNSAFE_PICTURE;
use crate::source::{SourceFile, Span};
use crate::svg::clean;

/// The largest picture that is cleaned, in bytes.
const LARGEST: u64 = 8 << 20;

/// Reads and cleans the picture at `path`; returns its bytes, `None` if it must not be published, and what is wrong.
pub(super) fn read_drawing(files: &dyn Files, path: &str) -> (Option<Vec<u8>>, Option<Finding>) {
    let refused = |reason: String| {
        let message = format!("the picture is not published: {reason}");
        (None, Some(finding(path, message, Severity::Error)))
    };
    let bytes = match files.read(path, LARGEST) {
        Ok(bytes) => bytes,
        Err(ReadFault::TooLarge { bytes }) => return refused(format!("it has {bytes} bytes; the limit is {LARGEST}")),
        // A fault of the machine holds a build, as for every file of the site.
        Err(ReadFault::Unreadable(cause)) => {
            return (None, Some(unreadable(path, format!("the file cannot be read: {cause}"))));
        }
        Err(_) => return refused("it cannot be read".to_owned()),
    };
    let Ok(text) = std::str::from_utf8(&bytes) else { return refused("it is not UTF-8".to_owned()) };
    match clean(text) {
        Err(reason) => refused(reason),
        Ok(cleaned) => {
            let names: Vec<String> = cleaned.removed.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
            let rest = cleaned.removed.len().saturating_sub(SHOWN);
            let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
            let found = (!names.is_empty()).then(|| {
                let message = format!("the picture is published without {}{more}", names.join(", "));
                finding(path, message, Severity::Warning)
            });
            (Some(cleaned.text.into_bytes()), found)
        }
    }
}

/// How many of the parts that were removed a message names.
const SHOWN: usize = 4;

fn finding(path: &str, message: String, severity: Severity) -> Finding {
    let file = SourceFile::new(path, String::new());
    let mut finding = Finding::new(&UNSAFE_PICTURE, Place::new(&file, Span::default()), message).subject("picture");
    finding.severity = severity;
    finding
}
