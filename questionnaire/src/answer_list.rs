//! The answers of a site, as far as questions are matched with them and cells filled from them.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The schema of the list.
pub const SCHEMA: &str = "fieldbook/answers/1";

/// What is read of `api/answers.json`; its other fields are for the page.
#[derive(Debug, Deserialize)]
pub struct AnswerList {
    /// The schema, [`SCHEMA`].
    pub schema: String,
    /// Groups of phrases that mean the same, of the site.
    pub synonyms: Vec<Vec<String>>,
    /// The answers, in the order of the site.
    pub answers: Vec<ListedAnswer>,
}

/// What questions find an answer by, its texts, and what is against sending it.
#[derive(Debug, Deserialize)]
pub struct ListedAnswer {
    /// The id of the entry.
    pub id: String,
    /// The question as the library words it.
    pub question: String,
    /// Other wordings that customers used.
    pub alternates: Vec<String>,
    /// The text that questions are matched with, if it is not one of `texts`.
    #[serde(default)]
    pub matched: Option<String>,
    /// The texts by their length: `short`, `standard`, `detailed`.
    #[serde(default)]
    pub texts: BTreeMap<String, String>,
    /// Topics, such as `security`.
    pub topics: Vec<String>,
    /// Ids of controls, such as `IAM-08.1`.
    pub controls: Vec<String>,
    /// The short answer, such as `yes`; empty without one.
    pub mark: String,
    /// The reasons against sending it.
    pub holds: Vec<ListedHold>,
    /// What shows it, as far as the recipient may see it: documents, titles, addresses.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// What the recipient does not get of its evidence, each with the reason.
    #[serde(default)]
    pub evidence_left_out: Vec<String>,
    /// Identifies the texts and the short answer, as decisions do; `None` in a list for outsiders.
    #[serde(default)]
    pub digest: Option<String>,
}

/// A reason against sending an answer, with the days on which it holds, `YYYY-MM-DD`.
#[derive(Debug, Deserialize)]
pub struct ListedHold {
    /// The reason, a phrase without a full stop.
    pub reason: String,
    /// The first day on which it holds; `None` if it holds from the beginning.
    #[serde(default)]
    pub from: Option<String>,
    /// The first day on which it no longer holds; `None` if it does not end by itself.
    #[serde(default)]
    pub until: Option<String>,
}

impl ListedAnswer {
    /// Returns the text that questions are matched with: the standard one, else the short, else the detailed.
    pub fn matched_text(&self) -> &str {
        let texts = ["standard", "short", "detailed"].into_iter().find_map(|length| self.texts.get(length));
        self.matched.as_ref().or(texts).map(String::as_str).unwrap_or_default()
    }

    /// Returns why the answer must not be sent on the day `today`, each reason once; empty if it may be sent.
    pub fn hold_reasons(&self, today: &str) -> Vec<String> {
        let is_on = |hold: &&ListedHold| {
            let has_begun = hold.from.as_deref().is_none_or(|from| from <= today);
            has_begun && hold.until.as_deref().is_none_or(|until| today < until)
        };
        let mut reasons = Vec::new();
        for hold in self.holds.iter().filter(is_on) {
            if !reasons.contains(&hold.reason) {
                reasons.push(hold.reason.clone());
            }
        }
        reasons
    }
}
