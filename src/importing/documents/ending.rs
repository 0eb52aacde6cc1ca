//! The ending of the name of a file, in any case.

use std::path::Path;

/// Returns whether the name of a file ends with a full stop and `ending`.
pub(in crate::importing) fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// Returns the path without the ending of its name.
pub(in crate::importing) fn without_ending(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path.rfind('.') {
        Some(stop) if stop > name => path.get(..stop).unwrap_or(path),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_those_of_the_name() {
        for (path, is_page, without) in [
            ("a/b.HTML", true, "a/b"),
            ("a.html/b", false, "a.html/b"),
            (".html", false, ".html"),
            ("b.htm", false, "b"),
        ] {
            assert_eq!((has_ending(path, "html"), without_ending(path)), (is_page, without), "{path}");
        }
    }
}
