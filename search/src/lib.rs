//! The ranking core of fieldbook: one engine for the site's search and for questionnaires.
//!
//! It does no I/O. [`build`] turns [`Document`]s into [`Shard`]s, which the site publishes as files; an [`Engine`] ranks
//! over those shards that a query touches. The same code runs natively and as WebAssembly in the browser, and ranks the
//! same, bit by bit.
//!
//! ```
//! use fieldbook_search::{Document, Engine, Query, Synonyms, build};
//!
//! let document = Document { id: "vault".into(), title: "Is data encrypted at rest?".into(), ..Document::default() };
//! let engine = Engine::of(build(&[document], &Synonyms::default()))?;
//! let results = engine.search(&Query::new("encrpytion", 20_000));
//! assert_eq!(results.hits[0].id, "vault");
//! # Ok::<(), fieldbook_search::LoadError>(())
//! ```
//!
//! # Where things are
//!
//! `words` says what a word is, for documents and queries alike; `analysed` counts them, and `kept_documents` has the
//! counts of an earlier build; `build` writes and `shard` describes the files; `plan` says what a query looks up,
//! `scoring` how well documents satisfy it, and `engine` puts them in order. Scores use addition, multiplication, division
//! and the `libm` crate, never the platform's logarithm.

#[cfg(all(target_arch = "wasm32", feature = "abi"))]
mod abi;
mod analysed;
mod build;
mod bytes;
mod comparing;
mod comparison;
mod document;
mod edits;
mod engine;
mod excerpt;
mod fillers;
mod filter;
mod guess;
mod interner;
mod kept_documents;
mod lexicon;
mod loaded_shards;
pub mod matching;
mod missing_shards;
mod numbered;
mod order;
#[cfg(feature = "pack")]
mod pack;
mod plan;
mod postings;
mod query;
mod results;
mod retrieval;
mod scoring;
mod shard;
mod synonym_phrases;
mod weights;
pub mod words;

pub use analysed::{Analysed, analyse};
pub use build::{Built, build, build_from, build_keeping};
pub use document::{Comparison, Document, Side, State, Synonyms, Wording, state_on};
pub use edits::edit_distance;
pub use engine::Engine;
pub use excerpt::Marked;
pub use kept_documents::KeptDocuments;
#[cfg(feature = "pack")]
pub use pack::{packed, script};
pub use query::Query;
pub use results::{FacetCounts, Hit, Results};
pub use retrieval::{Candidate, FieldWeights};
pub use shard::{FORMAT, LoadError, Shard};
pub use weights::{MOST_SATURATED, rarity, saturated};
