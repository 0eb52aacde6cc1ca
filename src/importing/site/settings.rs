//! The settings of a site, read as its generator writes them.

use super::generator::{FoundSite, Generator, base_of};
use super::plan::Plan;
use super::repository::Repository;
use super::{docusaurus, hugo, mkdocs};

/// Reads the settings of `site`.
pub(super) fn plan_of(repository: &Repository, site: &FoundSite) -> Plan {
    match site.generator {
        Generator::MkDocs => mkdocs::plan(repository, &site.settings),
        Generator::Docusaurus => docusaurus::plan(repository, &site.settings),
        Generator::Hugo => hugo::plan(repository, &site.settings),
        Generator::Plain => {
            let base = base_of(&site.settings).to_owned();
            Plan { includes: vec![base.clone()], ..Plan::new(Generator::Plain, base) }
        }
    }
}
