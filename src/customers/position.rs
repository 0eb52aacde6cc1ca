//! Whether a capital can come from the place of a word rather than from a name.

/// Returns whether the word at byte `start` of `text` begins a sentence, a list item or a cell, or is in a heading or a title.
pub(super) fn capital_is_expected(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let (above, line) = before.rsplit_once('\n').unwrap_or(("", before));
    let own = line.trim_start_matches([' ', '\t', '>']);
    if own.starts_with('#') || own.starts_with("title:") {
        return true;
    }
    let said = line.trim_end_matches([' ', '\t', '*', '_', '`', '"', '\'', '(', '[', '“', '„', '‘', '«']);
    let marker = said.trim_start_matches([' ', '\t', '>', '-', '*', '+', '|', '.', ')']);
    let is_numbered = marker.trim_end_matches(['.', ')']).chars().all(|symbol| symbol.is_ascii_digit());
    if !is_numbered {
        return said.ends_with(['.', '!', '?', '|', ',', ';', '\t', '…']) && !said.ends_with([',', ';']);
    }
    let previous = above.trim_end_matches('\r').rsplit('\n').next().unwrap_or_default().trim();
    let goes_on = said.is_empty() && line.len() == own.len() && !previous.is_empty();
    !goes_on || previous.ends_with(['.', '!', '?', ':', '|'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_expected_where_sentences_begin_and_in_headings() {
        let expected = |text: &str| capital_is_expected(text, text.find("Gap").unwrap());
        for text in [
            "Gap",
            "- Gap",
            "1. Gap",
            "> **Gap",
            "It is. Gap",
            "It is.\nGap",
            "| a | Gap",
            "| Gap",
            "## Closing the Gap",
            "title: Closing the Gap",
            "it is\n\nGap",
        ] {
            assert!(expected(text), "{text}");
        }
        for text in ["for Gap", "for\nGap", "customer: Gap", "for, Gap", "a 1 Gap", "(see Gap", "for **Gap**"] {
            assert!(!expected(text), "{text}");
        }
    }
}
