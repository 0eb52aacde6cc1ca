//! A claim with everything that speaks for it and against it.

use super::correction::CorrectionView;
use super::exposure::ExposureView;
use super::look::LookView;
use super::parts::claim_anchor;
use super::recheck::RecheckView;
use super::state::{StateView, StepView, step_views};
use crate::entry::{Claim, Entry, Source, Stance, Verification};
use crate::freshness::{Timeline, claim_interval};
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::html::safe_url;
use crate::source::Interval;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

/// What is not encoded in a text directive (URL Fragment Text Directives, WICG 2023): `-`, `,` and `&` do not.
const DIRECTIVE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');

/// A claim.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EvidenceView {
    /// Its anchor on the entry's page.
    pub(crate) anchor: String,
    /// Its name everywhere: `entry#claim`.
    pub(crate) name: String,
    /// The statement.
    pub(crate) text: String,
    /// Its state.
    pub(crate) state: StateView,
    /// Its states with their reasons.
    pub(crate) steps: Vec<StepView>,
    /// Whom it favours.
    pub(crate) stance: Option<&'static str>,
    /// What it is about.
    pub(crate) topic: Option<&'static str>,
    /// The capability that it is about.
    pub(crate) capability: Option<String>,
    /// How long a check of it holds.
    pub(crate) interval: String,
    /// Where it comes from.
    pub(crate) sources: Vec<SourceView>,
    /// When it was last checked.
    pub(crate) verified: Option<VerificationView>,
    /// Which open opportunities use it.
    pub(crate) endangers: Option<ExposureView>,
    /// Its own page, where it has one and this is another.
    pub(crate) page: Option<String>,
    /// How to say that it is still true.
    pub(crate) still: Option<RecheckView>,
    /// What a reader can correct.
    pub(crate) correction: Option<CorrectionView>,
}

/// A page that states what the claim states.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SourceView {
    /// Its address, with the directive that scrolls to the quoted words.
    pub(crate) href: Option<String>,
    /// The host, or the address where it has none.
    pub(crate) host: String,
    /// The quoted words.
    pub(crate) quote: Option<String>,
    /// When they were taken.
    pub(crate) captured: Option<String>,
    /// What the last look at the page found.
    pub(crate) look: Option<LookView>,
}

/// A check.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct VerificationView {
    /// The day.
    pub(crate) on: String,
    /// Who checked.
    pub(crate) by: Option<String>,
    /// With what or whom.
    pub(crate) with: Option<String>,
    /// How.
    pub(crate) method: Option<String>,
}

impl VerificationView {
    pub(crate) fn new(catalogue: &Catalogue<'_>, verified: &Verification) -> Self {
        let library = catalogue.input.library;
        let note = |text: &crate::source::Spanned<String>| library.note(&text.value).map(str::to_owned);
        Self {
            on: verified.on.value.to_string(),
            by: verified.by.as_ref().and_then(|by| catalogue.person(&by.value)),
            with: verified
                .with
                .as_ref()
                .and_then(|with| note(with).and_then(|with| library.name_of(&with).or(Some(with)))),
            method: verified.method.as_ref().and_then(note),
        }
    }
}

/// Shows `claim` of `entry` on the page at `from`.
pub(crate) fn evidence(
    catalogue: &Catalogue<'_>,
    from: &Address,
    entry: &Entry,
    claim: &Claim,
    timeline: &Timeline,
) -> EvidenceView {
    EvidenceView {
        anchor: claim_anchor(&claim.id.value),
        name: format!("{}#{}", entry.id, claim.id.value),
        text: claim.text.value.clone(),
        state: StateView::new(timeline, catalogue.input.as_of),
        steps: step_views(timeline, catalogue.input.library, catalogue.input.as_of),
        stance: claim.stance.as_ref().map(|stance| stance_words(stance.value)),
        topic: claim.topic.as_ref().map(|topic| topic.value.word()),
        capability: claim.capability.as_ref().map(|id| catalogue.capability(&id.value)),
        interval: interval_words(claim_interval(claim, entry, catalogue.input.settings).interval),
        sources: claim
            .sources
            .iter()
            .map(|one| SourceView { look: LookView::new(catalogue, entry, claim, one), ..source(one) })
            .collect(),
        verified: claim.verified.as_ref().map(|verified| VerificationView::new(catalogue, verified)),
        endangers: ExposureView::new(catalogue, from, &catalogue.resting_on(entry)),
        page: catalogue
            .claim_page(&entry.id, &claim.id.value)
            .filter(|page| page.address != *from)
            .map(|page| from.link(&page.address)),
        still: RecheckView::of_claim(catalogue, entry, claim),
        correction: CorrectionView::of_claim(catalogue, entry, claim),
    }
}

/// Returns the words for a stance.
pub(crate) fn stance_words(stance: Stance) -> &'static str {
    match stance {
        Stance::WeWin => "We win",
        Stance::Parity => "Parity",
        Stance::WeLose => "We lose",
        Stance::Context => "Context",
    }
}

/// Says an interval in words: `every 30 days`.
pub(crate) fn interval_words(interval: Interval) -> String {
    let (number, unit) = match interval {
        Interval::Months(months) if months % 12 == 0 => (months / 12, "year"),
        Interval::Months(months) => (months, "month"),
        Interval::Days(days) => (days, "day"),
    };
    if number == 1 { format!("every {unit}") } else { format!("every {number} {unit}s") }
}

fn source(source: &Source) -> SourceView {
    let url = source.url.value.as_str();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    SourceView {
        href: safe_url(url).filter(|url| url.contains("://")).map(|url| match &source.quote {
            Some(quote) => scrolled_to(&url, &quote.value),
            None => url,
        }),
        host: host.to_owned(),
        quote: source.quote.as_ref().map(|quote| quote.value.clone()),
        captured: source.captured.as_ref().map(|day| day.value.to_string()),
        look: None,
    }
}

/// Adds the directive that makes a browser scroll to `quote`: the whole of a short one, both ends of a long one.
fn scrolled_to(url: &str, quote: &str) -> String {
    const WHOLE: usize = 12;
    let words: Vec<&str> = quote.split_whitespace().collect();
    if words.is_empty() {
        return url.to_owned();
    }
    let encode = |words: &[&str]| utf8_percent_encode(&words.join(" "), DIRECTIVE).to_string();
    let directive = if words.len() <= WHOLE {
        encode(&words)
    } else {
        let (first, last) = (words.get(..5).unwrap_or_default(), words.get(words.len() - 5..).unwrap_or_default());
        format!("{},{}", encode(first), encode(last))
    };
    let mark = if url.contains('#') { ":~:text=" } else { "#:~:text=" };
    format!("{url}{mark}{directive}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_opens_at_its_quote() {
        assert_eq!(
            scrolled_to("https://a.example/x", "up to 5 TB, per-day"),
            "https://a.example/x#:~:text=up%20to%205%20TB%2C%20per%2Dday"
        );
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen";
        assert_eq!(
            scrolled_to("https://a.example/#s", long),
            "https://a.example/#s:~:text=one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen"
        );
        assert_eq!(interval_words(Interval::Days(30)), "every 30 days");
        assert_eq!(interval_words(Interval::Months(12)), "every year");
    }
}
