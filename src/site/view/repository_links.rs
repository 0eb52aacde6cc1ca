//! Links from an entry into its repository.

use crate::entry::Entry;
use crate::site::address::encode;
use crate::site::catalogue::Catalogue;
use crate::site::html::safe_url;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// How forges name the title and the text of a new issue in the address of its form. GitHub: "Creating an issue from a URL
/// query", docs.github.com; Gitea and Forgejo: "Issue and pull request templates", docs.gitea.com, forgejo.org/docs; GitLab:
/// "Create issues: using a URL with prefilled values", docs.gitlab.com; Azure DevOps: "Use a template to add and update work
/// items: link with field values", learn.microsoft.com. The first form that is in an address counts.
const FORMS: [(&str, &str); 5] = [
    ("issue[title]={title}", "issue[description]={body}"),
    ("issue%5Btitle%5D={title}", "issue%5Bdescription%5D={body}"),
    ("[System.Title]={title}", "[System.Description]={body}"),
    ("%5BSystem.Title%5D={title}", "%5BSystem.Description%5D={body}"),
    ("title={title}", "body={body}"),
];

/// Returns the link that opens the entry's file for editing.
pub(super) fn edit_link(catalogue: &Catalogue<'_>, entry: &Entry) -> Option<String> {
    let template = catalogue.input.settings.site.edit_url.as_ref()?;
    safe_url(&template.replace("{path}", &encode(entry.file.path()))).filter(|url| url.contains("://"))
}

/// Returns the link that opens a new issue about the entry.
pub(super) fn challenge_link(catalogue: &Catalogue<'_>, entry: &Entry) -> Option<String> {
    let template = catalogue.input.settings.site.issue_url.as_ref()?;
    let title = format!("Challenge: {} ({})", entry.title.value, entry.id);
    safe_url(&template.replace("{title}", &encoded(&title)).replace("{body}", "")).filter(|url| url.contains("://"))
}

/// Returns the address of the form of a new issue with `{title}`, and with `{body}` where the forge takes a text there.
pub(super) fn issue_template(catalogue: &Catalogue<'_>) -> Option<String> {
    let template = catalogue.input.settings.site.issue_url.as_ref()?;
    safe_url(&with_body(template)).filter(|url| url.contains("://"))
}

/// Returns the link that opens a new issue called `title` with the text `body`.
pub(super) fn issue_link(catalogue: &Catalogue<'_>, title: &str, body: &str) -> Option<String> {
    let template = issue_template(catalogue)?;
    Some(template.replace("{title}", &encoded(title)).replace("{body}", &encoded(body)))
}

/// Adds the parameter of the text to an address that has the one of the title in a form that is known.
fn with_body(template: &str) -> String {
    let form = FORMS.iter().find(|(title, _)| template.contains(title)).filter(|_| !template.contains("{body}"));
    form.map_or_else(|| template.to_owned(), |(title, body)| template.replacen(title, &format!("{title}&{body}"), 1))
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_an_issue_goes_where_the_forge_takes_it() {
        for (template, expected) in [
            (
                "https://github.com/a/b/issues/new?labels=kb&title={title}",
                "https://github.com/a/b/issues/new?labels=kb&title={title}&body={body}",
            ),
            (
                "https://gitlab.com/a/b/-/issues/new?issue[title]={title}&issue[type]=x",
                "https://gitlab.com/a/b/-/issues/new?issue[title]={title}&issue[description]={body}&issue[type]=x",
            ),
            (
                "https://dev.azure.com/a/b/_workitems/create/Issue?%5BSystem.Title%5D={title}",
                "https://dev.azure.com/a/b/_workitems/create/Issue?%5BSystem.Title%5D={title}&%5BSystem.Description%5D={body}",
            ),
            (
                "https://x.example/?s={title}&text={body}&title={title}",
                "https://x.example/?s={title}&text={body}&title={title}",
            ),
            ("https://jira.example/create?summary={title}", "https://jira.example/create?summary={title}"),
        ] {
            assert_eq!(with_body(template), expected);
        }
    }
}
