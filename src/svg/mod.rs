//! Pictures as SVG, which a browser can open by themselves: what of them may be published.
//!
//! Input is the text of a picture. [`refusal`] reports whether a drawing of our own loads or runs something; [`clean`]
//! takes what loads, runs or leads elsewhere out of a picture that an author added. Knows nothing of files or sites.

mod attributes;
mod clean;
mod css;
mod guard;
mod uses;
mod vocabulary;

pub use clean::{CleanSvg, clean};
pub use guard::refusal;
