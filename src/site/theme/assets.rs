//! The assets of a theme, named after their content.

use super::icons::ICON_STYLES;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What the paths of the assets begin with that only the tray needs.
pub(crate) const TRAY_ASSETS: &str = "assets/questionnaire-";

/// Where the assets of a theme are below the site.
#[derive(Debug, Clone, Default)]
pub(crate) struct Assets {
    /// Style sheets.
    pub(crate) styles: Vec<String>,
    /// Style sheets for paper, which browsers fetch after everything else.
    pub(crate) print_styles: Vec<String>,
    /// Scripts that run before anything shows.
    pub(crate) head_scripts: Vec<String>,
    /// Scripts that run once the page is read.
    pub(crate) scripts: Vec<String>,
    /// The sign in the browser's tab.
    pub(crate) favicon: String,
    /// The script of the search engine, where the theme has one.
    pub(crate) engine: Option<String>,
    /// Its module.
    pub(crate) engine_module: Option<String>,
    /// The script of the dialog for corrections, where the theme has one.
    pub(crate) corrections: Option<String>,
    /// Its styles.
    pub(crate) corrections_style: Option<String>,
    /// The styles of the tray, where the theme has them.
    pub(crate) questionnaire_style: Option<String>,
    /// The scripts of the tray, where the theme has them.
    pub(crate) questionnaire: Option<String>,
    /// The module that matches questions.
    pub(crate) questionnaire_module: Option<String>,
}

/// What the paths of the styles end with that only paper needs.
const PRINT_STYLES: &str = "-print.css";

/// Names the assets after their content, so that browsers may keep them for ever. The parts of the style sheets and the
/// scripts, one file per subject, are joined in the order of their names.
pub(super) fn assets(files: &BTreeMap<String, Cow<'static, [u8]>>) -> (Assets, Vec<(String, Vec<u8>)>) {
    let joined_if = |is_part: &dyn Fn(&str) -> bool| {
        let parts = files.iter().filter(|(path, _)| is_part(path));
        parts.fold(Vec::new(), |mut whole: Vec<u8>, (_, bytes)| {
            whole.extend_from_slice(bytes);
            whole.push(b'\n');
            whole
        })
    };
    let joined = |folder: &str| joined_if(&|path| path.starts_with(folder));
    let is_style = |path: &str| path.starts_with("styles/");
    let is_for_paper = |path: &str| is_style(path) && path.ends_with(PRINT_STYLES);
    let single = |path: &str| files.get(path).map(|bytes| bytes.to_vec()).unwrap_or_default();
    let mut served = Vec::new();
    let mut serve = |name: &str, end: &str, bytes: Vec<u8>| {
        let hash: String = blake3::hash(&bytes).to_hex().chars().take(10).collect();
        let path = format!("assets/{name}-{hash}.{end}");
        served.push((path.clone(), bytes));
        path
    };
    let assets = Assets {
        styles: vec![
            serve("site", "css", joined_if(&|path| is_style(path) && !is_for_paper(path))),
            serve("icons", "css", single(ICON_STYLES)),
        ],
        print_styles: vec![serve("print", "css", joined_if(&is_for_paper))],
        head_scripts: vec![serve("scheme", "js", single("head.js"))],
        scripts: vec![serve("site", "js", joined("scripts/"))],
        favicon: serve("favicon", "svg", single("favicon.svg")),
        engine: files.get("search/engine.js").map(|bytes| serve("engine", "js", bytes.to_vec())),
        corrections: files.get("corrections/dialog.js").map(|text| serve("corrections", "js", text.to_vec())),
        corrections_style: files.get("corrections/dialog.css").map(|text| serve("corrections", "css", text.to_vec())),
        questionnaire_style: files
            .get("questionnaire/tray.css")
            .map(|text| serve("questionnaire", "css", text.to_vec())),
        questionnaire: Some(joined("questionnaire/scripts/"))
            .filter(|text| !text.is_empty())
            .map(|text| serve("questionnaire", "js", text)),
        questionnaire_module: files
            .get("questionnaire/engine.wasm")
            .map(|bytes| serve("questionnaire", "wasm", bytes.to_vec())),
        engine_module: files.get("search/engine.wasm").map(|bytes| serve("engine", "wasm", bytes.to_vec())),
    };
    (assets, served)
}
