//! `fieldbook doctor`: what of the machine, the repository and the site decides how the commands work.

use super::environment::Session;
use super::notes::Notes;
use super::people::git_person;
use super::prepare::{PreparedSite, prepare};
use super::refresh::TOKEN;
use super::scope::{OpportunityAccess, ScopeOptions};
use crate::config::OpportunitySource;
use crate::git;
use std::path::Path;

/// What a line of the examination says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// It is as it should be.
    Fine,
    /// Something is not available, which may be intended.
    Limited,
    /// Something does not work.
    Broken,
}

impl Health {
    /// Returns the word in the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fine => "ok",
            Self::Limited => "note",
            Self::Broken => "error",
        }
    }
}

/// One line of the examination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HealthLine {
    /// What was examined.
    pub label: &'static str,
    /// How it is.
    pub health: Health,
    /// What was found.
    pub text: String,
    /// What to do about it; empty where nothing is to be done.
    pub help: String,
}

impl HealthLine {
    /// Makes a line of something that is as it should be.
    pub fn fine(label: &'static str, text: String) -> Self {
        Self { label, health: Health::Fine, text, help: String::new() }
    }

    /// Makes a line of something that is not available.
    pub fn limited(label: &'static str, text: &str, help: &str) -> Self {
        Self { label, health: Health::Limited, text: text.to_owned(), help: help.to_owned() }
    }

    /// Makes a line of something that does not work.
    pub fn broken(label: &'static str, text: &str, help: &str) -> Self {
        Self { label, health: Health::Broken, text: text.to_owned(), help: help.to_owned() }
    }
}

/// Drops what reading a site says: the lines say what matters of it.
struct Silent;

impl Notes for Silent {
    fn note(&self, _: &str) {}
    fn error(&self, _: &str) {}
}

/// Examines the site of `session` and what it depends on. Nothing is written, and no other machine is contacted.
pub fn examine(session: &Session<'_>) -> Vec<HealthLine> {
    let quiet = Session { notes: &Silent, ..*session };
    let scope = ScopeOptions { audience: None, customer: None, opportunities: OpportunityAccess::Offline };
    let site = prepare(&quiet, &scope);
    let mut lines = vec![program(), folder(session)];
    lines.push(match &site {
        Ok(site) => content(site),
        Err(failure) => HealthLine::broken("content", &failure.0, "fieldbook init makes a first site"),
    });
    lines.extend(repository(session.folder));
    if let Ok(site) = &site {
        lines.push(person(session.folder, site));
        lines.push(opportunities(session, site));
    }
    lines.push(day(session));
    lines
}

fn program() -> HealthLine {
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    let text = format!("{}, {system}, ", env!("CARGO_PKG_VERSION"));
    if cfg!(feature = "diagrams") {
        return HealthLine::fine("fieldbook", text + "draws diagrams, without fonts of this machine");
    }
    let text = text + "built without diagrams: pages show their source";
    HealthLine::limited("fieldbook", &text, "build it with the feature `diagrams`")
}

fn folder(session: &Session<'_>) -> HealthLine {
    let shown = session.folder.display();
    if session.folder.join("site.toml").is_file() {
        return HealthLine::fine("site", format!("{shown}, with site.toml"));
    }
    HealthLine::limited(
        "site",
        &format!("{shown}, without site.toml: every setting has its default"),
        "fieldbook init writes one",
    )
}

fn content(site: &PreparedSite) -> HealthLine {
    let entries = site.loaded.library.entries();
    let claims: usize = entries.iter().map(|entry| entry.claims.len()).sum();
    let text = format!("{} entries with {claims} claims", entries.len());
    let missing = &site.loaded.missing_private_roots;
    if missing.is_empty() {
        return HealthLine::fine("content", text);
    }
    let text = format!("{text}; private roots that are not here: {}", missing.join(", "));
    HealthLine::limited("content", &text, "builds without them show no deals and customers")
}

/// Git, and what the history of the site can tell.
fn repository(folder: &Path) -> Vec<HealthLine> {
    let Some(version) = git::version(folder) else {
        return vec![HealthLine::limited(
            "git",
            "git cannot be run: no commit, no dates of changes, no check --since",
            "install git",
        )];
    };
    let mut lines = vec![HealthLine::fine("git", format!("git {version}"))];
    lines.push(match (git::unreadable(folder), git::head(folder)) {
        (Some(cause), _) => {
            HealthLine::broken("history", &cause.to_string(), "pages show no commit and no dates of changes")
        }
        (None, None) => HealthLine::limited(
            "history",
            "not in a Git repository, or without a commit: no dates of changes, no check --since",
            "git init, then commit the site",
        ),
        (None, Some(head)) if head.is_shallow => HealthLine::broken(
            "history",
            &format!(
                "commit {}, but the history before is cut off: ages of commits are not known",
                short(&head.commit)
            ),
            "git fetch --unshallow, or fetch-depth: 0 (GitHub), GIT_DEPTH: 0 (GitLab)",
        ),
        (None, Some(head)) => HealthLine::fine("history", format!("whole, commit {}", short(&head.commit))),
    });
    lines
}

fn short(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}

/// Whom `verify` records as the person who checked.
fn person(folder: &Path, site: &PreparedSite) -> HealthLine {
    match git_person(folder, &site.loaded.library.lists.people) {
        Some(person) => HealthLine::fine("person", format!("fieldbook verify records {person} as the verifier")),
        None => HealthLine::limited(
            "person",
            "Git's user.email and user.name match no person in people.yaml",
            "fieldbook verify needs --by PERSON",
        ),
    }
}

fn opportunities(session: &Session<'_>, site: &PreparedSite) -> HealthLine {
    let label = "opportunities";
    let settings = &site.loaded.settings.opportunities;
    let has_token = session.environment.notion_token.is_some();
    let token = if has_token { format!("{TOKEN} is set") } else { format!("{TOKEN} is not set") };
    let from = match settings.source {
        OpportunitySource::None => {
            return HealthLine::limited(label, "no source in site.toml: pages show no deals", "docs/opportunities.md");
        }
        OpportunitySource::File => "a file".to_owned(),
        OpportunitySource::Notion => format!("Notion; {token}"),
    };
    let Some(snapshot) = &site.loaded.snapshot else {
        return HealthLine::broken(
            label,
            &format!("from {from}; nothing was read"),
            "fieldbook sync, fieldbook notion check",
        );
    };
    let as_of = snapshot.as_of.map_or_else(|| "an unknown time".to_owned(), |time| time.to_string());
    let text = format!("from {from}; {} as of {as_of}", snapshot.opportunities.len());
    if snapshot.status.is_doubtful() {
        let reasons = snapshot.status.reasons().join("; ");
        return HealthLine::broken(label, &format!("{text}: {reasons}"), "fieldbook sync");
    }
    if settings.source == OpportunitySource::Notion && !has_token {
        return HealthLine::limited(label, &text, "set the token to refresh them; fieldbook notion check tries it");
    }
    HealthLine::fine(label, text)
}

fn day(session: &Session<'_>) -> HealthLine {
    if session.pinned.is_some() {
        return HealthLine::limited("day", &format!("states are shown as of {}, which is pinned", session.today), "");
    }
    HealthLine::fine("day", session.today.to_string())
}
