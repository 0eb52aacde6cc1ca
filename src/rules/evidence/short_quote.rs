//! Quotes of too few words.

use crate::evidence::{Quote, host_of};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// The fewest words with which a quote is recognised.
const LEAST_WORDS: usize = 4;

/// A quote has too few words to be recognised on its page.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/short-quote",
    family: Family::Evidence,
    severity: Severity::Info,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A quote has fewer than four words, too few to be recognised on its page.",
    help: "Quote the whole sentence.",
    page: include_str!("short_quote.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let sources = subject.entry.claims.iter().flat_map(|claim| claim.sources.iter().map(move |source| (claim, source)));
    let short = sources.filter_map(|(claim, source)| {
        let quote = source.quote.as_ref().filter(|_| host_of(&source.url.value).is_some())?;
        let count = Quote::new(&quote.value).word_count();
        if count >= LEAST_WORDS {
            return None;
        }
        let words = if count == 1 { "1 word".to_owned() } else { format!("{count} words") };
        let message =
            format!("the quote of the claim `{}` has {words}; at least {LEAST_WORDS} are recognised", claim.id.value);
        Some(subject.finding(&RULE, quote.span, message).subject(claim.id.value.clone()))
    });
    short.collect()
}
