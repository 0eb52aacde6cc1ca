//! What the page under way may still make.

use std::cell::Cell;
use tera::{Error, TeraResult};

/// The most bytes of the values and texts that the templates of a page make.
const MADE_BYTES: usize = 48 << 20;
/// How often the loops of a page may run in total.
const LOOP_RUNS: usize = 1_000_000;

/// What is left for a page.
#[derive(Debug, Clone, Copy)]
struct Allowance {
    bytes: usize,
    runs: usize,
    is_used_up: bool,
}

thread_local! {
    /// What is left for the page under way. A page is made by one thread from begin to end.
    static ALLOWANCE: Cell<Allowance> = const { Cell::new(WHOLE) };
}

const WHOLE: Allowance = Allowance { bytes: MADE_BYTES, runs: LOOP_RUNS, is_used_up: false };

/// Gives the page that begins the whole budget.
pub(in crate::site::theme) fn begin_page() {
    ALLOWANCE.set(WHOLE);
}

/// Returns whether the page under way failed because its budget was used up.
pub(in crate::site::theme) fn is_used_up() -> bool {
    ALLOWANCE.get().is_used_up
}

/// Returns the bytes that the page may still make.
pub(super) fn bytes_left() -> usize {
    ALLOWANCE.get().bytes
}

/// Counts `bytes` that are made.
///
/// # Errors
///
/// The budget of the page is used up.
pub(super) fn take_bytes(bytes: usize) -> TeraResult<()> {
    let mut allowance = ALLOWANCE.get();
    match allowance.bytes.checked_sub(bytes) {
        Some(left) => {
            allowance.bytes = left;
            ALLOWANCE.set(allowance);
            Ok(())
        }
        None => Err(refuse(&format!("the values and texts of one page are more than {} MiB", MADE_BYTES >> 20))),
    }
}

/// Counts the `runs` of a loop.
///
/// # Errors
///
/// The budget of the page is used up.
pub(super) fn take_runs(runs: usize) -> TeraResult<()> {
    let mut allowance = ALLOWANCE.get();
    match allowance.runs.checked_sub(runs) {
        Some(left) => {
            allowance.runs = left;
            ALLOWANCE.set(allowance);
            Ok(())
        }
        None => Err(refuse(&format!("the loops of one page run more than {LOOP_RUNS} times"))),
    }
}

/// Returns the error that stops the page.
pub(super) fn refuse(message: &str) -> Error {
    ALLOWANCE.set(Allowance { is_used_up: true, ..ALLOWANCE.get() });
    Error::message(message)
}
