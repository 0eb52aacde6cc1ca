//! What is wrong with one suppression.

use super::active_suppression::{ActiveSuppression, Form};
use super::suppressed::Values;
use crate::finding::{Finding, Nature, SuppressionEnd};
use crate::rules::first_seen::LONGEST_DAYS;
use crate::rules::quotable::quoted;
use crate::rules::schema::UNKNOWN_VALUE;
use crate::rules::selectors::{is_selector, nearest_selector};
use crate::rules::suppression::{EXPIRED, LONGER_THAN_180_DAYS, UNUSED, WITHOUT_FINGERPRINT, WITHOUT_REASON};
use crate::values::WRONG_TYPE;
use chrono::NaiveDate;

/// Reports what is wrong with how `suppression` is written, and whether its end has passed.
pub(super) fn invalid(suppression: &ActiveSuppression, today: NaiveDate) -> Vec<Finding> {
    let selector = suppression.rule.value.as_str();
    if !is_selector(selector) {
        return vec![unknown(suppression)];
    }
    let mut findings = Vec::new();
    if !suppression.has_reason {
        let message = format!("this suppresses `{selector}` and gives no reason");
        findings.push(suppression.finding(&WITHOUT_REASON, suppression.rule.span, message));
    }
    findings.extend(end_finding(suppression, today));
    findings
}

/// Reports that `suppression` takes out no finding; `others` are the values beside the one that it names.
pub(super) fn unused(suppression: &ActiveSuppression, others: Option<&Values>) -> Finding {
    let selector = suppression.rule.value.as_str();
    let message = match others.map(Values::list) {
        Some(others) => format!("`{selector}` has no finding here with this fingerprint; found {others}"),
        None => format!("`{selector}` has no finding here"),
    };
    let unused = suppression.finding(&UNUSED, suppression.rule.span, message);
    // A comment beside another value is more likely to be corrected than to go.
    let fix = if others.is_some() { None } else { suppression.removal.clone() };
    Finding { fix, ..unused }
}

/// Reports that `suppression` does not say which of `values` it allows.
pub(super) fn without_fingerprint(suppression: &ActiveSuppression, values: &Values) -> Finding {
    let selector = suppression.rule.value.as_str();
    let message = format!("this allows no value of `{selector}`: it has no fingerprint");
    let finding = suppression.finding(&WITHOUT_FINGERPRINT, suppression.rule.span, message);
    if values.is_empty() {
        return finding.help(
            "Add a salt with `fieldbook baseline salt`; `check` then shows the fingerprint to write. Only what is not a \
             secret may be published.",
        );
    }
    let (fingerprint, word) = match suppression.form {
        Form::Comment => ("fingerprint=", "not-a-secret"),
        Form::Fields => ("fingerprint: ", "not_a_secret"),
    };
    finding.help(format!(
        "Write `{fingerprint}{}`, and `{word}` only if the value is none, such as the sample of a vendor.",
        values.list()
    ))
}

/// Reports an end that has passed, is far ahead, or cannot be read.
fn end_finding(suppression: &ActiveSuppression, today: NaiveDate) -> Option<Finding> {
    let selector = &suppression.rule.value;
    let until = match &suppression.until {
        SuppressionEnd::Unwritten if suppression.nature == Nature::NotASecret => return None,
        SuppressionEnd::Unwritten => return undated_finding(suppression, today),
        // In fields, reading them has reported it.
        SuppressionEnd::Unreadable(_) if suppression.form == Form::Fields => return None,
        SuppressionEnd::Unreadable(span) => {
            let message = format!("`until` must be a valid date, as `YYYY-MM-DD`; `{selector}` is not suppressed");
            let help = "Write `until=` and the last day, for example `until=2027-01-31`.";
            return Some(suppression.finding(&WRONG_TYPE, *span, message).help(help));
        }
        SuppressionEnd::On(until) => until,
    };
    let days = until.value.signed_duration_since(today).num_days();
    let (rule, message) = if days < 0 {
        (&EXPIRED, format!("this suppressed `{selector}` until {}", until.value))
    } else if days > i64::from(LONGEST_DAYS) {
        (&LONGER_THAN_180_DAYS, format!("this suppresses `{selector}` for {days} days"))
    } else {
        return None;
    };
    Some(suppression.finding(rule, until.span, message))
}

/// Reports that a suppression without an end has none any more, or that this is not known.
fn undated_finding(suppression: &ActiveSuppression, today: NaiveDate) -> Option<Finding> {
    let selector = &suppression.rule.value;
    let message = match suppression.first_seen.last_day(today) {
        Ok(last) if last >= today => return None,
        Ok(last) => format!(
            "this suppressed `{selector}` until {last}: without `until`, it ends {LONGEST_DAYS} days after its first commit"
        ),
        Err(cause) => format!(
            "this does not suppress `{selector}`: it has no `until`, and its age is not known, since {}",
            cause.words()
        ),
    };
    let finding = suppression.finding(&EXPIRED, suppression.rule.span, message);
    Some(finding.help("Fix the finding and remove the suppression, or write `until` with the day of the next review."))
}

fn unknown(suppression: &ActiveSuppression) -> Finding {
    let name = suppression.rule.value.as_str();
    let hint = nearest_selector(name);
    let words = hint.map_or(String::new(), |word| format!("; did you mean `{word}`?"));
    let message = format!("unknown rule or family {}{words}", quoted(name));
    let help = hint.map_or("Remove it.".to_owned(), |word| format!("Write `{word}`, or remove it."));
    suppression.finding(&UNKNOWN_VALUE, suppression.rule.span, message).help(help)
}
