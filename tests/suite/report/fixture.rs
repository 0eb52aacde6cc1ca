//! Findings with everything in them that a format could stumble over.

use chrono::NaiveDate;
use fieldbook::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use fieldbook::freshness::ClaimCounts;
use fieldbook::report::{Color, Extent, Format, Read, Report};
use fieldbook::settled::{HoldCause, PublishVerdict, SettledFinding, fingerprints, settle_findings};
use fieldbook::source::{SourceFile, Span};
use std::sync::Arc;

pub(super) static STALE_CLAIM: Rule = Rule {
    id: "freshness/stale-claim",
    family: Family::Freshness,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A claim was verified longer ago than the site allows.",
    help: "Check the claim against its source and write today's date into `verified`.",
    page: "Claims age.\n\n## Fails\n\nOld.\n\n## Passes\n\nNew.\n",
};

pub(super) static ACCESS_KEY: Rule = Rule {
    id: "secrets/access-key",
    family: Family::Secrets,
    severity: Severity::Error,
    floor: Floor::Publication,
    profile: Profile::Essential,
    summary: "The text contains a cloud access key.",
    help: "Revoke the key; the history of the repository keeps it.",
    page: "Keys open doors.\n",
};

pub(super) static VAGUE_CLAIM: Rule = Rule {
    id: "evidence/vague-claim",
    family: Family::Evidence,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A claim has no number, limit, version or condition.",
    help: "Say how much, of what, and when.",
    page: "Figures persuade.\n",
};

pub(super) static UNCITED_CLAIM: Rule = Rule {
    id: "evidence/uncited-claim",
    family: Family::Evidence,
    severity: Severity::Info,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "No sentence cites the claim.",
    help: "Cite it or remove it.",
    page: "Claims are there to be cited.\n",
};

pub(super) static OUTSIDE: Rule = Rule {
    id: "audience/outside-the-registry",
    family: Family::Audience,
    severity: Severity::Error,
    floor: Floor::Publication,
    profile: Profile::Essential,
    summary: "A rule that the report was not told of.",
    help: "Remove the name.",
    page: "",
};

const CARD: &str = "---\ntitle: Acme | \"Cloud\"\nclaims:\n  - id: speed\n    text: Ümläute & <b>fast</b> `and` scalable\n    \
                    verified: 2026-01-31\n---\nBody.\n";
const SETTINGS: &str = "[freshness]\nbattlecard = \"90d\"\n";

/// A key, put together here so that no file holds one.
pub(super) fn secret() -> String {
    ["AKIA", "Q7RZ", "2JX4", "WVN5", "TB3M"].concat()
}

/// Findings and all that a report of them needs.
pub(super) struct Fixture {
    pub(super) findings: Vec<SettledFinding>,
    pub(super) fingerprints: Vec<String>,
    rules: Vec<&'static Rule>,
    entries_read: usize,
    publish: PublishVerdict,
    pub(super) extent: Extent,
}

impl Fixture {
    /// Seven findings: two about secrets, one on the line of a secret, one of many lines, one in an awkward path.
    pub(super) fn new() -> Self {
        let card = SourceFile::new("content/battlecards/acme.md", CARD.to_owned());
        let settings = SourceFile::new("site.toml", SETTINGS.to_owned());
        let secret = secret();
        let keys = format!("# Keys\n\nUse `{secret}` until May.\nThen `{secret}`\nagain.\n");
        let keys = SourceFile::new("content/päges/a b:50%,#1.md", keys);
        let message = "claim `speed` was verified 294 days ago; battlecards allow 90";
        let findings = vec![
            Finding::new(&STALE_CLAIM, place(&card, "2026-01-31"), message)
                .owner(Some("Product Management"))
                .see(place(&settings, "\"90d\""), "90 days by this setting"),
            Finding::new(
                &VAGUE_CLAIM,
                place(&card, "fast</b> `and` scalable"),
                "`fast | scalable`: 0 figures, 100 % <b>\n::error::",
            ),
            Finding::new(
                &UNCITED_CLAIM,
                place(&card, "id: speed\n    text: Ümläute"),
                "claim \u{1b}[31m`speed`\u{202e} is uncited",
            ),
            Finding::new(&ACCESS_KEY, place(&keys, &secret), "an access key of 20 characters (`AK…NB`)")
                .subject("digest 1")
                .see(place_of_last(&keys, &secret), "and here"),
            Finding::new(&ACCESS_KEY, place_of_last(&keys, &secret), "an access key of 20 characters (`AK…NB`)")
                .subject("digest 1"),
            Finding::new(&VAGUE_CLAIM, place(&keys, "until May"), format!("after `{secret}` stands no year")),
            Finding::new(&OUTSIDE, place(&keys, "again"), "\"again\" & again]]>\r\nand again")
                .see(place(&keys, &secret), format!("see {secret}")),
        ];
        Self::of(findings, 96)
    }

    /// Nothing found, and a build that is held for two reasons, one of them in awkward words.
    pub(super) fn held() -> Self {
        let cause = |cause: &str, count, message: &str| HoldCause {
            cause: cause.to_owned(),
            count,
            message: message.to_owned(),
        };
        let causes = vec![
            cause("secrets/access-key", 2, "A cloud access key is in the text; first at content/a.md:3:6"),
            cause("missing-page", 1, "another entry has the id or the page of a|b <b>%\n::error::"),
        ];
        Self { publish: PublishVerdict::Hold(causes), ..Self::empty() }
    }

    /// Nothing found in one entry.
    pub(super) fn empty() -> Self {
        Self::of(Vec::new(), 1)
    }

    /// `count` findings, a third of each severity.
    pub(super) fn many(count: usize) -> Self {
        let card = SourceFile::new("content/battlecards/acme.md", CARD.to_owned());
        let rules = [&UNCITED_CLAIM, &VAGUE_CLAIM, &STALE_CLAIM];
        let findings =
            (0..count).map(|index| Finding::new(rules[index % 3], place(&card, "speed"), format!("fault {index}")));
        Self::of(findings.collect(), 96)
    }

    pub(super) fn of(findings: Vec<Finding>, entries_read: usize) -> Self {
        let findings = settle_findings(findings, &[]);
        let fingerprints = fingerprints(&findings);
        let rules = vec![&ACCESS_KEY, &STALE_CLAIM, &UNCITED_CLAIM, &VAGUE_CLAIM];
        let (publish, extent) = (PublishVerdict::Publish, Extent::Whole);
        Self { findings, fingerprints, rules, entries_read, publish, extent }
    }

    pub(super) fn report(&self) -> Report<'_> {
        Report {
            findings: &self.findings,
            publish: &self.publish,
            extent: self.extent,
            fingerprints: &self.fingerprints,
            rules: &self.rules,
            tool_version: "1.2.3",
            today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
            demonstration: None,
            color: Color::Never,
            read: Read::Entries(self.entries_read),
            reported: Some(self.entries_read),
            claims: Some(ClaimCounts::default()),
            claims_change: None,
            prefix: "",
        }
    }
}

/// Renders `report` in the format with this name.
pub(super) fn render(report: &Report<'_>, format: &str) -> String {
    Format::find(format).unwrap().render(report)
}

/// The first place of `text` in `file`.
pub(super) fn place(file: &Arc<SourceFile>, text: &str) -> Place {
    let start = file.text().find(text).unwrap();
    Place::new(file, Span::new(start..start + text.len()))
}

/// The last place of `text` in `file`.
pub(super) fn place_of_last(file: &Arc<SourceFile>, text: &str) -> Place {
    let start = file.text().rfind(text).unwrap();
    Place::new(file, Span::new(start..start + text.len()))
}
