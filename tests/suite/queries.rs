//! What sales engineers type, and what they want first: queries over the sample, with every miss named.

use fieldbook::index::{build_index, day_number};
use fieldbook::inputs::read_inputs;
use fieldbook::library::Scope;
use fieldbook::opportunity::{FileForm, read};
use fieldbook::session::pipeline::load;
use fieldbook::source::{SourceFile, parse_date};
use fieldbook_search::{Engine, Query};
use snapbox::file;
use std::fs;
use std::path::Path;

/// An engine over the sample, as the readers of a build for `audience` have it.
pub(crate) fn engine_of_sample(audience: &str) -> Engine {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let inputs = read_inputs(folder).expect("the sample can be read");
    let text = fs::read_to_string(folder.join("opportunities.json")).expect("opportunities");
    let (snapshot, _) = read(&SourceFile::new("opportunities.json", text), &FileForm::default());
    let loaded = load(inputs, snapshot, Vec::new());
    let audience = loaded.settings.audiences.find(audience).expect("an audience");
    let (library, _) = loaded.visible_to(&Scope { audience, customer: None }, &[]);
    Engine::of(build_index(&library, &loaded.settings)).expect("an index")
}

fn today() -> i32 {
    day_number(parse_date("2026-11-21").expect("a day"))
}

/// A file of queries with what was found, and how many of how many first results are right.
struct Answered {
    text: String,
    right: usize,
    all: usize,
}

/// Answers the queries of `text`, lines `query => wanted | wanted`, and adds ` ! first` to each that finds another first.
fn answered(engine: &Engine, text: &str) -> Answered {
    let mut answered = Answered { text: String::new(), right: 0, all: 0 };
    for line in text.lines().filter(|line| !line.starts_with("# Right:")) {
        let asked = line.split(" ! ").next().unwrap_or_default();
        answered.text.push_str(asked);
        if let Some((query, wanted)) = asked.split_once(" => ") {
            let first = engine.search(&Query::new(query, today())).hits.into_iter().next();
            let first = first.map_or_else(|| "nothing".to_owned(), |hit| hit.id);
            answered.all += 1;
            if wanted.split(" | ").any(|id| id == first) {
                answered.right += 1;
            } else {
                answered.text.extend([" ! ", &first]);
            }
        }
        answered.text.push('\n');
    }
    let sum = format!("# Right: {} of {}.\n", answered.right, answered.all);
    answered.text.push_str(&sum);
    answered
}

#[test]
fn nine_in_ten_queries_of_sales_engineers_find_first_what_is_wanted() {
    let engine = engine_of_sample("internal");
    let first = answered(&engine, include_str!("queries/first.txt"));
    let aside = answered(&engine, include_str!("queries/aside.txt"));
    snapbox::assert_data_eq!(first.text, file!["queries/first.txt"].raw());
    snapbox::assert_data_eq!(aside.text, file!["queries/aside.txt"].raw());
    let (right, all) = (first.right + aside.right, first.all + aside.all);
    assert!(all >= 150 && right * 10 >= all * 9, "{right} of {all}");
}

#[test]
fn a_query_that_finds_another_result_first_is_named() {
    let engine = engine_of_sample("internal");
    let text = "cadrella => battlecards/cadrella\ncadrella => battlecards/mailthorne ! gone\n";
    let expected = "cadrella => battlecards/cadrella\ncadrella => battlecards/mailthorne ! battlecards/cadrella\n# Right: 1 of 2.\n";
    assert_eq!(answered(&engine, text).text, expected);
}

/// What leads into the company is in no index for outsiders, and is in the one for the company.
#[test]
fn outsiders_find_neither_people_nor_pages_and_actions_of_the_company() {
    let found = |audience: &str, query: &str, id: &str| {
        let query = Query { limit: 400, ..Query::new(query, today()) };
        engine_of_sample(audience).search(&query).hits.iter().any(|hit| hit.id == id)
    };
    for (query, id) in [
        ("ilse quennell", "people/ilse-quennell"),
        ("kofi", "opportunities/owner/kofi-penhallard"),
        ("freshness", "freshness"),
        ("file a gap", "action/file-a-gap"),
        ("velmarsh", "opportunities/opp-013"),
        ("cadrella sync", "battlecards/cadrella#sync-interval"),
        ("print cadrella", "action/print/battlecards/cadrella"),
        ("cadrella vs mailthorne", "compare?with=competitors/cadrella,competitors/mailthorne"),
    ] {
        assert_eq!((found("internal", query, id), found("customer", query, id)), (true, false), "{query}");
    }
    assert!(found("customer", "answer library", "answers"), "control: pages for everybody are found");
}
