//! The artefacts of one run.

use super::format::{index, written};
use super::key::ArtefactKey;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// How many times as many artefacts as one run met are kept, those of other runs included.
const OTHERS: usize = 3;

/// What is known of earlier runs, and what this one adds.
///
/// The default knows nothing and takes nothing.
#[derive(Default)]
pub struct Artefacts {
    known: BTreeMap<ArtefactKey, Range<usize>>,
    bytes: Vec<u8>,
    /// What this run used and made; `None` if nothing is taken.
    used: Option<Mutex<Used>>,
}

/// What one run used and made.
#[derive(Default)]
struct Used {
    /// Those of the known ones that it used.
    met: BTreeSet<ArtefactKey>,
    /// Those that it made.
    made: BTreeMap<ArtefactKey, Arc<[u8]>>,
}

/// What knows nothing and takes nothing.
static NONE: Artefacts = Artefacts { known: BTreeMap::new(), bytes: Vec::new(), used: None };

impl Artefacts {
    /// Returns what knows nothing and takes nothing.
    pub fn none() -> &'static Self {
        &NONE
    }

    /// Takes the bytes of the file that [`Artefacts::to_bytes`] wrote for the same `program`; any others count as none.
    pub fn from_bytes(bytes: Vec<u8>, program: &str) -> Self {
        let used = Some(Mutex::default());
        match index(&bytes, program) {
            Some(known) => Self { known, bytes, used },
            None => Self { used, ..Self::default() },
        }
    }

    /// Returns whether anything is taken, so that it is worth while to make it.
    pub fn are_kept(&self) -> bool {
        self.used.is_some()
    }

    /// Returns what `read` makes of what is known under `key`.
    pub fn recall<T>(&self, key: &ArtefactKey, read: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
        let mut used = self.used.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = used.made.get(key).map(Arc::clone) {
            drop(used);
            return read(&made);
        }
        let bytes = self.bytes.get(self.known.get(key)?.clone())?;
        used.met.insert(*key);
        drop(used);
        read(bytes)
    }

    /// Takes what was made, for later runs.
    pub fn keep(&self, key: ArtefactKey, bytes: Vec<u8>) {
        if let Some(used) = &self.used {
            used.lock().unwrap_or_else(PoisonError::into_inner).made.insert(key, bytes.into());
        }
    }

    /// Returns the bytes of a file with everything that later runs may use; `None` if this one made nothing, or if they are
    /// more than `limit`. What only other runs used is left out if it is twice as much as what this one did.
    pub fn to_bytes(&self, program: &str, limit: usize) -> Option<Vec<u8>> {
        let used = self.used.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        if used.made.is_empty() {
            return None;
        }
        let is_full = self.known.len() + used.made.len() > OTHERS * (used.met.len() + used.made.len());
        let mut all: BTreeMap<ArtefactKey, &[u8]> = BTreeMap::new();
        let wanted = self.known.iter().filter(|(key, _)| !is_full || used.met.contains(key));
        all.extend(wanted.filter_map(|(key, range)| Some((*key, self.bytes.get(range.clone())?))));
        all.extend(used.made.iter().map(|(key, bytes)| (*key, bytes.as_ref())));
        let bytes = written(&all, program);
        (bytes.len() <= limit).then_some(bytes)
    }
}

impl fmt::Debug for Artefacts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Artefacts").field("known", &self.known.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recalled(artefacts: &Artefacts, name: &str) -> Option<Vec<u8>> {
        artefacts.recall(&key(name), |bytes| Some(bytes.to_vec()))
    }

    fn key(name: &str) -> ArtefactKey {
        ArtefactKey::of("test", &[name.as_bytes()])
    }

    #[test]
    fn what_one_run_keeps_the_next_one_knows_and_nothing_new_is_not_written() {
        let first = Artefacts::from_bytes(Vec::new(), "p");
        assert_eq!((first.are_kept(), recalled(&first, "a"), first.to_bytes("p", 1 << 20)), (true, None, None));
        first.keep(key("a"), b"one".to_vec());
        first.keep(key("b"), Vec::new());
        assert_eq!(recalled(&first, "a"), Some(b"one".to_vec()), "in the same run");
        assert_eq!(first.recall(&key("a"), |_| None::<()>), None, "bytes that cannot be read");
        let bytes = first.to_bytes("p", 1 << 20).expect("something was made");
        assert_eq!(first.to_bytes("p", bytes.len()), Some(bytes.clone()), "the limit");
        assert_eq!(first.to_bytes("p", bytes.len() - 1), None, "beyond it");
        let second = Artefacts::from_bytes(bytes.clone(), "p");
        assert_eq!(recalled(&second, "a"), Some(b"one".to_vec()));
        assert_eq!(recalled(&second, "b"), Some(Vec::new()));
        assert_eq!(recalled(&second, "c"), None);
        assert_eq!(second.to_bytes("p", 1 << 20), None, "nothing new");
        assert_eq!(recalled(&Artefacts::from_bytes(bytes, "q"), "a"), None, "another program");
        let none = Artefacts::default();
        none.keep(key("a"), b"one".to_vec());
        assert_eq!((none.are_kept(), none.to_bytes("p", 1 << 20)), (false, None));
    }

    #[test]
    fn what_other_runs_used_is_kept_up_to_twice_as_much() {
        let first = Artefacts::from_bytes(Vec::new(), "p");
        (0..4).for_each(|number| first.keep(key(&number.to_string()), vec![number]));
        let bytes = first.to_bytes("p", 1 << 20).unwrap();
        for (met, is_kept) in [(0, false), (1, true)] {
            let next = Artefacts::from_bytes(bytes.clone(), "p");
            (0..met).for_each(|number: u8| assert!(recalled(&next, &number.to_string()).is_some()));
            next.keep(key("new"), vec![9]);
            let last = Artefacts::from_bytes(next.to_bytes("p", 1 << 20).unwrap(), "p");
            assert_eq!(recalled(&last, "new"), Some(vec![9]));
            assert_eq!(recalled(&last, "3").is_some(), is_kept, "{met} of 4 and a new one");
        }
    }
}
