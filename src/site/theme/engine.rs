//! The template engine with the filters and functions of a theme.

use super::budget::{self, CappedPage, PAGE_BYTES};
use super::escape::escape;
use super::fault::{ThemeFault, fault, unplaced};
use crate::site::html::safe_url;
use tera::{Context, Kwargs, State, Tera};

/// Returns a template engine without templates.
pub(super) fn engine() -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".xml"]);
    tera.set_escape_fn(escape);
    tera.register_filter("safe_url", |url: &str, _: Kwargs, _: &State| safe_url(url).unwrap_or_else(|| "#".to_owned()));
    tera.register_function("range", budget::range);
    tera
}

/// Makes a page with the template called `name`, within its budget.
pub(super) fn render(tera: &Tera, name: &str, context: &Context) -> Result<String, ThemeFault> {
    let mut page = CappedPage::begin();
    let rendered = tera.render_to(name, context, &mut page);
    if page.is_full {
        return Err(unplaced(&format!("templates/{name}"), format!("its page grows past {PAGE_BYTES} bytes")));
    }
    rendered.map_err(|error| fault(&error))?;
    String::from_utf8(page.bytes).map_err(|_| unplaced(&format!("templates/{name}"), "its page is no text".to_owned()))
}
