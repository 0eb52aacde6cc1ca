//! `mkdocs.yml`: pages, navigation, redirects and snippets.

use super::front_matter::{at, member, text_of, texts_of};
use super::generator::{Generator, base_of};
use super::navigation::NavigationItem;
use super::plan::{Plan, folder_in};
use super::repository::{Repository, join};
use crate::values::{Value, parse_yaml};

/// How deep a navigation may nest.
const DEEPEST: usize = 12;

/// Reads the settings at `path`.
pub(super) fn plan(repository: &Repository, path: &str) -> Plan {
    let base = base_of(path).to_owned();
    let text = without_tags(repository.text(path).unwrap_or_default());
    let (settings, fault) = match parse_yaml(&text, 0) {
        Ok(node) => (node.value, None),
        Err(fault) => (Value::Null, Some(fault.message)),
    };
    let docs = member(&settings, "docs_dir").and_then(text_of).unwrap_or_else(|| "docs".to_owned());
    let pages = folder_in(&base, &docs);
    let mut plan = Plan::new(Generator::MkDocs, pages.clone());
    plan.left_out.extend(fault.map(|fault| (path.to_owned(), format!("the settings cannot be read: {fault}"))));
    let snippets = extension(&settings, "pymdownx.snippets").and_then(|snippets| member(snippets, "base_path"));
    let folders = snippets.map(texts_of).unwrap_or_default();
    plan.includes =
        folders.iter().filter_map(|folder| join(&base, folder)).chain([base.clone(), pages.clone()]).collect();
    if let Some(Value::Map(pairs)) =
        plugin(&settings, "redirects").and_then(|redirects| member(redirects, "redirect_maps"))
    {
        plan.redirects =
            pairs.iter().filter_map(|(from, to)| Some((address(&from.value), text_of(&to.value)?))).collect();
    }
    if let Some(nav) = member(&settings, "nav") {
        plan.navigation = Some(items(nav, &pages, 0));
    }
    if let Some(Value::Map(pairs)) = member(&settings, "extra") {
        plan.parameters =
            pairs.iter().filter_map(|(key, node)| Some((key.value.clone(), text_of(&node.value)?))).collect();
    }
    for name in plugin_names(&settings) {
        if matches!(
            name.as_str(),
            "macros" | "gen-files" | "literate-nav" | "mkdocstrings" | "monorepo" | "awesome-pages" | "awesome-nav"
        ) {
            plan.left_out.push((path.to_owned(), format!("plugin {name}: what it makes is not imported")));
        }
    }
    plan
}

/// Takes the tags of values out, such as `!ENV` and `!!python/name:…`: none of them says anything about pages.
fn without_tags(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for line in text.lines() {
        let at = [": !", "- !"].iter().filter_map(|mark| line.find(mark)).min();
        match at.and_then(|at| line.split_at_checked(at + 2)) {
            Some((before, tag)) => {
                let value = tag.split_once(' ').map_or("", |(_, value)| value);
                kept.push_str(before);
                kept.push_str(value);
            }
            None => kept.push_str(line),
        }
        kept.push('\n');
    }
    kept
}

/// Returns the settings of an extension, which are a map of names or a list of names and maps.
fn extension<'a>(settings: &'a Value, name: &str) -> Option<&'a Value> {
    within(member(settings, "markdown_extensions")?, name)
}

fn plugin<'a>(settings: &'a Value, name: &str) -> Option<&'a Value> {
    within(member(settings, "plugins")?, name)
}

fn within<'a>(list: &'a Value, name: &str) -> Option<&'a Value> {
    match list {
        Value::List(items) => items.iter().find_map(|item| member(&item.value, name)),
        value => at(value, &[name]),
    }
}

fn plugin_names(settings: &Value) -> Vec<String> {
    match member(settings, "plugins") {
        Some(Value::List(items)) => {
            let name = |value: &Value| match value {
                Value::Map(pairs) => pairs.first().map(|(key, _)| key.value.clone()),
                value => text_of(value),
            };
            items.iter().filter_map(|item| name(&item.value)).collect()
        }
        Some(Value::Map(pairs)) => pairs.iter().map(|(key, _)| key.value.clone()).collect(),
        _ => Vec::new(),
    }
}

/// Returns the address of the page at `path` below the folder of pages.
pub(super) fn address(path: &str) -> String {
    let path = path.split('#').next().unwrap_or(path).trim_matches('/');
    let stem = path.strip_suffix(".md").or_else(|| path.strip_suffix(".html")).unwrap_or(path);
    let stem = stem.strip_suffix("/index").or_else(|| stem.strip_suffix("/README")).unwrap_or(stem);
    if matches!(stem, "index" | "README") { String::new() } else { stem.to_owned() }
}

fn items(nav: &Value, pages: &str, depth: usize) -> Vec<NavigationItem> {
    let Value::List(list) = nav else { return Vec::new() };
    let mut items = Vec::new();
    for node in list.iter().filter(|_| depth < DEEPEST) {
        match &node.value {
            Value::Map(pairs) => {
                for (title, value) in pairs {
                    let title = Some(title.value.clone()).filter(|title| !title.trim().is_empty());
                    items.push(item(title, &value.value, pages, depth));
                }
            }
            value => items.push(item(None, value, pages, depth)),
        }
    }
    items
}

fn item(title: Option<String>, value: &Value, pages: &str, depth: usize) -> NavigationItem {
    match value {
        Value::List(_) => NavigationItem::section(title, items(value, pages, depth + 1)),
        value => {
            let path = text_of(value).unwrap_or_default();
            if path.contains("://") {
                return NavigationItem::link(title, path);
            }
            NavigationItem::page(title, join(pages, &path).unwrap_or(path))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::site::repository::RepositoryFile;

    #[test]
    fn navigation_redirects_and_folders_are_read() {
        let text = "site_name: A\ndocs_dir: pages\ntheme: {name: !ENV [T, x]}\nmarkdown_extensions:\n  - toc\n  - pymdownx.snippets:\n      base_path: [parts]\n  - pymdownx.superfences:\n      custom_fences:\n        - name: mermaid\n          format: !!python/name:pymdownx.superfences.fence_code_format\nplugins:\n  - search\n  - redirects:\n      redirect_maps:\n        old/index.md: new.md#x\n        a.md: https://a.example\n  - mkdocstrings\nnav:\n  - Start: index.md\n  - Set up:\n      - setup/index.md\n      - '': [setup/a.md]\n  - Out: https://b.example\n";
        let file = ("web/mkdocs.yml".to_owned(), RepositoryFile::Text(text.to_owned()));
        let plan = plan(&Repository::new([file].into_iter().collect()), "web/mkdocs.yml");
        assert_eq!(
            (plan.pages.as_str(), plan.includes),
            ("web/pages", ["web/parts", "web", "web/pages"].map(str::to_owned).to_vec())
        );
        assert_eq!(
            plan.redirects,
            [("old".to_owned(), "new.md#x".to_owned()), ("a".to_owned(), "https://a.example".to_owned())]
        );
        assert_eq!(plan.left_out.len(), 1, "{:?}", plan.left_out);
        let title = |text: &str| Some(text.to_owned());
        let page = |title, path: &str| NavigationItem::page(title, path.to_owned());
        let inner = NavigationItem::section(None, vec![page(None, "web/pages/setup/a.md")]);
        assert_eq!(
            plan.navigation,
            Some(vec![
                page(title("Start"), "web/pages/index.md"),
                NavigationItem::section(title("Set up"), vec![page(None, "web/pages/setup/index.md"), inner]),
                NavigationItem::link(title("Out"), "https://b.example".to_owned()),
            ])
        );
    }
}
