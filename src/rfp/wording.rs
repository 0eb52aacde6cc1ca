//! The words people use for yes and no, and finding ours among those of a customer's list.

use serde::{Deserialize, Serialize};

/// What an answer to a closed question comes down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// It is so in part.
    Partial,
    /// The question does not apply.
    Na,
    /// It is not so yet, and is planned.
    Planned,
}

/// The wordings of each verdict, most usual first; compared in normal form.
const WORDINGS: &[(Verdict, &[&str])] = &[
    (
        Verdict::Yes,
        &[
            "yes",
            "y",
            "compliant",
            "fully compliant",
            "full",
            "fully",
            "fully met",
            "met",
            "implemented",
            "fully implemented",
            "in place",
            "true",
            "supported",
            "fully supported",
            "complies",
            "conforms",
            "full compliance",
            "comply",
            "ja",
            "oui",
        ],
    ),
    (
        Verdict::No,
        &[
            "no",
            "n",
            "non compliant",
            "not compliant",
            "noncompliant",
            "none",
            "not met",
            "not implemented",
            "not in place",
            "false",
            "not supported",
            "unsupported",
            "does not comply",
            "no compliance",
            "nein",
            "non",
        ],
    ),
    (
        Verdict::Partial,
        &[
            "partial",
            "partially",
            "partly",
            "in part",
            "partially compliant",
            "partial compliance",
            "partially met",
            "partially implemented",
            "partially supported",
            "some",
            "teilweise",
        ],
    ),
    (Verdict::Na, &["na", "n a", "not applicable", "does not apply", "out of scope"]),
    (
        Verdict::Planned,
        &[
            "planned",
            "roadmap",
            "on roadmap",
            "on the roadmap",
            "future",
            "in progress",
            "planned not implemented",
            "not implemented planned",
            "future release",
        ],
    ),
];

impl Verdict {
    /// Reads a word of a list; a word with an addition ("Yes - fully implemented") counts by what stands before it.
    pub fn of_word(word: &str) -> Option<Self> {
        let whole = normal(word);
        let head = word.split([',', ';', ':', '(', '–', '—']).next().unwrap_or_default();
        let head = head.split(" - ").next().unwrap_or_default();
        let is_qualified =
            ["except", "partial", "workaround", "planned", "limit", "custom"].iter().any(|word| whole.contains(word));
        let head = if is_qualified { "" } else { head };
        [whole, normal(head)].iter().find_map(|word| {
            let (verdict, _) = WORDINGS.iter().find(|(_, wordings)| wordings.contains(&word.as_str()))?;
            Some(*verdict)
        })
    }

    /// Chooses the word of a customer's list that says the same; none where the list has none or more than one.
    pub fn choose(self, words: &[String]) -> Option<&str> {
        let mut same = words.iter().filter(|word| Self::of_word(word) == Some(self));
        let first = same.next()?;
        let whole = |word: &str| {
            WORDINGS.iter().any(|(verdict, known)| *verdict == self && known.contains(&normal(word).as_str()))
        };
        if same.next().is_none() {
            return Some(first);
        }
        // "Yes" beside "Yes (in two regions)": the plain word, if exactly one is plain.
        let mut plain = words.iter().filter(|word| whole(word));
        plain.next().filter(|_| plain.next().is_none()).map(String::as_str)
    }

    /// Returns the plain English word, for a cell without a list.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::No => "No",
            Self::Partial => "Partial",
            Self::Na => "N/A",
            Self::Planned => "Planned",
        }
    }
}

/// Folds case, punctuation and white space away.
pub fn normal(text: &str) -> String {
    let spaced = text.to_lowercase().replace(|character: char| !character.is_alphanumeric(), " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_own_words_are_chosen() {
        let choose = |verdict: Verdict, words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            verdict.choose(&words).map(str::to_owned)
        };
        assert_eq!(choose(Verdict::Yes, &["Yes", "No", "Partial"]).as_deref(), Some("Yes"));
        assert_eq!(choose(Verdict::Yes, &["Compliant", "Non-compliant", "N/A"]).as_deref(), Some("Compliant"));
        assert_eq!(choose(Verdict::No, &["Compliant", "Non-compliant", "N/A"]).as_deref(), Some("Non-compliant"));
        assert_eq!(choose(Verdict::Na, &["Y", "N", "N/A"]).as_deref(), Some("N/A"));
        assert_eq!(choose(Verdict::Yes, &["Yes, with exceptions", "YES", "no"]).as_deref(), Some("YES"));
        assert_eq!(choose(Verdict::Yes, &["Yes (fully)", "Yes (in part)"]), None);
        assert_eq!(choose(Verdict::Yes, &["Yes, with exceptions", "No"]), None);
        assert_eq!(choose(Verdict::Partial, &["Yes", "No"]), None);
        assert_eq!(
            choose(Verdict::Planned, &["Implemented", "Not implemented", "Planned"]).as_deref(),
            Some("Planned")
        );
    }
}
