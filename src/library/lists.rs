//! The data files beside the settings: people, capabilities, customers, frameworks, jargon, synonyms.

use super::section::{SECTION_FILE, Section, read_section};
use crate::evidence::Records;
use crate::finding::{Finding, Place};
use crate::releases::Releases;
use crate::source::{SourceFile, Span, Spanned};
use crate::values::{Choice, Fields, INVALID_FRONT_MATTER, Node, Reading, Value, parse_yaml};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything that the data files say.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// `people.yaml`.
    pub people: Vec<Person>,
    /// `capabilities.yaml`.
    pub capabilities: Vec<Capability>,
    /// `customers.yaml` of private roots.
    pub customers: Vec<Customer>,
    /// Customers that only opportunities name, whose key is that name, and what opportunities add to listed ones.
    pub accounts: Vec<Customer>,
    /// `frameworks.yaml`: which controls there are.
    pub frameworks: Vec<Framework>,
    /// `jargon.yaml`.
    pub jargon: Vec<Term>,
    /// `synonyms.yaml`: groups of words that mean the same.
    pub synonyms: Vec<Vec<String>>,
    /// `_section.yaml` of folders: how the navigation shows them, by the path of the folder from the site's folder.
    pub sections: BTreeMap<String, Section>,
    /// The records of looks at sources.
    pub evidence: Records,
    /// The releases that feeds of competitors announced.
    pub releases: Releases,
}

/// A person who owns, verifies or approves.
#[derive(Debug, Clone)]
pub struct Person {
    /// The id that entries name.
    pub id: Spanned<String>,
    /// The name as people say it.
    pub name: String,
    /// The address for mail.
    pub email: Option<String>,
    /// What they do.
    pub roles: Vec<String>,
    /// Their last day here, once it is known.
    pub active_until: Option<Spanned<NaiveDate>>,
    /// The file that says so.
    pub file: Arc<SourceFile>,
}

/// Something that a product can do.
#[derive(Debug, Clone)]
pub struct Capability {
    /// The id that claims and gaps name.
    pub id: Spanned<String>,
    /// The name as people say it.
    pub name: String,
    /// The part of the matrix that it is in.
    pub group: Option<String>,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// Whether customers have it.
    pub availability: Spanned<Availability>,
    /// The folder of its list, from the site's folder: that of a private root, or empty.
    pub folder: String,
}

/// Whether customers have a capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    /// Everybody has it.
    GenerallyAvailable,
    /// Some try it.
    Beta,
    /// It is not available.
    Planned,
}

impl Choice for Availability {
    const WORDS: &'static [(&'static str, Self)] =
        &[("ga", Self::GenerallyAvailable), ("beta", Self::Beta), ("planned", Self::Planned)];
}

/// A customer, whose name is in no other customer's build.
#[derive(Debug, Clone)]
pub struct Customer {
    /// The key that entries name.
    pub key: Spanned<String>,
    /// Its names.
    pub names: Vec<String>,
    /// Other names for it.
    pub aliases: Vec<String>,
    /// Its domains.
    pub domains: Vec<String>,
    /// Whether others may read that it is one.
    pub naming: Naming,
}

/// Whether others may read that a customer is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Naming {
    /// Its names are in no build for others.
    #[default]
    Confidential,
    /// It is a reference: anybody may read its names.
    Reference,
}

impl Customer {
    /// Makes the customer of which only a name is known, which is its key too.
    pub fn named(name: &str) -> Self {
        let (names, key) = (vec![name.to_owned()], Spanned::new(name.to_owned(), Span::default()));
        Self { key, names, aliases: Vec::new(), domains: Vec::new(), naming: Naming::default() }
    }
}

impl Lists {
    /// Returns every customer, of the lists and of opportunities.
    pub fn all_customers(&self) -> impl Iterator<Item = &Customer> {
        self.customers.iter().chain(&self.accounts)
    }
}

/// A framework of controls that questionnaires follow.
#[derive(Debug, Clone)]
pub struct Framework {
    /// The id that answers name.
    pub id: Spanned<String>,
    /// The name as people say it.
    pub name: String,
    /// Its controls, in its own order.
    pub controls: Vec<Control>,
}

/// A control of a framework.
#[derive(Debug, Clone)]
pub struct Control {
    /// The id that answers name.
    pub id: Spanned<String>,
    /// What it asks.
    pub title: Option<String>,
}

/// A word that customers do not use, and the one they do.
#[derive(Debug, Clone)]
pub struct Term {
    /// The word.
    pub term: String,
    /// What to say.
    pub say: Option<String>,
}

impl Lists {
    /// Returns the person with this id, address or name.
    pub fn person(&self, name: &str) -> Option<&Person> {
        let name = name.trim_start_matches('@');
        self.people
            .iter()
            .find(|person| person.id.value == name || person.email.as_deref() == Some(name) || person.name == name)
    }

    /// Returns the capability with this id.
    pub fn capability(&self, id: &str) -> Option<&Capability> {
        self.capabilities.iter().find(|capability| capability.id.value == id)
    }
}

/// Reads the data file `file`, whose name says what it holds, into `lists`.
pub fn read_list(file: &Arc<SourceFile>, lists: &mut Lists) -> Vec<Finding> {
    let reading = Reading::new(file);
    let node = parse_yaml(file.text(), 0).unwrap_or_else(|fault| {
        reading.push(Finding::new(&INVALID_FRONT_MATTER, Place::new(file, fault.span), fault.message).subject("file"));
        Node { span: fault.span, value: Value::Null }
    });
    let (folder, name) = file.path().rsplit_once('/').unwrap_or(("", file.path()));
    if name == SECTION_FILE {
        lists.sections.extend(read_section(&reading, &node).map(|section| (folder.to_owned(), section)));
        return reading.findings.into_inner();
    }
    if name == "synonyms.yaml" {
        lists.synonyms.extend(read_synonyms(&reading, &node));
        return reading.findings.into_inner();
    }
    // A list at the top reads like a list under one key, so that the accessors for maps serve here too.
    let key = Spanned::new("list".to_owned(), Span::default());
    let top = Node { span: node.span, value: Value::Map(vec![(key, node)]) };
    let fields = Fields::new(&reading, &top, "");
    match name {
        "people.yaml" => lists.people.extend(fields.maps("list", read_person).into_iter().flatten()),
        "capabilities.yaml" => lists.capabilities.extend(fields.maps("list", read_capability).into_iter().flatten()),
        "customers.yaml" => lists.customers.extend(fields.maps("list", read_customer).into_iter().flatten()),
        "frameworks.yaml" => lists.frameworks.extend(fields.maps("list", read_framework).into_iter().flatten()),
        _ => lists.jargon.extend(fields.maps("list", read_term).into_iter().flatten()),
    }
    reading.findings.into_inner()
}

fn values(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

fn read_person(fields: &Fields<'_>) -> Option<Person> {
    let id = fields.text("id");
    let name = fields.text("name");
    let email = fields.text("email").map(|email| email.value);
    let roles = values(fields.texts("roles"));
    let active_until = fields.date("active_until");
    if id.is_none() {
        fields.missing("id", "entries name people by their id");
    }
    let id = id?;
    let name = name.map_or_else(|| id.value.clone(), |name| name.value);
    Some(Person { id, name, email, roles, active_until, file: Arc::clone(fields.reading().file) })
}

fn read_capability(fields: &Fields<'_>) -> Option<Capability> {
    let id = fields.text("id");
    let name = fields.text("name");
    let group = fields.text("group").map(|group| group.value);
    let synonyms = values(fields.texts("synonyms"));
    let availability = fields.choice("availability");
    if id.is_none() {
        fields.missing("id", "claims and gaps name capabilities by their id");
    }
    let id = id?;
    let name = name.map_or_else(|| id.value.clone(), |name| name.value);
    let availability = availability.unwrap_or(Spanned::new(Availability::GenerallyAvailable, id.span));
    let folder = fields.reading().file.path().rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    Some(Capability { id, name, group, synonyms, availability, folder })
}

fn read_customer(fields: &Fields<'_>) -> Option<Customer> {
    let key = fields.text("key");
    let names = values(fields.texts("names"));
    let aliases = values(fields.texts("aliases"));
    let domains = values(fields.texts("domains"));
    let _ = fields.text("nda");
    let is_reference = fields.boolean("reference").is_some_and(|reference| reference.value);
    let naming = if is_reference { Naming::Reference } else { Naming::Confidential };
    if key.is_none() {
        fields.missing("key", "entries name customers by their key");
    }
    Some(Customer { key: key?, names, aliases, domains, naming })
}

fn read_framework(fields: &Fields<'_>) -> Option<Framework> {
    let id = fields.text("id");
    let name = fields.text("name");
    let controls = fields.maps("controls", read_control).into_iter().flatten().collect();
    if id.is_none() {
        fields.missing("id", "answers name frameworks by their id");
    }
    let id = id?;
    let name = name.map_or_else(|| id.value.clone(), |name| name.value);
    Some(Framework { id, name, controls })
}

fn read_control(fields: &Fields<'_>) -> Option<Control> {
    let id = fields.text("id");
    let title = fields.text("title").map(|title| title.value);
    if id.is_none() {
        fields.missing("id", "answers name controls by their id");
    }
    Some(Control { id: id?, title })
}

fn read_term(fields: &Fields<'_>) -> Option<Term> {
    let term = fields.text("term");
    let say = fields.text("say").map(|say| say.value);
    if term.is_none() {
        fields.missing("term", "the word that customers do not use");
    }
    Some(Term { term: term?.value, say })
}

fn read_synonyms(reading: &Reading<'_>, node: &Node) -> Vec<Vec<String>> {
    let mut groups = Vec::new();
    let Value::List(items) = &node.value else {
        if node.value != Value::Null {
            let message = format!("synonyms are a list of lists of words, not {}", node.value.kind());
            reading.report(&crate::values::WRONG_TYPE, node.span, "synonyms", message);
        }
        return groups;
    };
    for item in items {
        let Value::List(words) = &item.value else {
            reading.report(
                &crate::values::WRONG_TYPE,
                item.span,
                "synonyms",
                "a group of synonyms is a list of words".to_owned(),
            );
            continue;
        };
        let word = |word: &Node| match &word.value {
            Value::Text(text) | Value::Number(text) => Some(text.clone()),
            _ => None,
        };
        groups.push(words.iter().filter_map(word).collect());
    }
    groups
}
