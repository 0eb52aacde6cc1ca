//! Pictures as SVG, which a browser can open by themselves: what of them may be published.
//!
//! In goes the text of a picture. [`refusal`] reports whether a drawing of our own loads or runs something; [`clean`]
//! takes what loads, runs or leads elsewhere out of a picture that an author added. Knows nothing of files or sites.

mod clean;
mod css;
mod guard;
mod uses;

pub use clean::{CleanSvg, clean};
pub use guard::refusal;
