//! What a snapshot records of an opportunity besides its properties.

use super::fields::Fields;
use crate::opportunity::activity::{Activity, Comment, StageChange};

/// Reads the changes of the stage; one without a time is left out.
pub(super) fn stage_changes(fields: &mut Fields<'_>) -> Vec<StageChange> {
    let mut changes = Vec::new();
    for object in fields.objects("stage_changes").unwrap_or_default() {
        let mut change = fields.nested(object);
        let at = change.timestamp("at");
        let mut stage = |key| change.text(key).map(|stage| stage.value).unwrap_or_default();
        let (from, to) = (stage("from"), stage("to"));
        changes.extend(at.map(|at| StageChange { at, from, to }));
    }
    changes
}

/// Reads what the page says; `None` if it was not read.
pub(super) fn activity(fields: &mut Fields<'_>) -> Option<Activity> {
    let object = fields.object("activity")?;
    let mut activity = fields.nested(object);
    let as_of = activity.timestamp("as_of")?;
    let comments_as_of = activity.timestamp("comments_as_of");
    let (todos, missing) = (activity.list("todos"), activity.list("missing"));
    let mut comments = Vec::new();
    for object in activity.objects("comments").unwrap_or_default() {
        let mut comment = activity.nested(object);
        let at = comment.timestamp("at");
        let mut text = |key| comment.text(key).map(|text| text.value).unwrap_or_default();
        let (author, text) = (text("author"), text("text"));
        comments.extend(at.map(|at| Comment { at, author, text }));
    }
    Some(Activity { as_of, comments_as_of, todos, comments, missing })
}

#[cfg(test)]
mod tests {
    use super::super::form::FileForm;
    use super::*;
    use crate::opportunity::binding::Binding;
    use crate::opportunity::left_out::LeftOutValue;
    use crate::opportunity::read::read;
    use crate::opportunity::record::Opportunity;
    use crate::opportunity::role::Role;
    use crate::opportunity::snapshot::{Origin, Snapshot};
    use crate::opportunity::timestamp::Timestamp;
    use crate::source::SourceFile;

    #[test]
    fn everything_that_a_snapshot_records_is_read_again() {
        let at = Timestamp::parse("2026-03-01T09:12:00Z").unwrap();
        let text = |text: &str| text.to_owned();
        let comment = Comment { at, author: text("Ann Ex"), text: text("Who signs?") };
        let (todos, missing) = (vec![text("Send the plan")], vec![text("body: truncated")]);
        let opportunity = Opportunity {
            id: text("a"),
            name: text("A"),
            stage: text("Closed"),
            first_seen: Some(at),
            stage_changes: vec![StageChange { at, from: String::new(), to: text("Closed") }],
            activity: Some(Activity { as_of: at, comments_as_of: Some(at), todos, comments: vec![comment], missing }),
            ..Opportunity::default()
        };
        let snapshot = Snapshot {
            as_of: Some(at),
            stages: vec![text("Closed")],
            terminal_stages: vec![text("Closed")],
            bindings: vec![Binding { role: Role::Stage, property: text("st"), name: text("Stage") }],
            left_out_values: vec![LeftOutValue { id: text("a"), role: text("amount"), reason: text("not a number") }],
            ..Snapshot::new(Origin::Notion, vec![opportunity])
        };
        let json = snapshot.to_json().unwrap();
        let (again, findings) = read(&SourceFile::new("o.json", json), &FileForm::default());
        assert_eq!(again, Some(snapshot));
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule.id).collect();
        assert_eq!(rules, ["opportunities/left-out-money"]);
    }
}
