//! Facet shards: which documents have each value of one facet, within a range of documents.
//!
//! ```text
//! header, number of values, per value: text, number of runs, per run: gap to the run before, length minus one
//! ```

use std::ops::Range;

use super::{Family, LoadError};
use crate::bytes::{Reader, count, put_number, put_text};

/// Documents per shard: keeps every file small for any number of documents.
pub(crate) const DOCUMENTS: u32 = 16_384;

/// A value and the documents that have it, as ascending runs.
pub(crate) type Value = (String, Vec<Range<u32>>);

/// Writes a shard of values, which must be sorted, with runs of ascending documents.
pub(crate) fn write(values: &[Value]) -> Vec<u8> {
    let mut out = Family::Facets.header();
    put_number(&mut out, count(values.len()));
    for (value, runs) in values {
        put_text(&mut out, value);
        put_number(&mut out, count(runs.len()));
        let mut before = 0;
        for run in runs {
            put_number(&mut out, run.start - before);
            put_number(&mut out, run.end - run.start - 1);
            before = run.end;
        }
    }
    out
}

/// Appends `document` to `runs`, which end before it.
pub(crate) fn push_document(runs: &mut Vec<Range<u32>>, document: u32) {
    match runs.last_mut() {
        Some(run) if run.end == document => run.end += 1,
        _ => runs.push(document..document + 1),
    }
}

/// Reads a shard.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Value>, LoadError> {
    let mut reader = Family::Facets.open(bytes)?;
    read_values(&mut reader).ok_or(LoadError::Broken)
}

fn read_values(reader: &mut Reader<'_>) -> Option<Vec<Value>> {
    let mut values = Vec::with_capacity(reader.items()?);
    for _ in 0..values.capacity() {
        let value = reader.text()?.to_owned();
        let mut runs = Vec::with_capacity(reader.items()?);
        let mut before = 0_u32;
        for _ in 0..runs.capacity() {
            let start = before.checked_add(reader.number()?)?;
            before = start.checked_add(reader.number()?)?.checked_add(1)?;
            runs.push(start..before);
        }
        values.push((value, runs));
    }
    reader.is_empty().then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_come_back() {
        let mut runs = Vec::new();
        for document in [3, 4, 5, 9] {
            push_document(&mut runs, document);
        }
        let values = vec![("gdpr".to_owned(), runs), ("soc-2".to_owned(), vec![])];
        assert_eq!(values[0].1, [3..6, 9..10]);
        assert_eq!(read(&write(&values)), Ok(values));
    }
}
