//! `fieldbook explain`: the page of a rule, or the list of all.

use super::arguments::ExplainArguments;
use super::console;
use super::exit::Exit;
use crate::rules::{fix_of, registry};
use crate::session::Failure;
use crate::values::nearest;

pub(super) fn run(arguments: &ExplainArguments) -> Result<Exit, Failure> {
    let Some(asked) = &arguments.rule else {
        for rule in registry() {
            console::print(&format!("{:<40} {:<8} {}\n", rule.id, rule.severity.to_string(), rule.summary))?;
        }
        return Ok(Exit::Success);
    };
    if let Some(rule) = registry().iter().find(|rule| rule.id == asked) {
        let head = format!("# {}\n\n{} ({})\n\n", rule.id, rule.summary, rule.severity);
        let fix = fix_of(rule.id).map_or(String::new(), |fix| format!("\n`fieldbook check --fix` does it: {fix}\n"));
        console::print(&format!("{head}{}\n\n{}\n{fix}", rule.readable_page().trim(), rule.help))?;
        return Ok(Exit::Success);
    }
    let hint = nearest(asked, registry().iter().map(|rule| rule.id));
    let hint = hint.map_or(String::new(), |id| format!("; did you mean {id}?"));
    Err(Failure(format!("there is no rule {asked}{hint}; `fieldbook explain` lists all")))
}
