//! A digest of looks at sources in each of its forms.

use super::evidence_digest::{DigestFormat, EvidenceDigest};
use super::{evidence_digest_json, evidence_digest_markdown};

/// Returns `digest` in the form `format`.
pub fn digest_text(digest: &EvidenceDigest, format: DigestFormat) -> String {
    match format {
        DigestFormat::Markdown => evidence_digest_markdown::render(digest),
        DigestFormat::Json => evidence_digest_json::render(digest),
        DigestFormat::JsonLines => evidence_digest_json::render_lines(digest),
    }
}
