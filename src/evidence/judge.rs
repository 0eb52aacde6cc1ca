//! What an answer makes of the records of a page and its quotes.
//!
//! A failed look changes no verdict. A quote that is found is found, whatever else is on the page. That a quote changed, is
//! missing or gone needs proof that the page is the page: it is recognised, or a look on a later day says the same.

use super::anchors::kept_percent;
use super::answer::{Answer, Outcome, Redirects, StatusClass};
use super::change::{Look, Verdict};
use super::look::{Former, find, is_legible, prove};
use super::page::{Page, PageFault};
use super::page_record::{Doubt, DoubtCause, PageRecord};
use super::quote::{Quote, host_of};
use super::reach::{Obstacle, Reach};
use super::record::{Looked, Record};
use super::walls::{is_enforced, is_not_found, wall, wall_at};
use crate::file_text::file_text;
use crate::wording::Vocabulary;
use chrono::NaiveDate;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// The fewest words of a page, as a share of what it had at the last match: a fifth.
const SHARE_OF_WORDS: usize = 5;
/// Up to how many words that readers see a page may be one that scripts draw.
const SHELL: usize = 40;
/// The largest PDF file whose text is read, in bytes; of a larger one only the hash is compared.
const LARGEST_PDF: usize = 2 << 20;

/// A page that was requested, with what was recorded of it.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Its address, without fragment.
    pub page: &'a str,
    /// What was recorded of it.
    pub before: Option<&'a PageRecord>,
    /// The quotes of it.
    pub quotes: &'a [AskedQuote<'a>],
    /// The language of the site, of which a page is expected to be whose language is not recorded.
    pub language: &'a str,
    /// The day.
    pub on: NaiveDate,
}

/// A quote with what was recorded of it.
#[derive(Debug, Clone, Copy)]
pub struct AskedQuote<'a> {
    /// The address of its page as the claim has it.
    pub url: &'a str,
    /// Its words.
    pub text: &'a str,
    /// What was recorded of it.
    pub before: Option<&'a Record>,
}

/// What is to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Of the page.
    pub page: PageRecord,
    /// Of its quotes: those that have a record now.
    pub records: Vec<Record>,
}

/// Returns what `outcome` makes of what was recorded.
pub fn judge(asked: &Asked<'_>, outcome: &Outcome, vocabulary: &Vocabulary) -> Judged {
    match outcome {
        Outcome::NotAsked => asked.unasked(),
        Outcome::Failed(why) => asked.failed(*why, None),
        Outcome::Unchanged => asked.looked(asked.former(), |quote| quote.before.map(|before| asked.again(before))),
        Outcome::Answered(answer) => asked.answered(answer, vocabulary),
    }
}

impl Asked<'_> {
    fn former(&self) -> PageRecord {
        self.before.cloned().unwrap_or_else(|| PageRecord::new(self.page))
    }

    fn unasked(&self) -> Judged {
        Judged { page: self.former(), records: self.quotes.iter().filter_map(|quote| quote.before.cloned()).collect() }
    }

    /// The look failed: everything stays, and why is recorded.
    fn failed(&self, why: Obstacle, status: Option<u16>) -> Judged {
        let mut page = self.former();
        page.reach = Some(Reach::after(page.reach, why, status, self.on));
        Judged { page, records: self.quotes.iter().filter_map(|quote| quote.before.cloned()).collect() }
    }

    /// The look is not enough yet: everything stays, and what speaks against the page is recorded.
    fn in_doubt(&self, why: DoubtCause) -> Judged {
        let mut page = self.former();
        let doubt = page.doubt.filter(|doubt| doubt.why == why);
        page.doubt = doubt.or(Some(Doubt { why, since: self.on }));
        Judged { page, records: self.quotes.iter().filter_map(|quote| quote.before.cloned()).collect() }
    }

    /// Returns whether a look on an earlier day spoke against the page for one of the reasons.
    fn is_second(&self, reasons: &[DoubtCause]) -> bool {
        let doubt = self.before.and_then(|before| before.doubt);
        doubt.is_some_and(|doubt| doubt.since < self.on && reasons.contains(&doubt.why))
    }

    /// The look succeeded: `page` is recorded with its day, and what `record` says of each quote.
    fn looked(&self, page: PageRecord, record: impl Fn(&AskedQuote<'_>) -> Option<Record>) -> Judged {
        let page = PageRecord { looked: Some(self.on), reach: None, doubt: None, ..page };
        Judged { page, records: self.quotes.iter().filter_map(record).collect() }
    }

    /// The record of a quote about which this day says the same.
    fn again(&self, before: &Record) -> Record {
        let seen = if before.verdict.is_found() { Some(self.on) } else { before.seen };
        Record { looked: self.on, seen, ..before.clone() }
    }

    fn answered(&self, answer: &Answer, vocabulary: &Vocabulary) -> Judged {
        let class = answer.class();
        if class != StatusClass::Page && is_enforced(&answer.headers) {
            return self.failed(Obstacle::BotWall, Some(answer.status));
        }
        let wall_of_body = || {
            let page = Page::read(&answer.body, answer.header("content-type")).ok()?;
            wall(&answer.body, &page.facts, page.word_count()).filter(|why| *why == Obstacle::BotWall)
        };
        match class {
            StatusClass::Page => self.page(answer, vocabulary),
            StatusClass::Failed(why) => self.failed(why, Some(answer.status)),
            StatusClass::NotFound | StatusClass::Gone => {
                if let Some(why) = wall_of_body() {
                    return self.failed(why, Some(answer.status));
                }
                if class == StatusClass::NotFound && !self.is_second(&[DoubtCause::NotFound]) {
                    return self.in_doubt(DoubtCause::NotFound);
                }
                let content = hash(&answer.body);
                self.looked(self.former(), |quote| {
                    let look =
                        Look { verdict: Verdict::Gone, change: None, part: None, sentence: None, is_negated: false };
                    Some(Record::after(quote.before, look, self.about(quote, answer, &content)))
                })
            }
        }
    }

    /// A page came: each quote is looked for.
    fn page(&self, answer: &Answer, vocabulary: &Vocabulary) -> Judged {
        if let Some(unread) = unread(answer) {
            return self.unread(answer, unread, vocabulary);
        }
        let page = match Page::read(&answer.body, answer.header("content-type")) {
            Ok(page) => page,
            Err(PageFault::Pdf) => return self.unread(answer, Obstacle::Pdf, vocabulary),
            Err(PageFault::WebArchive) => return self.failed(Obstacle::Media, Some(answer.status)),
            Err(PageFault::Empty) => return self.failed(empty(answer), Some(answer.status)),
        };
        let quotes = self.quotes.iter().map(|quote| (*quote, Quote::new(quote.text)));
        let looks: Vec<(AskedQuote<'_>, Quote, Look)> = quotes
            .filter(|(_, words)| words.word_count() > 0)
            .map(|(quote, words)| {
                let look = find(&page, &words, Former { record: quote.before, page: self.before }, vocabulary);
                (quote, words, look)
            })
            .collect();
        let is_illegible = |words: &Quote, look: &Look| !look.verdict.is_found() && !is_legible(&page, words, look);
        let encoding = looks.iter().any(|(_, words, look)| is_illegible(words, look)).then_some(Obstacle::Encoding);
        let obstacle = self.obstacle(answer, &page).or(encoding);
        let is_enough = |words: &Quote, look: &Look, quote: &AskedQuote<'_>| {
            look.verdict.is_found()
                || obstacle.is_none()
                    && self.is_proven(answer, &page, words, Former { record: quote.before, page: self.before })
        };
        let best = looks.iter().map(|(_, _, look)| look.verdict).max_by_key(|verdict| verdict.is_found());
        let is_any_found = best.is_some_and(Verdict::is_found);
        let open: Vec<bool> = looks.iter().map(|(quote, words, look)| !is_enough(words, look, quote)).collect();
        if let Some(why) = obstacle.filter(|_| !is_any_found && open.contains(&true)) {
            return self.failed(why, Some(answer.status));
        }
        let mut judged = self.looked(self.page_after(answer, &page, best), |_| None);
        let content = hash(&answer.body);
        for ((quote, _, look), is_open) in looks.into_iter().zip(open) {
            if is_open {
                judged.records.extend(quote.before.cloned());
                let doubt = self.before.and_then(|before| before.doubt);
                judged.page.doubt = doubt.or(Some(Doubt { why: DoubtCause::OtherPage, since: self.on }));
            } else {
                let mut looked = self.about(&quote, answer, &content);
                let is_moved = look.verdict == Verdict::Match && answer.redirects == Redirects::Permanent;
                looked.to = looked.to.filter(|_| is_moved);
                let verdict = if looked.to.is_some() { Verdict::Moved } else { look.verdict };
                judged.records.push(Record::after(quote.before, Look { verdict, ..look }, looked));
            }
        }
        if judged.records.iter().any(|record| record.since == self.on) {
            // Its lines change today in any case.
            (judged.page.etag, judged.page.modified) = (validator(answer, "etag"), validator(answer, "last-modified"));
        }
        judged
    }

    /// Returns what is in front of the page, which only counts for quotes that are not found.
    fn obstacle(&self, answer: &Answer, page: &Page) -> Option<Obstacle> {
        if is_enforced(&answer.headers) {
            return Some(Obstacle::BotWall);
        }
        let at = if answer.redirects == Redirects::None { None } else { wall_at(&answer.url) };
        let expected = self.before.map(|before| before.language.as_str()).filter(|language| !language.is_empty());
        let (expected, found) = (expected.unwrap_or(self.language), page.facts.language.as_str());
        let words = self.before.map_or(0, |before| before.words);
        let too_short = || {
            let is_shell = page.word_count() < SHELL;
            if is_shell && page.facts.is_drawn {
                return Some(Obstacle::JavaScript);
            }
            let is_short = is_shell || page.word_count() * SHARE_OF_WORDS < words;
            is_short.then_some(Obstacle::TooShort).filter(|_| !is_not_found(&page.facts.title))
        };
        // A page that is not recognised is another one, or something in front of it, unless it looks like it.
        let is_other = || {
            let known = self.before.filter(|before| !before.anchors.is_empty())?;
            // The frame of a site, which walls can have as well, is less than most of a page.
            let kept = kept_percent(&page.visible, &known.anchors);
            let has_title = known.has_title_of(page) || kept >= 75;
            let has_words = page.word_count() * 2 >= known.words || kept >= 50;
            let is_like = has_title && has_words;
            (!is_like && !self.is_told_gone(answer, page)).then_some(Obstacle::OtherPage)
        };
        at.or_else(|| wall(&answer.body, &page.facts, page.word_count()))
            .or_else(|| (!found.is_empty() && !expected.is_empty() && found != expected).then_some(Obstacle::Language))
            .or_else(|| answer.is_cut.then_some(Obstacle::TooLarge))
            .or_else(too_short)
            .or_else(is_other)
    }

    /// Returns whether the site itself says that the page is not there: by its title, or by sending readers to its front page.
    fn is_told_gone(&self, answer: &Answer, page: &Page) -> bool {
        let is_sent =
            answer.redirects != Redirects::None && is_front(&answer.url) && are_same_site(self.page, &answer.url);
        is_sent || is_not_found(&page.facts.title)
    }

    /// Returns whether a page without the words is the page, or was not for a second time.
    fn is_proven(&self, answer: &Answer, page: &Page, words: &Quote, former: Former<'_>) -> bool {
        if answer.redirects == Redirects::Permanent && is_front(&answer.url) && !is_front(self.page) {
            return true;
        }
        (!self.is_told_gone(answer, page) && prove(page, words, former).is_ok())
            || self.is_second(&[DoubtCause::OtherPage, DoubtCause::NotFound])
    }

    /// A file without text that can be compared came. The words of a PDF file count only if they are there.
    fn unread(&self, answer: &Answer, why: Obstacle, vocabulary: &Vocabulary) -> Judged {
        let content = hash(&answer.body);
        let mut page = self.former();
        if why == Obstacle::Pdf && !answer.is_cut {
            let texts = pdf_texts(&answer.body);
            let looks = self.quotes.iter().map(|quote| {
                let words = Quote::new(quote.text);
                let former = Former { record: quote.before, page: None };
                let mut looks = texts.iter().map(|text| find(text, &words, former, vocabulary));
                let look = looks.find(|look| look.verdict == Verdict::Match)?;
                Some(Record::after(quote.before, look, self.about(quote, answer, &content)))
            });
            if let Some(records) = looks.collect::<Option<Vec<Record>>>() {
                page.file = Some(content);
                return Judged { records, ..self.looked(page, |_| None) };
            }
            if page.file.as_ref() == Some(&content) {
                return self.looked(page, |quote| quote.before.map(|before| self.again(before)));
            }
        }
        let is_captured = |before: &Record| before.verdict.is_found() && before.by.is_some();
        let is_known = self.quotes.iter().all(|quote| quote.before.is_some_and(is_captured));
        if is_known && page.file.is_none() && why == Obstacle::Pdf {
            // The first look after a person captured its text: these are the bytes that have the words.
            page.file = Some(content);
            return self.looked(page, |quote| quote.before.map(|before| self.again(before)));
        }
        self.failed(why, Some(answer.status))
    }

    /// What is recorded of a page that was looked at.
    fn page_after(&self, answer: &Answer, page: &Page, best: Option<Verdict>) -> PageRecord {
        let former = self.former();
        // A value that differs at every look would change the line of every look; it is dropped, once.
        let kept = |known: Option<&String>, name: &str| {
            validator(answer, name).filter(|now| known.is_some_and(|known| known == now))
        };
        let (etag, modified) = (kept(former.etag.as_ref(), "etag"), kept(former.modified.as_ref(), "last-modified"));
        if !best.is_some_and(Verdict::is_found) {
            return PageRecord { etag, modified, ..former };
        }
        let words = page.word_count();
        let is_near = former.words / 2 <= words && words <= former.words * 2 && former.words > 0;
        PageRecord {
            etag,
            modified,
            file: None,
            title: former.title_after(page),
            language: page.facts.language.clone(),
            words: if is_near { former.words } else { words },
            anchors: page.anchors_after(&former.anchors),
            ..former
        }
    }

    /// Says what was looked at; `content` is the hash of the bytes.
    fn about<'q>(&self, quote: &AskedQuote<'q>, answer: &Answer, content: &str) -> Looked<'q> {
        let fragment = quote.url.split_once('#').map_or(String::new(), |(_, fragment)| format!("#{fragment}"));
        let is_other = !is_same_page(self.page, &answer.url);
        Looked {
            url: quote.url,
            quote: quote.text,
            on: self.on,
            by: None,
            content: content.to_owned(),
            to: is_other.then(|| answer.url.clone() + &fragment),
        }
    }
}

/// Returns the value of a header by which the server recognises the page.
fn validator(answer: &Answer, name: &str) -> Option<String> {
    answer.header(name).filter(|value| value.len() <= LONGEST_VALIDATOR).map(str::to_owned)
}

/// The longest value of `ETag` that is kept, in bytes.
const LONGEST_VALIDATOR: usize = 200;

/// Returns the texts of a PDF file: what is in it may be written in several fonts, each of which is one text.
fn pdf_texts(bytes: &[u8]) -> Vec<Page> {
    if bytes.len() > LARGEST_PDF {
        return Vec::new();
    }
    file_text(bytes).parts.iter().filter_map(|part| Page::read(part.text.as_bytes(), None).ok()).collect()
}

/// Returns why the body of an answer has no text that can be compared, by its type.
fn unread(answer: &Answer) -> Option<Obstacle> {
    let kind = answer.header("content-type").unwrap_or_default().trim().to_ascii_lowercase();
    if kind.starts_with("application/pdf") || answer.body.starts_with(b"%PDF-") {
        return answer.body.starts_with(b"%PDF-").then_some(Obstacle::Pdf);
    }
    let is_media = ["image/", "video/", "audio/", "font/", "application/zip", "application/octet-stream"];
    is_media.iter().any(|media| kind.starts_with(media)).then_some(Obstacle::Media)
}

/// Returns what a page without any word is.
fn empty(answer: &Answer) -> Obstacle {
    let source = String::from_utf8_lossy(&answer.body).to_ascii_lowercase();
    if source.contains("<script") { Obstacle::JavaScript } else { Obstacle::TooShort }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold("sha256:".to_owned(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Returns whether two addresses are of one page: the scheme, a slash at the end and the fragment do not count.
fn is_same_page(one: &str, other: &str) -> bool {
    let plain = |url: &str| {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let rest = rest.split('#').next().unwrap_or(rest);
        let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let host = host.to_ascii_lowercase();
        host.trim_end_matches(":443").trim_end_matches(":80").to_owned() + path.trim_end_matches('/')
    };
    plain(one) == plain(other)
}

/// Returns whether two addresses are of one site: the last two parts of their hosts are the same.
pub fn are_same_site(one: &str, other: &str) -> bool {
    let site = |url: &str| {
        let host = host_of(url)?;
        let start = host.rmatch_indices('.').nth(1).map_or(0, |(dot, _)| dot + 1);
        host.get(start..).map(str::to_owned)
    };
    site(one).is_some_and(|known| site(other) == Some(known))
}

/// Returns whether an address is that of the front page of its host.
fn is_front(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default();
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_matches('/').to_ascii_lowercase();
    let is_language = path.len() == 2 || path.len() == 5 && path.as_bytes().get(2).is_some_and(|byte| *byte == b'-');
    path.is_empty() || is_language || matches!(path.as_str(), "index.html" | "index.php" | "home" | "default.aspx")
}
