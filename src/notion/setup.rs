//! Checks the setup: token, capabilities, database, properties and related databases, and reads one row.
//!
//! The requests are those of a fetch, so what is fine here is fine there. Nothing is written.

use super::client::Client;
use super::enumerate::newest_row;
use super::extract::Extractor;
use super::fetch::related_pages;
use super::locate::locate;
use super::schema::{PropertyState, RelatedSource, Schema, property_states, read_schema};
use super::session::Session;
use super::setup_line::{LineState, SetupLine};
use super::title_cache::TitleCache;
use super::titles::TitleReader;
use super::value::{rich_text, text};
use super::whole::Completion;
use super::{Diagnostic, Failure, Limits, Settings, Source};
use crate::opportunity::Opportunity;
use serde_json::Value;

/// How a setup was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// What was checked, in order.
    pub lines: Vec<SetupLine>,
    /// One row as it is read; `None` if there is none, or if it is not an opportunity.
    pub sample: Option<Opportunity>,
}

impl Setup {
    /// Returns whether a fetch would succeed as far as this check can tell.
    pub fn is_fine(&self) -> bool {
        self.lines.iter().all(|line| line.state != LineState::Failed)
    }
}

/// Checks the setup that `settings` describe. What fails is a line; checks that depend on it are left out.
pub fn check_setup(settings: &Settings, session: &Session<'_>) -> Setup {
    let limits = Limits { page_size: 1, ..settings.limits };
    let mut check = SetupCheck { client: Client::new(session, limits), settings, lines: Vec::new(), sample: None };
    if let Err((label, failure)) = check.run(session) {
        check.lines.push(SetupLine::failed(label, &failure));
    }
    Setup { lines: check.lines, sample: check.sample }
}

struct SetupCheck<'a> {
    client: Client<'a>,
    settings: &'a Settings,
    lines: Vec<SetupLine>,
    sample: Option<Opportunity>,
}

/// A failure after which nothing else can be checked, and the label of its line.
type Stop = (&'static str, Failure);

impl SetupCheck<'_> {
    fn run(&mut self, session: &Session<'_>) -> Result<(), Stop> {
        let user = self.client.get("/v1/users/me".to_owned()).map_err(|failure| ("token", failure))?;
        self.lines.push(SetupLine::fine("token", connection_name(&user)));
        let source = Source::parse(&self.settings.source).map_err(|failure| ("database", failure))?;
        let id = locate(&mut self.client, source).map_err(|failure| ("database", failure))?;
        let path = format!("/v1/data_sources/{id}");
        let described = self.client.get(path).map_err(|failure| ("data source", failure))?;
        let title = described.get("title").map(rich_text).unwrap_or_default();
        self.lines.push(SetupLine::fine("data source", format!("{title} ({id})")));
        self.lines.push(SetupLine::fine("content", "can be read".to_owned()));
        self.properties(&described);
        let schema = match read_schema(&described, &self.settings.mapping) {
            Ok(schema) => schema,
            // The lines of the properties say it.
            Err(Failure::MissingProperty { .. } | Failure::UnfitProperty { .. }) => return Ok(()),
            Err(failure) => return Err(("properties", failure)),
        };
        self.related(&schema.related).map_err(|failure| ("related", failure))?;
        self.row(&schema, &id, session).map_err(|failure| ("row", failure))
    }

    fn properties(&mut self, described: &Value) {
        for (role, state) in property_states(described, &self.settings.mapping) {
            let line = match state {
                PropertyState::Bound { name, kind } => SetupLine::fine(role.name(), format!("{name} ({kind})")),
                PropertyState::Unfit(failure) => SetupLine::failed(role.name(), &failure),
                PropertyState::GivenUp => SetupLine::fine(role.name(), "has no property, as site.toml says".to_owned()),
                PropertyState::Unbound { wanted, is_required, similar } => {
                    let looked = format!("no property; looked for {}", wanted.join(", "));
                    let names = if similar.is_empty() {
                        "Name a property of the database".to_owned()
                    } else {
                        format!("Name one of the properties {}", similar.join(", "))
                    };
                    let help = format!("{names} in `properties` of [opportunities.notion].");
                    let state = if is_required { LineState::Failed } else { LineState::Missing };
                    SetupLine { label: role.name().to_owned(), state, text: looked, help: Some(help) }
                }
            };
            self.lines.push(line);
        }
    }

    fn related(&mut self, related: &[RelatedSource]) -> Result<(), Failure> {
        for source in related {
            let Some(id) = &source.data_source else { continue };
            let line = match self.client.get(format!("/v1/data_sources/{id}")) {
                Ok(_) => SetupLine::fine("related", format!("the database behind `{}` can be read", source.property)),
                Err(Failure::NotFound { .. } | Failure::Restricted) => {
                    let text = format!("the database behind `{}` is not shared with the connection", source.property);
                    let help = Failure::LostRelation { role: source.role.name(), property: String::new() }.help();
                    let (label, help) = ("related".to_owned(), Some(help.to_owned()));
                    SetupLine { label, state: LineState::Failed, text, help }
                }
                Err(failure) => return Err(failure),
            };
            self.lines.push(line);
        }
        Ok(())
    }

    fn row(&mut self, schema: &Schema, data_source: &str, session: &Session<'_>) -> Result<(), Failure> {
        let Some(row) = newest_row(&mut self.client, data_source, schema)? else {
            let help = Some("If the database has rows, share it again with the connection.".to_owned());
            let text = "the database has no rows".to_owned();
            self.lines.push(SetupLine { label: "row".to_owned(), state: LineState::Missing, text, help });
            return Ok(());
        };
        self.comments(&row.id)?;
        let Ok(row) = (Completion { client: &mut self.client }).complete(row)? else { return Ok(()) };
        let rows = [row];
        let pages = related_pages(&rows);
        let single: Vec<RelatedSource> = schema.related.iter().cloned().map(RelatedSource::without_source).collect();
        let mut reader = TitleReader { client: &mut self.client, limits: self.settings.limits, now: session.as_of };
        let titles = reader.read(&single, &pages, &TitleCache::default())?;
        let mut extractor =
            Extractor { schema, titles: &titles, written: &self.settings.written, diagnostics: Vec::new() };
        for row in rows {
            match extractor.extract(row) {
                Ok(opportunity) => self.sample = Some(opportunity),
                Err(row) => {
                    let text = format!("the newest row is left out: {}", row.reason);
                    self.lines.push(SetupLine { label: "row".to_owned(), state: LineState::Missing, text, help: None });
                }
            }
        }
        let missing = extractor.diagnostics.iter().map(Diagnostic::left_out);
        self.lines.extend(missing.map(|value| SetupLine {
            label: value.role,
            state: LineState::Missing,
            text: format!("left out in the newest row: {}", value.reason),
            help: None,
        }));
        Ok(())
    }

    /// Comments are a capability of their own.
    fn comments(&mut self, page: &str) -> Result<(), Failure> {
        let line = match self.client.get(format!("/v1/comments?block_id={page}&page_size=1")) {
            Ok(_) => SetupLine::fine("comments", "can be read".to_owned()),
            Err(Failure::Restricted) => SetupLine {
                label: "comments".to_owned(),
                state: LineState::Missing,
                text: "cannot be read; the rest works without them".to_owned(),
                help: Some("Switch on `Read comments` under Capabilities on the connection's page.".to_owned()),
            },
            Err(Failure::NotFound { .. }) => return Ok(()),
            Err(failure) => return Err(failure),
        };
        self.lines.push(line);
        Ok(())
    }
}

/// Names the connection and its workspace.
fn connection_name(user: &Value) -> String {
    let bot = user.get("bot");
    let workspace = text(bot.and_then(|bot| bot.get("workspace_name")));
    match (text(user.get("name")), workspace) {
        (name, workspace) if workspace.is_empty() => format!("accepted, of the connection {name}"),
        (name, workspace) => format!("accepted, of the connection {name} in {workspace}"),
    }
}
