//! The docs say what the table of kinds says.

use fieldbook::authoring::entry_schema;
use fieldbook::config::default_settings;
use fieldbook::entry::entry_shapes;
use fieldbook::kinds::Kind;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn doc(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)).expect("the page can be read")
}

/// Returns the rows of the table whose header ends with `header`, cells without backticks.
fn rows(page: &str, header: &str) -> Vec<Vec<String>> {
    let table = page.lines().skip_while(|line| !line.ends_with(header)).take_while(|line| line.starts_with('|'));
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect();
    table.skip(2).map(cells).collect()
}

/// Returns the fields that only `kind` has, as the docs write them: in order of their names, ` **must**` after those
/// without which an entry is an error.
fn own_fields(kind: Kind) -> BTreeSet<String> {
    let settings = default_settings();
    let common = entry_shapes(Kind::Page, &settings).into_inner();
    let schema = entry_schema(kind, &settings);
    let required = schema.get("required").and_then(|required| required.as_array()).expect("a list");
    let shapes = entry_shapes(kind, &settings).into_inner();
    let own = shapes.into_keys().filter(|path| !path.contains(['.', '[']) && !common.contains_key(path));
    own.map(|field| if required.contains(&field.as_str().into()) { format!("{field} **must**") } else { field })
        .collect()
}

fn interval(kind: Kind) -> String {
    kind.facts().review_every.map_or_else(|| "none".to_owned(), |interval| interval.to_string())
}

#[test]
fn the_docs_list_every_kind_with_its_folder_its_interval_and_its_fields() {
    let page = doc("content.md");
    let mut documented = rows(&page, "| kind | review interval | additional fields |").into_iter();
    for kind in Kind::all().filter(|kind| *kind != Kind::Answer) {
        let row = documented.next().unwrap_or_else(|| panic!("a row for `{}`", kind.word()));
        let [folder, words, documented_interval, fields] = row.as_slice() else { panic!("{row:?} has four cells") };
        assert_eq!(folder, kind.folder());
        if kind == Kind::Answers {
            assert_eq!((words.as_str(), fields.as_str()), ("answer, answers", "see [Answers](#answers)"));
            assert_eq!(*documented_interval, format!("{} for an answer", interval(Kind::Answer)));
            continue;
        }
        let fields: BTreeSet<String> = fields.split(", ").filter(|field| *field != "none").map(str::to_owned).collect();
        assert_eq!((words.as_str(), fields), (kind.word(), own_fields(kind)));
        assert_eq!(*documented_interval, interval(kind), "{kind:?}");
    }
    assert_eq!(documented.next(), None, "a row without a kind");
    let is_deal = |kind: &Kind| kind.facts().is_deal;
    let private = page.lines().find(|line| line.contains("entries in a private root")).expect("where deals belong");
    let private = private.split_once("Put ").expect("the sentence about deals").1;
    let quoted = private.split('`').skip(1).step_by(2).collect::<BTreeSet<_>>();
    assert_eq!(quoted, Kind::all().filter(is_deal).map(Kind::word).collect(), "{private}");
}

#[test]
fn the_docs_list_every_default_interval_of_a_topic() {
    let documented = rows(&doc("settings.md"), "| interval | default |");
    let documented: BTreeMap<String, String> = documented
        .iter()
        .flat_map(|row| row[0].split(", ").map(|name| (name.to_owned(), row[1].replace("12 months", "1y"))))
        .collect();
    let of_kinds = Kind::all().filter(|kind| kind.facts().review_every.is_some());
    let of_kinds = of_kinds.map(|kind| (kind.word().to_owned(), interval(kind)));
    let all = default_settings().freshness.intervals;
    let all: BTreeMap<String, String> =
        all.into_iter().map(|(name, interval)| (name, interval.value.to_string())).collect();
    assert_eq!(documented.into_iter().chain(of_kinds).collect::<BTreeMap<_, _>>(), all);
}
