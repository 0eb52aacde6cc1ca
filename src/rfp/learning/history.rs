//! Several manifests together: how often each entry was used, what was never answered, and what one customer got different
//! answers to.

use crate::rfp::response::manifest::{Manifest, ManifestRow};
use fieldbook_questionnaire::layout::short_answer_words::normal;
use std::collections::BTreeMap;

/// A manifest with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedManifest {
    /// The path.
    pub name: String,
    /// What it records.
    pub manifest: Manifest,
}

/// What manifests say together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResponseHistory {
    /// How many questions each entry answered, the most first.
    pub uses: Vec<Counted>,
    /// The questions that were held, in how many manifests, the most first.
    pub unanswered: Vec<Counted>,
    /// The questions that one customer got different answers to.
    pub contradictions: Vec<Contradiction>,
    /// How many manifests name no customer, so that they are compared with no other.
    pub nameless: usize,
}

/// Something with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The id of an entry, or the words of a question.
    pub name: String,
    /// How often.
    pub count: usize,
}

/// A question that one customer got two answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The key of the customer.
    pub customer: String,
    /// The words of the question.
    pub question: String,
    /// The earlier and the later answer.
    pub said: [Said; 2],
}

/// What was said, where and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The manifest.
    pub manifest: String,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The cell, such as `Questionnaire!D5`.
    pub place: String,
    /// The texts of the cells.
    pub texts: Vec<String>,
}

/// Reads manifests together; they are taken in the order of their days and names.
pub fn history(mut manifests: Vec<NamedManifest>) -> ResponseHistory {
    manifests.sort_by(|one, other| (&one.manifest.day, &one.name).cmp(&(&other.manifest.day, &other.name)));
    let mut uses = BTreeMap::<String, usize>::new();
    let mut unanswered = BTreeMap::<String, Counted>::new();
    let mut told = BTreeMap::<(String, String), Said>::new();
    let mut history = ResponseHistory::default();
    for named in &manifests {
        history.nameless += usize::from(named.manifest.customer.is_none());
        for row in &named.manifest.rows {
            if row.cells.is_empty() {
                let open = Counted { name: row.question.clone(), count: 0 };
                unanswered.entry(normal(&row.question)).or_insert(open).count += 1;
                continue;
            }
            if let Some(entry) = &row.entry {
                *uses.entry(entry.clone()).or_default() += 1;
            }
            let Some(customer) = &named.manifest.customer else { continue };
            let said = said(named, row);
            let key = (customer.clone(), normal(&row.question));
            if let Some(earlier) = told.insert(key, said.clone())
                && is_other(&earlier, &said)
            {
                let (customer, question) = (customer.clone(), row.question.clone());
                history.contradictions.push(Contradiction { customer, question, said: [earlier, said] });
            }
        }
    }
    history.uses = uses.into_iter().map(|(name, count)| Counted { name, count }).collect();
    history.unanswered = unanswered.into_values().collect();
    for counted in [&mut history.uses, &mut history.unanswered] {
        counted.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.name.cmp(&other.name)));
    }
    history
}

fn said(named: &NamedManifest, row: &ManifestRow) -> Said {
    let cell = row.cells.first().cloned().unwrap_or_default();
    Said {
        manifest: named.name.clone(),
        day: named.manifest.day.clone(),
        place: format!("{}!{cell}", row.sheet),
        texts: row.texts.clone(),
    }
}

/// Case, punctuation and white space do not make another answer.
fn is_other(earlier: &Said, later: &Said) -> bool {
    let words = |said: &Said| said.texts.iter().map(|text| normal(text)).collect::<Vec<_>>();
    !earlier.texts.is_empty() && words(earlier) != words(later)
}
