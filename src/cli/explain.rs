//! `fieldbook explain`: the page of a rule, the list of all, or where the date of a claim comes from.

use super::arguments::ExplainArguments;
use super::console::{self, StandardError};
use super::exit::Exit;
use super::invocation::Invocation;
use crate::finding::Rule;
use crate::rules::{fix_of, reference};
use crate::session::{ExplainedDate, Failure, explain_date, for_terminal};
use crate::values::nearest;
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, arguments: &ExplainArguments) -> Result<Exit, Failure> {
    let Some(asked) = &arguments.rule else {
        for rule in rules() {
            console::print(&format!("{:<40} {:<8} {}\n", rule.id, rule.severity.to_string(), rule.summary))?;
        }
        return Ok(Exit::Success);
    };
    if let Some(rule) = rules().find(|rule| rule.id == asked) {
        let head = format!("# {}\n\n{} ({})\n\n", rule.id, rule.summary, rule.severity);
        let fix = fix_of(rule.id).map_or(String::new(), |fix| format!("\n`fieldbook check --fix` does it: {fix}\n"));
        console::print(&format!("{head}{}\n\n{}\n{fix}", rule.readable_page().trim(), rule.help))?;
        return Ok(Exit::Success);
    }
    let rule_fault = || {
        let hint = nearest(asked, rules().map(|rule| rule.id));
        let hint = hint.map_or(String::new(), |id| format!("; did you mean {id}?"));
        Failure(format!("there is no rule {asked}{hint}; `fieldbook explain` lists all"))
    };
    if !asked.contains(['#', '/']) {
        return Err(rule_fault());
    }
    let invocation = Invocation::new(site, arguments.today)?;
    // Rules and entries are written alike; only a claim is certainly not a rule.
    let explained = explain_date(&invocation.session(&StandardError), asked);
    let explained = explained.map_err(|failure| if asked.contains('#') { failure } else { rule_fault() })?;
    console::print(&as_text(&explained))?;
    Ok(Exit::Success)
}

fn rules() -> impl Iterator<Item = &'static Rule> {
    reference().iter().copied()
}

/// Writes a line for each thing that is known.
fn as_text(explained: &ExplainedDate) -> String {
    let mut lines = vec![("", explained.name.clone())];
    lines.extend(explained.text.iter().map(|text| ("says", text.clone())));
    let state = explained.state.clone().unwrap_or_else(|| "it has no date and needs none".to_owned());
    lines.push(("state", state));
    lines.push(("checked", explained.check.clone().unwrap_or_else(|| "no check is recorded".to_owned())));
    match &explained.origin {
        Ok(commit) => {
            lines.push(("commit", commit.commit.clone()));
            lines.push(("author", commit.author.clone()));
            lines.push(("committer", commit.committer.clone()));
            lines.push(("signature", commit.signature.clone()));
            lines.extend(commit.said.iter().map(|said| ("it said", said.clone())));
        }
        Err(cause) => lines.push(("commit", format!("not known: {cause}"))),
    }
    let (Ok(counts) | Err(counts)) = &explained.counts;
    lines.push(("counts", counts.clone()));
    let line = |(name, text): &(&str, String)| {
        let text = for_terminal(text);
        if name.is_empty() { format!("{text}\n") } else { format!("  {name:<10} {text}\n") }
    };
    lines.iter().map(line).collect()
}
