//! Rows on other pages than the one for which they were rendered.

use std::borrow::Cow;

/// What an attribute with a link begins with. In texts and in other attributes a quotation mark is escaped.
const LINK: &str = " href=\"";

/// Returns `html` with `prefix` before each relative link in it.
pub(crate) fn moved<'a>(html: &'a str, prefix: &str) -> Cow<'a, str> {
    if prefix.is_empty() || !html.contains(LINK) {
        return Cow::Borrowed(html);
    }
    let mut parts = html.split(LINK);
    let mut moved = String::with_capacity(html.len() + 16 * prefix.len());
    moved.push_str(parts.next().unwrap_or_default());
    for part in parts {
        moved.push_str(LINK);
        if is_relative(part) {
            moved.push_str(prefix);
        }
        moved.push_str(part);
    }
    Cow::Owned(moved)
}

/// Returns whether the link that `text` begins with is relative to its page: no anchor, no path from the root, no scheme.
fn is_relative(text: &str) -> bool {
    let link = text.split('"').next().unwrap_or_default();
    let before_path = link.split('/').next().unwrap_or_default();
    !link.is_empty() && !link.starts_with(['#', '/']) && !before_path.contains(':')
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn relative_links_are_moved_and_no_others() {
        let html = "<a class=\"x\" href=\"one/index.html\">href=&quot;two&quot;</a><use href=\"../assets/i.svg#a\"></use>\
                    <a href=\"#here\"></a><a href=\"/root\"></a><a href=\"https://x.example/\"></a><a href=\"mailto:a@x.example\"></a>\
                    <a href=\"a/b:c.html\"></a>";
        let expected = "<a class=\"x\" href=\"../../one/index.html\">href=&quot;two&quot;</a><use href=\"../../../assets/i.svg#a\"></use>\
                        <a href=\"#here\"></a><a href=\"/root\"></a><a href=\"https://x.example/\"></a><a href=\"mailto:a@x.example\"></a>\
                        <a href=\"../../a/b:c.html\"></a>";
        assert_eq!(moved(html, "../../"), expected);
        assert_eq!(moved(html, ""), html);
    }
}
