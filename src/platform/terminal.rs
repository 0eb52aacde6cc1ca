//! A terminal that passes on single keys.

/// The modes of a terminal before it passed on single keys.
#[cfg(unix)]
#[derive(Debug)]
pub(crate) struct KeyMode(rustix::termios::Termios);

#[cfg(unix)]
impl KeyMode {
    /// Sets the terminal of standard input to pass on each key at once and to show none; `None` if it is not a terminal
    /// or cannot.
    pub(crate) fn begin() -> Option<Self> {
        use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};
        use std::io::IsTerminal as _;
        let stdin = std::io::stdin();
        let before = stdin.is_terminal().then(|| tcgetattr(&stdin).ok()).flatten()?;
        let mut modes = before.clone();
        // Ctrl-C comes as a key too, since a signal would leave the terminal as it is now.
        modes.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG;
        modes.special_codes[SpecialCodeIndex::VMIN] = 1;
        modes.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(&stdin, OptionalActions::Flush, &modes).ok().map(|()| Self(before))
    }

    /// Sets the terminal as it was.
    pub(crate) fn end(self) {
        // A terminal that no longer exists has no modes to restore.
        let _ = rustix::termios::tcsetattr(std::io::stdin(), rustix::termios::OptionalActions::Flush, &self.0);
    }
}

/// A terminal that passes on single keys; there is none on this system.
#[cfg(not(unix))]
#[derive(Debug)]
pub(crate) struct KeyMode(std::convert::Infallible);

#[cfg(not(unix))]
impl KeyMode {
    /// Returns `None`: keys are read line by line.
    pub(crate) fn begin() -> Option<Self> {
        None
    }

    /// Cannot be called.
    pub(crate) fn end(self) {
        match self.0 {}
    }
}
