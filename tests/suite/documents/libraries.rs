//! Four sales libraries of 200 documents each, made by a seeded generator: every planted statement is in a page or in the
//! report, and so is every word.

use super::office::{PNG, Slide, docx, item, p, pptx, r, shape, table, zip};
use super::{imported, source};
use fieldbook::importing::{Import, Source, as_text};
use std::collections::BTreeMap;

/// How many documents a library has.
const DOCUMENTS: usize = 200;

/// Numbers of a linear congruential generator (Knuth, MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("small") % end
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list.get(self.below(list.len())).expect("the list is not empty")
    }
}

/// Writes sentences, and remembers a word of each that occurs nowhere else.
struct Author {
    numbers: Numbers,
    planted: Vec<String>,
}

const SUBJECTS: [&str; 6] = ["Globex", "Our platform", "The connector", "A customer", "Globex Cloud", "R&D"];
const VERBS: [&str; 5] = ["limits", "supports", "encrypts", "exports <b>all</b>", "ships_with"];
const OBJECTS: [&str; 6] =
    ["5 TB | day", "SAML *and* SCIM", "audit logs", "[beta] features", "日本語 データ", "גיבויים"];

impl Author {
    fn new(seed: u64) -> Self {
        Self { numbers: Numbers(seed), planted: Vec::new() }
    }

    fn sentence(&mut self) -> String {
        let word = format!("planted{}x", self.planted.len());
        let numbers = &mut self.numbers;
        let (subject, verb, object) = (numbers.pick(&SUBJECTS), numbers.pick(&VERBS), numbers.pick(&OBJECTS));
        let sentence = format!("{subject} {verb} {object} {word}.");
        self.planted.push(word);
        sentence
    }

    fn word(&mut self, name: &str) -> Source {
        let mut body = vec![p("H1", &self.sentence())];
        for _ in 0..=self.numbers.below(4) {
            body.push(match self.numbers.below(8) {
                0 => p("H2", &self.sentence()),
                1 => item(1, 0, &self.sentence()) + &item(1, 1, &self.sentence()) + &item(2, 0, &self.sentence()),
                2 => table(&[&["Feature", &self.sentence()], &[&self.sentence(), "x"]]),
                3 => format!(
                    "<w:p><w:ins w:author=\"A\">{}</w:ins><w:del w:author=\"B\"><w:r><w:delText>{}</w:delText></w:r></w:del></w:p>",
                    r(&self.sentence()),
                    super::office::escape(&self.sentence())
                ),
                4 => format!(
                    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{}</w:txbxContent></mc:Choice></mc:AlternateContent></w:r>{}</w:p>",
                    p("", &self.sentence()),
                    r(&self.sentence())
                ),
                5 => format!("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r></w:p>", super::office::escape(&self.sentence())),
                6 => format!("<w:p>{}<w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>", r(&self.sentence())),
                _ => p("", &format!("{} {}", self.sentence(), self.sentence())),
            });
        }
        let notes =
            format!("<w:footnotes><w:footnote w:id=\"1\">{}</w:footnote></w:footnotes>", p("", &self.sentence()));
        let comments =
            format!("<w:comments><w:comment w:author=\"C\">{}</w:comment></w:comments>", p("", &self.sentence()));
        let header = format!("<w:hdr>{}</w:hdr>", p("", &self.sentence()));
        let links =
            [("f", "footnotes", "footnotes.xml"), ("c", "comments", "comments.xml"), ("h", "header", "header1.xml")];
        let parts: [(&str, &[u8]); 3] = [
            ("word/footnotes.xml", notes.as_bytes()),
            ("word/comments.xml", comments.as_bytes()),
            ("word/header1.xml", header.as_bytes()),
        ];
        source(name, docx(&body.concat(), &links, &parts))
    }

    fn slides(&mut self, name: &str) -> Source {
        let mut slides = Vec::new();
        for index in 0..=self.numbers.below(4) {
            let mut shapes = shape("title", &[&self.sentence()]);
            let body = match self.numbers.below(3) {
                0 => shape("body", &[&self.sentence(), &self.sentence()]),
                1 => format!("<p:grpSp>{}</p:grpSp>", shape("", &[&self.sentence()])),
                _ => shape("ftr", &[&self.sentence()]),
            };
            shapes.push_str(&body);
            let notes = (index % 2 == 0).then(|| self.sentence());
            let attributes = if self.numbers.below(5) == 0 { " show=\"0\"" } else { "" };
            slides.push(Slide { shapes, links: vec![], notes, attributes });
        }
        source(name, pptx(&slides, &[]))
    }

    fn html(&mut self) -> String {
        let sentence = |author: &mut Self| super::office::escape(&author.sentence());
        match self.numbers.below(6) {
            0 => format!("<h2>{}</h2>", sentence(self)),
            1 => format!("<ul><li>{}<ul><li>{}</li></ul></li></ul>", sentence(self), sentence(self)),
            2 => format!("<table><tr><th>{}</th></tr><tr><td>{}</td></tr></table>", sentence(self), sentence(self)),
            3 => format!(
                "<div class=\"confluence-information-macro confluence-information-macro-note\"><div class=\"confluence-information-macro-body\"><p>{}</p></div></div>",
                sentence(self)
            ),
            4 => {
                format!("<div class=\"code panel\"><pre class=\"syntaxhighlighter-pre\">{}</pre></div>", sentence(self))
            }
            _ => format!(
                "<p><b>{}</b> {}</p><iframe src=\"x\">{}</iframe>",
                sentence(self),
                sentence(self),
                sentence(self)
            ),
        }
    }

    fn confluence(&mut self, folder: &str, count: usize) -> Vec<Source> {
        let mut files = Vec::new();
        let mut index = String::new();
        for number in 0..count {
            let content: String = (0..3).map(|_| self.html()).collect();
            let comment = super::office::escape(&self.sentence());
            let page = format!(
                "<html><head><title>Sales : Page {number}</title></head><body><div class=\"page-metadata\">{}</div><div id=\"main-content\" class=\"wiki-content\">{content}</div>\
                 <div class=\"pageSection group\"><h2 id=\"comments\">Comments</h2><ul><li>{comment}</li></ul></div></body></html>",
                super::office::escape(&self.sentence())
            );
            index.extend(["<li>", &format!("<a href=\"p_{number}.html\">Page {number}</a>"), "</li>"]);
            files.push(source(&format!("{folder}p_{number}.html"), page));
        }
        files.push(source(&format!("{folder}index.html"), format!("<html><body><ul>{index}</ul></body></html>")));
        files
    }

    fn notion(&mut self, folder: &str, count: usize) -> Vec<Source> {
        let mut files = Vec::new();
        for number in 0..count {
            let id = format!("{number:032x}");
            let plain = |author: &mut Self| author.sentence().replace(['<', '[', ']', '*', '_', '|'], "");
            let text = format!(
                "# Page {number}\n\nOwner: {}\n\n{}\n\n<aside>\n💡 {}\n\n</aside>\n\n- {}\n    - {}\n\n<b>{}</b>\n",
                plain(self),
                plain(self),
                plain(self),
                plain(self),
                plain(self),
                plain(self)
            );
            files.push(source(&format!("{folder}Page {number} {id}.md"), text));
        }
        files
    }
}

fn all_text(import: &Import) -> String {
    let pages = import.files.iter().filter_map(|file| std::str::from_utf8(&file.bytes).ok());
    let notes = import.constructs.iter().map(|construct| construct.note.as_str());
    let rows = import.rows.iter().map(|row| row.what.as_str());
    pages.chain(notes).chain(rows).collect::<Vec<_>>().join("\n")
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text.replace('\\', "").split(|symbol: char| !symbol.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

/// Imports a library and checks that nothing planted is missing; returns the import.
fn checked(name: &str, author: &Author, sources: Vec<Source>) -> Import {
    let import = imported(sources);
    let found = words(&all_text(&import));
    let missing: Vec<&String> = author.planted.iter().filter(|word| !found.contains_key(*word)).collect();
    assert_eq!(missing, Vec::<&String>::new(), "{name}: of {}", author.planted.len());
    assert!(author.planted.len() > DOCUMENTS, "{name}");
    let report = as_text(&import, "content");
    assert!(report.lines().count() < 150, "{name}: {} lines\n{report}", report.lines().count());
    import
}

#[test]
fn no_statement_of_office_documents_is_lost() {
    let mut author = Author::new(1);
    let mut sources: Vec<Source> =
        (0..DOCUMENTS / 2).map(|number| author.word(&format!("doc {number}.docx"))).collect();
    sources.extend((0..DOCUMENTS / 2).map(|number| author.slides(&format!("deck {number}.pptx"))));
    let import = checked("office", &author, sources);
    assert_eq!(import.rows.iter().filter(|row| row.target.is_some()).count(), DOCUMENTS);
}

#[test]
fn no_statement_of_a_confluence_export_is_lost() {
    let mut author = Author::new(2);
    let sources = author.confluence("", DOCUMENTS);
    let parts: Vec<(&str, &[u8])> = sources.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect();
    let import = checked("confluence", &author, vec![source("space.zip", zip(&parts))]);
    assert_eq!(import.files.len(), DOCUMENTS);
}

#[test]
fn no_statement_of_a_notion_export_is_lost() {
    let mut author = Author::new(3);
    let sources = author.notion("", DOCUMENTS);
    let parts: Vec<(&str, &[u8])> = sources.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect();
    let import = checked("notion", &author, vec![source("export.zip", zip(&parts))]);
    assert_eq!(import.files.len(), DOCUMENTS);
}

#[test]
fn no_statement_of_a_mixed_library_is_lost() {
    let mut author = Author::new(4);
    let mut sources: Vec<Source> =
        (0..DOCUMENTS / 4).map(|number| author.word(&format!("word/doc {number}.docx"))).collect();
    sources.extend((0..DOCUMENTS / 4).map(|number| author.slides(&format!("decks/deck {number}.pptx"))));
    sources.extend(author.confluence("wiki/", DOCUMENTS / 4));
    sources.extend(author.notion("notion/", DOCUMENTS / 4));
    sources.push(source("logo.png", PNG));
    let import = checked("mixed", &author, sources);
    assert_eq!(import.files.len(), DOCUMENTS);
    let left: Vec<&str> =
        import.rows.iter().filter(|row| row.target.is_none()).map(|row| row.source.as_str()).collect();
    assert_eq!(left, ["wiki/index.html", "logo.png"]);
}

#[test]
fn every_word_of_a_document_is_in_its_page_or_in_the_report() {
    for seed in 0..40 {
        let mut author = Author::new(seed);
        let file = author.word("a.docx");
        let text = fieldbook::file_text::file_text(&file.bytes);
        let parts = text.parts.iter().filter(|part| {
            ["document.xml", "footnotes.xml", "comments.xml", "header1.xml"].iter().any(|end| part.name.ends_with(end))
        });
        // The text behind the last element is that of attributes: names and addresses, not text of the document.
        let planted = |word: &&String| word.starts_with("planted");
        let source_words: Vec<String> =
            parts.flat_map(|part| words(&part.text).into_keys().collect::<Vec<_>>()).collect();
        let written = words(&all_text(&imported(vec![file])));
        let missing: Vec<&String> =
            source_words.iter().filter(planted).filter(|word| !written.contains_key(*word)).collect();
        assert_eq!(missing, Vec::<&String>::new(), "seed {seed}");
    }
}
