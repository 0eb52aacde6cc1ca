//! Publishing: the old site or the new one, and only over a folder of ours.

use fieldbook::publish::{Content, File, MARKER, Placement, PublishError, Published, publish};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::Path;

fn files(listed: &[(&str, &str)]) -> Vec<File> {
    let file = |(path, text): &(&str, &str)| File {
        path: (*path).to_owned(),
        content: Content::Bytes(text.as_bytes().to_vec()),
    };
    listed.iter().map(file).collect()
}

/// Returns every file below `folder` with its text, the marker aside.
fn read(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("the folder can be listed") {
            let path = entry.expect("the folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            found.insert(name, fs::read_to_string(&path).expect("a text"));
        }
    }
    found.remove(MARKER);
    found
}

/// Returns the names in `folder`, sorted.
fn listed(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("listed").map(|entry| entry.expect("listed").file_name());
    let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn expected(listed: &[(&str, &str)]) -> BTreeMap<String, String> {
    listed.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_site_replaces_the_one_before_it_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    let first = [("index.html", "one"), ("a/index.html", "a"), ("gone/index.html", "gone")];
    let second = [("index.html", "two"), ("a/index.html", "a"), ("b/c/index.html", "c")];
    let done = publish(&output, &files(&first)).expect("published");
    assert_eq!(
        (done, read(&output)),
        (Published { written: 3, unchanged: 0, removed: 0, placement: Placement::Exchanged }, expected(&first))
    );
    let done = publish(&output, &files(&second)).expect("published");
    assert_eq!(
        (done, read(&output)),
        (Published { written: 2, unchanged: 1, removed: 1, placement: Placement::Exchanged }, expected(&second))
    );
    let beside: Vec<_> =
        fs::read_dir(folder.path()).expect("listed").map(|entry| entry.expect("listed").file_name()).collect();
    assert_eq!(beside.len(), 2, "the output and the side folder: {beside:?}");
    assert_eq!(read(&folder.path().join(".public.fieldbook")).into_keys().collect::<Vec<_>>(), ["lock"]);
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    publish(&output, &files(&[("same.html", "same"), ("other.html", "1")])).expect("published");
    let inode = |name: &str| fs::metadata(output.join(name)).expect("there").ino();
    let (whole, same, other) = (fs::metadata(&output).expect("there").ino(), inode("same.html"), inode("other.html"));
    let done = publish(&output, &files(&[("same.html", "same"), ("other.html", "1")])).expect("published");
    assert_eq!((done.written, fs::metadata(&output).expect("there").ino()), (0, whole), "nothing to do");
    publish(&output, &files(&[("same.html", "same"), ("other.html", "2")])).expect("published");
    assert_eq!(inode("same.html"), same, "an equal file is the same file");
    assert_ne!(inode("other.html"), other, "a changed file is a new file");
}

#[test]
fn only_a_folder_of_ours_is_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("home");
    fs::create_dir(&output).expect("made");
    fs::write(output.join("letters.txt"), "dear").expect("written");
    assert!(matches!(publish(&output, &files(&[("index.html", "x")])), Err(PublishError::NotOurs(_))));
    assert_eq!(read(&output), expected(&[("letters.txt", "dear")]));
    assert_eq!(listed(folder.path()), ["home"], "nothing is left beside an output that is refused");
    fs::remove_file(output.join("letters.txt")).expect("removed");
    publish(&output, &files(&[("index.html", "x")])).expect("an empty folder is free");
    fs::remove_file(output.join(MARKER)).expect("removed");
    assert!(matches!(publish(&output, &files(&[("index.html", "y")])), Err(PublishError::NotOurs(_))));
    assert_eq!(read(&output), expected(&[("index.html", "x")]));
}

#[test]
fn no_path_leads_out_of_the_site() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    let long = "x".repeat(300);
    for bad in ["", "/etc/x", "../x", "a/../../x", "a//b", "a/./b", "a\\b", "c:x", "a\0b", "a\nb", long.as_str()] {
        let outcome = publish(&output, &files(&[("index.html", "x"), (bad, "y")]));
        assert!(matches!(outcome, Err(PublishError::BadPath(_))), "{bad:?}");
    }
    assert_eq!(listed(folder.path()), Vec::<String>::new(), "no output, and nothing beside it");
}

#[test]
fn a_link_stays_and_the_folder_that_it_names_is_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let (current, release) = (folder.path().join("current"), folder.path().join("releases/1"));
    fs::create_dir(folder.path().join("releases")).expect("made");
    symlink("releases/1", &current).expect("linked");
    for text in ["into a folder that does not exist yet", "again"] {
        publish(&current, &files(&[("index.html", text)])).expect("published");
        assert_eq!(fs::read_link(&current).expect("still a link"), Path::new("releases/1"));
        assert_eq!(read(&release), expected(&[("index.html", text)]));
    }
    assert_eq!(listed(folder.path()), ["current", "releases"]);
    assert_eq!(listed(&folder.path().join("releases")), [".1.fieldbook", "1"]);
    // A link to a link, and the links that are refused.
    symlink(&current, folder.path().join("live")).expect("linked");
    publish(&folder.path().join("live"), &files(&[("index.html", "live")])).expect("published");
    assert_eq!(read(&release), expected(&[("index.html", "live")]));
    fs::write(folder.path().join("file"), "x").expect("written");
    symlink("file", folder.path().join("to-file")).expect("linked");
    let refused = publish(&folder.path().join("to-file"), &files(&[("index.html", "x")]));
    assert!(matches!(refused, Err(PublishError::NotOurs(path)) if path.ends_with("file")));
    symlink("loop", folder.path().join("loop")).expect("linked");
    let refused = publish(&folder.path().join("loop"), &files(&[("index.html", "x")])).expect_err("a loop").to_string();
    assert!(refused.contains("loop: too many levels of symbolic links"), "{refused}");
    assert_eq!(listed(folder.path()), ["current", "file", "live", "loop", "releases", "to-file"]);
}

#[test]
fn an_interrupted_fallback_is_mended_by_the_next_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    publish(&output, &files(&[("index.html", "old")])).expect("published");
    // The state between the two renames of the fallback: the old site stands aside and there is none.
    let side = folder.path().join(".public.fieldbook");
    fs::rename(&output, side.join("old")).expect("renamed");
    fs::create_dir_all(side.join("stage/half")).expect("made");
    let done = publish(&output, &files(&[("index.html", "old"), ("new.html", "n")])).expect("published");
    assert_eq!((done.written, done.unchanged), (1, 1), "the old site was found again");
    assert_eq!(read(&output), expected(&[("index.html", "old"), ("new.html", "n")]));
}

#[test]
fn a_target_that_cannot_be_written_keeps_the_old_site() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    publish(&output, &files(&[("index.html", "old")])).expect("published");
    // A file where the stage's folder should be fails the same way for every user, root too.
    let missing = File { path: "asset.bin".to_owned(), content: Content::Copy(folder.path().join("not there")) };
    let mut broken = files(&[("index.html", "new")]);
    broken.push(missing);
    let error = publish(&output, &broken).expect_err("a copy of nothing").to_string();
    assert!(error.contains("not there"), "{error}");
    assert_eq!(read(&output), expected(&[("index.html", "old")]));
    publish(&output, &files(&[("index.html", "new")])).expect("the next run succeeds");
    assert_eq!(read(&output), expected(&[("index.html", "new")]));
}

#[test]
fn two_builds_into_one_folder_keep_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    let sites: Vec<_> = (0..8)
        .map(|site| (0..50).map(|page| (format!("p{page}.html"), format!("site {site}"))).collect::<Vec<_>>())
        .collect();
    for _ in 0..10 {
        std::thread::scope(|scope| {
            for site in &sites {
                let output = &output;
                scope.spawn(move || {
                    let listed: Vec<_> = site.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
                    match publish(output, &files(&listed)) {
                        Ok(_) => {}
                        Err(PublishError::Locked(_, holder)) => {
                            assert!(holder == std::process::id().to_string() || holder == "unknown", "{holder}");
                        }
                        Err(error) => panic!("{error}"),
                    }
                });
            }
        });
        let found = read(&output);
        let is_one = sites.iter().any(|site| site.iter().cloned().collect::<BTreeMap<_, _>>() == found);
        assert!(is_one, "the site is one of those built: {found:?}");
    }
}
