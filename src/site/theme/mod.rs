//! The theme: templates, styles, scripts and icons, embedded in the binary and overridden file by file.
//!
//! In go the texts that a site puts in the place of the theme's own, out comes a [`Theme`] with its templates compiled
//! once and its assets named after their content. A template that cannot be compiled is a fault with file and line.

mod assets;
mod budget;
mod compiled;
mod counting;
mod engine;
mod escape;
mod fault;
mod icons;
mod metering;
mod slim;

pub(crate) use assets::{Assets, TRAY_ASSETS};
pub use compiled::Theme;
pub use fault::ThemeFault;

#[cfg(test)]
mod tests;
