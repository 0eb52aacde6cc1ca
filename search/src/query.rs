//! What is asked.

use std::collections::{BTreeMap, BTreeSet};

/// A search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// What was typed. A last word without anything behind it may be unfinished.
    pub text: String,
    /// Only documents that have, for every facet named here, one of its values; `kind` is a facet.
    pub facets: BTreeMap<String, BTreeSet<String>>,
    /// The largest number of hits.
    pub limit: usize,
    /// The day for which states are given, in days since 1970-01-01.
    pub today: i32,
    /// Whether to count the values of all facets, which needs their shards.
    pub counts: bool,
}

impl Default for Query {
    fn default() -> Self {
        Self { text: String::new(), facets: BTreeMap::new(), limit: 10, today: 0, counts: false }
    }
}

/// Parts the fields of a query on its way through the browser.
const SEPARATOR: char = '\u{1f}';

impl Query {
    /// A query for `text`, ten hits, with the states on `today`.
    pub fn new(text: &str, today: i32) -> Self {
        Self { text: text.to_owned(), today, ..Self::default() }
    }

    /// Reads the form in which scripts pass a query: text, limit, today, `1` or `0` for counts, and then any number
    /// of `facet=value`, parted by U+001F. Numbers that cannot be read keep their defaults.
    pub fn parse(form: &str) -> Self {
        let mut fields = form.split(SEPARATOR);
        let mut query = Self { text: fields.next().unwrap_or("").to_owned(), ..Self::default() };
        let mut number = || fields.next().and_then(|field| field.parse::<i32>().ok());
        if let Some(limit) = number().and_then(|limit| usize::try_from(limit).ok()) {
            query.limit = limit;
        }
        query.today = number().unwrap_or(0);
        query.counts = number() == Some(1);
        for (facet, value) in fields.filter_map(|field| field.split_once('=')) {
            query.facets.entry(facet.to_owned()).or_default().insert(value.to_owned());
        }
        query
    }

    /// The form that [`Query::parse`] reads.
    pub fn form(&self) -> String {
        let (limit, today, counts) = (self.limit, self.today, u8::from(self.counts));
        let mut form = format!("{}{SEPARATOR}{limit}{SEPARATOR}{today}{SEPARATOR}{counts}", self.text);
        for (facet, value) in
            self.facets.iter().flat_map(|(facet, values)| values.iter().map(move |value| (facet, value)))
        {
            form.push(SEPARATOR);
            form.extend([facet, "=", value]);
        }
        form
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_come_back() {
        let values = BTreeSet::from(["a=b".to_owned(), "c".to_owned()]);
        let facets = BTreeMap::from([("product".to_owned(), values)]);
        let query = Query { text: "at rest?".into(), facets, limit: 3, today: -4, counts: true };
        assert_eq!(Query::parse(&query.form()), query);
        assert_eq!(Query::parse("vault\u{1f}many"), Query::new("vault", 0));
    }
}
