//! What answers make of records: the rows of the acceptance table that come over the network, and failed looks.

use super::{LIMIT, day, vocabulary};
use encoding_rs::{SHIFT_JIS, WINDOWS_1252};
use fieldbook::evidence::{Answer, Asked, AskedQuote, Judged, Outcome, PageRecord, Record, Redirects, judge};

const PAGE: &str = "https://docs.globex.example/limits";

fn filler() -> String {
    let sentence =
        |number: u32| format!("<p>Part {number} of this page says how the product works in great detail.</p>");
    (1..12).map(sentence).collect()
}

fn page_with(text: &str) -> String {
    format!("<html lang=en><title>Limits</title>{}<p>{text}</p>", filler())
}

fn answer(status: u16, body: &str) -> Answer {
    let kind = ("content-type".to_owned(), "text/html".to_owned());
    let (url, body) = (PAGE.to_owned(), body.as_bytes().to_vec());
    Answer { url, redirects: Redirects::None, status, headers: vec![kind], body, is_cut: false }
}

fn headed(answer: Answer, name: &str, value: &str) -> Answer {
    let mut headers = answer.headers;
    headers.push((name.to_owned(), value.to_owned()));
    Answer { headers, ..answer }
}

fn redirected(answer: Answer, redirects: Redirects, url: &str) -> Answer {
    Answer { redirects, url: url.to_owned(), ..answer }
}

/// What is recorded of the page and its quote.
#[derive(Clone, Default)]
struct State {
    page: Option<PageRecord>,
    record: Option<Record>,
}

impl State {
    fn after(&self, outcome: &Outcome, on: &str) -> Self {
        let quotes = [AskedQuote { url: PAGE, text: LIMIT, before: self.record.as_ref() }];
        let asked = Asked { page: PAGE, before: self.page.as_ref(), quotes: &quotes, language: "en", on: day(on) };
        let Judged { page, mut records } = judge(&asked, outcome, &vocabulary());
        Self { page: Some(page), record: records.pop() }
    }

    fn shown(&self) -> String {
        let record = self.record.as_ref();
        let verdict = record.map_or("no verdict".to_owned(), |record| {
            let change = record.change.map_or(String::new(), |change| format!(" {change:?}"));
            let to = record.to.as_ref().map_or(String::new(), |to| format!(" to {to}"));
            format!("{}{change}{to} {}", record.verdict.word(), record.since.format("%d"))
        });
        let page = self.page.as_ref();
        let reach = page.and_then(|page| page.reach).map_or(String::new(), |reach| format!("; {:?}", reach.why));
        let doubt = page.and_then(|page| page.doubt).map_or(String::new(), |doubt| format!("; doubt {:?}", doubt.why));
        format!("{verdict}{reach}{doubt}")
    }
}

/// The state after a match on 2026-11-01.
fn known() -> State {
    let state = State::default().after(&Outcome::Answered(answer(200, &page_with(LIMIT))), "2026-11-01");
    assert_eq!(state.shown(), "match 01");
    state
}

fn shell() -> String {
    "<html lang=en><title>Docs</title><noscript>Enable JavaScript</noscript><div id=root></div>".to_owned()
}

/// Each row: its number, the answer, and the states after it on the 8th and again on the 9th.
#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn the_acceptance_table_of_answers() {
    let page = |title: &str, text: &str| format!("<html lang=en><title>{title}</title>{text}");
    let other = |title: &str, text: &str| page(title, &format!("<p>{text} on this other page of ours.</p>").repeat(20));
    let front = || answer(200, &other("Globex", "Welcome to Globex"));
    let german = page_with("Die Aufnahme ist auf 8 TB begrenzt").replace("lang=en", "lang=de");
    let turnstile = page_with(&format!("{LIMIT}</p><div class=cf-turnstile></div><p>Are you a robot?"));
    let rows: Vec<(&str, Answer, &str, &str)> = vec![
        ("16", answer(200, &page_with("Nothing of it")), "missing 08", "missing 08"),
        (
            "9",
            answer(200, &page_with("Ingestion is limited to 6 TB per day")),
            "changed Number 08",
            "changed Number 08",
        ),
        ("17", answer(404, "<title>Not found</title>gone"), "match 01; doubt NotFound", "gone 09"),
        ("18", answer(410, "gone"), "gone 08", "gone 08"),
        ("19", headed(answer(404, "x"), "cf-mitigated", "challenge"), "match 01; BotWall", "match 01; BotWall"),
        ("19b", answer(404, "<title>Just a moment...</title>x"), "match 01; BotWall", "match 01; BotWall"),
        ("20", answer(403, "Forbidden"), "match 01; Refused", "match 01; Refused"),
        ("21", headed(answer(403, "x"), "cf-mitigated", "challenge"), "match 01; BotWall", "match 01; BotWall"),
        ("22", headed(answer(202, ""), "x-amzn-waf-action", "challenge"), "match 01; BotWall", "match 01; BotWall"),
        (
            "23",
            answer(200, "<title>Making sure you're not a bot!</title><p>Loading"),
            "match 01; BotWall",
            "match 01; BotWall",
        ),
        ("24", answer(200, &turnstile), "match 01", "match 01"),
        ("25", answer(200, &shell()), "match 01; JavaScript", "match 01; JavaScript"),
        (
            "26",
            redirected(
                answer(200, &other("Log in", "Welcome")),
                Redirects::Temporary,
                "https://docs.globex.example/login?next=/limits",
            ),
            "match 01; Login",
            "match 01; Login",
        ),
        ("27", redirected(front(), Redirects::Permanent, "https://docs.globex.example/"), "missing 08", "missing 08"),
        (
            "27b",
            redirected(front(), Redirects::Temporary, "https://docs.globex.example/en/"),
            "match 01; doubt OtherPage",
            "missing 09",
        ),
        (
            "28",
            redirected(answer(200, &page_with(LIMIT)), Redirects::Permanent, "https://globex.example/docs/limits"),
            "moved to https://globex.example/docs/limits 08",
            "moved to https://globex.example/docs/limits 08",
        ),
        (
            "28b",
            redirected(answer(200, &page_with(LIMIT)), Redirects::Temporary, "https://globex.example/docs/limits"),
            "match 01",
            "match 01",
        ),
        (
            "28c",
            redirected(answer(200, &page_with(LIMIT)), Redirects::Permanent, "http://docs.globex.example:80/limits/"),
            "match 01",
            "match 01",
        ),
        ("29", answer(200, &other("Page not found", "Search")), "match 01; doubt OtherPage", "missing 09"),
        ("42", answer(200, &other("Limits", "All new")), "match 01; doubt OtherPage", "missing 09"),
        ("another title", answer(200, &other("Age check", "Are you")), "match 01; OtherPage", "match 01; OtherPage"),
        (
            "half as many words",
            answer(200, &page("Limits", &"<p>Read on with an account.</p>".repeat(11))),
            "match 01; OtherPage",
            "match 01; OtherPage",
        ),
        (
            "27c",
            redirected(front(), Redirects::Temporary, "https://queue.initech.example/"),
            "match 01; OtherPage",
            "match 01; OtherPage",
        ),
        ("31", answer(503, "Unavailable"), "match 01; ServerError", "match 01; ServerError"),
        ("32", answer(429, "Slow down"), "match 01; Waiting", "match 01; Waiting"),
        ("33", answer(999, "no"), "match 01; Refused", "match 01; Refused"),
        ("34", answer(200, &german), "match 01; Language", "match 01; Language"),
        (
            "37",
            answer(200, "<html lang=en><p>We are down for maintenance."),
            "match 01; TooShort",
            "match 01; TooShort",
        ),
        (
            "cut",
            Answer { is_cut: true, ..answer(200, &page_with("so far")) },
            "match 01; TooLarge",
            "match 01; TooLarge",
        ),
        (
            "image",
            headed(Answer { headers: Vec::new(), ..answer(200, "\u{1}") }, "content-type", "image/png"),
            "match 01; Media",
            "match 01; Media",
        ),
        ("empty", answer(200, ""), "match 01; TooShort", "match 01; TooShort"),
    ];
    for (row, answer, first, second) in rows {
        let outcome = Outcome::Answered(answer);
        let once = known().after(&outcome, "2026-11-08");
        assert_eq!(once.shown(), first, "row {row}");
        assert_eq!(once.after(&outcome, "2026-11-08").shown(), first, "row {row}: again on one day");
        assert_eq!(once.after(&outcome, "2026-11-09").shown(), second, "row {row}: on the next day");
        let good = Outcome::Answered(self::answer(200, &page_with(LIMIT)));
        let back = once.after(&good, "2026-11-10");
        assert!(back.shown().starts_with("match ") && !back.shown().contains(';'), "row {row}: {}", back.shown());
    }
}

/// Makes the bytes of a page from its words.
type Bytes<'a> = &'a dyn Fn(&str) -> Vec<u8>;

#[test]
fn words_that_only_the_data_of_a_page_still_has_were_taken_away() {
    let data = format!("<script type=application/json>[\"{LIMIT}.\"]</script>");
    let seen = |text: &str| Outcome::Answered(answer(200, &format!("{}{data}", page_with(text))));
    let known = State::default().after(&seen(LIMIT), "2026-11-01");
    assert_eq!(known.shown(), "match 01");
    let taken = known.after(&seen("Ask us"), "2026-11-08");
    assert_eq!(taken.shown(), "missing 08");
    assert_eq!(taken.after(&seen("Ask us"), "2026-11-15").shown(), "missing 08");
    assert_eq!(taken.after(&seen(LIMIT), "2026-11-15").shown(), "match 15");
    // A page that a script draws from now on.
    let drawn = Outcome::Answered(answer(200, &format!("{}{data}", shell())));
    assert_eq!(known.after(&drawn, "2026-11-08").shown(), "match 01");
    // One that never showed them.
    let hidden = State::default().after(&seen("Ask us"), "2026-11-01");
    assert_eq!(hidden.shown(), "match 01");
    assert_eq!(hidden.after(&seen("Ask us"), "2026-11-08").shown(), "match 01");
}

/// Makes the bytes of a page from its words. its content type, and the state after a page on which a number of the
/// words differs. The words themselves are found in all of them.
#[test]
fn a_page_says_that_words_changed_only_in_a_known_encoding() {
    let wide = |text: &str| format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let page = |text: &str, head: &str| {
        page_with(&format!("{text}</p><p>A café")).replace("<title>", &format!("{head}<title>"))
    };
    let latin = |text: &str, head: &str| WINDOWS_1252.encode(&page(text, head)).0.into_owned();
    let japanese =
        |text: &str, head: &str| SHIFT_JIS.encode(&page(text, head).replace("café", "日本語、英語")).0.into_owned();
    let broken = |text: &str| {
        let mut bytes = page(&format!("{} \u{1}", "é".repeat(10)), &format!("<p>{text} on \u{1}</p>")).into_bytes();
        bytes.iter_mut().filter(|byte| **byte == 1).for_each(|byte| *byte = 0xFF);
        bytes
    };
    let (known_one, unknown) = ("changed Number 08", "match 01; Encoding");
    let cases: [(&str, Bytes<'_>, &str, &str); 9] = [
        ("UTF-16 with a mark", &|text| wide(&page(text, "")), "text/html", known_one),
        ("windows-1252, declared", &|text| latin(text, ""), "text/html; charset=iso-8859-1", known_one),
        ("windows-1252, declared inside", &|text| latin(text, "<meta charset=windows-1252>"), "text/html", known_one),
        ("windows-1252", &|text| latin(text, ""), "text/html", unknown),
        (
            "windows-1252, declared as UTF-8",
            &|text| latin(text, "<meta charset=utf-8>"),
            "text/html; charset=utf-8",
            unknown,
        ),
        ("Shift_JIS, declared", &|text| japanese(text, ""), "text/html; charset=Shift_JIS", known_one),
        ("Shift_JIS, declared as another", &|text| japanese(text, "<meta charset=latin1>"), "text/html", unknown),
        (
            "UTF-8, declared as another",
            &|text| page(text, "<meta charset=latin1>").into_bytes(),
            "text/html",
            known_one,
        ),
        ("UTF-8 with a fault in the sentence", &broken, "text/html", unknown),
    ];
    let limits = ["Ingestion is limited to 6 TB per day, like a café", "Ingestion is limited to 6 TB per day"];
    for (name, bytes, content_type, expected) in cases {
        let answered = |text: &str| {
            let headers = vec![("content-type".to_owned(), content_type.to_owned())];
            Outcome::Answered(Answer { headers, body: bytes(text), ..answer(200, "") })
        };
        assert_eq!(known().after(&answered(LIMIT), "2026-11-08").shown(), "match 01", "{name}");
        let changed = limits.map(|limit| known().after(&answered(limit), "2026-11-08").shown());
        // A sentence in ASCII is the same in all of them.
        let plain = if name.contains("fault") { expected } else { known_one };
        assert_eq!(changed, [expected, plain], "{name}");
    }
}

#[test]
fn pdf_files_count_by_their_bytes_or_their_words() {
    let pdf = |text: &str| {
        let body = format!("%PDF-1.4\n1 0 obj\n({text}) Tj\nendobj\n");
        headed(Answer { headers: Vec::new(), ..answer(200, &body) }, "content-type", "application/pdf")
    };
    let with_words = known().after(&Outcome::Answered(pdf(LIMIT)), "2026-11-08");
    assert_eq!(with_words.shown(), "match 01");
    let other = Outcome::Answered(pdf("other"));
    assert_eq!(with_words.after(&other, "2026-11-15").shown(), "match 01; Pdf", "a new file without the words");
    assert_eq!(with_words.after(&Outcome::Answered(pdf(LIMIT)), "2026-11-15").shown(), "match 01");
    assert_eq!(known().after(&other, "2026-11-08").shown(), "match 01; Pdf", "no person captured it");
    let mut captured = known();
    captured.record.as_mut().expect("a record").by = Some("ann".to_owned());
    let first = captured.after(&Outcome::Answered(pdf("scanned")), "2026-11-08");
    assert_eq!(first.shown(), "match 01", "the bytes after a capture are those that have the words");
    assert_eq!(first.after(&Outcome::Answered(pdf("scanned")), "2026-11-15").shown(), "match 01");
    assert_eq!(first.after(&Outcome::Answered(pdf("other")), "2026-11-15").shown(), "match 01; Pdf");
    assert_eq!(State::default().after(&Outcome::Answered(pdf("scanned")), "2026-11-15").shown(), "no verdict; Pdf");
}

#[test]
fn a_page_without_a_record_needs_its_language_and_its_topic() {
    let first = |body: &str| State::default().after(&Outcome::Answered(answer(200, body)), "2026-11-08").shown();
    assert_eq!(first(&page_with("Ingestion is limited to 8 TB per day")), "changed Number 08");
    assert_eq!(first(&page_with("Other things")), "no verdict; doubt OtherPage");
    assert_eq!(first(&page_with("Ingestion, limited")), "missing 08");
    assert_eq!(first(&page_with("Ingestion, limited").replace("lang=en", "lang=fr-CA")), "no verdict; Language");
    assert_eq!(first(&page_with(LIMIT).replace("lang=en", "lang=fr")), "match 08", "what is found is found");
}

#[test]
fn a_week_in_which_nothing_changed_changes_only_the_day() {
    let good = |extra: &str| Outcome::Answered(answer(200, &(page_with(LIMIT) + extra)));
    let tagged = |tag: &str| Outcome::Answered(headed(answer(200, &page_with(LIMIT)), "etag", tag));
    let before = known();
    for outcome in [good("<p>Visitors today: 17"), Outcome::Unchanged, tagged("\"a\"")] {
        let mut after = before.after(&outcome, "2026-11-08");
        let (page, record) = (after.page.as_mut().expect("a page"), after.record.as_mut().expect("a record"));
        assert_eq!(
            (page.looked, record.looked, record.seen),
            (Some(day("2026-11-08")), day("2026-11-08"), Some(day("2026-11-08")))
        );
        page.looked = Some(day("2026-11-01"));
        (record.looked, record.seen) = (day("2026-11-01"), Some(day("2026-11-01")));
        assert_eq!((&after.page, &after.record), (&before.page, &before.record));
    }
    let first = State::default().after(&tagged("W/\"1a\""), "2026-11-01");
    let etag = |state: &State| state.page.as_ref().and_then(|page| page.etag.clone());
    assert_eq!(etag(&first).as_deref(), Some("W/\"1a\""));
    assert_eq!(etag(&first.after(&tagged("W/\"1a\""), "2026-11-08")).as_deref(), Some("W/\"1a\""));
    assert_eq!(etag(&first.after(&tagged("W/\"2b\""), "2026-11-08")), None, "a value that changes is not kept");
}

/// A failed look never alters a verdict: 10,000 schedules of failures, each before and between successful looks.
#[test]
fn no_schedule_of_failed_looks_changes_a_verdict() {
    let wall = headed(answer(404, "x"), "cf-mitigated", "challenge");
    let other = Answer { is_cut: true, ..answer(200, "<html lang=en><p>so far") };
    let failures = [
        Outcome::Failed(fieldbook::evidence::Obstacle::Timeout),
        Outcome::Failed(fieldbook::evidence::Obstacle::Robots),
        Outcome::Answered(answer(403, "no")),
        Outcome::Answered(answer(503, "no")),
        Outcome::Answered(answer(429, "no")),
        Outcome::Answered(wall),
        Outcome::Answered(other),
        Outcome::Answered(answer(200, &shell())),
        Outcome::Answered(answer(200, "<title>Access denied</title>")),
        Outcome::Answered(answer(200, "<html lang=de><p>bis hier")),
    ];
    let changed = Outcome::Answered(answer(200, &page_with("Ingestion is limited to 6 TB per day")));
    let starts = [State::default(), known(), known().after(&changed, "2026-11-02")];
    // A linear congruential generator (Knuth, MMIX): the same schedules in every run.
    let mut seed: u64 = 20_261_123;
    let mut next = |bound: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("it fits") % bound
    };
    for schedule in 0..10_000 {
        let start = &starts[next(starts.len())];
        let mut state = start.clone();
        for step in 0..=next(6) {
            let on = format!("2026-11-{:02}", 3 + step * (1 + next(4)));
            state = state.after(&failures[next(failures.len())], &on);
            assert_eq!(state.record, start.record, "schedule {schedule}");
            let reach = state.page.as_ref().and_then(|page| page.reach);
            assert!(reach.is_some_and(|reach| reach.runs <= 3), "schedule {schedule}");
        }
    }
    let control = known().after(&changed, "2026-11-20");
    assert_ne!(control.record, known().record, "the control: a page that can be looked at does");
}
