//! `fieldbook notion check`: whether Notion can be read with the settings of a site, before its first build.

use super::environment::Session;
use super::failure::Failure;
use super::refresh::{TOKEN, connect};
use crate::config::OpportunitySource;
use crate::inputs::read_site_settings;
use crate::notion::{self, Setup, check_setup};

/// Checks the setup of Notion.
///
/// # Errors
/// The settings cannot be read or do not name Notion, or there is no usable token.
pub fn check_notion(session: &Session<'_>) -> Result<Setup, Failure> {
    let (settings, _) = read_site_settings(&session.files())?;
    if settings.opportunities.source != OpportunitySource::Notion {
        let text = "there is nothing to check: [opportunities] source is not \"notion\" in site.toml";
        return Err(Failure(text.to_owned()));
    }
    let token = session.environment.notion_token.as_deref();
    let token = token.ok_or_else(|| Failure(format!("there is no token; set {TOKEN} to the connection's secret")))?;
    let as_of = session.environment.now.ok_or_else(|| Failure("the clock is out of range".to_owned()))?;
    let connection = connect(session, &settings, token)?;
    let clock = session.environment.clock.as_ref();
    let notion_session = notion::Session { transport: &connection.transport, clock, as_of, progress: &|_| {} };
    Ok(check_setup(&connection.settings, &notion_session))
}
