//! What `fieldbook evidence refresh` prints.

use super::text::{push_sentences, verdict};
use crate::evidence::{Obstacle, Verdict};
use crate::session::{RefreshPlan, Refreshed, RefreshedQuote};
use std::fmt::Write as _;

/// Returns what a run would do.
pub(super) fn plan_text(plan: &RefreshPlan) -> String {
    let mut text = String::new();
    for host in &plan.hosts {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}: {}, at least {} s", host.host, counted(host.requests, "request"), host.seconds);
        for page in &host.pages {
            let _ = writeln!(text, "  {page}");
        }
    }
    push_left_out(&mut text, &plan.left_out);
    let requests: usize = plan.hosts.iter().map(|host| host.requests).sum();
    let all: u64 = plan.hosts.iter().map(|host| host.seconds).sum();
    let longest = plan.hosts.iter().map(|host| host.seconds).max().unwrap_or(0);
    let seconds = longest.max(all.div_ceil(plan.lanes.max(1) as u64));
    let hosts = counted(plan.hosts.len(), "host");
    let requests = counted(requests, "request");
    let _ =
        writeln!(text, "{hosts}, {requests}, at least {seconds} s; {} not due; nothing was sent", pages(plan.not_due));
    text
}

/// Returns what a run did.
pub(super) fn refreshed_text(refreshed: &Refreshed) -> String {
    let mut text = String::new();
    let news = |quote: &&RefreshedQuote| quote.is_new || quote.record.verdict != Verdict::Match;
    for quote in refreshed.quotes.iter().filter(news) {
        let _ = writeln!(text, "{}: {}", quote.name, verdict(&quote.record));
        if quote.record.verdict != Verdict::Match {
            push_sentences(&mut text, &quote.quote, &quote.record);
        }
    }
    for (page, why) in &refreshed.failed {
        let _ = writeln!(text, "{page}: {}: {}", why.kind().word(), Obstacle::words(*why));
    }
    for feed in &refreshed.feeds {
        let _ = writeln!(text, "{feed}");
    }
    push_left_out(&mut text, &refreshed.left_out);
    for file in &refreshed.files {
        let _ = writeln!(text, "wrote {file}");
    }
    let count = |verdict: Verdict| refreshed.quotes.iter().filter(|quote| quote.record.verdict == verdict).count();
    let verdicts = [Verdict::Match, Verdict::Moved, Verdict::Changed, Verdict::Missing, Verdict::Gone];
    let verdicts = verdicts.map(|verdict| format!("{} {}", count(verdict), verdict.word())).join(", ");
    let _ = writeln!(
        text,
        "{}: {verdicts}; {} could not be looked at, {} left out, {} not due; {} sent",
        counted(refreshed.quotes.len(), "quote"),
        pages(refreshed.failed.len()),
        refreshed.left_out.len(),
        refreshed.not_due,
        counted(refreshed.requests, "request")
    );
    text
}

fn push_left_out(text: &mut String, left_out: &[(String, String)]) {
    for (page, why) in left_out {
        let _ = writeln!(text, "{page}: left out: {why}");
    }
}

fn pages(count: usize) -> String {
    counted(count, "page")
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
