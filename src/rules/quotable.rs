//! What of an author's text may be in a message.
//!
//! Messages go to logs and to other people's screens. They carry ids, dates, numbers and paths; a text that could be
//! a password is never repeated, whatever the secret rules think of it.

/// Returns `text` between marks of code where it reads like an id or a path, else “this”: the place shows what.
pub(crate) fn quoted(text: &str) -> String {
    if is_quotable(text) { format!("`{text}`") } else { "this".to_owned() }
}

/// Returns the name of a company, a person or a stage as [`quoted`] does; such names have marks too: `Closed (won)`, `Hook & Ladder`.
pub(crate) fn quoted_name(name: &str) -> String {
    let plain = name.replace([',', '&', '(', ')', '\'', '+', '!', '?', ':', '%', '–', '—', '’'], " ");
    if is_quotable(&plain) { format!("`{name}`") } else { quoted(name) }
}

/// Returns whether `text` is short, of plain letters, and without a run that mixes letters and digits like a key.
pub(crate) fn is_quotable(text: &str) -> bool {
    let is_plain = |symbol: char| symbol.is_alphanumeric() || matches!(symbol, '-' | '_' | '.' | '/' | '#' | ' ');
    let mixes = |run: &str| {
        run.len() >= 16
            && run.bytes().any(|byte| byte.is_ascii_digit())
            && run.bytes().any(|byte| byte.is_ascii_alphabetic())
    };
    text.len() <= 120
        && !text.is_empty()
        && text.chars().all(is_plain)
        && !text.split(|symbol: char| !symbol.is_alphanumeric()).any(mixes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_and_keys_are_not() {
        assert!(is_quotable("pages/plan.md") && is_quotable("answers/security/iso-27001"));
        assert!(
            !is_quotable("sk4f9a8b7c6d5e4f3a2b") && !is_quotable("https://user:pw@host.example") && !is_quotable("")
        );
    }

    #[test]
    fn names_are_shown_with_their_marks_and_keys_are_not() {
        for name in ["Closed (won)!", "5: Legal & security", "O’Brien, Ann", "75 % – verbal"] {
            assert_eq!(quoted_name(name), format!("`{name}`"));
        }
        for key in ["sk4f9a8b7c6d5e4f3a2b!", "user:pw@host.example", "a`b", ""] {
            assert_eq!(quoted_name(key), "this");
        }
    }
}
