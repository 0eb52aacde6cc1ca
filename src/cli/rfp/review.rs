//! `fieldbook rfp review`: the questions that are not decided yet, decided with one key each.
//!
//! Every decision is saved at once, so that a walk that is interrupted loses nothing and the next one continues.

use super::answered::answer_with;
use super::arguments::ReviewArguments;
use super::editor::edit;
use super::review_card::{Position, card, outcome_words};
use crate::cli::console::{self, StandardError};
use crate::cli::exit::Exit;
use crate::cli::invocation::Invocation;
use crate::cli::keys::Keys;
use crate::entry::ShortAnswer;
use crate::rfp::response::respond::ResponseRow;
use crate::session::{AnsweredQuestionnaire, DecisionsFile, Failure, find_decider, find_person, for_terminal};
use crate::source::parse_date;
use chrono::NaiveDate;
use fieldbook_questionnaire::decisions::decision::{Assignment, ChosenAnswer, Decided, Decision, TypedAnswer};
use fieldbook_questionnaire::filling::sendable_texts::SendableTexts as _;
use std::path::PathBuf;

/// What the keys do.
const HELP: &str = "a accept 1 · 1-5 choose · e edit · n not applicable · s assign · k skip · u undo · q quit";

/// A walk through questions.
struct Walk {
    answered: AnsweredQuestionnaire,
    file: DecisionsFile,
    keys: Keys,
    by: String,
    today: NaiveDate,
    /// What each decision replaced, the last one last.
    undo: Vec<Undo>,
    skipped: usize,
}

/// A decision that can be taken back.
struct Undo {
    /// The place of the question in the walk.
    place: usize,
    /// The place of the question in the file.
    index: usize,
    before: Option<Decided>,
}

/// What a key did.
enum Step {
    Stay,
    Next,
    Back(usize),
    Quit,
}

/// Shows the questions, one at a time.
pub(super) fn run(site: Option<&PathBuf>, arguments: &ReviewArguments) -> Result<Exit, Failure> {
    let questionnaire = &arguments.questionnaire;
    let invocation = Invocation::new(site, questionnaire.scope.today)?;
    let session = invocation.session(&StandardError);
    let file = DecisionsFile::open(&questionnaire.file, questionnaire.decisions.as_deref())?;
    let answered = answer_with(&session, questionnaire, &file)?;
    let people = &answered.site.loaded.library.lists.people;
    let by = find_decider(session.folder, people, arguments.by.as_deref())?;
    let is_meant = |row: &ResponseRow| if arguments.all { !row.is_closed() } else { row.is_undecided() };
    let rows = answered.response.rows.iter().enumerate();
    let places: Vec<usize> = rows.filter(|(_, row)| is_meant(row)).map(|(index, _)| index).collect();
    let (keys, today) = (Keys::new(), session.today);
    let mut walk = Walk { answered, file, keys, by, today, undo: Vec::new(), skipped: 0 };
    let left = walk.through(&places)?;
    console::print(&walk.summary(left))?;
    Ok(Exit::Success)
}

impl Walk {
    /// Shows the questions at `places`; returns how many were left when the person quit.
    fn through(&mut self, places: &[usize]) -> Result<usize, Failure> {
        let mut place = 0;
        loop {
            let Some(&index) = places.get(place) else {
                match self.last_key()? {
                    Step::Back(to) => place = to,
                    _ => return Ok(0),
                }
                continue;
            };
            self.show(index, Position { number: place + 1, of: places.len() });
            loop {
                match self.decide(index, place)? {
                    Step::Stay => {}
                    Step::Next => {
                        place += 1;
                        break;
                    }
                    Step::Back(to) => {
                        place = to;
                        break;
                    }
                    Step::Quit => return Ok(places.len() - place),
                }
            }
        }
    }

    /// After the last question, a decision can still be taken back.
    fn last_key(&mut self) -> Result<Step, Failure> {
        if self.undo.is_empty() {
            return Ok(Step::Quit);
        }
        console::show("that was the last question · u undo · another key ends\n");
        if self.keys.next() == Some('u') { self.take_back() } else { Ok(Step::Quit) }
    }

    fn show(&self, index: usize, position: Position) {
        if let Some(row) = self.answered.response.rows.get(index) {
            console::show(&card(&self.answered, row, position));
            console::show(&format!("  {HELP}\n"));
        }
    }

    /// Waits for a key and does what it says.
    fn decide(&mut self, index: usize, place: usize) -> Result<Step, Failure> {
        let decision = match self.keys.next() {
            None | Some('q') => return Ok(Step::Quit),
            Some('k') => {
                self.skipped += 1;
                return Ok(Step::Next);
            }
            Some('u') => return self.take_back(),
            Some('a') => self.proposal(index, 0),
            Some(digit @ '1'..='5') => self.proposal(index, digit as usize - '1' as usize),
            Some('e') => self.typed(index)?,
            Some('n') => Some(Decision::NotApplicable(None)),
            Some('s') => self.assignment(),
            Some(_) => {
                console::show(&format!("  {HELP}\n"));
                None
            }
        };
        match decision {
            Some(decision) => self.keep(index, place, decision),
            None => Ok(Step::Stay),
        }
    }

    fn proposal(&self, index: usize, number: usize) -> Option<Decision> {
        let row = self.answered.response.rows.get(index)?;
        let answer = row.proposals.get(number).and_then(|proposal| self.answered.library.get(proposal.answer));
        let Some(answer) = answer else {
            console::show(&format!("  there is no proposal {}\n", number + 1));
            return None;
        };
        let chosen = ChosenAnswer { entry: answer.id.clone(), digest: answer.digest.clone(), length: None };
        Some(if number == 0 { Decision::Accept(chosen) } else { Decision::Choose(chosen) })
    }

    /// Lets the person write the answer; begins with the first proposal if it may be sent.
    fn typed(&mut self, index: usize) -> Result<Option<Decision>, Failure> {
        let Some(row) = self.answered.response.rows.get(index) else { return Ok(None) };
        let first = row.proposals.first().and_then(|proposal| self.answered.library.get(proposal.answer));
        let text = first.and_then(|answer| answer.sendable.as_ref().ok()).map_or("", |sendable| sendable.text());
        let Some(text) = edit(&mut self.keys, &row.question, text)? else { return Ok(None) };
        let reasons = self.answered.typed_reasons(&text);
        if !reasons.is_empty() {
            let reasons: Vec<String> = reasons.iter().map(ToString::to_string).collect();
            console::show(&format!("  not kept: {}\n", for_terminal(&reasons.join("; "))));
            return Ok(None);
        }
        let short_answer = if self.answered.takes_choice(index) { self.short_answer() } else { None };
        Ok(Some(Decision::Edit(TypedAnswer { text, short_answer })))
    }

    fn short_answer(&mut self) -> Option<ShortAnswer> {
        console::show(
            "  the cell takes a choice: y yes · n no · p partial · x not applicable · another key for none\n",
        );
        match self.keys.next()? {
            'y' => Some(ShortAnswer::Yes),
            'n' => Some(ShortAnswer::No),
            'p' => Some(ShortAnswer::Partial),
            'x' => Some(ShortAnswer::NotApplicable),
            _ => None,
        }
    }

    fn assignment(&mut self) -> Option<Decision> {
        console::show("  assign to: ");
        let name = self.keys.line().filter(|name| !name.is_empty())?;
        let people = &self.answered.site.loaded.library.lists.people;
        let to = match find_person(people, &name) {
            Ok(to) => to,
            Err(Failure(text)) => {
                console::show(&format!("  {}\n", for_terminal(&text)));
                return None;
            }
        };
        console::show("  due on (YYYY-MM-DD, or nothing): ");
        let day = self.keys.line().unwrap_or_default();
        let due = parse_date(&day);
        if due.is_none() && !day.is_empty() {
            console::show("  not a valid date; not assigned\n");
            return None;
        }
        Some(Decision::Assign(Assignment { to, due }))
    }

    /// Saves a decision, and shows what it leads to.
    fn keep(&mut self, index: usize, place: usize, decision: Decision) -> Result<Step, Failure> {
        let Some(key) = self.answered.decisions.questions.get(index).map(|question| question.key.clone()) else {
            return Ok(Step::Next);
        };
        let decided = Decided { question: key, decision, by: self.by.clone(), on: self.today };
        let before = self.answered.decide(index, Some(decided));
        self.file.save(&self.answered.site, self.answered.decisions.decisions())?;
        self.undo.push(Undo { place, index, before });
        let words = self.answered.response.rows.get(index).map(outcome_words).unwrap_or_default();
        console::show(&format!("  {words}\n"));
        Ok(Step::Next)
    }

    fn take_back(&mut self) -> Result<Step, Failure> {
        let Some(Undo { place, index, before }) = self.undo.pop() else {
            console::show("  there is nothing to undo\n");
            return Ok(Step::Stay);
        };
        self.answered.decide(index, before);
        self.file.save(&self.answered.site, self.answered.decisions.decisions())?;
        Ok(Step::Back(place))
    }

    fn summary(&self, left: usize) -> String {
        let (decided, rows) = (self.undo.len(), &self.answered.response.rows);
        let closed = rows.iter().filter(|row| row.is_closed()).count();
        let closed = match closed {
            0 => String::new(),
            count => format!("{count} more whose cells cannot be written; `fieldbook rfp match` names the reasons\n"),
        };
        let kept = if decided == 0 { String::new() } else { format!("; decisions in {}", self.file.path().display()) };
        format!("{closed}{decided} decided, {} skipped, {left} left{kept}\n", self.skipped)
    }
}
