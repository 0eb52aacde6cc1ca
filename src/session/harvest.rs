//! A finished questionnaire as a change of the library: other wordings of questions, and drafts of answers.

use super::environment::Session;
use super::failure::Failure;
use super::new_files::write_new_files;
use super::overwrite::overwrite;
use super::prepare::PreparedSite;
use super::questionnaire::SiteAnswers;
use super::received_questionnaire::ReceivedQuestionnaire;
use super::scope::ScopeOptions;
use crate::authoring::{DraftAnswer, Insertion, NewFile, add_alternates, draft_answer};
use crate::config::Settings;
use crate::entry::{Context, Entry, KindFields, read_entries};
use crate::library::Person;
use crate::report::unified;
use crate::responses::Manifest;
use crate::rfp::learning::lesson::{Lessons, NewWording};
use crate::rfp::learning::lessons::{LessonContext, lessons};
use crate::source::SourceFile;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The largest file that is edited, in bytes.
const LIMIT: u64 = 16 << 20;

/// What a finished questionnaire would change.
pub struct Harvest {
    site: PreparedSite,
    edits: Vec<(Arc<SourceFile>, Arc<SourceFile>)>,
    drafts: Vec<NewFile>,
    /// What was learnt.
    pub lessons: Lessons,
    /// What has to be added by hand, and why.
    pub by_hand: Vec<String>,
}

/// Reads what `filled`, of which `manifest` says what came from the library, teaches. Nothing is written. Drafts without
/// a known person belong to `owner`.
///
/// # Errors
/// The site cannot be read.
pub fn harvest(
    session: &Session<'_>,
    scope: &ScopeOptions,
    filled: &ReceivedQuestionnaire,
    manifest: &Manifest,
    owner: Option<&str>,
) -> Result<Harvest, Failure> {
    // What names any customer stays out of the library, also the one that was answered.
    let scope = ScopeOptions { customer: None, ..scope.clone() };
    let SiteAnswers { site, library, typed } = SiteAnswers::read(session, &scope)?;
    let reasons = |text: &str| typed.reasons(text);
    let context = LessonContext { manifest, library: &library, reasons: &reasons };
    let lessons = lessons(&filled.questionnaire, context);
    let mut harvest = Harvest { site, edits: Vec::new(), drafts: Vec::new(), lessons, by_hand: Vec::new() };
    harvest.plan_wordings();
    harvest.plan_drafts(owner);
    Ok(harvest)
}

impl Harvest {
    /// Returns the people of the site.
    pub fn people(&self) -> &[Person] {
        &self.site.loaded.library.lists.people
    }

    /// Returns the change as unified diffs.
    pub fn diff(&self) -> String {
        let edits = self.edits.iter().map(|(before, after)| unified(before.path(), before.text(), after.text()));
        edits.chain(self.drafts.iter().map(|draft| unified(&draft.path, "", &draft.text))).collect()
    }

    /// Returns how many files are changed or new.
    pub fn file_count(&self) -> usize {
        self.edits.len() + self.drafts.len()
    }

    /// Writes the change.
    ///
    /// # Errors
    /// A file changed since it was read, exists already, or cannot be written.
    pub fn write(&self) -> Result<(), Failure> {
        let edits: Vec<_> = self.edits.iter().map(|(before, after)| (before.as_ref(), after.as_ref())).collect();
        super::new_files::refuse_existing(&self.site.folder, &self.drafts)?;
        overwrite(&self.site.folder, &edits, LIMIT)?;
        write_new_files(&self.site.folder, &self.drafts)
    }

    fn plan_wordings(&mut self) {
        let mut by_entry = BTreeMap::<&str, Vec<String>>::new();
        for NewWording { entry, wording } in &self.lessons.wordings {
            by_entry.entry(entry).or_default().push(wording.clone());
        }
        let mut by_file = BTreeMap::<String, Vec<(Arc<Entry>, Vec<String>)>>::new();
        for (id, wordings) in by_entry {
            if let Some(entry) = self.site.loaded.library.find(id) {
                by_file.entry(entry.file.path().to_owned()).or_default().push((Arc::clone(entry), wordings));
            }
        }
        for (path, entries) in by_file {
            if let Some(edit) = edited(&entries, &self.site.loaded.settings) {
                self.edits.push(edit);
                continue;
            }
            let wordings = entries.iter().flat_map(|(entry, wordings)| {
                wordings.iter().map(|wording| format!("{path}: alternate of {}: {wording}", entry.id))
            });
            self.by_hand.extend(wordings);
        }
    }

    fn plan_drafts(&mut self, owner: Option<&str>) {
        for answer in &self.lessons.answers {
            let draft = DraftAnswer {
                question: &answer.question,
                short_answer: answer.short_answer,
                evidence: &answer.evidence,
                owner: owner.or(answer.owner.as_deref()),
                text: &answer.text,
            };
            match draft_answer(&draft, &self.site.loaded.settings) {
                Ok(file) if self.is_taken(&file.path) => {
                    self.by_hand.push(format!("{} exists already: {}", file.path, answer.question));
                }
                Ok(file) => self.drafts.push(file),
                Err(why) => self.by_hand.push(format!("{why}: {}", answer.question)),
            }
        }
    }

    fn is_taken(&self, path: &str) -> bool {
        let is_planned = self.drafts.iter().any(|draft| draft.path == path);
        is_planned || self.site.folder.join(path).symlink_metadata().is_ok()
    }
}

/// Returns the file of `entries` as it was and with their new wordings; `None` if an edit would change anything else.
fn edited(entries: &[(Arc<Entry>, Vec<String>)], settings: &Settings) -> Option<(Arc<SourceFile>, Arc<SourceFile>)> {
    let (first, _) = entries.first()?;
    let before = Arc::clone(&first.file);
    let insertions = entries.iter().map(|(entry, wordings)| add_alternates(entry, wordings));
    let mut insertions = insertions.collect::<Option<Vec<Insertion>>>()?;
    insertions.sort_by_key(|insertion| std::cmp::Reverse(insertion.offset));
    let mut text = before.text().to_owned();
    for Insertion { offset, text: added } in insertions {
        text = format!("{}{added}{}", text.get(..offset)?, text.get(offset..)?);
    }
    let after = SourceFile::new(before.path(), text);
    let root = settings.roots.iter().find(|root| *root.path.value == *first.root)?;
    let [old, new] = [&before, &after].map(|file| read_entries(file, Context { settings, root }));
    let mut pairs = old.entries.iter().zip(&new.entries);
    let is_whole = old.entries.len() == new.entries.len() && old.findings.len() == new.findings.len();
    let is_meant = pairs.all(|(old, new)| {
        let added = entries.iter().find(|(entry, _)| entry.id == old.id).map(|(_, wordings)| wordings.as_slice());
        is_same_but(old, new, added.unwrap_or_default())
    });
    (is_whole && is_meant).then_some((before, after))
}

/// Returns whether `new` is `old` with `added` after its other wordings.
fn is_same_but(old: &Entry, new: &Entry, added: &[String]) -> bool {
    let (KindFields::Answer(before), KindFields::Answer(after)) = (&old.kind_fields, &new.kind_fields) else {
        return added.is_empty();
    };
    let expected = before.alternates.iter().map(|alternate| &alternate.value).chain(added);
    let body = |entry: &Entry| entry.file.slice(entry.body.span).to_owned();
    expected.eq(after.alternates.iter().map(|alternate| &alternate.value))
        && (&old.id, &old.title.value, old.status.value) == (&new.id, &new.title.value, new.status.value)
        && before.short_answer.as_ref().map(|short| short.value) == after.short_answer.as_ref().map(|short| short.value)
        && body(old) == body(new)
}
