//! The reading of one file: where its findings go.

use super::shape::Shapes;
use crate::finding::{Finding, Place, Rule};
use crate::source::{SourceFile, Span};
use std::cell::RefCell;
use std::sync::Arc;

/// Where findings go while a tree is read.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The file that the tree came from.
    pub file: &'a Arc<SourceFile>,
    /// What was found so far.
    pub findings: RefCell<Vec<Finding>>,
    /// Filled in place of values when the reader is being described.
    pub shapes: Option<&'a Shapes>,
}

impl<'a> Reading<'a> {
    /// Begins to read values of `file`.
    pub fn new(file: &'a Arc<SourceFile>) -> Self {
        Self { file, findings: RefCell::default(), shapes: None }
    }

    /// Adds a finding at `span`.
    pub fn report(&self, rule: &'static Rule, span: Span, subject: &str, message: String) {
        self.push(Finding::new(rule, Place::new(self.file, span), message).subject(subject));
    }

    /// Adds a finding.
    pub fn push(&self, finding: Finding) {
        self.findings.borrow_mut().push(finding);
    }
}
