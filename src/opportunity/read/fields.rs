//! The fields of one object, taken by name; what does not fit is reported.

use super::invalid::{INVALID_FILE, invalid};
use super::json::{Member, Node, Object, Value};
use crate::config::NumberFormat;
use crate::finding::{Finding, Place, Rule};
use crate::opportunity::amount::round_amount;
use crate::opportunity::money::{Unreadable, WITHOUT_CURRENCY, WrittenAmount, parse_amount};
use crate::opportunity::plain_text::plain_text;
use crate::opportunity::timestamp::Timestamp;
use crate::opportunity::written::Written;
use crate::source::{SourceFile, Span, Spanned};
use std::sync::Arc;

/// Keys that are far from every role are other systems' own columns and stay unread.
fn misspelt(file: &Arc<SourceFile>, key: &Spanned<String>, roles: &[&str]) -> Option<Finding> {
    let name = key.value.trim().to_lowercase().replace([' ', '-'], "_");
    if roles.contains(&name.as_str()) {
        return None;
    }
    let near = roles.iter().find(|role| role.len() > 3 && strsim::osa_distance(&name, role) <= 2)?;
    let message = format!("`{}` is not a key of opportunity files, so its values are not read", key.value);
    Some(invalid(file, key.span, message).help(format!("Did you mean `{near}`?")))
}

/// A value that is not read, with the reason.
pub(super) struct Unfit {
    pub(super) role: &'static str,
    pub(super) reason: String,
}

/// The fields of one object, taken by role; what does not fit is reported and absent.
pub(super) struct Fields<'a> {
    file: &'a Arc<SourceFile>,
    span: Span,
    members: Vec<Member>,
    findings: &'a mut Vec<Finding>,
    unfit: Vec<Unfit>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(file: &'a Arc<SourceFile>, object: Object, findings: &'a mut Vec<Finding>) -> Self {
        Self { file, span: object.span, members: object.members, findings, unfit: Vec::new() }
    }

    /// The fields of an object inside this one.
    pub(super) fn nested(&mut self, object: Object) -> Fields<'_> {
        Fields::new(self.file, object, self.findings)
    }

    /// The first byte of the object: the place of what is not there.
    pub(super) fn start(&self) -> Span {
        Span { start: self.span.start, end: self.span.end.min(self.span.start.saturating_add(1)) }
    }

    pub(super) fn report(&mut self, rule: &'static Rule, span: Span, message: String) {
        self.findings.push(Finding::new(rule, Place::new(self.file, span), message));
    }

    pub(super) fn invalid(&mut self, span: Span, message: String) {
        self.report(&INVALID_FILE, span, message);
    }

    /// Reports keys that stand twice or are nearly one of `keys`.
    pub(super) fn check_keys(&mut self, keys: &[&str]) {
        let twice = self.members.iter().enumerate().filter(|(index, member)| {
            self.members.iter().take(*index).any(|earlier| earlier.key.value == member.key.value)
        });
        let twice = twice
            .map(|(_, member)| invalid(self.file, member.key.span, format!("duplicate key `{}`", member.key.value)));
        let near = self.members.iter().filter_map(|member| misspelt(self.file, &member.key, keys));
        let found: Vec<Finding> = twice.chain(near).collect();
        self.findings.extend(found);
    }

    /// Takes the value of `role`; `null` is absent.
    pub(super) fn take(&mut self, role: &str) -> Option<Node> {
        let index = self.members.iter().position(|member| member.key.value == role)?;
        Some(self.members.swap_remove(index).node).filter(|node| node.value != Value::Null)
    }

    pub(super) fn text(&mut self, role: &'static str) -> Option<Spanned<String>> {
        let node = self.take(role)?;
        let Value::Text(text) = node.value else {
            self.invalid(node.span, format!("`{role}` is left out: it is not a text"));
            self.leave_out(role, "it is not a text".to_owned());
            return None;
        };
        Some(Spanned::new(plain_text(&text), node.span))
    }

    pub(super) fn plain(&mut self, role: &'static str) -> Option<String> {
        self.text(role).map(|text| text.value).filter(|text| !text.is_empty())
    }

    /// The values that were not read so far.
    pub(super) fn unfit(self) -> Vec<Unfit> {
        self.unfit
    }

    /// Records that a value is not read, without a finding of its own.
    pub(super) fn leave_out(&mut self, role: &'static str, reason: String) {
        self.unfit.push(Unfit { role, reason });
    }

    /// Reports a value that cannot be read.
    pub(super) fn unreadable(&mut self, role: &'static str, span: Span, unreadable: &Unreadable) {
        self.invalid(span, format!("`{role}` is left out: {unreadable}"));
        self.leave_out(role, unreadable.to_string());
    }

    /// Reports a currency that cannot be read: the amount beside it is left out too, since it would be added to others.
    pub(super) fn unreadable_with_amount(&mut self, span: Span, unreadable: &Unreadable) {
        self.invalid(span, format!("`currency` is left out, and `amount` with it: {unreadable}"));
        self.leave_out("currency", unreadable.to_string());
        self.leave_out("amount", WITHOUT_CURRENCY.to_owned());
    }

    /// An amount: a number, or a text in `format`.
    pub(super) fn amount(&mut self, role: &'static str, format: NumberFormat) -> Option<Spanned<WrittenAmount>> {
        let node = self.take(role)?;
        let read = match &node.value {
            Value::Number(text) => parse_whole(text)
                .map(|amount| WrittenAmount { amount, currency: None })
                .ok_or(if text.starts_with('-') { Unreadable::Negative } else { Unreadable::TooLarge }),
            Value::Text(text) if text.trim().is_empty() => return None,
            Value::Text(text) => parse_amount(text, format),
            _ => Err(Unreadable::NoNumber),
        };
        match read {
            Ok(amount) => Some(Spanned::new(amount, node.span)),
            Err(unreadable) => {
                self.unreadable(role, node.span, &unreadable);
                None
            }
        }
    }

    /// A number of whole units; of a file that another program wrote.
    pub(super) fn whole_number(&mut self, role: &str) -> Option<Spanned<u64>> {
        let node = self.take(role)?;
        let number = match &node.value {
            Value::Number(text) => parse_whole(text),
            _ => None,
        };
        if number.is_none() {
            self.invalid(node.span, format!("`{role}` is not a whole number from 0 on"));
        }
        number.map(|number| Spanned::new(number, node.span))
    }

    pub(super) fn day(&mut self, role: &'static str, written: &Written) -> Option<chrono::NaiveDate> {
        let text = self.text(role).filter(|text| !text.value.is_empty())?;
        let day = written.day(&text.value);
        if day.is_none() {
            let reason =
                format!("it is not a day written as {}; see `date_format` in [opportunities]", written.dates.word());
            self.invalid(text.span, format!("`{role}` is left out: {reason}"));
            self.leave_out(role, reason);
        }
        day
    }

    /// A moment of a record, as its source writes moments.
    pub(super) fn moment(&mut self, role: &'static str, written: &Written) -> Option<Timestamp> {
        let text = self.text(role).filter(|text| !text.value.is_empty())?;
        let moment = written.moment(&text.value);
        if moment.is_none() {
            let reason =
                format!("it is not a time such as 2026-03-01T09:12:00Z, or a day written as {}", written.dates.word());
            self.invalid(text.span, format!("`{role}` is left out: {reason}"));
            self.leave_out(role, reason);
        }
        moment
    }

    pub(super) fn timestamp(&mut self, role: &'static str) -> Option<Timestamp> {
        let text = self.text(role).filter(|text| !text.value.is_empty())?;
        let timestamp = Timestamp::parse(&text.value);
        if timestamp.is_none() {
            self.invalid(text.span, format!("`{role}` is not a time written as 2026-03-01T09:12:00Z (RFC 3339)"));
        }
        timestamp
    }

    pub(super) fn url(&mut self, role: &'static str) -> Option<String> {
        let text = self.text(role).filter(|text| !text.value.is_empty())?;
        let lower = text.value.to_ascii_lowercase();
        if lower.starts_with("https://") || lower.starts_with("http://") {
            return Some(text.value);
        }
        let reason = "it is not an http or https address";
        self.invalid(text.span, format!("`{role}` is left out: {reason}"));
        self.leave_out(role, reason.to_owned());
        None
    }

    pub(super) fn list(&mut self, role: &'static str) -> Vec<String> {
        let Some(node) = self.take(role) else { return Vec::new() };
        let Value::List(items) = node.value else {
            let reason = "it is not a list of texts";
            self.invalid(node.span, format!("`{role}` is left out: {reason}"));
            self.leave_out(role, reason.to_owned());
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            match item.value {
                Value::Text(text) if !plain_text(&text).is_empty() => texts.push(plain_text(&text)),
                Value::Text(_) => self.invalid(item.span, format!("`{role}` has an empty item")),
                _ => {
                    let reason = "one item is not a text";
                    self.invalid(item.span, format!("`{role}` is incomplete: {reason}"));
                    self.leave_out(role, reason.to_owned());
                }
            }
        }
        texts
    }

    pub(super) fn object(&mut self, role: &str) -> Option<Object> {
        let node = self.take(role)?;
        let Value::Object(members) = node.value else {
            self.invalid(node.span, format!("`{role}` is not an object"));
            return None;
        };
        Some(Object { span: node.span, members })
    }

    pub(super) fn objects(&mut self, role: &str) -> Option<Vec<Object>> {
        let node = self.take(role)?;
        let Value::List(items) = node.value else {
            self.invalid(node.span, format!("`{role}` is not a list"));
            return None;
        };
        let mut objects = Vec::new();
        for item in items {
            match item.value {
                Value::Object(members) => objects.push(Object { span: item.span, members }),
                _ => self.invalid(item.span, format!("`{role}` holds something that is not an object")),
            }
        }
        Some(objects)
    }
}

/// Reads a number that is not negative, exactly where it is whole, else rounded with halves up.
fn parse_whole(text: &str) -> Option<u64> {
    text.parse::<u64>().ok().or_else(|| text.parse().ok().and_then(round_amount))
}
