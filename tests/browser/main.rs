//! The browser suite: the site in a real Chromium, over http and from `file://`, and the journeys in Firefox too.
//!
//! Needs `chromium`, `chromedriver`, `firefox-esr`, `pdftotext` and `npm` on the path, as Debian's packages install them; a
//! missing one fails the suite.
//! Which pages are looked at is read off the built sample, so a new kind of page is looked at without a word here.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "the suite starts programs and waits for them")]
#![expect(clippy::tests_outside_test_module, reason = "this crate is nothing but tests")]

mod access;
mod ageing;
mod browser;
mod built;
mod card;
mod corrections;
mod decisions;
mod files;
mod firefox;
mod folders;
mod home;
mod journeys;
mod keyboard;
mod kinds;
mod lists;
mod not_found;
mod owner_view;
mod paper;
mod plain;
mod preview;
mod print;
mod printed_kinds;
mod questions;
mod reader;
mod screenshots;
mod search;
mod search_parts;
mod server;
mod shape;
mod traffic;
mod tray;
