//! Blocks of code of about a kilobyte, in languages that are common in collateral.

use super::language::{Author, capital};
use std::fmt::Write as _;

/// The languages, as fences name them.
pub(crate) const LANGUAGES: [&str; 7] = ["toml", "typescript", "dockerfile", "terraform", "yaml", "json", "bash"];

/// A block ends with the first part that exceeds this number of bytes.
const LENGTH: usize = 850;

/// Returns a fence with code of `language`.
pub(crate) fn fence(author: &mut Author<'_>, language: &str) -> String {
    let mut code = String::with_capacity(LENGTH * 2);
    let mut part = 0;
    while code.len() < LENGTH {
        if part > 0 {
            code.push_str(if language == "json" { ",\n" } else { "\n" });
        }
        let (name, other) = (author.word(), author.word());
        let number = author.random.within(2..900);
        // Writing to a string cannot fail.
        let _ = match language {
            "toml" => toml(&mut code, name, other, number),
            "typescript" => typescript(&mut code, name, other, number),
            "dockerfile" => dockerfile(&mut code, name, other, number),
            "terraform" => terraform(&mut code, name, other, number),
            "yaml" => yaml(&mut code, name, other, number),
            "json" => json(&mut code, name, other, number),
            _ => bash(&mut code, name, other, number),
        };
        part += 1;
    }
    if language == "json" {
        code = format!("[\n{code}\n]\n");
    }
    format!("```{language}\n{code}```\n")
}

/// Returns a diagram in Mermaid, with a title for screen readers.
pub(crate) fn diagram(author: &mut Author<'_>) -> String {
    let mut text = format!("```mermaid\nflowchart LR\n    accTitle: {}\n", author.title(4));
    let names: Vec<_> = (0..author.random.within(5..9)).map(|_| author.word()).collect();
    for (index, pair) in names.windows(2).enumerate() {
        if let [from, to] = pair {
            let _ = writeln!(text, "    n{index}[{from}] -->|{}| n{}[{to}]", author.word(), index + 1);
        }
    }
    text.push_str("```\n");
    text
}

type Written = std::fmt::Result;

fn toml(code: &mut String, name: &str, other: &str, number: usize) -> Written {
    write!(
        code,
        "[service.{name}]\nendpoint = \"https://{name}.example/{other}\"\nreplicas = {number}\nlabels = [\"{other}\", \"{name}\"]\nenabled = true # {other} needs {name}\n"
    )
}

fn typescript(code: &mut String, name: &str, other: &str, number: usize) -> Written {
    let kind = capital(name);
    write!(
        code,
        "export interface {kind} {{\n  id: string;\n  {other}: number;\n}}\n\n/** Reads one {name}. */\nexport async function read{kind}(client: Client, id: string): Promise<{kind}> {{\n  const response = await client.get(`/{name}/${{id}}?limit={number}`);\n  if (!response.ok) {{\n    throw new Error(\"{other} is not there\");\n  }}\n  return response.json();\n}}\n"
    )
}

fn dockerfile(code: &mut String, name: &str, other: &str, number: usize) -> Written {
    write!(
        code,
        "FROM node:22-alpine AS {name}\nWORKDIR /srv/{name}\nCOPY package.json package-lock.json ./\nRUN npm ci --omit=dev && npm run build:{other}\nENV {}_LIMIT={number}\nEXPOSE 8080\nCMD [\"node\", \"dist/{name}.js\"]\n",
        other.to_uppercase()
    )
}

fn terraform(code: &mut String, name: &str, other: &str, number: usize) -> Written {
    write!(
        code,
        "resource \"cloud_queue\" \"{name}\" {{\n  name              = \"{name}-${{var.region}}\"\n  retention_seconds = {number}\n\n  tags = {{\n    owner = \"{other}\"\n  }}\n\n  lifecycle {{\n    prevent_destroy = true\n  }}\n}}\n"
    )
}

fn yaml(code: &mut String, name: &str, other: &str, number: usize) -> Written {
    write!(
        code,
        "---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {name}\nspec:\n  replicas: {number} # one per {other}\n  template:\n    spec:\n      containers:\n        - name: {other}\n          image: registry.example/{name}/{other}:1.{number}\n          ports:\n            - containerPort: 8080\n"
    )
}

fn json(code: &mut String, name: &str, other: &str, number: usize) -> Written {
    write!(
        code,
        "  {{\n    \"name\": \"{name}\",\n    \"limit\": {number},\n    \"enabled\": true,\n    \"{other}\": [\"{name}\", \"{other}\", null],\n    \"url\": \"https://{other}.example/{name}\"\n  }}"
    )
}

fn bash(code: &mut String, name: &str, other: &str, number: usize) -> Written {
    write!(
        code,
        "# Counts each {name}.\nset -euo pipefail\nfor {name} in $(ls /srv/{other} | head -n {number}); do\n  if [ -f \"/srv/{other}/${{{name}}}\" ]; then\n    curl --fail --silent \"https://{other}.example/${{{name}}}\" >> \"{name}.log\"\n  fi\ndone\necho \"{other}: $(wc -l < {name}.log)\"\n"
    )
}
