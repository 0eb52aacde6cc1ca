//! The words people use for yes and no, and finding ours among those of a customer's list.

use crate::entry::ShortAnswer;

/// The wordings of each short answer, most usual first; compared in normal form.
const WORDINGS: &[(ShortAnswer, &[&str])] = &[
    (
        ShortAnswer::Yes,
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
        ShortAnswer::No,
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
        ShortAnswer::Partial,
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
    (ShortAnswer::NotApplicable, &["na", "n a", "not applicable", "does not apply", "out of scope"]),
    (
        ShortAnswer::Planned,
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

/// Reads a word of a list; a word with an addition ("Yes - fully implemented") counts by what comes before it.
pub fn short_answer_of(word: &str) -> Option<ShortAnswer> {
    let whole = normal(word);
    let head = word.split([',', ';', ':', '(', '–', '—']).next().unwrap_or_default();
    let head = head.split(" - ").next().unwrap_or_default();
    let is_qualified =
        ["except", "partial", "workaround", "planned", "limit", "custom"].iter().any(|word| whole.contains(word));
    let head = if is_qualified { "" } else { head };
    [whole, normal(head)].iter().find_map(|word| {
        let (short, _) = WORDINGS.iter().find(|(_, wordings)| wordings.contains(&word.as_str()))?;
        Some(*short)
    })
}

/// Chooses the word of a customer's list that says the same as `short`; `None` if the list has none or more than one.
pub fn choose_word(short: ShortAnswer, words: &[String]) -> Option<&str> {
    let mut same = words.iter().filter(|word| short_answer_of(word) == Some(short));
    let first = same.next()?;
    let is_plain =
        |word: &str| WORDINGS.iter().any(|(own, known)| *own == short && known.contains(&normal(word).as_str()));
    if same.next().is_none() {
        return Some(first);
    }
    // "Yes" beside "Yes (in two regions)": the plain word, if exactly one is plain.
    let mut plain = words.iter().filter(|word| is_plain(word));
    plain.next().filter(|_| plain.next().is_none()).map(String::as_str)
}

/// Returns the plain English word of a short answer.
pub fn plain_word(short: ShortAnswer) -> &'static str {
    match short {
        ShortAnswer::Yes => "Yes",
        ShortAnswer::No => "No",
        ShortAnswer::Partial => "Partial",
        ShortAnswer::NotApplicable => "N/A",
        ShortAnswer::Planned => "Planned",
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
        let choose = |short: ShortAnswer, words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            choose_word(short, &words).map(str::to_owned)
        };
        assert_eq!(choose(ShortAnswer::Yes, &["Yes", "No", "Partial"]).as_deref(), Some("Yes"));
        assert_eq!(choose(ShortAnswer::Yes, &["Compliant", "Non-compliant", "N/A"]).as_deref(), Some("Compliant"));
        assert_eq!(choose(ShortAnswer::No, &["Compliant", "Non-compliant", "N/A"]).as_deref(), Some("Non-compliant"));
        assert_eq!(choose(ShortAnswer::NotApplicable, &["Y", "N", "N/A"]).as_deref(), Some("N/A"));
        assert_eq!(choose(ShortAnswer::Yes, &["Yes, with exceptions", "YES", "no"]).as_deref(), Some("YES"));
        assert_eq!(choose(ShortAnswer::Yes, &["Yes (fully)", "Yes (in part)"]), None);
        assert_eq!(choose(ShortAnswer::Yes, &["Yes, with exceptions", "No"]), None);
        assert_eq!(choose(ShortAnswer::Partial, &["Yes", "No"]), None);
        assert_eq!(
            choose(ShortAnswer::Planned, &["Implemented", "Not implemented", "Planned"]).as_deref(),
            Some("Planned")
        );
    }
}
