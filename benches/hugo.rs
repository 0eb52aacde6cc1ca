//! Hugo, where it is installed, and a project for it with the content of the corpus.

use super::meter::{Cost, run};
use std::error::Error;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Pages and lists; nothing that the templates do not need.
const SETTINGS: &str = "baseURL = \"https://kb.example/\"
title = \"Measured library\"
disableKinds = [\"taxonomy\", \"term\", \"RSS\"]

[pagination]
pagerSize = 100
";

/// The templates, by path.
const TEMPLATES: [(&str, &str); 4] = [
    (
        "layouts/_default/baseof.html",
        "<!DOCTYPE html>
<html lang=\"en\">
<head><meta charset=\"utf-8\"><title>{{ .Title }}</title></head>
<body>
<header><a href=\"{{ .Site.Home.RelPermalink }}\">{{ .Site.Title }}</a></header>
<main>{{ block \"main\" . }}{{ end }}</main>
</body>
</html>
",
    ),
    (
        "layouts/_default/single.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1>
<article>{{ .Content }}</article>{{ end }}
",
    ),
    ("layouts/_default/list.html", LIST),
    ("layouts/home.html", LIST),
];

/// A list of all pages below a page, a hundred on each.
const LIST: &str = "{{ define \"main\" }}<h1>{{ .Title }}</h1>
{{ $pages := .RegularPagesRecursive }}{{ if .IsHome }}{{ $pages = .Site.RegularPages }}{{ end }}
{{ $pager := .Paginate $pages }}
<ul>{{ range $pager.Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>
<nav>{{ with $pager.Prev }}<a href=\"{{ .URL }}\">Previous</a>{{ end }}
{{ with $pager.Next }}<a href=\"{{ .URL }}\">Next</a>{{ end }}</nav>{{ end }}
";

/// An installed Hugo.
#[derive(Debug)]
pub(crate) struct Hugo {
    program: PathBuf,
    /// What it says that it is.
    pub(crate) version: String,
}

impl Hugo {
    /// Finds Hugo at `named`, or else in `PATH`.
    ///
    /// # Errors
    /// There is no Hugo, or it does not run.
    pub(crate) fn find(named: Option<&Path>) -> Result<Self, Box<dyn Error>> {
        let program = match named {
            Some(path) if is_script(path)? => {
                return Err(format!("{} is a script; --hugo must name Hugo itself", path.display()).into());
            }
            Some(path) => fs::canonicalize(path)?,
            None => in_path()?,
        };
        let output = Command::new(&program).arg("version").output();
        let output = output.map_err(|error| format!("{}: {error}", program.display()))?;
        let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if !output.status.success() || !version.starts_with("hugo ") {
            return Err(format!("{} is not Hugo: `version` prints {version:?}", program.display()).into());
        }
        Ok(Self { program, version })
    }

    /// Writes a project with a copy of `content` into the new folder `project`.
    ///
    /// # Errors
    /// A file cannot be read or written.
    pub(crate) fn write_project(project: &Path, content: &Path) -> Result<(), Box<dyn Error>> {
        fs::create_dir(project)?;
        fs::write(project.join("hugo.toml"), SETTINGS)?;
        for (path, text) in TEMPLATES {
            let path = project.join(path);
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, text)?;
        }
        for entry in walkdir::WalkDir::new(content) {
            let entry = entry?;
            let place = project.join("content").join(entry.path().strip_prefix(content)?);
            if entry.file_type().is_dir() {
                fs::create_dir(place)?;
            } else {
                fs::copy(entry.path(), place)?;
            }
        }
        Ok(())
    }

    /// Builds `project` into the new folder `output`.
    ///
    /// # Errors
    /// Hugo fails.
    pub(crate) fn build(&self, project: &Path, output: &Path) -> Result<Cost, Box<dyn Error>> {
        let mut command = Command::new(&self.program);
        command.arg("--destination").arg(output).arg("--quiet").current_dir(project);
        let (output, cost) = run(&mut command)?;
        if output.status.success() {
            return Ok(cost);
        }
        let complaint = [output.stdout, output.stderr].concat();
        let complaint = String::from_utf8_lossy(&complaint);
        Err(format!("Hugo failed: {}: {}", output.status, complaint.lines().next().unwrap_or_default()).into())
    }
}

/// Returns the first `hugo` in `PATH` that is not a script: the cost of a script that starts Hugo would be counted, and
/// Hugo's memory would not.
fn in_path() -> Result<PathBuf, String> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let name = format!("hugo{}", std::env::consts::EXE_SUFFIX);
    let mut scripts = String::new();
    for path in std::env::split_paths(&folders).map(|folder| folder.join(&name)).filter(|path| path.is_file()) {
        match is_script(&path) {
            Ok(false) => return Ok(path),
            Ok(true) => scripts = format!("; {} is a script that starts it", path.display()),
            // A file that cannot be read cannot be run as a program either.
            Err(_) => {}
        }
    }
    Err(format!("Hugo was not measured: there is no program `hugo` in PATH{scripts}; name one with --hugo PATH"))
}

fn is_script(path: &Path) -> Result<bool, Box<dyn Error>> {
    let mut begin = [0; 2];
    let read = fs::File::open(path).and_then(|mut file| file.read(&mut begin));
    let read = read.map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    Ok(begin.get(..read) == Some(b"#!"))
}
