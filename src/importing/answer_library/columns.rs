//! What the columns of a table hold, by the words of its header.

use crate::values::nearest;
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::files::grid::Grid;
use fieldbook_questionnaire::layout::short_answer_words::normal;
use std::collections::BTreeMap;

/// How many rows may be above the header.
const ROWS_ABOVE: u32 = 20;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnRole {
    /// The question.
    Question,
    /// Other wordings of the question.
    Alternates,
    /// The answer.
    Answer,
    /// A choice, such as yes or no.
    Choice,
    /// Who is responsible.
    Owner,
    /// The subject matter expert.
    Sme,
    /// When the answer was last reviewed.
    Reviewed,
    /// How often it is reviewed.
    Cycle,
    /// The last day on which it is valid.
    Expires,
    /// Tags.
    Tags,
    /// A category; the first one names the file.
    Category,
    /// Files of the answer.
    Attachments,
    /// Its state, such as approved.
    Status,
    /// An address or document behind the answer.
    Evidence,
}

/// The words of each role and, in normal form, the headers that mean it.
const WORDS: [(&str, ColumnRole, &[&str]); 14] = [
    (
        "question",
        ColumnRole::Question,
        &["question", "question text", "library question", "primary question", "requirement", "prompt"],
    ),
    (
        "alternates",
        ColumnRole::Alternates,
        &[
            "alternate questions",
            "alternate question",
            "alternative questions",
            "alternates",
            "other wordings",
            "question variations",
            "similar questions",
            "also asked as",
        ],
    ),
    (
        "answer",
        ColumnRole::Answer,
        &["answer", "answer text", "response", "standard answer", "default answer", "primary answer", "content"],
    ),
    (
        "choice",
        ColumnRole::Choice,
        &[
            "compliance",
            "compliance answer",
            "compliance option",
            "answer choice",
            "choice",
            "short answer",
            "dropdown",
            "dropdown answer",
            "yes no",
            "multiple choice",
        ],
    ),
    (
        "owner",
        ColumnRole::Owner,
        &["owner", "owners", "entry owner", "library entry owner", "content owner", "answer owner"],
    ),
    ("sme", ColumnRole::Sme, &["sme", "subject matter expert", "expert"]),
    (
        "reviewed",
        ColumnRole::Reviewed,
        &[
            "last reviewed",
            "last reviewed date",
            "last review date",
            "last reviewed on",
            "date last reviewed",
            "reviewed on",
            "review date",
            "verified",
            "verified on",
            "last verified",
        ],
    ),
    (
        "cycle",
        ColumnRole::Cycle,
        &["review cycle", "review frequency", "review interval", "review every", "review period"],
    ),
    ("expires", ColumnRole::Expires, &["expires", "expiration date", "expiry date", "expiration", "valid until"]),
    ("tags", ColumnRole::Tags, &["tags", "tag", "keywords", "labels"]),
    (
        "category",
        ColumnRole::Category,
        &[
            "category",
            "stack",
            "collection",
            "collections",
            "section",
            "topic",
            "topics",
            "sub category",
            "subcategory",
            "folder",
            "library",
        ],
    ),
    ("attachments", ColumnRole::Attachments, &["attachments", "attachment", "files", "file", "attached files"]),
    ("status", ColumnRole::Status, &["status", "state", "approval status", "content status"]),
    (
        "evidence",
        ColumnRole::Evidence,
        &["evidence", "source", "source url", "source link", "reference", "references", "link", "url"],
    ),
];

/// Which columns a person named, by the words of the header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnChoice(pub BTreeMap<String, String>);

impl ColumnChoice {
    /// Reads choices such as `owner=Content lead`: a role, and the words of a header.
    ///
    /// # Errors
    /// A choice names no role; a phrase with the nearest one.
    pub fn read(choices: &[String]) -> Result<Self, String> {
        let mut read = BTreeMap::new();
        for choice in choices {
            let (role, header) = choice.split_once('=').ok_or_else(|| format!("{choice:?} is not ROLE=HEADER"))?;
            if !WORDS.iter().any(|(word, ..)| *word == role) {
                let known: Vec<&str> = WORDS.iter().map(|(word, ..)| *word).collect();
                let hint = nearest(role, known.iter().copied());
                let hint = hint.map_or_else(
                    || format!("; the roles are {}", known.join(", ")),
                    |word| format!("; did you mean {word}?"),
                );
                return Err(format!("{role:?} is not a role of a column{hint}"));
            }
            read.insert(role.to_owned(), header.trim().to_owned());
        }
        Ok(Self(read))
    }
}

/// The header of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// Its row.
    pub(super) row: u32,
    /// What each known column holds; several may hold categories or tags.
    pub(super) roles: BTreeMap<u32, ColumnRole>,
    /// The words of the other columns.
    pub(super) others: BTreeMap<u32, String>,
}

impl Header {
    /// Finds the header of a sheet: the first row with a column of questions and one of answers, and at least one that
    /// only libraries have. `None` if there is none.
    pub(super) fn find(grid: &Grid, choice: &ColumnChoice) -> Option<Self> {
        (0..grid.row_count().min(ROWS_ABOVE)).find_map(|row| {
            let header = Self::read(grid, row, choice);
            let has = |role: ColumnRole| header.roles.values().any(|own| *own == role);
            let is_library = header.roles.len() > 2 || !choice.0.is_empty();
            (has(ColumnRole::Question) && (has(ColumnRole::Answer) || has(ColumnRole::Choice)) && is_library)
                .then_some(header)
        })
    }

    fn read(grid: &Grid, row: u32, choice: &ColumnChoice) -> Self {
        let (mut roles, mut others) = (BTreeMap::new(), BTreeMap::new());
        for (column, words) in grid.row(row) {
            let name = normal(words);
            let chosen = choice.0.iter().find(|(_, header)| normal(header) == name).map(|(role, _)| role.as_str());
            let by_choice = WORDS.iter().find(|(word, ..)| Some(*word) == chosen).map(|(_, role, _)| *role);
            let by_words =
                WORDS.iter().find(|(_, _, headers)| headers.contains(&name.as_str())).map(|(_, role, _)| *role);
            let is_repeated =
                |role: &ColumnRole| matches!(role, ColumnRole::Category | ColumnRole::Tags | ColumnRole::Alternates);
            let is_chosen_elsewhere = |role: &ColumnRole| {
                let word = WORDS.iter().find(|(_, own, _)| own == role).map(|(word, ..)| *word).unwrap_or_default();
                choice.0.contains_key(word)
            };
            let is_free = |role: &ColumnRole| is_repeated(role) || !roles.values().any(|own| own == role);
            let role = by_choice.or(by_words.filter(|role| !is_chosen_elsewhere(role))).filter(is_free);
            match role {
                Some(role) => drop(roles.insert(column, role)),
                None => drop(others.insert(column, words.split_whitespace().collect::<Vec<_>>().join(" "))),
            }
        }
        Self { row, roles, others }
    }

    /// Returns the texts of a row in the columns of a role.
    pub(super) fn texts<'a>(&'a self, grid: &'a Grid, row: u32, role: ColumnRole) -> impl Iterator<Item = &'a str> {
        let columns = self.roles.iter().filter(move |(_, own)| **own == role).map(|(column, _)| *column);
        columns.map(move |column| grid.text(Cell::new(row, column)).trim()).filter(|text| !text.is_empty())
    }

    /// Returns the first text of a row in the columns of a role, or nothing.
    pub(super) fn text<'a>(&'a self, grid: &'a Grid, row: u32, role: ColumnRole) -> &'a str {
        self.texts(grid, row, role).next().unwrap_or_default()
    }
}
