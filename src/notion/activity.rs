//! To-dos and comments of the open opportunities, within a budget of requests.
//!
//! The rows are complete without them, so what cannot be read here is listed and does not fail the fetch.

use super::client::Client;
use super::comments::{Unanswered, unanswered};
use super::page_plan::{PageParts, PageTask, plan};
use super::page_text::open_todos;
use super::value::text;
use super::{Failure, Settings};
use crate::opportunity::{Activity, Opportunity, Snapshot, Timestamp, UnreadPage};
use serde_json::Value;

/// What the entries about comments in [`Activity::missing`] begin with.
const COMMENTS: &str = "comments: ";

/// Reads to-dos and comments.
pub(super) struct ActivityReader<'r, 'a> {
    client: &'r mut Client<'a>,
    now: Timestamp,
    budget: u64,
    /// How many requests were sent before.
    before: u64,
    /// Why nothing else can be read; `None` as long as it can.
    end: Option<String>,
    /// Why comments cannot be read; `None` as long as they can.
    comments_end: Option<String>,
    unread: Vec<UnreadPage>,
}

/// Reads what may have changed of the open opportunities of `snapshot`, and lists those that the budget did not suffice for.
///
/// # Errors
/// A failure that concerns all requests, such as a token that was revoked.
pub(super) fn with_activity(
    client: &mut Client<'_>,
    settings: &Settings,
    snapshot: Snapshot,
) -> Result<Snapshot, Failure> {
    let Some(now) = snapshot.as_of.filter(|_| settings.page_requests > 0) else { return Ok(snapshot) };
    let stages = settings.stages.clone().with_source(&snapshot.stages, &snapshot.terminal_stages);
    let (before, budget) = (client.calls(), settings.page_requests);
    let mut reader = ActivityReader { client, now, budget, before, end: None, comments_end: None, unread: Vec::new() };
    let mut opportunities = snapshot.opportunities;
    for PageTask { index, parts } in plan(&opportunities, |one| stages.is_open(&one.stage), now) {
        if let Some(opportunity) = opportunities.get_mut(index) {
            reader.read(opportunity, parts)?;
        }
    }
    let unread_pages = reader.unread;
    Ok(Snapshot { unread_pages, opportunities, ..snapshot }.sorted())
}

impl ActivityReader<'_, '_> {
    fn read(&mut self, opportunity: &mut Opportunity, parts: PageParts) -> Result<(), Failure> {
        if let Some(reason) = self.refusal(parts) {
            self.unread.push(UnreadPage { id: opportunity.id.clone(), reason });
            return Ok(());
        }
        let id = opportunity.id.clone();
        let body = match parts {
            PageParts::Comments => opportunity.activity.clone(),
            PageParts::BodyAndComments => self.body(&id)?,
        };
        // A page that cannot be read keeps what is known of it.
        let Some(mut activity) = body else { return Ok(()) };
        self.comments(&id, &mut activity)?;
        opportunity.activity = Some(activity);
        Ok(())
    }

    /// Returns why a page is not read; `None` if it is.
    fn refusal(&self, parts: PageParts) -> Option<String> {
        let needed = u64::from(parts == PageParts::BodyAndComments) + u64::from(self.comments_end.is_none());
        let is_spent = self.client.calls() - self.before + needed.max(1) > self.budget;
        let spent = || format!("the budget of {} requests was used up", self.budget);
        let only_comments = self.comments_end.clone().filter(|_| parts == PageParts::Comments);
        self.end.clone().or(only_comments).or_else(|| is_spent.then(spent))
    }

    /// Reads the to-dos of a page; `None` if they cannot be read.
    fn body(&mut self, id: &str) -> Result<Option<Activity>, Failure> {
        let page = match self.client.get(format!("/v1/pages/{id}/markdown")) {
            Ok(page) => page,
            Err(failure) => {
                let reason = self.stop_at(failure)?;
                self.unread.push(UnreadPage { id: id.to_owned(), reason });
                return Ok(None);
            }
        };
        let mut missing = Vec::new();
        if page.get("truncated").and_then(Value::as_bool) == Some(true) {
            missing.push("the page is too long, and its end was not read".to_owned());
        }
        if page.get("unknown_block_ids").and_then(Value::as_array).is_some_and(|blocks| !blocks.is_empty()) {
            missing.push("some blocks of the page cannot be read".to_owned());
        }
        let todos = open_todos(&text(page.get("markdown")));
        Ok(Some(Activity { as_of: self.now, comments_as_of: None, todos, comments: Vec::new(), missing }))
    }

    /// Replaces the comments of `activity`.
    fn comments(&mut self, id: &str, activity: &mut Activity) -> Result<(), Failure> {
        let read = match &self.comments_end {
            Some(reason) => Err(reason.clone()),
            None => match unanswered(self.client, id) {
                Ok(read) => Ok(read),
                Err(Failure::Restricted) => {
                    let reason = "the connection may not read comments".to_owned();
                    self.comments_end = Some(reason.clone());
                    Err(reason)
                }
                Err(failure) => Err(self.stop_at(failure)?),
            },
        };
        activity.missing.retain(|missing| !missing.starts_with(COMMENTS));
        match read {
            Ok(Unanswered { comments, is_cut }) => {
                (activity.comments, activity.comments_as_of) = (comments, Some(self.now));
                activity.missing.extend(is_cut.then(|| format!("{COMMENTS}there are more than were read")));
            }
            Err(reason) => activity.missing.push(format!("{COMMENTS}{reason}")),
        }
        Ok(())
    }

    /// Returns why something is not read; whether the next page can be read depends on the failure.
    ///
    /// # Errors
    /// The failure itself, if it concerns the token or the connection to Notion.
    fn stop_at(&mut self, failure: Failure) -> Result<String, Failure> {
        match failure {
            Failure::NotFound { .. } => Ok("the page was deleted or is not shared any more".to_owned()),
            Failure::Oversize { .. } => Ok("it is too large".to_owned()),
            Failure::Unavailable { .. } | Failure::OutOfTime { .. } | Failure::Stalled { .. } => {
                let reason = "Notion stopped to answer".to_owned();
                self.end = Some(reason.clone());
                Ok(reason)
            }
            Failure::Restricted | Failure::Rejected { .. } => {
                let reason = failure.message();
                self.end = Some(reason.clone());
                Ok(reason)
            }
            failure => Err(failure),
        }
    }
}
