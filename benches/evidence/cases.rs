//! Measures verdicts with a set of pages that were edited: wrong negatives, edits found, walls taken for pages.
//!
//! A set is a file of JSON lines beside its pages. Each has `id`, `group`, `url`, `quote`, `before` and `after` (files with
//! the bytes as served), `before_headers`, `status`, `headers`, `final` and `redirect` (the address after a redirect, and
//! its status), and `expected`: which of `match`, `changed`, `missing`, `gone` are right, or `no-verdict` for what is not
//! the page. Each page is looked at on three days: as it was, and twice as it is.

use chrono::NaiveDate;
use fieldbook::evidence::{Answer, Asked, AskedQuote, Judged, Outcome, PageRecord, Record, Redirects, Verdict, judge};
use fieldbook::wording::Vocabulary;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

/// A page before and after an edit.
#[derive(Debug, Deserialize)]
struct Case {
    id: String,
    group: String,
    url: String,
    quote: String,
    before: String,
    after: String,
    #[serde(default)]
    before_headers: BTreeMap<String, String>,
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default, rename = "final")]
    end: Option<String>,
    #[serde(default)]
    redirect: Option<u16>,
    expected: Vec<String>,
    #[serde(default)]
    edit: String,
}

/// What the looks made of a case.
struct Seen {
    /// The page as it was.
    first: Judged,
    /// The page as it is, a week later and two.
    next: [Judged; 2],
}

/// Looks at every case in the file `set` and prints those with another verdict than expected, and how many.
///
/// # Errors
/// The file, or one that it names, cannot be read, or it has no case.
pub(crate) fn measure(set: &Path) -> Result<(), Box<dyn Error>> {
    let folder = set.parent().unwrap_or(set);
    let mut counts: BTreeMap<(String, &str), (usize, usize)> = BTreeMap::new();
    for line in fs::read_to_string(set)?.lines().filter(|line| !line.trim().is_empty()) {
        let case: Case = serde_json::from_str(line)?;
        let seen = case.seen(folder)?;
        let wrong = case.wrong(&seen);
        let count = counts.entry((case.group.clone(), case.kind())).or_default();
        count.0 += 1;
        if let Some(wrong) = wrong {
            count.1 += 1;
            println!("{} {}: {wrong}\n  quote: {}\n  edit: {}", case.id, case.kind(), case.quote, case.edit);
        }
    }
    if counts.is_empty() {
        return Err(format!("{} has no case", set.display()).into());
    }
    for ((group, kind), (all, wrong)) in &counts {
        println!("{group}, {kind}: {wrong} of {all} have another verdict");
    }
    Ok(())
}

impl Case {
    /// Returns what the case tests.
    fn kind(&self) -> &'static str {
        let expects = |verdict: &str| self.expected.iter().any(|one| one == verdict);
        match (expects("no-verdict"), expects("match"), self.expected.len()) {
            (true, _, 1) => "not the page",
            (true, ..) => "either",
            (_, true, 1) => "harmless edit",
            (_, true, _) => "either",
            _ => "material edit",
        }
    }

    fn seen(&self, folder: &Path) -> Result<Seen, Box<dyn Error>> {
        let before = self.answer(fs::read(folder.join(&self.before))?, &self.before_headers);
        let after = self.answer(fs::read(folder.join(&self.after))?, &self.headers);
        let redirects = match (self.redirect, &self.end) {
            (Some(301 | 308), Some(_)) => Redirects::Permanent,
            (_, Some(_)) => Redirects::Temporary,
            (_, None) => Redirects::None,
        };
        let url = self.end.clone().unwrap_or_else(|| self.url.clone());
        let after = Answer { url, redirects, status: self.status, ..after };
        let first = self.look(before, None, 1)?;
        let second = self.look(after.clone(), Some(&first), 8)?;
        let third = self.look(after, Some(&second), 15)?;
        Ok(Seen { first, next: [second, third] })
    }

    fn answer(&self, body: Vec<u8>, headers: &BTreeMap<String, String>) -> Answer {
        let mut headers: Vec<(String, String)> =
            headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.clone())).collect();
        if headers.is_empty() {
            headers.push(("content-type".to_owned(), "text/html; charset=utf-8".to_owned()));
        }
        Answer { url: self.url.clone(), redirects: Redirects::None, status: 200, headers, body, is_cut: false }
    }

    fn look(&self, answer: Answer, before: Option<&Judged>, day: u32) -> Result<Judged, Box<dyn Error>> {
        let record: Option<&Record> = before.and_then(|before| before.records.first());
        let page: Option<&PageRecord> = before.map(|before| &before.page);
        let quotes = [AskedQuote { url: &self.url, text: &self.quote, before: record }];
        let on = NaiveDate::from_ymd_opt(2026, 11, day).ok_or("no day")?;
        // Without a record of its language, a page may be in any.
        let asked = Asked { page: &self.url, before: page, quotes: &quotes, language: "", on };
        Ok(judge(&asked, &Outcome::Answered(answer), &Vocabulary::default()))
    }

    /// Returns what is otherwise than expected.
    fn wrong(&self, seen: &Seen) -> Option<String> {
        if verdict(&seen.first) != Some(Verdict::Match) {
            return Some(format!("the page as it was: {}", shown(&seen.first)));
        }
        let expects = |found: Verdict| self.expected.iter().any(|one| one == found.word());
        let [second, third] = &seen.next;
        let is_found = |judged: &Judged| verdict(judged).is_some_and(Verdict::is_found);
        let is_right = if self.kind() == "not the page" {
            is_found(second) && is_found(third)
        } else if (expects(Verdict::Match) || self.expected.iter().any(|one| one == "no-verdict"))
            && is_found(second)
            && is_found(third)
        {
            true
        } else {
            // What is not proven at the first look is at the second one.
            verdict(third).is_some_and(expects) && (is_found(second) || verdict(second).is_some_and(expects))
        };
        (!is_right).then(|| format!("{} / {}", shown(second), shown(third)))
    }
}

fn verdict(judged: &Judged) -> Option<Verdict> {
    judged.records.first().map(|record| record.verdict)
}

fn shown(judged: &Judged) -> String {
    let record = judged.records.first();
    let verdict = record.map_or("no verdict", |record| record.verdict.word());
    let change = record.and_then(|record| record.change).map_or(String::new(), |change| format!(" {change:?}"));
    let reach = judged.page.reach.map_or(String::new(), |reach| format!("; {:?}", reach.why));
    let doubt = judged.page.doubt.map_or(String::new(), |doubt| format!("; doubt {:?}", doubt.why));
    let now = record.and_then(|record| record.now.as_deref()).map_or(String::new(), |now| format!("; now: {now}"));
    format!("{verdict}{change}{reach}{doubt}{now}")
}
