//! Plain English: texts contain none of the words that the house style replaces.
//!
//! Read are comments and strings of Rust sources, rule pages up to their examples, templates, scripts, styles, recipes,
//! the documentation and the output of `--help`.

use regex::{Regex, RegexBuilder};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

/// A pattern, a text that contains it, and what to write instead.
struct Word {
    pattern: &'static str,
    example: &'static str,
    instead: &'static str,
}

const fn word(pattern: &'static str, example: &'static str, instead: &'static str) -> Word {
    Word { pattern, example, instead }
}

/// Patterns match whole words and ignore case.
const WORDS: [Word; 32] = [
    word("mend(s|ed|ing)?", "how to mend it", "fix"),
    word("whoever", "whoever reads it", "the role, or a passive"),
    word("somebody", "somebody checked it", "a person, the role, or a passive"),
    word("nobody", "nobody checked it", "a passive, or `no reader`"),
    word("stands", "it stands in a list", "is"),
    word("stand (in|at|here|there|on|below|above|beside|alone)", "notes stand below", "are"),
    word("stood", "where it stood", "was"),
    word("lies", "it lies outside", "is"),
    word("lie (in|at|on|below|above|beside|between|outside|there)", "files lie beside it", "are"),
    word(
        "(it|that|this|which|what|value|path) (is|are) no ([a-kn-z]|l[a-np-z]|m[a-np-z])\\w*",
        "that is no folder",
        "is not a",
    ),
    word("wants", "the field wants a date", "must be, or needs"),
    word("told", "the user is told", "reported, or shown"),
    word("anew", "work it out anew", "again, or ignore the cache"),
    word("says? nothing|nothing to say", "the list says nothing", "is empty, or has no content"),
    word("(nothing|none) where", "nothing where it is unknown", "`None` if"),
    word("so many", "at most so many shards", "the number of"),
    word("rests? on", "deals rest on it", "uses, or is affected by"),
    word("faulty", "a faulty claim", "has a finding"),
    word("likeliest", "the likeliest answer", "best match"),
    word("judge[sd]?", "judged for one day", "check"),
    word("silence[sd]?|silencing", "it silences a rule", "suppress"),
    word("sins?", "old sins", "findings"),
    word("tells", "the header tells why", "contains, or reports"),
    word("asks nobody|ask nobody", "ask nobody", "no network access"),
    word("asked for", "what was asked for", "requested"),
    word("gives back", "gives back a list", "returns"),
    word("hand(ed|s)? (in|over|out)", "handed in by the caller", "pass"),
    word("however (often|long|many|slow(ly)?)", "however often", "any number of times"),
    word("in one exchange", "in one exchange", "atomically"),
    word("packed already", "packed already", "precompressed"),
    word("against the world", "checked against the world", "against its source"),
    word("do(es)? not tell", "drives that do not tell", "do not report"),
];

/// Ordinary sentences that contain none of the words.
const ORDINARY: [&str; 6] = [
    "There is no file at this path, and it is no longer read.",
    "A stand-in for Notion, and a handful of standards that stand for themselves.",
    "The recommended amendment lists all believers: 20 or more.",
    "Nothing else is written; None of them where possible.",
    "It asks for a password. It is not a judgement about a stranger.",
    "Fixed since 1.2: `--offline` does not contact Notion.",
];

/// Files and folders that are read.
const READ: [&str; 21] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs",
    "src",
    "search/src",
    "search/examples",
    "questionnaire/src",
    "benches",
    "examples",
    "templates",
    "themes/default/templates",
    "themes/default/scripts",
    "themes/default/styles",
    "themes/default/head.js",
    "themes/default/search/engine.js",
    "themes/default/questionnaire/scripts",
    "action.yml",
    ".pre-commit-hooks.yaml",
    ".ci",
];

/// Beginnings of paths, and of commands, whose words are not checked yet.
const PENDING: [&str; 0] = [];

/// Texts in which a listed word is meant literally, with the reason.
const MEANT: [(&str, &str, &str); 6] = [
    ("src/rules/answers/buried_answer.rs", "nobody", "a negation in an answer"),
    ("src/rules/honesty/disparagement.rs", "“nobody”", "a word that the rule finds"),
    ("src/rules/style/unexpanded_acronym.rs", "stands for", "the words that explain an acronym"),
    ("src/prose/words/absolute.txt", "nobody", "a word that a rule finds"),
    ("src/rules/style/acronyms.txt", "NOBODY", "a word in capitals that is not an acronym"),
    ("src/prose/words/hearsay.txt", "somebody told", "phrases that a rule finds"),
];

/// A text and the line where it begins.
#[derive(Debug, PartialEq)]
struct Passage {
    line: usize,
    text: String,
}

static PATTERNS: LazyLock<Vec<(Regex, &'static Word)>> = LazyLock::new(|| {
    let compile = |word: &'static Word| {
        let pattern = format!(r"\b(?:{})\b", word.pattern);
        (RegexBuilder::new(&pattern).case_insensitive(true).build().expect("a pattern"), word)
    };
    WORDS.iter().map(compile).collect()
});

/// Comments, strings and character literals of Rust code.
static TOKENS: LazyLock<Regex> = LazyLock::new(|| {
    let tokens = r##"(?s)(?P<comment>//[^\n]*|/\*.*?\*/)|b?r#"(?P<hashed>.*?)"#|b?r?"(?P<string>(?:\\.|[^"\\])*)"|'(?:\\[^'\n]+|[^\\'\n])'"##;
    Regex::new(tokens).expect("a pattern")
});

/// Returns the comments and strings of Rust code; comments on consecutive lines are one passage.
fn rust_passages(code: &str) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let (mut line, mut end, mut last_comment) = (1, 0, 0);
    for found in TOKENS.captures_iter(code) {
        let whole = found.get(0).expect("a match");
        line += code[end..whole.start()].matches('\n').count();
        end = whole.start();
        if let Some(comment) = found.name("comment") {
            let text = comment.as_str().trim_matches(['/', '!', '*', ' ', '\n']);
            match passages.last_mut() {
                Some(last) if last_comment + 1 == line => last.text = format!("{} {text}", last.text),
                _ => passages.push(Passage { line, text: text.to_owned() }),
            }
            last_comment = line;
        } else if let Some(string) = found.name("hashed").or_else(|| found.name("string")) {
            passages.push(Passage { line, text: string.as_str().replace("\\\n", "") });
            last_comment = 0;
        }
    }
    passages
}

/// Returns the paragraphs of any other text.
fn paragraphs(text: &str) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let mut is_open = false;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim().trim_start_matches(['/', '*', '#', ' ']);
        match passages.last_mut() {
            Some(last) if is_open && !line.is_empty() => last.text = format!("{} {line}", last.text),
            _ if line.is_empty() => {}
            _ => passages.push(Passage { line: index + 1, text: line.to_owned() }),
        }
        is_open = !line.is_empty();
    }
    passages
}

/// Returns what is read of a file: of a rule page only the prose before the examples, which are content.
fn passages(path: &str, text: &str) -> Vec<Passage> {
    if Path::new(path).extension().is_some_and(|extension| extension == "rs") {
        return rust_passages(text);
    }
    let is_page = path.starts_with("src/") && text.contains("## Fails");
    let prose = if is_page { text.split("## Fails").next().unwrap_or_default() } else { text };
    paragraphs(prose)
}

/// Returns one line for each listed word in a file.
fn hits(path: &str, text: &str) -> Vec<String> {
    let mut hits = Vec::new();
    for passage in passages(path, text) {
        let squeezed = passage.text.split_whitespace().collect::<Vec<_>>().join(" ");
        for (pattern, word) in PATTERNS.iter() {
            for found in pattern.find_iter(&squeezed) {
                let is_meant = MEANT.iter().any(|(meant, text, _)| *meant == path && squeezed.contains(text));
                if !is_meant {
                    hits.push(format!("{path}:{}: `{}`: write {}", passage.line, found.as_str(), word.instead));
                }
            }
        }
    }
    hits
}

/// Returns path and text of every text file below `path`.
fn texts(root: &Path, path: &str) -> Vec<(String, String)> {
    let whole = root.join(path);
    if whole.is_dir() {
        let entries = fs::read_dir(&whole).expect("the folder can be listed");
        let mut names: Vec<_> = entries.map(|entry| entry.expect("an entry").file_name()).collect();
        names.sort();
        return names.iter().flat_map(|name| texts(root, &format!("{path}/{}", name.to_string_lossy()))).collect();
    }
    let is_text = !["png", "json", "wasm", "gz"].iter().any(|end| path.ends_with(end));
    if is_text { vec![(path.to_owned(), fs::read_to_string(whole).expect("a text"))] } else { Vec::new() }
}

/// Returns the help of a command and of all commands below it.
fn help(command: &[String]) -> Vec<(String, String)> {
    let mut arguments = command.to_vec();
    arguments.push("--help".to_owned());
    let output = Command::new(env!("CARGO_BIN_EXE_fieldbook")).args(&arguments).output().expect("it runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let commands = text.split_once("Commands:\n").map_or("", |(_, rest)| rest.split("\n\n").next().unwrap_or_default());
    let names: Vec<String> = commands
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .filter(|name| name != "help")
        .collect();
    let mut pages = vec![(format!("fieldbook {}", arguments.join(" ")), text)];
    for name in names {
        pages.extend(help(&[command, &[name]].concat()));
    }
    pages
}

fn is_checked(path: &str) -> bool {
    !PENDING.iter().any(|pending| path.starts_with(pending))
}

#[test]
fn every_text_is_plain_english() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for start in READ {
        let files = texts(root, start);
        assert!(!files.is_empty(), "{start} has no texts");
        let checked = files.iter().filter(|(path, _)| is_checked(path));
        found.extend(checked.flat_map(|(path, text)| hits(path, text)));
    }
    assert!(found.is_empty(), "{} words:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_help_is_plain_english() {
    let pages = help(&[]);
    let found: Vec<_> =
        pages.iter().filter(|(name, _)| is_checked(name)).flat_map(|(name, text)| hits(name, text)).collect();
    assert!(found.is_empty(), "{} words:\n{}", found.len(), found.join("\n"));
    assert!(pages.len() > 20, "{} pages of help", pages.len());
}

/// The control: each pattern finds its example, and ordinary sentences pass.
#[test]
fn each_word_is_found_and_ordinary_sentences_pass() {
    for word in &WORDS {
        let expected = format!("docs/a.md:3: `{}`: write {}", "", word.instead);
        let found = hits("docs/a.md", &format!("# Title\n\n{}", word.example));
        let without_match = found.iter().map(|hit| {
            let (before, rest) = hit.split_once('`').expect("a match");
            format!("{before}``{}", rest.split_once('`').expect("a match").1)
        });
        assert!(without_match.into_iter().any(|hit| hit == expected), "{}: {found:?}", word.example);
    }
    for sentence in ORDINARY {
        assert_eq!(hits("docs/a.md", sentence), Vec::<String>::new(), "{sentence}");
    }
}

/// The control of the readers: comments and strings are read, code and examples of rule pages are not.
#[test]
fn comments_and_strings_are_read_and_code_and_examples_are_not() {
    let code = "//! It is what\n//! somebody wrote.\nfn nobody() -> char { '\"' }\nlet text = \"it \\\n    stands\"; // told\n";
    let lines = ["src/a.rs:1: `somebody`", "src/a.rs:4: `stands`", "src/a.rs:5: `told`"];
    let found = hits("src/a.rs", code);
    assert_eq!(found.len(), lines.len(), "{found:?}");
    assert!(found.iter().zip(lines).all(|(hit, line)| hit.starts_with(line)), "{found:?}");
    let page = "It lies.\n\n## Fails\n\nSomebody lies.\n";
    assert_eq!(hits("src/rules/a.md", page).len(), 1);
    assert_eq!(hits("docs/a.md", page).len(), 3);
}
