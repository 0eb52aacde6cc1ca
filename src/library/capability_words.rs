//! The capabilities that a short text means.

use super::lists::Capability;
use crate::prose::is_word;
use aho_corasick::AhoCorasick;

/// The shortest id or name that counts, in bytes of its lower case; two letters are a word of any text.
const SHORTEST: usize = 3;

/// The ids, names and synonyms of capabilities, in lower case.
#[derive(Debug, Default)]
pub(super) struct CapabilityWords {
    /// Finds every word; `None` without a capability.
    automaton: Option<AhoCorasick>,
    /// The place of the capability of each word in their list.
    places: Vec<usize>,
}

impl CapabilityWords {
    /// Collects the words of `capabilities`.
    pub(super) fn new(capabilities: &[Capability]) -> Self {
        let words = capabilities.iter().enumerate().flat_map(|(place, capability)| {
            let names = [&capability.id.value, &capability.name].into_iter().chain(&capability.synonyms);
            names.map(move |name| (name.to_lowercase(), place))
        });
        let (words, places): (Vec<String>, Vec<usize>) = words.filter(|(word, _)| word.len() >= SHORTEST).unzip();
        // The builder fails only beyond a size that no list of names reaches.
        let automaton = AhoCorasick::new(&words).ok().filter(|_| !words.is_empty());
        Self { automaton, places }
    }

    /// Returns the place of the first capability in the list of which `text` has a word, letters' case aside.
    pub(super) fn first_in(&self, text: &str) -> Option<usize> {
        let automaton = self.automaton.as_ref()?;
        let text = text.to_lowercase();
        let found = automaton.find_overlapping_iter(&text).filter(|found| is_word(&text, found.range()));
        found.filter_map(|found| self.places.get(found.pattern().as_usize()).copied()).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Lists, read_list};
    use crate::source::SourceFile;

    fn first_in(text: &str) -> Option<usize> {
        let yaml = "- id: sso\n  name: Single sign-on\n  synonyms: [SAML, ÄÖ]\n- id: audit-log\n  name: Audit log\n  \
                    synonyms: [log]\n- id: ai\n  name: AI\n";
        let mut lists = Lists::default();
        read_list(&SourceFile::new("capabilities.yaml", yaml.to_owned()), &mut lists);
        assert_eq!(lists.capabilities.len(), 3, "the control");
        CapabilityWords::new(&lists.capabilities).first_in(text)
    }

    #[test]
    fn a_text_means_the_first_capability_of_which_it_has_a_whole_word() {
        assert_eq!(first_in("The audit log"), Some(1));
        assert_eq!(first_in("LOG and then saml"), Some(0), "the order is that of the list");
        assert_eq!(first_in("single Sign-On"), Some(0));
        assert_eq!(first_in("samlet and catalog"), None, "parts of words");
        assert_eq!(first_in("catalog, then log"), Some(1), "a whole word after a part");
        assert_eq!(first_in("äö"), Some(0));
        assert_eq!(first_in("ai"), None, "two letters");
        assert_eq!(first_in(""), None);
        assert_eq!(CapabilityWords::new(&[]).first_in("log"), None);
    }
}
