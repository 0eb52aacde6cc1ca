//! What a file of releases keeps of feeds that change.

use super::*;

fn entry(name: &str, published: Option<&str>) -> FeedEntry {
    let published = published.map_or(String::new(), |day| format!("<pubDate>{day}</pubDate>"));
    let title = name.split('|').next().unwrap_or_default();
    let id = name.split('|').nth(1).unwrap_or(title);
    let link = name.split('|').nth(2).map_or(String::new(), |link| format!("<link>{link}</link>"));
    let item = format!("<item><guid isPermaLink=\"false\">{id}</guid><title>{title}</title>{link}{published}</item>");
    entries(&format!("<rss><channel>{item}</channel></rss>")).remove(0)
}

fn after(file: &ReleaseFile, entries: &[FeedEntry], seen: &str) -> ReleaseFile {
    file.after(FEED, entries, Validators::default(), day(seen)).file
}

/// Shows the releases of a file as `day title`.
fn shown(file: &ReleaseFile) -> Vec<String> {
    file.by_day().into_iter().map(|release| format!("{} {}", release.date, release.title)).collect()
}

/// A file that read one release, called `SCIM`, on 2026-11-10.
fn first() -> ReleaseFile {
    let file = ReleaseFile::new("competitors/globex");
    after(&file, &[entry("SCIM|1|/scim", Some("2026-11-03"))], "2026-11-10")
}

/// Row 48 of the acceptance table: the feed tells the same release anew.
#[test]
fn a_release_that_is_told_anew_is_the_recorded_one() {
    for (again, is_known) in [
        ("SCIM|1|/scim", true),
        // Its day, its title or its address changed.
        ("SCIM (corrected)|1|/other", true),
        // Its id changed.
        ("SCIM|2|/scim", true),
        ("SCIM!|2|/moved", true),
        ("SCIM, renamed|2|/scim", true),
        // Another one.
        ("SSO|2|/sso", false),
    ] {
        let file = after(&first(), &[entry(again, Some("2026-11-03"))], "2026-11-17");
        assert_eq!(shown(&file).len() == 1, is_known, "{again}");
    }
    for (again, is_known) in
        [("SCIM|1|/scim", true), ("SCIM|2|/scim", true), ("SCIM|2|/other", false), ("SCIM two|2|/scim", false)]
    {
        let file = after(&first(), &[entry(again, Some("2026-11-16"))], "2026-11-17");
        assert_eq!(shown(&file).len() == 1, is_known, "re-dated {again}");
        assert_eq!(shown(&file)[0], "2026-11-03 SCIM");
    }
}

#[test]
fn entries_that_share_an_address_are_releases_of_their_own() {
    let of_day = |names: &[&str]| names.iter().map(|name| entry(name, Some("2026-11-03"))).collect::<Vec<_>>();
    let file = after(&ReleaseFile::new("competitors/globex"), &of_day(&["A|1|/log", "B|2|/log"]), "2026-11-10");
    assert_eq!(shown(&file).len(), 2);
    let file = after(&file, &of_day(&["A|3|/log", "B|4|/log", "C|5|/log"]), "2026-11-10");
    assert_eq!(shown(&file).len(), 3);
}

#[test]
fn what_has_no_day_or_a_future_one_is_of_the_day_it_was_seen() {
    let entries = [
        entry("none", None),
        entry("future", Some("2099-01-01")),
        entry("tomorrow", Some("2026-11-11")),
        entry("today", Some("2026-11-10")),
    ];
    let file = after(&ReleaseFile::new("competitors/globex"), &entries, "2026-11-10");
    let mut found = shown(&file);
    found.sort();
    assert_eq!(found, ["2026-11-10 future", "2026-11-10 none", "2026-11-10 today", "2026-11-10 tomorrow"]);
    // Neither comes again, with another id or day.
    let again = [entry("none|9", None), entry("future|1", Some("2099-01-01")), entry("future", Some("2026-11-12"))];
    assert_eq!(after(&file, &again, "2026-11-17").text().unwrap(), after(&file, &[], "2026-11-17").text().unwrap());
    let updated = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>T</title><updated>2026-11-02</updated></entry></feed>";
    let file = after(&ReleaseFile::new("competitors/globex"), &super::entries(updated), "2026-11-10");
    assert_eq!(shown(&file), ["2026-11-02 T"]);
}

#[test]
fn a_quiet_look_changes_one_day_and_the_bytes_come_back() {
    let validators = Validators {
        etag: Some("W/\"1a\"".to_owned()),
        last_modified: Some("Tue, 03 Nov 2026 10:00:00 GMT".to_owned()),
    };
    let entries = [entry("SCIM|1|/scim", Some("2026-11-03")), entry("Plain", None)];
    let file = ReleaseFile::new("competitors/globex").after(FEED, &entries, validators.clone(), day("2026-11-10")).file;
    let text = file.text().unwrap();
    let same = file.after(FEED, &entries, validators.clone(), day("2026-11-10"));
    assert_eq!((same.file.text().unwrap(), same.added.len()), (text.clone(), 0));
    let later = text.replacen("\"checked\":\"2026-11-10\"", "\"checked\":\"2026-11-17\"", 1);
    assert_ne!(later, text);
    assert_eq!(file.after(FEED, &entries, validators, day("2026-11-17")).file.text().unwrap(), later);
    assert_eq!(file.unchanged(FEED, day("2026-11-17")).text().unwrap(), later);
    assert_eq!(file.unchanged(FEED, day("2026-11-09")).text().unwrap(), text, "an earlier day");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        format!(
            "{{\"schema\":\"{SCHEMA}\",\"competitor\":\"competitors/globex\",\"feeds\":[{{\"url\":\"{FEED}\",\"checked\":\"2026-11-10\",\"etag\":\"W/\\\"1a\\\"\",\"last_modified\":\"Tue, 03 Nov 2026 10:00:00 GMT\"}}]}}"
        )
    );
    assert!(lines[1].ends_with("\"date\":\"2026-11-03\",\"title\":\"SCIM\",\"url\":\"https://www.globex.example/scim\",\"seen\":\"2026-11-10\"}"), "{}", lines[1]);
    assert_eq!(read_back(&text), (text, Vec::new()));
}

/// Reads a file and writes it again.
fn read_back(text: &str) -> (String, Vec<String>) {
    let (file, found) = ReleaseFile::read(&SourceFile::new("evidence/releases/globex.jsonl", text.to_owned()));
    let found = found.iter().map(|one| format!("{}: {}", one.place.start().line, one.message)).collect();
    (file.text().unwrap(), found)
}

#[test]
fn lines_that_cannot_be_read_are_findings_and_the_others_are_kept() {
    let text = first().text().unwrap();
    let line = text.lines().nth(1).expect("a line").to_owned();
    let head = text.lines().next().expect("a line").to_owned();
    for (damaged, kept, expected) in [
        (format!("{head}\n<<<<<<< HEAD\n{line}\n"), 1, "2: not a release: expected value"),
        (format!("{text}{line}\n"), 1, "3: a second release with the id"),
        (
            text.replacen("/1\"", "/2\"", 1),
            0,
            "1: the schema is \"fieldbook/releases/2\", not \"fieldbook/releases/1\"",
        ),
        (
            text.replacen("competitors/globex", "competitors/other", 1),
            0,
            "1: the competitor is \"competitors/other\", and",
        ),
        (
            text.replacen("\"seen\":\"2026-11-10\"", "\"seen\":\"2026-11-02\"", 1),
            0,
            "2: `date` 2026-11-03 is after `seen` 2026-11-02",
        ),
        (text.replacen("\"title\":\"SCIM\"", "\"title\":\"\\u202e\"", 1), 0, "2: `title` is empty"),
        (
            text.replacen("https://www.globex.example/scim", "javascript:x", 1),
            0,
            "2: `url` must begin with https:// or http://",
        ),
        (
            text.replacen("\"title\":\"SCIM\"", &format!("\"title\":\"{}\"", "x".repeat(4_097)), 1),
            0,
            "2: a text of 4097 bytes",
        ),
        (text.replacen("\"title\"", "\"name\"", 1), 0, "2: not a release: unknown field `name`"),
        (text.replacen("\"id\":\"", "\"id\":\"X", 1), 0, "2: `id` must be 16 hexadecimal digits"),
        (String::new(), 0, "1: the file is empty"),
        ("null\n".to_owned(), 0, "1: the first line must name the schema, the competitor and the feeds"),
    ] {
        let (again, found) = read_back(&damaged);
        assert_eq!(again.lines().count() - 1, kept, "{damaged}");
        assert!(found.len() == 1 && found[0].starts_with(expected), "{found:?}");
    }
    let (_, found) = read_back(&text.replace('\n', "\r\n"));
    assert_eq!(found, Vec::<String>::new());
    let hostile = text.replacen("\"SCIM\"", "\"SC\\u001b[31mIM\\u202e x\"", 1);
    assert!(read_back(&hostile).0.contains("\"title\":\"SC[31mIM x\""));
}

#[test]
fn the_newest_stay_and_those_without_a_day_do_not_come_again() {
    let dated: Vec<FeedEntry> = (0..MAX_RELEASES + 100)
        .map(|index| {
            let day = day("2020-01-01") + chrono::Days::new(u64::try_from(index).expect("small"));
            FeedEntry { published: Some(day), id: format!("{index:016x}"), ..entry(&format!("Release {index}"), None) }
        })
        .collect();
    let file = after(&ReleaseFile::new("competitors/globex"), &dated, "2026-11-10");
    assert_eq!((file.releases.len(), shown(&file)[0].as_str()), (MAX_RELEASES, "2020-04-10 Release 100"));
    assert_eq!(after(&file, &dated, "2026-11-10").text().unwrap(), file.text().unwrap());
    let undated: Vec<FeedEntry> = dated.iter().map(|entry| FeedEntry { published: None, ..entry.clone() }).collect();
    let first = ReleaseFile::new("competitors/globex").after(FEED, &undated, Validators::default(), day("2026-11-10"));
    assert_eq!((first.file.releases.len(), first.left_out), (MAX_RELEASES, 100));
    let second = first.file.after(FEED, &undated, Validators::default(), day("2026-11-17"));
    assert_eq!((second.added.len(), second.left_out, second.file.releases == first.file.releases), (0, 100, true));
    // A release without a day finds room beside dated ones.
    let mixed = after(&file, &[entry("New", None)], "2026-11-10");
    assert_eq!(
        (shown(&mixed)[0].as_str(), shown(&mixed).last().map(String::as_str)),
        ("2020-04-11 Release 101", Some("2026-11-10 New"))
    );
}

#[test]
fn looks_at_feeds_that_are_gone_can_be_removed() {
    let file = first().unchanged("https://www.globex.example/other", day("2026-11-11"));
    assert_eq!(file.feeds.len(), 2);
    let kept = file.with_feeds_of(&[FEED].into());
    assert_eq!(kept.text().unwrap(), first().text().unwrap());
}

#[test]
fn only_what_can_be_sent_back_is_kept_of_a_server() {
    let text = |text: &str| Some(text.to_owned());
    let kept = Validators { etag: text("\"a b\""), last_modified: text("x") }.usable();
    assert_eq!(kept, Validators { etag: text("\"a b\""), last_modified: text("x") });
    let dropped = Validators { etag: text("a\r\nHost: x"), last_modified: text(&"x".repeat(1_025)) }.usable();
    assert_eq!(dropped, Validators::default());
}

proptest! {
    #[test]
    fn the_order_of_a_feed_does_not_count(
        items in prop::collection::vec((0..6u8, 0..4u8, 0..5u8, prop::option::of(1..20u32)), 0..12),
        seed in any::<u64>(),
    ) {
        let entry = |(id, title, link, day): &(u8, u8, u8, Option<u32>)| {
            let day = day.map_or(String::new(), |day| format!("<pubDate>2026-11-{day:02}</pubDate>"));
            let link = if *link == 0 { String::new() } else { format!("<link>/{link}</link>") };
            format!("<item><guid isPermaLink=\"false\">{id}</guid><title>T{title}</title>{link}{day}</item>")
        };
        let feed = |items: Vec<String>| entries(&format!("<rss><channel>{}</channel></rss>", items.concat()));
        let written: Vec<String> = items.iter().map(entry).collect();
        let mut mixed = written.clone();
        mixed.sort_by_key(|item| blake3::hash(format!("{seed}{item}").as_bytes()).to_hex().to_string());
        let (one, other) = (feed(written), feed(mixed));
        let text = |entries: &[FeedEntry]| {
            let file = after(&first(), entries, "2026-11-10");
            let again = after(&file, entries, "2026-11-10");
            assert_eq!(again.text().unwrap(), file.text().unwrap());
            file.text().unwrap()
        };
        prop_assert_eq!(text(&one), text(&other));
    }
}
