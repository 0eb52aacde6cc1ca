//! What chats show of a link: a state never goes without its day.

use super::site_under_test::{TestSite, pages};

/// The properties of the preview of a page, as `name=content`.
fn preview(page: &str) -> Vec<String> {
    let meta = regex::Regex::new("<meta (?:property|name)=\"((?:og|article|twitter):[^\"]*)\" content=\"([^\"]*)\">");
    let meta = meta.expect("a pattern");
    meta.captures_iter(page).map(|found| format!("{}={}", &found[1], &found[2])).collect()
}

#[test]
fn a_preview_has_the_state_in_words_with_its_day_and_the_audience() {
    let card =
        |claims: &str| format!("---\ntitle: Globex\nsummary: Short.\nstatus: approved\nclaims:\n{claims}---\nText.\n");
    let claim = |id: &str, day: &str| {
        format!("  - {{id: {id}, text: {id}, source: 'https://e.example/', verified: {day}, review_every: 30d}}\n")
    };
    let doubtful = card(&(claim("one", "2026-09-01") + &claim("two", "2026-11-10") + "  - {id: three, text: three}\n"));
    let current = card(&claim("one", "2026-11-10"));
    let files = [
        ("site.toml", "[site]\ntitle = \"KB\"\nbase_url = \"https://kb.example.com/\"\n".to_owned()),
        ("content/battlecards/a.md", doubtful),
        ("content/battlecards/b.md", current),
        (
            "opportunities.json",
            "{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20\", \"opportunities\": []}".to_owned(),
        ),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text)).into();
    let site = TestSite::of(files).build("internal", None);
    let pages = pages(&site);
    let of = |path: &str| preview(pages.get(path).unwrap_or_else(|| panic!("{path} is made")));
    assert_eq!(
        of("battlecards/a/index.html"),
        [
            "og:title=Globex battlecard · 1 of 3 claims stale, 1 not proven · as of 2026-11-21 · internal",
            "og:type=article",
            "twitter:card=summary",
            "article:modified_time=2026-11-10",
            "og:description=Short.",
            "og:site_name=KB",
            "og:url=https://kb.example.com/battlecards/a/",
        ]
    );
    assert_eq!(of("battlecards/b/index.html")[0], "og:title=Globex battlecard · current · as of 2026-11-21 · internal");
    let title = of("claims/index.html");
    assert_eq!(title[..2], ["og:title=Claims", "og:type=website"], "a list has no state");
}
