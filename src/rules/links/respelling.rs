//! Links that miss their target only by the case of letters.

use crate::entry::Link;
use crate::finding::{Fix, respelt};
use crate::rules::subject::Subject;
use crate::source::Span;

/// Returns where the target of `link` is within it; nothing if it is written elsewhere or with escapes.
pub(super) fn target_span(subject: &Subject<'_>, link: &Link) -> Option<Span> {
    let (target, whole) = (link.target.value.as_str(), link.target.span);
    let text = subject.entry.file.slice(whole);
    let leads = if link.is_wiki { ["[[", "[["] } else { ["](", "](<"] };
    leads.iter().find_map(|lead| {
        let start = text.rfind(&format!("{lead}{target}"))? + lead.len();
        let rest = text.get(start + target.len()..)?;
        let is_end = rest.starts_with([')', '>', ']', '|', ' ', '\t']);
        (is_end && !target.is_empty()).then(|| Span::new(start..start + target.len()).shifted(whole.start))
    })
}

/// Respells `id`, which is written at the beginning of `span`, as the only entry of that name is called.
pub(super) fn id_fix(subject: &Subject<'_>, span: Span, id: &str) -> Option<Fix> {
    let rest = subject.entry.file.slice(span).strip_prefix(id)?;
    let known = subject.check().library.entries().iter().map(|entry| entry.id.as_str());
    let meant = respelt(id, known)?;
    Some(Fix { span, text: format!("{meant}{rest}") })
}

/// Respells the path at `span`, which leads to `joined` from the site's folder, as the only file of that name is
/// called.
pub(super) fn path_fix(subject: &Subject<'_>, span: Span, joined: &str) -> Option<Fix> {
    let is_meant = |path: &str| {
        let end = path.get(joined.len()..);
        end.is_some_and(|end| matches!(end, "" | ".md")) && path.is_char_boundary(joined.len())
    };
    let same =
        |path: &&str| is_meant(path) && path.get(..joined.len()).is_some_and(|head| head.eq_ignore_ascii_case(joined));
    let mut found = subject.check().library.entries().iter().map(|entry| entry.file.path()).filter(same);
    let first = found.next()?;
    if found.any(|other| other != first) {
        return None;
    }
    let written = subject.entry.file.slice(span);
    let end = written.find(['#', '?']).unwrap_or(written.len());
    let (path, rest) = written.split_at_checked(end)?;
    let lead = path.len() - path.trim_start_matches(['.', '/']).len();
    let (lead, tail) = path.split_at_checked(lead)?;
    let from = joined.len().checked_sub(tail.len())?;
    let is_written = joined.get(from..) == Some(tail) && (from == 0 || joined.get(..from)?.ends_with('/'));
    let meant = first.get(from..joined.len()).filter(|_| is_written && !tail.is_empty())?;
    Some(Fix { span, text: format!("{lead}{meant}{rest}") })
}
