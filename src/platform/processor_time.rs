//! The processor time of this process.

use std::time::Duration;

/// Returns the processor time that all threads of this process have used, in steps of 10 ms; `None` where the system has no
/// `/proc`.
pub(crate) fn processor_time() -> Option<Duration> {
    imp::processor_time()
}

#[cfg(target_os = "linux")]
mod imp {
    use std::time::Duration;

    /// How long a unit of `/proc` is: `USER_HZ` is 100 on every architecture (proc(5), sysconf(3)).
    const TICK_MS: u64 = 10;

    #[expect(clippy::disallowed_methods, reason = "/proc is the clock of the processor")]
    pub(super) fn processor_time() -> Option<Duration> {
        let text = std::fs::read_to_string("/proc/self/stat").ok()?;
        ticks(&text).map(|ticks| Duration::from_millis(ticks * TICK_MS))
    }

    /// Returns `utime` and `stime` together, fields 14 and 15 (proc(5)). The second field is a name in brackets that may hold spaces.
    fn ticks(stat: &str) -> Option<u64> {
        let (_, fields) = stat.rsplit_once(')')?;
        let mut fields = fields.split_whitespace().skip(11).map(str::parse);
        let (user, system): (u64, u64) = (fields.next()?.ok()?, fields.next()?.ok()?);
        user.checked_add(system)
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn user_and_system_time_are_added_whatever_the_program_is_called() {
            let stat = "7 (a) b) S 1 7 7 0 -1 4194560 1 2 3 4 120 30 8 9 20 0 1 0 5 6 7";
            assert_eq!(ticks(stat), Some(150));
            assert_eq!(ticks("7 (a) S 1"), None);
            assert_eq!(ticks(""), None);
            assert!(processor_time().is_some(), "this system has /proc");
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod imp {
    use std::time::Duration;

    pub(super) fn processor_time() -> Option<Duration> {
        None
    }
}
