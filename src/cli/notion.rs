//! `fieldbook notion check`: whether Notion can be read, and one row as it is read.

use super::arguments::NotionCommand;
use super::console::{self, StandardError};
use super::exit::Exit;
use super::invocation::Invocation;
use crate::notion::{LineState, Setup};
use crate::opportunity::Opportunity;
use crate::session::{Failure, check_notion, for_terminal};
use std::fmt::Write as _;
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, command: &NotionCommand) -> Result<Exit, Failure> {
    let NotionCommand::Check = command;
    let invocation = Invocation::new(site, None)?;
    let setup = check_notion(&invocation.session(&StandardError))?;
    console::print(&report(&setup))?;
    Ok(if setup.is_fine() { Exit::Success } else { Exit::Findings })
}

fn report(setup: &Setup) -> String {
    let mut report = String::new();
    for line in &setup.lines {
        let state = match line.state {
            LineState::Fine => "ok",
            LineState::Missing => "none",
            LineState::Failed => "error",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(report, "{:<12} {state:<6} {}", line.label, for_terminal(&line.text));
        if let Some(help) = &line.help {
            let _ = writeln!(report, "{:<19} {}", "", for_terminal(help));
        }
    }
    if let Some(sample) = &setup.sample {
        report.push_str("\nthe newest row, as it is read:\n");
        for (role, value) in values(sample) {
            let _ = writeln!(report, "{role:<12} {}", for_terminal(&value));
        }
    }
    report
}

/// Returns the values that a row has, by role.
fn values(one: &Opportunity) -> Vec<(&'static str, String)> {
    let list = |texts: &[String]| Some(texts.join(", ")).filter(|text| !text.is_empty());
    let values = [
        ("name", Some(one.name.clone())),
        ("customer", one.customer.clone()),
        ("stage", Some(one.stage.clone())),
        ("amount", one.amount.map(|amount| amount.to_string())),
        ("currency", one.currency.clone()),
        ("close_date", one.close_date.map(|day| day.to_string())),
        ("owner", one.owner.clone()),
        ("competitors", list(&one.competitors)),
        ("products", list(&one.products)),
        ("gaps", list(&one.gaps)),
        ("next_step", one.next_step.clone()),
        ("features", list(&one.features)),
        ("url", one.url.clone()),
    ];
    values.into_iter().filter_map(|(role, value)| Some((role, value?))).collect()
}
