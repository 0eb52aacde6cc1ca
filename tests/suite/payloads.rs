//! Payloads: words that try to become markup, in every field of every kind, and no page where one did.
//!
//! Each payload has entries of its own, where it is alone in each field, so that an address of it begins as the
//! payload does. What an innocent site has for elements and attributes is all that a hostile one may have.

mod page;
mod words;

use crate::literal_site::LiteralSite;
use crate::site::Site;
use fieldbook::artefacts::Artefacts;
use fieldbook::config::default_settings;
use fieldbook::entry::entry_shapes;
use fieldbook::kinds::Kind;
use fieldbook::library::Scope;
use fieldbook::settled::settle_findings;
use fieldbook::site::{Attachment, BuildFacts, SiteInput, Theme};
use fieldbook::source::parse_date;
use fieldbook::values::Shape;
use fieldbook::visibility::{Unfiltered, VisibleLibrary};
use page::Page;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rayon::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use words::PAYLOADS;

/// The files of entries with `words` in every field of `kinds`; `index` keeps the ids of payloads apart.
fn entries(index: usize, words: &str, kinds: &[Kind]) -> Vec<(String, String)> {
    let name: String = words.chars().filter(|c| !matches!(c, '/' | '\\' | '\0')).take(60).collect();
    let picture = utf8_percent_encode(&name, NON_ALPHANUMERIC);
    let body = format!(
        "## Why we win {words}\n\n- **{words}** and more.[^c]\n\n[{words}](<{words}>) ![{words}]({picture}.png \"{words}\")\n\n```{words}\n{words}\n```\n\n```mermaid\nflowchart LR\n  accTitle: {words}\n```\n"
    );
    let file =
        |path: String, kind, body: &str| (path, format!("---\n{}\n---\n{body}", front_matter(kind, index, words)));
    let of_kind = |kind: Kind| {
        let many = if kind == Kind::Answers { "many-" } else { "" };
        file(format!("content/{}/{many}p{index}.md", kind.folder()), kind, &format!("## {words}\n\n{words}\n"))
    };
    kinds.iter().copied().map(of_kind).chain([file(format!("content/pages/{name}.md"), Kind::Page, &body)]).collect()
}

/// Returns front matter with `words` in every field that may hold any text, and something fitting in the others.
fn front_matter(kind: Kind, index: usize, words: &str) -> Value {
    let shapes = entry_shapes(kind, &default_settings()).into_inner();
    let mut fields = map(&shapes, "", words);
    for decides_who_sees_it in ["id", "kind", "audience", "customer", "supersedes"] {
        fields.remove(decides_who_sees_it);
    }
    if kind != Kind::Page {
        // The fields that every kind has are on the pages of this one.
        let common = entry_shapes(Kind::Page, &default_settings()).into_inner();
        fields.retain(|field, _| matches!(field.as_str(), "title" | "summary") || !common.contains_key(field));
    }
    fields.insert("status".to_owned(), json!("approved"));
    fields.entry("competitor").and_modify(|competitor| *competitor = json!(format!("competitors/p{index}")));
    if let Some(id) = fields.get_mut("claims").and_then(|claims| claims.pointer_mut("/0/id")) {
        *id = json!("c");
    }
    // An object of JSON is a map of YAML.
    Value::Object(fields)
}

/// Fills the map below `path`.
fn map(shapes: &BTreeMap<String, Shape>, path: &str, words: &str) -> Map<String, Value> {
    let keys = shapes.iter().filter_map(|(full, shape)| Some((full.strip_prefix(path)?, full, shape)));
    let direct = keys.filter(|(key, ..)| !key.is_empty() && !key.contains(['.', '[']));
    let value = |full: &str, shape: &Shape| match shape {
        Shape::Text => json!(words),
        Shape::Texts => json!([words]),
        Shape::Date => json!("2026-11-10"),
        Shape::Interval => json!("90d"),
        Shape::Number => json!(1),
        Shape::Bool => json!(true),
        Shape::Choice(choices) => json!(choices.first()),
        Shape::Map => Value::Object(map(shapes, &format!("{full}."), words)),
        Shape::Maps => json!([map(shapes, &format!("{full}[]."), words)]),
        Shape::Open => json!({ words: [words] }),
    };
    direct.map(|(key, full, shape)| (key.to_owned(), value(full, shape))).collect()
}

fn opportunities(words: &[String]) -> String {
    let opportunity = |(index, words): (usize, &String)| {
        json!({
            "id": format!("o{index}"), "name": words, "customer": words, "stage": "Proposal", "amount": 1000,
            "currency": "USD", "close_date": "2026-12-01", "owner": words, "competitors": [words],
            "products": [words], "gaps": [format!("gaps/p{index}")], "features": [words], "next_step": words, "url": words,
        })
    };
    let all: Vec<Value> = words.iter().enumerate().map(opportunity).collect();
    json!({"schema": "fieldbook/opportunities/1", "as_of": "2026-11-20T09:12:00Z", "complete": true, "opportunities": all})
        .to_string()
}

/// Builds a site with each of `words` in every field of entries of its own, and with `title` on every page.
fn build(words: &[String], title: &str, extra: &str, kinds: &[Kind]) -> Site {
    let quoted = Value::from(title).to_string();
    let toml = format!(
        "[[roots]]\npath = \"content\"\n\n[site]\ntitle = {quoted}\nedit_url = \"https://git.example.com/edit/{{path}}\"\nissue_url = \"https://git.example.com/new?title={{title}}\"\n{extra}"
    );
    let people = words.iter().map(|words| {
        let w = Value::from(words.as_str());
        format!("- {{id: {w}, name: {w}, email: {w}, roles: [{w}]}}\n")
    });
    let mut files: Vec<_> = words.iter().enumerate().flat_map(|(index, words)| entries(index, words, kinds)).collect();
    let pictures = files.iter().filter_map(|(path, _)| path.strip_suffix(".md"));
    let attachments =
        pictures.map(|name| (format!("{name}.png"), Attachment { size: Some((1, 1)) })).collect::<BTreeMap<_, _>>();
    files.push(("site.toml".to_owned(), toml));
    files.push(("people.yaml".to_owned(), people.collect()));
    files.push(("opportunities.json".to_owned(), opportunities(words)));
    let LiteralSite { settings, library, snapshot, findings, .. } = LiteralSite::read(&files);
    assert!(findings.iter().all(|finding| finding.place.file.path() != "site.toml"), "{findings:?}");
    let findings = settle_findings(findings, &[]);
    let scope = Scope { audience: settings.audiences.build, customer: None };
    let all = Unfiltered {
        library: &library,
        opportunities: snapshot.as_ref(),
        responses: &[],
        findings: &findings,
        settings: &settings,
    };
    Site::build(&SiteInput {
        library: &VisibleLibrary::new(&all, &scope).0,
        settings: &settings,
        history: None,
        trend: None,
        data_hash: None,
        as_of: None,
        built: BuildFacts { commit: None, day: parse_date("2026-11-21").expect("a day"), version: title.to_owned() },
        attachments: &attachments,
        theme: &Theme::load(&BTreeMap::new()).expect("the theme compiles"),
        artefacts: Artefacts::none(),
        diagrams: None,
    })
}

fn pages(site: &Site) -> Vec<(&str, Page)> {
    let html = site.pages.par_iter().filter(|page| page.path.rsplit_once('.').is_some_and(|(_, end)| end == "html"));
    html.map(|page| (page.path.as_str(), Page::read(std::str::from_utf8(&page.bytes).expect("a text")))).collect()
}

/// The payloads, each with a mark that shows where it went.
fn marked() -> Vec<String> {
    PAYLOADS.iter().enumerate().map(|(index, payload)| format!("{payload} m{index:02}q")).collect()
}

/// The elements and attributes of a site without payloads.
static KNOWN_MARKUP: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let kinds: Vec<Kind> = Kind::all().collect();
    // As many as there are payloads, since long lists have elements of their own.
    let mut words: Vec<String> = (1..PAYLOADS.len()).map(|number| format!("plain words {number}")).collect();
    words.push("https://www.example.com/x".to_owned());
    let innocent = build(&words, "Plain", "", &kinds);
    let known: BTreeSet<String> = pages(&innocent).into_iter().flat_map(|(_, page)| page.markup).collect();
    assert!(known.contains("img alt") && known.contains("a href") && !known.contains("iframe"), "control: {known:?}");
    known
});

/// Asserts that no page of `site` has other markup than `known`; returns on how many pages each mark is.
fn assert_harmless(site: &Site, known: &BTreeSet<String>) -> Vec<usize> {
    let mut shown = vec![0; PAYLOADS.len()];
    for (path, page) in pages(site) {
        assert_eq!(page.dangers, Vec::<String>::new(), "{path}");
        let strange: Vec<_> = page.markup.difference(known).collect();
        assert!(strange.is_empty(), "{path}: {strange:?}");
        for (index, count) in shown.iter_mut().enumerate() {
            *count += usize::from(page.words.contains(&format!("m{index:02}q")));
        }
    }
    for page in &site.pages {
        let (name, text) = (page.path.as_str(), String::from_utf8_lossy(&page.bytes));
        if name.starts_with("api/") {
            serde_json::from_str::<Value>(&text).expect(name);
        } else if name.starts_with("sitemap") {
            assert!(!text.contains("<script") && !text.contains("javascript:"), "{name}");
        }
    }
    shown
}

fn shown_on_fewer(shown: &[usize], pages: usize) -> Vec<&'static str> {
    shown.iter().zip(PAYLOADS).filter(|(count, _)| **count < pages).map(|(_, words)| words).collect()
}

#[test]
fn no_payload_becomes_markup() {
    let kinds: Vec<Kind> = Kind::all().collect();
    let site = build(&marked(), "Plain", "", &kinds);
    for folder in Kind::all().map(Kind::folder).chain(["opportunities"]) {
        let count = site.pages.iter().filter(|page| page.path.starts_with(&format!("{folder}/"))).count();
        assert!(count > PAYLOADS.len(), "control: {count} pages below {folder}");
    }
    let shown = assert_harmless(&site, &KNOWN_MARKUP);
    assert_eq!(shown_on_fewer(&shown, 8), Vec::<&str>::new(), "control: each payload is on pages, as words");
}

/// The title of the site and the version are on every page, so few pages are enough to show all payloads there.
#[test]
fn no_payload_in_the_title_of_the_site_becomes_markup() {
    let kinds: Vec<Kind> = Kind::all().collect();
    let site = build(&["plain words".to_owned()], &marked().join(" "), "", &kinds);
    let shown = assert_harmless(&site, &KNOWN_MARKUP);
    assert_eq!(shown_on_fewer(&shown, kinds.len()), Vec::<&str>::new(), "control: each payload is on pages, as words");
}

#[test]
fn no_payload_becomes_markup_where_html_is_sanitised() {
    // What a site allows is not strange: the payloads use it, and none of it runs or loads.
    let site = build(&marked(), "Plain", "raw_html = \"sanitise\"\n", &[Kind::Battlecard, Kind::Competitor]);
    for (path, page) in pages(&site) {
        assert_eq!(page.dangers, Vec::<String>::new(), "{path}");
    }
}

#[test]
fn a_payload_that_got_through_would_be_seen() {
    let runs = |payload: &str| {
        let page = Page::read(&format!("<!doctype html><title>t</title><p>{payload}</p>"));
        let known = ["title", "p"].map(str::to_owned).into();
        !page.dangers.is_empty() || page.markup.difference(&known).next().is_some()
    };
    let unseen: Vec<&str> = PAYLOADS.into_iter().filter(|payload| payload.starts_with('<') && !runs(payload)).collect();
    assert_eq!(unseen, ["<![CDATA[<script>alert(1)</script>]]>"; 0]);
    let address = |address: &str| !Page::read(&format!("<a href=\"{address}\">x</a>")).dangers.is_empty();
    for payload in [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "java\tscript:x",
        " javascript:x",
        "\u{1}javascript:x",
        "vbscript:x",
        "data:x",
    ] {
        assert!(address(payload), "{payload}");
    }
    assert!(!address("../a/index.html#b") && !address("https://www.example.com/") && !address("mailto:a@example.com"));
}
