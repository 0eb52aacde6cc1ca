//! A list of answers, prepared for matching.

use crate::answer_list::{AnswerList, ListedAnswer, SCHEMA};
use crate::filling::sure_proposal::{propose, sure_proposal};
use crate::layout::question::Question;
use crate::reply::{QuestionReply, Reply};
use fieldbook_search::matching::{Matcher, Wordings};

/// A list of answers, prepared for matching.
#[derive(Debug)]
pub struct Engine {
    matcher: Matcher,
    answers: Vec<ListedAnswer>,
}

impl Engine {
    /// Reads the JSON of a list.
    ///
    /// # Errors
    /// It is not JSON of [`SCHEMA`].
    pub fn new(list: &[u8]) -> Result<Self, String> {
        let list: AnswerList = serde_json::from_slice(list).map_err(|fault| fault.to_string())?;
        if list.schema != SCHEMA {
            return Err(format!("the schema is {}, not {SCHEMA}", list.schema));
        }
        let wordings: Vec<Wordings<'_>> = list.answers.iter().map(wordings_of).collect();
        let matcher = Matcher::new(&wordings, &list.synonyms);
        Ok(Self { matcher, answers: list.answers })
    }

    /// Returns the answers, in the order of the list.
    pub fn answers(&self) -> &[ListedAnswer] {
        &self.answers
    }

    /// Proposes answers for a question, best first. `control` is the customer's id of it, or empty.
    pub fn propose(&self, question: &str, control: &str) -> Vec<Reply> {
        self.matcher.find(question, control).iter().map(Reply::new).collect()
    }

    /// Proposes answers for a question of a file, and says why none is sure on the day `today`, `YYYY-MM-DD`.
    pub fn propose_for(&self, question: &Question, today: &str) -> QuestionReply {
        let proposals = propose(&self.matcher, question);
        let holds = match sure_proposal(question, &proposals) {
            Ok(proposal) => {
                self.answers.get(proposal.answer).map(|answer| answer.hold_reasons(today)).unwrap_or_default()
            }
            Err(reasons) => reasons.iter().map(ToString::to_string).collect(),
        };
        QuestionReply { proposals: proposals.iter().map(Reply::new).collect(), holds }
    }
}

fn wordings_of(answer: &ListedAnswer) -> Wordings<'_> {
    Wordings {
        question: &answer.question,
        alternates: answer.alternates.iter().map(String::as_str).collect(),
        short_answer: &answer.mark,
        answer: answer.matched_text(),
        tags: answer.topics.iter().map(String::as_str).collect(),
        controls: answer.controls.iter().map(String::as_str).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(schema: &str) -> Vec<u8> {
        let answers = [
            ("Is data encrypted at rest?", "Yes. Disks are encrypted with AES-256."),
            ("How often are backups restored?", "Backups are restored twice a year."),
        ];
        let answers = answers.map(|(question, matched)| {
            serde_json::json!({ "id": "x", "question": question, "alternates": [], "texts": { "standard": matched }, "topics": [],
                "controls": [], "mark": "", "holds": [] })
        });
        serde_json::to_vec(&serde_json::json!({ "schema": schema, "synonyms": [], "answers": answers })).unwrap()
    }

    #[test]
    fn a_question_gets_the_proposals_of_the_matcher() {
        let engine = Engine::new(&list(SCHEMA)).unwrap();
        assert_eq!(engine.answers().len(), 2);
        let replies = engine.propose("is data encrypted at REST", "");
        let first = replies.first().unwrap();
        assert_eq!((first.answer, first.band), (0, "exact"));
        assert!(engine.propose("Zeppelins?", "").is_empty());
    }

    #[test]
    fn another_list_is_refused() {
        assert_eq!(
            Engine::new(&list("fieldbook/answers/9")).unwrap_err(),
            "the schema is fieldbook/answers/9, not fieldbook/answers/1"
        );
        assert!(Engine::new(b"{").is_err());
    }
}
