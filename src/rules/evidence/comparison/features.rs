//! What in a sentence can be checked: a lack, a limit or a price, a number.

use regex::Regex;
use std::sync::LazyLock;

/// What in a sentence can be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Features {
    /// Something is missing or not possible.
    pub(super) lacks: bool,
    /// A restriction, a limit, an extra cost or a price.
    pub(super) limits: bool,
    /// A number that is not a year or a date.
    pub(super) counts: bool,
}

/// Returns what in `text` can be checked.
pub(super) fn features(text: &str) -> Features {
    let is_match = |pattern: &LazyLock<Option<Regex>>| pattern.as_ref().is_some_and(|pattern| pattern.is_match(text));
    Features { lacks: is_match(&LACK), limits: is_match(&LIMIT), counts: is_match(&COUNT) }
}

static LACK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) \b(?:no|not|without|lacks?|missing|neither|cannot|unsupported|read-only|manual|mandatory)\b
        | \b(?:are|ca|could|did|does|had|has|have|is|wo|was|were|would)n['’]t\b | [^\s]\s.*\bnothing\b",
    )
    .ok()
});

static LIMIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) \bonly\b | -only\b | \bproprietary\b
        | \b(?:at\ extra\ cost|extra\ charge|costs?\ extra|is\ extra|add-ons?|surcharge|paid\ (?:plan|tier|option|extra))\b
        | \b(?:limit(?:ed)?|limits|caps?|capped|maximum|minimum|max|min|up\ to|at\ most|at\ least)\b [^.;,]{0,30} [0-9]
        | [0-9] [^.;,]{0,20} \b(?:limit|cap|maximum|max)\b | \bmax\.?$
        | [$€£]\s?[0-9] | \b[0-9][0-9.,]*\s?(?:usd|eur|gbp|dollars?|euros?|pounds?)\b",
    )
    .ok()
});

static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) (?:^|[\s(~<>≤≥]) (?: [0-9]{1,3} | [0-9]{1,3}(?:[.,:][0-9]+)+ | 1[0-8][0-9]{2} | [3-9][0-9]{3} | [0-9]{5,} )
            (?: [\s%x+)k] | $ | [.,;:](?:\s|$) | [a-z]{1,3}\b )
        | \b(?:once|twice)\b | \ba\ (?:million|thousand|hundred)\b
        | \b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many)\b \s
            (?:to\s\w+\s)? (?:models?|languages?|regions?|seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?)\b",
    )
    .ok()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lacks_limits_and_numbers_are_told_apart() {
        let shown = |text: &str| {
            let Features { lacks, limits, counts } = features(text);
            [(lacks, 'l'), (limits, 'm'), (counts, 'c')]
                .iter()
                .filter(|(is, _)| *is)
                .map(|(_, name)| *name)
                .collect::<String>()
        };
        for (text, expected) in [
            ("No offline mode", "l"),
            ("It doesn’t scale", "l"),
            ("Nothing to add.", ""),
            ("One step back, nothing beyond that", "l"),
            ("Sold through partners only", "m"),
            ("SSO costs extra", "m"),
            ("$40 per user", "m"),
            ("25 EUR a seat", "mc"),
            ("Capped at 5 TB", "mc"),
            ("Two languages per document max.", "mc"),
            ("Ships in 40 languages", "c"),
            ("About 5:1 on drawings", "c"),
            ("A marketplace with 1,200+ connectors", "c"),
            ("It takes nine to twelve months", "c"),
            ("Founded in 2011", ""),
            ("In Q3 and on 2026-11-02", ""),
            ("Version 3.2.", "c"),
            ("A strong brand", ""),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
