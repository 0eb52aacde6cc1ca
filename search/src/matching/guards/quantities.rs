//! Numbers and versions that the question names and the entry does not.

use super::comparison::Comparison;
use super::mismatch::Mismatch;
use super::reading::Quantity;
use super::statement::Statement;
use super::table::Table;
use super::{frequency, names};
use std::sync::LazyLock;

static UNITS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("units.txt")));

pub(super) fn check(compared: &Comparison<'_>) -> Vec<Mismatch> {
    let asked = meant(compared.question);
    if asked.is_empty() {
        return Vec::new();
    }
    let mut known = compared.wording.reading.quantities();
    known.extend(answered(compared));
    let lacks = |asked: &&Quantity| !known.iter().any(|own| is_same(asked, own));
    asked.iter().filter(lacks).map(|quantity| Mismatch::Number(shown(quantity))).collect()
}

/// A number with a label or unit that the wording has and the question has not: "scope 1, 2 and 3".
pub(super) fn further(compared: &Comparison<'_>) -> Option<String> {
    let asked = compared.question.reading.quantities();
    let worded = meant(compared.wording).into_iter();
    let mut lacking = worded.filter(|own| !asked.iter().any(|asked| asked.value == own.value));
    lacking.next().map(|own| [own.before.as_str(), own.value.as_str()].join(" ").trim().to_owned())
}

/// The numbers of the answer. Of several with one unit, only those count that are in a clause about the question: "The
/// recovery time is 4 hours and the recovery point 15 minutes".
fn answered(compared: &Comparison<'_>) -> Vec<Quantity> {
    let answer = compared.answer.statement();
    let is_later = |quantity: &Quantity| {
        let word = answer.reading.words.get(quantity.at);
        word.is_some_and(|word| compared.answer.is_later(word.sentence))
    };
    let mut all = answer.reading.quantities();
    all.retain(|quantity| !is_later(quantity));
    let question = compared.question;
    let units = units(question);
    let content: Vec<usize> = question.content().iter().copied().filter(|at| !units.contains(at)).collect();
    let is_near = |quantity: &Quantity| {
        let clause = answer.clause(quantity.at);
        content.iter().any(|at| clause.has(question, *at))
    };
    let is_alone = |quantity: &Quantity| {
        let same = |other: &&Quantity| is_unit(&other.after) && other.at != quantity.at;
        !is_unit(&quantity.after) || all.iter().find(same).is_none()
    };
    // What the question asks beyond the entry's own question has to be in the clause with the number.
    let is_about = |quantity: &Quantity| compared.is_about_question(answer, quantity.at);
    all.iter().filter(|quantity| is_about(quantity) && (is_alone(quantity) || is_near(quantity))).cloned().collect()
}

/// The numbers of a question that mean something: not those inside a name of a standard or an interval, and single
/// digits only before a unit or in a version.
fn meant(statement: &Statement) -> Vec<Quantity> {
    let mut inside = names::places(statement);
    inside.extend(frequency::places(statement));
    let counts = |quantity: &Quantity| {
        let is_version = quantity.value.contains('.') || is_label(&quantity.before);
        let has_unit = is_unit(&quantity.after);
        !inside.contains(&quantity.at) && (quantity.value.len() > 1 || is_version || has_unit)
    };
    let is_around_the_clock = |quantity: &Quantity| matches!(quantity.value.as_str(), "24x7" | "7x24");
    statement.reading.quantities().into_iter().filter(|own| counts(own) && !is_around_the_clock(own)).collect()
}

/// The places of the units after numbers: the number speaks for them.
pub(super) fn units(statement: &Statement) -> Vec<usize> {
    let quantities = statement.reading.quantities().into_iter();
    let unit = |quantity: Quantity| {
        let after = (quantity.at + 1..quantity.at + 4)
            .find(|at| statement.reading.words.get(*at).is_some_and(|word| word.stem == quantity.after));
        after.filter(|_| is_unit(&quantity.after))
    };
    quantities.filter_map(unit).collect()
}

/// The same value of the same thing: both have the unit, or the word before, or neither has any.
fn is_same(asked: &Quantity, own: &Quantity) -> bool {
    let same_value = asked.value == own.value;
    if is_unit(&asked.after) {
        return same_value && unit_of(&asked.after) == unit_of(&own.after);
    }
    if is_label(&asked.before) {
        return same_value && asked.before == own.before;
    }
    same_value
}

/// A word whose number names a version or kind, as in `TLS 1.2` or `Type II`.
pub(super) fn is_label(stem: &str) -> bool {
    [
        "tls", "ssl", "ae", "aes", "sha", "rsa", "type", "level", "tier", "class", "version", "saml", "oauth", "scim",
        "soc", "ipv", "wpa", "usb", "http", "scope", "phase", "categori", "annex", "articl", "layer",
    ]
    .contains(&stem)
}

fn is_unit(stem: &str) -> bool {
    unit_of(stem).is_some()
}

fn unit_of(stem: &str) -> Option<usize> {
    let word = super::reading::Word {
        plain: stem.into(),
        stem: stem.into(),
        sentence: 0,
        span: 0..0,
        is_joined: false,
        begins_part: false,
    };
    UNITS.find(&[word]).first().map(|found| found.row)
}

fn shown(quantity: &Quantity) -> String {
    quantity.value.to_string()
}
