//! A site full of credentials, each in another place and encoding, and what of them the program repeats.
//!
//! A random part counts as repeated if six bytes in a row of it occur in an output; of hexadecimal digits twelve, since the
//! digests in reports have six of them in common by chance.

use super::credentials::{Credential, credentials};
use super::draw::expand;
use super::forms::FORMS;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A name, and how a text is written that way.
type Writing = (&'static str, fn(&str) -> String);

/// How a text with a credential is encoded.
const ENCODINGS: &[Writing] = &[
    ("plain", str::to_owned),
    ("base64", |text| STANDARD.encode(text)),
    ("hex", |text| text.bytes().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))),
    ("percent", |text| text.bytes().fold(String::new(), |all, byte| all + &format!("%{byte:02X}"))),
    ("entities", |text| text.chars().fold(String::new(), |all, symbol| all + &format!("&#{};", u32::from(symbol)))),
    ("invisible", |text| text.chars().fold(String::new(), |all, symbol| format!("{all}{symbol}\u{200b}"))),
];

/// Where in a file a text is.
const PLACES: &[Writing] = &[
    ("body", |text| page("Plan", &format!("Use this:\n\n{text}\n"))),
    ("title", |text| page(&one_line(text), "Text.\n")),
    ("heading", |text| page("Plan", &format!("## {}\n\nText.\n", one_line(text)))),
    ("table", |text| page("Plan", &format!("| a | b |\n|---|---|\n| x | {} |\n", one_line(text)))),
    ("code", |text| page("Plan", &format!("Run `{}` now.\n", one_line(text)))),
    ("fence", |text| page("Plan", &format!("```sh\n{text}\n```\n"))),
    ("comment", |text| page("Plan", &format!("<!-- {text} -->\n\nText.\n"))),
    ("link", |text| page("Plan", &format!("[link](https://e.example/?q={})\n", one_line(text)))),
    ("tag", |text| format!("---\ntitle: Plan\nowner: ann\ntags: [{}]\n---\nText.\n", quoted(&one_line(text)))),
];

fn page(title: &str, body: &str) -> String {
    format!("---\ntitle: {}\nowner: ann\n---\n{body}", quoted(title))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "/")
}

/// A planted credential.
struct Planted {
    path: String,
    encoding: &'static str,
    place: &'static str,
    /// What must not be repeated: bytes of the random parts.
    windows: Vec<Vec<u8>>,
}

/// What the program printed, or a file that it wrote, with a name for it.
type Output = (String, Vec<u8>);

/// Writes `count` pages, runs the program on them, and prints what was found and what was repeated.
///
/// # Errors
/// The site cannot be written, or the program cannot be run.
pub(crate) fn measure(count: usize) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let planted = write_site(folder.path(), count)?;
    let outputs = run_all(folder.path())?;
    let found = outputs.first().map_or(String::new(), |(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
    let reported: BTreeSet<&str> =
        found.lines().filter(|line| line.contains("secrets/")).filter_map(|line| line.split(':').next()).collect();
    print!("{}", table(&planted, &reported));
    let mut repeated = 0;
    for (name, bytes) in &outputs {
        let seen: BTreeSet<&[u8]> = bytes.windows(6).chain(bytes.windows(12)).collect();
        let leaks: Vec<&Planted> =
            planted.iter().filter(|one| one.windows.iter().any(|window| seen.contains(window.as_slice()))).collect();
        repeated += usize::from(!leaks.is_empty());
        println!("{name}: {} bytes, credentials repeated: {}", bytes.len(), leaks.len());
        for leak in leaks.iter().take(5) {
            println!("  {} {} {}", leak.path, leak.place, leak.encoding);
        }
    }
    println!("planted: {}; outputs: {}, that repeat one: {repeated}", planted.len(), outputs.len());
    Ok(())
}

fn write_site(folder: &Path, count: usize) -> Result<Vec<Planted>, Box<dyn Error>> {
    let all: Vec<&Credential> = credentials().collect();
    fs::create_dir_all(folder.join("content/pages"))?;
    fs::write(folder.join("site.toml"), "[site]\ntitle = \"Planted\"\n")?;
    let mut planted = Vec::new();
    for number in 0..count {
        let credential = all[number % all.len()];
        // Numbers without a common divisor, so that every family meets every place and encoding.
        let (place, place_of) = PLACES[(number / all.len() + number) % PLACES.len()];
        let (encoding, encoded) = ENCODINGS[(number / all.len() / PLACES.len() + number * 5) % ENCODINGS.len()];
        let parts = RefCell::new(Vec::new());
        let value = expand(credential.template, number as u64, &|_, part| {
            parts.borrow_mut().push(part.clone());
            part
        });
        let form = FORMS.get(number % 3).filter(|_| !credential.stem.is_empty());
        let text = form.map_or_else(|| value.clone(), |form| form.written(credential, &value));
        let path = format!("content/pages/p{number}.md");
        fs::write(folder.join(&path), place_of(&encoded(text.trim_end())))?;
        let windows = parts.into_inner().iter().flat_map(|part| windows(part)).collect();
        planted.push(Planted { path, encoding, place, windows });
    }
    Ok(planted)
}

fn windows(part: &str) -> Vec<Vec<u8>> {
    let is_digest = |window: &&[u8]| window.iter().all(u8::is_ascii_hexdigit);
    let short = part.as_bytes().windows(6).filter(|window| !is_digest(window));
    short.chain(part.as_bytes().windows(12)).map(<[u8]>::to_vec).collect()
}

/// Runs the program in every way that shows content, and returns what it printed and wrote.
fn run_all(site: &Path) -> Result<Vec<Output>, Box<dyn Error>> {
    let formats = ["concise", "full", "json", "jsonl", "sarif", "junit", "gitlab", "github", "markdown"];
    let mut runs: Vec<Vec<String>> =
        formats.iter().map(|format| ["check", "--format", format, "--no-cache"].map(str::to_owned).to_vec()).collect();
    for more in [&["check", "--diff"][..], &["build", "--output", "out"], &["search", "plan"], &["check", "--due"]] {
        runs.push(more.iter().map(|word| (*word).to_owned()).collect());
    }
    let mut outputs = Vec::new();
    for arguments in runs {
        let output = Command::new(env!("CARGO_BIN_EXE_fieldbook")).arg("--site").arg(site).args(&arguments).output()?;
        outputs.push((arguments.join(" "), [output.stdout, output.stderr].concat()));
    }
    for file in walkdir::WalkDir::new(site).into_iter().filter_map(Result::ok) {
        if file.file_type().is_file() && !file.path().starts_with(site.join("content")) {
            outputs.push((file.path().strip_prefix(site)?.display().to_string(), fs::read(file.path())?));
        }
    }
    Ok(outputs)
}

/// Returns how many of the planted credentials were reported, by place and encoding.
fn table(planted: &[Planted], reported: &BTreeSet<&str>) -> String {
    let mut text = format!("{:10}", "");
    let _ = writeln!(text, "{}", ENCODINGS.iter().fold(String::new(), |all, (name, _)| format!("{all} {name:>10}")));
    for (place, _) in PLACES {
        let _ = write!(text, "{place:10}");
        for (encoding, _) in ENCODINGS {
            let own: Vec<&Planted> =
                planted.iter().filter(|one| one.place == *place && one.encoding == *encoding).collect();
            let found = own.iter().filter(|one| reported.contains(one.path.as_str())).count();
            let _ = write!(text, " {:>10}", format!("{}%", (found * 100).checked_div(own.len()).unwrap_or(0)));
        }
        text.push('\n');
    }
    text
}
