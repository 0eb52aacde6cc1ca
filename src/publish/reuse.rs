//! How much of the last build a build used again, and why the rest was made again.

use super::origins::OldFile;
use std::fmt;

/// How many files of the last build were kept, and why the others were made. Copied attachments are not counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reuse {
    /// Files that were neither made nor written.
    pub kept: usize,
    /// Files that are new, or of which it was not known from what they were made.
    pub unknown: usize,
    /// Files whose content is made from something else.
    pub changed: usize,
    /// Files of the output that were changed since the last build.
    pub touched: usize,
}

impl Reuse {
    /// Counts one file.
    pub(super) fn count(&mut self, old: OldFile) {
        *match old {
            OldFile::Same => &mut self.kept,
            OldFile::Unknown => &mut self.unknown,
            OldFile::OfOtherOrigin => &mut self.changed,
            OldFile::Touched => &mut self.touched,
        } += 1;
    }
}

impl fmt::Display for Reuse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kept, unknown, changed, touched } = self;
        if kept + changed + touched == 0 {
            return write!(
                formatter,
                "reused 0 files: no record of a build with this program, theme, audience and options, or no output"
            );
        }
        write!(
            formatter,
            "reused {kept} files; made again: {changed} with other content, {unknown} new, {touched} changed in the output"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_is_counted_and_a_build_from_nothing_says_why() {
        let mut reuse = Reuse::default();
        reuse.count(OldFile::Unknown);
        assert!(reuse.to_string().starts_with("reused 0 files: no record"), "{reuse}");
        let all = [OldFile::Same, OldFile::Same, OldFile::Same, OldFile::OfOtherOrigin, OldFile::OfOtherOrigin];
        all.into_iter().chain([OldFile::Touched]).for_each(|old| reuse.count(old));
        let shown = "reused 3 files; made again: 2 with other content, 1 new, 1 changed in the output";
        assert_eq!(reuse.to_string(), shown);
    }
}
