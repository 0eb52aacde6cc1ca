//! The one integration suite: laws of the house, whole commands, golden sites, faults.

#![expect(clippy::disallowed_methods, reason = "tests read and write files of their own")]
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails"
)]
#![expect(clippy::tests_outside_test_module, reason = "this crate is nothing but tests")]

mod adoption;
mod ages;
mod artefacts;
mod audience;
mod audience_matrix;
mod authoring;
mod bad_input;
mod baseline;
mod circles;
mod commands;
mod corpus;
mod crm_exports;
mod customers_of_opportunities;
mod demonstration;
mod determinism;
#[cfg(feature = "diagrams")]
mod diagrams;
mod digest;
mod doctor;
mod documents;
mod edit_scripts;
mod evidence;
mod export;
mod fail_closed;
mod faults;
mod floors;
mod gate;
mod hold;
mod importing;
mod importing_site;
mod inbox;
#[cfg(feature = "diagrams")]
mod kept_drawings;
mod kinds;
mod literal_site;
mod module_files;
mod nothing_changed;
mod notion;
mod opportunities;
mod opportunity_files;
mod outputs;
mod parameters;
mod payloads;
mod pictures;
mod pipeline_sums;
mod portable;
mod preview;
mod publish;
mod queries;
mod questionnaires;
mod recipes;
mod redaction;
mod releases;
mod report;
mod rfp;
mod rules;
mod search;
mod secrets;
mod shells;
mod since;
mod site;
mod sources_of_files;
mod user_files;
mod verification;
mod wasm;
mod web;
mod words;
