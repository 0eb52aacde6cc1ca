//! A library with questions and the answers that people chose for them.

use fieldbook_search::matching::{Matcher, Proposal, Ranked, Wordings};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

/// An entry of the library.
#[derive(Debug, Deserialize)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) question: String,
    #[serde(default)]
    alternates: Option<Vec<String>>,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    tags: Option<Vec<String>>,
}

/// What people decided about one question.
#[derive(Debug, Deserialize)]
struct Gold {
    qid: String,
    strong: Vec<String>,
    partial: Vec<String>,
    label: Label,
}

/// Whether the library answers a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Label {
    Answer,
    Partial,
    None,
}

/// How good a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grade {
    Strong,
    Partial,
    Wrong,
}

/// A question with what the matcher made of it.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) question: String,
    pub(crate) label: Label,
    /// The nearest candidates, best first.
    pub(crate) ranked: Vec<(Ranked, Grade)>,
    pub(crate) proposals: Vec<(Proposal, Grade)>,
}

/// The whole evaluation.
#[derive(Debug)]
pub(crate) struct Evaluation {
    pub(crate) library: Vec<Entry>,
    queries: Vec<Entry>,
    gold: BTreeMap<String, Gold>,
}

impl Evaluation {
    /// Reads the three files of `folder`.
    ///
    /// # Errors
    /// A file cannot be read, or a line of it is not of the expected form.
    pub(crate) fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let gold: Vec<Gold> = lines(&folder.join("gold.jsonl"))?;
        Ok(Self {
            library: lines(&folder.join("library.jsonl"))?,
            queries: lines(&folder.join("queries.jsonl"))?,
            gold: gold.into_iter().map(|gold| (gold.qid.clone(), gold)).collect(),
        })
    }

    pub(crate) fn wordings(&self) -> Vec<Wordings<'_>> {
        self.library.iter().map(wordings_of).collect()
    }

    /// Matches every question that people graded.
    pub(crate) fn judge(&self, matcher: &Matcher) -> Vec<Judged> {
        let answered = self.queries.iter().filter_map(|query| {
            let gold = self.gold.get(&query.id)?;
            let grade = |answer: usize| self.grade(gold, answer);
            let ranked = matcher.rank(&query.question).into_iter();
            let proposals = matcher.find(&query.question, "").into_iter();
            Some(Judged {
                question: query.question.clone(),
                label: gold.label,
                ranked: ranked.map(|ranked| (ranked, grade(ranked.answer))).collect(),
                proposals: proposals.map(|proposal| (proposal.clone(), grade(proposal.answer))).collect(),
            })
        });
        answered.collect()
    }

    fn grade(&self, gold: &Gold, answer: usize) -> Grade {
        let Some(entry) = self.library.get(answer) else { return Grade::Wrong };
        if gold.strong.contains(&entry.id) {
            Grade::Strong
        } else if gold.partial.contains(&entry.id) {
            Grade::Partial
        } else {
            Grade::Wrong
        }
    }
}

fn wordings_of(entry: &Entry) -> Wordings<'_> {
    Wordings {
        question: &entry.question,
        short_answer: "",
        alternates: entry.alternates.iter().flatten().map(String::as_str).collect(),
        answer: &entry.answer,
        tags: entry.tags.iter().flatten().map(String::as_str).collect(),
        controls: Vec::new(),
    }
}

fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("reading {}: {error}", path.display()))?;
    let read = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", path.display(), number + 1).into())
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(read).collect()
}
