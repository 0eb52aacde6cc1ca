//! People as commands name them.

use super::failure::Failure;
use super::verify_target::hint;
use crate::git;
use crate::library::Person;
use crate::values::nearest;
use std::path::Path;

/// Returns the id of the person with this id, name or address. Without a list of people every name is taken.
///
/// # Errors
/// `people.yaml` has no such person; the text names the nearest one.
pub fn find_person(people: &[Person], name: &str) -> Result<String, Failure> {
    if people.is_empty() {
        return Ok(name.to_owned());
    }
    known(people, name).ok_or_else(|| {
        let hint = hint(nearest(name, people.iter().map(|person| person.id.value.as_str())));
        Failure(format!("there is no person {name} in people.yaml{hint}"))
    })
}

/// Returns the id of the person that Git's settings name; `None` if they name no person in `people.yaml`.
pub(super) fn git_person(folder: &Path, people: &[Person]) -> Option<String> {
    git::author(folder).iter().find_map(|name| known(people, name))
}

/// Returns the id of the person who decides: `given`, else the one that Git's settings name.
///
/// # Errors
/// `people.yaml` has no such person, or Git names none of it.
pub fn find_decider(folder: &Path, people: &[Person], given: Option<&str>) -> Result<String, Failure> {
    match given {
        Some(name) => find_person(people, name),
        None => git_person(folder, people).ok_or_else(|| {
            Failure(
                "Git's user.email and user.name match no person in people.yaml; name who decides with --by".to_owned(),
            )
        }),
    }
}

fn known(people: &[Person], name: &str) -> Option<String> {
    let is_mail = |mail: &String| mail.eq_ignore_ascii_case(name);
    let is_meant =
        |person: &&Person| person.id.value == name || person.name == name || person.email.as_ref().is_some_and(is_mail);
    people.iter().find(is_meant).map(|person| person.id.value.clone())
}
