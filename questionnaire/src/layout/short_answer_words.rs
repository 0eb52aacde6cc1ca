//! The words people use for yes and no.

use super::word_table::lines;
use crate::short_answer::ShortAnswer;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const ALL: [ShortAnswer; 5] =
    [ShortAnswer::Yes, ShortAnswer::No, ShortAnswer::Partial, ShortAnswer::NotApplicable, ShortAnswer::Planned];

/// The short answer that each wording says, by its normal form.
static WORDINGS: LazyLock<BTreeMap<String, ShortAnswer>> = LazyLock::new(|| {
    let short = |section: &str| ALL.into_iter().find(|short| short.word() == section);
    let lines = lines(include_str!("words/short_answers.txt"));
    lines.filter_map(|(section, wording)| Some((normal(wording), short(section)?))).collect()
});

/// Reads a word of a list; a word with an addition ("Yes - fully implemented") counts by what comes before it, one with
/// a number or code in front ("1 - Yes", "PC: partially compliant") by what comes after it.
pub fn short_answer_of(word: &str) -> Option<ShortAnswer> {
    let whole = normal(word);
    let is_qualified =
        ["except", "partial", "workaround", "planned", "limit", "custom"].iter().any(|word| whole.contains(word));
    let head = if is_qualified { "" } else { head_of(word) };
    let tail = tail_of(word);
    [whole.as_str(), &normal(head), &normal(tail)]
        .into_iter()
        .find_map(plain_meaning)
        .or_else(|| (tail.len() < word.len() && !tail.is_empty()).then(|| short_answer_of(tail)).flatten())
}

/// Returns what a wording in normal form means, without looking at its parts.
pub(super) fn plain_meaning(normal: &str) -> Option<ShortAnswer> {
    WORDINGS.get(normal).copied()
}

fn head_of(word: &str) -> &str {
    let head = word.split([',', ';', ':', '(', '–', '—']).next().unwrap_or_default();
    head.split(" - ").next().unwrap_or_default()
}

/// Returns what follows a number or a code of at most three characters: `1 - Yes`, `2) No`, `PC = Partially compliant`.
fn tail_of(word: &str) -> &str {
    let trimmed = word.trim().trim_start_matches(['(', '[']);
    let Some(end) = trimmed.find(|character: char| !character.is_alphanumeric()) else { return "" };
    let (code, rest) = trimmed.split_at_checked(end).unwrap_or_default();
    let is_number = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    let is_code = (1..=3).contains(&code.chars().count());
    let after = rest.trim_start();
    let marked = after.trim_start_matches(['-', '–', '—', ':', '=', ')', ']', '.']);
    let has_mark = marked.len() < after.len() && !(rest.starts_with('-') && !rest.starts_with("- ") && !is_number);
    if (is_number && rest.len() > marked.len() || is_code && has_mark) && plain_meaning(&normal(code)).is_none() {
        marked.trim()
    } else {
        ""
    }
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
    fn numbers_and_codes_before_a_word_are_passed_over() {
        for (word, expected) in [
            ("1 - Yes", Some(ShortAnswer::Yes)),
            ("1-Yes", Some(ShortAnswer::Yes)),
            ("2) No", Some(ShortAnswer::No)),
            ("3. Partially", Some(ShortAnswer::Partial)),
            ("0: N/A", Some(ShortAnswer::NotApplicable)),
            ("(1) Fully compliant", Some(ShortAnswer::Yes)),
            ("PC = Partially compliant", Some(ShortAnswer::Partial)),
            ("NC: Non-compliant", Some(ShortAnswer::No)),
            ("1 - Yes, with exceptions", None),
            ("Non-compliant", Some(ShortAnswer::No)),
            ("No - yes, later", Some(ShortAnswer::No)),
            ("C", None),
            ("1", None),
            ("ISO: yes we are", None),
            ("Nicht zutreffend", Some(ShortAnswer::NotApplicable)),
            ("Sí", Some(ShortAnswer::Yes)),
            ("", None),
        ] {
            assert_eq!(short_answer_of(word), expected, "{word}");
        }
    }
}
