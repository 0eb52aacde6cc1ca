//! The words and names that rules about one entry look at.

use crate::config::Settings;
use crate::library::{Library, Lists};
use crate::prose::Names;
use std::sync::OnceLock;

/// The settings, names and words of a site. They and an entry decide what rules about the entry alone find.
#[derive(Debug)]
pub(crate) struct Vocabularies<'a> {
    /// The settings of the site.
    pub(crate) settings: &'a Settings,
    /// The names and aliases of all competitors.
    pub(crate) competitors: &'a Names,
    lists: &'a Lists,
    jargon: OnceLock<Names>,
}

impl<'a> Vocabularies<'a> {
    /// Takes those of `library`.
    pub(crate) fn new(library: &'a Library, settings: &'a Settings) -> Self {
        let competitors = library.competitor_names();
        Self { settings, competitors, lists: &library.lists, jargon: OnceLock::new() }
    }

    /// Returns the words of the site's list of jargon, each standing for what to say instead.
    pub(crate) fn jargon(&self) -> &Names {
        self.jargon.get_or_init(|| {
            let mut terms = Vec::new();
            for term in &self.lists.jargon {
                let say = term.say.clone().unwrap_or_default();
                terms.push((term.term.clone(), say.clone()));
                // A word of small letters may begin a sentence.
                let mut symbols = term.term.chars();
                if let Some(first) = symbols.next().filter(|first| first.is_lowercase()) {
                    terms.push((first.to_uppercase().chain(symbols).collect(), say));
                }
            }
            Names::new(terms)
        })
    }

    /// Returns the names of the capabilities and their synonyms.
    pub(crate) fn capabilities(&self) -> impl Iterator<Item = &'a str> {
        let names = |capability: &'a crate::library::Capability| {
            std::iter::once(capability.name.as_ref()).chain(capability.synonyms.iter().map(AsRef::as_ref))
        };
        self.lists.capabilities.iter().flat_map(names)
    }

    /// Returns the words of all groups of synonyms.
    pub(crate) fn synonyms(&self) -> impl Iterator<Item = &'a str> {
        self.lists.synonyms.iter().flatten().map(AsRef::as_ref)
    }

    /// Returns a hash over all of it.
    pub(crate) fn hash(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.settings.file.hash());
        hasher.update(self.competitors.hash()).update(self.jargon().hash());
        for words in [self.capabilities().collect::<Vec<_>>(), self.synonyms().collect()] {
            hasher.update(&(words.len() as u64).to_le_bytes());
            for word in words {
                hasher.update(&(word.len() as u64).to_le_bytes()).update(word.as_bytes());
            }
        }
        hasher.finalize().into()
    }
}
