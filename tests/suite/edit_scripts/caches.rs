//! Caches that are not what a build left: poisoned, cut off, of other sites. The next build is a clean one.

use super::run::{Built, Next, Options, build, differing};
use super::site::{page, write, write_site};
use super::{clean_copy, new_folder};
use std::fs;
use std::path::{Path, PathBuf};

/// What the builds of the site in `folder` remember.
fn remembered(folder: &Path) -> Vec<PathBuf> {
    let walks = [".public.fieldbook", ".fieldbook"].map(|name| walkdir::WalkDir::new(folder.join(name)));
    let files = walks.into_iter().flatten().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let mut paths: Vec<PathBuf> = files.map(walkdir::DirEntry::into_path).collect();
    paths.sort();
    paths
}

/// Builds the site in `folder` and runs both commands that remember something.
fn build_and_look(folder: &Path) -> [Built; 2] {
    [Next::Search, Next::Check].map(|next| build(folder, &Options::default(), next))
}

fn built_site() -> tempfile::TempDir {
    let folder = new_folder();
    write_site(folder.path());
    let [built, _] = build_and_look(folder.path());
    assert!(built.is_published, "{}", built.said);
    folder
}

/// Writes one of two versions of an entry.
fn edit(folder: &Path, version: usize) {
    write(folder, "content/pages/p3.md", &page(&format!("Page 3, edition {}", version % 2), 2, "Other words."));
}

/// Compares what is made of the site in `folder` with what is made of it without a memory.
fn assert_same(folder: &Path, clean: &[Built; 2], what: &str) {
    let kept = build_and_look(folder);
    for (kept, clean) in kept.iter().zip(clean) {
        assert!(kept.is_published, "{what}: {}", kept.said);
        assert_eq!(differing(kept, clean), Vec::<String>::new(), "{what}");
    }
}

/// Edits an entry and compares.
fn assert_clean(folder: &Path, what: &str) {
    edit(folder, 0);
    assert_same(folder, &build_and_look(clean_copy(folder).path()), what);
}

fn damaged(bytes: &[u8], way: usize) -> Vec<u8> {
    let middle = bytes.len() / 2;
    let mut flipped = bytes.to_vec();
    if let Some(byte) = flipped.get_mut(middle) {
        *byte ^= 0x20;
    }
    vec![bytes.iter().copied().take(middle).collect(), b"\0\xFFgarbage".to_vec(), flipped].swap_remove(way)
}

#[test]
fn a_cache_that_is_cut_off_or_changed_gives_a_clean_build() {
    let folder = built_site();
    // Of two versions, both are known without a memory.
    let clean = [0, 1].map(|version| {
        edit(folder.path(), version);
        build_and_look(clean_copy(folder.path()).path())
    });
    let names = remembered(folder.path());
    for kind in ["origins", ".index", ".report", "artefacts", "clean-texts", "file-hashes", "built.json"] {
        assert!(names.iter().any(|path| path.display().to_string().ends_with(kind)), "a control: {kind} in {names:?}");
    }
    let mut version = 0;
    for path in &names {
        for way in 0..3 {
            edit(folder.path(), version);
            let bytes = fs::read(path).expect("read");
            fs::write(path, damaged(&bytes, way)).expect("written");
            assert_same(folder.path(), &clean[version % 2], &format!("{} in way {way}", path.display()));
            version += 1;
        }
    }
}

#[test]
fn the_caches_of_another_site_give_a_clean_build() {
    let other = built_site();
    write(other.path(), "site.toml", &super::site::settings("Foreign", "info"));
    write(other.path(), "content/pages/p1.md", &page("Foreign", 0, "Foreign words."));
    assert!(build_and_look(other.path()).iter().all(|built| built.is_published));
    let folder = built_site();
    for path in remembered(other.path()) {
        let to = folder.path().join(path.strip_prefix(other.path()).expect("below"));
        fs::create_dir_all(to.parent().expect("a parent")).expect("made");
        fs::copy(&path, to).expect("copied");
    }
    assert_clean(folder.path(), "caches of another site");
    // A copy of the whole folder has other files with the same names.
    let copy = clean_copy(folder.path());
    for below in [".public.fieldbook", ".fieldbook", "public"] {
        for entry in walkdir::WalkDir::new(folder.path().join(below)).into_iter().filter_map(Result::ok) {
            let to = copy.path().join(entry.path().strip_prefix(folder.path()).expect("below"));
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).expect("made");
            } else {
                fs::copy(entry.path(), to).expect("copied");
            }
        }
    }
    assert_clean(copy.path(), "a copy of everything");
}
