//! Findings as people and machines read them: text, JSON, SARIF and what continuous-integration services accept.
//!
//! In go settled findings with their fingerprints, which hold no credential; out comes one string per format. Knows
//! neither which rules there are nor where a report goes, and makes no decision about exit codes.

mod concise;
mod contents;
mod diff;
mod due_json;
mod due_markdown;
mod due_report;
mod due_text;
mod evidence_digest;
mod evidence_digest_json;
mod evidence_digest_markdown;
mod evidence_digest_text;
mod format;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod printable;
mod sarif;
mod shown;
mod verdict;

pub use contents::{Color, Extent, Read, Report};
pub use diff::unified;
pub use due_json::DUE_SCHEMA;
pub use due_report::{DueAmounts, DueReport};
pub use evidence_digest::{DigestFormat, EvidenceDigest, EvidenceRow, EvidenceSection, OwnerEvidence};
pub use evidence_digest_json::EVIDENCE_DIGEST_SCHEMA;
pub use evidence_digest_text::digest_text;
pub use format::{FORMATS, Format};
pub use json::FINDINGS_SCHEMA;
