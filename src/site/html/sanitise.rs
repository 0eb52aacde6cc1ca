//! Raw HTML of authors, where a site allows it: what could run, load or dress up is taken out.

use ammonia::{Builder, UrlRelative};

/// Attributes that our own HTML carries; none of them runs anything.
const ATTRIBUTES: [&str; 9] =
    ["class", "id", "role", "tabindex", "aria-label", "data-steps", "data-language", "loading", "title"];

/// Returns `html` without scripts, handlers, styles, forms, frames and addresses of other schemes.
pub(super) fn sanitised(html: &str) -> String {
    Builder::default()
        .add_tags(["figure", "figcaption", "details", "summary", "input", "section"])
        .add_generic_attributes(ATTRIBUTES)
        .add_tag_attributes("a", ["rel"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("input", ["type", "disabled", "checked"])
        .add_tag_attributes("th", ["scope"])
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .clean(html)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_run_is_taken_out_and_our_own_stays() {
        let own = "<p>A<a class=\"chip\" href=\"#~claim-a\"><span class=\"state\" data-steps=\"current\">Current</span></a></p>";
        assert_eq!(sanitised(own), own);
        let raw = "<details open=\"\"><summary>S</summary><b onclick=\"x()\" style=\"a\">b</b></details><script>x</script><iframe src=\"https://a.example\"></iframe><a href=\"javascript:x\">l</a><svg><script>y</script></svg>";
        assert_eq!(sanitised(raw), "<details open=\"\"><summary>S</summary><b>b</b></details><a>l</a>");
    }
}
