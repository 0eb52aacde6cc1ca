//! The dialect of Markdown through a whole build: what each part becomes, and what becomes of HTML and addresses.

use snapbox::{Data, assert_data_eq};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A picture of 2 by 3 pixels, in the header that says so (PNG 1.2, 11.2.2).
const PICTURE: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\x02\0\0\0\x12\x16\xf1\x4d\0\0\0\0IEND\xaeB\x60\x82";

const PAGES: [(&str, &str); 3] = [
    ("code", include_str!("dialect/code.md")),
    ("parts", include_str!("dialect/parts.md")),
    ("raw", include_str!("dialect/raw.md")),
];

/// Builds a site of the three pages with `settings` and returns the body of each, by name.
fn build(settings: &str) -> BTreeMap<&'static str, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("content/pages");
    fs::create_dir_all(&pages).expect("made");
    fs::write(folder.path().join("site.toml"), format!("[site]\ntitle = \"T\"\n{settings}")).expect("written");
    fs::write(pages.join("plan.png"), PICTURE).expect("written");
    for (name, text) in PAGES {
        fs::write(pages.join(format!("{name}.md")), text).expect("written");
    }
    let output = folder.path().join("public");
    let run = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .args(["build", "--today", "2026-11-21", "--site"])
        .arg(folder.path())
        .arg("--output")
        .arg(&output)
        .output()
        .expect("fieldbook runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let body = |name: &str| {
        let page = fs::read_to_string(output.join(format!("pages/{name}/index.html"))).expect("the page");
        let start = page.split_once("<div class=\"prose\" dir=\"auto\">").expect("a body").1;
        format!("{}\n", inside(start))
    };
    PAGES.map(|(name, _)| (name, body(name))).into()
}

/// Returns what stands before the end of the `<div>` that `html` begins in.
fn inside(html: &str) -> &str {
    let mut depth = 1;
    for (index, _) in html.match_indices('<') {
        let rest = &html[index..];
        depth += i32::from(rest.starts_with("<div")) - i32::from(rest.starts_with("</div"));
        if depth == 0 {
            return html[..index].trim_end();
        }
    }
    panic!("the body does not end");
}

fn golden(name: &str) -> Data {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/site/golden").join(name);
    Data::read_from(&path, None).raw()
}

/// Syntaxes are read once per program, so two builds show everything.
#[test]
fn the_dialect_through_a_whole_build() {
    let dropped = build("raw_html = \"drop\"\n");
    assert_data_eq!(&dropped["code"], golden("dialect-code.html"));
    for language in ["toml", "typescript", "dockerfile", "terraform"] {
        let block = dropped["code"].split_once(&format!("data-language=\"{language}\">")).expect("a block").1;
        let block = block.split_once("</code>").expect("its end").0;
        assert!(block.matches("<span class=\"h").count() > 2, "{language}: {block}");
    }
    let unknown = dropped["code"].split_once("data-language=\"nothing-known\">").expect("a control").1;
    assert!(!unknown.contains("<span"), "{unknown}");
    assert_data_eq!(&dropped["parts"], golden("dialect-parts.html"));
    assert_data_eq!(&dropped["raw"], golden("dialect-raw-drop.html"));

    let kept = build("raw_html = \"sanitise\"\n");
    let words = "<kbd>Ctrl</kbd>+<kbd>K</kbd>, <b>bold</b> H<sub>2</sub>O.";
    assert!(kept["raw"].contains(words) && !dropped["raw"].contains("<kbd>"), "{}", kept["raw"]);
    assert_data_eq!(&kept["raw"], golden("dialect-raw-sanitise.html"));
    assert_eq!(kept["parts"].matches("href=").count(), dropped["parts"].matches("href=").count());
}
