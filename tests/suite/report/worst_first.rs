//! What people read first is worst first, and decisions about checks are named before everything else.

use super::fixture::{ACCESS_KEY, Fixture, STALE_CLAIM, UNCITED_CLAIM, VAGUE_CLAIM, render};
use fieldbook::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use fieldbook::settled::{fingerprints, settle_findings};
use fieldbook::source::{SourceFile, Span};
use snapbox::{assert_data_eq, str};

static BROKEN_LINK: Rule = Rule {
    id: "links/broken-internal",
    family: Family::Links,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A link leads nowhere.",
    help: "Correct it.",
    page: "",
};

/// Makes a finding of `rule` on line `line` of the file at `path`.
fn finding(rule: &'static Rule, path: &str, line: usize, message: &str) -> Finding {
    let file = SourceFile::new(path, "x\n".repeat(99));
    let start = (line - 1) * 2;
    Finding::new(rule, Place::new(&file, Span::new(start..start + 1)), message).subject(message.to_owned())
}

/// Twelve broken links in the first files, then two credentials, a stale claim that affects two opportunities, a vague
/// claim that affects three, an uncited one that affects nine, and `decisions` about checks.
fn mixed(decisions: usize) -> Fixture {
    let mut findings: Vec<Finding> =
        (1..=12).map(|line| finding(&BROKEN_LINK, "content/a.md", line, &format!("broken link {line}"))).collect();
    findings.extend([1, 2].map(|line| finding(&ACCESS_KEY, "content/z.md", line, &format!("credential {line}"))));
    findings.push(finding(&STALE_CLAIM, "content/y.md", 1, "stale, affects 2"));
    findings.push(finding(&VAGUE_CLAIM, "content/x.md", 1, "vague, affects 3"));
    findings.push(finding(&UNCITED_CLAIM, "content/b.md", 1, "uncited, affects 9"));
    findings.push(finding(&VAGUE_CLAIM, "content/w.md", 1, "vague, affects 0"));
    for line in 1..=decisions {
        findings.push(finding(&VAGUE_CLAIM, "site.toml", line, &format!("decision {line}")).decision());
    }
    let affected = |message: &str| message.rsplit_once("affects ").and_then(|(_, count)| count.parse().ok());
    let mut fixture = Fixture::of(Vec::new(), 9);
    fixture.findings = settle_findings(findings, &[])
        .into_iter()
        .map(|finding| {
            let count = affected(&finding.message).unwrap_or_default();
            finding.with_affected(count)
        })
        .collect();
    fixture.fingerprints = fingerprints(&fixture.findings);
    fixture
}

/// Returns the messages of the rows or annotations of a report, in order.
fn messages(report: &str) -> Vec<&str> {
    let words = ["broken link", "credential", "stale,", "vague,", "uncited,", "decision "];
    let message = |line: &'_ str| {
        let start = words.iter().filter_map(|word| line.find(&format!("::{word}")).map(|at| at + 2)).min()?;
        Some((start, line.get(start..)?.find("%0A").map_or(line.len(), |end| start + end)))
    };
    let lines = report.lines().filter(|line| !line.starts_with("::notice title=fieldbook"));
    lines.filter_map(|line| message(line).and_then(|(start, end)| line.get(start..end))).collect()
}

#[test]
fn two_credentials_are_annotated_before_twelve_broken_links() {
    let report = render(&mixed(1).report(), "github");
    let expected = [
        "credential 1",
        "credential 2",
        "vague, affects 3",
        "stale, affects 2",
        "broken link 1",
        "broken link 2",
        "broken link 3",
        "broken link 4",
        "broken link 5",
        "broken link 6",
    ];
    assert_eq!(messages(&report), expected);
    let notice = report.lines().last().unwrap();
    assert!(notice.starts_with("::notice title=fieldbook::1 decision about checks to review:%0A"), "{notice}");
}

#[test]
fn a_step_summary_names_decisions_first_and_then_the_worst() {
    let report = render(&mixed(2).report(), "markdown");
    assert_data_eq!(
        report,
        str![[r"
## fieldbook: 15 errors, 4 warnings, 1 info in 9 entries; a build publishes the site

As of 2026-11-21.

**2 decisions about checks to review:**

- site.toml:1:1: decision 1
- site.toml:2:1: decision 2

| Severity | Rule | Place | What | What to do |
| --- | --- | --- | --- | --- |
| error | secrets/access-key | content/z.md:1:1 | credential 1 | Revoke the key; the history of the repository keeps it. |
| error | secrets/access-key | content/z.md:2:1 | credential 2 | Revoke the key; the history of the repository keeps it. |
| warning | evidence/vague-claim | content/x.md:1:1 | vague, affects 3 | Say how much, of what, and when. |
| error | freshness/stale-claim | content/y.md:1:1 | stale, affects 2 | Check the claim against its source and write today's date into /`verified/`. |
| error | links/broken-internal | content/a.md:1:1 | broken link 1 | Correct it. |
| error | links/broken-internal | content/a.md:2:1 | broken link 2 | Correct it. |
| error | links/broken-internal | content/a.md:3:1 | broken link 3 | Correct it. |
| error | links/broken-internal | content/a.md:4:1 | broken link 4 | Correct it. |
| error | links/broken-internal | content/a.md:5:1 | broken link 5 | Correct it. |
| error | links/broken-internal | content/a.md:6:1 | broken link 6 | Correct it. |
| error | links/broken-internal | content/a.md:7:1 | broken link 7 | Correct it. |
| error | links/broken-internal | content/a.md:8:1 | broken link 8 | Correct it. |
| error | links/broken-internal | content/a.md:9:1 | broken link 9 | Correct it. |
| error | links/broken-internal | content/a.md:10:1 | broken link 10 | Correct it. |
| error | links/broken-internal | content/a.md:11:1 | broken link 11 | Correct it. |
| error | links/broken-internal | content/a.md:12:1 | broken link 12 | Correct it. |
| warning | evidence/vague-claim | site.toml:1:1 | decision 1 | Say how much, of what, and when. |
| warning | evidence/vague-claim | site.toml:2:1 | decision 2 | Say how much, of what, and when. |
| warning | evidence/vague-claim | content/w.md:1:1 | vague, affects 0 | Say how much, of what, and when. |
| info | evidence/uncited-claim | content/b.md:1:1 | uncited, affects 9 | Cite it or remove it. |

"]]
    );
}

#[test]
fn a_report_for_people_ends_with_decisions_and_counts() {
    let ending = |decisions: usize| {
        let report = render(&mixed(decisions).report(), "full");
        let lines = report.lines().skip_while(|line| !line.contains(" about checks to review"));
        let lines = lines
            .enumerate()
            .take_while(|(index, line)| *index == 0 || line.starts_with("  site.toml:") || line.starts_with("  and "));
        lines.flat_map(|(_, line)| [line, "\n"]).collect::<String>()
    };
    assert_eq!(ending(0), "");
    assert_eq!(ending(1), "1 decision about checks to review:\n  site.toml:1:1: decision 1\n");
    let lines = |decisions: usize| ending(decisions).lines().count();
    assert_eq!([lines(2), lines(20), lines(21)], [3, 21, 22]);
    assert!(ending(21).ends_with("  site.toml:20:1: decision 20\n  and 1 more\n"), "{}", ending(21));
    assert!(ending(20).ends_with("  site.toml:20:1: decision 20\n"), "{}", ending(20));
}
