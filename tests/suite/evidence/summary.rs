//! What the summary of an opportunity says of claims that their sources challenge.

use super::{LIMIT, SCIM, run};
use std::fs;
use std::path::Path;

const CARD: &str = "---\ntitle: Globex\nowner: ann\ncompetitor: Globex\nstatus: approved\nverified: 2026-11-15\nclaims:\n\
    \x20 - {id: limit, text: Globex stops at 5 TB a day., source: 'https://docs.globex.example/limits', quote: LIMIT, verified: 2026-11-01}\n\
    \x20 - {id: scim, text: Globex has SCIM., source: 'https://docs.globex.example/scim', quote: SCIM, verified: 2026-11-01}\n\
    ---\nText.[^limit] More.[^scim]\n";
const OPPORTUNITIES: &str = r#"{"schema": "fieldbook/opportunities/1", "as_of": "2026-11-20T09:00:00Z", "opportunities": [
    {"id": "opp-1", "name": "Hooli: core", "customer": "Hooli", "stage": "POC", "competitors": ["Globex"]}]}"#;

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in [
        ("site.toml", "[site]\ntitle = \"T\"\n[opportunities]\nsource = \"file\"\n"),
        ("people.yaml", "- {id: ann, name: Ann Arbor}\n"),
        ("opportunities.json", OPPORTUNITIES),
        ("content/competitors/globex.md", "---\nname: Globex\nowner: ann\nstatus: approved\n---\nThey sell.\n"),
        ("content/battlecards/globex.md", &CARD.replace("LIMIT", LIMIT).replace("SCIM,", &format!("{SCIM},"))),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

/// Returns the digest as the command prints it, and the summary as the page has it.
fn summaries(folder: &Path) -> (String, String) {
    let output = run(folder, &["digest", "--today", "2026-11-20"], "");
    let arguments = ["build", "-o", "public", "--today", "2026-11-20", "--audience", "internal"];
    let built = run(folder, &arguments, "");
    assert_eq!(built.status.code(), Some(0), "{built:?}");
    let page = fs::read_to_string(folder.join("public/opportunities/opp-1/index.html")).expect("the page");
    let text = page.split_once("<pre id=\"~digest-text\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    (String::from_utf8(output.stdout).expect("text"), text.expect("the summary").0.to_owned())
}

fn capture(folder: &Path, claim: &str, page: &str) {
    let name = format!("battlecards/globex#{claim}");
    let arguments = ["evidence", "capture", &name, "--from", "-", "--by", "ann", "--today", "2026-11-20"];
    assert_eq!(run(folder, &arguments, page).status.code(), Some(0));
}

#[test]
fn the_summary_counts_challenged_claims_and_links_the_first() {
    let folder = site();
    let folder = folder.path();
    let safe = "Hooli : POC\n\nTLDR :\n- All 2 claims against Globex hold\n";
    assert_eq!(summaries(folder), (safe.to_owned(), safe.trim_end().to_owned()));
    capture(folder, "scim", "<p>SCIM provisioning is not available on the Enterprise plan");
    let one = |link: &str| {
        format!(
            "Hooli : POC\n\nTLDR :\n- 1 of 2 claims against Globex needs a check\n\nTodo :\n- Check before you say it: Globex has SCIM.\n\n\
             Things to know :\n- 1 claim is challenged by its source: {link}"
        )
    };
    let claim =
        |id: &str, text: &str| format!("<a href=\"../../battlecards/globex/index.html#~claim-{id}\">{text}</a>");
    let expected = (one("Globex has SCIM.\n"), one(&claim("scim", "Globex has SCIM.")));
    assert_eq!(summaries(folder), expected);
    capture(folder, "limit", "<p>Ingestion is limited to 8 TB per day");
    let two = |link: &str| {
        format!(
            "Hooli : POC\n\nTLDR :\n- All 2 claims against Globex need a check\n\nTodo :\n- Check before you say it: Globex stops at 5 TB a day.\n\
             - Check before you say it: Globex has SCIM.\n\n\
             Things to know :\n- 2 claims are challenged by their sources, first: {link}"
        )
    };
    let text = "Globex stops at 5 TB a day.";
    assert_eq!(summaries(folder), (two(&format!("{text}\n")), two(&claim("limit", text))));
    // A person verifies both.
    let card = fs::read_to_string(folder.join("content/battlecards/globex.md")).expect("the card");
    let card = card.replace("verified: 2026-11-01}", "verified: 2026-11-20}");
    fs::write(folder.join("content/battlecards/globex.md"), card).expect("written");
    assert_eq!(summaries(folder).0, safe);
}
