//! What must not leave the company: names of customers and internal addresses hold builds for outsiders and for one customer,
//! and a build for the whole company reports them.

use super::attachments::files;
use super::{fieldbook, site, text};
use std::fs;
use std::path::Path;

const TOML: &str = "[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n\
                    [opportunities]\nsource = \"file\"\n";
const CUSTOMERS: &str = "- {key: c-1, names: [Copperwyne Mills Ltd], domains: [copperwyne.example]}\n\
                         - {key: c-2, names: [Hollowmere], reference: true}\n";
const OPPORTUNITIES: &str = "{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20T08:00:00Z\", \
                             \"opportunities\": [{\"id\": \"o\", \"name\": \"Renewal\", \"customer\": \"Dunmarrow Inc.\", \"stage\": \"Demo\"}]}";

fn page(fields: &str, body: &str) -> String {
    format!("---\ntitle: A page\nsummary: All of it.\nowner: ann\nstatus: approved\n{fields}---\n{body}\n")
}

fn library(pages: &[(&str, &str)]) -> tempfile::TempDir {
    let lists = [("site.toml", TOML), ("deals/customers.yaml", CUSTOMERS), ("opportunities.json", OPPORTUNITIES)];
    site(&[&lists, pages].concat())
}

/// Returns what a check says about sharing: `path:line:column severity message` of each finding.
fn found(folder: &Path, more: &[&str]) -> Vec<String> {
    let rules = ["--rule", "exposure", "--rule", "audience/other-customer", "--format", "concise"];
    let output = fieldbook(folder, &[&["check"], &rules[..], more].concat());
    text(&output.stdout).lines().map(str::to_owned).collect()
}

fn builds(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output = fieldbook(folder, &[&["build"], arguments].concat());
    (output.status.success(), text(&output.stderr))
}

#[test]
fn a_name_and_an_address_hold_a_build_for_others_at_their_places() {
    let body =
        "We host it for Copperwyne Mills’ team.\n\nSee https://wiki.corp.internal/x, as <!-- Copperwyne --> before.";
    let folder = library(&[("content/pages/a.md", &page("audience: customer\n", body))]);
    let expected = [
        "content/pages/a.md:8:16: error[audience/other-customer] names `Copperwyne Mills Ltd`, a name of the customer `c-1`",
        "content/pages/a.md:10:13: error[exposure/internal-host] `wiki.corp.internal`: hosts below `.internal` exist only inside a company",
    ];
    assert_eq!(found(folder.path(), &[]), expected);
    for arguments in [&["--audience", "customer"][..], &["--audience", "public"], &["--customer", "c-2"]] {
        let (is_built, said) = builds(folder.path(), arguments);
        assert!(!is_built && said.contains("held by audience/other-customer"), "{arguments:?}: {said}");
        assert!(said.contains("held by exposure/internal-host") && said.contains(expected[0]), "{said}");
        assert!(!folder.path().join("public").exists(), "{arguments:?}");
    }
    let (is_built, said) = builds(folder.path(), &[]);
    assert!(is_built && said.contains(expected[0]), "the control, for the company: {said}");
    // No setting lowers the error, and none is needed for what the company reads.
    let off = format!("{TOML}[rules]\nexposure = \"off\"\n\"audience/other-customer\" = \"off\"\n");
    fs::write(folder.path().join("site.toml"), off).expect("written");
    let errors: Vec<String> = found(folder.path(), &[]).into_iter().filter(|line| line.contains("error[")).collect();
    assert_eq!(errors, expected);
}

#[test]
fn a_customer_s_own_name_and_a_reference_are_published_and_inside_all_names_are() {
    let own = page("audience: customer\ncustomer: c-1\n", "Copperwyne Mills and Hollowmere use it.");
    let folder = library(&[
        ("content/pages/own.md", &own),
        ("content/pages/inside.md", &page("", "Copperwyne and Dunmarrow use https://wiki.corp.internal/x.")),
        ("content/pages/open.md", &page("audience: public\n", "Hollowmere uses it.")),
    ]);
    let inside = "content/pages/inside.md:7:";
    let warning = format!(
        "{inside}38: warning[exposure/internal-host] `wiki.corp.internal`: hosts below `.internal` exist only inside a company"
    );
    assert_eq!(found(folder.path(), &[]), std::slice::from_ref(&warning));
    assert!(builds(folder.path(), &["--audience", "customer", "--customer", "c-1"]).0);
    // The team of one customer must not read of another.
    let dunmarrow = format!("{inside}16: error[audience/other-customer] names `Dunmarrow Inc.`");
    let found = found(folder.path(), &["--customer", "c-2"]);
    assert!(found.contains(&dunmarrow) && found.contains(&warning) && found.len() == 2, "{found:?}");
    let (is_built, said) = builds(folder.path(), &["--customer", "c-2"]);
    assert!(!is_built && said.contains(&dunmarrow), "{said}");
}

#[test]
fn names_and_addresses_are_found_in_attachments_of_each_format() {
    let kinds = files("for Copperwyne\u{a0}Mills at 10.20.30.40");
    let links: String = kinds.iter().flat_map(|(name, _)| ["[file](files/", name, ")\n"]).collect();
    let of = |audience: &str| {
        let folder = library(&[("content/pages/a.md", &page(audience, &links))]);
        let below = folder.path().join("content/pages/files");
        fs::create_dir_all(&below).expect("a folder");
        for (name, bytes) in &kinds {
            fs::write(below.join(name), bytes).expect("written");
        }
        folder
    };
    let folder = of("audience: customer\n");
    let mut places: Vec<String> = found(folder.path(), &[])
        .iter()
        .filter_map(|line| Some(line.split_once(": ")?.0.rsplit_once('/')?.1.split(':').next()?.to_owned()))
        .collect();
    places.dedup_by_key(|place| place.clone());
    let expected: Vec<&str> = kinds.iter().map(|(name, _)| *name).collect();
    assert_eq!(places, expected, "{:#?}", found(folder.path(), &[]));
    assert!(!builds(folder.path(), &["--audience", "customer"]).0);
    let inside = of("");
    assert_eq!(found(inside.path(), &[]), Vec::<String>::new());
    assert!(builds(inside.path(), &[]).0);
}

#[test]
fn the_name_of_a_file_and_of_an_entry_are_searched() {
    let folder = library(&[
        ("content/pages/copperwyne-mills.md", &page("audience: public\n", "[Plan](DunmarrowPlan.txt)")),
        ("content/pages/DunmarrowPlan.txt", "Nothing."),
    ]);
    assert_eq!(
        found(folder.path(), &[]),
        [
            "content/pages/DunmarrowPlan.txt:1:1: error[audience/other-customer] names `Dunmarrow Inc.` in the file's name",
            "content/pages/copperwyne-mills.md:1:1: error[audience/other-customer] names `Copperwyne Mills Ltd`, a name of the customer `c-1` in the entry's id",
            "content/pages/copperwyne-mills.md:8:8: error[audience/other-customer] names `Dunmarrow Inc.`",
        ]
    );
}
