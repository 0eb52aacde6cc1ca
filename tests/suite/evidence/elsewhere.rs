//! Words that are not on their page and on another one that the run looked at.

use super::super::web::fake::response;
use super::refresh::{DEAL, LIMITS, html, records, run, verdicts, web_site};
use super::{PAGE, run as command};
use fieldbook::session::{Extent, Refreshed};
use std::fs;
use std::path::Path;

const PLANS: &str = "https://www.globex.com/plans";
const INITECH: &str = "https://www.initech.com/limits";

/// Returns the address that the record of the limit names as another page with its words.
fn elsewhere(folder: &Path) -> [Option<String>; 2] {
    records(folder).try_into().map(|files: [String; 2]| files.map(|file| named(&file))).expect("two files")
}

fn named(file: &str) -> Option<String> {
    let mut lines = file.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    lines.find_map(|line| line.get("elsewhere").and_then(|page| page.as_str().map(str::to_owned)))
}

#[test]
fn a_missing_quote_names_another_page_of_its_site_with_the_words() {
    let folder = web_site();
    let folder = folder.path();
    for (name, url, quote) in
        [("plans", PLANS, "Plans begin with ten users each"), ("initech", INITECH, "Plans end with ten users each")]
    {
        let text = PAGE.replace("https://docs.globex.example/limits", url).replace("Limits", name);
        let text = text.replace("Ingestion is limited to 5 TB per day", quote);
        fs::write(folder.join(format!("content/{name}.md")), text).expect("written");
    }
    let limit = "Ingestion is limited to 5 TB per day";
    let (plans, initech) = ("Plans begin with ten users each", "Plans end with ten users each");
    let page = |texts: &[&str]| Ok(html(&texts.join(".</p><p>")));
    let all = |limits: &[&str], others: &[&str], plans: &[&str]| {
        [(LIMITS, page(limits)), (DEAL, page(others)), (PLANS, page(plans)), (INITECH, page(&[initech, limit]))]
    };
    let limits_and_deal =
        |run: &Refreshed| verdicts(run).into_iter().filter(|line| line.contains("#limit")).collect::<Vec<_>>();
    let first = run(folder, "2026-11-06", Extent::Due, &all(&[limit], &[limit], &[plans])).expect("a run");
    assert_eq!(limits_and_deal(&first).len(), 4, "{first:?}");
    assert_eq!(elsewhere(folder), [None, None]);
    // The words are on a page that only claims of the other root quote, and on a page of another site.
    run(folder, "2026-11-13", Extent::All, &all(&[], &[limit], &[plans])).expect("a run");
    assert_eq!(elsewhere(folder), [None, None]);
    // They are on a page of the same site: the private root quotes no page of its own that has them.
    run(folder, "2026-11-14", Extent::All, &all(&[], &[], &[plans, limit])).expect("a run");
    assert_eq!(elsewhere(folder), [Some(PLANS.to_owned()), None]);
    let shown = |arguments: &[&str]| {
        String::from_utf8(command(folder, &[arguments, &["--today", "2026-11-14"]].concat(), "").stdout).expect("text")
    };
    let message = format!("is no longer on docs.globex.com; the same words are on {PLANS}");
    assert!(shown(&["check", "--format", "github", "--rule", "evidence"]).contains(&message));
    assert!(shown(&["evidence", "show", "limits#limit"]).contains(&format!("  the same words are on: {PLANS}\n")));
    assert!(shown(&["evidence", "digest"]).contains("the same words are on"));
    // A page that could not be looked at says nothing else.
    let blocked = Ok(response(403, &[], "no"));
    let failed = all(&[], &[], &[]).map(|(url, answer)| (url, if url == PLANS { blocked.clone() } else { answer }));
    run(folder, "2026-11-15", Extent::All, &failed).expect("a run");
    assert_eq!(elsewhere(folder), [Some(PLANS.to_owned()), None]);
    run(folder, "2026-11-16", Extent::All, &all(&[], &[], &[plans])).expect("a run");
    assert_eq!(elsewhere(folder), [None, None]);
    run(folder, "2026-11-17", Extent::All, &all(&[limit], &[], &[plans, limit])).expect("a run");
    assert_eq!(elsewhere(folder), [None, None], "the words are back");
}
