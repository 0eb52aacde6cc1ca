//! Sites of other generators: what becomes of pages, navigation, links and marks, and that bad input loses nothing.

use fieldbook::importing::site::{
    FoundSite, Generator, Repository, RepositoryFile, SiteImport, SiteOptions, find_sites, import_site,
};
use fieldbook::importing::{Competitors, KindChoice};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn repository(files: &[(&str, &str)]) -> Repository {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), RepositoryFile::Text((*text).to_owned())));
    Repository::new(files.collect())
}

fn imported(files: &[(&str, &str)]) -> SiteImport {
    let repository = repository(files);
    let plain = FoundSite { generator: Generator::Plain, settings: String::new() };
    let site = find_sites(&repository).into_iter().next().unwrap_or(plain);
    let (competitors, kinds) = (Competitors::new(["Globex".to_owned()]), KindChoice::Pages);
    import_site(&repository, &site, SiteOptions { id_prefix: "docs", kinds: &kinds, competitors: &competitors })
}

fn texts(made: &SiteImport) -> BTreeMap<&str, &str> {
    let text = |bytes| std::str::from_utf8(bytes).expect("it is text");
    made.import.files.iter().map(|file| (file.path.as_str(), text(&file.bytes))).collect()
}

fn left_out(made: &SiteImport) -> Vec<String> {
    let constructs = made.import.constructs.iter().filter(|one| one.fate.word() == "left out");
    constructs.map(|one| format!("{} {}: {} {}", one.source, one.place, one.name, one.note)).collect()
}

const MKDOCS: &[(&str, &str)] = &[
    (
        "mkdocs.yml",
        "nav:\n  - Start: index.md\n  - Set up:\n      - setup/index.md\n      - setup/agents.md\nplugins:\n  - redirects:\n      redirect_maps:\n        old/agents.md: setup/agents.md\n",
    ),
    (
        "docs/index.md",
        "# Start\n\n[Agents](setup/agents.md#a-b) and [folder](setup/), [gone](gone.md).\n\n!!! tip\n    ![Map](img/map.png)\n",
    ),
    ("docs/setup/index.md", "# Set up\n\n--8<-- \"parts/hint.md\"\n"),
    (
        "docs/setup/agents.md",
        "---\ntitle: Agents\ndate: 2024-01-02\n---\n\n## A & B\n\n[Start](../index.md)\n{{ macro }}\n",
    ),
    ("docs/img/map.png", ""),
    ("docs/unused.txt", "x"),
    ("parts/hint.md", "A hint.\n"),
];

#[test]
fn a_site_of_mkdocs_keeps_navigation_links_boxes_and_anchors() {
    let made = imported(MKDOCS);
    let texts = texts(&made);
    assert_eq!(
        texts["index.md"],
        "---\nstatus: unreviewed\norder: 10\n---\n\n# Start\n\n[Agents](setup/agents.md#a-b) and [folder](setup/index.md), [gone](gone.md).\n\n\n> [!TIP]\n> ![Map](img/map.png)\n\n"
    );
    assert_eq!(texts["setup/index.md"], "---\nstatus: unreviewed\norder: 20\n---\n\n# Set up\n\nA hint.\n");
    assert_eq!(
        texts["setup/agents.md"],
        "---\ntitle: Agents\nstatus: unreviewed\norder: 30\nmoved_from: [docs/old/agents]\n# date: 2024-01-02\n---\n\n\n## A & B {#a-b}\n\n[Start](../index.md)\n{{ macro }}\n"
    );
    assert_eq!(texts["setup/_section.yaml"], "title: Set up\norder: 20\n");
    assert_eq!(made.copies, [("docs/img/map.png".to_owned(), "img/map.png".to_owned())]);
    assert_eq!(
        left_out(&made),
        ["docs/setup/agents.md line 9: template mark in the text shown as written: {{ macro }}"]
    );
    let nowhere: Vec<_> = made.import.constructs.iter().filter(|one| one.name == "link that leads nowhere").collect();
    assert_eq!((nowhere.len(), nowhere[0].place.as_str()), (1, "line 3"));
    let files: Vec<_> = made
        .import
        .rows
        .iter()
        .filter(|row| row.target.is_none())
        .map(|row| (row.source.as_str(), row.what.as_str()))
        .collect();
    assert_eq!(
        files,
        [("docs/unused.txt", "no page links to it"), ("2 files", "outside of the folders that the site is made from")]
    );
}

#[test]
fn a_site_of_docusaurus_keeps_addresses_categories_and_components() {
    let made = imported(&[
        ("docusaurus.config.js", "module.exports = { presets: [['classic', { docs: { sidebarPath: './s.js' } }]] };"),
        (
            "docs/01-intro.md",
            "---\nsidebar_position: 2\n---\n# Intro\n\n:::note\nSee [b](/docs/more/b#x) and <img src=\"/img/a.png\" alt=\"A\" />.\n:::\n",
        ),
        ("docs/more/_category_.json", "{\"label\": \"More\", \"position\": 1}"),
        (
            "docs/more/b.mdx",
            "import X from './_x.mdx';\nimport Yard from 'yard';\n\n# B\n\n<X />\n\n<Yard kind={1}>Text</Yard>\n",
        ),
        ("docs/more/_x.mdx", "Part.\n"),
        ("static/img/a.png", ""),
    ]);
    let texts = texts(&made);
    assert_eq!(
        texts["intro.md"],
        "---\nstatus: unreviewed\norder: 20\n---\n\n# Intro\n\n\n> [!NOTE]\n> See [b](more/b.md#x) and ![A](files/img/a.png).\n\n"
    );
    assert_eq!(texts["more/b.md"], "---\nstatus: unreviewed\n---\n\n\n# B\n\nPart.\n\n\n\nText\n\n");
    assert_eq!(texts["more/_section.yaml"], "title: More\norder: 10\ncollapsed: true\n");
    assert_eq!(
        left_out(&made),
        [
            "docs/more/b.mdx line 2: MDX import import Yard from 'yard';",
            "docs/more/b.mdx line 8: component Yard <Yard kind={1}>; its text stays"
        ]
    );
}

#[test]
fn a_site_of_hugo_keeps_weights_aliases_and_shortcodes() {
    let made = imported(&[
        ("hugo.toml", "baseURL = \"https://a.example/\"\n[params]\nversion = \"2\"\n"),
        ("content/_index.md", "+++\ntitle = \"Start\"\n+++\n[a]({{< relref \"a\" >}}#b)\n"),
        ("content/set/_index.md", "---\ntitle: Set\nweight: 5\ncascade: {tag: v2.1}\n---\n"),
        (
            "content/set/a.md",
            "---\ntitle: A\nweight: 1\ndraft: true\naliases: [/old/a/]\n---\n{{% alert %}}\nVersion {{< param version >}} ({{< param tag >}}).\n{{% /alert %}}\n",
        ),
    ]);
    let texts = texts(&made);
    assert_eq!(texts["index.md"], "---\ntitle: Start\nstatus: unreviewed\n---\n\n[a](set/a.md#b)\n");
    assert_eq!(
        texts["set/a.md"],
        "---\ntitle: A\nstatus: draft\norder: 10\nmoved_from: [docs/old/a]\n---\n\n\n> [!NOTE]\n> Version 2 (v2.1).\n\n"
    );
    assert_eq!(texts["set/_section.yaml"], "order: 10\n");
    assert_eq!(left_out(&made), Vec::<String>::new());
}

#[test]
fn statements_about_a_competitor_get_their_link_as_a_source_and_no_date() {
    let made = imported(&[("a.md", "# A\n\nGlobex stops at 5 TB ([docs](https://globex.example/a)).\n")]);
    let texts = texts(&made);
    assert_eq!(
        texts["a.md"],
        "---\nstatus: unreviewed\n---\n\n# A\n\nGlobex stops at 5 TB ([docs](https://globex.example/a)).[^source-1]\n\n[^source-1]: <https://globex.example/a>\n"
    );
}

#[test]
fn broken_front_matter_in_a_third_of_the_pages_loses_no_page() {
    let names: Vec<String> = (0..300).map(|index| format!("docs/p{index:03}.md")).collect();
    let text = |index: usize| {
        if index.is_multiple_of(3) {
            "---\ntitle: \"open\nx: [\n---\n# T\n\nText\n"
        } else {
            "---\ntitle: T\n---\nText\n"
        }
    };
    let files: Vec<(&str, &str)> = names.iter().enumerate().map(|(index, name)| (name.as_str(), text(index))).collect();
    let made = imported(&files);
    assert_eq!(made.import.files.len(), 300);
    let faults = left_out(&made).into_iter().filter(|line| line.contains("front matter it cannot be read")).count();
    assert_eq!(faults, 100);
    let texts = texts(&made);
    assert!(
        texts["docs/p000.md"].ends_with("---\n\n# T\n\nText\n") && texts["docs/p000.md"].contains("# title: \"open\n")
    );
}

#[test]
fn names_that_differ_only_by_case_and_shared_addresses_lose_no_page() {
    let made = imported(&[
        ("a.md", "# One\n"),
        ("A.md", "# Two\n"),
        ("b.md", "# Three\n"),
        ("b/index.md", "# Four [o](../A.md)\n"),
    ]);
    let texts = texts(&made);
    assert_eq!(texts.keys().copied().collect::<Vec<_>>(), ["A.md", "a-2.md", "b-2.md", "b/index.md"]);
    assert!(texts["A.md"].ends_with("# Two\n") && texts["b/index.md"].ends_with("[o](../A.md)\n"), "{texts:?}");
    let renamed: Vec<&str> = made
        .import
        .constructs
        .iter()
        .filter(|one| one.name == "name of a file")
        .map(|one| one.source.as_str())
        .collect();
    assert_eq!(renamed, ["a.md", "b.md"]);
}

#[test]
fn included_files_outside_of_the_folder_and_circles_are_listed() {
    let (site, old) = folders(&[
        ("repository/mkdocs.yml", "site_name: A\n"),
        (
            "repository/docs/index.md",
            "# A\n\n--8<-- \"../outside.md\"\n--8<-- \"docs/loop.md\"\n--8<-- \"docs/link.md\"\n",
        ),
        ("repository/docs/loop.md", "Loop\n\n--8<-- \"docs/loop.md\"\n"),
        ("outside.md", "planted outside\n"),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(old.path().join("outside.md"), old.path().join("repository/docs/link.md"))
        .expect("linked");
    let from = old.path().join("repository");
    let from = from.to_str().expect("UTF-8");
    let outcome = fieldbook(site.path(), &["import", "site", from]);
    assert!(outcome.status.success(), "{outcome:?}");
    let said = text(&outcome.stdout);
    assert!(said.contains("../outside.md: it is outside the folder that is imported"), "{said}");
    assert!(said.contains("docs/loop.md: it includes itself"), "{said}");
    assert!(said.contains("docs/link.md: there is no such file"), "{said}");
    let page = fs::read_to_string(site.path().join("content/docs/index.md")).expect("a page");
    assert!(page.contains("Loop") && !page.contains("planted outside"), "{page}");
}

fn fieldbook(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fieldbook")).arg("--site").arg(folder).args(arguments).output().expect("it runs")
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("created");
        fs::write(file, text).expect("written");
    }
}

/// A new site, and the folder of another one.
fn folders(files: &[(&str, &str)]) -> (tempfile::TempDir, tempfile::TempDir) {
    let (site, old) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    write(site.path(), &[("site.toml", "[site]\ntitle = \"T\"\n"), ("content/pages/a.md", "# Mine\n")]);
    write(old.path(), files);
    (site, old)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn an_imported_site_is_checked_and_built_without_raw_marks() {
    let (site, old) = folders(MKDOCS);
    write(
        old.path(),
        &[
            ("docs/setup/agents.md", "# Agents\n\n## A & B\n\n??? note \"More\"\n    Inner\n\n```\n!!! kept\n```\n"),
            ("docs/index.md", "# Start\n\n[Agents](setup/agents/#a-b)\n"),
        ],
    );
    let old = old.path().to_str().expect("UTF-8");
    let outcome = fieldbook(site.path(), &["import", "site", old]);
    assert!(outcome.status.success(), "{outcome:?}");
    let checked = fieldbook(site.path(), &["check", "--format", "concise"]);
    assert!(checked.status.success(), "{}", text(&checked.stdout));
    assert!(fieldbook(site.path(), &["build"]).status.success());
    let page = fs::read_to_string(site.path().join("public/docs/setup/agents/index.html")).expect("a page");
    assert!(
        page.contains("<details>\n<summary>More</summary>") && page.contains("id=\"a-b\"") && page.contains("!!! kept"),
        "{page}"
    );
    assert!(!page.contains("???") && !page.contains("do not rely on it yet"), "{page}");
    let redirect = fs::read_to_string(site.path().join("public/docs/old/agents/index.html")).expect("a redirect");
    assert!(redirect.contains("../../setup/agents/index.html"), "{redirect}");
    // For readers outside, what nobody reviewed does not exist.
    let outside = fieldbook(site.path(), &["build", "--audience", "public", "-o", "outside"]);
    assert!(!site.path().join("outside/docs").exists(), "{outside:?}");
}

#[test]
fn a_second_import_and_entries_that_exist_are_not_overwritten() {
    let (site, old) = folders(MKDOCS);
    let from = old.path().to_str().expect("UTF-8");
    let run = |more: &[&str]| fieldbook(site.path(), &[&["import", "site", from, "--origin", "docs"], more].concat());
    write(site.path(), &[("content/docs/index.md", "# Mine\n")]);
    let outcome = run(&[]);
    assert!(
        !outcome.status.success() && text(&outcome.stderr).contains("index.md would be written over"),
        "{outcome:?}"
    );
    assert!(!site.path().join("content/docs/setup").exists(), "nothing was written");
    assert!(run(&["--into", "content/old"]).status.success());
    let page = |name: &str| fs::read_to_string(site.path().join("content/old").join(name)).expect("a page");
    let (index, agents) = (page("index.md"), page("setup/agents.md"));
    let again = text(&run(&[]).stdout);
    assert!(again.contains("0 files for content/old"), "{again}");
    // One page is edited here, and both change there: an edited page is never written.
    write(site.path(), &[("content/old/index.md", &format!("{index}Mine.\n"))]);
    let changed = MKDOCS[1].1.replace("gone", "lost");
    write(old.path(), &[("docs/index.md", &changed), ("docs/setup/agents.md", "# Agents\n\nNew.\n")]);
    let reported = text(&run(&[]).stdout);
    assert!(reported.contains("docs/index.md: changed at the origin and edited here"), "{reported}");
    assert!(reported.contains("docs/setup/agents.md: changed at the origin; --update writes it again"), "{reported}");
    assert_eq!((page("index.md"), page("setup/agents.md")), (format!("{index}Mine.\n"), agents));
    assert!(run(&["--update"]).status.success());
    assert_eq!(page("index.md"), format!("{index}Mine.\n"));
    assert!(page("setup/agents.md").ends_with("# Agents\n\nNew.\n"));
    assert_eq!(fs::read_to_string(site.path().join("content/docs/index.md")).expect("it stays"), "# Mine\n");
}

#[test]
fn two_sites_in_one_repository_are_named() {
    let (site, old) = folders(&[
        ("a/mkdocs.yml", "site_name: A\n"),
        ("a/docs/index.md", "# A\n"),
        ("b/docusaurus.config.js", "module.exports = {};\n"),
        ("b/docs/index.md", "# B\n"),
    ]);
    let from = old.path().to_str().expect("UTF-8");
    let outcome = fieldbook(site.path(), &["import", "site", from]);
    let message = text(&outcome.stderr);
    assert!(
        !outcome.status.success()
            && message.contains("holds 2 sites: mkdocs in a/mkdocs.yml, docusaurus in b/docusaurus.config.js"),
        "{message}"
    );
    let hugo = text(&fieldbook(site.path(), &["import", "site", from, "--generator", "hugo"]).stderr);
    assert!(hugo.contains("no settings of hugo; found: mkdocs"), "{hugo}");
    assert!(fieldbook(site.path(), &["import", "site", from, "--generator", "mkdocs"]).status.success());
    assert_eq!(
        fs::read_to_string(site.path().join("content/docs/index.md")).expect("a page").lines().last(),
        Some("# A")
    );
}

#[test]
fn kinds_are_proposed_and_applied_when_confirmed() {
    let card = "# Globex\n\n## Why we win\n\nText\n\n## Why we lose\n\nText\n";
    let (site, old) =
        folders(&[("mkdocs.yml", "site_name: A\n"), ("docs/globex.md", card), ("docs/index.md", "# A\n")]);
    let old = old.path().to_str().expect("UTF-8");
    let list = site.path().join("kinds.txt");
    let list = list.to_str().expect("UTF-8");
    let proposed =
        fieldbook(site.path(), &["import", "site", old, "--competitor", "Globex", "--dry-run", "--proposals", list]);
    assert!(proposed.status.success(), "{proposed:?}");
    let proposals = fs::read_to_string(list).expect("a list");
    assert_eq!(proposals.lines().last(), Some("battlecard docs/globex.md  # about Globex, 2 headings of a battlecard"));
    assert!(!site.path().join("content/docs").exists());
    write(site.path(), &[("wrong.txt", "card docs/globex.md\n")]);
    let file = |name: &str| site.path().join(name).to_string_lossy().into_owned();
    let wrong = fieldbook(site.path(), &["import", "site", old, "--kinds", &file("wrong.txt")]);
    assert!(text(&wrong.stderr).contains("wrong.txt: line 1: \"card\" is not a kind"), "{wrong:?}");
    assert!(!site.path().join("content/docs").exists());
    assert!(fieldbook(site.path(), &["import", "site", old, "--kinds", list]).status.success());
    let page = |name: &str| fs::read_to_string(site.path().join("content/docs").join(name)).expect("a page");
    assert!(page("globex.md").starts_with("---\nkind: battlecard\nstatus: unreviewed\n---\n"), "{}", page("globex.md"));
    assert!(page("index.md").starts_with("---\nstatus: unreviewed\n"), "{}", page("index.md"));
}

#[test]
fn twenty_thousand_pages_are_imported() {
    let names: Vec<String> = (0..20_000).map(|index| format!("docs/f{}/p{index}.md", index % 200)).collect();
    let files: Vec<(&str, &str)> =
        names.iter().map(|name| (name.as_str(), "# T\n\n!!! note\n    [x](p1.md)\n")).collect();
    let all = [&[("mkdocs.yml", "site_name: A\n")][..], &files].concat();
    let made = imported(&all);
    assert_eq!(made.import.files.len(), 20_000);
    assert_eq!(made.import.constructs.iter().filter(|one| one.name == "admonition").count(), 20_000);
}
