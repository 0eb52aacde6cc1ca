//! The guide to a theme of one's own: its files work as they are printed.

use super::{has_end, pages, sample_with};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The files of the guide, by path within the theme.
fn files_of_the_guide() -> BTreeMap<String, Vec<u8>> {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/README.md");
    let guide = fs::read_to_string(guide).expect("the guide");
    let files = guide.split("`themes/acme/").skip(1).filter_map(|rest| {
        let (path, rest) = rest.split_once("`:\n\n```")?;
        let (_, rest) = rest.split_once('\n')?;
        let (code, _) = rest.split_once("```")?;
        Some((path.to_owned(), code.as_bytes().to_vec()))
    });
    files.collect()
}

#[test]
fn a_colour_a_component_and_a_template_of_the_guide_change_the_site() {
    let files = files_of_the_guide();
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(paths, ["styles/90-colours.css", "templates/components/state.html", "templates/objection.html"]);
    let seen = |site: &super::Site| {
        let styles = site
            .pages
            .iter()
            .find(|page| page.path.starts_with("assets/site-") && has_end(&page.path, "css"))
            .expect("a style sheet");
        let all = pages(site);
        let objection = all.iter().find(|(path, _)| path.starts_with("objections/") && path.matches('/').count() == 2);
        let (_, objection) = objection.expect("an objection");
        [
            String::from_utf8_lossy(&styles.bytes).contains("--accent: light-dark(#8a1c4a, #f2a3c4)"),
            objection.contains("what is this?"),
            objection.contains("Repeat the objection in your own words"),
        ]
    };
    assert_eq!(seen(&sample_with(&files, "internal", None)), [true; 3]);
    assert_eq!(seen(&sample_with(&BTreeMap::new(), "internal", None)), [false; 3]);
}
