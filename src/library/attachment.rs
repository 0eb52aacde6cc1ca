//! What a site publishes of a file that is linked to or shown, by the end of its name.

/// How a file beside the content is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Served {
    /// As it is: browsers show or save it without running anything in it.
    AsIs,
    /// As a picture from which everything that runs or loads something is removed.
    Cleaned,
    /// Not at all: a browser could run it, or it is of an unknown type.
    Never,
}

/// Files that browsers save, or show without running anything in them.
const FILES: [&str; 12] = ["csv", "docx", "json", "md", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "yaml", "zip"];
/// Pictures of pixels, in which nothing runs.
const PICTURES: [&str; 9] = ["apng", "avif", "bmp", "gif", "ico", "jpeg", "jpg", "png", "webp"];

/// Returns how the file at `path` is published if a page links to it.
pub fn served_link(path: &str) -> Served {
    if FILES.contains(&end_of(path).as_str()) { Served::AsIs } else { served_picture(path) }
}

/// Returns how the file at `path` is published if a page shows it as a picture.
pub fn served_picture(path: &str) -> Served {
    match end_of(path).as_str() {
        "svg" => Served::Cleaned,
        end if PICTURES.contains(&end) => Served::AsIs,
        _ => Served::Never,
    }
}

/// Returns what follows the last dot of the file's name, in lower case.
fn end_of(path: &str) -> String {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_browsers_run_is_never_published() {
        let run =
            ["html", "xhtml", "xht", "htm", "shtml", "mht", "xml", "xsl", "js", "mjs", "swf", "svgz", "hta", "wasm"];
        for end in run {
            let paths = [format!("a/b.{end}"), format!("a/b.png.{}", end.to_uppercase())];
            for path in paths {
                assert_eq!([served_link(&path), served_picture(&path)], [Served::Never; 2], "{path}");
            }
        }
        assert_eq!([served_link("a.b/c"), served_picture("png")], [Served::Never; 2]);
        assert_eq!([served_link("a.PDF"), served_picture("a.pdf")], [Served::AsIs, Served::Never]);
        assert_eq!([served_link("a.jpg"), served_picture("a.JPG"), served_picture("a.bmp")], [Served::AsIs; 3]);
        assert_eq!([served_link("a.svg"), served_picture("a.Svg")], [Served::Cleaned; 2]);
    }
}
