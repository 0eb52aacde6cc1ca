//! Text written so that Markdown shows exactly it.

/// Writes `text` with a backslash before each symbol that would be a mark. White space becomes blanks.
pub(super) fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    let symbols: Vec<char> = text.chars().collect();
    for (at, symbol) in symbols.iter().enumerate() {
        let is_word =
            |place: Option<usize>| place.and_then(|at| symbols.get(at)).is_some_and(|one| one.is_alphanumeric());
        let is_inside = *symbol == '_' && is_word(at.checked_sub(1)) && is_word(Some(at + 1));
        let is_reference = *symbol != '&' || is_word(Some(at + 1)) || symbols.get(at + 1) == Some(&'#');
        match symbol {
            '\\' | '`' | '*' | '_' | '<' | '[' | ']' | '~' | '|' | '&' if !is_inside && is_reference => {
                written.extend(['\\', *symbol]);
            }
            // Control characters would be shown as nothing, or as something else.
            _ if symbol.is_control() || *symbol == '\u{2028}' || *symbol == '\u{2029}' => written.push(' '),
            _ => written.push(*symbol),
        }
    }
    written
}

/// Keeps the beginning of a line from being read as a heading, quotation, list, rule, fence or definition.
pub(super) fn line_start(line: &str) -> String {
    let start = line.trim_start();
    let after = |count: usize| start.get(count..).is_none_or(|rest| rest.is_empty() || rest.starts_with(' '));
    let is_rule = start.len() > 1 && start.chars().all(|symbol| matches!(symbol, '=' | '-' | ' '));
    // A colon begins a definition without a blank, too.
    let is_marked = start.starts_with(['#', '>', ':'])
        || start.starts_with(['-', '+']) && after(1)
        || start.starts_with(['=', '-']) && is_rule
        || start == "=";
    if is_marked {
        return format!("\\{start}");
    }
    let digits = start.len() - start.trim_start_matches(|symbol: char| symbol.is_ascii_digit()).len();
    let is_numbered = (1..=9).contains(&digits) && start.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
    if is_numbered && after(digits + 1) {
        let (number, rest) = start.split_at(digits);
        return format!("{number}\\{rest}");
    }
    start.to_owned()
}

/// Returns an address as the target of a link; `None` if a page must not link to it.
pub(super) fn target(address: &str) -> Option<String> {
    let address = address.trim();
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_scheme = |name: &String| !name.is_empty() && !name.contains(['/', '?', '#', '.', ' ', '%']);
    let is_allowed = match scheme.filter(is_scheme) {
        Some(scheme) => ["http", "https", "mailto", "tel"].contains(&scheme.as_str()),
        // An address without a scheme is a path of the site; two slashes begin another host.
        None => !address.is_empty() && !address.starts_with("//") && !address.starts_with('\\'),
    };
    if !is_allowed || address.chars().any(char::is_control) {
        return None;
    }
    let mut written = String::with_capacity(address.len());
    for symbol in address.chars() {
        match symbol {
            ' ' => written.push_str("%20"),
            '<' => written.push_str("%3C"),
            '>' => written.push_str("%3E"),
            '(' => written.push_str("%28"),
            ')' => written.push_str("%29"),
            '|' => written.push_str("%7C"),
            '\\' => written.push_str("%5C"),
            '`' => written.push_str("%60"),
            '"' => written.push_str("%22"),
            '*' => written.push_str("%2A"),
            symbol => written.push(symbol),
        }
    }
    Some(written.replace('&', "&amp;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_and_words_are_not() {
        for (text, expected) in [
            ("a_b _c_ *d*", "a_b \\_c\\_ \\*d\\*"),
            ("<script>", "\\<script>"),
            ("R&D & AT&T &amp;", "R\\&D & AT\\&T \\&amp;"),
            ("[x](javascript:y)", "\\[x\\](javascript:y)"),
            ("a\tb\u{2028}c", "a b c"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn beginnings_of_lines_are_text() {
        for (text, expected) in [
            ("# a", "\\# a"),
            ("> a", "\\> a"),
            ("- a", "\\- a"),
            ("-5 %", "-5 %"),
            ("---", "\\---"),
            ("== ==", "\\== =="),
            ("1. a", "1\\. a"),
            ("1.5 TB", "1.5 TB"),
            ("2026) a", "2026\\) a"),
            ("1234567890. a", "1234567890. a"),
            (": a", "\\: a"),
            ("  a", "a"),
        ] {
            assert_eq!(line_start(text), expected);
        }
    }

    #[test]
    fn only_harmless_addresses_become_links() {
        for (address, expected) in [
            ("https://a.example/x y(1)", Some("https://a.example/x%20y%281%29")),
            ("mailto:a@b.example", Some("mailto:a@b.example")),
            ("../a.md#b", Some("../a.md#b")),
            ("javascript:alert(1)", None),
            ("JavaScript:alert(1)", None),
            (" data:text/html,x", None),
            ("java\nscript:x", None),
            ("file:///etc/passwd", None),
            ("//other.example", None),
            ("", None),
        ] {
            assert_eq!(target(address).as_deref(), expected, "{address}");
        }
    }
}
