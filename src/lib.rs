//! fieldbook compiles a repository of Markdown collateral into a site, and checks what it says.
//!
//! The stages, each a module named after its result:
//!
//! ```text
//! content/*.md ─► source ─► entry ─► library ─┬─► rules ──► findings ─► report        (check)
//! site.toml ───► config                       ├─► site ───► pages ─┐
//! opportunity source ─► opportunity ──────────┤                    ├─► publish         (build)
//!                                             ├─► index ───────────┘
//!                                             └─► rfp: questionnaire ─► matches ─► response   (rfp)
//! ```
//!
//! Each module's first sentence says what it is for; `ARCHITECTURE.md` lists all of them, and which one decides what.
//!
//! - Read by every stage: `kinds` (the table of the kinds of entry), `values` (YAML and TOML with spans), `markdown`
//!   (its events and texts with spans), `prose` (an entry's sentences, and the words and names in them), `finding`
//!   (findings and rules).
//! - Between library and output: `freshness` (how old is it), `due` (what ends
//!   soon, and who checks it), `settled` (findings after the site's settings, masked),
//!   `visibility` (what the readers of one build may see), `hold` (may this answer be sent), `secrets` (credentials,
//!   and the final sweep of every byte of a build). Each decides one question, and no other module decides it again.
//! - Around the stages: `inputs` (reads a site), `git` (reads repositories), `notion` (reads Notion), `publish`
//!   (replaces the output), `user_files` (writes files of users), `authoring`, `importing`, `verification` and
//!   `corrections` (make and change entries, with `editing`), `diagrams` (draws Mermaid fences; a Cargo feature).
//! - In crates of their own, because pages run them as WebAssembly: `search` (the index and the matching of questions) and
//!   `questionnaire` (the files of customers, their questions, and the cells that are filled).
//! - At the top: `session` composes the stages into commands without printing, `serve` is the preview server, and `cli`
//!   has one file per command.
//!
//! # Floors
//!
//! A module imports only from strictly lower floors, and from the defining module. `tests/suite/floors.rs` contains the
//! table and reads the imports; a new arrow edits that table.
//!
//! # What is absent
//!
//! The disk is used only by `inputs`, `publish`, `user_files`, `session` and `cli`; the network by `notion` and `serve`;
//! other processes by `git` and `cli`. The calendar day, the environment and the terminal belong to `cli`. Everything
//! else is a pure function of its input. A value is complete when it exists; a later stage makes a new type.

#![forbid(unsafe_code)]

pub mod artefacts;
pub mod authoring;
pub mod charset;
pub mod cli;
pub mod config;
pub mod corrections;
pub mod customers;
pub mod diagrams;
pub mod digest;
pub mod due;
pub mod editing;
pub mod entry;
pub mod evidence;
pub mod file_text;
pub mod finding;
pub mod freshness;
pub mod git;
pub mod hold;
pub mod importing;
pub mod index;
pub mod inputs;
pub mod kinds;
pub mod library;
pub mod markdown;
pub mod notion;
pub mod opportunity;
mod platform;
mod prose;
pub mod publish;
pub mod releases;
pub mod report;
pub mod responses;
pub mod rfp;
pub mod rules;
pub mod secrets;
pub mod serve;
pub mod session;
pub mod settled;
pub mod site;
pub mod source;
pub mod svg;
pub mod user_files;
pub mod values;
pub mod verification;
pub mod visibility;
pub mod web;
pub mod wording;
