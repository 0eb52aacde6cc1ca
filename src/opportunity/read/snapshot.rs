//! From records to a snapshot: the head of the file, its counts, and each id once.

use super::fields::Fields;
use super::form::FileForm;
use super::invalid::invalid;
use super::json::{Node, Object, Value};
use super::record::{self, MISSING_PROPERTY, Record};
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::opportunity::binding::Binding;
use crate::opportunity::left_out::{LeftOut, LeftOutValue, UnreadPage};
use crate::opportunity::record::Opportunity;
use crate::opportunity::role::Role;
use crate::opportunity::snapshot::{Origin, SCHEMA, Snapshot};
use crate::opportunity::timestamp::Timestamp;
use crate::source::{SourceFile, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The snapshot lacks rows of its source.
pub static INCOMPLETE_SNAPSHOT: Rule = Rule {
    id: "opportunities/incomplete-snapshot",
    family: Family::Opportunities,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The opportunity snapshot does not hold every row of its source.",
    help: "Write the snapshot again from its source with `fieldbook sync`, or export all rows.",
    page: include_str!("incomplete-snapshot.md"),
};

/// A row that is not an opportunity.
pub static SKIPPED_ROW: Rule = Rule {
    id: "opportunities/skipped-row",
    family: Family::Opportunities,
    severity: Severity::Info,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A row of the opportunity source was left out.",
    help: "Nothing, if the row is no opportunity; otherwise fill it in or restore it at its source.",
    page: include_str!("skipped-row.md"),
};

/// A value that the source has and the snapshot does not.
pub static LEFT_OUT_VALUE: Rule = Rule {
    id: "opportunities/left-out-value",
    family: Family::Opportunities,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A value of an opportunity was left out, since it could not be read.",
    help: "Correct the value at its source, or map the role to another property in site.toml.",
    page: include_str!("left-out-value.md"),
};

/// An amount that the source has and the snapshot does not.
pub static LEFT_OUT_MONEY: Rule = Rule {
    id: "opportunities/left-out-money",
    family: Family::Opportunities,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "An amount or a currency was left out, so sums are too low.",
    help: "Correct the value at its source, or set `number_format` or `currency` in [opportunities].",
    page: include_str!("left-out-money.md"),
};

/// Keys of the file's top level.
const KEYS: [&str; 12] = [
    "schema",
    "as_of",
    "complete",
    "source",
    "counts",
    "stages",
    "terminal_stages",
    "bindings",
    "left_out",
    "left_out_values",
    "unread_pages",
    "opportunities",
];

/// Reads a whole JSON file.
pub(super) fn from_root(
    file: &Arc<SourceFile>,
    root: Node,
    form: &FileForm,
    findings: &mut Vec<Finding>,
) -> Option<Snapshot> {
    let span = root.span;
    let Value::Object(members) = root.value else {
        findings.push(invalid(file, span, "the file holds no JSON object"));
        return None;
    };
    let mut head = Head { fields: Fields::new(file, Object { span, members }, findings) };
    head.fields.check_keys(&KEYS);
    if !head.is_schema() {
        return None;
    }
    let as_of = head.as_of();
    let complete = head.is_complete();
    let origin = head.origin();
    let listed = head.fields.list("stages");
    let terminal = head.fields.list("terminal_stages");
    let bindings = head.bindings();
    let left_out = head.left_out();
    let written_values = head.left_out_values();
    let unread_pages = head.unread_pages();
    let counts = head.fields.object("counts");
    let records = head.records()?;
    let form = FileForm { stages: form.stages.clone().with_source(&listed, &terminal), ..form.clone() };
    let read = from_records(file, records, &form, findings);
    let left_out = [left_out, read.left_out.clone()].concat();
    report_values(file, &written_values, &read, findings);
    let written_values = written_values.into_iter().map(|(value, _)| value);
    let left_out_values = written_values.chain(read.left_out_values.clone()).collect();
    let right = counts.is_none_or(|counts| counts_match(file, counts, read.opportunities.len(), findings));
    let complete = complete && right && read.complete;
    let head = Snapshot { as_of, complete, origin, bindings, left_out, left_out_values, unread_pages, ..read };
    Some(Snapshot { stages: listed, terminal_stages: terminal, ..head }.sorted())
}

/// Reads records, wherever they come from.
pub(super) fn from_records(
    file: &Arc<SourceFile>,
    records: Vec<Object>,
    form: &FileForm,
    findings: &mut Vec<Finding>,
) -> Snapshot {
    let mut complete = true;
    let (mut values, mut left) = (Vec::new(), Vec::new());
    let mut seen = BTreeMap::<String, (Opportunity, Span)>::new();
    for record in records {
        let place = Place::new(file, record.span);
        if record.members.is_empty() {
            findings.push(Finding::new(&SKIPPED_ROW, place, "the record is empty").subject("empty"));
            continue;
        }
        let name = name_of(&record);
        let Some(Record { opportunity, id: id_span, left_out }) = record::opportunity(file, record, form, findings)
        else {
            complete = false;
            left.push(LeftOut { id: String::new(), name, reason: "it has no id".to_owned(), url: None });
            continue;
        };
        let id = opportunity.id.clone();
        let Some((first, first_span)) = seen.get(&id) else {
            seen.insert(id, (opportunity, id_span));
            values.extend(left_out);
            continue;
        };
        let place = Place::new(file, id_span);
        let finding = if *first == opportunity {
            Finding::new(&SKIPPED_ROW, place, format!("duplicate row `{id}`"))
        } else {
            complete = false;
            let reason = format!("the id `{id}` is taken by another record");
            left.push(LeftOut { id: id.clone(), name: opportunity.name.clone(), reason, url: opportunity.url.clone() });
            invalid(file, id_span, format!("the id `{id}` is taken by another record, so this one is left out"))
        };
        findings.push(finding.see(Place::new(file, *first_span), "first used here"));
    }
    let opportunities = seen.into_values().map(|(opportunity, _)| opportunity).collect();
    Snapshot { complete, left_out: left, left_out_values: values, ..Snapshot::new(Origin::File, opportunities) }
        .sorted()
}

/// What a record without an id is known by.
fn name_of(record: &Object) -> String {
    let text = |role: &str| {
        record.members.iter().find_map(|member| match &member.node.value {
            Value::Text(text) if member.key.value == role => Some(text.clone()),
            _ => None,
        })
    };
    text("name").or_else(|| text("customer")).unwrap_or_else(|| "a record".to_owned())
}

/// Reports the values that a snapshot says it lacks, each with the name and the address of its row.
fn report_values(
    file: &Arc<SourceFile>,
    values: &[(LeftOutValue, Span)],
    read: &Snapshot,
    findings: &mut Vec<Finding>,
) {
    for (LeftOutValue { id, role, reason }, span) in values {
        let row = read.get(id);
        let of = match row {
            Some(row) => row.url.as_ref().map_or(format!("`{}`", row.name), |url| format!("`{}` <{url}>", row.name)),
            None if id.is_empty() => "every opportunity".to_owned(),
            None => format!("`{id}`"),
        };
        let is_money = [Role::Amount.name(), Role::Currency.name()].contains(&role.as_str());
        let rule = if is_money { &LEFT_OUT_MONEY } else { &LEFT_OUT_VALUE };
        let message = format!("`{role}` of {of} was left out: {reason}");
        findings.push(Finding::new(rule, Place::new(file, *span), message));
    }
}

fn counts_match(file: &Arc<SourceFile>, counts: Object, rows: usize, findings: &mut Vec<Finding>) -> bool {
    let mut fields = Fields::new(file, counts, findings);
    let Some(counted) = fields.whole_number("opportunities") else { return true };
    let matches = counted.value == rows as u64;
    if !matches {
        let message = format!("the snapshot counts {} opportunities and holds {rows}", counted.value);
        fields.report(&INCOMPLETE_SNAPSHOT, counted.span, message);
    }
    matches
}

struct Head<'a> {
    fields: Fields<'a>,
}

impl Head<'_> {
    fn is_schema(&mut self) -> bool {
        let found = self.fields.text("schema");
        let span = found.as_ref().map_or(self.fields.start(), |schema| schema.span);
        let matches = found.as_ref().is_some_and(|schema| schema.value == SCHEMA);
        if !matches {
            let found = found.map_or_else(|| "no schema".to_owned(), |schema| format!("the schema `{}`", schema.value));
            self.fields.invalid(span, format!("the file names {found}; `{SCHEMA}` was expected"));
        }
        matches
    }

    fn as_of(&mut self) -> Option<Timestamp> {
        self.fields.timestamp("as_of")
    }

    fn is_complete(&mut self) -> bool {
        let Some(node) = self.fields.take("complete") else { return true };
        match node.value {
            Value::Bool(true) => true,
            Value::Bool(false) => {
                let message = "the snapshot says that rows of its source are missing";
                self.fields.report(&INCOMPLETE_SNAPSHOT, node.span, message.to_owned());
                false
            }
            _ => {
                self.fields.invalid(node.span, "`complete` is neither `true` nor `false`".to_owned());
                false
            }
        }
    }

    fn origin(&mut self) -> Origin {
        let Some(source) = self.fields.text("source") else { return Origin::File };
        match source.value.as_str() {
            "notion" => Origin::Notion,
            "file" => Origin::File,
            other => {
                let message = format!("the source `{other}` is neither `file` nor `notion`");
                self.fields.invalid(source.span, message);
                Origin::File
            }
        }
    }

    fn left_out(&mut self) -> Vec<LeftOut> {
        let mut rows = Vec::new();
        for object in self.fields.objects("left_out").unwrap_or_default() {
            let span = object.span;
            let mut row = self.fields.nested(object);
            let mut text = |role| row.text(role).map_or_else(|| (String::new(), span), |text| (text.value, text.span));
            let ((id, id_span), (name, _), (reason, _)) = (text("id"), text("name"), text("reason"));
            let url = row.url("url");
            let message = format!("`{}` was left out: {reason}", if name.is_empty() { &id } else { &name });
            row.report(&SKIPPED_ROW, id_span, message);
            rows.push(LeftOut { id, name, reason, url });
        }
        rows
    }

    /// Each with the place of its reason.
    fn left_out_values(&mut self) -> Vec<(LeftOutValue, Span)> {
        let mut values = Vec::new();
        for object in self.fields.objects("left_out_values").unwrap_or_default() {
            let span = object.span;
            let mut value = self.fields.nested(object);
            let mut text = |key| value.text(key).map_or((String::new(), span), |text| (text.value, text.span));
            let ((id, _), (role, _), (reason, reason_span)) = (text("id"), text("role"), text("reason"));
            values.push((LeftOutValue { id, role, reason }, reason_span));
        }
        values
    }

    /// The rule about unread pages reports them together.
    fn unread_pages(&mut self) -> Vec<UnreadPage> {
        let mut pages = Vec::new();
        for object in self.fields.objects("unread_pages").unwrap_or_default() {
            let mut page = self.fields.nested(object);
            let (id, reason) = (page.plain("id"), page.plain("reason"));
            pages.extend(id.zip(reason).map(|(id, reason)| UnreadPage { id, reason }));
        }
        pages
    }

    /// A binding whose role is not known is one of a later version.
    fn bindings(&mut self) -> Vec<Binding> {
        let mut bindings = Vec::new();
        for object in self.fields.objects("bindings").unwrap_or_default() {
            let mut binding = self.fields.nested(object);
            let mut text = |key| binding.text(key).map(|text| text.value);
            let (role, property, name) = (text("role"), text("property"), text("name"));
            if let (Some(role), Some(property), Some(name)) = (role, property, name) {
                bindings.extend(Role::find(&role).map(|role| Binding { role, property, name }));
            }
        }
        bindings
    }

    fn records(&mut self) -> Option<Vec<Object>> {
        let records = self.fields.objects("opportunities");
        if records.is_none() {
            let message = "the file has no list `opportunities`".to_owned();
            self.fields.report(&MISSING_PROPERTY, self.fields.start(), message);
        }
        records
    }
}
