//! What a template may take: bytes of a page, elements of ranges, size and depth of templates.
//!
//! Counted here is every byte that is written and every element that `range` makes. What the templates of a site make
//! besides, and how often their loops run, is counted by `metering`. A circle of includes is refused by the engine; a
//! circle of components is refused here, before it is run.

use super::metering;
use regex::Regex;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Error, Write};
use std::sync::LazyLock;
use tera::{Kwargs, State, TeraResult};

/// The most bytes of a page.
pub(super) const PAGE_BYTES: usize = 16 << 20;
/// The most elements of all ranges of a page together.
const RANGE_ELEMENTS: usize = 10_000;
/// The most bytes of a template.
pub(super) const TEMPLATE_BYTES: usize = 64 << 10;
/// How deep components and includes may call each other.
const DEPTH: usize = 32;

thread_local! {
    /// The elements that ranges of the page under way have made. A page is made by one thread from begin to end.
    static RANGED: Cell<usize> = const { Cell::new(0) };
}

/// A page that refuses to grow past its limit.
#[derive(Debug, Default)]
pub(super) struct CappedPage {
    /// What was written.
    pub(super) bytes: Vec<u8>,
    /// Whether more was to come.
    pub(super) is_full: bool,
}

impl CappedPage {
    /// Begins a page: nothing is written and no range made.
    pub(super) fn begin() -> Self {
        metering::begin_page();
        RANGED.set(0);
        Self::default()
    }
}

impl Write for CappedPage {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + bytes.len() > PAGE_BYTES {
            self.is_full = true;
            return Err(Error::other("the page is full"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// `range(start, end, step_by)`, as the engine has it, within the budget of the page.
///
/// # Errors
///
/// An argument is missing or no whole number, the step is not at least 1, or the budget is used up.
#[expect(clippy::needless_pass_by_value, reason = "the engine calls functions so")]
pub(super) fn range(arguments: Kwargs, _: &State<'_>) -> TeraResult<Vec<i64>> {
    let start = arguments.get::<i64>("start")?.unwrap_or_default();
    let end = arguments.must_get::<i64>("end")?;
    let step = arguments.get::<i64>("step_by")?.unwrap_or(1);
    let step = usize::try_from(step).ok().filter(|step| *step > 0);
    let Some(step) = step else { return Err(tera::Error::message("`range` needs a `step_by` of at least 1")) };
    let left = RANGE_ELEMENTS.saturating_sub(RANGED.get());
    let made: Vec<i64> = (start..end).step_by(step).take(left + 1).collect();
    if made.len() > left {
        let message = format!("the ranges of one page make more than {RANGE_ELEMENTS} elements");
        return Err(tera::Error::message(message));
    }
    RANGED.set(RANGED.get() + made.len());
    Ok(made)
}

/// Where templates call.
struct Patterns {
    /// A component: its name, and what is between its head and its end.
    body: Regex,
    tag: Regex,
    /// A call of a component, or of a template.
    call: Regex,
}

/// Compiled once for all themes that a process loads; nothing if one is wrong.
static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(|| {
    Some(Patterns {
        body: Regex::new(r"(?s)\{%-?\s*component\s+([\w.]+)(.*?)\{%-?\s*endcomponent").ok()?,
        tag: Regex::new(r"(?s)\{[{%].*?[%}]\}").ok()?,
        call: Regex::new(r#"<([A-Za-z_][\w.]*)|include\s+["']([^"']+)["']"#).ok()?,
    })
});

/// What components and templates call.
#[derive(Debug, Default)]
struct Calls {
    /// By name: components as they are, templates with `templates/` before.
    calls: BTreeMap<String, BTreeSet<String>>,
    files: BTreeMap<String, String>,
}

/// Finds a component or template that calls itself, directly or through others, or calls deeper than the limit; returns
/// the file it is in and what is wrong.
pub(super) fn endless(templates: &[(&str, &str)]) -> Option<(String, String)> {
    let calls = Calls::of(templates)?;
    let mut depths = BTreeMap::new();
    calls.calls.keys().find_map(|name| {
        let mut path = Vec::new();
        calls.depth(name, &mut path, &mut depths).err().map(|fault| {
            let file = calls.files.get(name).cloned().unwrap_or_default();
            (format!("templates/{file}"), fault)
        })
    })
}

impl Calls {
    /// Reads the calls out of the texts; nothing if the patterns cannot be compiled, which a test would show.
    fn of(templates: &[(&str, &str)]) -> Option<Self> {
        let Patterns { body, tag, call } = PATTERNS.as_ref()?;
        let called = |text: &str| -> BTreeSet<String> {
            let inside = tag.find_iter(text).flat_map(|tag| call.captures_iter(tag.as_str()));
            let name = |found: regex::Captures<'_>| match (found.get(1), found.get(2)) {
                (Some(component), _) => Some(component.as_str().to_owned()),
                (_, template) => template.map(|template| format!("templates/{}", template.as_str())),
            };
            inside.filter_map(name).collect()
        };
        let mut calls = Self::default();
        for (file, text) in templates {
            for found in body.captures_iter(text) {
                let (Some(name), Some(inside)) = (found.get(1), found.get(2)) else { continue };
                calls.calls.insert(name.as_str().to_owned(), called(inside.as_str()));
                calls.files.insert(name.as_str().to_owned(), (*file).to_owned());
            }
            let name = format!("templates/{file}");
            calls.calls.insert(name.clone(), called(&body.replace_all(text, "")));
            calls.files.insert(name, (*file).to_owned());
        }
        Some(calls)
    }

    /// Returns how deep `name` calls, its own call counted.
    fn depth<'a>(
        &'a self,
        name: &'a str,
        path: &mut Vec<&'a str>,
        depths: &mut BTreeMap<&'a str, usize>,
    ) -> Result<usize, String> {
        if let Some(depth) = depths.get(name) {
            return Ok(*depth);
        }
        if path.contains(&name) {
            return Err(format!("`{name}` calls itself: {} → {name}", path.join(" → ")));
        }
        if path.len() >= DEPTH {
            return Err(format!("`{name}` is called {DEPTH} deep"));
        }
        path.push(name);
        let mut deepest = 0;
        for called in self.calls.get(name).into_iter().flatten() {
            deepest = deepest.max(self.depth(called, path, depths)?);
        }
        path.pop();
        if deepest >= DEPTH {
            return Err(format!("`{name}` calls more than {DEPTH} deep"));
        }
        depths.insert(name, deepest + 1);
        Ok(deepest + 1)
    }
}
