//! The trends of claims and gaps from the commits of the last weeks.

use super::changes::run;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Noon of 2026-11-21.
const NOON: &str = "1795262400";

fn claim(day: &str) -> String {
    format!(
        "---\ntitle: A\nstatus: approved\nclaims:\n  - {{id: a, text: A, source: 'https://e.example/', verified: {day}, review_every: 30d}}\n---\nText.[^a]\n\n[^a]: claim\n"
    )
}

/// Builds the site in `folder` and returns the trend of the page `name`: the rows of its table, and its notes.
fn trend(folder: &Path, name: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .arg("--site")
        .arg(folder)
        .args(["build", "--offline"])
        .env("SOURCE_DATE_EPOCH", NOON)
        .output()
        .expect("fieldbook starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(folder.join("public").join(name).join("index.html")).expect("the page");
    let section = page.split_once("id=\"~trend\"").and_then(|(_, rest)| rest.split_once("</section>"));
    let section = section.map_or("", |(section, _)| section);
    let tags = regex::Regex::new("<[^>]*>").expect("a pattern");
    let words = |html: &str| tags.replace_all(html, " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let rows = section.split("<tr>").skip(2).map(|row| words(row.split("</tr>").next().unwrap_or_default()));
    rows.chain(section.rsplit_once("</table>").map(|(_, notes)| words(notes))).collect()
}

#[test]
fn each_week_has_the_states_of_its_last_day_from_the_files_of_its_last_commit() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("kb");
    fs::create_dir_all(site.join("content/pages")).expect("made");
    fs::create_dir_all(site.join("content/gaps")).expect("made");
    fs::write(site.join("site.toml"), "[[roots]]\npath = \"content\"\n").expect("written");
    run(folder.path(), &["init", "-q", "-b", "main"], "2026-10-01");
    let gap = |state: &str| format!("---\ntitle: G\nstatus: approved\nstate: {state}\n---\nText.\n");
    for (path, text, day) in [
        ("content/pages/a.md", claim("2026-10-01"), "2026-10-01"),
        ("content/gaps/g.md", gap("open"), "2026-11-06"),
        ("content/pages/a.md", claim("2026-11-20"), "2026-11-20"),
        ("content/gaps/g.md", gap("shipped"), "2026-11-20"),
    ] {
        fs::write(site.join(path), text).expect("written");
        run(folder.path(), &["add", "."], day);
        run(folder.path(), &["commit", "-q", "-m", "m"], day);
    }
    fs::write(site.join("content/pages/new.md"), claim("2026-11-20").replace("title: A", "title: N")).expect("written");
    let left_out = "The first commit is of 2026-10-01. 1 entry is in a file that Git does not hold and is not counted.";
    assert_eq!(
        trend(&site, "freshness"),
        [
            "2026-10-03 100&nbsp;% 1 0 0 0",
            "2026-10-10 100&nbsp;% 1 0 0 0",
            "2026-10-17 100&nbsp;% 1 0 0 0",
            "2026-10-24 100&nbsp;% 1 0 0 0",
            "2026-10-31 100&nbsp;% 0 1 0 0",
            "2026-11-07 0&nbsp;% 0 0 1 0",
            "2026-11-14 0&nbsp;% 0 0 1 0",
            "2026-11-21 100&nbsp;% 1 0 0 0",
            &format!("From the commits of each week; states are those of its last day. {left_out}"),
        ]
    );
    let gaps: Vec<String> = trend(&site, "gaps").into_iter().map(|row| row.chars().take(12).collect()).collect();
    assert_eq!(gaps[4..8], ["2026-10-31 0", "2026-11-07 1", "2026-11-14 1", "2026-11-21 0"]);
    let shallow = folder.path().join("shallow");
    let url = format!("file://{}", folder.path().display());
    run(folder.path(), &["clone", "-q", "--depth", "3", &url, &shallow.display().to_string()], "2026-11-20");
    let cut = trend(&shallow.join("kb"), "freshness");
    assert_eq!(cut.len(), 4, "{cut:?}");
    assert!(cut[0].starts_with("2026-11-07"), "{cut:?}");
    assert!(cut[3].contains("made from a shallow clone, whose oldest commit is of 2026-11-06."), "{cut:?}");
}
