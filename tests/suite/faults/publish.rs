//! Builds that are killed, that clash, and that cannot write.

#![expect(clippy::indexing_slicing, reason = "each test makes the two sites that it names")]

use super::folder::{Folder, Tree, tree, which};
use super::{build, errors, fieldbook, rounds, succeed};
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

/// Builds each of `sites` on its own and returns what it is.
fn wholes(sites: &[Folder]) -> Vec<Tree> {
    let whole = |site: &Folder| {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path().join("public");
        succeed(&build(site, &output).output().expect("it runs"), "a build on its own");
        tree(&output)
    };
    sites.iter().map(whole).collect()
}

/// Kills builds until `wanted_kills` of them were running.
fn kill_rounds(sites: &[Folder], wanted: &[Tree], numbers: impl Iterator<Item = usize>, wanted_kills: usize) {
    let all = 4 * wanted_kills;
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    let begun = Instant::now();
    succeed(&build(&sites[0], &output).output().expect("it runs"), "the first build");
    let mut whole = begun.elapsed();
    let (mut met, mut finished) = (0, 0);
    for number in numbers {
        if met == wanted_kills {
            break;
        }
        // Half of the kills are spread over the whole run, half over its last third, in which the site is written.
        let share = f64::from(u32::try_from(number * 7919 % all).expect("small"))
            / f64::from(u32::try_from(all).expect("small"));
        let share = if number % 2 == 0 { share * 1.1 } else { 0.67 + share * 0.4 };
        let mut building = build(&sites[1], &output).stderr(Stdio::null()).spawn().expect("it runs");
        // When the fault strikes is its input, not a wait for something.
        std::thread::sleep(whole.mul_f64(share));
        building.kill().expect("killed");
        let is_met = building.wait().expect("it ends").signal() == Some(9);
        let found = which(&output, wanted);
        met += usize::from(is_met);
        finished += usize::from(found == Some(1));
        assert!(found.is_some(), "kill {number}, after {share:.2} of a build: neither the old site nor the new one");
        let begun = Instant::now();
        succeed(&build(&sites[0], &output).output().expect("it runs"), "the run after a kill");
        whole = (whole * 3 + begun.elapsed()) / 4;
        assert_eq!(which(&output, wanted), Some(0), "the run after kill {number}");
    }
    super::note(&format!(
        "{met} kills met a running build; {finished} builds left the new site, the others the old one"
    ));
    assert_eq!(met, wanted_kills, "kills met a running build");
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let all = rounds("FIELDBOOK_KILLS", 24);
    let sites = [Folder::new("old", 12), Folder::new("new", 14)];
    let wanted = wholes(&sites);
    assert_ne!(wanted[0], wanted[1], "a control: they differ");
    std::thread::scope(|scope| {
        let (sites, wanted) = (&sites, &wanted);
        for half in 0..2 {
            scope.spawn(move || kill_rounds(sites, wanted, (half..4 * all).step_by(2), all / 2));
        }
    });
}

#[test]
fn of_eight_builds_into_one_folder_one_stands_and_losers_name_the_holder() {
    let sites: Vec<Folder> = (0..8).map(|site| Folder::new(&format!("site {site}"), 6)).collect();
    let wanted = wholes(&sites);
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    for round in 0..rounds("FIELDBOOK_CLASHES", 4) {
        let begin = |site| build(site, &output).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it runs");
        let running: Vec<_> = sites.iter().map(begin).collect();
        let ids: Vec<String> = running.iter().map(|child| child.id().to_string()).collect();
        let ended: Vec<Output> = running.into_iter().map(|child| child.wait_with_output().expect("it ends")).collect();
        let mut winners = 0;
        for output in &ended {
            let said = errors(output);
            if output.status.success() {
                winners += 1;
                continue;
            }
            assert_eq!(output.status.code(), Some(2), "{said}");
            let names_holder =
                ids.iter().any(|id| said.contains(&format!("process {id}"))) || said.contains("process unknown");
            assert!(said.contains("another build is writing") && names_holder, "{said}");
        }
        assert!(winners > 0, "round {round}: nobody wrote");
        assert!(which(&output, &wanted).is_some(), "round {round}: the site is none of the eight");
    }
}

/// Fails unless `failed` is the exit of a fault of the machine that says where and why, and the old site stands.
fn kept(failed: &Output, (output, wanted): (&Path, &[Tree]), words: [&str; 2]) {
    let said = errors(failed);
    assert_eq!(failed.status.code(), Some(2), "{said}");
    assert!(words.iter().all(|word| said.contains(word)), "{words:?} in {said}");
    assert_eq!(which(output, wanted), Some(0), "the old site stands byte for byte");
}

#[test]
fn a_limit_of_file_size_keeps_the_old_site() {
    let sites = [Folder::new("old", 6), Folder::new("new", 8)];
    let wanted = wholes(&sites);
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    succeed(&build(&sites[0], &output).output().expect("it runs"), "the first build");
    // In units of 1,024 bytes; some callers ignore the signal.
    for (blocks, guard) in [(0, ""), (1, ""), (2, ""), (1, "trap '' XFSZ; ")] {
        // What is said goes to a pipe, which has no size.
        let script = format!("{guard}ulimit -f {blocks}; exec \"$@\"");
        let mut limited = Command::new("bash");
        let bare = build(&sites[1], &output);
        limited.args(["-c", &script, "bash"]).arg(bare.get_program()).args(bare.get_args());
        let failed = limited.env("RUST_BACKTRACE", "0").output().expect("bash runs");
        kept(&failed, (&output, &wanted), ["public", "File too large"]);
        succeed(&build(&sites[0], &output).output().expect("it runs"), "the run after it");
        assert_eq!(which(&output, &wanted), Some(0));
    }
    succeed(&build(&sites[1], &output).output().expect("it runs"), "without a limit");
    assert_eq!(which(&output, &wanted), Some(1));
}

/// The steps on a small disk of its own: `$1` its folder, `$2` and `$3` the two sites, `$4` the program, `$5` the day.
const SMALL_DISK: &str = r#"
set -u
mount -t tmpfs -o size=16m tmpfs "$1" || exit 70
run() { "$4" --site "$2" build --today "$5" --output "$1/public"; }
run "$1" "$2" "$3" "$4" "$5" 2>"$6/first" || exit 71
cp -a "$1/public" "$6/before"
head -c 64m /dev/zero > "$1/filler" 2>/dev/null
truncate -s "-${7}" "$1/filler"
"$4" --site "$3" build --today "$5" --output "$1/public" 2>"$6/failed"
echo $? > "$6/code"
cp -a "$1/public" "$6/after"
rm "$1/filler"
"$4" --site "$3" build --today "$5" --output "$1/public" 2>"$6/next" || exit 72
cp -a "$1/public" "$6/fixed"
"#;

#[test]
fn a_full_disk_keeps_the_old_site() {
    let sites = [Folder::new("old", 6), Folder::new("new", 8)];
    let wanted = wholes(&sites);
    // From no room at all to room for the first files only.
    for room in ["0", "16384", "65536"] {
        let (disk, record) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let mut command = in_own_mounts(SMALL_DISK);
        command.arg(disk.path()).arg(sites[0].path()).arg(sites[1].path());
        command.arg(env!("CARGO_BIN_EXE_fieldbook")).arg(super::TODAY).arg(record.path()).arg(room);
        let ran = command.env("RUST_BACKTRACE", "0").output().expect("unshare runs");
        if !record.path().join("first").exists() {
            // No machine without mounts has a disk to fill; what is left is the same write failing for its size, which
            // `a_limit_of_file_size_keeps_the_old_site` covers everywhere.
            assert!(!is_mount_allowed(), "mounts are allowed, and the disk was not made: {}", errors(&ran));
            super::note(&format!("this machine lets nobody mount a small disk: {}", errors(&ran)));
            return;
        }
        succeed(&ran, "the steps on a small disk");
        let read = |name: &str| fs::read_to_string(record.path().join(name)).expect("recorded");
        let said = read("failed");
        assert_eq!(read("code"), "2\n", "room {room}: {said}");
        assert!(said.contains("public") && said.contains("No space left"), "room {room}: {said}");
        assert_eq!(which(&record.path().join("before"), &wanted), Some(0));
        assert_eq!(which(&record.path().join("after"), &wanted), Some(0), "room {room}: the old site stands");
        assert_eq!(which(&record.path().join("fixed"), &wanted), Some(1), "room {room}: the next run");
    }
}

/// The steps with an output that is a mount point: `$1` a folder, `$2` and `$3` the two sites, `$4` the program, `$5` the
/// day, `$6` where to record, `$7` the kind of mount.
const MOUNTED: &str = r#"
set -u
mount -t tmpfs tmpfs "$1" || exit 70
mkdir "$1/public" "$1/data"
case "$7" in
    bind) mount --bind "$1/data" "$1/public" ;;
    *) mount -t tmpfs tmpfs "$1/public" ;;
esac || exit 71
mkdir "$1/public/lost+found"
if [ "$7" = read-only ]; then mount -o remount,ro "$1" || exit 72; fi
for site in "$2" "$3" "$3"; do
    "$4" --site "$site" build --today "$5" --output "$1/public" 2>>"$6/said" || exit 73
    rmdir "$1/public/lost+found" && cp -a "$1/public" "$6/built" && mkdir "$1/public/lost+found" || exit 74
    mv "$6/built" "$6/site-$(ls "$6" | wc -l)"
done
"#;

#[test]
fn an_output_that_is_a_mounted_volume_is_written_in_place() {
    let sites = [Folder::new("old", 6), Folder::new("new", 8)];
    let wanted = wholes(&sites);
    for kind in ["volume", "bind", "read-only"] {
        let (disk, record) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let mut command = in_own_mounts(MOUNTED);
        command.arg(disk.path()).arg(sites[0].path()).arg(sites[1].path());
        command.arg(env!("CARGO_BIN_EXE_fieldbook")).arg(super::TODAY).arg(record.path()).arg(kind);
        let ran = command.env("RUST_BACKTRACE", "0").output().expect("unshare runs");
        if !record.path().join("said").exists() {
            // The same way is taken everywhere by `calls::any_call_of_publishing_may_fail_and_the_next_run_succeeds`.
            assert!(!is_mount_allowed(), "mounts are allowed, and none was made: {kind}: {}", errors(&ran));
            super::note(&format!("this machine allows no mounts: {}", errors(&ran)));
            return;
        }
        let said = fs::read_to_string(record.path().join("said")).expect("recorded");
        succeed(&ran, &format!("{kind}: {said}"));
        let at = |number: usize| record.path().join(format!("site-{number}"));
        assert_eq!(which(&at(2), &wanted), Some(0), "{kind}: the first build");
        assert_eq!(which(&at(3), &wanted), Some(1), "{kind}: the second build");
        assert_eq!(which(&at(4), &wanted), Some(1), "{kind}: the third build has nothing to do");
        assert_eq!(said.matches("this is not atomic").count(), 2, "{kind}: {said}");
    }
}

/// Returns the command that runs `script` where it may mount; arguments follow.
fn in_own_mounts(script: &str) -> Command {
    let mut command = Command::new("unshare");
    // Root needs no user namespace, and where those are forbidden only root can mount.
    let is_root = Command::new("id").arg("-u").output().expect("id runs").stdout == b"0\n";
    command.args(if is_root { ["-m", "bash"].as_slice() } else { ["-Urm", "bash"].as_slice() });
    command.args(["-c", script, "bash"]);
    command
}

fn is_mount_allowed() -> bool {
    let tried = Command::new("unshare").args(["-Urm", "true"]).output().expect("unshare runs");
    let as_root = Command::new("unshare").args(["-m", "true"]).output().expect("unshare runs");
    tried.status.success() || as_root.status.success()
}

/// Returns `command` as somebody whom permissions bind: root gives its rights up first.
fn bound(command: &Command) -> Command {
    let is_root = Command::new("id").arg("-u").output().expect("id runs").stdout == b"0\n";
    if !is_root {
        let mut same = Command::new(command.get_program());
        same.args(command.get_args());
        return same;
    }
    let mut bound = Command::new("setpriv");
    bound.args(["--inh-caps=-all", "--bounding-set=-all", "--reuid", "0"]);
    bound.arg(command.get_program()).args(command.get_args());
    bound
}

fn permit(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permitted");
}

#[test]
fn a_folder_that_may_not_be_written_keeps_the_old_site() {
    let sites = [Folder::new("old", 6), Folder::new("new", 8)];
    let wanted = wholes(&sites);
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    succeed(&build(&sites[0], &output).output().expect("it runs"), "the first build");
    let beside: Vec<_> =
        fs::read_dir(folder.path()).expect("listed").map(|entry| entry.expect("listed").path()).collect();
    for path in &beside {
        permit(path, 0o555);
    }
    permit(folder.path(), 0o555);
    let probe = bound(Command::new("touch").arg(folder.path().join("probe"))).output().expect("touch runs");
    assert!(!probe.status.success(), "a control: the folder may not be written");
    let failed = bound(&build(&sites[1], &output)).output().expect("it runs");
    kept(&failed, (&output, &wanted), ["public", "ermission denied"]);
    let fresh = bound(&build(&sites[1], &folder.path().join("other"))).output().expect("it runs");
    assert_eq!(
        (fresh.status.code(), errors(&fresh).contains("ermission denied")),
        (Some(2), true),
        "{}",
        errors(&fresh)
    );
    permit(folder.path(), 0o755);
    for path in &beside {
        permit(path, 0o755);
    }
    succeed(&build(&sites[1], &output).output().expect("it runs"), "the run after it");
    assert_eq!(which(&output, &wanted), Some(1));
}

#[test]
fn a_forbidden_folder_of_state_stops_neither_check_nor_build() {
    let site = Folder::new("old", 4);
    let state = site.path().join(".fieldbook");
    fs::create_dir(&state).expect("made");
    permit(&state, 0o000);
    let folder = tempfile::tempdir().expect("a folder");
    let probe = bound(Command::new("ls").arg(&state)).output().expect("ls runs");
    assert!(!probe.status.success(), "a control: the folder may not be read");
    let mut check = fieldbook();
    check.arg("--site").arg(site.path()).args(["check", "--today", super::TODAY]);
    let checked = bound(&check).output().expect("it runs");
    let built = bound(&build(&site, &folder.path().join("public"))).output().expect("it runs");
    permit(&state, 0o755);
    succeed(&checked, "check");
    succeed(&built, "build");
}

#[test]
fn a_file_in_the_way_is_named() {
    let site = Folder::new("old", 2);
    let folder = tempfile::tempdir().expect("a folder");
    let parent = folder.path().join("parent");
    fs::write(&parent, "a file").expect("written");
    let failed = build(&site, &parent.join("public")).output().expect("it runs");
    let said = errors(&failed);
    assert_eq!((failed.status.code(), said.contains("parent")), (Some(2), true), "{said}");
    assert_eq!(fs::read_to_string(&parent).expect("there"), "a file");
}
