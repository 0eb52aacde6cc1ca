//! Parts of a page that a reader opens: `<details>` with its `<summary>`, which code hosts show too.

/// A mark of such a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FoldMark {
    /// A part begins, closed until a reader opens it.
    Closed,
    /// A part begins that a reader may close.
    Open,
    /// Its title, as text.
    Title(String),
    /// The part ends.
    End,
}

/// Returns the marks in a block of HTML; `None` if there is anything else in it.
pub fn fold_marks(html: &str) -> Option<Vec<FoldMark>> {
    let mut marks = Vec::new();
    let mut rest = html.trim_start();
    while !rest.is_empty() {
        let (tag, after) = rest.strip_prefix('<')?.split_once('>')?;
        let mut words = tag.split_whitespace();
        rest = match words.next()?.to_ascii_lowercase().as_str() {
            "details" => {
                let is_open = words.any(|word| word.split('=').next() == Some("open"));
                marks.push(if is_open { FoldMark::Open } else { FoldMark::Closed });
                after
            }
            "summary" => {
                let (title, after) = after.split_once("</summary>")?;
                marks.push(FoldMark::Title(text_of(title)));
                after
            }
            "/details" => {
                marks.push(FoldMark::End);
                after
            }
            _ => return None,
        };
        rest = rest.trim_start();
    }
    (!marks.is_empty()).then_some(marks)
}

/// Returns the text of `html`, without tags.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for symbol in html.chars() {
        match symbol {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            symbol if !is_tag => text.push(symbol),
            _ => {}
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_alone_are_read() {
        let title = |text: &str| FoldMark::Title(text.to_owned());
        let open = "<details>\n<summary><b>A</b> &amp;\n <code>b</code></summary>\n";
        assert_eq!(fold_marks(open), Some(vec![FoldMark::Closed, title("A & b")]));
        assert_eq!(fold_marks("<details open>"), Some(vec![FoldMark::Open]));
        assert_eq!(fold_marks("</details>\n</details>\n"), Some(vec![FoldMark::End, FoldMark::End]));
    }

    #[test]
    fn other_html_is_not() {
        for html in ["", "<details>text</details>", "<details><p>", "<summary>open", "<detailsx>", "a", "<!-- -->"] {
            assert_eq!(fold_marks(html), None, "{html}");
        }
    }
}
