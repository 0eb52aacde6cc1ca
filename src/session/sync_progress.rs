//! What is shown while Notion is read.

use super::notes::Notes;
use crate::notion::Progress;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// When messages are shown.
#[derive(Debug, Clone, Copy)]
struct Rhythm {
    /// The time before the first one, short enough that a server that does not answer is noticed.
    first: Duration,
    /// The time between two.
    every: Duration,
}

const RHYTHM: Rhythm = Rhythm { first: Duration::from_secs(2), every: Duration::from_secs(5) };

/// Runs `read`, which reports its progress, and shows the last report now and then, also while no response arrives.
pub(super) fn with_progress<T>(notes: &dyn Notes, read: impl FnOnce(&dyn Fn(&Progress)) -> T) -> T {
    in_rhythm(notes, RHYTHM, read)
}

fn in_rhythm<T>(notes: &dyn Notes, rhythm: Rhythm, read: impl FnOnce(&dyn Fn(&Progress)) -> T) -> T {
    let last = Mutex::new(None);
    let (end, ended): (Sender<()>, Receiver<()>) = channel();
    std::thread::scope(|scope| {
        let shown = &last;
        scope.spawn(move || {
            let (mut elapsed, mut pause) = (Duration::ZERO, rhythm.first);
            while ended.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                elapsed += pause;
                pause = rhythm.every;
                let last = shown.lock().unwrap_or_else(PoisonError::into_inner);
                notes.note(&message(last.as_ref(), elapsed));
            }
        });
        let outcome = read(&|progress: &Progress| {
            *last.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress.clone());
        });
        drop(end);
        outcome
    })
}

fn message(progress: Option<&Progress>, elapsed: Duration) -> String {
    let seconds = elapsed.as_secs();
    let Some(Progress { rows, calls, trouble, .. }) = progress else {
        return format!("reading Notion: no response yet, {seconds} s");
    };
    let trouble = trouble.as_ref().map_or(String::new(), |trouble| format!("; {trouble}"));
    format!("reading Notion: rows: {rows}, requests: {calls}, {seconds} s{trouble}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Passes each message on.
    struct Heard(Mutex<Sender<String>>);

    impl Notes for Heard {
        fn note(&self, text: &str) {
            self.0.lock().unwrap().send(text.to_owned()).unwrap();
        }

        fn error(&self, _: &str) {}
    }

    #[test]
    fn a_server_that_does_not_answer_is_reported_while_it_is_silent() {
        let (heard, messages) = channel();
        let rhythm = Rhythm { first: Duration::from_millis(1), every: Duration::from_hours(1) };
        // The read ends only when the message is there.
        let message = in_rhythm(&Heard(Mutex::new(heard)), rhythm, |_| messages.recv().unwrap());
        assert_eq!(message, "reading Notion: no response yet, 0 s");
    }

    #[test]
    fn the_message_says_how_far_it_is_or_that_there_is_no_response() {
        let progress = |trouble: Option<&str>| Progress {
            rows: 200,
            calls: 5,
            elapsed: Duration::ZERO,
            trouble: trouble.map(str::to_owned),
        };
        let at = Duration::from_secs(7);
        assert_eq!(message(None, RHYTHM.first), "reading Notion: no response yet, 2 s");
        assert_eq!(message(Some(&progress(None)), at), "reading Notion: rows: 200, requests: 5, 7 s");
        let limited = message(Some(&progress(Some("429 rate_limited"))), at);
        assert_eq!(limited, "reading Notion: rows: 200, requests: 5, 7 s; 429 rate_limited");
    }
}
