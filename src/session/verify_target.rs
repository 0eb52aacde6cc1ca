//! Which claim or entry a re-check is about: by its name, or by a place that a report names.

use super::failure::Failure;
use super::target::Target;
use crate::entry::{Claim, Entry};
use crate::library::Library;
use crate::source::{SourceFile, Span};
use crate::values::nearest;
use std::sync::Arc;

/// Finds the entry or claim called `name`, or the one at `name`, if that is `path:line` or `path:line:column` with a path
/// from the site's folder or, after `prefix`, from the top of the repository.
///
/// # Errors
/// The library has no such entry, the entry no such claim, or the place is that of none or of several.
pub(super) fn find_target<'a>(library: &'a Library, name: &'a str, prefix: &str) -> Result<Target<'a>, Failure> {
    if let Some(place) = Place::parse(name) {
        return at_place(library, name, &place, prefix);
    }
    let (id, claim) = name.split_once('#').map_or((name, None), |(id, claim)| (id, Some(claim)));
    let ids = || library.entries().iter().map(|entry| entry.id.as_str());
    let Some(entry) = library.entries().iter().find(|entry| entry.id == id) else {
        if library.is_unreadable(id) {
            return Err(Failure(format!("{id} cannot be read; run `fieldbook check` to see why")));
        }
        let tail = ids().find(|known| known.rsplit('/').next() == Some(id));
        let successor = library.find(id).map(|entry| entry.id.as_str());
        let hint = hint(successor.or(tail).or_else(|| nearest(id, ids())));
        return Err(Failure(format!("there is no entry {id}{hint}")));
    };
    match claim {
        Some(claim) if entry.claim(claim).is_none() => {
            let hint = hint(nearest(claim, entry.claims.iter().map(|known| known.id.value.as_str())));
            Err(Failure(format!("{id} has no claim {claim}{hint}")))
        }
        _ => Ok(Target { entry, claim }),
    }
}

/// Returns the end of a message that suggests `word`.
pub(super) fn hint(word: Option<&str>) -> String {
    word.map_or(String::new(), |word| format!("; did you mean {word}?"))
}

/// A place as reports print it.
struct Place<'a> {
    path: &'a str,
    line: u32,
    column: Option<u32>,
}

impl<'a> Place<'a> {
    /// Reads `path:line` or `path:line:column`; `None` for anything else, such as the id of an entry.
    fn parse(text: &'a str) -> Option<Self> {
        let text = text.trim_end_matches(':');
        let (rest, last) = text.rsplit_once(':')?;
        let last: u32 = last.parse().ok()?;
        match rest.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse().ok()?))) {
            Some((path, line)) => Some(Self { path, line, column: Some(last) }),
            None => Some(Self { path: rest, line: last, column: None }),
        }
    }

    /// Returns whether `span` of `file` touches the line, and the column if there is one.
    fn is_in(&self, file: &SourceFile, span: Span) -> bool {
        // The last byte: what ends with its line does not touch the next one.
        let (start, end) = (file.position(span.start), file.position(span.end.saturating_sub(1).max(span.start)));
        let is_line = start.line <= self.line && self.line <= end.line;
        let is_column = self.column.is_none_or(|column| {
            (start.line < self.line || start.column <= column) && (self.line < end.line || column <= end.column)
        });
        is_line && is_column
    }
}

fn at_place<'a>(library: &'a Library, name: &str, place: &Place<'_>, prefix: &str) -> Result<Target<'a>, Failure> {
    let own = place.path.trim_start_matches("./");
    let paths = [Some(own), own.strip_prefix(prefix)];
    let is_here = |entry: &&Arc<Entry>| paths.contains(&Some(entry.file.path()));
    let in_file: Vec<&Arc<Entry>> = library.entries().iter().filter(is_here).collect();
    if in_file.is_empty() {
        return Err(Failure(format!("{name}: no entry of the site is in {}", place.path)));
    }
    let line = Place { column: None, ..*place };
    let whole = |entry: &Arc<Entry>| Span { start: entry.head.start, end: entry.body.span.end };
    // Answers are in a part of their file each; the fields above them are those of the file as a whole.
    let here = in_file.iter().copied().filter(|entry| in_file.len() == 1 || line.is_in(&entry.file, whole(entry)));
    let Some(entry) = here.min_by_key(|entry| whole(entry).range().len()) else {
        let names = in_file.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>().join(", ");
        return Err(Failure(format!("{name}: no entry is on this line; name one: {names}")));
    };
    let named = claims_at(entry, place);
    let found = if named.is_empty() { claims_at(entry, &line) } else { named };
    match found.as_slice() {
        [claim] => Ok(Target { entry, claim: Some(claim.id.value.as_str()) }),
        [] if is_of_entry(entry, &line) => Ok(Target { entry, claim: None }),
        [] => {
            let claims = entry.claims.iter().map(|claim| format!(", {}#{}", entry.id, claim.id.value));
            let names: String = claims.collect();
            Err(Failure(format!("{name}: no claim is on this line; name what was checked: {}{names}", entry.id)))
        }
        several => {
            let names: Vec<_> = several.iter().map(|claim| format!("{}#{}", entry.id, claim.id.value)).collect();
            Err(Failure(format!("{name}: several claims are at this place; name one: {}", names.join(", "))))
        }
    }
}

/// Returns the claims of which a part is at the place: a field, the note, or a sentence that cites it.
fn claims_at<'a>(entry: &'a Entry, place: &Place<'_>) -> Vec<&'a Claim> {
    let is_here = |span: Span| place.is_in(&entry.file, span);
    let cites = |claim: &Claim| {
        let mut citations = entry.body.citations.iter().filter(|citation| citation.label.value == claim.id.value);
        citations.any(|citation| is_here(citation.sentence))
    };
    entry.claims.iter().filter(|claim| parts(claim).into_iter().any(is_here) || cites(claim)).collect()
}

/// Returns the places of what is written about a claim.
fn parts(claim: &Claim) -> Vec<Span> {
    let sources =
        claim.sources.iter().flat_map(|source| [Some(source.url.span), source.quote.as_ref().map(|quote| quote.span)]);
    let verified = claim.verified.as_ref().map(|verified| verified.on.span);
    let written = [claim.written.source, claim.written.verified];
    let spans = [Some(claim.id.span), Some(claim.text.span), verified].into_iter().chain(written).chain(sources);
    spans.flatten().collect()
}

/// Returns whether the line is where findings about the whole entry are: its first line, or its own date.
fn is_of_entry(entry: &Entry, line: &Place<'_>) -> bool {
    let verified = entry.verified.as_ref().map(|verified| verified.on.span).or(entry.written.verified);
    line.is_in(&entry.file, entry.head) || verified.is_some_and(|span| line.is_in(&entry.file, span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_ends_with_a_line_and_perhaps_a_column() {
        let read = |text| Place::parse(text).map(|place| (place.path, place.line, place.column));
        assert_eq!(read("content/a.md:12"), Some(("content/a.md", 12, None)));
        assert_eq!(read("content/a.md:12:5"), Some(("content/a.md", 12, Some(5))));
        assert_eq!(read("content/a.md:12:5:"), Some(("content/a.md", 12, Some(5))), "as it is copied from a report");
        assert_eq!([read("battlecards/globex#limit"), read("battlecards/globex"), read("a:b")], [None, None, None]);
    }
}
