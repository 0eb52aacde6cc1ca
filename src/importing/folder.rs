//! A folder of Markdown with whatever is beside it: copied, with front matter made to fit.

use super::front::{Site, fit};
use super::import::{Import, Source, Written};
use crate::config::{Root, Settings};
use std::path::Path;

/// Takes every file over under its own name; only front matter that would not be understood changes.
///
/// `into` is the target folder and `root` the root of `settings` that it is in.
pub fn import_folder(sources: &[Source], into: &str, root: &Root, settings: &Settings) -> Import {
    let mut import = Import::default();
    for source in sources {
        let path = source.path.clone();
        let ending = Path::new(&path).extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if !matches!(ending.as_deref(), Some("md" | "markdown")) {
            let what = format!("{} copied", kind_of(ending.as_deref()));
            import.add(&path, Written { path: path.clone(), bytes: source.bytes.clone() }, what, Vec::new());
            continue;
        }
        let Ok(text) = std::str::from_utf8(&source.bytes) else {
            let notes = vec!["no UTF-8 text: the check will name it".to_owned()];
            import.add(
                &path,
                Written { path: path.clone(), bytes: source.bytes.clone() },
                "page copied".to_owned(),
                notes,
            );
            continue;
        };
        let fitted = fit(&path, text, Site { settings, root, into });
        let what = if fitted.text == text { "page copied" } else { "page, front matter fitted" };
        let written = Written { path: path.clone(), bytes: fitted.text.into_bytes() };
        import.add(&path, written, what.to_owned(), fitted.notes);
    }
    import
}

fn kind_of(ending: Option<&str>) -> &'static str {
    match ending {
        Some("png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "avif") => "image",
        Some("html" | "htm") => "HTML",
        _ => "file",
    }
}
