//! Sentences with counts and names, short enough for the first part of a digest.

use crate::opportunity::TLDR_WORDS;

/// Returns `count` with the word in the right number: `1 claim`, `2 claims`.
pub(super) fn counted(count: usize, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}

/// Joins `parts` as in a sentence: `a`, `a and b`, `a, b and c`.
pub(super) fn listed(parts: &[String]) -> String {
    match parts.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// Puts `name` between `before` and `after`, shortened so that the line has no more words than the first part of a digest
/// allows.
pub(super) fn fitted(before: &str, name: &str, after: &str) -> String {
    let words = |text: &str| text.split_whitespace().count();
    let room = TLDR_WORDS.saturating_sub(words(before) + words(after)).max(1);
    let mut all = name.split_whitespace();
    let kept: Vec<&str> = all.by_ref().take(room).collect();
    let mark = if all.next().is_some() { "…" } else { "" };
    [before, &format!("{}{mark}", kept.join(" ")), after].join(" ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shortened_so_that_the_line_fits() {
        let words = |count: usize| vec!["w"; count].join(" ");
        assert_eq!(fitted("The card about", &words(4), "makes no claim"), "The card about w w w w makes no claim");
        assert_eq!(fitted("The card about", &words(5), "makes no claim"), "The card about w w w w… makes no claim");
        assert_eq!(fitted("Lacks", "single sign-on", ""), "Lacks single sign-on");
    }

    #[test]
    fn counts_and_lists_read_as_sentences() {
        let part = |text: &str| text.to_owned();
        assert_eq!([counted(1, "claim", "claims"), counted(0, "claim", "claims")], ["1 claim", "0 claims"]);
        assert_eq!(listed(&[part("a"), part("b"), part("c")]), "a, b and c");
        assert_eq!([listed(&[part("a"), part("b")]), listed(&[part("a")]), listed(&[])], ["a and b", "a", ""]);
    }
}
