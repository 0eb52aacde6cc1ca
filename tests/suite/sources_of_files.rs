//! The same content from the disk, a commit, the Git index and a literal gives the same site and the same findings.

use fieldbook::finding::Finding;
use fieldbook::git::{list_commit, list_index};
use fieldbook::inputs::{
    CommittedFiles, DiskFiles, Files, HiddenFiles, Inputs, LeftOutReason, LiteralFiles, VersionedFiles, read_site,
};
use fieldbook::library::Library;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=T", "-c", "user.email=t@example.com"]).args(arguments);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().expect("git runs");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
}

/// The largest content file of [`small_site`], in bytes.
const LIMIT: usize = 1 << 10;

/// A page in a folder `levels` below a root.
fn deep(levels: usize) -> String {
    format!("content{}/deep.md", "/d".repeat(levels))
}

/// A site with everything that reading decides on: both sides of the limits, names, encodings, hidden files.
fn small_site() -> BTreeMap<String, Vec<u8>> {
    let page = |title: &str| format!("---\ntitle: {title}\n---\nSee [[pages/nowhere]] and [[b]].\n").into_bytes();
    let filled = |size: usize| {
        let mut text = page("Filled");
        text.resize(size, b'x');
        text
    };
    let settings = "[limits]\nfile = \"1KiB\"\n[search]\nsynonyms = \"words.txt\"\n[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n";
    let files = [
        ("site.toml", settings.into()),
        ("people.yaml", b"- id: ann\n  name: Ann\n- id: ann\n".to_vec()),
        ("words.txt", b"- [scim, provisioning]\n".to_vec()),
        ("customers.yaml", b"- id: outside\n".to_vec()),
        ("content/pages/a.md", page("A")),
        ("content/pages/a/b.md", page("B")),
        ("content/pages/crlf.md", b"---\r\ntitle: C\r\n---\r\nText.\r\n".to_vec()),
        ("content/pages/bom.markdown", b"\xEF\xBB\xBF---\ntitle: D\n---\n".to_vec()),
        ("content/pages/latin.md", b"---\ntitle: caf\xE9\n---\n".to_vec()),
        ("content/pages/at-limit.md", filled(LIMIT)),
        ("content/pages/past-limit.md", filled(LIMIT + 1)),
        ("content/pages/plan.txt", b"plan".to_vec()),
        ("content/pages/.draft.md", page("Hidden")),
        ("content/.git-notes/c.md", page("Hidden")),
        ("deals/customers.yaml", b"- id: acme\n  name: Acme\n".to_vec()),
        ("deals/pages/a.md", page("Twice")),
        ("themes/default/head.js", b"'one';".to_vec()),
        ("themes/default/.hidden.js", b"'two';".to_vec()),
        ("target/built.md", page("Outside of the roots")),
    ];
    let files = files.map(|(path, bytes): (&str, Vec<u8>)| (path.to_owned(), bytes));
    files.into_iter().chain([(deep(63), page("Deepest")), (deep(64), page("Too deep"))]).collect()
}

fn sample() -> BTreeMap<String, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let disk = DiskFiles::new(root);
    let mut paths: Vec<String> =
        ["site.toml", "people.yaml", "capabilities.yaml", "jargon.yaml", "synonyms.yaml"].map(str::to_owned).to_vec();
    for folder in ["content", "deals"] {
        paths.extend(disk.list(folder, HiddenFiles::Skipped).expect("it can be listed").files);
    }
    let read = |path: String| {
        let bytes = fs::read(root.join(&path)).expect("it can be read");
        (path, bytes)
    };
    paths.into_iter().map(read).collect()
}

/// Writes `files` below `folder`, and commits them.
fn repository(files: &BTreeMap<String, Vec<u8>>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("kb"), files);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    git(folder.path(), &["add", "-A", "-f"]);
    git(folder.path(), &["commit", "-q", "-m", "one"]);
    folder
}

fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, bytes).expect("written");
    }
}

/// The three sources that a repository is, with their names.
fn repository_sources(site: &Path) -> [(&'static str, Box<dyn Files>); 3] {
    let commit = list_commit(site, "HEAD").expect("a commit");
    let index = list_index(site).expect("an index").files;
    [
        ("disk", Box::new(DiskFiles::new(site))),
        ("commit", Box::new(CommittedFiles::new(site, commit))),
        ("index", Box::new(CommittedFiles::new(site, index))),
    ]
}

/// Returns everything that was read, as text; not the sizes of pictures, which only a disk and a literal have.
fn described(inputs: Inputs) -> String {
    let Inputs {
        settings,
        files,
        sources,
        lists,
        responses,
        assets,
        clean_pictures,
        theme,
        missing_private_roots,
        has_customers,
        searched,
        artefacts: _,
        mut findings,
    } = inputs;
    let sources: Vec<_> = sources.iter().map(|source| (source.path(), source.text())).collect();
    let assets: Vec<_> = assets.iter().map(|(path, asset)| (path, asset.bytes)).collect();
    let mut text = format!(
        "{missing_private_roots:?} {has_customers} {searched:?}\n{settings:#?}\n{responses:?}\n{sources:#?}\n{lists:#?}\n{assets:#?}\n{clean_pictures:?}\n{theme:?}\n"
    );
    let (library, found) = Library::new(files, lists);
    findings.extend(found);
    let show = |finding: &Finding| {
        let at = finding.place.start();
        format!("{}:{}:{} {}\n", finding.place.file.path(), at.line, at.column, finding.message)
    };
    text.extend(findings.iter().map(show));
    text.extend(library.entries().iter().map(|entry| format!("{entry:#?}\n")));
    text
}

fn read(files: &dyn Files) -> String {
    described(read_site(files).expect("the site can be read"))
}

#[test]
fn the_same_content_reads_the_same_from_every_source() {
    for (files, expected) in [(small_site(), "byte 14 is not UTF-8"), (sample(), "Ostermill")] {
        let literal = read(&files.clone().into_iter().collect::<LiteralFiles>());
        assert!(literal.contains(expected), "{literal}");
        let folder = repository(&files);
        for (name, source) in repository_sources(&folder.path().join("kb")) {
            assert!(read(source.as_ref()) == literal, "{name} differs from the literal");
        }
    }
}

/// The control of the comparison: each change of the small site that reading sees changes the description.
#[test]
fn other_content_reads_differently() {
    let files = small_site();
    let unchanged = read(&files.clone().into_iter().collect::<LiteralFiles>());
    let is_input = |path: &str| {
        let is_outside = ["customers.yaml", "target/built.md"].contains(&path) || path.starts_with("content/.");
        !is_outside && path != "content/pages/.draft.md" && path != deep(64)
    };
    for path in files.keys() {
        let mut changed = files.clone();
        changed.entry(path.clone()).or_default().insert(0, b'\n');
        let is_seen = read(&changed.into_iter().collect::<LiteralFiles>()) != unchanged;
        assert_eq!(is_seen, is_input(path), "{path}");
    }
}

#[test]
fn limits_are_the_same_in_every_source() {
    let files = small_site();
    let folder = repository(&files);
    let literal: (&str, Box<dyn Files>) = ("literal", Box::new(files.into_iter().collect::<LiteralFiles>()));
    for (name, source) in repository_sources(&folder.path().join("kb")).into_iter().chain([literal]) {
        let inputs = read_site(source.as_ref()).expect("the site can be read");
        let unread: Vec<String> = inputs
            .findings
            .iter()
            .filter(|finding| finding.rule.id == "schema/unreadable-file")
            .map(|finding| format!("{}: {}", finding.place.file.path(), finding.message))
            .collect();
        let expected = [
            format!("content{}: folders deeper than 64 levels are not read", "/d".repeat(64)),
            "content/pages/latin.md: byte 14 is not UTF-8".to_owned(),
            "content/pages/past-limit.md: the file has 1025 bytes; the limit is 1024".to_owned(),
        ];
        assert_eq!(unread, expected, "{name}");
        let ids: Vec<&str> =
            inputs.files.iter().filter(|file| !file.entries.is_empty()).map(|file| file.id.as_str()).collect();
        assert!(ids.contains(&"pages/at-limit") && ids.iter().any(|id| id.ends_with("d/deep")), "{name}: {ids:?}");
    }
}

#[test]
fn links_are_left_out_of_every_source_with_the_same_finding() {
    let folder = repository(&small_site());
    let site = folder.path().join("kb");
    std::os::unix::fs::symlink("a.md", site.join("content/pages/link.md")).expect("linked");
    std::os::unix::fs::symlink("head.js", site.join("themes/default/link.js")).expect("linked");
    git(folder.path(), &["add", "-A", "-f"]);
    git(folder.path(), &["commit", "-q", "-m", "two"]);
    for (name, source) in repository_sources(&site) {
        let findings = read_site(source.as_ref()).expect("the site can be read").findings;
        let left_out: Vec<&str> = findings
            .iter()
            .filter(|finding| finding.message.starts_with("not a regular file"))
            .map(|finding| finding.place.file.path())
            .collect();
        assert_eq!(left_out, ["content/pages/link.md", "themes/default/link.js"], "{name}");
    }
}

#[test]
fn what_git_alone_has_is_left_out_with_its_reason() {
    let folder = repository(&small_site());
    let site = folder.path().join("kb");
    let index = |lines: &str| {
        let mut command = Command::new("git");
        command.arg("-C").arg(folder.path()).args(["update-index", "--index-info"]);
        let mut child = command.stdin(std::process::Stdio::piped()).spawn().expect("git runs");
        std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), lines.as_bytes()).expect("written");
        assert!(child.wait().expect("git ends").success());
    };
    let object = list_commit(&site, "HEAD").expect("a commit").into_iter().find(|file| file.path == "site.toml");
    let object = object.expect("listed").object;
    let none = "0".repeat(40);
    index(&format!("160000 {object}\tkb/content/module\n"));
    index(&format!("0 {none}\tkb/content/pages/a.md\n"));
    index(&format!("100644 {object} 2\tkb/content/pages/a.md\n100644 {object} 3\tkb/content/pages/a.md\n"));
    let files = CommittedFiles::new(&site, list_index(&site).expect("an index").files);
    let left_out = files.list("content", HiddenFiles::Skipped).expect("listed").left_out;
    let left_out: Vec<_> = left_out.iter().map(|left_out| (left_out.path.as_str(), left_out.reason)).collect();
    assert_eq!(
        left_out[1..],
        [("content/module", LeftOutReason::Submodule), ("content/pages/a.md", LeftOutReason::Conflict)]
    );
    assert_eq!(left_out[0].1, LeftOutReason::TooDeep);
}

#[test]
fn only_the_roots_that_are_named_are_taken_from_disk() {
    let folder = repository(&small_site());
    let site = folder.path().join("kb");
    let staged = |roots: &[&str]| {
        let index = CommittedFiles::new(&site, list_index(&site).expect("an index").files);
        let roots = roots.iter().map(|root| (*root).to_owned()).collect();
        let files = VersionedFiles::new(index, DiskFiles::new(&site), roots);
        (read(&files), files.list("deals", HiddenFiles::Skipped).expect("listed").files)
    };
    let expected = read(&DiskFiles::new(&site));
    fs::write(site.join("deals/pages/new.md"), "# Not staged\n").expect("written");
    assert_eq!(staged(&[]), (expected, vec!["deals/customers.yaml".to_owned(), "deals/pages/a.md".to_owned()]));
    git(folder.path(), &["rm", "-q", "-r", "--cached", "kb/deals"]);
    assert_eq!(staged(&["deals"]).1, ["deals/customers.yaml", "deals/pages/a.md", "deals/pages/new.md"]);
    assert!(staged(&["deals"]).0.contains("Not staged"));
    fs::write(site.join("content/pages/new.md"), "# Outside\n").expect("written");
    assert!(!staged(&["deals"]).0.contains("# Outside"), "other roots are those of the index");
}
