//! On which other pages of a run the words of a quote are.
//!
//! That is a hint for the person who reads that a quote is missing, and never a verdict: the same sentence on another page can
//! be about another plan or version. Nothing is requested for it.

use super::plan::{Plan, PlannedPage};
use super::quoted::Quoted;
use crate::evidence::{Outcome, Quote, Record, Verdict, are_same_site, quote_key, seen_quotes};
use crate::secrets::mask;
use std::collections::{BTreeMap, BTreeSet};

/// The fewest words of a quote that is looked for elsewhere; shorter ones are on many pages.
const LEAST_WORDS: usize = 5;

/// A quote by the folder of its record, the address of its page and its key.
type QuoteName = (String, String, String);

/// The quotes of a plan that are looked for on other pages.
pub(super) struct PlannedQuotes {
    quotes: Vec<PlannedQuote>,
}

struct PlannedQuote {
    name: QuoteName,
    /// The address of its page, without fragment.
    page: String,
    words: Quote,
}

/// The pages that were read, and those that have the words of a quote of another page.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    read: BTreeSet<String>,
    /// The first such page, in the order of addresses.
    pages: BTreeMap<QuoteName, String>,
}

impl PlannedQuotes {
    pub(super) fn new(plan: &Plan<'_>) -> Self {
        let quote = |page: &PlannedPage<'_>, folder: &str, quoted: &Quoted<'_>| PlannedQuote {
            name: (folder.to_owned(), quoted.url().to_owned(), quote_key(quoted.quote())),
            page: page.url.clone(),
            words: Quote::new(quoted.quote()),
        };
        let mut quotes = Vec::new();
        for page in plan.hosts.iter().flat_map(|host| &host.pages) {
            for (folder, of_folder) in &page.quotes {
                quotes.extend(of_folder.iter().map(|quoted| quote(page, folder, quoted)));
            }
        }
        quotes.retain(|quote| quote.words.word_count() >= LEAST_WORDS);
        Self { quotes }
    }

    /// Returns the quotes of other pages of the same site that are on `page`. What is quoted in a private root is looked for
    /// only on pages that are quoted in it too, so that no record names a page of another root.
    pub(super) fn on(&self, page: &PlannedPage<'_>, outcome: &Outcome) -> Vec<QuoteName> {
        let Outcome::Answered(answer) = outcome else { return Vec::new() };
        let is_other = |quote: &&PlannedQuote| {
            quote.page != page.url && page.quotes.contains_key(&quote.name.0) && are_same_site(&quote.page, &page.url)
        };
        let others: Vec<&PlannedQuote> = self.quotes.iter().filter(is_other).collect();
        let words: Vec<&Quote> = others.iter().map(|quote| &quote.words).collect();
        let seen = seen_quotes(answer, &words);
        others.into_iter().zip(seen).filter(|(_, is_seen)| *is_seen).map(|(quote, _)| quote.name.clone()).collect()
    }
}

impl Elsewhere {
    /// Notes that `page` was read and has the words of `quotes`.
    pub(super) fn add(&mut self, page: &str, quotes: Vec<QuoteName>) {
        self.read.insert(page.to_owned());
        for quote in quotes {
            let first = self.pages.entry(quote).or_insert_with(|| page.to_owned());
            if page < first.as_str() {
                page.clone_into(first);
            }
        }
    }

    /// Names in the record of a quote that is not on its page another page that has it; one that was not read again stays.
    pub(super) fn complete(&self, folder: &str, record: Record) -> Record {
        if !matches!(record.verdict, Verdict::Missing | Verdict::Gone) {
            return Record { elsewhere: None, ..record };
        }
        let name = (folder.to_owned(), record.url.clone(), record.quote.clone());
        let known = || record.elsewhere.clone().filter(|page| !self.read.contains(page));
        Record { elsewhere: self.pages.get(&name).map(|page| mask(page)).or_else(known), ..record }
    }
}
