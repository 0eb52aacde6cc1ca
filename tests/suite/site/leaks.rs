//! Entries of every kind that a build's readers must not see leave no trace in its pages, index and exports.

use super::site_under_test::TestSite;
use fieldbook::index::build_index;
use fieldbook::kinds::Kind;
use fieldbook::library::Scope;
use fieldbook::secrets::{Pattern, Sweep};

/// The audiences of the fixture, loosest first.
fn audiences(site: &TestSite) -> Vec<String> {
    site.settings.audiences.names().map(str::to_owned).collect()
}

fn sentinel(kind: Kind, audience: &str) -> String {
    format!("fieldbook-canary-{}-for-{audience}", kind.word())
}

/// An entry of `kind` with its sentinel in every place that lists, pages, search and exports read.
fn planted(kind: Kind, audience: &str) -> (String, String) {
    let word = sentinel(kind, audience);
    let text = format!(
        "---\nkind: {}\ntitle: Title {word}\nsummary: Summary {word}\nstatus: approved\naudience: {audience}\n\
         tags: [tag-{word}]\naliases: [Alias {word}]\ncompetitor: globex\n\
         claims:\n  - {{id: planted, text: Claim {word}, sources: [{{url: 'https://docs.example.com/{word}'}}]}}\n\
         ---\n# Heading {word}\n\nBody {word}.\n",
        kind.word()
    );
    (format!("content/{}/planted-{word}.md", kind.folder()), text)
}

/// Every byte of a build for `audience`, with the paths: pages, exports and index.
fn output(site: &TestSite, audience: &str) -> Vec<(String, Vec<u8>)> {
    let scope = Scope { audience: site.settings.audiences.find(audience).expect("an audience"), customer: None };
    let (visible, _) = site.visible_to(&scope);
    let mut files: Vec<_> = site.build(audience, None).pages.into_iter().map(|page| (page.path, page.bytes)).collect();
    let shards = build_index(&visible, &site.settings).into_iter();
    files.extend(shards.map(|shard| (format!("search/index/{}", shard.name), shard.bytes)));
    files
}

#[test]
fn no_byte_of_a_build_holds_an_entry_of_any_kind_for_a_stricter_audience() {
    let mut site = TestSite::new("", "");
    let audiences = audiences(&site);
    let all: Vec<(Kind, usize)> =
        Kind::all().flat_map(|kind| (0..audiences.len()).map(move |index| (kind, index))).collect();
    site.add(&all.iter().map(|(kind, index)| planted(*kind, &audiences[*index])).collect::<Vec<_>>());
    for (build, audience) in audiences.iter().enumerate() {
        let patterns = all.iter().map(|(kind, index)| {
            let word = sentinel(*kind, &audiences[*index]);
            Pattern::token(word.as_str(), word.as_str())
        });
        let sweep = Sweep::new(patterns);
        let files = output(&site, audience);
        let found: std::collections::BTreeSet<String> = files
            .iter()
            .flat_map(|(path, bytes)| [sweep.traces(path.as_bytes()), sweep.traces(bytes)])
            .flatten()
            .map(|trace| trace.label)
            .collect();
        let expected = all.iter().filter(|(_, index)| *index <= build);
        let expected = expected.map(|(kind, index)| sentinel(*kind, &audiences[*index])).collect();
        assert_eq!(found, expected, "a build for `{audience}`: the entries for it and looser ones, and no other");
    }
}
