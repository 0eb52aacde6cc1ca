//! Texts that a page takes from other files, put where they are included.
//!
//! Read are the snippets of `PyMdown` Extensions (`--8<-- "file"`), `{! file !}`, `{* file *}`, `{% include "file" %}` and
//! `{% include-markdown "file" %}`. What leads out of the folder, into itself or to no file stays where it is and is listed.

use super::lines::{Line, code_mask, indent, lines_of};
use super::log::Log;
use super::repository::{Repository, ending, folder_of, join};

/// How deep included files may include others.
const DEEPEST: usize = 10;
/// The most lines that one page may take from other files.
pub(super) const MOST_LINES: usize = 50_000;

/// Where included files are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) repository: &'a Repository,
    /// Folders from which paths count, in the order in which they are tried, before the folder of the page.
    pub(super) folders: &'a [String],
}

/// What a line includes.
struct Inclusion<'a> {
    name: &'static str,
    path: &'a str,
    form: Form,
}

/// How the included text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Code,
}

/// Replaces the lines of `page` that include files by the lines of those files.
pub(super) fn resolve(lines: Vec<Line>, page: &str, sources: Sources<'_>, log: &mut Log) -> Vec<Line> {
    let mut made = Vec::with_capacity(lines.len());
    let mut resolver = Resolver { sources, log, open: vec![page.to_owned()], taken: 0 };
    resolver.add(lines, &mut made);
    made
}

/// Finds the file that `path` names in the file at `from`.
pub(super) fn find(path: &str, from: &str, sources: Sources<'_>) -> Result<String, &'static str> {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let bare = path.trim_start_matches('/');
    let folders = sources.folders.iter().map(String::as_str).chain([folder_of(from)]);
    let (mut is_outside, mut found) = (false, None);
    for folder in folders {
        match join(folder, bare) {
            None => is_outside = true,
            Some(joined) if found.is_none() && sources.repository.has(&joined) => found = Some(joined),
            Some(_) => {}
        }
    }
    found.ok_or(if is_outside { "it is outside the folder that is imported" } else { "there is no such file" })
}

struct Resolver<'a> {
    sources: Sources<'a>,
    log: &'a mut Log,
    /// The page and the files that are being included, the innermost last.
    open: Vec<String>,
    taken: usize,
}

impl Resolver<'_> {
    fn add(&mut self, lines: Vec<Line>, made: &mut Vec<Line>) {
        let code = code_mask(&lines);
        let mut block = false;
        for (line, is_code) in lines.into_iter().zip(code) {
            let text = line.text.trim().to_owned();
            let text = text.as_str();
            if is_scissors(text) {
                block = !block;
                continue;
            }
            let inclusion = if block { in_block(text) } else { inclusion_of(text) };
            match inclusion {
                Some(_) if block && text.is_empty() => {}
                // Inside a fence the include of a template engine is an example.
                Some(inclusion) if !(is_code && inclusion.name == "include") => self.include(&inclusion, &line, made),
                _ => made.push(line),
            }
        }
    }

    fn include(&mut self, inclusion: &Inclusion<'_>, line: &Line, made: &mut Vec<Line>) {
        match self.text_of(inclusion) {
            Err(why) => {
                self.log.left_out(inclusion.name, line.number, format!("{}: {why}", inclusion.path));
                // A comment shows an author where the text was.
                made.push(Line::new(
                    format!("<!-- not included: {} -->", inclusion.path.replace("--", "- -")),
                    line.number,
                ));
            }
            Ok((path, text)) => {
                self.log.carried(inclusion.name, line.number);
                let own = " ".repeat(indent(&line.text));
                let mut lines = lines_of(&text, 1);
                if inclusion.form == Form::Code {
                    lines.insert(0, Line::new(format!("```{}", ending(&path)), 1));
                    lines.push(Line::new("```", 1));
                }
                for inner in &mut lines {
                    inner.number = line.number;
                    if !inner.is_blank() {
                        inner.text.insert_str(0, &own);
                    }
                }
                self.taken += lines.len();
                self.open.push(path);
                self.add(lines, made);
                self.open.pop();
            }
        }
    }

    fn text_of(&self, inclusion: &Inclusion<'_>) -> Result<(String, String), &'static str> {
        if inclusion.path.contains("://") {
            return Err("it is on another site");
        }
        let (path, part) = part_of(inclusion.path);
        let from = self.open.last().map_or("", String::as_str);
        let found = find(path, from, self.sources)?;
        if self.open.contains(&found) {
            return Err("it includes itself");
        }
        if self.open.len() > DEEPEST {
            return Err("files are included deeper than 10 levels");
        }
        let text = self.sources.repository.text(&found).ok_or("it is not a text that can be read")?;
        if self.taken > MOST_LINES {
            return Err("the page includes more than 50,000 lines");
        }
        let (_, text) = super::front_matter::split(text);
        let text = match part {
            Some(part) => part.of(text).ok_or("it has no such part")?,
            None => text.lines().filter(|line| !is_part_mark(line)).collect::<Vec<_>>().join("\n"),
        };
        Ok((found, text))
    }
}

/// A part of a file.
#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    /// Lines from 1, both ends included.
    Lines(usize, usize),
    /// What is between `--8<-- [start:NAME]` and `--8<-- [end:NAME]`.
    Section(&'a str),
}

impl Part<'_> {
    fn of(&self, text: &str) -> Option<String> {
        match self {
            Self::Lines(first, last) => {
                let lines: Vec<&str> =
                    text.lines().skip(first.saturating_sub(1)).take((last + 1).saturating_sub(*first)).collect();
                (!lines.is_empty()).then(|| lines.join("\n"))
            }
            Self::Section(name) => {
                let (start, end) = (format!("[start:{name}]"), format!("[end:{name}]"));
                let mut lines = text.lines().skip_while(|line| !line.contains(&start));
                lines.next()?;
                let lines = lines.take_while(|line| !line.contains(&end)).filter(|line| !is_part_mark(line));
                Some(lines.collect::<Vec<_>>().join("\n"))
            }
        }
    }
}

/// Separates `file.md:3:9` and `file.md:name`.
fn part_of(path: &str) -> (&str, Option<Part<'_>>) {
    let Some((file, part)) = path.split_once(':') else { return (path, None) };
    let numbers: Vec<Option<usize>> = part.split(':').map(|number| number.parse().ok()).collect();
    let part = match (part, numbers.as_slice()) {
        ("", _) => return (file, None),
        (_, [Some(first)]) => Part::Lines(*first, usize::MAX - 1),
        (_, [Some(first), Some(last)]) => Part::Lines(*first, *last),
        (_, [None, Some(last)]) => Part::Lines(1, *last),
        _ => Part::Section(part),
    };
    (file, Some(part))
}

fn is_part_mark(line: &str) -> bool {
    line.contains("--8<-- [start:") || line.contains("--8<-- [end:")
}

fn is_scissors(text: &str) -> bool {
    matches!(text, "--8<--" | "-8<-" | "---8<---" | "; --8<--")
}

/// Reads a line of a block of snippets.
fn in_block(text: &str) -> Option<Inclusion<'_>> {
    let path = text.trim_matches(['"', '\'']);
    (!path.starts_with(';')).then_some(Inclusion { name: "snippet", path, form: Form::Text })
}

fn inclusion_of(text: &str) -> Option<Inclusion<'_>> {
    if let Some(rest) = text.strip_prefix("--8<--").or_else(|| text.strip_prefix("-8<-")) {
        let path = rest.trim().trim_matches(['"', '\'']);
        return (!path.is_empty() && !path.starts_with('[')).then_some(Inclusion {
            name: "snippet",
            path,
            form: Form::Text,
        });
    }
    if let Some(rest) = text.strip_prefix("{!") {
        let path = rest.strip_suffix("!}")?.trim().trim_matches(['"', '\'']);
        return Some(Inclusion { name: "included file", path, form: Form::Text });
    }
    if let Some(rest) = text.strip_prefix("{*") {
        let path = rest.strip_suffix("*}")?.split_whitespace().next()?;
        return Some(Inclusion { name: "included code", path, form: Form::Code });
    }
    let rest = text.strip_prefix("{%")?.strip_suffix("%}")?.trim_matches(['-', ' ']);
    let rest = ["include-markdown", "include_relative", "include"].iter().find_map(|word| rest.strip_prefix(word))?;
    let path = rest.trim().split(['"', '\'']).find(|part| !part.trim().is_empty())?;
    Some(Inclusion { name: "include", path: path.split_whitespace().next()?, form: Form::Text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::site::lines::joined;
    use crate::importing::site::repository::RepositoryFile;

    fn resolved(text: &str) -> (String, Vec<String>) {
        let files = [
            ("docs/parts/a.md", "---\ntitle: A\n---\nA\n--8<-- \"b.md\"\n"),
            ("docs/parts/b.md", "B\n"),
            ("docs/parts/loop.md", "{! loop2.md !}\n"),
            ("docs/parts/loop2.md", "{! loop.md !}\n"),
            ("code/x.py", "one\n# --8<-- [start:two]\ntwo\n# --8<-- [end:two]\nthree\n"),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), RepositoryFile::Text(text.to_owned())));
        let repository = Repository::new(files.into_iter().collect());
        let folders = [String::new(), "docs/parts".to_owned()];
        let sources = Sources { repository: &repository, folders: &folders };
        let mut log = Log::new("docs/p.md");
        let made = resolve(lines_of(text, 1), "docs/p.md", sources, &mut log);
        let left_out = log.constructs.into_iter().filter(|one| !one.note.is_empty());
        (joined(&made), left_out.map(|one| format!("{} {}", one.place, one.note)).collect())
    }

    #[test]
    fn files_are_put_where_they_are_included() {
        assert_eq!(resolved("- x\n\n  --8<-- \"a.md\"\n").0, "- x\n\n  A\n  B\n");
        assert_eq!(resolved("```\n--8<-- \"code/x.py:two\"\n```\n").0, "```\ntwo\n```\n");
        assert_eq!(resolved("--8<-- \"code/x.py:1:1\"\n--8<--\nb.md\n\n; c.md\n--8<--\n").0, "one\nB\n; c.md\n");
        assert_eq!(resolved("{* code/x.py hl[1] *}\n").0, "```py\none\ntwo\nthree\n```\n");
        assert_eq!(resolved("{% include \"b.md\" %}\n{% include-markdown 'b.md' start=\"x\" %}\n").0, "B\nB\n");
    }

    #[test]
    fn circles_files_outside_and_missing_ones_are_listed() {
        let (text, left_out) =
            resolved("{! loop.md !}\n{!../../secret.md!}\n--8<-- \"gone.md\"\n--8<-- \"https://a.example/b.md\"\n");
        assert_eq!(
            text,
            "<!-- not included: loop.md -->\n<!-- not included: ../../secret.md -->\n<!-- not included: gone.md -->\n<!-- not included: https://a.example/b.md -->\n"
        );
        assert_eq!(
            left_out,
            [
                "line 1 loop.md: it includes itself",
                "line 2 ../../secret.md: it is outside the folder that is imported",
                "line 3 gone.md: there is no such file",
                "line 4 https://a.example/b.md: it is on another site",
            ]
        );
    }
}
