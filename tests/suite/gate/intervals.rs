//! `verify --intervals`: review intervals as the history of checks suggests them, never written.

use super::{command, commit_all, fieldbook, git, site, text, write};
use std::path::Path;

/// A page as it is after the check of `day`: one source never changes, the other says another number each time.
fn page(day: &str, number: usize) -> String {
    format!(
        "---\ntitle: T\nowner: ann\nstatus: approved\nclaims:\n  - {{id: same, text: It is one., topic: limit, source: \"https://docs.globex.example/same\", verified: {day}}}\n  - {{id: other, text: It is {number}., topic: limit, source: \"https://docs.globex.example/other\", verified: {day}}}\n---\nIt is two.[^note]\n\n[^note]: <https://docs.globex.example/same/> \"two\" (verified {day})\n"
    )
}

fn intervals(folder: &Path, more: &[&str]) -> String {
    let output = fieldbook(folder, &[&["verify", "--intervals"], more].concat());
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    text(&output.stdout)
}

#[test]
fn steady_pages_get_longer_intervals_and_unsteady_ones_shorter() {
    let folder = site(&[
        ("site.toml", "[site]\ntitle = \"T\"\n[freshness]\nintervals = { page = \"60d\" }\n"),
        ("people.yaml", "- id: ann\n  name: Ann Arbor\n- id: bob\n  name: Bob\n"),
        ("content/pages/a.md", &page("2026-01-05", 1)),
    ]);
    assert_eq!(
        intervals(folder.path(), &[]),
        "no history of 1 file with claims: the site is not in a Git repository\nno proposal: no source page was checked a second time\n"
    );
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit_all(folder.path(), "1");
    assert_eq!(intervals(folder.path(), &[]), "no proposal: no source page was checked a second time\n");
    for (number, day) in [(2, "2026-03-05"), (3, "2026-05-05")] {
        write(folder.path(), "content/pages/a.md", &page(day, number));
        commit_all(folder.path(), day);
    }
    let shorter = "https://docs.globex.example/other: checked again on 2 days since 2026-01-05, changed at 2 of them; 60d now, 30d proposed\n  pages/a#other (content/pages/a.md)\n";
    let closing = |proposals: usize| {
        format!(
            "proposals: {proposals}; source pages that were checked again: 2; nothing was written: set `review_every` in the claims that you agree with\n"
        )
    };
    assert_eq!(intervals(folder.path(), &[]), format!("{shorter}{}", closing(1)));
    // The present text counts before it is committed, and a move keeps the history.
    git(folder.path(), &["mv", "content/pages/a.md", "content/pages/b.md"]);
    commit_all(folder.path(), "moved");
    let now = page("2026-07-05", 3);
    write(folder.path(), "content/pages/b.md", &now);
    let longer = "https://docs.globex.example/same: checked again on 3 days since 2026-01-05, never changed; 60d now, 120d proposed\n  pages/b#same (content/pages/b.md)\n  pages/b#note (content/pages/b.md)\n";
    let shorter = shorter.replace("on 2 days", "on 3 days").replace("pages/a", "pages/b");
    assert_eq!(intervals(folder.path(), &["--owner", "ann"]), format!("{longer}{shorter}{}", closing(2)));
    assert_eq!(
        intervals(folder.path(), &["--owner", "bob"]),
        "no proposal: no source page was checked a second time\n"
    );
    assert_eq!(super::read(folder.path(), "content/pages/b.md"), now, "nothing is written");
    commit_all(folder.path(), "last");
    let shallow = tempfile::tempdir().expect("a folder");
    let url = format!("file://{}", folder.path().display());
    let cloned =
        command("git").args(["clone", "-q", "--depth", "1", &url]).arg(shallow.path()).output().expect("git runs");
    assert!(cloned.status.success(), "{cloned:?}");
    assert_eq!(
        intervals(shallow.path(), &[]),
        "no history of 1 file with claims: this clone is shallow\nno proposal: no source page was checked a second time\n"
    );
}
