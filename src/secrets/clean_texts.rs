//! Texts that are known to hold no credential of the table, by their hashes, so that a text is searched once.
//!
//! Whether the table finds something in a text depends on the text and on this program, and on nothing else. What is known is
//! of the process: every scan asks it. It holds hashes, no text; nothing is known of a text in which something was found.

use super::hit::Hit;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// The hash of a text.
pub type TextHash = [u8; 32];

/// The length in bytes of a text that is searched as fast as it is hashed and looked up.
const SHORT: usize = 40;
/// The most texts that are known; of more, none is added.
const MOST: usize = 1 << 21;

/// What is known; `None` if nothing is remembered.
static KNOWN: Mutex<Option<CleanTexts>> = Mutex::new(None);

/// What is known.
#[derive(Debug, Default)]
struct CleanTexts {
    known: BTreeSet<TextHash>,
    /// Those that were looked up.
    met: BTreeSet<TextHash>,
}

/// Lets every scan from now on remember clean texts; those of `known` are.
pub fn recall_clean_texts(known: impl IntoIterator<Item = TextHash>) {
    let mut all = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    all.get_or_insert_default().known.extend(known);
}

/// Returns the clean texts that were looked up since the first call of [`recall_clean_texts`].
pub fn met_clean_texts() -> BTreeSet<TextHash> {
    let all = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    all.as_ref().map(|all| all.met.clone()).unwrap_or_default()
}

/// Returns the hash of `text`.
pub(super) fn hash_of(text: &str) -> TextHash {
    *blake3::hash(text.as_bytes()).as_bytes()
}

/// Returns what `scan` finds in `text`, without a scan if it is known to find nothing. `hash` returns the hash of the text.
pub(super) fn unless_clean(text: &str, hash: impl FnOnce() -> TextHash, scan: impl FnOnce() -> Vec<Hit>) -> Vec<Hit> {
    if text.len() <= SHORT || KNOWN.lock().unwrap_or_else(PoisonError::into_inner).is_none() {
        return scan();
    }
    let hash = hash();
    if let Some(all) = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).as_mut()
        && all.known.contains(&hash)
    {
        all.met.insert(hash);
        return Vec::new();
    }
    let hits = scan();
    if let Some(all) = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).as_mut()
        && hits.is_empty()
        && all.known.len() < MOST
    {
        all.known.insert(hash);
        all.met.insert(hash);
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::scan_text;

    // What is known is of the process, so one test looks at all of it.
    #[test]
    fn a_clean_text_is_searched_once_and_another_is_never_known() {
        recall_clean_texts([]);
        let token = ["AKIA", "Q3EGRVMD5KPT7XWN"].concat();
        let clean = "Nothing to see in this sentence of the unit test of clean texts. ".repeat(8);
        let found = format!("{clean}{token}");
        let is_met = |text: &str| met_clean_texts().contains(blake3::hash(text.as_bytes()).as_bytes());
        for _ in 0..2 {
            assert_eq!((scan_text(&clean).len(), scan_text(&found).len()), (0, 1));
            assert_eq!((is_met(&clean), is_met(&found)), (true, false));
        }
        assert!(unless_clean(&clean, || hash_of(&clean), || unreachable!("it is known")).is_empty());
        let short = clean.get(..SHORT).unwrap();
        assert_eq!((scan_text(short).len(), is_met(short)), (0, false));
        let other = format!("{clean}other");
        assert!(!is_met(&other));
        recall_clean_texts([*blake3::hash(other.as_bytes()).as_bytes()]);
        assert!(unless_clean(&other, || hash_of(&other), || unreachable!("it was recalled")).is_empty());
    }
}
