//! The templates of a theme with calls to counters, see `metering`.

use super::engine::{engine, render};
use super::fault::{ThemeFault, fault, place_in, unplaced};
use super::metering::{self, Counted, Uncounted};
use std::collections::BTreeMap;
use tera::{Context, Tera};

/// The templates of a theme with calls to counters.
#[derive(Debug)]
pub(super) struct CountingTemplates {
    tera: Tera,
    /// By the path of the template within the theme.
    templates: BTreeMap<String, Template>,
}

#[derive(Debug)]
struct Template {
    written: String,
    counted: Counted,
}

impl CountingTemplates {
    /// Adds counters to `templates`, name and text, and compiles them.
    ///
    /// # Errors
    ///
    /// A template contains what cannot be counted.
    pub(super) fn compile(templates: &[(&str, &str)]) -> Result<Self, ThemeFault> {
        let mut tera = engine();
        metering::register(&mut tera);
        let mut by_path = BTreeMap::new();
        for (name, written) in templates {
            let path = format!("templates/{name}");
            let counted = metering::counted(written).map_err(|Uncounted { at, message }| {
                place_in(written, at, ThemeFault { file: path.clone(), line: 0, column: 0, message })
            })?;
            by_path.insert(path, Template { written: (*written).to_owned(), counted });
        }
        let texts = by_path
            .iter()
            .map(|(path, template)| (path.strip_prefix("templates/").unwrap_or(path), template.counted.text.as_str()));
        tera.add_raw_templates(texts).map_err(|error| {
            let fault = fault(&error);
            unplaced(&fault.file, format!("it cannot be counted: {}", fault.message))
        })?;
        Ok(Self { tera, templates: by_path })
    }

    /// Makes a page with the template called `name`; `plain` are the templates as they were written.
    pub(super) fn render(&self, plain: &Tera, name: &str, context: &Context) -> Result<String, ThemeFault> {
        render(&self.tera, name, context).map_err(|fault| {
            if metering::is_used_up() {
                self.as_written(fault)
            } else {
                // Without counters the page fails at the same step, with the names and places of the template.
                render(plain, name, context).err().unwrap_or(fault)
            }
        })
    }

    /// Returns `fault` with its place in the template as it was written.
    fn as_written(&self, fault: ThemeFault) -> ThemeFault {
        let Some(Template { written, counted }) = self.templates.get(&fault.file) else { return fault };
        let mut lines = counted.text.split_inclusive('\n');
        let before: usize = lines.by_ref().take(fault.line.saturating_sub(1)).map(str::len).sum();
        let in_line = lines.next().unwrap_or_default().chars().take(fault.column.saturating_sub(1));
        let at = before + in_line.map(char::len_utf8).sum::<usize>();
        place_in(written, counted.original(at), fault)
    }
}
