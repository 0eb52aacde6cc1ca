//! Text from outside on one line of a report, without control characters.

/// Makes `text` one line that cannot style or rearrange what surrounds it.
///
/// Line ends and tabs become spaces; other control characters and those that change the direction of writing (Unicode
/// Standard Annex 9, revision 50, section 2) become their escapes.
pub(super) fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for character in text.trim().replace("\r\n", "\n").chars() {
        match character {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => printable.push(' '),
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                printable.extend(character.escape_unicode());
            }
            _ if character.is_control() => printable.extend(character.escape_unicode()),
            _ => printable.push(character),
        }
    }
    printable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printable_text_is_one_line_without_commands() {
        assert_eq!(printable(" a\r\nb\tc\nd\u{2028}e "), "a b c d e");
        assert_eq!(
            printable("\u{1b}[1m\u{7f}\u{9b}\u{202e}\u{2066}\u{61c}\u{200f}"),
            r"\u{1b}[1m\u{7f}\u{9b}\u{202e}\u{2066}\u{61c}\u{200f}"
        );
        assert_eq!(printable("ä😀`<|\u{200d}"), "ä😀`<|\u{200d}");
    }
}
