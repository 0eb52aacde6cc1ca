//! `fieldbook evidence refresh`: whole runs over a web without a network, and one over a real port.

#[path = "../../../examples/source-stand-in/stand_in/mod.rs"]
#[expect(dead_code, reason = "the program uses more of it than the tests")]
pub(super) mod stand_in;

use super::super::web::fake::{FakeClock, FakeNames, FakeWeb, response};
use super::{PAGE, day, site};
use fieldbook::report::EVIDENCE_DIGEST_SCHEMA;
use fieldbook::session::{
    CacheHistory, Environment, Extent, Network, Notes, RefreshOptions, Refreshed, Session, plan_refresh, refresh,
};
use fieldbook::web::{Allowances, Clock, Fault, ProxyUse, Response};
use serde_json::Value;
use stand_in::{Change, Listener, Script, StandIn, quoted_pages};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub(super) const LIMITS: &str = "https://docs.globex.com/limits";
pub(super) const DEAL: &str = "https://docs.globex.com/private";

/// A clock for a session whose time another one keeps.
struct SharedClock(Arc<FakeClock>);

impl Clock for SharedClock {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, pause: Duration) {
        self.0.sleep(pause);
    }
}

#[derive(Default)]
struct Kept(Mutex<Vec<String>>);

impl Notes for Kept {
    fn note(&self, text: &str) {
        self.0.lock().expect("a lock").push(text.to_owned());
    }

    fn error(&self, text: &str) {
        self.note(text);
    }
}

pub(super) fn html(text: &str) -> Response {
    let part = |number: u32| format!("<p>Part {number} of this page says how the product works in great detail.</p>");
    let filler: String = (1..9).map(part).collect();
    let body = format!("<html lang=en><title>Limits</title>{filler}<p>{text}</p>");
    response(200, &[("content-type", "text/html")], &body)
}

/// Runs a refresh on a day; `pages` answers each address.
pub(super) fn run(
    folder: &Path,
    on: &str,
    extent: Extent,
    pages: &[(&str, Result<Response, Fault>)],
) -> Result<Refreshed, String> {
    let clock = Arc::new(FakeClock::default());
    let mut web = FakeWeb::new(&clock);
    for (url, answer) in pages {
        web = web.page(url, vec![answer.clone()]);
    }
    let names = FakeNames::of(&["docs.globex.com", "www.globex.com", "www.initech.com", "www.hooli.com"], "1.1.1.1");
    let environment = Environment {
        program: None,
        notion_token: None,
        notion_address: None,
        now: None,
        clock: Box::new(SharedClock(Arc::clone(&clock))),
        disk: fieldbook::publish::DiskHook::default(),
        cache_history: CacheHistory::default(),
    };
    let notes = Kept::default();
    let session = Session { folder, today: day(on), pinned: None, environment: &environment, notes: &notes };
    let options = RefreshOptions { extent, ..RefreshOptions::default() };
    let planned = plan_refresh(&session, &options).map_err(|failure| failure.0)?;
    let network =
        Network { transport: &web, lookup: &names, allowances: &Allowances::default(), proxy: ProxyUse::Never };
    let refreshed = refresh(&session, &options, network).map_err(|failure| failure.0);
    let most: usize = planned.hosts.iter().map(|host| host.requests).sum();
    let faults = pages.iter().filter(|(_, answer)| answer.is_err()).count();
    assert!(web.asked().len() <= most + 2 * faults, "no more requests than the plan and one more after a fault");
    refreshed
}

pub(super) fn verdicts(refreshed: &Refreshed) -> Vec<String> {
    let shown = |quote: &fieldbook::session::RefreshedQuote| {
        format!("{} {} {}", quote.name, quote.record.verdict.word(), quote.record.since.format("%d"))
    };
    refreshed.quotes.iter().map(shown).collect()
}

/// The site of the other tests, with a public host.
pub(super) fn web_site() -> tempfile::TempDir {
    let folder = site();
    for path in ["content/limits.md", "deals/deal.md"] {
        let path = folder.path().join(path);
        let text = fs::read_to_string(&path).expect("an entry").replace("globex.example", "globex.com");
        fs::write(path, text).expect("written");
    }
    folder
}

pub(super) fn records(folder: &Path) -> Vec<String> {
    ["evidence/docs.globex.com.jsonl", "deals/evidence/docs.globex.com.jsonl"]
        .map(|path| fs::read_to_string(folder.join(path)).unwrap_or_default())
        .to_vec()
}

#[test]
fn runs_record_what_changed_and_a_quiet_week_changes_one_line() {
    let folder = web_site();
    let folder = folder.path();
    let same = Ok(html("Ingestion is limited to 5 TB per day"));
    let pages = [(LIMITS, same.clone()), (DEAL, same.clone())];
    let first = run(folder, "2026-11-06", Extent::Due, &pages).expect("a run");
    assert_eq!(verdicts(&first), ["limits#limit match 06", "deal#limit match 06"]);
    assert_eq!(first.files, ["deals/evidence/docs.globex.com.jsonl", "evidence/docs.globex.com.jsonl"]);
    let written = records(folder);
    assert!(!written[0].contains("/private") && !written[1].contains("/limits"), "{written:?}");
    // Nothing is due again on that day; asked for all the same, nothing changes.
    let again = run(folder, "2026-11-06", Extent::Due, &pages).expect("a run");
    assert_eq!((again.not_due, again.requests, again.quotes.len()), (2, 0, 0));
    let again = run(folder, "2026-11-06", Extent::All, &pages).expect("a run");
    assert_eq!((again.files, records(folder)), (Vec::new(), written.clone()));
    // A week later one line changes.
    run(folder, "2026-11-13", Extent::Due, &pages).expect("a run");
    let later = records(folder);
    let changed: Vec<&str> =
        later[0].lines().zip(written[0].lines()).filter(|(one, other)| one != other).map(|(one, _)| one).collect();
    assert_eq!(
        changed,
        [
            "{\"schema\":\"fieldbook/evidence/1\",\"host\":\"docs.globex.com\",\"checked\":\"2026-11-13\",\"reader\":\"n3\"}"
        ]
    );
    assert_eq!(later[0].lines().count(), written[0].lines().count());
    // Another week later the page changed.
    let pages = [(LIMITS, Ok(html("Ingestion is limited to 8 TB per day"))), (DEAL, Ok(response(403, &[], "no")))];
    let last = run(folder, "2026-11-20", Extent::Due, &pages).expect("a run");
    assert_eq!(verdicts(&last), ["limits#limit changed 20"]);
    assert_eq!(last.failed.len(), 1);
    assert!(records(folder)[1].contains("\"verdict\":\"match\""), "a failed look keeps the verdict");
}

#[test]
fn more_than_half_of_the_hosts_unreachable_is_the_own_network() {
    let folder = web_site();
    let folder = folder.path();
    let other = |name: &str, host: &str| {
        let text = PAGE.replace("docs.globex.example", host).replace("Limits", name);
        fs::write(folder.join(format!("content/{name}.md")), text).expect("written");
    };
    other("initech", "www.initech.com");
    other("hooli", "www.hooli.com");
    let good = Ok(html("Ingestion is limited to 5 TB per day"));
    let (initech, hooli) = ("https://www.initech.com/limits", "https://www.hooli.com/limits");
    let all = [(LIMITS, good.clone()), (DEAL, good.clone()), (initech, good.clone()), (hooli, good.clone())];
    run(folder, "2026-11-06", Extent::Due, &all).expect("a run");
    let before = records(folder);
    let down = || Err(Fault::Connection);
    let two = [(LIMITS, good.clone()), (DEAL, good.clone()), (initech, down()), (hooli, down())];
    let failure = run(folder, "2026-11-13", Extent::Due, &two).expect_err("two of three");
    assert!(
        failure.starts_with("2 of 3 hosts cannot be reached, such as www.hooli.com: the connection failed"),
        "{failure}"
    );
    assert_eq!(records(folder), before, "nothing is written");
    let one = [(LIMITS, good.clone()), (DEAL, good.clone()), (initech, good), (hooli, down())];
    let refreshed = run(folder, "2026-11-13", Extent::Due, &one).expect("one of three");
    assert_eq!(refreshed.failed.len(), 1);
    assert_ne!(records(folder), before, "the control");
}

#[test]
fn lines_that_cannot_be_read_are_made_anew_and_another_version_is_left_alone() {
    let folder = web_site();
    let folder = folder.path();
    let same = Ok(html("Ingestion is limited to 5 TB per day"));
    let pages = [(LIMITS, same.clone()), (DEAL, same)];
    run(folder, "2026-11-06", Extent::Due, &pages).expect("a run");
    let (path, before) = (folder.join("evidence/docs.globex.com.jsonl"), records(folder));
    let cut = before[0].len() - 30;
    for damaged in [
        format!("{}<<<<<<< HEAD\n=======\n>>>>>>> other\n", before[0]),
        before[0].get(..cut).expect("a part").to_owned(),
        String::new(),
        "<<<<<<< HEAD\n".to_owned() + &before[0],
    ] {
        fs::write(&path, &damaged).expect("written");
        run(folder, "2026-11-06", Extent::All, &pages).expect("a run");
        assert_eq!(records(folder), before, "{damaged}");
    }
    let newer = before[0].replace("fieldbook/evidence/1", "fieldbook/evidence/2");
    fs::write(&path, &newer).expect("written");
    let failure = run(folder, "2026-11-06", Extent::All, &pages).expect_err("another version");
    assert!(failure.contains("was written by another version of fieldbook"), "{failure}");
    assert_eq!(records(folder)[0], newer);
}

#[test]
fn feeds_are_asked_for_and_what_they_announce_is_recorded_once() {
    let folder = web_site();
    let folder = folder.path();
    let competitor =
        "---\nkind: competitor\ntitle: Globex\nname: Globex\nfeeds: [\"https://www.initech.com/feed\"]\n---\n";
    fs::create_dir_all(folder.join("content/competitors")).expect("made");
    fs::write(folder.join("content/competitors/globex.md"), competitor).expect("written");
    let same = Ok(html("Ingestion is limited to 5 TB per day"));
    let feed = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title><item><guid>1</guid>\
                <title>SCIM for all plans</title><pubDate>Thu, 05 Nov 2026 10:00:00 GMT</pubDate></item></channel></rss>";
    let feed = Ok(response(200, &[("content-type", "application/rss+xml")], feed));
    let pages = [(LIMITS, same.clone()), (DEAL, same), ("https://www.initech.com/feed", feed)];
    let first = run(folder, "2026-11-06", Extent::Due, &pages).expect("a run");
    assert_eq!(first.feeds, ["https://www.initech.com/feed: 1 new release"]);
    let path = folder.join("evidence/releases/globex.jsonl");
    assert!(fs::read_to_string(&path).expect("releases").contains("SCIM for all plans"));
    let second = run(folder, "2026-11-13", Extent::Due, &pages).expect("a run");
    assert_eq!(second.feeds, Vec::<String>::new());
    let broken = [pages[0].clone(), pages[1].clone(), ("https://www.initech.com/feed", Ok(response(404, &[], "")))];
    let before = fs::read(&path).expect("releases");
    let third = run(folder, "2026-11-20", Extent::Due, &broken).expect("a run");
    assert_eq!(third.failed.len(), 1);
    assert_eq!(fs::read(&path).expect("releases"), before);
}

#[test]
fn an_earlier_day_looks_at_nothing_and_a_host_that_no_claim_quotes_is_pruned() {
    let folder = web_site();
    let folder = folder.path();
    let same = Ok(html("Ingestion is limited to 5 TB per day"));
    let pages = [(LIMITS, same.clone()), (DEAL, same)];
    run(folder, "2026-11-13", Extent::Due, &pages).expect("a run");
    let before = records(folder);
    let earlier = run(folder, "2026-11-12", Extent::All, &pages).expect("a run");
    let why = "its last look was on 2026-11-13, after 2026-11-12".to_owned();
    assert_eq!(earlier.left_out, [(LIMITS.to_owned(), why.clone()), (DEAL.to_owned(), why)]);
    assert_eq!((earlier.requests, records(folder)), (0, before));
    // The claim quotes another host now.
    let path = folder.join("content/limits.md");
    let text = fs::read_to_string(&path).expect("an entry").replace("docs.globex.com", "www.initech.com");
    fs::write(&path, text).expect("written");
    let moved = ("https://www.initech.com/limits", pages[0].1.clone());
    run(folder, "2026-11-13", Extent::Due, &[moved, pages[1].clone()]).expect("a run");
    assert_eq!(records(folder)[0].lines().count(), 1, "only the first line is left");
    assert!(folder.join("evidence/www.initech.com.jsonl").is_file());
    fs::remove_file(path).expect("removed");
    fs::remove_file(folder.join("deals/deal.md")).expect("removed");
    let none = run(folder, "2026-11-13", Extent::All, &[]).expect_err("nothing to look at");
    assert!(none.starts_with("nothing to look at: no claim has a source"), "{none}");
}

/// Returns the digest of the site in one form.
fn digest_of(folder: &Path, form: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.arg("--site").arg(folder).args(["evidence", "digest", "--today", "2026-11-20", "--format", form]);
    let output = command.env("SOURCE_DATE_EPOCH", "1795262400").output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// What a page says reaches a digest as text only: no markup, no command of a terminal or of a workflow, no credential.
#[test]
fn a_digest_shows_hostile_pages_as_text() {
    let folder = web_site();
    let folder = folder.path();
    let key = ["AKIA", "Q3EGRJ7ZXKDNHW2B"].concat();
    let hostile = format!(
        "Ingestion is limited to 8 TB per day | &lt;script&gt;alert(1)&lt;/script&gt; ::error::x \u{202E}\u{1b}[31m [a](javascript:x) {key}"
    );
    let same = Ok(html("Ingestion is limited to 5 TB per day"));
    run(folder, "2026-11-06", Extent::Due, &[(LIMITS, same.clone()), (DEAL, same.clone())]).expect("a run");
    run(folder, "2026-11-13", Extent::Due, &[(LIMITS, Ok(html(&hostile))), (DEAL, same)]).expect("a run");
    assert!(!records(folder)[0].contains(&key), "{}", records(folder)[0]);
    for form in ["markdown", "json", "jsonl"] {
        let digest = digest_of(folder, form);
        assert!(digest.contains("limited to 8 TB per day"), "the control: {digest}");
        for part in [key.as_str(), "\u{202E}", "\u{1b}"] {
            assert!(!digest.contains(part), "{form}: {digest}");
        }
        assert!(!digest.lines().any(|line| line.starts_with("::")), "{form}: {digest}");
    }
    let markdown = digest_of(folder, "markdown");
    assert!(!markdown.contains("<script") && !markdown.contains("[a](") && !markdown.contains(" | "), "{markdown}");
}

/// The command, over a real port: the stand-in serves what the site quotes.
#[test]
fn the_command_asks_a_real_server() {
    let folder = site();
    let folder = folder.path();
    let pages = quoted_pages(folder).expect("a site");
    let change = Change {
        url: "https://docs.globex.example/limits".to_owned(),
        replace: Some(["5 TB".to_owned(), "8 TB".to_owned()]),
        ..Change::default()
    };
    let stand_in = Arc::new(StandIn::new(pages, Script { change: vec![change] }, ""));
    let address = Listener::start(&stand_in, 0).expect("a port");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
        command.arg("--site").arg(folder).args(["evidence", "refresh"]).args(arguments).args(["--today", "2026-11-06"]);
        command.current_dir(folder).env("FIELDBOOK_EVIDENCE_ALLOW", format!("docs.globex.example={address}"));
        let output = command.env("SOURCE_DATE_EPOCH", "1795262400").output().expect("it runs");
        (
            output.status.code(),
            String::from_utf8(output.stdout).expect("text"),
            String::from_utf8(output.stderr).expect("text"),
        )
    };
    let (code, plan, _) = run(&["--plan", "limits"]);
    assert_eq!(
        (code, plan.as_str()),
        (
            Some(0),
            "docs.globex.example: 2 requests, at least 3 s\n  https://docs.globex.example/limits\n1 host, 2 requests, at least 3 s; 0 pages not due; nothing was sent\n"
        )
    );
    assert_eq!(stand_in.requests(), Vec::<String>::new());
    let (code, text, notes) = run(&["limits", "--fail-on", "changed", "--report", "markdown=digest.md"]);
    assert_eq!(
        (code, text.as_str(), notes.as_str()),
        (
            Some(1),
            "limits#limit: changed since 2026-11-06: a number or unit in it changed\n  before: Ingestion is limited to 5 TB per day\n  now: Ingestion is limited to 8 TB per day\nwrote evidence/docs.globex.example.jsonl\n1 quote: 0 match, 0 moved, 1 changed, 0 missing, 0 gone; 0 pages could not be looked at, 0 left out, 0 not due; 2 requests sent\n",
            "note: requests name no contact; set `contact` in [evidence] of site.toml\nnote: 2 sources have no quote to look for; add `quote:` beside its `url:`\n"
        )
    );
    assert_eq!(stand_in.requests(), ["docs.globex.example /robots.txt", "docs.globex.example /limits"]);
    let document = digest_of(folder, "json");
    let schema: Value = serde_json::from_str(EVIDENCE_DIGEST_SCHEMA).expect("a schema");
    let document: Value = serde_json::from_str(&document).expect("a document");
    assert!(jsonschema::validator_for(&schema).expect("a schema").is_valid(&document), "{document:#}");
    let digest = fs::read_to_string(folder.join("digest.md")).expect("a digest");
    assert_eq!(
        digest,
        "## fieldbook: evidence: 1 changed\n\nAs of 2026-11-06.\n\n### No owner\n\n**Changed**\n\n- limits#limit: Globex stops at 5 TB a day. — a number or unit in it changed (since 2026-11-06)\n  - before: Ingestion is limited to 5 TB per day\n  - now: Ingestion is limited to 8 TB per day\n  - page: https://docs.globex.example/limits\n"
    );
}
