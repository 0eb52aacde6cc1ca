//! Which format a document has, by its content.

use super::package::Package;

/// A format of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// A Word document.
    Word,
    /// Slides (`.pptx`).
    Slides,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// Values separated by commas.
    Delimited,
}

/// Returns the format of a document.
///
/// # Errors
/// It is of no format that is read here; a phrase that says what it is and what to do.
pub(super) fn format_of(path: &str, bytes: &[u8]) -> Result<Format, String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name.starts_with("~$") || name.starts_with(".~lock.") {
        return Err("a lock file of an office program".to_owned());
    }
    if name.starts_with('.') || name == "Thumbs.db" || path.starts_with("__MACOSX/") || path.contains("/__MACOSX/") {
        return Err("hidden".to_owned());
    }
    if bytes.is_empty() {
        return Err("it is empty".to_owned());
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if bytes.starts_with(b"PK") {
        return packed_format(bytes, &ending);
    }
    if bytes.starts_with(b"%PDF") {
        return Err(
            "a PDF file has no headings or tables to read: import the document that it was made from".to_owned()
        );
    }
    match ending.as_str() {
        "md" | "markdown" => Ok(Format::Markdown),
        "html" | "htm" => Ok(Format::Html),
        "csv" => Ok(Format::Delimited),
        "docx" | "pptx" | "doc" | "ppt" | "xls" | "xlsx" => Err(Package::open(bytes)
            .err()
            .unwrap_or_else(|| "its content is not that of an office document".to_owned())),
        "key" | "pages" | "numbers" => Err(iwork(&ending)),
        "rtf" => Err("rich text: save it as .docx, and import it again".to_owned()),
        "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "bmp" | "tif" | "tiff" => {
            Err("a picture that no imported page shows".to_owned())
        }
        _ => Err("not a document that this command reads".to_owned()),
    }
}

fn packed_format(bytes: &[u8], ending: &str) -> Result<Format, String> {
    if matches!(ending, "key" | "pages" | "numbers") {
        return Err(iwork(ending));
    }
    let start = bytes.get(..bytes.len().min(120)).unwrap_or_default();
    let has = |word: &[u8]| memchr::memmem::find(start, word).is_some();
    if has(b"application/vnd.oasis.opendocument.text") {
        return Err("an OpenDocument text (.odt): save it as .docx in LibreOffice, and import it again".to_owned());
    }
    if has(b"application/vnd.oasis.opendocument.presentation") {
        return Err("OpenDocument slides (.odp): save them as .pptx in LibreOffice, and import them again".to_owned());
    }
    let mut package = Package::open(bytes)?;
    let main = package.main_part().unwrap_or_default();
    let root = package.xml(&main)?.map(|element| element.name).unwrap_or_default();
    match root.as_str() {
        "document" => Ok(Format::Word),
        "presentation" => Ok(Format::Slides),
        "workbook" => Err("a workbook: `fieldbook import answers` reads tables of questions and answers".to_owned()),
        _ => Err("an archive that is not a document".to_owned()),
    }
}

fn iwork(ending: &str) -> String {
    let (program, target) = match ending {
        "pages" => ("Pages", ".docx"),
        "key" => ("Keynote", ".pptx"),
        _ => ("Numbers", ".xlsx"),
    };
    format!("a document of {program}: export it as {target} there (File, Export To), and import that")
}
