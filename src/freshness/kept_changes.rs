//! How the texts of entries changed since their checks, where an earlier run compared the same texts.

use super::change::Change;
use crate::artefacts::ArtefactKey;
use crate::entry::{Entry, Verification};
use crate::library::{Introduction, Library, StatementOrigins, own_sentences_hash};
use crate::secrets::holds_secret;

/// Returns how `entry` changed since it was `verified`, without calling `compare` if that is known. `origins` says what the
/// entry was when its date was written.
///
/// Nothing is kept of a text with a credential.
pub(super) fn kept_change(
    entry: &Entry,
    verified: &Verification,
    origins: Option<&StatementOrigins>,
    library: &Library,
    compare: impl FnOnce() -> Option<Change>,
) -> Option<Change> {
    let artefacts = library.artefacts();
    if !artefacts.are_kept() {
        return compare();
    }
    let introduction = origins.and_then(|origins| origins.date.known());
    let key = key(entry, verified, introduction, library);
    if let Some(Known { change }) = artefacts.recall(&key, read) {
        return change;
    }
    let change = compare();
    let is_clean = || introduction.is_none_or(|own| !own.said.texts.iter().any(|text| holds_secret(text)));
    if let Ok(bytes) = postcard::to_allocvec(&change)
        && !holds_secret(entry.file.text())
        && !holds_secret(entry.file.path())
        && is_clean()
    {
        artefacts.keep(key, bytes);
    }
    change
}

fn key(entry: &Entry, verified: &Verification, introduction: Option<&Introduction>, library: &Library) -> ArtefactKey {
    let hash = verified.hash.as_ref().map(|hash| hash.value.as_bytes());
    let said = introduction.map(|introduction| introduction.said_hash().as_slice());
    // No hash is not an empty one.
    let known = [u8::from(hash.is_some()), u8::from(said.is_some())];
    let own = own_sentences_hash(entry);
    let parts = [&own, library.vocabulary().hash(), &known[..], hash.unwrap_or_default(), said.unwrap_or_default()];
    ArtefactKey::of("text change", &parts)
}

/// What an earlier run found: how a text changed, or that it did not.
#[derive(Debug, PartialEq, Eq)]
struct Known {
    change: Option<Change>,
}

fn read(bytes: &[u8]) -> Option<Known> {
    let (change, rest) = postcard::take_from_bytes(bytes).ok()?;
    rest.is_empty().then_some(Known { change })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artefacts::Artefacts;
    use crate::entry::read_content;
    use crate::freshness::Edit;
    use crate::library::{DateRecord, DatedPart, DatedStatement, Introduction, Lists, Origin, UnknownOrigin};
    use crate::wording::{Difference, WordClass};
    use std::sync::Arc;

    const PAGE: &str = "---\ntitle: One\nverified: 2026-11-01\n---\nIt holds.\n";

    #[expect(clippy::unnecessary_wraps, reason = "it is what comparing returns")]
    fn change(word: &str) -> Option<Change> {
        let (before, after) = (word.to_owned(), String::new());
        Some((Edit::Words(WordClass::Name), Some(Difference { class: WordClass::Name, before, after })))
    }

    /// Returns whether the texts of the only entry of `files` are compared, and how it changed.
    fn compared(
        artefacts: &Arc<Artefacts>,
        files: &[(&str, &str)],
        said: Option<&[&str]>,
        change: Option<Change>,
    ) -> (bool, Option<Change>) {
        let (library, _) = Library::new(read_content(files), Lists::default());
        let library = library.with_artefacts(artefacts);
        let entry = library.find("pages/a").expect("an entry");
        let verified = entry.verified.as_ref().expect("a date");
        let date = said.map(|said| {
            let said = DatedStatement {
                entry: entry.id.clone(),
                part: DatedPart::Entry,
                record: DateRecord::default(),
                sources: Vec::new(),
                texts: said.iter().map(|text| (*text).to_owned()).collect(),
            };
            Origin::Known(Introduction::new("c".to_owned(), Arc::new(said)))
        });
        let date = date.unwrap_or(Origin::Unknown(UnknownOrigin::Uncommitted));
        let origins = StatementOrigins { date, record: Origin::Unknown(UnknownOrigin::NotRead) };
        let mut is_compared = false;
        let compare = || {
            is_compared = true;
            change
        };
        let kept = kept_change(entry, verified, Some(&origins), &library, compare);
        (is_compared, kept)
    }

    #[test]
    fn the_same_texts_are_compared_once() {
        let artefacts = Arc::new(Artefacts::from_bytes(Vec::new(), "p"));
        let page = [("content/pages/a.md", PAGE)];
        let said: Option<&[&str]> = Some(&["It held."]);
        assert_eq!(compared(&artefacts, &page, said, change("held")), (true, change("held")));
        assert_eq!(compared(&artefacts, &page, said, None), (false, change("held")), "known");
        assert_eq!(compared(&artefacts, &page, None, None), (true, None), "no commit");
        assert_eq!(compared(&artefacts, &page, None, change("x")), (false, None), "no change is known too");
        assert_eq!(compared(&artefacts, &page, Some(&[]), None), (true, None), "a commit without a text");
        assert_eq!(compared(&artefacts, &page, Some(&["It", "held."]), None), (true, None), "other sentences");
        for (from, to) in [
            ("It holds.", "It holds"),
            ("title: One", "title: Two"),
            ("verified: 2026-11-01", "verified: {on: 2026-11-01, hash: \"v2:a\"}"),
            ("It holds.", "It holds.[^a]\n\n[^a]: https://x.example/ verified 2026-11-01"),
        ] {
            let text = PAGE.replace(from, to);
            assert_ne!(text, PAGE, "the edit");
            let other = [("content/pages/a.md", text.as_str())];
            assert_eq!(compared(&artefacts, &other, said, None), (true, None), "{to}");
        }
        let competitor = ("content/competitors/globex.md", "---\nname: Globex\n---\nThey sell.\n");
        assert_eq!(compared(&artefacts, &[page[0], competitor], said, None), (true, None), "other names");
        let none = Arc::new(Artefacts::default());
        assert_eq!(compared(&none, &page, said, change("a")), (true, change("a")));
        assert_eq!(compared(&none, &page, said, None), (true, None), "nothing is kept");
    }

    #[test]
    fn nothing_is_kept_of_a_text_with_a_credential() {
        let token = format!("{}_{}", "ghp", "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8");
        let now = PAGE.replace("It holds.", &format!("It holds `{token}`."));
        for (page, said) in [(now.as_str(), "It held."), (PAGE, token.as_str())] {
            let artefacts = Arc::new(Artefacts::from_bytes(Vec::new(), "p"));
            let page = [("content/pages/a.md", page)];
            assert_eq!(compared(&artefacts, &page, Some(&[said]), change("a")), (true, change("a")));
            assert_eq!(compared(&artefacts, &page, Some(&[said]), None), (true, None));
            assert_eq!(artefacts.to_bytes("p", 1 << 20), None);
        }
    }

    #[test]
    fn bytes_that_are_no_change_are_none() {
        let bytes = postcard::to_allocvec(&change("a")).expect("bytes");
        assert_eq!(read(&bytes), Some(Known { change: change("a") }));
        assert_eq!(read(&[bytes.as_slice(), &[0]].concat()), None);
        assert_eq!(read(&[]), None);
    }
}
