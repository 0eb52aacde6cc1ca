//! Texts of a source as they are kept: on one line, without characters that control the display.

/// Returns `text` without blanks at its ends, each run of control characters as a blank, and without the characters that change
/// the direction of what follows (Unicode 16, "Bidirectional Algorithm", explicit formatting characters): with them a name can
/// look like another one.
pub fn plain_text(text: &str) -> String {
    let is_direction = |letter: char| matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let mut plain = String::with_capacity(text.len());
    for letter in text.trim().chars().filter(|letter| !is_direction(*letter)) {
        if !letter.is_control() {
            plain.push(letter);
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn what_controls_the_display_is_gone_and_all_else_stays() {
        assert_eq!(plain_text("\u{202E}gpj.exe\u{0}"), "gpj.exe");
        assert_eq!(plain_text(" Globex\r\n\tcore\u{7}\u{9b}x\u{2066} "), "Globex core x");
        for kept in ["שלום Ltd", "👩\u{200D}💻", "a  b", "Ünï <b>", ""] {
            assert_eq!(plain_text(kept), kept);
        }
    }
}
