//! The licences as one page.

use super::graph::Package;
use std::collections::BTreeMap;

/// Returns the page: the packages with the expressions of their manifests, then each text once.
pub(crate) fn page(packages: &[Package]) -> String {
    let mut page = "# Third-party licences\n\nThe binary of fieldbook contains code of the packages below, whose sources are on crates.io, and syntax definitions.\n\
                    `cargo run --example licenses -- write` generates this page.\n\n"
        .to_owned();
    for Package { name, version, expression, .. } in packages {
        line(&mut page, &format!("- {name} {version}: {expression}"));
    }
    let mut owners: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for package in packages {
        for text in &package.texts {
            owners.entry(text).or_default().push(format!("{} {}", package.name, package.version));
        }
    }
    let mut texts: Vec<_> = owners.into_iter().map(|(text, owners)| (owners, text)).collect();
    texts.sort();
    for (owners, text) in texts {
        line(&mut page, &format!("\n## {}\n\n~~~~text\n{text}\n~~~~", owners.join(", ")));
    }
    line(&mut page, "\n# Syntax definitions\n");
    for licence in
        two_face::acknowledgement::listing().for_syntaxes().iter().filter(|licence| licence.needs_acknowledgement())
    {
        let text: Vec<_> = licence.text.trim_matches('\n').lines().map(str::trim_end).collect();
        line(&mut page, &format!("## {}\n\n~~~~text\n{}\n~~~~\n", licence.rel_path.display(), text.join("\n")));
    }
    format!("{}\n", page.trim_end())
}

fn line(page: &mut String, text: &str) {
    page.push_str(text);
    page.push('\n');
}
