//! A theme whose templates are compiled.

use super::assets::{Assets, assets};
use super::budget::{self, TEMPLATE_BYTES};
use super::counting::CountingTemplates;
use super::engine::{engine, render};
use super::fault::{ThemeFault, fault, unplaced};
use super::icons::{ICON_STYLES, SHEET, icon_styles};
use super::slim::{slim_script, slim_style};
use crate::kinds::Kind;
use fieldbook_search::{packed, script};
use rust_embed::RustEmbed;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use tera::{Context, Tera};

#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct Embedded;

/// A compiled theme.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    /// Present if a template is the site's own.
    counting: Option<CountingTemplates>,
    assets: Assets,
    files: Vec<(String, Vec<u8>)>,
    is_portable: bool,
}

impl Theme {
    /// Compiles the default theme with `overrides`, bytes by their path within the theme, in place of its own files.
    ///
    /// # Errors
    ///
    /// The first fault of the sheet of icons, or of a template: its syntax, or the name of a filter, test, component or parent
    /// that does not exist, or what cannot be counted against the budget of a page.
    pub fn load(overrides: &BTreeMap<String, Vec<u8>>) -> Result<Self, ThemeFault> {
        let mut files: BTreeMap<String, Cow<'static, [u8]>> = Embedded::iter()
            .filter_map(|path| Some((path.to_string(), slim(&path, Embedded::get(&path)?.data))))
            .collect();
        files.insert("scripts/12-kinds.js".to_owned(), Cow::Owned(kinds_script().into_bytes()));
        for (path, bytes) in overrides {
            files.insert(path.clone(), Cow::Owned(bytes.clone()));
        }
        let sheet = files.get(SHEET).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
        files.insert(ICON_STYLES.to_owned(), Cow::Owned(icon_styles(&sheet)?.into_bytes()));
        let mut templates = Vec::new();
        for (path, bytes) in &files {
            if let (Some(name), Ok(text)) = (path.strip_prefix("templates/"), std::str::from_utf8(bytes)) {
                if text.len() > TEMPLATE_BYTES {
                    return Err(unplaced(
                        path,
                        format!("it holds {} bytes, and {TEMPLATE_BYTES} are the limit", text.len()),
                    ));
                }
                templates.push((name, text));
            }
        }
        if let Some((file, message)) = budget::endless(&templates) {
            return Err(unplaced(&file, message));
        }
        let mut tera = engine();
        tera.add_raw_templates(templates.iter().copied()).map_err(|error| fault(&error))?;
        let has_own_template = overrides.keys().any(|path| path.starts_with("templates/"));
        let counting = has_own_template.then(|| CountingTemplates::compile(&templates)).transpose()?;
        let (assets, files) = assets(&files);
        Ok(Self { tera, counting, assets, files, is_portable: false })
    }

    /// Returns the theme as a site needs it that is opened from a disk: browsers fetch nothing there, so the
    /// modules are beside themselves as scripts.
    #[must_use]
    pub fn portable(mut self) -> Self {
        let bytes_of = |path: &str| self.files.iter().find(|(own, _)| own == path).map(|(_, bytes)| bytes.as_slice());
        let modules = [("engine", &self.assets.engine_module), ("questionnaire", &self.assets.questionnaire_module)];
        let as_script = |(name, path): (&str, &Option<String>)| {
            let path = path.as_ref()?;
            Some((format!("{path}.js"), script(name, &packed(bytes_of(path)?)).into_bytes()))
        };
        let modules: Vec<_> = modules.into_iter().filter_map(as_script).collect();
        self.is_portable = true;
        self.files.extend(modules);
        self
    }

    /// Returns whether the site can be opened from a disk.
    pub(crate) fn is_portable(&self) -> bool {
        self.is_portable
    }

    /// Returns the files of the theme that a site serves, by path below the site.
    pub(crate) fn files(&self) -> &[(String, Vec<u8>)] {
        &self.files
    }

    /// Returns where the assets stand.
    pub(crate) fn assets(&self) -> &Assets {
        &self.assets
    }

    /// Shows `view` through the template called `name`.
    pub(crate) fn render(&self, name: &str, view: &impl Serialize) -> Result<String, ThemeFault> {
        let context = Context::from_serialize(view).map_err(|error| fault(&error))?;
        match &self.counting {
            Some(counting) => counting.render(&self.tera, name, &context),
            None => render(&self.tera, name, &context),
        }
    }
}

/// Returns a file of the default theme as sites serve it.
fn slim<'a>(path: &str, bytes: Cow<'a, [u8]>) -> Cow<'a, [u8]> {
    let end = path.rsplit_once('.').map_or("", |(_, end)| end);
    let slim = match (std::str::from_utf8(&bytes), end) {
        (Ok(text), "css") => slim_style(text),
        (Ok(text), "js") => slim_script(text),
        _ => return bytes,
    };
    Cow::Owned(slim.into_bytes())
}

/// Returns the texts of the default theme, by path.
#[cfg(test)]
pub(super) fn embedded_texts() -> impl Iterator<Item = (String, String)> {
    let text = |path: &str| String::from_utf8(Embedded::get(path)?.data.into_owned()).ok();
    Embedded::iter().filter_map(move |path| Some((path.to_string(), text(&path)?)))
}

/// Returns the script that gives the other scripts the name of every kind, `window.fieldbook.kinds`.
fn kinds_script() -> String {
    let names: BTreeMap<&str, &str> = Kind::all().map(|kind| (kind.word(), kind.facts().short_plural)).collect();
    format!("window.fieldbook.kinds = {};", serde_json::json!(names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_override_is_named_with_its_line() {
        let overrides =
            BTreeMap::from([("templates/home.html".to_owned(), b"line one\n{{ title | nothing }}".to_vec())]);
        let fault = Theme::load(&overrides).unwrap_err();
        assert_eq!((fault.file.as_str(), fault.line), ("templates/home.html", 2), "{fault:?}");
        assert!(fault.message.contains("nothing"), "{fault:?}");
    }

    #[test]
    fn an_override_takes_the_place_of_one_file() {
        let overrides = BTreeMap::from([("head.js".to_owned(), b"'own';".to_vec())]);
        let theme = Theme::load(&overrides).unwrap();
        assert!(theme.files().iter().any(|(path, bytes)| path.starts_with("assets/scheme-") && bytes == b"'own';"));
        assert!(theme.files().iter().any(|(path, bytes)| path.starts_with("assets/site-") && bytes.len() > 100));
    }

    #[test]
    fn a_portable_theme_has_its_module_as_a_script() {
        let module = BTreeMap::from([("search/engine.wasm".to_owned(), b"\0asm".to_vec())]);
        let theme = Theme::load(&module).unwrap().portable();
        let path = format!("{}.js", theme.assets().engine_module.as_ref().unwrap());
        let (_, bytes) = theme.files().iter().find(|(own, _)| *own == path).unwrap();
        assert_eq!(*bytes, script("engine", &packed(b"\0asm")).into_bytes());
    }

    #[test]
    fn only_finished_html_is_shown_unescaped() {
        for path in Embedded::iter().filter(|path| path.starts_with("templates/")) {
            let file = Embedded::get(&path).unwrap();
            let text = std::str::from_utf8(&file.data).unwrap();
            let parts: Vec<&str> = text.split("| safe").collect();
            for pair in parts.windows(2) {
                let is_finished = pair[0].trim_end().ends_with("_html");
                assert!(is_finished || pair[1].starts_with("_url"), "{path}: {}", pair[0]);
            }
            assert!(!text.contains(" style=") && !text.contains("javascript:"), "{path}");
        }
    }
}
