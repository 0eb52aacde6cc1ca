//! The answers of the library as they were: at a commit, and beside what was sent.

use super::environment::Session;
use super::failure::Failure;
use super::past::Past;
use super::prepare::PreparedSite;
use super::questionnaire::{AnsweredQuestionnaire, SiteAnswers, response_scope};
use super::received_questionnaire::ReceivedQuestionnaire;
use super::scope::ScopeOptions;
use crate::git;
use crate::hold::{LibraryAnswer, library_answers};
use crate::inputs::Inputs;
use crate::library::Library;
use crate::responses::Manifest;
use crate::rfp::learning::changes::{ChangedAnswer, Versions, changed_answers};
use std::collections::{BTreeMap, BTreeSet};

/// Which answers of a manifest have changed since.
pub struct StaleAnswers<'a> {
    /// Those that have, in the order of the rows.
    pub changed: Vec<ChangedAnswer<'a>>,
    /// How many answers of the library were sent.
    pub sent: usize,
    /// The commit of the library now, if it is known.
    pub now: Option<String>,
    /// The commits of the manifest that cannot be read.
    pub unknown: Vec<String>,
}

/// Compares what a manifest says was sent with the library of the session's site.
///
/// # Errors
/// The site cannot be read.
pub fn stale_answers<'a>(
    session: &Session<'_>,
    scope: &ScopeOptions,
    manifest: &'a Manifest,
) -> Result<StaleAnswers<'a>, Failure> {
    // The recipient is the one of the manifest, unless another is chosen.
    let customer = scope.customer.clone().or_else(|| manifest.customer.clone());
    let scope = &ScopeOptions { customer, ..scope.clone() };
    let SiteAnswers { site, library, .. } = SiteAnswers::read(session, scope)?;
    let commits: BTreeSet<&str> = manifest.rows.iter().filter_map(|row| row.commit.as_deref()).collect();
    let (mut before, mut unknown) = (BTreeMap::new(), Vec::new());
    for commit in commits {
        match answers_at(&site, scope, commit) {
            Ok(answers) => {
                before.extend(answers.into_iter().map(|answer| ((commit.to_owned(), answer.id), answer.matched_text)));
            }
            Err(_) => unknown.push(commit.to_owned()),
        }
    }
    let vocabulary = site.loaded.library.vocabulary();
    let versions = Versions { before: &before, now: &library, vocabulary };
    let (changed, sent) = changed_answers(manifest, versions);
    let now = git::head(&site.folder).map(|head| head.commit);
    Ok(StaleAnswers { changed, sent, now, unknown })
}

/// Answers a questionnaire from the library as `revision` had it, without decisions.
///
/// # Errors
/// The site cannot be read, or Git has no such commit.
pub fn answer_as_of(
    session: &Session<'_>,
    scope: &ScopeOptions,
    revision: &str,
    received: ReceivedQuestionnaire,
) -> Result<AnsweredQuestionnaire, Failure> {
    let now = SiteAnswers::read(session, scope)?;
    let library = answers_at(&now.site, scope, revision)?;
    Ok(AnsweredQuestionnaire::new(SiteAnswers { library, ..now }, received, Vec::new()))
}

/// Returns the answers of the site as `revision` had them, as they may be sent on the day of `site`.
fn answers_at(site: &PreparedSite, scope: &ScopeOptions, revision: &str) -> Result<Vec<LibraryAnswer>, Failure> {
    let commit = git::commit(&site.folder, revision).map_err(|error| Failure(error.to_string()))?;
    let past = Past::new(&site.folder, commit.clone(), &site.loaded.settings)?;
    let Inputs { settings, files, lists, .. } = past.read()?;
    let (library, _) = Library::new(files, lists);
    let mut scope = response_scope(site, scope);
    scope.commit = Some(commit);
    Ok(library_answers(&library, &settings, &scope))
}
