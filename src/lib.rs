//! fieldbook compiles a repository of Markdown collateral into a site, and gates what it says.
//!
//! One way through; each stage is a module named after what it makes:
//!
//! ```text
//! content/*.md ─► source ─► entry ─► library ─┬─► rules ──► findings ─► report        (check)
//! site.toml ───► config                       ├─► site ───► pages ─┐
//! opportunity source ─► opportunity ──────────┤                    ├─► publish         (build)
//!                                             ├─► index ───────────┘
//!                                             └─► rfp: questionnaire ─► matches ─► response   (rfp)
//! ```
//!
//! Beside that way are `kinds` (the table of the kinds of entry, which everything else reads), `diagrams` (Mermaid fences drawn at build time, a cargo feature), `authoring` (texts that begin
//! entries, schemas for editors), `importing` (what is already written becomes entries), `verification` (a check is
//! recorded in place), `secrets` (credentials found and masked, and the last look at every byte of a build), `publish` (staged and exchanged), and `serve`
//! (the preview). `cli` has one file per command.
//!
//! # Floors
//!
//! A module imports only from strictly lower floors, and from the defining module. `tests/suite/floors.rs` holds the
//! table and reads the imports; a new arrow edits that table.
//!
//! # What is absent
//!
//! The disk is touched only by `inputs`, `publish` and `cli`; the network by `notion` and `serve`; other processes by
//! `git` and `cli`. The calendar day, the environment and the terminal belong to `cli`. Everything else is a pure
//! function of what it is given. A value is complete when it exists; a later stage makes a new type.

#![forbid(unsafe_code)]

pub mod authoring;
pub mod cli;
pub mod config;
pub mod diagrams;
pub mod entry;
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
pub mod publish;
pub mod report;
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
