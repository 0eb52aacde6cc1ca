//! What findings say: the word as it is written, all of an amount, every entry that is meant, the command that helps.

use super::{fieldbook, read, site, text, write};
use std::path::Path;

const COMPETITOR: &str = "---\nname: Globex\nowner: ann\n---\nA competitor.\n";
const PAGE: &str = "---\ntitle: Globex\nowner: ann\n---\nA page.\n";

/// Returns the findings of the rules in `families`, one line each.
fn found(folder: &Path, families: &[&str]) -> Vec<String> {
    let rules = families.iter().flat_map(|family| ["--rule", family]);
    let arguments: Vec<&str> = ["check", "--format", "concise"].into_iter().chain(rules).collect();
    text(&fieldbook(folder, &arguments).stdout).lines().map(str::to_owned).collect()
}

#[test]
fn a_name_that_several_entries_have_is_ambiguous() {
    let folder = site(&[
        ("site.toml", "[site]\ntitle = \"T\"\n"),
        ("content/competitors/globex.md", COMPETITOR),
        ("content/pages/a.md", "---\ntitle: A\nrelated: [globex]\n---\nSee [[globex]] and [[globx]].\n"),
    ]);
    let nowhere = "content/pages/a.md:5:20: error[links/broken-internal] `globx` does not exist";
    assert_eq!(found(folder.path(), &["links/broken-internal"]), [nowhere], "one entry has the name");
    write(folder.path(), "content/pages/globex.md", PAGE);
    let ambiguous = "`globex` is ambiguous: write `competitors/globex` or `pages/globex`";
    assert_eq!(
        found(folder.path(), &["links/broken-internal"]),
        [
            format!("content/pages/a.md:3:11: error[links/broken-internal] {ambiguous}"),
            format!("content/pages/a.md:5:5: error[links/broken-internal] {ambiguous}"),
            nowhere.to_owned()
        ]
    );
}

#[test]
fn a_value_that_cannot_be_read_is_not_called_missing() {
    let card = "---\ntitle: Globex\ncompetitor: Globex\nstatus: approved\nowner: ann\nverified: yesterday\nclaims:\n  - id: cap\n    text: Globex stops at 5 TB a day.\n    source: [a page]\n    verified: 01.02.2026\n---\nGlobex stops at 5 TB a day.[^cap]\n";
    let folder = site(&[
        ("site.toml", "[site]\ntitle = \"T\"\n"),
        ("content/competitors/globex.md", "---\nname: [Globex]\n---\n"),
        ("content/battlecards/globex.md", card),
    ]);
    let path = "content/battlecards/globex.md";
    let families = ["schema", "evidence/unsourced-claim", "freshness/never-verified"];
    let wrong = [
        format!("{path}:6:11: error[schema/wrong-type] `verified` must be a valid date, as `YYYY-MM-DD`"),
        format!(
            "{path}:10:13: error[schema/wrong-type] `claims[0].source` must be one text; put it in quotes if it reads as something else; found a list"
        ),
        format!("{path}:11:15: error[schema/wrong-type] `claims[0].verified` must be a valid date, as `YYYY-MM-DD`"),
        "content/competitors/globex.md:2:7: error[schema/wrong-type] `name` must be one text; put it in quotes if it reads as something else; found a list".to_owned(),
    ];
    assert_eq!(found(folder.path(), &families), wrong);
    // What is not written at all is missing, and so is a value whose fault is not reported.
    write(
        folder.path(),
        path,
        &card.replace("    source: [a page]\n    verified: 01.02.2026\n", "").replace("verified: yesterday\n", ""),
    );
    let missing = found(folder.path(), &families[1..]);
    assert_eq!(missing.len(), 2, "{missing:?}");
    write(folder.path(), path, card);
    write(folder.path(), "site.toml", "[site]\ntitle = \"T\"\n[rules]\n\"schema/wrong-type\" = \"off\"\n");
    let missing = found(folder.path(), &families);
    assert_eq!(missing.iter().filter(|line| line.contains("schema/missing-field")).count(), 2, "{missing:?}");
    assert_eq!(missing.iter().filter(|line| line.contains("unsourced-claim")).count(), 1, "{missing:?}");
}

#[test]
fn words_and_amounts_are_quoted_as_they_are_written() {
    let brief = "---\ntitle: B\naudience: customer\noutcomes: [More]\nowner: ann\n---\nOur Industry-leading tool is seperately recieved. We've HEARD it is Leveraged.\nOur price is $40 per user. Our price is 1,200.50 EUR per seat and month, or 40 €.\nOur list price is 40 € a year. You get a discount of 20 %. Our plan costs USD 1,200/user/year. Our price is $40k.\n";
    let folder = site(&[
        ("site.toml", "[site]\ntitle = \"T\"\nprofile = \"strict\"\n"),
        ("jargon.yaml", "leverage*: use\n"),
        ("content/briefs/b.md", brief),
    ]);
    let price = |place: &str, amount: &str| {
        format!(
            "content/briefs/b.md:{place}: error[commitments/price-term] “{amount}” is a price or a discount of our own"
        )
    };
    let said =
        |place: &str, rule: &str, message: &str| format!("content/briefs/b.md:{place}: warning[{rule}] {message}");
    assert_eq!(
        found(folder.path(), &["commitments", "style/filler", "style/spelling", "honesty/hearsay"]),
        [
            said("7:5", "style/filler", "“Industry-leading” is not a checkable statement"),
            said("7:30", "style/spelling", "“seperately” is misspelt"),
            said("7:41", "style/spelling", "“recieved” is misspelt"),
            said("7:51", "honesty/hearsay", "“We've HEARD” is not a source"),
            price("8:14", "$40 per user"),
            price("8:41", "1,200.50 EUR per seat and month"),
            price("9:19", "40 € a year"),
            price("9:54", "20 %"),
            price("9:75", "USD 1,200/user/year"),
            price("9:109", "$40k"),
        ]
    );
    let report = fieldbook(folder.path(), &["check", "--format", "json", "--rule", "commitments"]);
    let json: serde_json::Value = serde_json::from_str(&text(&report.stdout)).expect("json");
    let first = json.pointer("/findings/0").expect("a finding");
    let column = |key: &str| first.pointer(&format!("/{key}/column")).and_then(serde_json::Value::as_u64);
    assert_eq!((column("start"), column("end")), (Some(14), Some(26)), "all of the amount is marked: {first}");
}

#[test]
fn front_matter_in_another_form_is_named() {
    let folder = site(&[("site.toml", "[site]\ntitle = \"T\"\n"), ("content/pages/z.md", PAGE)]);
    let first = "front matter must begin on the first line, with nothing before it";
    let toml = "front matter between `+++` lines (TOML) is not read; write it as YAML between `---` lines";
    for (content, expected) in [
        ("+++\ntitle = \"A\"\n+++\nText.\n", format!("1:1 {toml}")),
        ("+++\n\n# the page\n[extra]\nx = 1\n+++\nText.\n", format!("1:1 {toml}")),
        ("+++\naudience = \"restricted\"\nText.\n", format!("1:1 {toml}")),
        ("\n---\ntitle: A\n---\nText.\n", format!("2:1 a blank line is before `---`; {first}")),
        ("\n\n\n---\ntitle: A\n---\nText.\n", format!("4:1 3 blank lines are before `---`; {first}")),
        (" ---\ntitle: A\n---\nText.\n", format!("1:2 blanks are before `---`; {first}")),
        ("\u{200b}---\ntitle: A\n---\nText.\n", format!("1:2 invisible characters are before `---`; {first}")),
        ("+++ more\n\nText, not front matter.\n", String::new()),
        ("# A\n\n---\n\nText after a rule.\n", String::new()),
    ] {
        write(folder.path(), "content/pages/a.md", content);
        let lines = found(folder.path(), &["schema/invalid-front-matter"]);
        let expected: Vec<String> = (!expected.is_empty())
            .then(|| expected.split_once(' ').expect("a place"))
            .map(|(place, message)| format!("content/pages/a.md:{place}: error[schema/invalid-front-matter] {message}"))
            .into_iter()
            .collect();
        assert_eq!(lines, expected, "{content:?}");
    }
}

#[test]
fn an_unknown_competitor_is_proposed_as_a_new_entry() {
    let card = "---\ntitle: T\ncompetitor: NAME\nowner: ann\n---\nText.\n";
    let folder = site(&[("site.toml", "[site]\ntitle = \"T\"\n"), ("content/competitors/globex.md", COMPETITOR)]);
    for (name, command) in [
        ("initech", "fieldbook new competitor initech"),
        ("competitors/initech", "fieldbook new competitor initech"),
        ("Acme & Sons", "fieldbook new competitor \"Acme & Sons\""),
    ] {
        write(folder.path(), "content/battlecards/a.md", &card.replace("NAME", name));
        let printed = text(&fieldbook(folder.path(), &["check", "--rule", "schema/unknown-value"]).stdout);
        let help = format!("= help: Correct the name, or add the competitor: `{command}`.");
        assert!(printed.contains(&help), "{printed}");
    }
    write(folder.path(), "content/battlecards/a.md", &card.replace("NAME", "'$(touch x)'"));
    let printed = text(&fieldbook(folder.path(), &["check", "--rule", "schema/unknown-value"]).stdout);
    assert!(printed.contains("there is no competitor called") && !printed.contains("fieldbook new"), "{printed}");
}

#[test]
fn what_can_be_fixed_is_said_counted_and_listed() {
    let page = "---\ntitle: A\nowner: ann\nstatus: Draft\n---\nText.\n";
    let folder = site(&[
        ("site.toml", "[site]\ntitle = \"T\"\n"),
        ("content/pages/a.md", page),
        ("content/pages/b.md", &page.replace("Text.", "See [[Pages/A]] and [[nowhere]].")),
    ]);
    let full = text(&fieldbook(folder.path(), &["check"]).stdout);
    assert_eq!(full.matches("`fieldbook check --fix` does it.").count(), 3, "{full}");
    assert!(full.contains("\n4 errors (3 fixable with --fix) in 2 entries; "), "{full}");
    let concise = found(folder.path(), &["links/broken-internal"]);
    let expected = [
        "content/pages/b.md:6:5: error[links/broken-internal] `Pages/A` does not exist (fixable with --fix)",
        "content/pages/b.md:6:21: error[links/broken-internal] `nowhere` does not exist",
    ];
    assert_eq!(concise, expected);
    let json = text(&fieldbook(folder.path(), &["check", "--format", "json"]).stdout);
    assert_eq!(
        (json.matches("\"fixable\": true").count(), json.matches("\"fixable\": false").count()),
        (3, 1),
        "{json}"
    );
    let fixed = fieldbook(folder.path(), &["check", "--fix"]);
    assert!(text(&fixed.stderr).starts_with("fixed: 3\n  content/pages/a.md\n  content/pages/b.md\n"), "{fixed:?}");
    assert!(read(folder.path(), "content/pages/b.md").contains("[[pages/a]]"));
    assert!(!text(&fixed.stdout).contains("fixable"), "{fixed:?}");
}
