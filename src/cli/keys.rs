//! Keys as a person presses them: one at a time on a terminal that can do it, otherwise the first letter of each line.

use crate::platform::KeyMode;
use std::io::{self, BufRead as _, Read as _};

/// Standard input, read key by key; a terminal is as before when this is dropped.
pub(super) struct Keys {
    mode: Option<KeyMode>,
}

impl Keys {
    /// Begins to read. A terminal no longer waits for the end of a line, and shows no key.
    pub(super) fn new() -> Self {
        Self { mode: KeyMode::begin() }
    }

    /// Gives the terminal back while `work` runs, such as an editor.
    pub(super) fn aside<T>(&mut self, work: impl FnOnce() -> T) -> T {
        self.restore();
        let done = work();
        *self = Self::new();
        done
    }

    /// Waits for the next key, in lower case; `None` at the end of input, and after Ctrl-C or Ctrl-D.
    pub(super) fn next(&mut self) -> Option<char> {
        if self.mode.is_some() {
            let mut byte = [0];
            let read = io::stdin().lock().read(&mut byte).ok()?;
            let key = byte.first().map(|byte| char::from(*byte).to_ascii_lowercase());
            return key.filter(|key| read == 1 && !matches!(key, '\u{3}' | '\u{4}'));
        }
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line).ok()?;
        (read > 0).then(|| line.trim().chars().next().unwrap_or(' ').to_ascii_lowercase())
    }

    /// Reads a whole line, such as a name; `None` at the end of input.
    pub(super) fn line(&mut self) -> Option<String> {
        self.aside(|| {
            let mut line = String::new();
            let read = io::stdin().lock().read_line(&mut line).ok()?;
            (read > 0).then(|| line.trim().to_owned())
        })
    }

    fn restore(&mut self) {
        if let Some(mode) = self.mode.take() {
            mode.end();
        }
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        self.restore();
    }
}
