//! The kinds of entry.

use crate::values::Choice;

/// What an entry is; decides its own fields, its template and its checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// How to win against one competitor.
    Battlecard,
    /// A competitor: names, feeds, releases.
    Competitor,
    /// A file of many answers; each of them is an [`Kind::Answer`] too.
    Answers,
    /// One approved answer to a question of questionnaires.
    Answer,
    /// A reference architecture.
    Architecture,
    /// Something the product lacks.
    Gap,
    /// What a buyer says against us, and the reply.
    Objection,
    /// A demo script.
    Demo,
    /// A proof-of-concept plan.
    Poc,
    /// A plan to win one deal.
    Winplan,
    /// An integration guide.
    Guide,
    /// A solution brief.
    Brief,
    /// A list of requirements and how they are met.
    Qualification,
    /// Anything else.
    Page,
}

impl Choice for Kind {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("battlecard", Self::Battlecard),
        ("competitor", Self::Competitor),
        ("answers", Self::Answers),
        ("answer", Self::Answer),
        ("architecture", Self::Architecture),
        ("gap", Self::Gap),
        ("objection", Self::Objection),
        ("demo", Self::Demo),
        ("poc", Self::Poc),
        ("winplan", Self::Winplan),
        ("guide", Self::Guide),
        ("brief", Self::Brief),
        ("qualification", Self::Qualification),
        ("page", Self::Page),
    ];
}

impl Kind {
    /// Returns every kind, in the order in which sites list them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::WORDS.iter().map(|(_, kind)| *kind)
    }

    /// Returns the word that authors write.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("page", |(word, _)| word)
    }

    /// Returns the top folder that gives entries this kind.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Battlecard => "battlecards",
            Self::Competitor => "competitors",
            Self::Answers | Self::Answer => "answers",
            Self::Architecture => "architectures",
            Self::Gap => "gaps",
            Self::Objection => "objections",
            Self::Demo => "demos",
            Self::Poc => "pocs",
            Self::Winplan => "winplans",
            Self::Guide => "guides",
            Self::Brief => "briefs",
            Self::Qualification => "qualifications",
            Self::Page => "pages",
        }
    }

    /// Returns the kind that `folder` stands for; both number forms are taken.
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::all().find(|kind| kind.folder() == folder || kind.word() == folder)
    }

    /// Returns what a list of this kind is headed with.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Battlecard => "Battlecards",
            Self::Competitor => "Competitors",
            Self::Answers => "Answer files",
            Self::Answer => "Answers",
            Self::Architecture => "Reference architectures",
            Self::Gap => "Gaps",
            Self::Objection => "Objections",
            Self::Demo => "Demo scripts",
            Self::Poc => "Proof-of-concept plans",
            Self::Winplan => "Win plans",
            Self::Guide => "Integration guides",
            Self::Brief => "Solution briefs",
            Self::Qualification => "Qualifications",
            Self::Page => "Pages",
        }
    }

    /// Returns whether entries of this kind are about one deal, and so belong in a private root.
    pub fn is_deal(self) -> bool {
        matches!(self, Self::Poc | Self::Winplan | Self::Qualification)
    }
}
