//! All suppressions of a site: of front matter, of comments and of `site.toml`.

use super::active_suppression::{ActiveSuppression, Form, Reach};
use super::ages::ages;
use super::comments::{Comment, comments};
use super::removal::removal;
use crate::config::{Allowance, Settings};
use crate::finding::{AllowedValue, Finding, Place, Suppression};
use crate::kinds::Kind;
use crate::library::Library;
use crate::rules::first_seen::FirstSeen;
use crate::rules::schema::UNKNOWN_VALUE;
use crate::source::{PastTextsByPath, SourceFile, Span, UnknownPast};
use crate::values::WRONG_TYPE;
use globset::Glob;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Every suppression of a site.
#[derive(Debug, Default)]
pub(super) struct Collection {
    pub(super) all: Vec<ActiveSuppression>,
    /// What is written as a suppression and is none.
    pub(super) faults: Vec<Finding>,
}

impl Collection {
    /// Collects the suppressions of every entry, the comments of every file, and `[[allow]]`; `past` are earlier versions of
    /// files with a suppression that has no end.
    pub(super) fn new(library: &Library, settings: &Settings, past: &PastTextsByPath) -> Self {
        let mut files = BTreeMap::<&str, (Arc<SourceFile>, u32, usize)>::new();
        for entry in library.entries() {
            let start = entry.body.span.start;
            let file = files.entry(entry.file.path()).or_insert_with(|| (Arc::clone(&entry.file), start, 0));
            file.1 = file.1.min(start);
            file.2 += 1;
        }
        let mut collection = Self::default();
        for entry in library.entries() {
            let shares_file = files.get(entry.file.path()).is_some_and(|(_, _, count)| *count > 1);
            let part = Span { start: entry.head.start, end: entry.body.span.end };
            let is_part = shares_file && entry.kind == Kind::Answer;
            let part = if is_part { part } else { Span { start: 0, end: u32::MAX } };
            let written = entry.suppressions.iter();
            collection.all.extend(written.map(|written| in_fields(&entry.file, written, Reach::Part(part))));
        }
        let files: Vec<_> = files.into_values().collect();
        let in_text: Vec<Self> = files.par_iter().map(|(file, start, _)| Self::in_file(file, *start)).collect();
        for found in in_text {
            collection.all.extend(found.all);
            collection.faults.extend(found.faults);
        }
        for allowance in &settings.allowed {
            collection.allow(&settings.file, allowance);
        }
        set_ages(&mut collection.all, past);
        collection
    }

    fn in_file(file: &Arc<SourceFile>, start: u32) -> Self {
        let text = file.text().get(start as usize..).unwrap_or_default();
        let mut found = Self::default();
        for comment in comments(text, start) {
            found.faults.extend(fault(file, &comment));
            let active = comment.rules.iter().map(|rule| ActiveSuppression {
                removal: removal(file.text(), &comment, rule),
                file: Arc::clone(file),
                form: Form::Comment,
                reach: comment.scope.map_or(Reach::Nothing, Reach::Part),
                rule: rule.clone(),
                has_reason: comment.reason.is_some(),
                until: comment.until.clone(),
                value: comment.value.clone(),
                nature: comment.nature,
                first_seen: FirstSeen::Unknown(UnknownPast::NoRepository),
            });
            found.all.extend(active);
        }
        found
    }

    fn allow(&mut self, file: &Arc<SourceFile>, allowance: &Allowance) {
        let reach = match Glob::new(&allowance.path.value) {
            Ok(glob) => Reach::Paths(glob.compile_matcher()),
            Err(error) => {
                let message = format!("this pattern cannot be read: {}", error.kind());
                let place = Place::new(file, allowance.path.span);
                self.faults.push(Finding::new(&WRONG_TYPE, place, message).subject("allow.path"));
                Reach::Nothing
            }
        };
        self.all.push(in_fields(file, &allowance.suppression, reach));
    }
}

fn in_fields(file: &Arc<SourceFile>, written: &Suppression, reach: Reach) -> ActiveSuppression {
    ActiveSuppression {
        file: Arc::clone(file),
        form: Form::Fields,
        reach,
        rule: written.rule.clone(),
        has_reason: written.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty()),
        until: written.until.clone(),
        value: written.value.clone(),
        nature: written.nature,
        first_seen: FirstSeen::Unknown(UnknownPast::NoRepository),
        removal: None,
    }
}

/// Reports a comment that suppresses nothing because of how it is written.
fn fault(file: &Arc<SourceFile>, comment: &Comment) -> Option<Finding> {
    let at = |span: Span| Place::new(file, span);
    if let AllowedValue::Unreadable(span) = comment.value {
        // What is written here may be the secret itself.
        let message =
            "a fingerprint must be 12 hexadecimal digits, as `check` shows them; this comment suppresses nothing";
        return Some(Finding::new(&WRONG_TYPE, at(span), message).subject("fingerprint"));
    }
    if !comment.rules.is_empty() {
        return None;
    }
    let message = "this comment names no rule, so it suppresses nothing";
    let help = "Name the rule that `check` shows in brackets, or remove the comment.";
    Some(Finding::new(&UNKNOWN_VALUE, at(comment.mark), message).help(help).subject("suppress"))
}

/// Looks up when the suppressions without an end came in.
fn set_ages(all: &mut [ActiveSuppression], past: &PastTextsByPath) {
    let mut known = BTreeMap::new();
    for suppression in all.iter_mut().filter(|suppression| suppression.is_undated()) {
        let key = (suppression.file.path().to_owned(), suppression.rule.value.clone());
        let ages = known.entry(key).or_insert_with_key(|(path, rule)| ages(&suppression.file, rule, past.get(path)));
        let seen = ages.get(&suppression.rule.span.range().start);
        suppression.first_seen = seen.copied().unwrap_or(FirstSeen::Unknown(UnknownPast::NoOrigin));
    }
}
