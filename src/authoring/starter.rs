//! The files of a site that builds at once.

use super::new_file::NewFile;
use chrono::NaiveDate;

/// What Git should not keep: the built site, its record and lock, and what can be made again.
pub const GITIGNORE_LINES: [&str; 3] = ["/public/", "/.public.fieldbook/", "/.fieldbook/"];

/// Returns settings, a competitor with its battlecard, and an answer; the one claim counts as verified on `today`.
pub fn starter_files(today: NaiveDate) -> Vec<NewFile> {
    let files = [
        ("site.toml", include_str!("starter/site.toml")),
        ("content/competitors/globex.md", include_str!("starter/competitor.md")),
        ("content/battlecards/globex.md", include_str!("starter/battlecard.md")),
        ("content/answers/encryption-at-rest.md", include_str!("starter/answer.md")),
    ];
    let today = today.to_string();
    let file = |(path, text): (&str, &str)| NewFile { path: path.to_owned(), text: text.replace("{today}", &today) };
    files.map(file).into()
}

/// Returns `text` with each of `lines` that it lacks added at its end, with its own line ends.
pub fn with_lines(text: &str, lines: &[&str]) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut whole = text.to_owned();
    for line in lines {
        if text.lines().any(|known| known.trim() == *line) {
            continue;
        }
        if !whole.is_empty() && !whole.ends_with('\n') {
            whole.push_str(end);
        }
        whole.push_str(line);
        whole.push_str(end);
    }
    whole
}
