//! The formats of feeds.

use super::*;

/// Writes the same two releases in a format; `{` and `}` of the texts are those of JSON.
pub(super) fn feeds() -> [(&'static str, String); 4] {
    let atom = "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>News</title><updated>2026-11-21T00:00:00Z</updated>\
        <entry><id>tag:globex.example,2026:2</id><title type=\"html\">SCIM for &lt;b&gt;all&lt;/b&gt; plans</title>\
        <link rel=\"self\" href=\"/api/2\"/><link href=\"/news/scim\"/><summary>Users &amp; groups.</summary>\
        <published>2026-11-03T23:30:00-08:00</published><updated>2026-11-09T08:00:00Z</updated></entry>\
        <entry><id>tag:globex.example,2026:1</id><title>Faster search</title><link rel=\"alternate\" href=\"search\"/>\
        <updated>2026-10-01T10:00:00Z</updated><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Twice as <b>fast</b>.</p></div></content></entry></feed>";
    let rss = "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:a=\"http://www.w3.org/2005/Atom\" xmlns:m=\"http://search.yahoo.com/mrss/\">\
        <channel><title>News</title><link>https://www.globex.example/</link>\
        <item><guid isPermaLink=\"false\">tag:globex.example,2026:2</guid><m:title>Not it</m:title><title><![CDATA[SCIM for <b>all</b> plans]]></title>\
        <link>/news/scim</link><description>Users &amp;amp; groups.</description><pubDate>Tue, 03 Nov 2026 23:30:00 -0800</pubDate><a:updated>2026-11-09T08:00:00Z</a:updated></item>\
        <item><guid isPermaLink=\"false\">tag:globex.example,2026:1</guid><title>Faster search</title><link>search</link>\
        <a:updated>2026-10-01T10:00:00Z</a:updated><content:encoded>&lt;p&gt;Twice as &lt;b&gt;fast&lt;/b&gt;.&lt;/p&gt;</content:encoded></item></channel></rss>";
    let rdf = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:a=\"http://www.w3.org/2005/Atom\">\
        <channel rdf:about=\"https://www.globex.example/\"><title>News</title></channel>\
        <item rdf:about=\"tag:globex.example,2026:2\"><title>SCIM for all plans</title><link>https://www.globex.example/news/scim</link>\
        <description>Users &amp;amp; groups.</description><dc:date>2026-11-03</dc:date><a:updated>2026-11-09T08:00:00Z</a:updated></item>\
        <item rdf:about=\"tag:globex.example,2026:1\"><title>Faster search</title><link>search</link>\
        <description>Twice as fast.</description><a:updated>2026-10-01T10:00:00Z</a:updated></item></rdf:RDF>";
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"News\", \"items\": [\
        {\"id\": \"tag:globex.example,2026:2\", \"url\": \"/news/scim\", \"title\": \"SCIM for all plans\", \"summary\": \"Users & groups.\",\
         \"date_published\": \"2026-11-03T23:30:00-08:00\", \"date_modified\": \"2026-11-09T08:00:00Z\", \"tags\": [\"x\"], \"authors\": [{\"name\": 5}]},\
        {\"id\": \"tag:globex.example,2026:1\", \"url\": \"search\", \"title\": \"Faster search\", \"content_html\": \"<p>Twice as <b>fast</b>.</p>\",\
         \"date_modified\": \"2026-10-01T10:00:00Z\"}]}";
    [("Atom", atom), ("RSS", rss), ("RDF", rdf), ("JSON", json)].map(|(name, text)| (name, text.to_owned()))
}

#[test]
fn four_formats_give_the_same_entries() {
    let found: Vec<_> = feeds().iter().map(|(name, text)| (*name, entries(text))).collect();
    let (_, first) = &found[0];
    let shown: Vec<_> =
        first.iter().map(|entry| (&*entry.title, entry.summary.as_deref(), entry.url.as_deref())).collect();
    assert_eq!(
        shown,
        [
            ("SCIM for all plans", Some("Users & groups."), Some("https://www.globex.example/news/scim")),
            ("Faster search", Some("Twice as fast."), Some("https://www.globex.example/news/search")),
        ]
    );
    assert_eq!((first[0].published, first[0].updated), (Some(day("2026-11-03")), Some(day("2026-11-09"))));
    assert_eq!((first[1].published, first[1].updated), (None, Some(day("2026-10-01"))));
    for (name, entries) in &found {
        assert_eq!(entries, first, "{name}");
    }
}

/// Returns the only entry of an RSS feed with this item.
fn item(item: &str) -> FeedEntry {
    let mut found = entries(&format!("<rss><channel><item>{item}</item></channel></rss>"));
    assert_eq!(found.len(), 1, "{item}");
    found.remove(0)
}

#[test]
fn links_lead_to_pages_or_are_left_out() {
    for (link, expected) in [
        ("https://www.globex.example/a", Some("https://www.globex.example/a")),
        ("../b?c#d", Some("https://www.globex.example/b?c#d")),
        ("//other.example/e", Some("https://other.example/e")),
        (" https://WWW.globex.example/a b ", Some("https://www.globex.example/a%20b")),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("https://user:word@globex.example/", None),
        ("https://", None),
        ("mailto:a@globex.example", None),
    ] {
        assert_eq!(item(&format!("<title>T</title><link>{link}</link>")).url.as_deref(), expected, "{link}");
    }
    let long = format!("<title>T</title><link>https://globex.example/{}</link>", "a".repeat(2_048));
    assert_eq!(item(&long).url, None);
    let guid = |attribute: &str| item(&format!("<title>T</title><guid{attribute}>https://globex.example/1</guid>")).url;
    assert_eq!(guid("").as_deref(), Some("https://globex.example/1"));
    assert_eq!(guid(" isPermaLink=\"false\""), None);
    let based = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"/x/\"><entry xml:base=\"y/\"><title>T</title><link href=\"z\"/></entry></feed>";
    assert_eq!(entries(based)[0].url.as_deref(), Some("https://www.globex.example/x/y/z"));
}

#[test]
fn an_entry_without_a_title_is_called_by_its_summary_and_one_without_both_is_counted() {
    let long = "word ".repeat(120);
    let found = item(&format!("<description>{long}</description>"));
    assert_eq!((found.title.chars().count(), found.summary.map(|text| text.chars().count())), (100, Some(400)));
    let feed = read("<rss><channel><item/><item><title> </title></item><item><title>T</title></item></channel></rss>");
    let feed = feed.expect("a feed");
    assert_eq!((feed.entries.len(), feed.left_out), (1, LeftOut { beyond_limit: 0, without_text: 2 }));
    let none = read("<rss><channel><title>News</title></channel></rss>");
    assert_eq!(none, Ok(Feed::default()));
}

#[test]
fn an_id_counts_if_one_entry_has_it() {
    let two = |one: &str, other: &str| {
        let item = |id: &str, title: &str| {
            format!("<item><guid isPermaLink=\"false\">{id}</guid><title>{title}</title></item>")
        };
        let found = entries(&format!("<rss><channel>{}{}</channel></rss>", item(one, "A"), item(other, "B")));
        found.into_iter().map(|entry| (entry.title, entry.id)).collect::<std::collections::BTreeMap<_, _>>()
    };
    let (own, shared) = (two("1", "2"), two("1", "1"));
    assert_eq!((own.len(), shared.len()), (2, 2));
    assert_ne!(shared["A"], shared["B"]);
    assert_ne!(own["A"], shared["A"]);
    let twice = "<item><guid>1</guid><title>A</title></item>".repeat(2);
    assert_eq!(entries(&format!("<rss><channel>{twice}</channel></rss>")).len(), 1);
    let other = read_feed(
        b"<rss><channel><item><guid>1</guid><title>A</title></item></channel></rss>",
        None,
        "https://x.example/",
    );
    assert_ne!(other.expect("a feed").entries[0].id, own["A"]);
}

#[test]
fn other_bytes_are_a_fault_with_a_reason() {
    let large = format!("<rss><channel></channel></rss>{}", " ".repeat(MAX_BYTES));
    for (text, expected) in [
        ("", FeedFault::Empty),
        (" \n", FeedFault::Empty),
        ("<!DOCTYPE html><title>News</title>", FeedFault::Html),
        ("<html lang=en><p>News", FeedFault::Html),
        ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", FeedFault::Other),
        ("<feed><entry/></feed>", FeedFault::Other),
        ("News of today", FeedFault::Other),
        ("{\"version\": \"1\", \"items\": []}", FeedFault::OtherJson),
        ("{\"version\": \"https://jsonfeed.example/version/1\", \"items\": []}", FeedFault::OtherJson),
        ("[]", FeedFault::OtherJson),
        ("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{", FeedFault::Malformed),
        ("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": 5}", FeedFault::Malformed),
        ("<rss><channel><item><title>T</title>", FeedFault::Malformed),
        ("<rss><channel></rss>", FeedFault::Malformed),
        (&large, FeedFault::TooLarge),
    ] {
        assert_eq!(read(text), Err(expected), "{}", &text[..text.len().min(80)]);
    }
    assert!(read(&large[1..].replacen("rss>", "<rss>", 1)[..MAX_BYTES]).is_ok());
    assert_eq!(read_feed(b"<rss/>", None, "file:///feed"), Err(FeedFault::Address));
    assert!(read_feed(b"<rss/>", Some("text/html"), FEED).is_ok());
}
