//! Every share on a page names what it is a part of, leaves out what cannot age, and says nothing of nothing.

use super::site_under_test::{TestSite, pages};

/// No opportunity.
const NONE: &str = "{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20\", \"opportunities\": []}";

/// Returns the words of the page at `path` between `start` and `end`, without tags.
fn words(files: &[(&str, &str)], path: &str, start: &str, end: &str) -> String {
    let mut all: Vec<(String, String)> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    if files.iter().all(|(path, _)| *path != "opportunities.json") {
        all.push(("opportunities.json".to_owned(), NONE.to_owned()));
    }
    let site = TestSite::of(all).build("internal", None);
    let pages = pages(&site);
    let page = pages.get(path).unwrap_or_else(|| panic!("{path} is made"));
    let part = page.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map_or("", |(part, _)| part);
    let tags = regex::Regex::new("<[^>]*>").expect("a pattern");
    tags.replace_all(part, "").trim().to_owned()
}

fn page(status: &str, more: &str) -> String {
    format!("---\ntitle: T\nstatus: {status}\n{more}---\nText.\n")
}

const DATED: &str = "verified: 2026-11-20\nreview_every: 30d\n";
const OVER: &str = "verified: 2026-01-01\nreview_every: 30d\n";

#[test]
fn the_share_of_trusted_entries_counts_what_can_age_and_is_in_use() {
    let texts = [
        page("approved", DATED),
        page("in-review", DATED),
        page("approved", OVER),
        page("approved", ""),
        page("approved", "verified: 2026-01-01\n"),
        page("draft", OVER),
        page("draft", DATED),
        page("deprecated", OVER),
    ];
    let paths: Vec<String> = (0..texts.len()).map(|index| format!("content/pages/p{index}.md")).collect();
    let files: Vec<(&str, &str)> =
        paths.iter().zip(&texts).map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let freshness = |files: &[(&str, &str)]| words(files, "freshness/index.html", "<p class=\"lead\">", "</p>");
    assert_eq!(
        freshness(&files),
        "What may be relied on, by kind, the worst first. As of 2026-11-21. Not counted: 2 without a claim, a review interval or an end; 3 drafts or in review; 1 deprecated or archived."
    );
    assert_eq!(
        words(&files, "freshness/index.html", "<tbody", "</tbody>").split_whitespace().collect::<Vec<_>>().join(" "),
        "data-shown=\"1\"> Pages1 of 21010"
    );
    let home = |files: &[(&str, &str)]| words(files, "index.html", "The whole queue</a> · ", "</section>");
    assert_eq!(home(&files), "Trusted entries, by kind:\nPages 1 of 2");
    let only = |text: &str| [("content/pages/a.md", text)].map(|(path, text)| (path, text.to_owned()));
    for (text, expected) in [
        (page("approved", ""), "No entry can age yet."),
        (page("draft", OVER), "No entry can age yet."),
        (page("in-review", DATED), "No entry can age yet."),
        (page("approved", OVER), "Trusted entries, by kind:\nPages 0 of 1"),
        (page("approved", DATED), "Trusted entries, by kind:\nPages 1 of 1"),
    ] {
        let files = only(&text);
        let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
        assert_eq!(home(&files), expected);
        let is_empty = expected.starts_with("No");
        assert_eq!(freshness(&files).starts_with("No entry can age yet."), is_empty);
        assert_eq!(words(&files, "freshness/index.html", "<th scope=\"col\">Kind", "</table>").is_empty(), is_empty);
    }
}

#[test]
fn coverage_counts_the_controls_of_the_list_and_approved_answers() {
    let frameworks = "- id: fw\n  name: FW\n  controls:\n    - {id: A}\n    - {id: B}\n    - {id: C}\n";
    let answer = |status: &str, control: &str, verified: &str| {
        format!(
            "---\nquestion: Is it {control}?\nstatus: {status}\nverified: {verified}\nframeworks: {{fw: [{control}]}}\n---\nYes.\n"
        )
    };
    let (current, draft, other, old) = (
        answer("approved", "A", "2026-11-20"),
        answer("draft", "B", "2026-11-20"),
        answer("approved", "X", "2026-11-20"),
        answer("approved", "C", "2024-01-01"),
    );
    let files = [
        ("frameworks.yaml", frameworks),
        ("content/answers/a.md", &current),
        ("content/answers/b.md", &draft),
        ("content/answers/x.md", &other),
        ("content/answers/c.md", &old),
    ];
    let lead = |files: &[(&str, &str)]| words(files, "answers/frameworks/fw/index.html", "<p class=\"lead\">", "</p>");
    assert_eq!(
        lead(&files),
        "1 of 3 controls have a current, approved answer as of 2026-11-21. 1 more that answers name is not in the list of controls and not counted."
    );
    let tiles = words(&files, "answers/frameworks/fw/index.html", "<div class=\"tiles\" ", "</div>\n</div>");
    let tiles = tiles.split_once('>').map_or("", |(_, tiles)| tiles);
    assert_eq!(
        tiles.split_whitespace().collect::<Vec<_>>().join(" "),
        "Covered1 Answer needs a check or approval2 Missing0"
    );
    assert!(lead(&files[1..2]).starts_with("1 control is named by answers."), "no list, no share");
    let answers = words(&files, "answers/index.html", "<p class=\"lead\">", "</p>");
    assert_eq!(answers, "Answers to the questions of questionnaires, with evidence and owner. 3 of 4 are approved.");
    let answers = words(&files[..2], "answers/index.html", "<p class=\"lead\">", "</p>");
    assert_eq!(
        answers,
        "Answers to the questions of questionnaires, with evidence and owner. All of them are approved."
    );
}

#[test]
fn a_digest_says_how_many_claims_hold_and_nothing_of_none() {
    let deals = "{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20\", \"opportunities\": [{\"id\": \"o1\", \"name\": \"One\", \"stage\": \"Open\", \"competitors\": [\"Globex\"]}]}";
    let competitor = "---\nname: Globex\n---\nText.\n";
    let card = |claims: &str| format!("---\ntitle: Globex\ncompetitor: Globex\nstatus: approved\n{claims}---\nText.\n");
    let claim = |id: &str, day: &str| {
        format!("  - {{id: {id}, text: It is {id}, source: \"https://e.example/\", verified: {day}}}\n")
    };
    let (new, old) = (claim("a", "2026-11-20"), claim("b", "2026-01-01"));
    for (card, expected) in [
        (None, "There is no card about Globex"),
        (Some(card("")), "The card about Globex makes no claim"),
        (Some(card(&format!("claims:\n{new}"))), "The only claim against Globex holds"),
        (Some(card(&format!("claims:\n{new}{old}"))), "1 of 2 claims against Globex needs a check"),
        (Some(card(&format!("claims:\n{old}"))), "The only claim against Globex needs a check"),
    ] {
        let mut files = vec![("opportunities.json", deals), ("content/competitors/globex.md", competitor)];
        files.extend(card.as_deref().map(|card| ("content/battlecards/globex.md", card)));
        let digest = words(&files, "opportunities/digest/index.html", "<pre id=\"~digest-text-1\">", "</pre>");
        assert!(digest.lines().any(|line| line == format!("- {expected}")), "{expected}: {digest}");
    }
}

#[test]
fn gaps_count_the_open_ones_and_sums_without_an_amount_are_lower_bounds() {
    let deal = |id: &str, amount: &str| {
        format!(
            "{{\"id\": \"{id}\", \"name\": \"{id}\", \"stage\": \"Open\", {amount}\"currency\": \"USD\", \"gaps\": [\"gaps/a\"]}}"
        )
    };
    let deals = |list: &[String]| {
        format!(
            "{{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20\", \"opportunities\": [{}]}}",
            list.join(", ")
        )
    };
    let gaps = [
        ("content/gaps/a.md", "---\ntitle: A\nseverity: major\n---\nText.\n"),
        ("content/gaps/b.md", "---\ntitle: B\n---\nText.\n"),
        ("content/gaps/c.md", "---\ntitle: C\nseverity: major\nstate: shipped\nshipped_in: \"2\"\n---\nText.\n"),
    ];
    let shown = |list: &[String]| {
        let deals = deals(list);
        let mut files = gaps.to_vec();
        files.push(("opportunities.json", &deals));
        let tiles = words(&files, "gaps/index.html", "<div class=\"tiles\">", "<div class=\"list-tools\"");
        let lead = words(&files, "gaps/index.html", "<p class=\"lead\">", "</p>");
        (
            lead.rsplit(". ").next().unwrap_or_default().to_owned(),
            tiles.split_whitespace().collect::<Vec<_>>().join(" "),
        )
    };
    let (priced, unpriced) = (deal("o1", "\"amount\": 1000, "), deal("o2", ""));
    let lead = "2 of 3 are open.".to_owned();
    let all = "major1no severity1 Exposed together, each deal once1 open opportunity, $1k";
    assert_eq!(shown(std::slice::from_ref(&priced)), (lead.clone(), all.to_owned()));
    let least = "major1no severity1 Exposed together, each deal once2 open opportunities, $1k at least";
    assert_eq!(shown(&[priced, unpriced]), (lead.clone(), least.to_owned()));
    assert_eq!(shown(&[]), (lead, "major1no severity1".to_owned()));
}
