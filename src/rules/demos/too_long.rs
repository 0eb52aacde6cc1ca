//! Demos that outlast attention.

use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// A demo takes too long.
pub(crate) static RULE: Rule = Rule {
    id: "demos/too-long",
    family: Family::Demos,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A demo takes more than 30 minutes, or shows more than three requirements.",
    help: "Show the one to three things that the customer requested, in about 20 minutes.",
    page: include_str!("too_long.md"),
};

/// The longest demo, in minutes.
const LONGEST_MINUTES: u32 = 30;
/// The most requirements that a demo shows.
const MOST_REQUIREMENTS: usize = 3;

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let KindFields::Demo(demo) = &subject.entry.kind_fields else { return Vec::new() };
    if !subject.is_live() {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(duration) = &demo.duration {
        let length = minutes(duration).filter(|length| *length > LONGEST_MINUTES);
        found.extend(length.map(|length| {
            let message = format!("the demo takes {length} minutes; the limit is {LONGEST_MINUTES}");
            subject.finding(&RULE, duration.span, message).subject("duration")
        }));
    }
    if let Some(fourth) = demo.requirements.get(MOST_REQUIREMENTS) {
        let message = format!("the demo shows {} requirements; the limit is 3", demo.requirements.len());
        found.push(subject.finding(&RULE, fourth.span, message).subject("requirements"));
    }
    found
}

/// Reads `20`, `20 min`, `1 h 15` or `1.5 hours` as minutes; an hour is marked by `h`.
fn minutes(text: &str) -> Option<u32> {
    let lower = text.to_lowercase();
    let number = |part: &str| {
        let digits: String = part.chars().filter(|symbol| symbol.is_ascii_digit() || *symbol == '.').collect();
        digits.parse::<f64>().ok()
    };
    let total = match lower.split_once('h') {
        Some((hours, rest)) => number(hours)? * 60.0 + number(rest.trim_start_matches("ours")).unwrap_or(0.0),
        None => number(&lower)?,
    };
    let fits = (0.0..100_000.0).contains(&total);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was just checked")]
    fits.then_some(total as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_people_write_them() {
        let read = ["20", "20 min", "45 minutes", "1 h 15", "1.5 hours", "2h", "soon"].map(minutes);
        assert_eq!(read, [Some(20), Some(20), Some(45), Some(75), Some(90), Some(120), None]);
    }
}
