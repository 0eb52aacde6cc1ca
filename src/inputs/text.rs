//! Texts of a site: UTF-8 within a limit, or a finding.

use super::error::InputError;
use super::files::{Files, LeftOutReason, ReadFault};
use crate::finding::{Finding, Place};
use crate::source::{SourceFile, Span};
use crate::values::UNREADABLE_FILE;
use std::sync::Arc;

/// Why a text is not read.
#[derive(Debug)]
pub enum TextFault {
    /// The author can fix it.
    Finding(Box<Finding>),
    /// The source as a whole stopped working.
    Stopped(InputError),
}

/// Reads a text that may be absent. What is wrong with it goes to `findings`.
///
/// # Errors
/// The file exists and the machine does not let it be read.
pub fn read_optional(
    files: &dyn Files,
    path: &str,
    limit: u64,
    findings: &mut Vec<Finding>,
) -> Result<Option<Arc<SourceFile>>, InputError> {
    match files.read(path, limit) {
        Err(ReadFault::Missing) => Ok(None),
        Err(ReadFault::Unreadable(cause)) => Err(InputError::read(path, cause)),
        result => match decode(path, limit, result) {
            Ok(file) => Ok(Some(file)),
            Err(TextFault::Finding(finding)) => {
                findings.push(*finding);
                Ok(None)
            }
            Err(TextFault::Stopped(error)) => Err(error),
        },
    }
}

/// Reads one regular file of at most `limit` bytes as UTF-8 text; a byte-order mark is left out.
///
/// # Errors
/// A finding at the file, with the first wrong byte if there is one; or the source stopped working.
pub fn read_text(files: &dyn Files, path: &str, limit: u64) -> Result<Arc<SourceFile>, TextFault> {
    decode(path, limit, files.read(path, limit))
}

fn decode(path: &str, limit: u64, read: Result<Vec<u8>, ReadFault>) -> Result<Arc<SourceFile>, TextFault> {
    let fault = |message: String| TextFault::Finding(Box::new(unreadable(path, message)));
    let mut bytes = read.map_err(|error| match error {
        ReadFault::Missing => fault("the file does not exist".to_owned()),
        ReadFault::NotRegular => fault(LeftOutReason::NotRegular.to_string()),
        ReadFault::TooLarge { bytes } => fault(format!("the file has {bytes} bytes; the limit is {limit}")),
        ReadFault::Unreadable(cause) => fault(format!("the file cannot be read: {cause}")),
        ReadFault::Stopped(error) => TextFault::Stopped(error),
    })?;
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(fault("the file is UTF-16; save it as UTF-8".to_owned()));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(fault(format!("byte {at} is NUL: not a text file")));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile::new(path, text)),
        Err(error) => Err(fault(format!("byte {} is not UTF-8", error.utf8_error().valid_up_to()))),
    }
}

/// Makes the finding of a file that is not read.
pub(super) fn unreadable(path: &str, message: String) -> Finding {
    let file = SourceFile::new(path, String::new());
    Finding::new(&UNREADABLE_FILE, Place::new(&file, Span::default()), message).subject("file")
}
