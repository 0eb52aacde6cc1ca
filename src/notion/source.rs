//! Parses the link or id of a database.

use super::Failure;

/// A place in Notion that contains the opportunities. Ids are 32 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A data source.
    DataSource(String),
    /// A database, a page that contains a database, or a data source; resolved by requests to Notion.
    Any(String),
}

impl Source {
    /// Finds the id in a link to a page or database, a dashed or bare id, or `collection://` and a data source's id.
    ///
    /// In a link, the last id of the path is used; the view (`?v=`) is ignored.
    ///
    /// # Errors
    ///
    /// [`Failure::NoId`] if there is none.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let text = text.trim().trim_matches(['<', '>', '"']);
        if let Some(rest) = text.strip_prefix("collection://") {
            return parse_id(rest).map(Self::DataSource).ok_or(Failure::NoId);
        }
        let path = text.split(['?', '#']).next().unwrap_or_default();
        let path = path.split_once("://").map_or(path, |(_, rest)| rest);
        path.rsplit('/').find_map(last_id).map(Self::Any).ok_or(Failure::NoId)
    }
}

/// Reads an id, with or without dashes.
pub(super) fn parse_id(text: &str) -> Option<String> {
    let digits: String = text.trim().chars().filter(|letter| *letter != '-').collect();
    let is_id = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then(|| digits.to_ascii_lowercase())
}

/// The id at the end of one part of a path, such as `Deals-2026-<32 hex>` or a dashed id.
fn last_id(part: &str) -> Option<String> {
    let tail = |length: usize| part.get(part.len().checked_sub(length)?..);
    // 36 letters with dashes at these places, or 32 without any.
    let dashed = tail(36).filter(|text| [8, 13, 18, 23].iter().all(|at| text.as_bytes().get(*at) == Some(&b'-')));
    let id = |(text, length): (&str, usize)| {
        let before = part.len().checked_sub(length + 1).and_then(|at| part.as_bytes().get(at));
        parse_id(text).filter(|_| !before.is_some_and(u8::is_ascii_alphanumeric))
    };
    let bare = tail(32).filter(|text| !text.contains('-'));
    dashed.map(|text| (text, 36)).and_then(id).or_else(|| bare.map(|text| (text, 32)).and_then(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_that_people_paste() {
        let id = "0123456789abcdef0123456789abcdef";
        let view = "ffffffffffffffffffffffffffffffff";
        let dashed = "01234567-89AB-cdef-0123-456789abcdef";
        let forms = [
            format!("https://www.notion.so/acme/Deals-2026-{id}?v={view}"),
            format!("https://www.notion.so/{id}?v={view}&p={view}"),
            format!("https://acme.notion.site/Deals-{id}#{view}"),
            format!("https://app.notion.com/p/acme/{dashed}"),
            format!("https://www.notion.so/{view}/Deals-{id}/"),
            format!("notion://www.notion.so/acme/{id}"),
            format!("  {dashed}\n"),
            format!("<{id}>"),
        ];
        for form in forms {
            assert_eq!(Source::parse(&form).ok(), Some(Source::Any(id.to_owned())), "{form}");
        }
        assert_eq!(Source::parse(&format!("collection://{dashed}")).ok(), Some(Source::DataSource(id.to_owned())));
        let view_only = format!("https://www.notion.so/acme/Deals?v={view}");
        let too_long = format!("a{id}");
        for wrong in ["", "deals", "collection://", &view_only, &too_long, "https://www.notion.so/é-0123456789"] {
            assert!(Source::parse(wrong).is_err(), "{wrong}");
        }
    }
}
