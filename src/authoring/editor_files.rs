//! Files that let editors complete and check front matter and settings.
//!
//! Language servers for YAML do not read the front matter of Markdown, and a `$schema` comment in it makes them check the
//! body as YAML too. The plugin `remark-lint-frontmatter-schema` reads the front matter alone, by the paths of its
//! settings; it understands JSON Schema up to draft 7.

use super::new_file::NewFile;
use super::schema::{entry_schema, site_schema};
use crate::config::Settings;
use crate::kinds::Kind;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The dialect that editors understand; the schemas use nothing of a later one.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The files for editors, which belong into the repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditorFiles {
    /// Schemas: made from the settings, and replaced when those change.
    pub schemas: Vec<NewFile>,
    /// Settings of editors: written once, since people add to them.
    pub settings: Vec<NewFile>,
}

/// Makes the files for editors of a site with `settings`.
pub fn editor_files(settings: &Settings) -> EditorFiles {
    let mut by_folder = BTreeMap::<&str, Vec<Kind>>::new();
    for kind in Kind::all() {
        by_folder.entry(kind.folder()).or_default().push(kind);
    }
    let mut schemas = vec![schema_file("site", site_schema())];
    let mut associations = serde_json::Map::new();
    for (folder, kinds) in by_folder {
        let schema = match kinds.as_slice() {
            [kind] => entry_schema(*kind, settings),
            several => {
                let any: Vec<Value> =
                    several.iter().map(|kind| without_dialect(entry_schema(*kind, settings))).collect();
                json!({ "anyOf": any })
            }
        };
        let is_deal = kinds.iter().any(|kind| kind.facts().is_deal);
        let roots = settings.roots.iter().filter(|root| root.private == is_deal);
        let paths: Vec<String> = roots.map(|root| format!("./{}/{folder}/**/*.md", root.path.value)).collect();
        if !paths.is_empty() {
            associations.insert(format!("./schemas/{folder}.json"), json!(paths));
            schemas.push(schema_file(folder, schema));
        }
    }
    let remark = json!({
        "plugins": ["remark-frontmatter", ["remark-lint-frontmatter-schema", { "schemas": associations }]]
    });
    let extensions = json!({ "recommendations": ["unifiedjs.vscode-remark", "tamasfe.even-better-toml"] });
    let settings = [(".remarkrc.json", remark), (".vscode/extensions.json", extensions)];
    let settings = settings.map(|(path, value)| NewFile { path: path.to_owned(), text: format!("{value:#}\n") });
    EditorFiles { schemas, settings: settings.into() }
}

fn schema_file(name: &str, schema: Value) -> NewFile {
    let mut schema = without_dialect(schema);
    if let Some(map) = schema.as_object_mut() {
        map.insert("$schema".to_owned(), json!(DRAFT));
    }
    NewFile { path: format!("schemas/{name}.json"), text: format!("{schema:#}\n") }
}

/// Takes out the dialect and the name, which an editor cannot open as an address.
fn without_dialect(mut schema: Value) -> Value {
    if let Some(map) = schema.as_object_mut() {
        map.remove("$schema");
        map.remove("$id");
    }
    schema
}
