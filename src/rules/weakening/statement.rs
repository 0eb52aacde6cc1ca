//! The words of a statement, without the marks around them.

/// Returns the words of `markdown` in small letters, each followed by a blank; citations `[^label]` and addresses of links
/// are left out.
pub(super) fn statement_words(markdown: &str) -> String {
    let mut words = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(symbol) = rest.chars().next() {
        let skipped = if rest.starts_with("[^") {
            rest.find(']').map(|end| end + 1)
        } else if rest.starts_with("](") {
            rest.find(')').map(|end| end + 1)
        } else {
            None
        };
        if let Some(skipped) = skipped {
            close(&mut words);
            rest = rest.get(skipped..).unwrap_or_default();
            continue;
        }
        if symbol.is_alphanumeric() || symbol == '%' {
            words.extend(symbol.to_lowercase());
        } else if !matches!(symbol, '*' | '_' | '`' | '\'' | '’') {
            close(&mut words);
        }
        rest = rest.get(symbol.len_utf8()..).unwrap_or_default();
    }
    close(&mut words);
    words
}

/// Ends the last word, if it has not ended.
fn close(words: &mut String) {
    if !words.is_empty() && !words.ends_with(' ') {
        words.push(' ');
    }
}

/// Returns whether at least half of the words of both are the same: an edit of a statement, not another statement.
pub(super) fn is_edit(one: &str, other: &str) -> bool {
    let mut left: Vec<&str> = other.split(' ').filter(|word| !word.is_empty()).collect();
    let words: Vec<&str> = one.split(' ').filter(|word| !word.is_empty()).collect();
    let all = words.len().max(left.len());
    let mut shared = 0;
    for word in words {
        if let Some(at) = left.iter().position(|known| *known == word) {
            left.swap_remove(at);
            shared += 1;
        }
    }
    all > 0 && shared * 2 >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_citations_and_addresses_are_not_words() {
        for (markdown, expected) in [
            ("**Globex** stops at [5 TB](https://e.example/a_b) a day.[^cap]", "globex stops at 5 tb a day "),
            ("It doesn’t scale.[^a][^b]", "it doesnt scale "),
            ("Up to 99.9 % (or more)", "up to 99 9 % or more "),
            ("[^only]", ""),
            ("An [^open", "an open "),
            ("", ""),
        ] {
            assert_eq!(statement_words(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn half_of_the_words_make_an_edit() {
        assert!(is_edit("a b c d ", "a b x y "));
        assert!(!is_edit("a b c d ", "a x y z "));
        assert!(is_edit("a b ", "a b "));
        assert!(!is_edit("a a ", "a b c d "), "each word counts once");
        assert!(!is_edit("", ""));
    }
}
