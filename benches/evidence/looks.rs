//! What looking for quotes on pages costs.

use super::meter::{own_peak_mib, own_s};
use super::pages::{Quoted, page};
use chrono::NaiveDate;
use fieldbook::evidence::{Answer, Asked, AskedQuote, Judged, Outcome, PageRecord, Record, Redirects, Verdict, judge};
use fieldbook::wording::Vocabulary;
use std::collections::BTreeMap;
use std::error::Error;

/// What is expected of the four quotes of a page.
const VERDICTS: [Verdict; 4] = [Verdict::Match, Verdict::Changed, Verdict::Changed, Verdict::Missing];

/// Looks for four quotes on each of `count` pages and prints what it cost.
///
/// # Errors
/// A verdict is not the expected one, or `/proc` cannot be read.
pub(crate) fn measure(count: u32) -> Result<(), Box<dyn Error>> {
    let vocabulary = Vocabulary::default();
    let (mut seconds, mut bytes, mut verdicts) = (0.0, 0, BTreeMap::<&str, usize>::new());
    for number in 0..count {
        let Quoted { html, quotes } = page(u64::from(number));
        bytes += html.len();
        let url = format!("https://docs.globex.example/{number}");
        let answer = answer(&url, html);
        let first = look(&url, &answer, &quotes, (None, &[]), &vocabulary)?;
        let before = own_s()?;
        let second = look(&url, &answer, &quotes, (Some(&first.page), &first.records), &vocabulary)?;
        seconds += own_s()? - before;
        let found: Vec<Verdict> = second.records.iter().map(|record| record.verdict).collect();
        if found != VERDICTS {
            return Err(format!("page {number}: {found:?}").into());
        }
        for verdict in found {
            *verdicts.entry(verdict.word()).or_default() += 1;
        }
    }
    println!("{count} pages, {bytes} bytes, {} quotes {verdicts:?}", count * 4);
    println!(
        "looks: {seconds:.1} CPU s, {:.2} ms a page; peak {:.0} MiB",
        seconds * 1e3 / f64::from(count),
        own_peak_mib()
    );
    Ok(())
}

fn answer(url: &str, html: String) -> Answer {
    let headers = vec![("content-type".to_owned(), "text/html; charset=utf-8".to_owned())];
    Answer {
        url: url.to_owned(),
        redirects: Redirects::None,
        status: 200,
        headers,
        body: html.into_bytes(),
        is_cut: false,
    }
}

fn look(
    url: &str,
    answer: &Answer,
    quotes: &[String],
    before: (Option<&PageRecord>, &[Record]),
    vocabulary: &Vocabulary,
) -> Result<Judged, Box<dyn Error>> {
    let records = |number: usize| before.1.get(number);
    let quotes: Vec<AskedQuote<'_>> =
        (0..).zip(quotes).map(|(number, text)| AskedQuote { url, text, before: records(number) }).collect();
    let on = NaiveDate::from_ymd_opt(2026, 11, if before.0.is_none() { 1 } else { 8 }).ok_or("no day")?;
    let asked = Asked { page: url, before: before.0, quotes: &quotes, language: "en", on };
    Ok(judge(&asked, &Outcome::Answered(answer.clone()), vocabulary))
}
