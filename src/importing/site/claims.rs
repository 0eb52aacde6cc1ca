//! Statements about competitors that name their source: the source becomes a footnote, without a date.

use super::lines::{code_mask, lines_of};
use super::log::Log;
use crate::importing::Competitors;
use std::fmt::Write as _;

/// Gives each sentence that names a competitor and links to another site a footnote with the address. It is not recorded when
/// that was checked, so none has a date.
pub(super) fn with_sources(text: &str, competitors: &Competitors, log: &mut Log) -> String {
    if competitors.named(text).is_empty() {
        return text.to_owned();
    }
    let lines = lines_of(text, 1);
    let code = code_mask(&lines);
    let (mut made, mut notes) = (String::with_capacity(text.len()), Vec::new());
    for (line, is_code) in lines.iter().zip(code) {
        let is_prose = !is_code && !line.text.starts_with(['#', '|', '<', '[']) && !line.text.starts_with("    ");
        if !is_prose || !line.text.contains("](http") {
            made.push_str(&line.text);
            made.push('\n');
            continue;
        }
        for sentence in sentences(&line.text) {
            let is_about = |address: &&str| {
                !sentence.contains("[^") && !competitors.named(&sentence.replace(*address, "")).is_empty()
            };
            let address = address_in(sentence).filter(is_about);
            match address {
                None => made.push_str(sentence),
                Some(address) => {
                    let label = format!("source-{}", notes.len() + 1);
                    let bare = sentence.trim_end();
                    // Writing to a string cannot fail.
                    let _ = write!(made, "{bare}[^{label}]{}", sentence.get(bare.len()..).unwrap_or_default());
                    notes.push(format!("[^{label}]: <{address}>"));
                }
            }
        }
        made.push('\n');
    }
    if !notes.is_empty() {
        log.changed(
            "statement about a competitor",
            0,
            format!("{} with a source and without a date: not proven", notes.len()),
        );
        made.push('\n');
        made.push_str(&notes.join("\n\n"));
        made.push('\n');
    }
    made
}

/// Parts a line at the ends of its sentences; addresses of links hold none.
fn sentences(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    let mut symbols = text.char_indices().peekable();
    while let Some((at, symbol)) = symbols.next() {
        match symbol {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '.' | '!' | '?' if depth == 0 && symbols.peek().is_some_and(|(_, next)| *next == ' ') => {
                parts.extend(text.get(start..=at));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    parts
}

fn address_in(sentence: &str) -> Option<&str> {
    let at = sentence.find("](http")?;
    let address = sentence.get(at + 2..)?.split([')', ' ']).next()?;
    (!address.contains(['<', '>'])).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_sentence_with_a_name_and_a_link_gets_a_source() {
        let text = "We do. Globex stops at 5 TB ([docs](https://globex.example/a.b)). See [us](https://us.example).\n- Globexer [x](https://a.example)\n";
        let mut log = Log::new("a.md");
        let made = with_sources(text, &Competitors::new(["Globex".to_owned()]), &mut log);
        assert_eq!(
            made,
            "We do. Globex stops at 5 TB ([docs](https://globex.example/a.b)).[^source-1] See [us](https://us.example).\n- Globexer [x](https://a.example)\n\n[^source-1]: <https://globex.example/a.b>\n"
        );
        assert_eq!(log.constructs.len(), 1);
        assert_eq!(with_sources(text, &Competitors::new([]), &mut log), text);
    }
}
