//! Reads `[opportunities]`.

use super::alternatives::alternatives;
use super::opportunities::{OpportunitySettings, OpportunitySource, StalePolicy};
use super::reporting::reporting;
use crate::finding::{Finding, Place};
use crate::source::Spanned;
use crate::values::{Choice, Fields, Shape, WRONG_TYPE};

impl Choice for StalePolicy {
    const WORDS: &'static [(&'static str, Self)] =
        &[("stale", Self::Stale), ("fail", Self::Fail), ("omit", Self::Omit)];
}

impl Choice for OpportunitySource {
    const WORDS: &'static [(&'static str, Self)] =
        &[("file", Self::File), ("notion", Self::Notion), ("none", Self::None)];
}

/// Reads the table.
pub(super) fn read_opportunities(fields: &Fields<'_>) -> OpportunitySettings {
    let mut settings = OpportunitySettings::default();
    if let Some(source) = fields.choice("source") {
        // A source that is a file names the default one.
        settings.file.span = source.span;
        settings.source = source.value;
    }
    settings.file = fields.text("file").unwrap_or(settings.file);
    settings.amounts_for = fields.text("amounts_for").map_or(settings.amounts_for, |name| name.value);
    settings.policy = stale_policy(fields);
    settings.max_stale = fields.interval("max_stale");
    settings.columns = alternatives(fields, "columns");
    settings.number_format = fields.choice("number_format").map(|format| format.value).unwrap_or_default();
    settings.date_format = fields.choice("date_format").map(|format| format.value).unwrap_or_default();
    settings.currency = fields.text("currency");
    settings.reporting = reporting(fields);
    settings.stages = fields.texts("stages");
    settings.terminal_stages = stage_names(fields);
    settings.won_stages = fields.texts("won_stages");
    settings.lost_stages = fields.texts("lost_stages");
    report_outcomes(fields, &settings);
    fields.map("notion", |fields| {
        settings.notion_url = fields.text("url");
        if let Some(path) = fields.text("snapshot") {
            settings.snapshot = path.value;
        }
        settings.properties = alternatives(fields, "properties");
        settings.terminal_stages = settings.terminal_stages.take().or_else(|| stage_names(fields));
        if let Some(minutes) = fields.number("refresh_minutes") {
            settings.refresh_minutes = minutes.value;
        }
        if let Some(requests) = fields.number("page_requests") {
            settings.page_requests = requests.value;
        }
        refuse_token(fields);
    });
    settings
}

/// Reads the stages that end an opportunity; `None` if the settings name none.
fn stage_names(fields: &Fields<'_>) -> Option<Vec<Spanned<String>>> {
    Some(fields.texts("terminal_stages")).filter(|stages| !stages.is_empty())
}

/// Reports stages that are both won and lost: deals in them count as neither.
fn report_outcomes(fields: &Fields<'_>, settings: &OpportunitySettings) {
    let name = |stage: &Spanned<String>| stage.value.trim().to_lowercase();
    let is_won = |lost: &&Spanned<String>| settings.won_stages.iter().any(|won| name(won) == name(lost));
    for stage in settings.lost_stages.iter().filter(is_won) {
        let message = format!("`{}` is in `won_stages` too; its deals count as neither won nor lost", stage.value);
        let place = Place::new(fields.reading().file, stage.span);
        let finding = Finding::new(&WRONG_TYPE, place, message).help("Name each stage in one of the two lists.");
        fields.reading().push(finding.subject(fields.path_of("lost_stages")));
    }
}

/// Returns what a build does with stale opportunities: it shows them if the key is absent, and publishes nothing if the
/// value cannot be read.
fn stale_policy(fields: &Fields<'_>) -> StalePolicy {
    let is_written = fields.has("policy");
    let read = fields.choice("policy").map(|word| word.value);
    read.unwrap_or(if is_written { StalePolicy::Fail } else { StalePolicy::Stale })
}

/// A token in the settings would be published with them: it belongs in the environment.
fn refuse_token(fields: &Fields<'_>) {
    if let Some(node) = fields.node("token", Shape::Text) {
        let message = "a token must not be in the settings".to_owned();
        let finding = Finding::new(&WRONG_TYPE, Place::new(fields.reading().file, node.span), message);
        let help = "Remove the line, revoke the token, and set FIELDBOOK_NOTION_TOKEN in the environment.";
        fields.reading().push(finding.help(help).subject("token"));
    }
}

#[cfg(test)]
mod tests {
    use crate::config::read_settings;
    use crate::source::SourceFile;

    #[test]
    fn a_stage_is_won_or_lost_and_not_both() {
        let read = |text: &str| {
            let (_, findings) = read_settings(&SourceFile::new("site.toml", format!("[opportunities]\n{text}")));
            findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        let both = "won_stages = [\"Signed\", \"Ended\"]\nlost_stages = [\" ended\", \"Gone\"]\n";
        assert_eq!(read(both), ["` ended` is in `won_stages` too; its deals count as neither won nor lost"]);
        assert_eq!(read("won_stages = [\"Signed\"]\nlost_stages = [\"Gone\"]\n"), Vec::<String>::new());
    }
}
