//! Dates in the forms that people write, at the beginning of a text.

use crate::source::parse_date;
use chrono::NaiveDate;
use regex::Regex;
use std::sync::LazyLock;

/// A date at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateForm {
    /// `YYYY-MM-DD`; `None` if the calendar has no such day.
    Iso(Option<NaiveDate>),
    /// A full date in another form, with the only day that it can mean.
    Other(Option<NaiveDate>),
    /// A month, a quarter, a year or digits alone: a date only after a word for one.
    Partial,
}

const MONTH: &str = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

struct Forms {
    iso: Regex,
    numeric: Regex,
    day_first: Regex,
    month_first: Regex,
    partial: Regex,
}

static FORMS: LazyLock<Option<Forms>> = LazyLock::new(|| {
    let pattern = |text: &str| Regex::new(&format!("(?i)^(?:{text})")).ok();
    Some(Forms {
        iso: pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]+Z?)?")?,
        numeric: pattern(r"([0-9]{1,4})\s?([./‐-―-])\s?([0-9]{1,2})\s?[./‐-―-]\s?([0-9]{1,4})")?,
        day_first: pattern(&format!(
            r"([0-9]{{1,2}})(?:st|nd|rd|th)?[ .-]{{1,2}}(?:of )?({MONTH})[ .,-]{{1,2}}([0-9]{{4}})"
        ))?,
        month_first: pattern(&format!(r"({MONTH})[ .-]{{1,2}}([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})"))?,
        partial: pattern(&format!(
            r"{MONTH}[ .,-]{{1,2}}[0-9]{{4}}|q[1-4][ /-]?[0-9]{{4}}|[0-9]{{4}}-[0-9]{{1,2}}|[0-9]{{8}}|(?:19|20)[0-9]{{2}}"
        ))?,
    })
});

/// Returns the date with which `text` begins and its length in bytes; `None` if it does not begin with one.
pub(super) fn date_at(text: &str) -> Option<(DateForm, usize)> {
    let forms = FORMS.as_ref()?;
    if let Some(found) = forms.iso.captures(text)
        && let Some(length) = whole(text, found.get(0)?.end())
    {
        return Some((DateForm::Iso(parse_date(found.get(1)?.as_str())), length));
    }
    let other = numeric(forms, text).or_else(|| named(forms, text));
    let other = other.and_then(|(day, length)| Some((DateForm::Other(day), whole(text, length)?)));
    let partial = || Some((DateForm::Partial, whole(text, forms.partial.find(text)?.end())?));
    other.or_else(partial)
}

/// Returns `length` if no letter or digit goes on after it.
fn whole(text: &str, length: usize) -> Option<usize> {
    let next = text.get(length..)?.chars().next();
    (!next.is_some_and(char::is_alphanumeric)).then_some(length)
}

/// Reads three numbers. A version has three numbers as well, so a year of four digits or slashes are required.
fn numeric(forms: &Forms, text: &str) -> Option<(Option<NaiveDate>, usize)> {
    let found = forms.numeric.captures(text)?;
    let part = |index: usize| found.get(index).map(|part| part.as_str());
    let (first, middle, last) = (part(1)?, part(3)?, part(4)?);
    let number = |text: &str| text.parse::<u32>().ok();
    let is_year = |text: &str| text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    let end = found.get(0)?.end();
    if is_year(first) {
        return Some((day(number(first)?, number(middle)?, number(last)?), end));
    }
    let is_short = part(2)? == "/" && last.len() == 2 && first.len() <= 2;
    if !is_year(last) && !is_short {
        return None;
    }
    let year = if is_year(last) { number(last)? } else { 2000 + number(last)? };
    let (by_day, by_month) = (day(year, number(middle)?, number(first)?), day(year, number(first)?, number(middle)?));
    // Which of the two numbers is the month is never guessed.
    let only = if by_day == by_month { by_day } else { by_day.xor(by_month) };
    Some((only, end))
}

fn named(forms: &Forms, text: &str) -> Option<(Option<NaiveDate>, usize)> {
    let day_first = forms.day_first.captures(text).map(|found| (found, 1, 2));
    let (found, day_index, month_index) =
        day_first.or_else(|| forms.month_first.captures(text).map(|found| (found, 2, 1)))?;
    let part = |index: usize| found.get(index).map(|part| part.as_str());
    let read = day(part(3)?.parse().ok()?, month(part(month_index)?)?, part(day_index)?.parse().ok()?);
    Some((read, found.get(0)?.end()))
}

fn month(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let short = name.get(..3)?.to_lowercase();
    MONTHS.iter().position(|month| *month == short).and_then(|index| u32::try_from(index + 1).ok())
}

fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}
