//! Diagrams: drawn alike every time, in both schemes, without anything that runs or loads, and bounded.

mod hostile;

use fieldbook::diagrams::{Diagram, DiagramCache, DiagramError, DiagramRenderer, LONGEST_SOURCE, draw, key};
use fieldbook::svg::refusal;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

const KINDS: [&str; 7] = [
    "flowchart LR\n  accTitle: Path of a mail\n  subgraph tenant [Customer]\n    crm[(CRM)] -->|event| gate{Consent?}\n  end\n  gate -- yes --> queue[Queue]\n  gate -. no .-> stop([Dropped])\n",
    "sequenceDiagram\n  accTitle: A change\n  autonumber\n  actor Rep\n  Rep->>+CRM: edit\n  Note over Rep,CRM: at once\n  alt fresh\n    CRM-->>-Rep: done\n  else stale\n    CRM--xRep: refused\n  end\n",
    "stateDiagram-v2\n  [*] --> Draft\n  Draft --> Review: submitted\n  Review --> [*]: approved\n",
    "classDiagram\n  class Account {\n    +String id\n    +merge()\n  }\n  Account \"1\" --> \"*\" Contact : has\n",
    "erDiagram\n  ACCOUNT ||--o{ CONTACT : has\n  ACCOUNT {\n    string id PK\n  }\n",
    "C4Context\n  title Context\n  Person(rep, \"Sales engineer\")\n  System(app, \"Kestrel\", \"Sends\")\n  Rel(rep, app, \"Uses\", \"HTTPS\")\n",
    "flowchart TD\n  a[One] --> b[Two]\n  style a fill:#f9d,stroke:#333\n",
];

fn svg(source: &str) -> String {
    let diagram = draw(source).unwrap_or_else(|fault| panic!("{source}: {fault:?}"));
    String::from_utf8(diagram.svg).expect("a text")
}

/// The Mermaid fences of the sample.
fn sample() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/architectures");
    let mut sources = Vec::new();
    for file in fs::read_dir(folder).expect("the sample") {
        let text = fs::read_to_string(file.expect("a file").path()).expect("a text");
        let fences = text.split("```mermaid\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default());
        sources.extend(fences.map(str::to_owned));
    }
    sources.sort();
    sources
}

#[test]
fn every_kind_is_drawn_with_its_size_and_words() {
    for (source, word) in KINDS.iter().zip(["Consent?", "refused", "submitted", "merge", "CONTACT", "Kestrel", "Two"]) {
        let diagram = draw(source).expect("drawn");
        let text = String::from_utf8(diagram.svg).expect("a text");
        let (width, height) = diagram.size;
        assert!(width > 60 && height > 60 && width < 2_000 && height < 2_000, "{width} {height}");
        assert!(text.starts_with("<svg ") && text.ends_with("</svg>\n"), "{source}");
        assert!(text.contains(&format!(" width=\"{width}\" height=\"{height}\"")), "{source}");
        assert!(text.contains(word), "{source}");
        assert_eq!(refusal(&text), None, "{source}");
    }
    let sample = sample();
    assert!(sample.len() > 5, "{}", sample.len());
    assert!(sample.iter().all(|source| draw(source).is_ok()));
}

#[test]
fn a_drawing_follows_its_readers_scheme_or_brings_its_ground() {
    let own_colours = |source: &str| source.starts_with("C4") || source.contains("style a");
    for source in KINDS {
        let text = svg(source);
        let follows = text.contains("@media (prefers-color-scheme:dark){:root{--c0:");
        assert_eq!(follows, !own_colours(source), "{source}");
        assert_eq!(text.contains("<style>:root{background:#fff}</style>"), own_colours(source), "{source}");
    }
    // What a source says of colours and letters for the whole drawing does not reach it.
    let plain = "flowchart LR\n  a[One] --> b[Two]\n";
    let settings = "%%{init: {\"theme\": \"dark\", \"themeVariables\": {\"primaryColor\": \"#ff0000\"}, \"fontFamily\": \"Papyrus\", \"themeCSS\": \".node{fill:red}\"}}%%\n";
    assert_eq!(svg(&format!("{settings}{plain}")), svg(plain));
}

#[test]
fn the_same_source_gives_the_same_bytes() {
    let sources: Vec<String> = sample().into_iter().chain(KINDS.map(str::to_owned)).collect();
    let once: Vec<String> = sources.iter().map(|source| svg(source)).collect();
    let again: Vec<Vec<String>> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..2).map(|_| scope.spawn(|| sources.iter().rev().map(|source| svg(source)).collect())).collect();
        threads.into_iter().map(|thread| thread.join().expect("drawn")).collect()
    });
    for mut drawn in again {
        drawn.reverse();
        assert!(drawn == once);
    }
    assert_eq!(once.iter().collect::<BTreeSet<_>>().len(), sources.len(), "control: sources differ in their drawings");
}

#[test]
fn a_key_names_source_and_renderer() {
    let keys = ["flowchart LR\n a-->b", "flowchart LR\n a-->c"].map(key);
    assert!(keys[0] != keys[1] && keys[0].len() == 64 && keys[0] == key("flowchart LR\n a-->b"));
    let unversioned = blake3::hash(b"flowchart LR\n a-->b").to_hex().to_string();
    assert_ne!(keys[0], unversioned);
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).expect("the manifest");
    let module = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagrams/key.rs")).expect("it");
    let version = manifest.split_once("merman = { version = \"=").and_then(|(_, rest)| rest.split_once('"'));
    let version = version.expect("an exact version").0;
    assert!(module.contains(&format!("\"merman {version}, ")), "the key names another version than {version}");
}

#[test]
fn a_cache_draws_a_source_once() {
    static DRAWN: AtomicUsize = AtomicUsize::new(0);
    let cache = DiagramCache::new(|source| {
        DRAWN.fetch_add(1, Ordering::Relaxed);
        if source == "bad" {
            return Err(DiagramError { message: "it is bad".to_owned(), line: Some(1) });
        }
        Ok(Diagram { svg: source.as_bytes().to_vec(), size: (1, 2) })
    });
    for _ in 0..3 {
        assert_eq!(cache.render("good"), Ok(Diagram { svg: b"good".to_vec(), size: (1, 2) }));
        assert_eq!(cache.render("bad"), Err(DiagramError { message: "it is bad".to_owned(), line: Some(1) }));
    }
    assert_eq!(DRAWN.load(Ordering::Relaxed), 2);
}

#[test]
fn what_is_too_large_is_refused_with_numbers() {
    let long = format!("flowchart LR\n  a[\"{}\"]", "word ".repeat(LONGEST_SOURCE / 5));
    let many = format!("sequenceDiagram\n{}", "a->>b: x\n".repeat(600));
    let dense = format!("flowchart LR\n{}-->{}\n", "a & ".repeat(30) + "a", "b & ".repeat(30) + "b");
    let deep = format!("flowchart LR\n{}a-->b\n{}", "subgraph\n".repeat(60), "end\n".repeat(60));
    let expected = [
        (long, "the source has 8210 bytes; up to 8192 are drawn"),
        (many, "the diagram is too large: model items 602, at most 500"),
        (dense, "the diagram is too large: model items 963, at most 500"),
        (deep, "the diagram is too large: model nesting depth 60, at most 24"),
    ];
    for (source, message) in expected {
        assert_eq!(draw(&source).expect_err("too large"), DiagramError { message: message.to_owned(), line: None });
    }
}

/// Makes a site with one architecture and returns its folder.
fn site(body: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("content/architectures/sync.md");
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    fs::write(folder.path().join("site.toml"), "[site]\ntitle = \"T\"\n").expect("written");
    fs::write(path, format!("---\ntitle: Sync\nowner: ann\n---\n{body}")).expect("written");
    folder
}

fn fieldbook(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .arg("--site")
        .arg(folder)
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("fieldbook runs");
    String::from_utf8(output.stdout).expect("text")
}

const BODY: &str = "Before.\n\n```mermaid\nflowchart LR\n  accTitle: From CRM to queue\n  accDescr: Events go one way\n  crm --> queue\n```\n\n```mermaid\nflowchart LR\n  crm --> queue\n  queue --> --> end\n```\n\nAfter.\n";

#[test]
fn a_source_that_is_not_drawn_is_a_finding_at_its_line() {
    let folder = site(BODY);
    let report = fieldbook(folder.path(), &["check", "--format", "concise", "--rule", "architectures/undrawn-diagram"]);
    let expected =
        "content/architectures/sync.md:17:3: warning[architectures/undrawn-diagram] this diagram is not drawn: ";
    assert!(report.starts_with(expected) && report.lines().count() == 1, "{report}");
}

#[test]
fn a_page_shows_the_drawing_and_keeps_the_source() {
    let folder = site(BODY);
    let output = folder.path().join("public");
    fieldbook(folder.path(), &["build", "--output", output.to_str().expect("a path")]);
    let page = fs::read_to_string(output.join("architectures/sync/index.html")).expect("the page");
    let drawings: Vec<_> = fs::read_dir(output.join("assets/diagrams")).expect("a folder").flatten().collect();
    assert_eq!(drawings.len(), 1);
    let name = drawings[0].file_name().into_string().expect("a name");
    let text = fs::read_to_string(drawings[0].path()).expect("the drawing");
    assert_eq!(name, format!("{}.svg", &blake3::hash(text.as_bytes()).to_hex()[..16]));
    let diagram = draw("flowchart LR\n  accTitle: From CRM to queue\n  accDescr: Events go one way\n  crm --> queue\n");
    let (width, height) = diagram.expect("drawn").size;
    let figure = format!(
        "<figure class=\"diagram\"><div class=\"drawing\" tabindex=\"0\" role=\"region\" aria-label=\"From CRM to queue\">\
        <a tabindex=\"-1\" href=\"../../assets/diagrams/{name}\"><img loading=\"lazy\" src=\"../../assets/diagrams/{name}\" \
        alt=\"Events go one way\" width=\"{width}\" height=\"{height}\"></a></div><figcaption>From CRM to queue \
        <a class=\"full\" href=\"../../assets/diagrams/{name}\">Full size</a></figcaption><details><summary>Source</summary>\
        <pre tabindex=\"0\"><code data-language=\"mermaid\">flowchart LR\n"
    );
    assert!(page.contains(&figure), "{page}");
    let undrawn = "<figure class=\"diagram\"><figcaption><b>Diagram</b> could not be drawn.</figcaption><details>\
        <summary>Source</summary><pre tabindex=\"0\"><code data-language=\"mermaid\">";
    let after = page.split_once(undrawn).expect("the second figure").1;
    assert!(after.contains("queue --&gt; --&gt; end"), "{after}");
}
