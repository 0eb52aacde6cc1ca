//! A whole file, JSON or CSV.

use super::columns::Columns;
use super::csv::{self, Row};
use super::form::FileForm;
use super::invalid::{INVALID_FILE, invalid};
use super::json;
use super::record::{MISSING_PROPERTY, UNKNOWN_STAGE};
use super::snapshot::{self, INCOMPLETE_SNAPSHOT, LEFT_OUT_MONEY, LEFT_OUT_VALUE, SKIPPED_ROW};
use crate::finding::{Finding, Place, Rule};
use crate::opportunity::left_out::LeftOut;
use crate::opportunity::snapshot::Snapshot;
use crate::source::{SourceFile, Span};
use std::sync::Arc;

/// Every rule about opportunity files.
pub static RULES: [&Rule; 7] = [
    &INCOMPLETE_SNAPSHOT,
    &INVALID_FILE,
    &LEFT_OUT_MONEY,
    &LEFT_OUT_VALUE,
    &MISSING_PROPERTY,
    &SKIPPED_ROW,
    &UNKNOWN_STAGE,
];

/// Reads the opportunities of `file`: CSV where its path ends so, JSON in the schema `fieldbook/opportunities/1`
/// otherwise. `form` is what the settings say of it; a snapshot that lists its own stages adds to those known.
///
/// The snapshot is `None` only if records cannot be distinguished.
pub fn read(file: &Arc<SourceFile>, form: &FileForm) -> (Option<Snapshot>, Vec<Finding>) {
    let mut findings = Vec::new();
    let is_csv = file.path().rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("csv"));
    let snapshot = if is_csv { read_csv(file, form, &mut findings) } else { read_json(file, form, &mut findings) };
    findings.sort_by(Finding::order);
    // A wrong column of a CSV file is met again in every row.
    findings.dedup_by(|one, other| one.order(other).is_eq());
    (snapshot, findings)
}

fn read_json(file: &Arc<SourceFile>, form: &FileForm, findings: &mut Vec<Finding>) -> Option<Snapshot> {
    match json::parse(file.text()) {
        Ok(root) => snapshot::from_root(file, root, form, findings),
        Err(fault) => {
            findings.push(invalid(file, fault_span(file, fault.offset), format!("not JSON: {}", fault.message)));
            None
        }
    }
}

fn read_csv(file: &Arc<SourceFile>, form: &FileForm, findings: &mut Vec<Finding>) -> Option<Snapshot> {
    let rows = match csv::rows(file.text()) {
        Ok(rows) => rows,
        Err(offset) => {
            findings.push(invalid(file, fault_span(file, offset), "the quoted cell that begins here never ends"));
            return None;
        }
    };
    let Some((header, rows)) = rows.split_first() else {
        findings.push(invalid(file, Span::default(), "the file is empty; a header with roles was expected"));
        return None;
    };
    let columns = Columns::new(file, header, &form.columns, findings);
    let mut left_out = Vec::new();
    let mut records = Vec::new();
    for row in rows {
        match unfit(file, &columns, row) {
            Some((left, finding)) => {
                left_out.push(left);
                findings.push(finding);
            }
            None => records.push(columns.record(row)),
        }
    }
    let read = snapshot::from_records(file, records, form, findings);
    let left_out = [left_out, read.left_out.clone()].concat();
    let left_out_values = [columns.missing, read.left_out_values.clone()].concat();
    Some(Snapshot { left_out, left_out_values, ..read }.sorted())
}

/// A row whose cells do not belong to the columns that they are under: it is left out, with the reason.
fn unfit(file: &Arc<SourceFile>, columns: &Columns, row: &Row) -> Option<(LeftOut, Finding)> {
    let (cells, expected) = (row.cells.len(), columns.count());
    let filled = row.cells.iter().filter(|cell| !cell.value.trim().is_empty()).count();
    let is_text = filled <= 1 && expected > 1;
    // An empty record is reported where records are read.
    if cells == expected && (!is_text || filled == 0) {
        return None;
    }
    let line = Place::new(file, row.span).start().line;
    let text = |role| columns.cell(row, role).map(|cell| cell.value.trim().to_owned()).unwrap_or_default();
    // Reports end with lines of text, such as their own name.
    let id = if is_text { format!("line {line}") } else { text("id") };
    let name = if is_text { row.cells.first().map(|cell| cell.value.trim().to_owned()) } else { Some(text("name")) };
    let reason = if is_text {
        "the line is text, not a row of the table".to_owned()
    } else {
        format!("line {line} has {cells} cells and the header has {expected}")
    };
    let finding = if is_text {
        let message = format!("line {line} was left out: {reason}");
        Finding::new(&SKIPPED_ROW, Place::new(file, row.span), message)
    } else {
        let help = "Put quotes around cells that contain a comma, or export the file again.";
        invalid(file, row.span, format!("{reason}, so the row is left out")).help(help)
    };
    Some((LeftOut { id, name: name.unwrap_or_default(), reason, url: None }, finding))
}

/// Covers the character at `offset`, so that a report has something to underline.
fn fault_span(file: &Arc<SourceFile>, offset: usize) -> Span {
    let length = file.text().get(offset..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::new(offset..offset + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fenced examples under `heading` of a rule's page.
    fn examples(page: &str, heading: &str) -> Vec<String> {
        let section = page.split(&format!("## {heading}\n")).nth(1).unwrap().split("\n## ").next().unwrap();
        section
            .split("```fieldbook opportunities.json\n")
            .skip(1)
            .map(|rest| rest.split("```").next().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn the_examples_of_every_rule_fail_and_pass() {
        for rule in RULES {
            let ids = |text: String| {
                let (_, findings) = read(&SourceFile::new("opportunities.json", text), &FileForm::default());
                findings.iter().map(|finding| finding.rule.id).collect::<Vec<_>>()
            };
            let (fails, passes) = (examples(rule.page, "Fails"), examples(rule.page, "Passes"));
            assert!(!fails.is_empty() && !passes.is_empty(), "{}", rule.id);
            for text in fails {
                assert_eq!(ids(text), [rule.id]);
            }
            for text in passes {
                assert!(ids(text).is_empty(), "{}", rule.id);
            }
        }
    }

    fn shown(path: &str, text: &str) -> (Option<Snapshot>, Vec<String>) {
        let file = SourceFile::new(path, text.to_owned());
        let (snapshot, findings) = read(&file, &FileForm::default());
        let show = |finding: &Finding| {
            let (position, text) = (finding.place.start(), file.slice(finding.place.span));
            format!("{}:{} {} [{text}] {}", position.line, position.column, finding.rule.id, finding.message)
        };
        (snapshot, findings.iter().map(show).collect())
    }

    #[test]
    fn every_fault_names_its_value_and_the_other_rows_live() {
        let text = r#"{
  "schema": "fieldbook/opportunities/1",
  "as_of": "yesterday",
  "complete": false,
  "opportunities": [
    { "id": "b", "name": "B", "stage": "", "amount": -3, "competitors": ["Initech", 4] },
    { "id": "a", "name": "A", "stage": "Lost", "close_date": "2026-02-30", "compettitors": [], "crm_color": 1 },
    { "id": "a", "name": "Other", "stage": "Lost" },
    { "name": "nameless" },
    { "id": "c", "name": "C", "stage": "Won", "url": "javascript:alert(1)" }
  ]
}"#;
        let (snapshot, findings) = shown("data/opportunities.json", text);
        let snapshot = snapshot.unwrap();
        let ids: Vec<_> = snapshot.opportunities.iter().map(|opportunity| opportunity.id.as_str()).collect();
        assert_eq!((ids, snapshot.complete, snapshot.as_of), (vec!["a", "b", "c"], false, None));
        let expected = [
            "3:12 opportunities/invalid-file [\"yesterday\"] `as_of` is not a time written as 2026-03-01T09:12:00Z (RFC 3339)",
            "4:15 opportunities/incomplete-snapshot [false] the snapshot says that rows of its source are missing",
            "6:40 opportunities/unknown-stage [\"\"] the stage of `b` is empty, so it counts as open",
            "6:54 opportunities/invalid-file [-3] `amount` is left out: it is below 0",
            "6:85 opportunities/invalid-file [4] `competitors` is incomplete: one item is not a text",
            "7:62 opportunities/invalid-file [\"2026-02-30\"] `close_date` is left out: it is not a day written as YYYY-MM-DD; see `date_format` in [opportunities]",
            "7:76 opportunities/invalid-file [\"compettitors\"] `compettitors` is not a key of opportunity files, so its values are not read",
            "8:13 opportunities/invalid-file [\"a\"] the id `a` is taken by another record, so this one is left out",
            "9:5 opportunities/missing-property [{] the record has no `id`, so it is left out",
            "10:54 opportunities/invalid-file [\"javascript:alert(1)\"] `url` is left out: it is not an http or https address",
        ];
        assert_eq!(findings, expected);
    }

    #[test]
    fn what_is_no_json_is_one_finding_at_the_byte() {
        assert_eq!(
            shown("o.json", "{\n  \"schema\": fieldbook\n}").1,
            ["2:13 opportunities/invalid-file [f] not JSON: a value was expected here"]
        );
        assert!(shown("o.json", "").0.is_none() && shown("o.json", "[]").0.is_none());
        assert!(shown("o.json", r#"{"schema": "fieldbook/opportunities/9"}"#).0.is_none());
    }

    #[test]
    fn csv_names_the_same_roles() {
        let text = "Id,Name,Stage,Amount,Close Date,Competitors,Region\r\n\
                    g,\"Globex, core\",WIN,410000,2026-04-01,Initech; Hooli ,EMEA\r\n,,,,,,\r\nh,Hooli,Demo,many,,,\r\n";
        let (snapshot, findings) = shown("crm/export.CSV", text);
        let expected = [
            "3:1 opportunities/skipped-row [,,,,,,] the record is empty",
            "4:14 opportunities/invalid-file [many] `amount` is left out: it is not a number, 0 or greater",
        ];
        assert_eq!(findings, expected);
        let globex = snapshot.as_ref().and_then(|snapshot| snapshot.get("g")).unwrap();
        assert_eq!(
            (globex.name.as_str(), globex.amount, &globex.competitors[..]),
            ("Globex, core", Some(410_000), &["Initech".to_owned(), "Hooli".to_owned()][..])
        );
        let (again, findings) = shown("o.json", &snapshot.as_ref().unwrap().to_json().unwrap());
        let left_out = "`amount` of `Hooli` was left out: it is not a number, 0 or greater";
        assert!(findings.iter().all(|finding| finding.ends_with(left_out)) && findings.len() == 1, "{findings:?}");
        assert_eq!(again, snapshot);
    }
}
