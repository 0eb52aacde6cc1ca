//! `[rfp]`: where the manifests of responses are kept, and who may read which questions are open.

use super::reader_keys::{audience_hint, audience_misfit, report_unknown_readers};
use super::{Audience, Audiences};
use crate::source::Spanned;
use crate::values::{Fields, WRONG_TYPE};

/// `[rfp]`.
#[derive(Debug, Clone)]
pub struct QuestionnaireSettings {
    /// Where the manifests of responses are kept.
    pub responses: ResponsesFolder,
    /// The loosest audience that sees which questions of customers have no answer; `None` if the setting cannot be read,
    /// and then no readers see them.
    pub open_questions_for: Option<Audience>,
}

/// The folder of the manifests of responses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResponsesFolder {
    /// The site has none: each manifest is beside the file that was filled.
    Unset,
    /// This folder below a private root, from the folder of the site.
    Folder(Spanned<String>),
    /// The setting cannot be used, for this reason: nothing is read from it or written to it.
    Invalid(String),
}

impl ResponsesFolder {
    /// Returns the folder, if the site has one.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Folder(path) => Some(&path.value),
            Self::Unset | Self::Invalid(_) => None,
        }
    }

    /// Returns whether the file at `path` is in the folder.
    pub fn holds(&self, path: &str) -> bool {
        self.path().is_some_and(|folder| is_below(path, folder))
    }
}

/// Reads `[rfp]` of a site with these private roots, as paths, and audiences.
pub(super) fn read_questionnaires(
    top: &Fields<'_>,
    private_roots: &[&str],
    audiences: &Audiences,
) -> QuestionnaireSettings {
    let settings = top.map("rfp", |fields| QuestionnaireSettings {
        responses: responses(fields, private_roots),
        open_questions_for: open_questions_for(fields, audiences),
    });
    settings.unwrap_or_else(|| QuestionnaireSettings {
        responses: ResponsesFolder::Unset,
        open_questions_for: Some(inside(audiences)),
    })
}

/// Manifests name customers, so that their folder has to be in a private root.
fn responses(fields: &Fields<'_>, private_roots: &[&str]) -> ResponsesFolder {
    let path = fields.text("responses");
    let Some((span, _)) = fields.place_of("responses") else { return ResponsesFolder::Unset };
    let Some(path) = path else { return ResponsesFolder::Invalid("`rfp.responses` must be text".to_owned()) };
    let name = path.value.trim_end_matches('/');
    let is_private = private_roots.iter().any(|root| is_below(name, root.trim_end_matches('/')));
    let is_plain = !name.contains('\\') && name.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if is_private && is_plain {
        return ResponsesFolder::Folder(Spanned::new(name.to_owned(), path.span));
    }
    let message = "`rfp.responses` must be a folder in a private root, since manifests name customers".to_owned();
    fields.reading().report(&WRONG_TYPE, span, "rfp.responses", message.clone());
    ResponsesFolder::Invalid(message)
}

/// Returns whether `path` is `folder` or below it.
fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn open_questions_for(fields: &Fields<'_>, audiences: &Audiences) -> Option<Audience> {
    let name = fields.text("open_questions_for");
    let Some((span, kind)) = fields.place_of("open_questions_for") else { return Some(inside(audiences)) };
    let found = name.as_ref().and_then(|name| audiences.find(&name.value));
    if found.is_none() {
        let words = name.map_or_else(|| format!("found {kind}"), |name| audience_hint(&name.value, audiences));
        let message = audience_misfit("rfp.open_questions_for", audiences, &words);
        report_unknown_readers(fields.reading(), span, "open_questions_for", message);
    }
    found
}

/// Returns the loosest audience inside the company.
fn inside(audiences: &Audiences) -> Audience {
    audiences.find("internal").unwrap_or(audiences.default)
}

#[cfg(test)]
mod tests {
    use super::super::read_settings;
    use super::*;
    use crate::source::SourceFile;

    const ROOTS: &str = "[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n";

    /// Returns the folder, the audience of open questions, and the messages of all findings.
    fn read(rfp: &str) -> (Option<String>, Option<String>, Vec<String>) {
        let file = SourceFile::new("site.toml", format!("{ROOTS}{rfp}"));
        let (settings, findings) = read_settings(&file);
        let own = &settings.questionnaires;
        (
            own.responses.path().map(str::to_owned),
            own.open_questions_for.map(|audience| settings.audiences.name(audience).to_owned()),
            findings.iter().map(|finding| format!("{}: {}", finding.rule.id, finding.message)).collect(),
        )
    }

    #[test]
    fn manifests_are_kept_in_a_private_root_or_nowhere() {
        let internal = || Some("internal".to_owned());
        assert_eq!(read(""), (None, internal(), Vec::new()));
        for path in ["deals", "deals/responses", "deals/responses/"] {
            let expected = path.trim_end_matches('/').to_owned();
            assert_eq!(read(&format!("[rfp]\nresponses = \"{path}\"\n")), (Some(expected), internal(), Vec::new()));
        }
        let message =
            "schema/wrong-type: `rfp.responses` must be a folder in a private root, since manifests name customers";
        for path in ["content", "content/responses", "dealsroom", "deals/../content", "deals//a", "/deals"] {
            let expected = (None, internal(), vec![message.to_owned()]);
            assert_eq!(read(&format!("[rfp]\nresponses = \"{path}\"\n")), expected, "{path}");
        }
        let (folder, _, findings) = read("[rfp]\nresponses = 3\n");
        assert_eq!((folder, findings.len()), (None, 1));
    }

    #[test]
    fn an_audience_that_is_not_known_sees_no_open_question() {
        let of = |name: &str| read(&format!("[rfp]\nopen_questions_for = {name}\n"));
        assert_eq!(of("\"customer\""), (None, Some("customer".to_owned()), Vec::new()));
        let expected = "audience/unknown-readers: `rfp.open_questions_for` must be one of `public`, `customer`, `partner`, `internal`, `restricted`; did you mean `restricted`?";
        assert_eq!(of("\"restrictd\""), (None, None, vec![expected.to_owned()]));
        assert_eq!(of("4").1, None);
    }

    #[test]
    fn the_folder_holds_what_is_below_it() {
        let folder = ResponsesFolder::Folder(Spanned::new("deals/r".to_owned(), crate::source::Span::default()));
        let holds = |path: &str| folder.holds(path);
        assert_eq!(
            ["deals/r/a.json", "deals/r/b/a.json", "deals/rr/a.json", "deals/a.json"].map(holds),
            [true, true, false, false]
        );
        assert!(!ResponsesFolder::Unset.holds("deals/r/a.json"));
    }
}
