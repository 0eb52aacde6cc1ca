//! Which CSS a picture may have.

/// CSS that loads or runs something, or that hides by escapes what it does.
pub(super) fn refused_css(css: &str) -> Option<String> {
    let lower = css.to_ascii_lowercase();
    let is_outside = |(index, mark): (usize, &str)| {
        let rest = lower.get(index + mark.len()..).unwrap_or_default().trim_start_matches([' ', '"', '\'']);
        !rest.starts_with('#')
    };
    let marks = ["@import", "@font-face", "expression(", "javascript:", "image(", "image-set(", "src(", "\\", "//"];
    let found = marks.into_iter().find(|mark| lower.contains(mark));
    let found = found.or_else(|| lower.match_indices("url(").any(is_outside).then_some("url("));
    found.map(|mark| format!("`{mark}` in the style of a drawing loads or runs something"))
}
