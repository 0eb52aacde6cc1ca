//! Names of files in an export: a title, a blank, and an id of 32 hexadecimal digits.

/// Returns the title in the name of a file or folder without its ending and id.
pub(super) fn title(name: &str) -> &str {
    let bare = name.strip_suffix("_all").unwrap_or(name);
    match bare.rsplit_once(' ') {
        Some((title, id)) if is_id(id) => title,
        None if is_id(bare) => "",
        _ => name,
    }
}

fn is_id(text: &str) -> bool {
    let digits = text.bytes().filter(|byte| *byte != b'-').count();
    digits == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// Returns a path without the ids of its folders and file, and without its ending.
pub(in crate::importing::documents) fn without_ids(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    stem.split('/').map(title).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_taken_out_of_paths() {
        let id = "0123456789abcdef0123456789abcdef";
        assert_eq!(without_ids(&format!("Sales {id}/Why us {id}.md")), "Sales/Why us");
        assert_eq!(without_ids(&format!("Deals {id}_all.csv")), "Deals");
        assert_eq!(without_ids("Sales/plain 0123.md"), "Sales/plain 0123");
        assert_eq!(title("Deals_all"), "Deals_all");
    }
}
