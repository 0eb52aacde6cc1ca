//! The browser suite: the site in a real Chromium, over http and from `file://`.
//!
//! Needs `chromium` and `chromedriver` on the path, as Debian's packages install them; a missing one fails the suite.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "the suite starts programs and waits for them")]
#![expect(clippy::tests_outside_test_module, reason = "this crate is nothing but tests")]

mod browser;
mod pages;
mod preview;
mod tray;
