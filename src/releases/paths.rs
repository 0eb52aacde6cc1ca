//! Where the releases of a competitor are recorded.

/// The folder of the files of releases, in that of the records.
const FOLDER: &str = "releases";
/// The folder of competitors, which their files do not repeat.
const COMPETITORS: &str = "competitors/";

/// Returns the path of the file with the releases of the competitor with this id, in a `folder` of records.
pub fn release_path(folder: &str, competitor: &str) -> String {
    format!("{folder}/{}", below(competitor))
}

/// Returns whether `path` is that of a file of releases in a `folder` of records.
pub fn is_release_file(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
    let name = rest.and_then(|rest| rest.strip_prefix(FOLDER)).and_then(|rest| rest.strip_prefix('/'));
    name.and_then(|name| name.strip_suffix(".jsonl")).is_some_and(|name| !name.is_empty() && !name.ends_with('/'))
}

/// Returns whether the file at `path` is that of the competitor with this id.
pub(super) fn is_of(path: &str, competitor: &str) -> bool {
    path.strip_suffix(&below(competitor)).is_some_and(|folder| folder.ends_with('/'))
}

fn below(competitor: &str) -> String {
    format!("{FOLDER}/{}.jsonl", competitor.strip_prefix(COMPETITORS).unwrap_or(competitor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_competitor_has_one_file_in_a_folder() {
        assert_eq!(release_path("evidence", "competitors/globex"), "evidence/releases/globex.jsonl");
        assert_eq!(release_path("deals/evidence", "competitors/eu/globex"), "deals/evidence/releases/eu/globex.jsonl");
        assert_eq!(release_path("evidence", "pages/globex"), "evidence/releases/pages/globex.jsonl");
        for (path, expected) in [
            ("evidence/releases/globex.jsonl", true),
            ("evidence/releases/eu/globex.jsonl", true),
            ("evidence/globex.example.jsonl", false),
            ("evidence/releases/.jsonl", false),
            ("evidence/releases/globex.json", false),
            ("deals/evidence/releases/globex.jsonl", false),
        ] {
            assert_eq!(is_release_file(path, "evidence"), expected, "{path}");
        }
        assert!(is_of("deals/evidence/releases/globex.jsonl", "competitors/globex"));
        assert!(!is_of("evidence/releases/globex.jsonl", "competitors/obex"));
        assert!(!is_of("evidence/releases/globex.jsonl", "competitors/other"));
    }
}
