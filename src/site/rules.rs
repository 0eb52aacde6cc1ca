//! What can be wrong with a site as a whole.

use super::theme::ThemeFault;
use crate::finding::{Finding, Place, Profile, Rule, Severity};
use crate::source::{SourceFile, Span};

/// Two pages would stand at one address.
pub static TAKEN_ADDRESS: Rule = Rule {
    id: "site/taken-address",
    severity: Severity::Error,
    profile: Profile::Essential,
    summary: "Two pages would stand at one address.",
    mend: "Give the entry another id.",
    page: include_str!("rules/taken_address.md"),
};

/// A template of the theme fails.
pub static TEMPLATE_FAULT: Rule = Rule {
    id: "site/template-fault",
    severity: Severity::Error,
    profile: Profile::Essential,
    summary: "A template of the theme cannot be compiled or fails while a page is made.",
    mend: "Correct the template at the line that is named, or remove it to get the default back.",
    page: include_str!("rules/template_fault.md"),
};

/// The rules about the site as a whole.
pub static RULES: [&Rule; 2] = [&TAKEN_ADDRESS, &TEMPLATE_FAULT];

/// Reports a fault of a template.
pub(super) fn template_fault(fault: &ThemeFault) -> Finding {
    let file = SourceFile::new(&fault.file, String::new());
    let at = if fault.line == 0 { String::new() } else { format!(" (line {}, column {})", fault.line, fault.column) };
    let message = format!("the template {} fails{at}: {}", fault.file, fault.message);
    Finding::new(&TEMPLATE_FAULT, Place::new(&file, Span::default()), message).subject(fault.file.clone())
}
