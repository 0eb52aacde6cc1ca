//! Answering a questionnaire from the library of a site.

use super::environment::Session;
use super::failure::Failure;
use super::prepare::{PreparedSite, prepare};
use super::scope::{OpportunityAccess, ScopeOptions};
use crate::git;
use crate::hold::{LibraryAnswer, Recipient, ResponseScope, library_answers};
use crate::inputs::read_file;
use crate::rfp::files::fill::fill;
use crate::rfp::files::format::{Format, format_of};
use crate::rfp::layout::mapping::Mapping;
use crate::rfp::layout::questionnaire::Questionnaire;
use crate::rfp::response::manifest::{Files, Manifest, markdown};
use crate::rfp::response::respond::{Response, propose, respond};
use std::path::Path;

/// The largest questionnaire that is read.
const LIMIT: u64 = 64 << 20;

/// A questionnaire as it was received.
#[derive(Debug)]
pub struct ReceivedQuestionnaire {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// Its kind.
    pub format: Format,
    /// What was read from it.
    pub questionnaire: Questionnaire,
}

/// A questionnaire with what is answered and what is held.
pub struct AnsweredQuestionnaire {
    /// The site whose library answered.
    pub site: PreparedSite,
    /// The questionnaire.
    pub received: ReceivedQuestionnaire,
    /// Every answer of the library.
    pub library: Vec<LibraryAnswer>,
    /// What is answered and what is held.
    pub response: Response,
}

impl AnsweredQuestionnaire {
    /// Returns the bytes of the filled file. A text has no cells to fill: its answers are Markdown of their own.
    ///
    /// # Errors
    /// A cell cannot be written.
    pub fn filled(&self) -> Result<Vec<u8>, Failure> {
        if self.received.format == Format::Text {
            return Ok(markdown(&self.response).into_bytes());
        }
        Ok(fill(&self.received.bytes, self.received.format, &self.response.planned())?)
    }

    /// Returns the manifest of the response, for the file as `written`.
    pub fn manifest(&self, written: &[u8]) -> Manifest {
        let files = Files { received: &self.received.bytes, written };
        Manifest::new(&self.site.today.to_string(), &files, &self.response, &self.library)
    }
}

/// Reads a questionnaire; its layout comes from the file `mapping` if there is one.
///
/// # Errors
/// A file cannot be read, or its layout leaves a choice.
pub fn read_questionnaire(file: &Path, mapping: Option<&Path>) -> Result<ReceivedQuestionnaire, Failure> {
    let bytes = read_file(file, LIMIT)?;
    let format = format_of(&file.to_string_lossy(), &bytes);
    let mapping = mapping.map(read_mapping).transpose()?;
    let questionnaire = Questionnaire::read(&bytes, format, mapping.as_ref())?;
    Ok(ReceivedQuestionnaire { bytes, format, questionnaire })
}

/// Answers a questionnaire from the library of the session's site. It goes to a customer unless `scope` chooses another
/// audience.
///
/// # Errors
/// The site cannot be read.
pub fn answer_questionnaire(
    session: &Session<'_>,
    scope: &ScopeOptions,
    received: ReceivedQuestionnaire,
) -> Result<AnsweredQuestionnaire, Failure> {
    let options = ScopeOptions { opportunities: OpportunityAccess::Offline, ..scope.clone() };
    let site = prepare(session, &options)?;
    let library = library_answers(&site.loaded.library, &site.loaded.settings, &response_scope(&site, scope));
    let proposals = propose(&received.questionnaire, &library, &site.loaded.library.lists.synonyms);
    let response = respond(&received.questionnaire, &library, &proposals);
    Ok(AnsweredQuestionnaire { site, received, library, response })
}

/// The customer's name is the value of `{{customer}}`.
fn response_scope(site: &PreparedSite, scope: &ScopeOptions) -> ResponseScope {
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

/// Reads a mapping file: the `mapping` of what `rfp inspect` prints, as a person corrected it.
fn read_mapping(path: &Path) -> Result<Mapping, Failure> {
    let bytes = read_file(path, LIMIT)?;
    serde_json::from_slice(&bytes).map_err(|error| Failure(format!("{}: {error}", path.display())))
}
