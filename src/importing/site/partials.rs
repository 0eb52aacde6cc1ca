//! Parts of MDX: pages that a page imports and shows as components.

use super::includes::{MOST_LINES, Sources, find};
use super::lines::{Line, code_mask, indent, lines_of};
use super::log::Log;
use super::{front_matter, mdx};

/// How deep parts may show others.
const DEEPEST: usize = 6;

/// Takes scripts out of the page at `from`, and puts the pages that were imported where their components are.
pub(super) fn with_partials(lines: Vec<Line>, from: &str, sources: Sources<'_>, log: &mut Log) -> Vec<Line> {
    Parts { sources, log, open: vec![from.to_owned()], taken: 0 }.resolve(lines)
}

struct Parts<'a> {
    sources: Sources<'a>,
    log: &'a mut Log,
    /// The page and the parts that are being read, the innermost last.
    open: Vec<String>,
    /// How many lines the page took from parts.
    taken: usize,
}

impl Parts<'_> {
    fn resolve(&mut self, lines: Vec<Line>) -> Vec<Line> {
        let (lines, partials) = mdx::without_scripts(lines, self.log);
        if partials.is_empty() {
            return lines;
        }
        let code = code_mask(&lines);
        let mut made = Vec::with_capacity(lines.len());
        for (line, is_code) in lines.into_iter().zip(code) {
            let name = line.text.trim().strip_prefix('<').and_then(|rest| rest.strip_suffix("/>"));
            let name = name.and_then(|rest| rest.split_whitespace().next());
            let Some(path) = name.and_then(|name| partials.get(name)).filter(|_| !is_code) else {
                made.push(line);
                continue;
            };
            match self.text_of(path.strip_prefix("@site/").unwrap_or(path)) {
                Err(why) => self.log.left_out("MDX part", line.number, format!("{path}: {why}")),
                Ok((found, text)) => {
                    self.log.carried("MDX part", line.number);
                    made.extend(self.part(&line, found, &text));
                }
            }
        }
        made
    }

    fn part(&mut self, line: &Line, path: String, text: &str) -> Vec<Line> {
        let mut inner = lines_of(front_matter::split(text).1, 1);
        for inner in &mut inner {
            inner.number = line.number;
        }
        self.taken += inner.len();
        self.open.push(path);
        let inner = self.resolve(inner);
        self.open.pop();
        let own = " ".repeat(indent(&line.text));
        inner.into_iter().map(|inner| Line::new(format!("{own}{}", inner.text), line.number)).collect()
    }

    fn text_of(&self, path: &str) -> Result<(String, String), &'static str> {
        let found = find(path, self.open.last().map_or("", String::as_str), self.sources)?;
        if self.open.contains(&found) {
            return Err("it includes itself");
        }
        if self.open.len() > DEEPEST {
            return Err("files are included deeper than 6 levels");
        }
        let text = self.sources.repository.text(&found).ok_or("it is not a text that can be read")?;
        if self.taken > MOST_LINES {
            return Err("the page includes more than 50,000 lines");
        }
        Ok((found, text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::site::lines::joined;
    use crate::importing::site::repository::{Repository, RepositoryFile};

    #[test]
    fn parts_are_put_where_they_are_shown_and_circles_are_listed() {
        let files = [
            ("docs/_a.mdx", "import B from './_b.mdx';\n\nA\n\n<B />\n"),
            ("docs/_b.mdx", "import A from './_a.mdx';\n\nB\n\n<A />\n"),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), RepositoryFile::Text(text.to_owned())));
        let repository = Repository::new(files.into_iter().collect());
        let sources = Sources { repository: &repository, folders: &[] };
        let mut log = Log::new("docs/p.mdx");
        let page = "import A from './_a.mdx';\nimport C from '../../c.mdx';\n\n- x\n\n  <A />\n\n<C />\n";
        let made = joined(&with_partials(lines_of(page, 1), "docs/p.mdx", sources, &mut log));
        let tidy: Vec<&str> = made.lines().filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(tidy, ["- x", "  A", "  B"]);
        let left_out: Vec<String> = log
            .constructs
            .into_iter()
            .filter(|one| !one.note.is_empty())
            .map(|one| format!("{} {}", one.place, one.note))
            .collect();
        assert_eq!(
            left_out,
            ["line 6 ./_a.mdx: it includes itself", "line 8 ../../c.mdx: it is outside the folder that is imported"]
        );
    }
}
