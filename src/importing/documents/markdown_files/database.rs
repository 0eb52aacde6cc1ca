//! A database of an export, which is a CSV file: a page with its rows as a table.

use crate::importing::documents::assets::Assets;
use crate::importing::documents::document::Document;
use crate::importing::documents::log::Log;
use crate::importing::documents::model::{Block, Inline, Line, Run};

/// How many rows a page shows; the others are in the file beside it.
const MOST_ROWS: usize = 500;

/// Reads a table of values separated by commas. `page_of` finds the page of a row by its first value.
pub(in crate::importing::documents) fn read_table(
    source: &str,
    bytes: &[u8],
    target: &str,
    page_of: &dyn Fn(&str) -> Option<String>,
) -> Result<Document, String> {
    let mut log = Log::new(source);
    let mut assets = Assets::beside(target);
    let bytes_of_text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes_of_text);
    let (mut rows, mut count): (Vec<Vec<Line>>, usize) = (Vec::new(), 0);
    for record in reader.records() {
        let record = record.map_err(|error| format!("row {}: {error}", count + 1))?;
        count += 1;
        if count > MOST_ROWS + 1 {
            continue;
        }
        let cell = |(column, value): (usize, &str)| cell(column, value, count, page_of);
        rows.push(record.iter().enumerate().map(cell).collect());
    }
    let mut blocks = Vec::new();
    if count > MOST_ROWS + 1 {
        let name = source.rsplit('/').next().unwrap_or(source);
        let path = assets.file(source, name, bytes.to_vec());
        log.changed(
            "large table",
            format!("{MOST_ROWS} of {} rows are on the page, all are in the file beside it", count - 1),
        );
        let text = Run { text: format!("All {} rows", count - 1), link: Some(path), ..Run::default() };
        blocks.push(Block::Paragraph(vec![Inline::Text(text)]));
    }
    if rows.iter().flatten().any(|cell| !cell.is_empty()) {
        log.carried_over("table");
        blocks.push(Block::Table(rows));
    }
    Ok(Document { title: None, blocks, notes: Vec::new(), assets: assets.files, constructs: log.constructs })
}

fn cell(column: usize, value: &str, row: usize, page_of: &dyn Fn(&str) -> Option<String>) -> Line {
    let link = if column == 0 && row > 1 { page_of(value.trim()) } else { None };
    let mut line = Line::new();
    for part in value.lines().filter(|part| !part.trim().is_empty()) {
        if !line.is_empty() {
            line.push(Inline::Break);
        }
        line.push(Inline::Text(Run { text: part.trim().to_owned(), link: link.clone(), ..Run::default() }));
    }
    line
}
