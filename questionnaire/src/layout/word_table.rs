//! The word lists of this room: sections of lines in a text file that is part of the program.

/// Returns the lines of a word list with the section that each is in. A line `[name]` begins a section; empty lines and
/// lines that begin with `#` and a space are comments.
pub(super) fn lines(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    text.lines().filter_map(move |line| {
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            section = name;
            return None;
        }
        let is_comment = line.is_empty() || line.starts_with("# ");
        (!is_comment).then_some((section, line))
    })
}

/// Returns the words of one section, in their order.
pub(super) fn words_of(text: &'static str, name: &'static str) -> Vec<&'static str> {
    lines(text).filter(|(section, _)| *section == name).flat_map(|(_, line)| line.split_whitespace()).collect()
}
