//! Release feeds of competitors: which there are, and what a look at one of them changes. Nothing is fetched here.

use crate::config::Status;
use crate::entry::{Entry, KindFields};
use crate::library::{Library, release_path_of};
use crate::releases::{
    Feed, FeedEntry, FeedFault, LeftOut, MAX_ENTRIES, MAX_RELEASES, ReleaseFile, Validators, read_feed,
};
use crate::secrets::mask;
use crate::session::environment::Session;
use crate::session::failure::Failure;
use crate::user_files::{Expected, write};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A feed that the entry of a competitor names.
#[derive(Debug, Clone)]
pub(super) struct CompetitorFeed<'a> {
    /// The competitor.
    pub(super) competitor: &'a Entry,
    /// The address of the feed, as it is written.
    pub(super) url: &'a str,
    /// The file of the competitor's releases, from the site's folder.
    pub(super) path: String,
}

/// A feed as a server sent it.
#[derive(Debug, Clone)]
pub(super) struct FeedAnswer<'a> {
    /// The body, decompressed.
    pub(super) bytes: &'a [u8],
    /// The value of `Content-Type`.
    pub(super) content_type: Option<&'a str>,
    /// The values with which the server can be asked whether it changed.
    pub(super) validators: Validators,
}

/// What a look at a feed changes.
#[derive(Debug, Clone)]
pub(super) struct RecordedFeed {
    /// The file of releases after the look.
    pub(super) file: ReleaseFile,
    /// How many releases are new in it.
    pub(super) added: usize,
    /// What is left out, as sentences.
    pub(super) notes: Vec<String>,
}

/// Returns the feeds of all competitors that are not archived, by the competitor's id, each once.
pub(super) fn competitor_feeds(library: &Library) -> Vec<CompetitorFeed<'_>> {
    let mut feeds = Vec::new();
    for entry in library.entries().iter().filter(|entry| entry.status.value <= Status::Approved) {
        let KindFields::Competitor(own) = &entry.kind_fields else { continue };
        let mut seen = BTreeSet::new();
        for url in own.feeds.iter().map(|url| url.value.as_str()).filter(|url| seen.insert(*url)) {
            feeds.push(CompetitorFeed { competitor: entry, url, path: release_path_of(entry) });
        }
    }
    feeds
}

/// Returns what is recorded of the releases of `competitor`, without looks at feeds that it no longer has.
///
/// # Errors
/// A line of the file cannot be read, or the file is another competitor's: a new file would lose it.
pub(super) fn recorded_releases(library: &Library, competitor: &Entry) -> Result<ReleaseFile, Failure> {
    let path = release_path_of(competitor);
    let Some(file) = library.lists.releases.at(&path) else { return Ok(ReleaseFile::new(&competitor.id)) };
    if file.unread_lines > 0 || file.competitor != competitor.id {
        return Err(Failure(format!(
            "{path} has lines that cannot be read; run `fieldbook check` and correct them first"
        )));
    }
    let feeds = match &competitor.kind_fields {
        KindFields::Competitor(own) => own.feeds.iter().map(|url| url.value.as_str()).collect(),
        _ => BTreeSet::new(),
    };
    Ok(file.with_feeds_of(&feeds))
}

/// Returns `before` after the feed at `url` was read on the day `seen`; credentials in it are masked.
///
/// # Errors
/// The answer is not a feed, not well-formed, or too large; `before` stays as it is.
pub(super) fn record_feed(
    before: &ReleaseFile,
    url: &str,
    answer: FeedAnswer<'_>,
    seen: NaiveDate,
) -> Result<RecordedFeed, FeedFault> {
    let Feed { entries, left_out } = read_feed(answer.bytes, answer.content_type, url)?;
    let is_empty = entries.is_empty();
    let entries: Vec<FeedEntry> = entries.into_iter().map(masked).collect();
    let open = |value: &String| mask(value) == *value;
    let Validators { etag, last_modified } = answer.validators;
    let validators = Validators { etag: etag.filter(open), last_modified: last_modified.filter(open) };
    let updated = before.after(url, &entries, validators, seen);
    let mut notes = left_out_notes(left_out);
    if is_empty && notes.is_empty() {
        notes.push("the feed has no entries".to_owned());
    }
    if updated.left_out > 0 {
        notes.push(format!(
            "{} without a date left out: {MAX_RELEASES} such releases are recorded already",
            counted(updated.left_out)
        ));
    }
    Ok(RecordedFeed { file: updated.file, added: updated.added.len(), notes })
}

/// Writes the releases of a competitor, unless the file has these bytes already; returns whether it was written.
///
/// # Errors
/// The file changed since `library` was read, or cannot be written.
pub(super) fn write_releases(
    session: &Session<'_>,
    library: &Library,
    path: &str,
    file: &ReleaseFile,
) -> Result<bool, Failure> {
    let text = file.text().map_err(|cause| Failure(format!("cannot write {path}: {cause}")))?;
    let before = library.lists.releases.text_at(path);
    if before == Some(text.as_str()) {
        return Ok(false);
    }
    let expected = before.map_or(Expected::Nothing, |before| Expected::Content(before.as_bytes()));
    write(&session.folder.join(path), text.as_bytes(), expected)?;
    Ok(true)
}

fn masked(entry: FeedEntry) -> FeedEntry {
    FeedEntry {
        title: mask(&entry.title),
        summary: entry.summary.as_deref().map(mask),
        // An address without its credential leads elsewhere.
        url: entry.url.filter(|url| mask(url) == *url),
        ..entry
    }
}

fn left_out_notes(left_out: LeftOut) -> Vec<String> {
    let LeftOut { beyond_limit, without_text } = left_out;
    let mut notes = Vec::new();
    if beyond_limit > 0 {
        notes.push(format!("{} left out: only the newest {MAX_ENTRIES} are read", counted(beyond_limit)));
    }
    if without_text > 0 {
        notes.push(format!("{} left out: neither title nor summary", counted(without_text)));
    }
    notes
}

fn counted(entries: usize) -> String {
    if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::{LiteralFiles, read_site};

    const FEED: &str = "https://www.globex.example/news/feed";

    /// Returns what is recorded of a feed with these items.
    fn recorded(items: &str, etag: &str) -> RecordedFeed {
        let feed = format!("<rss><channel>{items}</channel></rss>");
        let validators = Validators { etag: Some(etag.to_owned()), last_modified: None };
        let answer = FeedAnswer { bytes: feed.as_bytes(), content_type: None, validators };
        let seen = "2026-11-10".parse().expect("a day");
        record_feed(&ReleaseFile::new("competitors/globex"), FEED, answer, seen).expect("a feed")
    }

    #[test]
    fn credentials_of_a_feed_are_masked_and_what_is_left_out_is_named() {
        let token = ["ghp", "_", "Zk3Qw9Xv7Bn2Mc5Rt8Yp1Ls4Hd6Gf0Ja1Se2"].concat();
        let item = |text: &str| {
            format!(
                "<item><title>Use {text} now</title><link>/a?token={text}</link><description>As {text}</description></item><item/>"
            )
        };
        let masked = recorded(&item(&token), &token);
        let text = masked.file.text().unwrap();
        assert!(!text.contains(&token) && !text.contains("etag") && !text.contains("/a?token"), "{text}");
        assert!(text.contains("\"title\":\"Use ") && masked.added == 1, "{text}");
        assert_eq!(masked.notes, ["1 entry left out: neither title nor summary"]);
        let plain = recorded(&item("words"), "\"1\"").file.text().unwrap();
        assert!(plain.contains("\"title\":\"Use words now\"") && plain.contains("\"etag\":\"\\\"1\\\"\""), "{plain}");
        assert!(plain.contains("\"url\":\"https://www.globex.example/a?token=words\""), "{plain}");
        assert_eq!(recorded("", "1").notes, ["the feed has no entries"]);
    }

    #[test]
    fn every_feed_of_a_competitor_that_is_not_archived_is_listed_once() {
        let competitor = |name: &str, more: &str| {
            let url = |path: &str| format!("https://{name}.example/{path}");
            format!("---\nname: {name}\nfeeds: [{}, {}, {}]\n{more}---\n", url("b"), url("a"), url("b"))
        };
        let settings = "[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n".to_owned();
        let files = [
            ("site.toml", settings),
            ("content/competitors/globex.md", competitor("globex", "")),
            ("content/competitors/old.md", competitor("old", "status: archived\n")),
            ("deals/competitors/eu/initech.md", competitor("initech", "")),
        ];
        let files: LiteralFiles = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let inputs = read_site(&files).unwrap();
        let (library, _) = Library::new(inputs.files, inputs.lists);
        let feeds = competitor_feeds(&library);
        let shown: Vec<_> =
            feeds.iter().map(|feed| format!("{} {} {}", feed.competitor.id, feed.url, feed.path)).collect();
        assert_eq!(
            shown,
            [
                "competitors/eu/initech https://initech.example/b deals/evidence/releases/eu/initech.jsonl",
                "competitors/eu/initech https://initech.example/a deals/evidence/releases/eu/initech.jsonl",
                "competitors/globex https://globex.example/b evidence/releases/globex.jsonl",
                "competitors/globex https://globex.example/a evidence/releases/globex.jsonl",
            ]
        );
    }
}
