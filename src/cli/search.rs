//! `fieldbook search`: the site's search from a terminal.

use super::arguments::SearchArguments;
use super::console::{self, StandardError};
use super::exit::Exit;
use super::invocation::Invocation;
use crate::index::day_number;
use crate::session::{Failure, search};
use fieldbook_search::{Hit, Query, Results};
use std::fmt::Write as _;
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, arguments: &SearchArguments) -> Result<Exit, Failure> {
    let invocation = Invocation::new(site, arguments.scope.today)?;
    let session = invocation.session(&StandardError);
    let results = search(&session, &arguments.scope.options(), &query(arguments, session.today))?;
    if arguments.format == "json" {
        let text = serde_json::to_string(&arguments.query.join(" "))?;
        let results = results.to_json();
        console::print(&format!("{{\"schema\":\"fieldbook/search/1\",\"query\":{text},\"results\":{results}}}\n"))?;
    } else {
        console::print(&as_text(&results))?;
    }
    Ok(Exit::Success)
}

fn query(arguments: &SearchArguments, today: chrono::NaiveDate) -> Query {
    let mut query = Query::new(&arguments.query.join(" "), day_number(today));
    query.limit = arguments.limit;
    query.counts = true;
    for (name, value) in &arguments.facets {
        query.facets.entry(name.clone()).or_default().insert(value.clone());
    }
    query
}

fn as_text(results: &Results) -> String {
    let mut text = String::new();
    for hit in &results.hits {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}\n  {}{}", hit.title.text, hit.id, state(hit));
        let passage = if hit.excerpt.text.is_empty() { &hit.summary.text } else { &hit.excerpt.text };
        if !passage.is_empty() {
            let _ = writeln!(text, "  {}", passage.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        text.push('\n');
    }
    let _ = match (results.total, results.suggestions.is_empty()) {
        (0, true) => writeln!(text, "nothing found"),
        (0, false) => writeln!(text, "nothing found; near words: {}", results.suggestions.join(", ")),
        (total, _) => writeln!(text, "{} of {total}", results.hits.len()),
    };
    text
}

fn state(hit: &Hit) -> String {
    use fieldbook_search::State;
    let words = hit.state.map(|state| match state {
        State::Current => "Current",
        State::CheckSoon => "Check soon",
        State::Stale => "Stale",
        State::NotProven => "Not proven",
    });
    words.map_or(String::new(), |words| format!(" · {words}"))
}
