//! What decides who may read an entry and cannot be read: the entry stays inside, and nothing is published.

use super::literal_site::LiteralSite;
use fieldbook::finding::{Finding, Severity};
use fieldbook::library::Scope;
use fieldbook::visibility::{Unfiltered, VisibleLibrary};
use std::fs;
use std::process::Command;

/// Short enough that no line of it is looked for by the sweep: the filter alone keeps it inside.
const TEXT: &str = "We stop at zz9.";
const SENTINEL: &str = "zz9";

/// Front matter that limits the readers, and cannot be read.
const FORMS: [&str; 32] = [
    "audience: restrictd",
    "audience: Restricted",
    "audience: [restricted]",
    "audience: {name: restricted}",
    "audience: internal, restricted",
    "audience: ''",
    "audience:",
    "audience: ~",
    "audience: true",
    "audience: 5",
    "audiance: restricted",
    "Audience: restricted",
    "AUDIENCE: restricted",
    "audiences: [restricted]",
    "audience_level: restricted",
    "audience : restrictd",
    "meta: {audience: restricted}",
    "meta: [{audience: restricted}]",
    "customer: [acme]",
    "customer: {key: acme}",
    "customer: true",
    "customer:",
    "customer: ''",
    "custommer: acme",
    "Customer: acme",
    "customers: acme",
    "customer-key: acme",
    // Front matter that cannot be read at all.
    "audience: restricted\naudience: public",
    "audience: 'restricted",
    "audience: !secret restricted",
    "\taudience: restricted",
    "- audience: restricted",
];

/// Texts whose front matter is not read as such, because of what is before it or of its marks.
const MISPLACED: [&str; 5] = [
    "\n---\naudience: restricted\nstatus: approved\n---\n",
    "\u{feff}\u{feff}---\naudience: restricted\nstatus: approved\n---\n",
    " ---\naudience: restricted\nstatus: approved\n---\n",
    "+++\naudience = \"restricted\"\nstatus = \"approved\"\n+++\n",
    "---\raudience: restricted\rstatus: approved\r---\r",
];

/// A folder default that would publish what names no audience.
const OPEN: &str = "[defaults.\"pages\"]\naudience = \"public\"\nstatus = \"approved\"\nowner = \"ann\"\n";

fn page(front: &str) -> String {
    format!("---\ntitle: Limits\n{front}\n---\n{TEXT}\n")
}

fn site(text: &str) -> LiteralSite {
    LiteralSite::read(&[("site.toml", OPEN), ("content/pages/limits.md", text)])
}

/// Returns the builds that contain the page, as `audience` or `audience/customer`.
fn builds_with_the_page(site: &LiteralSite) -> Vec<String> {
    let all = Unfiltered {
        library: &site.library,
        opportunities: None,
        responses: &[],
        findings: &[],
        settings: &site.settings,
    };
    let audiences: Vec<&str> = site.settings.audiences.names().collect();
    let mut found = Vec::new();
    for name in audiences {
        for customer in [None, Some("acme"), Some("")] {
            let audience = site.settings.audiences.find(name).expect("an audience");
            let scope = Scope { audience, customer: customer.map(str::to_owned) };
            let (visible, _) = VisibleLibrary::new(&all, &scope);
            let build = customer.map_or_else(|| name.to_owned(), |customer| format!("{name}/{customer}"));
            found.extend((!visible.entries().is_empty()).then_some(build));
        }
    }
    found
}

fn is_unknown(finding: &Finding) -> bool {
    finding.severity == Severity::Error && finding.rule.id == "audience/unknown-readers" && finding.rule.has_floor()
}

#[test]
fn an_audience_that_cannot_be_read_counts_as_the_strictest_and_a_customer_as_unknown() {
    for form in FORMS {
        let site = site(&page(form));
        let expected: &[&str] = match form {
            "audience : restrictd" => &["restricted"],
            _ if form.contains("ustom") || form.starts_with("meta") => &[],
            _ if site.library.entries().is_empty() => &[],
            _ => &["restricted"],
        };
        assert_eq!(builds_with_the_page(&site), expected, "{form:?}");
        let is_reported = if site.library.entries().is_empty() {
            site.findings.iter().any(|finding| finding.rule.blocks_publication(finding.severity))
        } else {
            site.findings.iter().any(is_unknown)
        };
        assert!(is_reported, "{form:?}: {:?}", site.findings);
        assert_eq!(site.findings.len(), 1, "{form:?}: {:?}", site.findings);
    }
    for text in MISPLACED {
        let site = site(&format!("{text}{TEXT}\n"));
        assert_eq!(builds_with_the_page(&site), Vec::<String>::new(), "{text:?}");
        let rules: Vec<_> = site.findings.iter().map(|finding| finding.rule.id).collect();
        assert_eq!(rules, ["schema/invalid-front-matter"], "{text:?}");
    }
}

#[test]
fn the_right_spelling_reaches_its_readers_and_a_missing_one_takes_the_default() {
    for (form, expected) in [
        ("audience: restricted", &["restricted", "restricted/acme", "restricted/"][..]),
        (
            "audience: internal",
            &["internal", "internal/acme", "internal/", "restricted", "restricted/acme", "restricted/"],
        ),
        ("audience: restricted\ncustomer: acme", &["restricted/acme"]),
        ("customer: acme", &["public/acme", "customer/acme", "partner/acme", "internal/acme", "restricted/acme"]),
    ] {
        let site = site(&page(form));
        assert_eq!(builds_with_the_page(&site), expected, "{form}");
        assert!(site.findings.is_empty(), "{:?}", site.findings);
    }
    let site = site(&page("tags: [limits]"));
    assert_eq!(builds_with_the_page(&site).len(), 15, "the folder's default is public");
}

#[test]
fn an_answer_whose_own_fields_cannot_be_read_stays_inside_and_its_neighbour_is_published() {
    let file = |fence: &str| {
        format!(
            "---\ntitle: Security\naudience: public\nstatus: approved\nowner: ann\n---\n## Is it on?\n\n\
             ```yaml\n{fence}\n```\nYes. {SENTINEL}\n\n## Is it off?\n\nNo.\n"
        )
    };
    let visible = |fence: &str| {
        let site = LiteralSite::read(&[("content/answers/security.md", file(fence))]);
        let all = Unfiltered {
            library: &site.library,
            opportunities: None,
            responses: &[],
            findings: &[],
            settings: &site.settings,
        };
        let audience = site.settings.audiences.find("public").expect("known");
        let (visible, _) = VisibleLibrary::new(&all, &Scope { audience, customer: None });
        visible.entries().iter().map(|entry| entry.id.clone()).collect::<Vec<_>>()
    };
    let (whole, on, off) = ("answers/security", "answers/security/is-it-on", "answers/security/is-it-off");
    for fence in ["audience: restrictd", "audiance: restricted", "audience: 'restricted", "- audience: restricted"] {
        assert_eq!(visible(fence), [whole, off], "{fence}");
    }
    assert_eq!(visible("audience: restricted"), [whole, off]);
    assert_eq!(visible("short_answer: full"), [whole, off, on], "the control");
}

#[test]
fn a_build_for_the_public_with_any_of_the_forms_publishes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("content/pages");
    fs::create_dir_all(&pages).expect("made");
    fs::write(folder.path().join("site.toml"), OPEN).expect("written");
    let fieldbook = |audience: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
        command.arg("--site").arg(folder.path());
        let command = command.args(["build", "--today", "2026-11-21", "--output", audience, "--audience", audience]);
        command.output().expect("fieldbook runs")
    };
    fs::write(pages.join("open.md"), "---\ntitle: Open\n---\nAll is well.\n").expect("written");
    fs::write(pages.join("limits.md"), page("audience: public")).expect("written");
    assert_eq!(fieldbook("public").status.code(), Some(0), "the control: it is published where it may be");
    assert!(folder.path().join("public/pages/limits/index.html").is_file());
    fs::remove_dir_all(folder.path().join("public")).expect("removed");
    for form in ["audience: restrictd", "audiance: restricted", "customer: [acme]", "audience: 'restricted"] {
        fs::write(pages.join("limits.md"), page(form)).expect("written");
        for audience in ["public", "internal"] {
            let output = fieldbook(audience);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{form}: {said}");
            assert!(said.contains("content/pages/limits.md:") && said.contains("nothing was published"), "{said}");
            assert!(!folder.path().join(audience).exists(), "{form}");
        }
    }
}
