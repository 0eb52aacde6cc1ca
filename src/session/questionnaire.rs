//! Answering a questionnaire from the library of a site.

use super::environment::Session;
use super::failure::Failure;
use super::prepare::{PreparedSite, prepare};
use super::received_questionnaire::ReceivedQuestionnaire;
use super::scope::{OpportunityAccess, ScopeOptions};
use crate::git;
use crate::hold::{HoldReason, LibraryAnswer, Recipient, ResponseScope, TypedTexts, library_answers};
use crate::responses::Manifest;
use crate::rfp::response::decided::{DecisionContext, apply};
use crate::rfp::response::manifest::{ManifestScope, manifest, markdown, word_document};
use crate::rfp::response::respond::{Response, propose, respond};
use crate::secrets::mask;
use fieldbook_questionnaire::decisions::decision::Decided;
use fieldbook_questionnaire::decisions::joined::JoinedDecisions;
use fieldbook_questionnaire::files::fill::fill;
use fieldbook_questionnaire::files::format::Format;
use fieldbook_questionnaire::filling::planned_cells::offers_choice;
use std::collections::BTreeMap;

/// A questionnaire with what is answered and what is held.
pub struct AnsweredQuestionnaire {
    /// The site whose library answered.
    pub site: PreparedSite,
    /// The questionnaire.
    pub received: ReceivedQuestionnaire,
    /// Every answer of the library.
    pub library: Vec<LibraryAnswer>,
    /// What people decided, for each question.
    pub decisions: JoinedDecisions,
    /// What is answered and what is held.
    pub response: Response,
    /// What the matches alone led to, before decisions.
    matched: Response,
    typed: TypedTexts,
}

/// What the answers to the questions of a text are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseKind {
    /// Markdown.
    Markdown,
    /// A Word document.
    Word,
}

impl AnsweredQuestionnaire {
    /// Answers `received` from `answers`, as the matches and `decided` say.
    pub(super) fn new(answers: SiteAnswers, received: ReceivedQuestionnaire, decided: Vec<Decided>) -> Self {
        let SiteAnswers { site, library, typed } = answers;
        let proposals = propose(&received.questionnaire, &library, &site.loaded.library.lists.synonyms);
        let matched = respond(&received.questionnaire, &library, &proposals);
        let decisions = JoinedDecisions::new(&received.questionnaire, decided, &mask);
        let response = matched.clone();
        let mut answered = Self { site, received, library, decisions, response, matched, typed };
        answered.apply_decisions();
        answered
    }

    /// Returns the bytes of the filled file. A text has no cells to fill: its answers are a text or document of their own.
    ///
    /// # Errors
    /// A cell cannot be written.
    pub fn filled(&self, kind: ResponseKind) -> Result<Vec<u8>, Failure> {
        match (self.received.format, kind) {
            (Format::Text, ResponseKind::Markdown) => return Ok(markdown(&self.response).into_bytes()),
            (Format::Text, ResponseKind::Word) => return Ok(word_document(&self.response)?),
            _ => {}
        }
        Ok(fill(&self.received.bytes, self.received.format, &self.response.planned())?)
    }

    /// Returns the manifest of the response, for a file with the name `file` as `written`.
    pub fn manifest(&self, written: &[u8], file: Option<&str>) -> Manifest {
        let layout = self.received.recorded_layout();
        let scope = ManifestScope {
            day: self.site.today,
            customer: self.site.scope.customer.as_deref(),
            received: &self.received.bytes,
            written,
            file,
            layout: layout.as_ref(),
        };
        manifest(&scope, &self.response, &self.library)
    }

    /// Checks that the library has an answer for the recipient, or that a person wrote one.
    ///
    /// # Errors
    /// It has none, so that nothing is answered; the text counts the reasons.
    pub fn require_answers(&self) -> Result<(), Failure> {
        if self.response.filled() > 0 || self.library.iter().any(|answer| answer.sendable.is_ok()) {
            return Ok(());
        }
        if self.library.is_empty() {
            return Err(Failure("the library has no answers".to_owned()));
        }
        let mut reasons = BTreeMap::<&str, usize>::new();
        for reason in self.library.iter().filter_map(|answer| answer.hold_reasons().first()) {
            *reasons.entry(reason.code()).or_default() += 1;
        }
        let reasons: Vec<String> =
            reasons.iter().map(|(code, count)| format!("{} {count}", code.replace('-', " "))).collect();
        let count = self.library.len();
        let answers = if count == 1 { "answer" } else { "answers" };
        Err(Failure(format!("none of {count} {answers} of the library may be sent: {}", reasons.join(", "))))
    }

    /// Returns why a text that a person typed must not be sent; empty if it may be.
    pub fn typed_reasons(&self, text: &str) -> Vec<HoldReason> {
        self.typed.reasons(text)
    }

    /// Returns whether the answer of the question at `index` is a choice of several words.
    pub fn takes_choice(&self, index: usize) -> bool {
        let question = self.received.questionnaire.questions().nth(index);
        question.is_some_and(|(grid, question)| offers_choice(grid, question))
    }

    /// Replaces the decision about the question at `index`, and returns the one before.
    pub fn decide(&mut self, index: usize, decided: Option<Decided>) -> Option<Decided> {
        let question = self.decisions.questions.get_mut(index)?;
        let before = std::mem::replace(&mut question.decided, decided);
        self.apply_decisions();
        before
    }

    fn apply_decisions(&mut self) {
        let check = |text: &str, short| self.typed.check(text, short);
        let context =
            DecisionContext { questionnaire: &self.received.questionnaire, library: &self.library, typed: &check };
        self.response = apply(self.matched.clone(), &self.decisions, context);
    }
}

/// The answers of a site, as a response to one recipient may use them.
pub(super) struct SiteAnswers {
    pub(super) site: PreparedSite,
    pub(super) library: Vec<LibraryAnswer>,
    pub(super) typed: TypedTexts,
}

impl SiteAnswers {
    /// Reads the site of the session. The recipient is a customer unless `scope` chooses another audience.
    ///
    /// # Errors
    /// The site cannot be read.
    pub(super) fn read(session: &Session<'_>, scope: &ScopeOptions) -> Result<Self, Failure> {
        let options = ScopeOptions { opportunities: OpportunityAccess::Offline, ..scope.clone() };
        let site = prepare(session, &options)?;
        let answer_scope = response_scope(&site, scope);
        let library = library_answers(&site.loaded.library, &site.loaded.settings, &answer_scope);
        let typed = TypedTexts::new(&site.loaded.library, &answer_scope.recipient);
        Ok(Self { site, library, typed })
    }
}

/// Answers a questionnaire from the library of the session's site, as the matches and `decided` say. It goes to a customer unless `scope` chooses another
/// audience.
///
/// # Errors
/// The site cannot be read.
pub fn answer_questionnaire(
    session: &Session<'_>,
    scope: &ScopeOptions,
    received: ReceivedQuestionnaire,
    decided: Vec<Decided>,
) -> Result<AnsweredQuestionnaire, Failure> {
    Ok(AnsweredQuestionnaire::new(SiteAnswers::read(session, scope)?, received, decided))
}

/// The customer's name is the value of `{{customer}}`.
pub(super) fn response_scope(site: &PreparedSite, scope: &ScopeOptions) -> ResponseScope {
    let chosen = scope.audience.is_some().then_some(site.scope.audience);
    let key = site.scope.customer.as_deref();
    let mut recipient = Recipient::new(&site.loaded.settings.audiences, chosen, key);
    let customers = &site.loaded.library.lists.customers;
    let customer = customers.iter().find(|customer| key == Some(customer.key.value.as_str()));
    if let Some(name) = customer.and_then(|customer| customer.names.first()) {
        recipient.values.insert("customer".to_owned(), name.clone());
    }
    ResponseScope { recipient, today: site.today, commit: git::head(&site.folder).map(|head| head.commit) }
}
