//! `fieldbook serve`: write, and see it at once.

use super::arguments::ServeArguments;
use super::build::{self, concise};
use super::prepare::prepare;
use super::{Failure, Outcome, baseline, console, folder};
use crate::finding::{Finding, Severity};
use crate::pipeline::{self, Judged};
use crate::publish::{Content, File};
use crate::rules::Selection;
use crate::serve::{Means, Overlay, Preview, Server, SiteFiles, Watcher};
use std::path::PathBuf;
use std::sync::Arc;

/// The most findings that the overlay shows.
const SHOWN: usize = 50;

pub(super) fn run(site: Option<&PathBuf>, arguments: &ServeArguments) -> Result<Outcome, Failure> {
    let folder = folder::site_folder(site)?;
    let means = if arguments.poll { Means::Polled } else { Means::Told };
    let ignored = [".fieldbook", "public", ".public.fieldbook", "target"].map(|name| folder.join(name)).to_vec();
    let watcher = Watcher::new(&folder, ignored, means)?;
    let server = Server::bind(arguments.port)?;
    let url = server.url();
    let preview = Preview::default();
    rebuild(site, arguments, &preview);
    let shown = preview.clone();
    std::thread::spawn(move || server.run(shown));
    console::print(&format!("serving {url}\n"));
    console::note("press Ctrl-C to end; nothing is written to disk");
    while watcher.wait() {
        rebuild(site, arguments, &preview);
    }
    Ok(Outcome::Clean)
}

/// Makes the site again and shows it, or says over the last good one why it could not be made.
fn rebuild(site: Option<&PathBuf>, arguments: &ServeArguments, preview: &Preview) {
    match make(site, arguments) {
        Ok((files, overlay)) if overlay.is_blocking => {
            drop(files);
            preview.fail(overlay);
        }
        Ok((files, overlay)) => preview.show(files, overlay),
        Err(Failure(text)) => {
            console::complain(&text);
            preview.fail(Overlay { findings: vec![text], is_blocking: true });
        }
    }
}

fn make(site: Option<&PathBuf>, arguments: &ServeArguments) -> Result<(SiteFiles, Overlay), Failure> {
    let run = prepare(site, &arguments.scope)?;
    let selection = Selection::default();
    let findings = pipeline::check(
        &run.loaded,
        &Judged { today: run.today, scope: &run.scope, selection: &selection, edited: &run.edited },
    );
    let is_blocking = findings.iter().any(blocks);
    let fresh = baseline::without_known(findings.clone(), &run.folder, (run.today, &[]))?;
    console::note(&concise(&fresh, &run));
    let shown = if is_blocking { &findings } else { &fresh };
    let shown = shown.iter().filter(|finding| !is_blocking || blocks(finding)).take(SHOWN).map(line).collect();
    let overlay = Overlay { findings: shown, is_blocking };
    if is_blocking {
        return Ok((SiteFiles::new(), overlay));
    }
    let files = build::make(&run, &findings)?;
    let files = files.into_iter().map(in_memory).collect::<Result<SiteFiles, Failure>>()?;
    Ok((files, overlay))
}

/// What must be mended before a new site is shown: a leak, or a file that cannot be read.
fn blocks(finding: &Finding) -> bool {
    let is_unreadable = matches!(finding.rule.id, "schema/invalid-front-matter" | "schema/unreadable-file");
    finding.severity == Severity::Error && (finding.rule.has_floor() || is_unreadable)
}

fn line(finding: &Finding) -> String {
    let at = finding.place.start();
    let path = finding.place.file.path();
    let (rule, message, mend) = (finding.rule.id, &finding.message, &finding.mend);
    format!("{path}:{}:{} {} {rule}\n  {message}\n  {mend}", at.line, at.column, finding.severity)
}

fn in_memory(file: File) -> Result<(String, Arc<[u8]>), Failure> {
    let bytes = match file.content {
        Content::Bytes(bytes) => bytes,
        Content::Copy(path) => crate::inputs::read_file(&path, 256 << 20)?,
    };
    Ok((file.path, Arc::from(bytes)))
}
