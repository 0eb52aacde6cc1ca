//! The settings of Hugo: where its content is, and its parameters.

use super::front_matter::{at, member, text_of};
use super::generator::{Generator, base_of};
use super::plan::{Plan, folder_in};
use super::repository::{Repository, ending};
use crate::values::{Value, parse_toml, parse_yaml};
use std::collections::BTreeMap;

/// Reads the settings at `path`.
pub(super) fn plan(repository: &Repository, path: &str) -> Plan {
    let base = base_of(path).to_owned();
    let (settings, fault) = match read(repository, path) {
        Ok(settings) => (settings, None),
        Err(fault) => (Value::Null, Some(fault)),
    };
    let language = text(&settings, &["defaultContentLanguage"]).unwrap_or_else(|| "en".to_owned());
    let of_language = text(&settings, &["languages", &language, "contentDir"]);
    let content = text(&settings, &["contentDir"]);
    let content = of_language.or(content).unwrap_or_else(|| "content".to_owned());
    let pages = folder_in(&base, &content);
    let with_language = folder_in(&pages, &language);
    let has_languages = repository.has_folder(&with_language) && !pages.ends_with(&format!("/{language}"));
    let mut plan = Plan::new(Generator::Hugo, if has_languages { with_language } else { pages.clone() });
    plan.left_out.extend(fault.map(|fault| (path.to_owned(), format!("the settings cannot be read: {fault}"))));
    plan.statics = vec![folder_in(&base, "static"), folder_in(&base, "assets")];
    plan.includes = vec![base.clone(), plan.pages.clone()];
    let address = text(&settings, &["baseURL"]).unwrap_or_default();
    let root = address
        .split_once("://")
        .map_or(address.as_str(), |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    plan.prefixes = vec![
        format!("{}/{language}", root.trim_matches('/')).trim_matches('/').to_owned(),
        root.trim_matches('/').to_owned(),
    ];
    if let Some(params) = member(&settings, "params") {
        parameters(params, "", &mut plan.parameters);
    }
    let in_folder =
        ["params.toml", "params.yaml", "params.yml"].map(|name| folder_in(&base, &format!("config/_default/{name}")));
    for file in in_folder.iter().filter(|file| repository.has(file)) {
        if let Ok(params) = read(repository, file) {
            parameters(&params, "", &mut plan.parameters);
        }
    }
    plan
}

fn read(repository: &Repository, path: &str) -> Result<Value, String> {
    let text = repository.text(path).unwrap_or_default();
    match ending(path).as_str() {
        "toml" => parse_toml(text)
            .map(|node| node.value)
            .map_err(|faults| faults.into_iter().next().map_or(String::new(), |fault| fault.message)),
        _ => parse_yaml(text, 0).map(|node| node.value).map_err(|fault| fault.message),
    }
}

fn text(settings: &Value, path: &[&str]) -> Option<String> {
    at(settings, path).and_then(text_of)
}

/// Adds every scalar below `value`, by its path with dots.
fn parameters(value: &Value, path: &str, found: &mut BTreeMap<String, String>) {
    let Value::Map(pairs) = value else { return };
    for (key, node) in pairs {
        let path =
            if path.is_empty() { key.value.to_lowercase() } else { format!("{path}.{}", key.value.to_lowercase()) };
        match text_of(&node.value) {
            Some(text) => {
                found.insert(path, text);
            }
            None => parameters(&node.value, &path, found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::site::repository::RepositoryFile;

    #[test]
    fn content_of_the_first_language_and_parameters_are_found() {
        let files = [
            (
                "hugo.toml",
                "baseURL = \"https://a.example/docs/\"\n[params]\nversion = 3.6\n[params.ui]\nName = \"N\"\n",
            ),
            ("content/en/a.md", ""),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), RepositoryFile::Text(text.to_owned())));
        let plan = plan(&Repository::new(files.into_iter().collect()), "hugo.toml");
        assert_eq!((plan.pages.as_str(), plan.prefixes), ("content/en", vec!["docs/en".to_owned(), "docs".to_owned()]));
        let parameters: Vec<_> = plan.parameters.iter().map(|(key, value)| format!("{key}={value}")).collect();
        assert_eq!(parameters, ["ui.name=N", "version=3.6"]);
    }
}
