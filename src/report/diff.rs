//! Two versions of a text as a unified diff (GNU diffutils 3.10, section 2.2.2).

/// Lines that are shown around a change.
const CONTEXT: usize = 3;

/// A line that stays, goes or comes, with its place in the old and the new text.
struct Step<'t> {
    sign: char,
    line: &'t str,
    old: usize,
    new: usize,
}

/// Returns the unified diff from `before` to `after` of the file at `path`; nothing if they are equal.
pub fn unified(path: &str, before: &str, after: &str) -> String {
    let steps = steps(before, after);
    let changes: Vec<usize> = (0..steps.len()).filter(|at| steps.get(*at).is_some_and(|s| s.sign != ' ')).collect();
    let Some(first) = changes.first() else { return String::new() };
    let mut hunks = vec![(*first, *first)];
    for change in changes {
        match hunks.last_mut() {
            Some((_, end)) if change <= *end + 2 * CONTEXT + 1 => *end = change,
            _ => hunks.push((change, change)),
        }
    }
    let mut diff = format!("--- a/{path}\n+++ b/{path}\n");
    for (start, end) in hunks {
        let range = start.saturating_sub(CONTEXT)..(end + CONTEXT + 1).min(steps.len());
        diff.push_str(&hunk(steps.get(range).unwrap_or_default()));
    }
    diff
}

fn hunk(steps: &[Step<'_>]) -> String {
    let lines = |sign: char| steps.iter().filter(|step| step.sign != sign).count();
    let (old, new) = (lines('+'), lines('-'));
    let (first_old, first_new) = steps.first().map_or((0, 0), |step| (step.old, step.new));
    // A side without lines is placed after the line before it.
    let place = |first: usize, count: usize| if count == 0 { first } else { first + 1 };
    let mut text = format!("@@ -{},{old} +{},{new} @@\n", place(first_old, old), place(first_new, new));
    for step in steps {
        text.push(step.sign);
        text.push_str(step.line);
        if !step.line.ends_with('\n') {
            text.push_str("\n\\ No newline at end of file\n");
        }
    }
    text
}

/// Walks from `before` to `after`. Equal lines at both ends are set aside; between them the longest common sequence is
/// kept, or, where that would take too much room, nothing.
fn steps<'t>(before: &'t str, after: &'t str) -> Vec<Step<'t>> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(one, other)| one == other).count();
    let mut steps = Vec::with_capacity(old.len() + new.len());
    let mut at = (0, 0);
    let mut push = |sign: char, line: &'t str| {
        steps.push(Step { sign, line, old: at.0, new: at.1 });
        at.0 += usize::from(sign != '+');
        at.1 += usize::from(sign != '-');
    };
    old.iter().take(head).for_each(|line| push(' ', line));
    let (left, right) =
        (old.get(head..old.len() - tail).unwrap_or_default(), new.get(head..new.len() - tail).unwrap_or_default());
    for (sign, line) in between(left, right) {
        push(sign, line);
    }
    old.iter().skip(old.len() - tail).for_each(|line| push(' ', line));
    steps
}

/// The most cells of the table of common lengths.
const CELLS: usize = 4 << 20;

fn between<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(char, &'t str)> {
    let width = new.len() + 1;
    if width.saturating_mul(old.len() + 1) > CELLS {
        let gone = old.iter().map(|line| ('-', *line));
        return gone.chain(new.iter().map(|line| ('+', *line))).collect();
    }
    let mut lengths = vec![0_u32; width * (old.len() + 1)];
    let length = |lengths: &[u32], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    for (i, one) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            let best = if one == other {
                length(&lengths, i + 1, j + 1) + 1
            } else {
                length(&lengths, i + 1, j).max(length(&lengths, i, j + 1))
            };
            if let Some(cell) = lengths.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j, mut steps) = (0, 0, Vec::new());
    loop {
        match (old.get(i), new.get(j)) {
            (Some(one), Some(other)) if one == other => {
                steps.push((' ', *one));
                (i, j) = (i + 1, j + 1);
            }
            (Some(one), other) if other.is_none() || length(&lengths, i + 1, j) >= length(&lengths, i, j + 1) => {
                steps.push(('-', *one));
                i += 1;
            }
            (_, Some(other)) => {
                steps.push(('+', *other));
                j += 1;
            }
            _ => return steps,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_far_apart_are_hunks_of_their_own() {
        let before = (1..=20).fold(String::new(), |text, line| text + &line.to_string() + "\n");
        let after = before.replace("2\n3\n", "2\nIII\n").replace("18\n", "").replace("20\n", "20");
        let expected = "--- a/x.md\n+++ b/x.md\n@@ -1,6 +1,6 @@\n 1\n 2\n-3\n+III\n 4\n 5\n 6\n@@ -15,6 +15,5 @@\n 15\n 16\n 17\n-18\n 19\n-20\n+20\n\\ No newline at end of file\n";
        assert_eq!(unified("x.md", &before, &after), expected);
        assert_eq!(unified("x.md", &before, &before), "");
        assert_eq!(unified("x.md", "", "a\n"), "--- a/x.md\n+++ b/x.md\n@@ -0,0 +1,1 @@\n+a\n");
    }
}
