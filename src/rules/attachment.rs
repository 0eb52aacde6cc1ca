//! What readers outside the company would read in an attachment, besides credentials.

use super::audience::names_in;
use super::exposure;
use crate::config::Settings;
use crate::customers::CustomerNames;
use crate::file_text::{TextPart, file_text};
use crate::finding::Finding;
use crate::secrets::mask;
use crate::source::SourceFile;

/// What is looked for in the attachments of one site.
#[derive(Debug, Clone, Copy)]
pub struct AttachmentCheck<'a> {
    /// The names of customers.
    pub names: &'a CustomerNames,
    /// The settings, with the patterns of internal hosts.
    pub settings: &'a Settings,
}

impl AttachmentCheck<'_> {
    /// Finds the names of customers other than `own`, internal hosts, private addresses and administration pages in the file at
    /// `path` with `bytes`, whatever its kind, and the names in its path. In documents and archives the place is the beginning
    /// of the file, and the message names the part.
    pub fn findings(&self, path: &str, bytes: &[u8], own: Option<&str>) -> Vec<Finding> {
        let start = SourceFile::new(path, String::new());
        let mut findings = names_in(self.names, own, &start, path, " in the file's name");
        for TextPart { name, text } in file_text(bytes).parts {
            let (file, part) = if name.is_empty() {
                (SourceFile::new(path, text.clone()), String::new())
            } else {
                (SourceFile::new(path, String::new()), format!(" in its part {}", mask(&name)))
            };
            findings.extend(names_in(self.names, own, &file, &text, &part));
            findings.extend(exposure::check_text(self.settings, &file, &text, &part));
        }
        findings
    }
}
