//! Keys as a person presses them: one at a time on a terminal, else the first letter of each line.

use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
use std::io::{self, BufRead as _, IsTerminal as _, Read as _};

/// Standard input, read key by key; a terminal is as before when this is dropped.
pub(super) struct Keys {
    before: Option<Termios>,
}

impl Keys {
    /// Begins to read. A terminal no longer waits for the end of a line, and shows no key.
    pub(super) fn new() -> Self {
        let stdin = io::stdin();
        let before = stdin.is_terminal().then(|| tcgetattr(&stdin).ok()).flatten();
        let set = before.clone().and_then(|mut modes| {
            // Ctrl-C comes as a key too, since a signal would leave the terminal as it is now.
            modes.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG;
            modes.special_codes[SpecialCodeIndex::VMIN] = 1;
            modes.special_codes[SpecialCodeIndex::VTIME] = 0;
            tcsetattr(&stdin, OptionalActions::Flush, &modes).ok()
        });
        Self { before: before.filter(|_| set.is_some()) }
    }

    /// Gives the terminal back while `work` runs, such as an editor.
    pub(super) fn aside<T>(&mut self, work: impl FnOnce() -> T) -> T {
        self.restore();
        let done = work();
        *self = Self::new();
        done
    }

    /// Waits for the next key, in lower case; nothing at the end of input, and after Ctrl-C or Ctrl-D.
    pub(super) fn next(&mut self) -> Option<char> {
        if self.before.is_some() {
            let mut byte = [0];
            let read = io::stdin().lock().read(&mut byte).ok()?;
            let key = byte.first().map(|byte| char::from(*byte).to_ascii_lowercase());
            return key.filter(|key| read == 1 && !matches!(key, '\u{3}' | '\u{4}'));
        }
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line).ok()?;
        (read > 0).then(|| line.trim().chars().next().unwrap_or(' ').to_ascii_lowercase())
    }

    fn restore(&mut self) {
        if let Some(before) = self.before.take() {
            // A terminal that is gone needs nothing.
            let _ = tcsetattr(io::stdin(), OptionalActions::Flush, &before);
        }
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        self.restore();
    }
}
