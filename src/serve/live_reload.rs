//! The script that reloads a page when it changed, and its styles.
//!
//! Both are named after a hash of their bytes, as the files of the theme are, so that a browser keeps them.

use std::sync::LazyLock;

const SCRIPT: &[u8] = include_bytes!("live.js");
const STYLE: &[u8] = include_bytes!("live.css");

static SCRIPT_PATH: LazyLock<String> = LazyLock::new(|| named("js", SCRIPT));
static STYLE_PATH: LazyLock<String> = LazyLock::new(|| named("css", STYLE));

fn named(end: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    format!("_fieldbook/live-{hash}.{end}")
}

/// Returns the file at `path`.
pub(super) fn file(path: &str) -> Option<&'static [u8]> {
    if path == *SCRIPT_PATH {
        return Some(SCRIPT);
    }
    (path == *STYLE_PATH).then_some(STYLE)
}

/// Returns `page` with both files in its head, and the version that it shows.
pub(super) fn added_to(page: &[u8], version: u64) -> Vec<u8> {
    let (script, style) = (&*SCRIPT_PATH, &*STYLE_PATH);
    let tags = format!(
        "<link rel=\"stylesheet\" href=\"/{style}\"><script src=\"/{script}\" data-version=\"{version}\" defer></script>"
    );
    let Some(at) = page.windows(7).position(|window| window == b"</head>") else { return page.to_vec() };
    let (before, after) = page.split_at(at);
    [before, tags.as_bytes(), after].concat()
}
