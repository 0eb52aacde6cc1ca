//! Names of people: inside everywhere they help, outside nowhere.

use super::site_under_test::{FOLDERS, TestSite, has_end, pages};
use fieldbook::index::build_index;
use fieldbook::library::{Library, Scope};
use fieldbook::visibility::{Unfiltered, VisibleLibrary};

/// Every text and every other byte of a build for `audience`, and its search index.
fn bytes(site_under_test: &TestSite, audience: &str) -> Vec<(String, Vec<u8>)> {
    let site = site_under_test.build(audience, Some("acme"));
    assert!(site.findings.is_empty(), "{:?}", site.findings);
    let mut files: Vec<(String, Vec<u8>)> =
        site.pages.into_iter().map(|page| (page.path, page.plain.unwrap_or(page.bytes))).collect();
    files.extend(index(&site_under_test.unfiltered(), audience));
    files
}

fn index(all: &Unfiltered<'_>, audience: &str) -> Vec<(String, Vec<u8>)> {
    let audience = all.settings.audiences.find(audience).expect("an audience");
    let (visible, _) = VisibleLibrary::new(all, &Scope { audience, customer: Some("acme".to_owned()) });
    build_index(&visible, all.settings)
        .into_iter()
        .map(|shard| (format!("search/{}", shard.name), shard.bytes))
        .collect()
}

/// Returns the files that hold one of the names of Ann, of any case.
fn named(files: &[(String, Vec<u8>)]) -> Vec<String> {
    let name = regex::bytes::Regex::new(r"(?i)ann example|ann@example\.com|\bann\b").expect("a pattern");
    let texts = files.iter().filter(|(path, _)| !has_end(path, "wasm"));
    texts
        .filter(|(path, bytes)| name.is_match(bytes) || name.is_match(path.as_bytes()))
        .map(|(path, _)| path.clone())
        .collect()
}

/// A site whose entries everybody may read, with a name in every place that has one.
fn open_shelf() -> TestSite {
    let folder = |folder: &str| format!("[defaults.\"{folder}\"]\naudience = \"customer\"\nstatus = \"approved\"\n");
    TestSite::read(&FOLDERS.map(folder).concat(), |_, text| {
        text.replace('§', "")
            .replace("(verified 2026-10-02)", "(verified 2026-10-02 by ann)")
            .replace("with: \"Version 5 \"", "with: Ann Example")
            .replace("method: \"trial \"", "method: asked ann@example.com")
            .replace("reason: \"A new list \"", "reason: ann saw a new list")
    })
}

#[test]
fn outsiders_meet_no_name() {
    let site_under_test = open_shelf();
    let outside = bytes(&site_under_test, "customer");
    assert_eq!(named(&outside), Vec::<String>::new());
    for shown in ["battlecards/globex/", "winplans/acme/", "claims/battlecards/globex/no-scim/", "changes/", "compare/"]
    {
        assert!(outside.iter().any(|(path, _)| path == &format!("{shown}index.html")), "{shown} is part of it");
    }
    assert!(!outside.iter().any(|(path, _)| path.starts_with("people")));
    let inside = named(&bytes(&site_under_test, "internal"));
    for expected in [
        "battlecards/globex/index.html",
        "claims/index.html",
        "claims/battlecards/globex/no-scim/index.html",
        "changes/index.html",
        "api/entries.json",
        "people/ann/index.html",
    ] {
        assert!(inside.iter().any(|path| path == expected), "control: {expected} in {inside:?}");
    }
    assert!(inside.iter().any(|path| path.starts_with("search/")), "control: the index");
}

#[test]
fn outsiders_get_no_command_and_no_way_into_the_repository() {
    let site_under_test = open_shelf();
    let outside = pages_of(&site_under_test, "customer");
    let told = |page: &&String| page.contains("fieldbook verify") || page.contains("git.example.com");
    assert_eq!(outside.iter().filter(told).count(), 0);
    assert!(pages_of(&site_under_test, "internal").iter().filter(told).count() > 5, "control");
}

fn pages_of(site_under_test: &TestSite, audience: &str) -> Vec<String> {
    pages(&site_under_test.build(audience, Some("acme"))).into_values().collect()
}

#[test]
fn the_sample_names_nobody_to_customers() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let inputs = fieldbook::inputs::read_inputs(folder).expect("the sample can be read");
    let people = inputs.lists.people.clone();
    let (library, _) = Library::new(inputs.files, inputs.lists);
    let all = Unfiltered {
        library: &library,
        opportunities: None,
        responses: &[],
        findings: &[],
        settings: &inputs.settings,
    };
    let names: Vec<String> = people
        .iter()
        .flat_map(|person| [Some(person.id.value.clone()), Some(person.name.clone()), person.email.clone()])
        .flatten()
        .collect();
    assert!(names.len() > 30, "{}", names.len());
    let found = |audience: &str| -> usize {
        let site = super::sample_for(audience, None);
        let mut files: Vec<Vec<u8>> = site.pages.into_iter().map(|page| page.plain.unwrap_or(page.bytes)).collect();
        files.extend(index(&all, audience).into_iter().map(|(_, bytes)| bytes));
        let has = |bytes: &Vec<u8>, name: &String| {
            let (bytes, name) = (bytes.to_ascii_lowercase(), name.to_ascii_lowercase());
            bytes.windows(name.len()).any(|window| window == name.as_bytes())
        };
        let pairs = files.iter().filter(|bytes| bytes.len() < 400_000);
        pairs.filter(|bytes| names.iter().any(|name| has(bytes, name))).count()
    };
    assert_eq!(found("customer"), 0);
    assert!(found("internal") > 100, "control");
}
