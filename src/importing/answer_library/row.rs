//! One row of an answer library as an answer.

use super::cells::{is_html, markdown};
use super::columns::{ColumnRole, Header};
use super::dates::{Day, day, interval};
use super::site::AnswerSite;
use crate::importing::answers::{Answered, one_line};
use crate::importing::construct::{Construct, Fate};
use crate::markdown::slug;
use crate::values::{nearest, quoted};
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::files::grid::Grid;
use fieldbook_questionnaire::layout::short_answer_words::short_answer_of;

/// The topics that decide whose approval an answer needs.
const TOPICS: [&str; 3] = ["security", "legal", "privacy"];

/// A row that is read.
pub(super) struct Row<'a> {
    pub(super) grid: &'a Grid,
    pub(super) header: &'a Header,
    /// Its place in the grid, from 0.
    pub(super) index: u32,
    pub(super) source: &'a str,
    pub(super) site: AnswerSite<'a>,
    /// What became of its parts.
    pub(super) constructs: Vec<Construct>,
}

impl Row<'_> {
    /// Returns the answer of the row; `None` if it has no question.
    pub(super) fn answer(&mut self) -> Option<Answered> {
        let question = self.text(ColumnRole::Question);
        let question = if is_html(&question) { one_line(&markdown(&question).0) } else { one_line(&question) };
        if question.is_empty() {
            return None;
        }
        let mut answer = Answered { question, ..Answered::default() };
        let split =
            |text: &str| text.split(['\n', ';', '|']).map(one_line).filter(|part| !part.is_empty()).collect::<Vec<_>>();
        answer.alternates = self.texts(ColumnRole::Alternates).iter().flat_map(|text| split(text)).collect();
        let (text, choice) = (self.text(ColumnRole::Answer), self.text(ColumnRole::Choice));
        answer.short = short_answer_of(&choice);
        if answer.short.is_none() && !choice.is_empty() {
            answer.kept.push(("choice".to_owned(), choice));
        }
        let (written, left_out) = markdown(&text);
        for (name, note) in left_out {
            self.add(&name, Fate::LeftOut, note);
        }
        if is_html(&text) {
            self.add("HTML in a cell", Fate::CarriedOver, String::new());
        }
        answer.text = written;
        self.people(&mut answer);
        self.dates(&mut answer);
        self.labels(&mut answer);
        self.others(&mut answer);
        Some(answer)
    }

    fn text(&self, role: ColumnRole) -> String {
        self.header.text(self.grid, self.index, role).to_owned()
    }

    fn texts(&self, role: ColumnRole) -> Vec<String> {
        self.header.texts(self.grid, self.index, role).map(str::to_owned).collect()
    }

    fn add(&mut self, name: &str, fate: Fate, note: String) {
        let place = format!("row {} of {}", self.index + 1, self.grid.name);
        let (name, source) = (name.to_owned(), self.source.to_owned());
        self.constructs.push(Construct { name, fate, source, place, note });
    }

    /// A person that the site does not know is kept as a comment, with the nearest one in the report.
    fn people(&mut self, answer: &mut Answered) {
        for (role, field) in [(ColumnRole::Owner, "owner"), (ColumnRole::Sme, "sme")] {
            let written = one_line(&self.text(role));
            if written.is_empty() {
                continue;
            }
            let address =
                written.rsplit_once('<').map_or(written.as_str(), |(_, address)| address.trim_end_matches('>'));
            let known = self.site.people.iter().find(|person| {
                let names = [Some(&person.id), Some(&person.name), person.email.as_ref()];
                names
                    .into_iter()
                    .flatten()
                    .any(|name| name.eq_ignore_ascii_case(&written) || name.eq_ignore_ascii_case(address))
            });
            match known {
                Some(person) => answer.fields.push((field.to_owned(), quoted(&person.id))),
                None if self.site.people.is_empty() => answer.fields.push((field.to_owned(), quoted(&written))),
                None => {
                    let names = self.site.people.iter().flat_map(|person| [person.id.as_str(), person.name.as_str()]);
                    let hint =
                        nearest(&written, names).map_or(String::new(), |name| format!("; the nearest is {name}"));
                    self.add(&format!("unknown {field}"), Fate::Changed, format!("{written}, kept as a comment{hint}"));
                    answer.kept.push((field.to_owned(), written));
                }
            }
        }
    }

    fn dates(&mut self, answer: &mut Answered) {
        for (role, field) in [(ColumnRole::Reviewed, "verified"), (ColumnRole::Expires, "expires")] {
            let written = one_line(&self.text(role));
            if written.is_empty() {
                continue;
            }
            match day(&written) {
                Day::One(day) if field == "expires" || day <= self.site.today => {
                    answer.fields.push((field.to_owned(), day.format("%Y-%m-%d").to_string()));
                }
                Day::One(_) => {
                    self.add("review in the future", Fate::Changed, format!("{written}, kept as a comment"));
                    answer.kept.push((field.to_owned(), written));
                }
                Day::Unclear => {
                    self.add("unclear date", Fate::Changed, format!("{field}: {written}, kept as a comment"));
                    answer.kept.push((field.to_owned(), written));
                }
            }
        }
        let cycle = one_line(&self.text(ColumnRole::Cycle));
        match interval(&cycle) {
            Some(interval) => answer.fields.push(("review_every".to_owned(), interval)),
            None if cycle.is_empty() => {}
            None => {
                self.add("unclear review cycle", Fate::Changed, format!("{cycle}, kept as a comment"));
                answer.kept.push(("review cycle".to_owned(), cycle));
            }
        }
    }

    fn labels(&mut self, answer: &mut Answered) {
        let mut topics: Vec<&str> = Vec::new();
        let labels = self.texts(ColumnRole::Category).into_iter().chain(self.texts(ColumnRole::Tags));
        for label in
            labels.flat_map(|text| text.split([',', ';', '\n', '|', '>']).map(str::to_owned).collect::<Vec<_>>())
        {
            let name = slug(&one_line(&label)).trim_matches('-').to_owned();
            if let Some(topic) = TOPICS.iter().find(|topic| **topic == name) {
                topics.push(topic);
            } else if !name.is_empty() && !answer.tags.contains(&name) {
                answer.tags.push(name);
            }
        }
        topics.sort_unstable();
        topics.dedup();
        if !topics.is_empty() {
            answer.fields.push(("topics".to_owned(), format!("[{}]", topics.join(", "))));
        }
        let status = one_line(&self.text(ColumnRole::Status));
        match status.to_lowercase().as_str() {
            "" => {}
            "approved" => answer.fields.push(("status".to_owned(), "approved".to_owned())),
            "archived" | "deprecated" => answer.fields.push(("status".to_owned(), status.to_lowercase())),
            _ => answer.kept.push(("status".to_owned(), status)),
        }
    }

    fn others(&mut self, answer: &mut Answered) {
        answer.evidence = self
            .texts(ColumnRole::Evidence)
            .iter()
            .flat_map(|text| text.lines().map(one_line).collect::<Vec<_>>())
            .collect();
        let attachments = self.texts(ColumnRole::Attachments).join("; ");
        if !attachments.is_empty() {
            let names = one_line(&attachments);
            self.add("attachment", Fate::LeftOut, names.clone());
            answer.kept.push(("attachments".to_owned(), names));
        }
        for (column, words) in &self.header.others {
            let value = self.grid.text(Cell::new(self.index, *column)).trim();
            if !value.is_empty() {
                answer.kept.push((words.clone(), value.to_owned()));
            }
        }
    }
}
