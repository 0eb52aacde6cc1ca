//! The commit that a site is built from, as a script of its own: were it in the pages, each commit would change all of them.

use super::input::BuildFacts;

/// Where the script is below the site. Its name has no hash, since then a link to it would change with each commit.
pub(crate) const COMMIT_SCRIPT: &str = "build.js";
/// How many digits of a commit are shown; Git finds a commit by them.
const DIGITS: usize = 10;

/// Returns the script, which names the commit as `window.fieldbookBuild.commit`; `None` where Git knows none.
pub(crate) fn commit_script(built: &BuildFacts) -> Option<Vec<u8>> {
    let commit: String = built.commit.as_ref()?.chars().take(DIGITS).collect();
    Some(format!("window.fieldbookBuild = {};\n", serde_json::json!({ "commit": commit })).into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn the_script_names_the_commit_by_ten_digits() {
        let script = |commit: Option<&str>| {
            let built =
                BuildFacts { commit: commit.map(str::to_owned), day: NaiveDate::default(), version: String::new() };
            commit_script(&built).map(|bytes| String::from_utf8(bytes).unwrap())
        };
        assert_eq!(script(None), None);
        let expected = "window.fieldbookBuild = {\"commit\":\"0123456789\"};\n";
        assert_eq!(script(Some("0123456789abcdef")).as_deref(), Some(expected));
    }
}
