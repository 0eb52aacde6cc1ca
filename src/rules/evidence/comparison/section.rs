//! Whom the sentences below a heading are about if they name no one.

/// Whom a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Topic {
    /// The competitor: its strengths, weaknesses, limits or prices.
    Competitor,
    /// Why we win.
    WeWin,
    /// Why we lose.
    WeLose,
    /// Us, or what to do.
    Us,
    /// The heading does not say.
    #[default]
    Open,
}

/// Words of headings about the competitor.
const COMPETITOR: [&str; 14] = [
    "compare",
    "facts",
    "glance",
    "limitations",
    "limits",
    "price",
    "prices",
    "pricing",
    "product",
    "strengths",
    "their",
    "they",
    "weakness",
    "weaknesses",
];
/// Words of headings about us, or about what to do.
const US: [&str; 14] = [
    "advice",
    "ask",
    "next",
    "our",
    "ours",
    "playbook",
    "position",
    "positioning",
    "say",
    "steps",
    "talk",
    "traps",
    "us",
    "we",
];

impl Topic {
    /// Returns whom the section below `heading` is about.
    pub(super) fn of_heading(heading: &str) -> Self {
        let lower = heading.to_lowercase();
        let words: Vec<&str> = lower.split(|symbol: char| !symbol.is_alphanumeric()).collect();
        let has = |word: &str| words.contains(&word);
        if has("lose") || has("losses") {
            Self::WeLose
        } else if has("win") || has("wins") || has("differentiators") {
            if has("they") || has("competitor") { Self::WeLose } else { Self::WeWin }
        } else if US.iter().any(|word| has(word)) {
            Self::Us
        } else if COMPETITOR.iter().any(|word| has(word)) {
            Self::Competitor
        } else {
            Self::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_whom_their_section_is_about() {
        for (heading, topic) in [
            ("Weaknesses", Topic::Competitor),
            ("Where they win", Topic::WeLose),
            ("Pricing", Topic::Competitor),
            ("Our limits", Topic::Us),
            ("Why we lose", Topic::WeLose),
            ("Why we win", Topic::WeWin),
            ("Talk track", Topic::Us),
            ("Deployment", Topic::Open),
        ] {
            assert_eq!(Topic::of_heading(heading), topic, "{heading}");
        }
    }
}
