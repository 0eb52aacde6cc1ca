//! Caches that are not what a build left: poisoned, cut off, of other sites. The next build is a clean one.

use super::run::{Options, build, differing};
use super::site::{page, write, write_site};
use super::{clean, clean_copy, new_folder};
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

fn built_site() -> tempfile::TempDir {
    let folder = new_folder();
    write_site(folder.path());
    let built = build(folder.path(), &Options::default());
    assert!(built.is_published, "{}", built.said);
    folder
}

/// Builds after one edit and compares with a clean build.
fn assert_clean(folder: &Path, what: &str) {
    write(folder, "content/pages/p3.md", &page("Page 3, edited", 2, "Other words."));
    let options = Options::default();
    let kept = build(folder, &options);
    assert!(kept.is_published, "{what}: {}", kept.said);
    assert_eq!(differing(&kept, &clean(folder, &options)), Vec::<String>::new(), "{what}");
}

#[test]
fn a_cache_that_is_cut_off_or_changed_gives_a_clean_build() {
    let names = remembered(built_site().path()).len();
    assert!(names >= 3, "a control: {names} files are remembered");
    for index in 0..names {
        for way in 0..3 {
            let folder = built_site();
            let path = remembered(folder.path()).remove(index);
            let mut bytes = fs::read(&path).expect("read");
            match way {
                0 => bytes.truncate(bytes.len() / 2),
                1 => bytes = b"\0\xFFgarbage".to_vec(),
                _ => {
                    let middle = bytes.len() / 2;
                    if let Some(byte) = bytes.get_mut(middle) {
                        *byte ^= 0x20;
                    }
                }
            }
            fs::write(&path, bytes).expect("written");
            assert_clean(folder.path(), &format!("{} in way {way}", path.display()));
        }
    }
}

#[test]
fn the_caches_of_another_site_give_a_clean_build() {
    let other = built_site();
    write(other.path(), "site.toml", &super::site::settings("Foreign", "info"));
    write(other.path(), "content/pages/p1.md", &page("Foreign", 0, "Foreign words."));
    assert!(build(other.path(), &Options::default()).is_published);
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
