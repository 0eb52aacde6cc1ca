//! The files of a build on their way to its output: searched, compressed, staged, or kept from the last build.

use super::build_options::BuildOptions;
use super::environment::Session;
use super::failure::Failure;
use super::final_sweep::FinalSweep;
use super::gzip::compressed;
use super::notes::Notes;
use super::prepare::PreparedSite;
use crate::publish::{Content, File, OriginHash, PublishError, Published, Reuse, Staging};
use crate::settled::SettledFinding;
use crate::site::{Origin, Sink};

/// The new site of a build while it is made.
pub(super) struct SiteStage<'a> {
    staging: Staging,
    sweep: FinalSweep,
    options: &'a BuildOptions,
    notes: &'a dyn Notes,
}

impl<'a> SiteStage<'a> {
    /// Begins the site of `options` beside the old one.
    ///
    /// # Errors
    /// The output was not written by this program, or another build writes it.
    pub(super) fn begin(
        session: &Session<'a>,
        site: &PreparedSite,
        options: &'a BuildOptions,
        sweep: FinalSweep,
    ) -> Result<Self, PublishError> {
        let output = session.folder.join(&options.output);
        let staging = Staging::begin_in(session.disk(), &output, context(session, site, options, &sweep))?;
        Ok(Self { staging, sweep, options, notes: session.notes })
    }

    /// Returns what readers would see and must not, and the staged site.
    pub(super) fn into_parts(self) -> (Vec<SettledFinding>, StagedSite) {
        (self.sweep.leaks(), StagedSite(self.staging))
    }

    fn stage(&self, file: &File, origin: &Origin) -> Result<(), Failure> {
        self.sweep.search(file)?;
        self.staging.put_made_from(file, origin.0)?;
        if let Some(sibling) = self.options.gzip.then(|| compressed(file)).flatten() {
            self.staging.put_made_from(&sibling, of_sibling(origin))?;
        }
        self.notes.file_done();
        Ok(())
    }
}

/// A site that is complete, and not yet where its readers find it.
pub(super) struct StagedSite(Staging);

impl StagedSite {
    /// Returns how much of the last build it uses again.
    pub(super) fn reuse(&self) -> Reuse {
        self.0.reuse()
    }

    /// Puts it in place of the old one.
    ///
    /// # Errors
    /// See [`PublishError`].
    pub(super) fn publish(self) -> Result<Published, PublishError> {
        self.0.exchange()
    }
}

impl Sink<File, Failure> for SiteStage<'_> {
    fn put(&self, file: File) -> Result<(), Failure> {
        let origin = match &file.content {
            Content::Bytes(bytes) => Origin::of_bytes("file", bytes),
            Content::Packed { bytes, plain } => {
                Origin::of_bytes("packed", &[blake3::hash(bytes).as_bytes(), plain.as_slice()].concat())
            }
            Content::Copy(_) => {
                self.sweep.search(&file)?;
                self.staging.put(&file)?;
                self.notes.file_done();
                return Ok(());
            }
        };
        if self.keep(&file.path, &origin)? { Ok(()) } else { self.stage(&file, &origin) }
    }

    fn keeps_files(&self) -> bool {
        self.staging.keeps_files()
    }

    fn keep(&self, path: &str, origin: &Origin) -> Result<bool, Failure> {
        let sibling = format!("{path}.gz");
        let mut files = vec![(path, origin.0)];
        if self.options.gzip && self.staging.lists(&sibling) {
            files.push((&sibling, of_sibling(origin)));
        }
        let is_kept = self.staging.keep(&files)?;
        if is_kept {
            self.notes.file_done();
        }
        Ok(is_kept)
    }

    fn put_made_from(&self, file: File, origin: Origin) -> Result<(), Failure> {
        self.stage(&file, &origin)
    }
}

fn of_sibling(origin: &Origin) -> OriginHash {
    Origin::of_bytes("gzip", &origin.0).0
}

/// Returns a hash over what decides the bytes of all files of a build and whether they may be published, apart from what each
/// is made from: this program, the theme, the options, and what readers must not see. `None` if the program is not known.
fn context(
    session: &Session<'_>,
    site: &PreparedSite,
    options: &BuildOptions,
    sweep: &FinalSweep,
) -> Option<OriginHash> {
    let mut hasher = blake3::Hasher::new();
    let mut add = |part: &[u8]| {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
    };
    add(session.environment.program.as_ref()?.as_bytes());
    add(format!("{:?} {}", options.medium, options.gzip).as_bytes());
    for (path, bytes) in &site.loaded.theme {
        add(path.as_bytes());
        add(bytes);
    }
    sweep.identify(&mut add);
    Some(hasher.finalize().into())
}
