//! One build for each audience, and for each customer that has entries of its own; the content is read once.

use super::build::build_with;
use super::build_options::BuildOptions;
use super::environment::Session;
use super::failure::Failure;
use super::outcome::Outcome;
use super::prepare::SiteReader;
use super::refresh::refresh_before;
use super::scope::{ScopeOptions, customer_keys};
use crate::inputs::Inputs;
use crate::library::Scope;
use crate::publish::{MARKER, published_sites};
use crate::rules::Selection;
use crate::visibility::Readers;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// The builds of a site, and what has no build of its own.
struct Matrix {
    /// The folder below the output, with the readers.
    builds: Vec<(String, ScopeOptions)>,
    /// For how many audiences each customer has no entry of its own: the build would be that of the audience.
    left_out: BTreeMap<String, usize>,
}

/// Builds the site for every audience in `OUTPUT/AUDIENCE`, and for every customer with entries of its own in
/// `OUTPUT/AUDIENCE.CUSTOMER`. Each folder is replaced for itself: a build that is held leaves its old site, and the others go on.
///
/// # Errors
/// The output is a site itself, or a file cannot be read or written; the builds before are published.
pub fn build_matrix(session: &Session<'_>, options: &BuildOptions) -> Result<Outcome, Failure> {
    let output = session.folder.join(&options.output);
    if output.join(MARKER).exists() {
        let shown = output.display();
        return Err(Failure(format!("{shown} is a site, and not a folder of sites; name another one with --output")));
    }
    refresh_before(session, options.scope.opportunities)?;
    let mut reader = SiteReader::new(&Selection::default());
    let matrix = matrix(&reader.site.read(&session.files())?.inputs, &options.scope);
    let mut held = Vec::new();
    for (folder, scope) in &matrix.builds {
        session.notes.note(&format!("{folder}:"));
        let options = BuildOptions { output: output.join(folder), scope: scope.clone(), ..options.clone() };
        if build_with(session, &options, &mut reader)? == Outcome::Failed {
            held.push(folder.as_str());
        }
    }
    session.notes.note(&summary(&matrix, &held));
    let unexpected = other_sites(session, &output, &matrix)?;
    if !unexpected.is_empty() {
        let (names, shown) = (unexpected.join(", "), output.display());
        session.notes.note(&format!(
            "note: {shown} has sites of earlier builds that this one did not write ({names}); remove them where they are served"
        ));
    }
    Ok(if held.is_empty() { Outcome::Passed } else { Outcome::Failed })
}

fn matrix(inputs: &Inputs, scope: &ScopeOptions) -> Matrix {
    let audiences = &inputs.settings.audiences;
    let of = |audience: &str, customer: Option<&str>| ScopeOptions {
        audience: Some(audience.to_owned()),
        customer: customer.map(str::to_owned),
        opportunities: scope.opportunities,
    };
    let mut builds: Vec<_> = audiences.names().map(|name| (name.to_owned(), of(name, None))).collect();
    let mut left_out = BTreeMap::new();
    for customer in customer_keys(inputs) {
        for name in audiences.names() {
            let folder = format!("{name}.{customer}");
            if has_own_entries(inputs, name, customer) {
                builds.push((folder, of(name, Some(customer))));
            } else {
                *left_out.entry(customer.to_owned()).or_default() += 1;
            }
        }
    }
    Matrix { builds, left_out }
}

/// Returns whether a build of `audience` for `customer` would show an entry that only this customer's builds show.
fn has_own_entries(inputs: &Inputs, audience: &str, customer: &str) -> bool {
    let Some(audience) = inputs.settings.audiences.find(audience) else { return false };
    let readers = Readers::new(&Scope { audience, customer: Some(customer.to_owned()) }, &inputs.settings);
    let mut entries = inputs.files.iter().flat_map(|file| &file.entries);
    entries.any(|entry| entry.customer.as_ref().is_some_and(|key| key.value == customer) && readers.sees(entry))
}

fn summary(matrix: &Matrix, held: &[&str]) -> String {
    let count = matrix.builds.len();
    let mut text = format!("{count} builds, {} without an error", count - held.len());
    if !held.is_empty() {
        let _ = write!(text, "; not: {}", held.join(", "));
    }
    if !matrix.left_out.is_empty() {
        let customers: Vec<_> = matrix.left_out.iter().map(|(key, count)| format!("{key} ({count})")).collect();
        let count: usize = matrix.left_out.values().sum();
        let customers = customers.join(", ");
        let _ = write!(text, "\n{count} left out, since no entry is for that customer and that audience: {customers}");
    }
    text
}

/// Returns the sites below `output` that `matrix` does not have.
fn other_sites(session: &Session<'_>, output: &Path, matrix: &Matrix) -> Result<Vec<String>, Failure> {
    let mut others = published_sites(&session.disk(), output)?;
    for (folder, _) in &matrix.builds {
        others.remove(folder);
    }
    Ok(others.into_iter().collect())
}
