//! Looks at sources: the acceptance table of the matcher, and the commands with whole files before and after.

mod elsewhere;
mod judging;
mod large_files;
mod recipe;
mod refresh;
mod summary;

use chrono::NaiveDate;
use encoding_rs::WINDOWS_1252;
use fieldbook::evidence::{
    Change, Former, HostRecords, Look, Page, PageRecord, Part, Quote, Record, Records, Unproven, Verdict, look,
    quote_key,
};
use fieldbook::source::SourceFile;
use fieldbook::wording::Vocabulary;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const SCIM: &str = "SCIM provisioning is available on the Enterprise plan";
const LIMIT: &str = "Ingestion is limited to 5 TB per day";

fn vocabulary() -> Vocabulary {
    Vocabulary::new(["Globex"].into_iter(), ["SCIM provisioning"].into_iter())
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Returns a record of a match with this sentence.
fn matched(sentence: &str) -> Record {
    Record {
        url: "https://globex.example/".to_owned(),
        quote: quote_key(sentence),
        verdict: Verdict::Match,
        change: None,
        part: None,
        to: None,
        since: day("2026-11-01"),
        seen: Some(day("2026-11-01")),
        looked: day("2026-11-01"),
        by: None,
        content: "sha256:0".to_owned(),
        sentence: Some(sentence.to_owned()),
        now: None,
        elsewhere: None,
    }
}

/// Looks for `quote` in a page, after a match with `before`.
fn found(quote: &str, html: &str, before: Option<&str>) -> Result<Look, Unproven> {
    let page = Page::read(html.as_bytes(), None).expect("a page");
    let before = before.map(matched);
    look(&page, &Quote::new(quote), Former { record: before.as_ref(), page: None }, &vocabulary())
}

fn shown(quote: &str, html: &str, before: Option<&str>) -> String {
    match found(quote, html, before) {
        Ok(Look { verdict, change, part, .. }) => {
            let change = change.map_or(String::new(), |change| format!(" {change:?}"));
            let part = part.map_or(String::new(), |part| format!(" {part:?}"));
            format!("{}{change}{part}", verdict.word())
        }
        Err(unproven) => format!("unproven {unproven:?}"),
    }
}

/// The rows of the acceptance table that need no network, by their numbers.
#[test]
fn the_acceptance_table_of_the_matcher() {
    let filler = "Plans differ in many ways and this page has a paragraph about each of them. ".repeat(4);
    let about = format!("<p>{filler}</p><p>SCIM and provisioning of an Enterprise</p>");
    let rows: Vec<(u32, &str, String, Option<&str>, &str)> = vec![
        (1, SCIM, format!("<p>{SCIM}.</p>"), None, "match"),
        (2, SCIM, "<p>SCIM pro&shy;vi<b>sion</b>ing&nbsp;is available on the \u{201C}Enterprise\u{201D} plan</p>".into(), None, "match"),
        (3, "Enterprise: SCIM provisioning: yes", "<tr><td>ENTERPRISE<td>SCIM provisioning<td>Yes</tr>".into(), None, "match"),
        (4, "SCIM provisioning […] on the Enterprise plan", format!("<p>{SCIM}</p>"), None, "match"),
        (5, "up to 5,000 users per site", "<p>up to 5 000 users per site</p>".into(), None, "match"),
        (6, LIMIT, "<p>Ingestion is limited to 5 TB<sup>[2]</sup> per day</p>".into(), None, "match"),
        (7, LIMIT, format!("<p>{filler}</p><div hidden><p>{LIMIT}</div>"), None, "match Folded"),
        (7, "SSO – Included", "<tr><td>SSO<td>–<td><i class=sr-only>Included</i></tr><tr><td><i class=sr-only>Included</i>".into(), None, "match Folded"),
        (8, SCIM, "<div id=__next></div><script id=__NEXT_DATA__ type=application/json>{\"a\":\"SCIM provisioning is available on the \\u003cb\\u003eEnterprise\\u003c/b\\u003e plan\"}</script>".into(), None, "match Data"),
        (9, LIMIT, "<p>Ingestion is limited to 6 TB per day</p>".into(), None, "changed Number"),
        (10, LIMIT, "<p>Ingestion is limited to 1.5 TB per day</p>".into(), None, "changed Number"),
        (10, "Up to 5 users in a team", "<p>Up to 5,000 users in a team</p>".into(), None, "changed Number"),
        (11, SCIM, "<p>SCIM provisioning is available on the Team plan</p>".into(), None, "changed Name"),
        (12, SCIM, "<p>SCIM provisioning is not available on the Enterprise plan</p>".into(), None, "changed Negation"),
        (13, SCIM, format!("<p>It is no longer true that {SCIM}.</p>"), Some("It is true that SCIM provisioning is available on the Enterprise plan."), "changed Context"),
        (13, SCIM, format!("<p>Until 2025: {SCIM}.</p>"), Some(SCIM), "changed Context"),
        (13, SCIM, format!("<p>Until 2025: {SCIM}.</p>"), Some("Until 2025 | SCIM provisioning is available on the Enterprise plan"), "match"),
        (13, SCIM, format!("<p>{SCIM}. <b>Deprecated</b></p>"), Some(SCIM), "changed Context"),
        (13, SCIM, format!("<p>{SCIM}. <b>Read on</b></p>"), Some(SCIM), "match"),
        (13, SCIM, format!("<p>{SCIM}.</p><p>Deprecated</p>"), Some(SCIM), "match"),
        (13, "SSO ✗ ✗ ✓", "<tr><td>SSO<td>✗<td>✗<td>✔</tr>".into(), None, "match"),
        (13, "SSO ✗ ✗ ✓", "<tr><td>SSO<td>✗<td>✓<td>✓</tr>".into(), None, "changed Negation"),
        (14, LIMIT, format!("<p>{filler}<s>{LIMIT}</s></p>"), None, "changed Struck"),
        (15, SCIM, "<p>SCIM provisioning is offered on the Enterprise plan</p>".into(), None, "changed Wording"),
        (16, SCIM, about, None, "missing"),
        (25, SCIM, "<div id=root>Loading</div><noscript>Enable JavaScript</noscript>".into(), None, "unproven TooShort(1)"),
        (38, LIMIT, "<p>The ingestion is limited to the 5 TB per day</p>".into(), None, "match"),
        (39, LIMIT, "<p>Ingestion is limited to 5TB per day</p>".into(), None, "match"),
        (40, "10 users", "<p>For 10³ users</p>".into(), None, "changed Number"),
    ];
    for (row, quote, html, before, expected) in rows {
        assert_eq!(shown(quote, &html, before), expected, "row {row}: {html}");
    }
}

#[test]
fn a_page_that_is_not_the_page_proves_nothing() {
    let words = |count: usize| format!("<p>{}</p>", "word ".repeat(count));
    assert_eq!(found(LIMIT, &words(39), None), Err(Unproven::TooShort(39)));
    assert_eq!(found(LIMIT, &words(40), None), Err(Unproven::OtherTopic));
    let topic = format!("{}<p>ingestion here, limited there</p>", words(40));
    assert_eq!(found(LIMIT, &topic, None).map(|look| look.verdict), Ok(Verdict::Missing));
    let anchored = PageRecord { anchors: vec!["00000000".to_owned()], ..PageRecord::new("https://globex.example/") };
    let page = Page::read(topic.as_bytes(), None).expect("a page");
    let former = Former { record: Some(&matched(LIMIT)), page: Some(&anchored) };
    assert_eq!(look(&page, &Quote::new(LIMIT), former, &vocabulary()), Err(Unproven::OtherPage));
    assert_eq!(found("…", &topic, None), Err(Unproven::EmptyQuote));
}

#[test]
fn what_readers_see_decides_before_the_data() {
    let data = format!("<script type=application/ld+json>{{\"text\":\"{LIMIT}\"}}</script>");
    assert_eq!(shown(LIMIT, &data, None), "match Data");
    assert_eq!(shown(LIMIT, &format!("<p>Ingestion is limited to 8 TB per day</p>{data}"), None), "changed Number");
    let negated = found(SCIM, &format!("<p>It is not said that {SCIM}</p>"), None).expect("a look");
    assert!(negated.is_negated && negated.verdict == Verdict::Match);
    assert!(!found(SCIM, &format!("<p>{SCIM}</p>"), None).expect("a look").is_negated);
    assert!(Change::Scope.is_material() && !Change::Wording.is_material());
    assert_eq!(found(LIMIT, &data, None).expect("a look").part, Some(Part::Data));
}

const HOST: HostRecords<'static> =
    HostRecords { host: "globex.example", checked: None, pages: Vec::new(), records: Vec::new() };

#[test]
fn a_file_of_records_reads_back_as_it_was_written_and_names_what_is_wrong() {
    let path = "evidence/globex.example.jsonl";
    let (one, other) = (matched(LIMIT), matched(SCIM));
    let text = HostRecords { records: vec![&one, &other], ..HOST }.text().expect("a text");
    let reversed = HostRecords { records: vec![&other, &one], ..HOST }.text().expect("a text");
    assert_eq!(text, reversed);
    let read = |text: &str| {
        let mut records = Records::default();
        let found = records.add(&SourceFile::new(path, text.to_owned()));
        let found: Vec<String> =
            found.iter().map(|one| format!("{}: {}", one.place.start().line, one.message)).collect();
        (records.in_file(path).count(), found)
    };
    assert_eq!(read(&text), (2, Vec::new()));
    let second = text.lines().nth(1).expect("a line");
    for (text, expected) in [
        (text.replace("/1\"", "/2\""), (0, "1: the schema is \"fieldbook/evidence/2\", not \"fieldbook/evidence/1\"")),
        (format!("{text}<<<<<<< HEAD\n"), (2, "4: not a record: expected value")),
        (
            format!("{text}{second}\n"),
            (2, "4: a second record of the same quote of https://globex.example/; keep one of them"),
        ),
        (String::new(), (0, "1: the file is empty; its first line must name the schema and the host")),
        (
            text.replacen("since\":\"2026-11-01", "since\":\"2026-11-02", 1),
            (1, "2: `since` 2026-11-02 is after `looked` 2026-11-01"),
        ),
        (
            text.replacen(",\"looked\":\"2026-11-01\"", "", 1),
            (1, "2: `looked` is missing, and its page has no record above it"),
        ),
        (
            text.replacen("https://globex", "https://www.globex", 1),
            (1, "2: `url` must be an address of globex.example; found \"https://www.globex.example/\""),
        ),
        (
            text.replacen("\"match\"", "\"fine\"", 1),
            (
                1,
                "2: not a record: unknown variant `fine`, expected one of `match`, `moved`, `changed`, `missing`, `gone`",
            ),
        ),
        (
            format!("{text}{{\"page\":\"https://globex.example/\",\"words\":9}}\n"),
            (2, "4: `looked` is missing, and the first line has no `checked`"),
        ),
        (
            format!("{text}{{\"page\":\"https://globex.example/\",\"looked\":\"2026-11-01\",\"anchors\":[\"xyz\"]}}\n"),
            (2, "4: `anchors` must be at most 16 texts of 8 hexadecimal digits"),
        ),
    ] {
        assert_eq!(read(&text), (expected.0, vec![expected.1.to_owned()]), "{text}");
    }
    let hostile = text.replacen("TB per day", "TB\\u001b[31m per\\u202e day", 1);
    let mut records = Records::default();
    assert!(records.add(&SourceFile::new(path, hostile)).is_empty());
    let sentences: Vec<_> = records.in_file(path).filter_map(|record| record.sentence.clone()).collect();
    assert!(sentences.contains(&"Ingestion is limited to 5 TB[31m per day".to_owned()), "{sentences:?}");
}

#[test]
fn days_that_the_page_and_the_first_line_say_are_read_back() {
    let path = "evidence/globex.example.jsonl";
    let (one, other) = (matched(LIMIT), matched(SCIM));
    let matched = Record { looked: day("2026-11-09"), seen: Some(day("2026-11-09")), ..one };
    let changed = Record { verdict: Verdict::Changed, looked: day("2026-11-02"), ..other };
    let page = PageRecord { looked: Some(day("2026-11-09")), words: 50, ..PageRecord::new("https://globex.example/") };
    let host =
        HostRecords { checked: Some(day("2026-11-09")), pages: vec![&page], records: vec![&matched, &changed], ..HOST };
    let quiet = host.text().expect("a text");
    let mut records = Records::default();
    assert!(records.add(&SourceFile::new(path, quiet.clone())).is_empty(), "{quiet}");
    let mut read: Vec<Record> = records.in_file(path).cloned().collect();
    read.sort_by_key(|record| record.looked);
    assert_eq!(read, [changed, matched], "days that the page and the first line say are read back");
    assert_eq!(records.page("evidence", "https://globex.example/#x").map(|(page, _)| page), Some(&page));
    let later = quiet.replace("\"checked\":\"2026-11-09\"", "\"checked\":\"2026-11-16\"");
    let mut records = Records::default();
    assert!(records.add(&SourceFile::new(path, later)).is_empty());
    let looked: Vec<String> = records.in_file(path).map(|record| record.looked.to_string()).collect();
    assert!(looked.contains(&"2026-11-16".to_owned()) && looked.contains(&"2026-11-02".to_owned()), "{looked:?}");
}

const PAGE: &str = "---\ntitle: Limits\nclaims:\n  - id: limit\n    text: Globex stops at 5 TB a day.\n    source: https://docs.globex.example/limits\n    quote: Ingestion is limited to 5 TB per day\n    verified: 2026-11-01\n  - id: bare\n    text: Globex is slow.\n    source: https://docs.globex.example/speed\n---\nText.[^limit]\n";

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let deal = PAGE.replace("Limits", "Deal").replace("/limits", "/private");
    let settings =
        "[site]\ntitle = \"T\"\n[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n";
    for (path, text) in [
        ("site.toml", settings),
        ("people.yaml", "- id: ann\n  name: Ann Arbor\n"),
        ("content/limits.md", PAGE),
        ("deals/deal.md", &deal),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.arg("--site").arg(folder).args(arguments);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("SOURCE_DATE_EPOCH", "1795262400");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it runs");
    child.stdin.take().expect("an input").write_all(input.as_bytes()).expect("written");
    child.wait_with_output().expect("it ends")
}

/// Captures `page` for the claim `name`, and returns the exit code and what was printed.
fn capture(folder: &Path, name: &str, day: &str, page: &str) -> (Option<i32>, String) {
    let arguments = ["evidence", "capture", name, "--from", "-", "--by", "ann", "--today", day];
    let output = run(folder, &arguments, page);
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).expect("text"))
}

fn check(folder: &Path, day: &str) -> Vec<String> {
    let output = run(folder, &["check", "--format", "github", "--rule", "evidence", "--today", day], "");
    let text = String::from_utf8(output.stdout).expect("text");
    let rules = ["evidence/quote-changed", "evidence/quote-gone", "evidence/unreadable-record"];
    rules.into_iter().filter(|rule| text.contains(rule)).map(str::to_owned).collect()
}

#[test]
fn a_change_challenges_its_claim_until_a_person_verifies_it() {
    let folder = site();
    let folder = folder.path();
    let (code, text) = capture(folder, "limits#limit", "2026-11-06", "<p>Ingestion is limited to 5 TB per day.</p>");
    assert_eq!(
        (code, text.as_str()),
        (
            Some(0),
            "limits#limit: match since 2026-11-06: it is on the page (evidence/docs.globex.example.jsonl)\n  sentence: Ingestion is limited to 5 TB per day\n"
        )
    );
    assert_eq!(check(folder, "2026-11-20"), Vec::<String>::new());
    let changed = "<p>Ingestion is limited to 8 TB per day.</p>";
    let (code, text) = capture(folder, "limits#limit", "2026-11-13", changed);
    assert_eq!(
        (code, text.as_str()),
        (
            Some(0),
            "limits#limit: changed since 2026-11-13: a number or unit in it changed (evidence/docs.globex.example.jsonl)\n  before: Ingestion is limited to 5 TB per day\n  now: Ingestion is limited to 8 TB per day\n"
        )
    );
    assert_eq!(check(folder, "2026-11-12"), Vec::<String>::new());
    assert_eq!(check(folder, "2026-11-13"), ["evidence/quote-changed"]);
    let path = folder.join("evidence/docs.globex.example.jsonl");
    let after_change = fs::read(&path).expect("records");
    // A wall and an earlier day change nothing.
    let (code, text) = capture(folder, "limits#limit", "2026-11-14", "<p>Just a moment</p>");
    assert_eq!((code, text.contains("it has 3 words")), (Some(2), true), "{text}");
    assert_eq!(capture(folder, "limits#limit", "2026-11-12", changed).0, Some(2));
    assert_eq!(fs::read(&path).expect("records"), after_change);
    // The same change later is the same change.
    assert_eq!(capture(folder, "limits#limit", "2026-11-16", changed).0, Some(0));
    let verified =
        |day: &str| fs::write(folder.join("content/limits.md"), PAGE.replace("2026-11-01", day)).expect("written");
    verified("2026-11-12");
    assert_eq!(check(folder, "2026-11-20"), ["evidence/quote-changed"]);
    verified("2026-11-13");
    assert_eq!(check(folder, "2026-11-20"), Vec::<String>::new());
    assert_eq!(capture(folder, "limits#limit", "2026-11-17", &changed.replace('8', "9")).0, Some(0));
    assert_eq!(check(folder, "2026-11-20"), ["evidence/quote-changed"], "the page changed again");
    let output = run(folder, &["evidence", "show", "limits#limit", "--today", "2026-11-20"], "");
    let shown = String::from_utf8(output.stdout).expect("text");
    let content = shown.lines().find(|line| line.contains("content: ")).expect("a hash").to_owned();
    assert_eq!(content.len(), "  content: sha256:".len() + 64);
    assert_eq!(
        shown.replace(&content, "  content: H"),
        "limits#limit: changed since 2026-11-17: a number or unit in it changed, challenges the claim\n  page: https://docs.globex.example/limits\n  quote: Ingestion is limited to 5 TB per day\n  last look: 2026-11-17 by ann; last match: 2026-11-06\n  before: Ingestion is limited to 5 TB per day\n  now: Ingestion is limited to 9 TB per day\n  differs: \"5 TB\" -> \"9 TB\" (a number or unit)\n  content: H\n  archive: https://web.archive.org/web/20261106/https://docs.globex.example/limits\n"
    );
}

#[test]
fn records_of_a_private_root_stay_in_it_and_old_quotes_are_removed() {
    let folder = site();
    let folder = folder.path();
    let page = "<p>Ingestion is limited to 5 TB per day.</p>";
    assert_eq!(capture(folder, "deal#limit", "2026-11-06", page).0, Some(0));
    assert!(folder.join("deals/evidence/docs.globex.example.jsonl").is_file());
    assert!(!folder.join("evidence").exists());
    assert_eq!(capture(folder, "limits#limit", "2026-11-06", page).0, Some(0));
    let output = run(folder, &["evidence", "show", "--today", "2026-11-20"], "");
    let expected = "deal#limit: match since 2026-11-06: it is on the page\nlimits#limit: match since 2026-11-06: it is on the page\n2 quotes: 2 match, 0 moved, 0 changed, 0 missing, 0 gone, 0 without a look\n";
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
    let own = fs::read_to_string(folder.join("evidence/docs.globex.example.jsonl")).expect("records");
    assert!(!own.contains("/private"), "{own}");
    fs::write(folder.join("content/limits.md"), PAGE.replace("limited to 5", "bounded by 5")).expect("written");
    let (code, text) = capture(folder, "limits#limit", "2026-11-07", "<p>Ingestion is bounded by 5 TB per day.</p>");
    assert_eq!((code, text.contains("removed 1 record of quotes that no claim has")), (Some(0), true), "{text}");
    let own = fs::read_to_string(folder.join("evidence/docs.globex.example.jsonl")).expect("records");
    assert_eq!(own.lines().count(), 3, "{own}");
    fs::write(folder.join("evidence/docs.globex.example.jsonl"), format!("{own}=======\n")).expect("written");
    assert_eq!(check(folder, "2026-11-20"), ["evidence/unreadable-record"]);
    let (code, text) = capture(folder, "limits#limit", "2026-11-08", page);
    assert_eq!((code, text.contains("has lines that cannot be read")), (Some(2), true), "{text}");
    let output = run(folder, &["build", "-o", "public", "--today", "2026-11-20", "--audience", "internal"], "");
    assert!(output.status.code().is_some_and(|code| code < 2), "{output:?}");
    assert!(!folder.join("public/deals/evidence").exists() && !folder.join("public/evidence").exists());
}

#[test]
fn a_capture_that_cannot_be_made_says_what_to_do() {
    let folder = site();
    let folder = folder.path();
    for (name, page, expected) in [
        ("limits", "x", "limits is an entry; name one of its claims, such as limits#limit"),
        ("limits#bare", "x", "limits#bare has no source with a web address and a quote; add `quote:` to its source"),
        ("limits#limt", "x", "limits has no claim limt; did you mean limit?"),
        ("limits#limit", "", "standard input: it has no words; nothing was recorded"),
        (
            "limits#limit",
            "%PDF-1.7",
            "standard input: a PDF file; capture its text, such as: pdftotext FILE - | fieldbook evidence capture … --from -; nothing was recorded",
        ),
    ] {
        let (code, text) = capture(folder, name, "2026-11-06", page);
        assert_eq!((code, text.trim_end()), (Some(2), format!("fieldbook: {expected}").as_str()));
    }
    // The bytes of another encoding that nothing names.
    let file = folder.join("latin.html");
    let page = "<html><p>Ingestion is limited to 8 TB per day, like a caf\u{e9}";
    fs::write(&file, WINDOWS_1252.encode(page).0).expect("written");
    let name = file.display().to_string();
    let arguments = ["evidence", "capture", "limits#limit", "--from", &name, "--by", "ann", "--today", "2026-11-06"];
    let output = run(folder, &arguments, "");
    let expected = format!(
        "fieldbook: {name}: its encoding is not known, so that a quote that is not found proves nothing; save {name} as UTF-8; nothing was recorded\n"
    );
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).expect("text")), (Some(2), expected));
    assert!(!folder.join("evidence").exists());
}

/// A page that moved for good is rewritten by `--fix`, unless its new address could be more than an address.
#[test]
fn a_page_that_moved_is_rewritten() {
    for (to, written) in [
        ("https://docs.globex.example/v2/limits#daily", true),
        ("https://docs.globex.example/a: b", false),
        ("https://docs.globex.example/\"x", false),
        ("http://docs.globex.example/plain", false),
        ("javascript:alert(1)", false),
    ] {
        let folder = site();
        let folder = folder.path();
        let url = "https://docs.globex.example/limits";
        let moved = Record {
            url: url.to_owned(),
            quote: quote_key(LIMIT),
            verdict: Verdict::Moved,
            to: Some(to.to_owned()),
            ..matched(LIMIT)
        };
        let host = HostRecords { host: "docs.globex.example", records: vec![&moved], ..HOST };
        fs::create_dir_all(folder.join("evidence")).expect("made");
        fs::write(folder.join("evidence/docs.globex.example.jsonl"), host.text().expect("a text")).expect("written");
        let output = run(folder, &["check", "--fix", "--today", "2026-11-20", "--rule", "evidence"], "");
        let text = fs::read_to_string(folder.join("content/limits.md")).expect("an entry");
        let expected = if written { PAGE.replace(url, to) } else { PAGE.to_owned() };
        assert_eq!(text, expected, "{to}: {output:?}");
    }
}
