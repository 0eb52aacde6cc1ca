//! How other systems write numbers and days.

use crate::values::Choice;

/// How numbers are written; named by the number 1234.56 in that form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NumberFormat {
    /// Without grouping, a point before the fraction.
    #[default]
    Plain,
    /// Groups with commas, as in the United States.
    CommaPoint,
    /// Groups with points, as in Germany.
    PointComma,
    /// Groups with spaces, as in France.
    SpaceComma,
    /// Groups with apostrophes, as in Switzerland.
    ApostrophePoint,
}

impl Choice for NumberFormat {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("1234.56", Self::Plain),
        ("1,234.56", Self::CommaPoint),
        ("1.234,56", Self::PointComma),
        ("1 234,56", Self::SpaceComma),
        ("1'234.56", Self::ApostrophePoint),
    ];
}

impl NumberFormat {
    /// Returns its name in the settings.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, format)| *format == self).map_or("1234.56", |(word, _)| word)
    }

    /// Returns what is before the fraction.
    pub fn decimal(self) -> char {
        match self {
            Self::Plain | Self::CommaPoint | Self::ApostrophePoint => '.',
            Self::PointComma | Self::SpaceComma => ',',
        }
    }

    /// Returns the characters between groups of three digits; `None` if there are no groups.
    pub fn grouping(self) -> Option<&'static [char]> {
        match self {
            Self::Plain => None,
            Self::CommaPoint => Some(&[',']),
            Self::PointComma => Some(&['.']),
            Self::SpaceComma => Some(&[' ', '\u{a0}', '\u{202f}']),
            Self::ApostrophePoint => Some(&['\'', '\u{2019}']),
        }
    }
}

/// How days are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateFormat {
    /// `2026-12-04`.
    #[default]
    YearMonthDay,
    /// `12/04/2026` or `12/4/2026`, as in the United States.
    MonthDayYear,
    /// `04/12/2026`, as in the United Kingdom.
    DayMonthYear,
    /// `04.12.2026`, as in Germany.
    DottedDayMonthYear,
}

impl Choice for DateFormat {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("YYYY-MM-DD", Self::YearMonthDay),
        ("MM/DD/YYYY", Self::MonthDayYear),
        ("DD/MM/YYYY", Self::DayMonthYear),
        ("DD.MM.YYYY", Self::DottedDayMonthYear),
    ];
}

impl DateFormat {
    /// Returns its name in the settings.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, format)| *format == self).map_or("YYYY-MM-DD", |(word, _)| word)
    }
}
