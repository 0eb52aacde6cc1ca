//! Front matter of other tools, made to fit.
//!
//! The reader of entries says what it does not take, and exactly those keys become comments where they stand; a few
//! keys that mean the same as ours are renamed. Not one byte of the body changes.

use crate::config::{Root, Settings};
use crate::entry::{Context, read_entries};
use crate::finding::Finding;
use crate::source::SourceFile;
use crate::values::{INVALID_FRONT_MATTER, MISSING_FIELD, UNKNOWN_KEY, WRONG_TYPE, quoted};

/// Keys of other tools and ours that mean the same: Jekyll, Hugo, Docusaurus, MkDocs, Obsidian.
const SAME: [(&str, &str); 6] = [
    ("description", "summary"),
    ("excerpt", "summary"),
    ("subtitle", "summary"),
    ("keywords", "tags"),
    ("categories", "tags"),
    ("tag", "tags"),
];

/// Where a file will be and what it is read against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) settings: &'a Settings,
    pub(super) root: &'a Root,
    /// The target folder from the site's folder.
    pub(super) into: &'a str,
}

/// A text that fits, and what was done to it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fitted {
    pub(super) text: String,
    pub(super) notes: Vec<String>,
}

/// A key with its value, as the lines that were written.
#[derive(Debug, Clone)]
struct Block {
    key: String,
    lines: String,
    is_comment: bool,
}

/// Makes the front matter of `text` fit; the body stays as it is.
pub(super) fn fit(path: &str, text: &str, site: Site<'_>) -> Fitted {
    let (mark, rest) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let end = if rest.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    let (mut blocks, body, is_new) = match split(rest) {
        Some((front, body)) => (blocks(front), body, false),
        None => (Vec::new(), rest, true),
    };
    let mut notes = rename(&mut blocks);
    let front = |blocks: &[Block]| {
        let lines: String = blocks.iter().map(shown).collect();
        if lines.is_empty() && is_new && !body.starts_with("---") {
            String::new()
        } else {
            format!("---{end}{lines}---{end}")
        }
    };
    for _ in 0..=blocks.len() {
        let misfits = misfits(&findings(path, &format!("{}{body}", front(&blocks)), site), &blocks, end);
        if misfits.is_empty() {
            break;
        }
        for index in misfits {
            if let Some(block) = blocks.get_mut(index) {
                block.is_comment = true;
            }
        }
    }
    let kept: Vec<&str> = blocks
        .iter()
        .filter(|block| block.is_comment && !block.key.is_empty())
        .map(|block| block.key.as_str())
        .collect();
    if !kept.is_empty() {
        notes.push(format!("kept as comments: {}", kept.join(", ")));
    }
    let found = findings(path, &format!("{}{body}", front(&blocks)), site);
    for (key, value, note) in missing_fields(path, &found) {
        blocks.push(Block { key: key.to_owned(), lines: format!("{key}: {value}{end}"), is_comment: false });
        notes.push(note);
    }
    let front = front(&blocks);
    if is_new && front.len() == 2 * (3 + end.len()) {
        notes.push("empty front matter added, since the text begins with a rule".to_owned());
    }
    Fitted { text: format!("{mark}{front}{body}"), notes }
}

/// Cuts off front matter between `---` lines, or between the `+++` lines of Hugo's TOML.
fn split(text: &str) -> Option<(&str, &str)> {
    let fence = text.get(..3).filter(|fence| matches!(*fence, "---" | "+++"))?;
    let first = text.split_inclusive('\n').next().filter(|line| line.trim_end() == fence)?;
    let mut at = first.len();
    for line in text.get(at..)?.split_inclusive('\n') {
        let is_end = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
        if is_end {
            return Some((text.get(first.len()..at)?, text.get(at + line.len()..)?));
        }
        at += line.len();
    }
    None
}

/// Parts front matter at the lines that begin a key.
fn blocks(front: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in front.split_inclusive('\n') {
        let key = line.split_once([':', '=']).map(|(key, _)| key.trim().trim_matches('"'));
        let key = key.filter(|key| {
            !key.is_empty()
                && line.starts_with(|symbol: char| symbol.is_alphanumeric() || symbol == '"' || symbol == '_')
        });
        match (key, blocks.last_mut()) {
            (None, Some(block)) => block.lines.push_str(line),
            (key, _) => blocks.push(Block {
                key: key.unwrap_or_default().to_owned(),
                lines: toml_line(line).unwrap_or_else(|| line.to_owned()),
                is_comment: false,
            }),
        }
    }
    blocks
}

/// Writes `key = value` as `key: value`; what YAML reads otherwise becomes a comment later.
fn toml_line(line: &str) -> Option<String> {
    let (key, value) = line.split_once('=')?;
    let is_key = key.trim().chars().all(|symbol| symbol.is_ascii_alphanumeric() || matches!(symbol, '_' | '-'));
    (is_key && !key.contains(':')).then(|| format!("{}: {}", key.trim(), value.trim_start()))
}

fn rename(blocks: &mut [Block]) -> Vec<String> {
    let mut notes = Vec::new();
    for (theirs, ours) in SAME {
        if blocks.iter().any(|block| block.key == ours) {
            continue;
        }
        let Some(block) = blocks.iter_mut().find(|block| block.key == theirs) else { continue };
        if let Some(rest) = block.lines.strip_prefix(theirs) {
            block.lines = format!("{ours}{rest}");
            ours.clone_into(&mut block.key);
            notes.push(format!("{theirs} is now {ours}"));
        }
    }
    notes
}

fn shown(block: &Block) -> String {
    let line =
        |line: &str| if block.is_comment && !line.starts_with('#') { format!("# {line}") } else { line.to_owned() };
    block.lines.split_inclusive('\n').map(line).collect()
}

fn findings(path: &str, text: &str, site: Site<'_>) -> Vec<Finding> {
    let file = SourceFile::new(&format!("{}/{path}", site.into.trim_end_matches('/')), text.to_owned());
    read_entries(&file, Context { settings: site.settings, root: site.root }).findings
}

/// Returns the blocks in which a finding is that a comment settles.
fn misfits(findings: &[Finding], blocks: &[Block], end: &str) -> Vec<usize> {
    let settled = [INVALID_FRONT_MATTER.id, UNKNOWN_KEY.id, WRONG_TYPE.id];
    let mut ends = Vec::with_capacity(blocks.len());
    let mut at = 3 + end.len();
    for block in blocks {
        at += shown(block).len();
        ends.push(at);
    }
    let front_end = at;
    let mut found = Vec::new();
    for finding in findings.iter().filter(|finding| settled.contains(&finding.rule.id)) {
        let start = finding.place.span.range().start;
        if start >= front_end && finding.rule != &INVALID_FRONT_MATTER {
            continue;
        }
        let index = ends.iter().position(|end| start < *end);
        match index.filter(|index| blocks.get(*index).is_some_and(|block| !block.is_comment)) {
            Some(index) => found.push(index),
            // A fault without a block of its own, such as a quote that is never closed: everything becomes a comment.
            None if finding.rule == &INVALID_FRONT_MATTER => {
                found.extend(
                    (0..blocks.len()).filter(|index| blocks.get(*index).is_some_and(|block| !block.is_comment)),
                );
            }
            None => {}
        }
    }
    found
}

/// Returns the fields without which the entry would be an error: key, value, and what to say about it.
fn missing_fields(path: &str, findings: &[Finding]) -> Vec<(&'static str, String, String)> {
    let missing = |key: &str| {
        let named = format!("`{key}` ");
        findings.iter().any(|finding| finding.rule == &MISSING_FIELD && finding.message.starts_with(&named))
    };
    let mut missing_fields = Vec::new();
    if missing("title") {
        let name = name(path);
        missing_fields.push(("title", quoted(&name), format!("title taken from the name: {name}")));
    }
    let others = findings.iter().filter(|finding| finding.rule == &MISSING_FIELD);
    if others.filter(|finding| !finding.message.starts_with("`title` ")).count() > 0 {
        missing_fields.push((
            "kind",
            "page".to_owned(),
            "kind: page, since it lacks fields that its folder's kind requires".to_owned(),
        ));
    }
    missing_fields
}

/// Returns the file's name in words; for an index, its folder's.
fn name(path: &str) -> String {
    let mut parts = path.rsplit('/');
    let stem = parts.next().unwrap_or(path).split('.').next().unwrap_or_default();
    let stem = if matches!(stem, "index" | "README" | "_index") { parts.next().unwrap_or(stem) } else { stem };
    stem.replace(['-', '_'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::default_settings;
    use proptest::prelude::*;

    fn fit_in(path: &str, text: &str) -> Fitted {
        let settings = default_settings();
        fit(path, text, Site { settings: &settings, root: &settings.roots[0], into: "content" })
    }

    #[test]
    fn foreign_keys_become_comments_and_the_body_stays() {
        let text = "---\ntitle: Hiring\ndescription: How we hire\nlayout: wide\nmenu:\n  main:\n    weight: 3\ntags: [a]\ndate: 2020-01-01\n---\n\nBody --- \r\n\ttext";
        let expected = "---\ntitle: Hiring\nsummary: How we hire\n# layout: wide\n# menu:\n#   main:\n#     weight: 3\ntags: [a]\n# date: 2020-01-01\n---\n\nBody --- \r\n\ttext";
        let notes = ["description is now summary", "kept as comments: layout, menu, date"];
        assert_eq!(
            fit_in("team/hiring.md", text),
            Fitted { text: expected.to_owned(), notes: notes.map(str::to_owned).into() }
        );
    }

    #[test]
    fn what_needs_nothing_stays_byte_for_byte() {
        for text in ["# A\r\n\r\nb", "\u{feff}# A\n", "---\ntitle: A\n---\nb", ""] {
            let fitted = fit_in("a.md", text);
            if !text.is_empty() {
                assert_eq!(fitted, Fitted { text: text.to_owned(), notes: vec![] });
            }
        }
    }

    #[test]
    fn odd_beginnings_are_settled() {
        let shown = |path: &str, text: &str| fit_in(path, text).text;
        assert_eq!(shown("a.md", "---\n# Never closed\n"), "---\n---\n---\n# Never closed\n");
        assert_eq!(shown("a.md", "---\ntitle: \"open\nx: y\n---\n# B\n"), "---\n# title: \"open\n# x: y\n---\n# B\n");
        assert_eq!(shown("a/index.md", "words"), "---\ntitle: a\n---\nwords");
        assert_eq!(shown("guides/x.md", "# T\n"), "---\nkind: page\n---\n# T\n");
        assert_eq!(
            shown("a.md", "+++\ntitle = \"T\"\nweight = 3\n+++\nB\n"),
            "---\ntitle: \"T\"\n# weight: 3\n---\nB\n"
        );
    }

    proptest! {
        #[test]
        fn the_body_is_the_end_of_what_is_written(front in "([a-z]{1,6}: [\\[\\]a-z\"'{]{0,8}\n){0,5}", body in "\\PC{0,40}") {
            for text in [body.clone(), format!("---\n{front}---\n{body}")] {
                let fitted = fit_in("folder/name.md", &text);
                prop_assert!(fitted.text.ends_with(&body), "{:?}", fitted.text);
                let settings = default_settings();
                let site = Site { settings: &settings, root: &settings.roots[0], into: "content" };
                let shape = |finding: &Finding| finding.rule.id.starts_with("schema/") && finding.rule.id != "schema/duplicate-id";
                prop_assert_eq!(findings("folder/name.md", &fitted.text, site).iter().filter(|finding| shape(finding)).count(), 0, "{:?}", fitted.text);
            }
        }
    }
}
