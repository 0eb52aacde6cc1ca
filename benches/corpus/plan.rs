//! The ids of all entries and their possible link targets, planned before any entry is written.

use super::language::{Author, Language, capital};
use chrono::{Days, NaiveDate};

/// Number of files in one directory.
const FOLDER: usize = 1_000;

/// The people of the site, and the role that each has; people are named by number.
pub(crate) const ROLES: [&str; 8] =
    ["security", "legal", "privacy", "product", "architect", "sales-engineer", "sme", "enablement"];

/// A kind of entry in the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 68 of 100.
    Answer,
    /// 15 of 100.
    Battlecard,
    /// 10 of 100.
    Architecture,
    /// 5 of 100.
    Gap,
    /// 2 of 100.
    Competitor,
}

impl Kind {
    /// Every kind, in the order of their numbers.
    pub(crate) const ALL: [Self; 5] = [Self::Answer, Self::Battlecard, Self::Architecture, Self::Gap, Self::Competitor];

    /// Returns the top folder of the kind.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Answer => "answers",
            Self::Battlecard => "battlecards",
            Self::Architecture => "architectures",
            Self::Gap => "gaps",
            Self::Competitor => "competitors",
        }
    }

    fn share(self, count: usize) -> usize {
        let of_hundred = |share: usize| (count * share / 100).max(1);
        match self {
            Self::Battlecard => of_hundred(15),
            Self::Architecture => of_hundred(10),
            Self::Gap => of_hundred(5),
            Self::Competitor => of_hundred(2),
            Self::Answer => {
                let rest: usize = Self::ALL.iter().skip(1).map(|kind| kind.share(count)).sum();
                count.saturating_sub(rest).max(1)
            }
        }
    }
}

/// Every id and every name, by kind and number.
#[derive(Debug)]
pub(crate) struct Plan {
    ids: Vec<Vec<String>>,
    /// The competitors' names, in the order of their ids.
    pub(crate) competitors: Vec<String>,
    /// The ids of people; number `n` has role `n % 8`.
    pub(crate) people: Vec<String>,
    /// The ids of capabilities.
    pub(crate) capabilities: Vec<String>,
}

impl Plan {
    /// Plans `count` entries.
    pub(crate) fn new(language: &Language, seed: u64, count: usize) -> Self {
        let mut author = Author::new(language, seed, u64::MAX - 1);
        let competitors: Vec<_> = (0..Kind::Competitor.share(count)).map(|index| name(&mut author, index)).collect();
        let people = (0..40).map(|index| format!("{}-{index}", author.phrase(2).replace(' ', "-"))).collect();
        let capabilities = (0..60).map(|index| format!("{}-{index}", author.phrase(2).replace(' ', "-"))).collect();
        let ids = Kind::ALL.map(|kind| {
            let id = |index: usize| {
                let words = author.phrase(2).replace(' ', "-");
                format!("{}/part-{:03}/{words}-{index}", kind.folder(), index / FOLDER)
            };
            (0..kind.share(count)).map(id).collect()
        });
        Self { ids: ids.into(), competitors, people, capabilities }
    }

    /// Returns the ids of one kind.
    pub(crate) fn ids(&self, kind: Kind) -> &[String] {
        self.ids.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    /// Returns one id of one of the kinds.
    pub(crate) fn any_id(&self, author: &mut Author<'_>, kinds: &[Kind]) -> &str {
        let kind = kinds.get(author.random.below(kinds.len())).copied().unwrap_or(Kind::Answer);
        let ids = self.ids(kind);
        ids.get(author.random.below(ids.len())).map_or("", String::as_str)
    }

    /// Returns the id after number `index`, so that some entry links to each.
    pub(crate) fn next_id(&self, kind: Kind, index: usize) -> &str {
        let ids = self.ids(kind);
        ids.get((index + 1) % ids.len().max(1)).map_or("", String::as_str)
    }

    /// Returns a link to an entry of one of the kinds, in one of the forms that authors use.
    pub(crate) fn link(&self, author: &mut Author<'_>, kinds: &[Kind]) -> String {
        let id = self.any_id(author, kinds);
        let text = author.phrase(2);
        match author.random.below(10) {
            0..6 => format!("[{text}](../../{id}.md)"),
            6..9 => format!("[[{id}|{text}]]"),
            _ => format!("[[{id}]]"),
        }
    }

    /// Returns a person with `role`.
    pub(crate) fn person(&self, author: &mut Author<'_>, role: &str) -> &str {
        let role = ROLES.iter().position(|known| *known == role).unwrap_or(0);
        let index = author.random.below(self.people.len() / ROLES.len()) * ROLES.len() + role;
        self.people.get(index).map_or("", String::as_str)
    }

    /// Returns the id of a capability.
    pub(crate) fn capability(&self, author: &mut Author<'_>) -> &str {
        self.capabilities.get(author.random.below(self.capabilities.len())).map_or("", String::as_str)
    }
}

/// Returns a name of one word; the number makes it unique.
fn name(author: &mut Author<'_>, index: usize) -> String {
    const ENDINGS: [&str; 10] = ["ara", "eon", "iva", "ora", "usk", "yra", "owix", "ando", "elle", "umo"];
    let tail: String =
        index.to_string().bytes().filter_map(|digit| ENDINGS.get(usize::from(digit - b'0'))).copied().collect();
    format!("{}{tail}", capital(author.word()))
}

/// Returns the day `age_days` before 2026-11-21, the day for which the corpus is fresh.
pub(crate) fn day(age_days: usize) -> NaiveDate {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default();
    today.checked_sub_days(Days::new(age_days as u64)).unwrap_or(today)
}
