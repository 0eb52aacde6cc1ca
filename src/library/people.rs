//! What readers see of people: names inside the company, none outside.

use super::entries::Library;
use super::lists::Person;
use super::people_names::PeopleNames;

impl Library {
    /// Returns the name of the person with the id, address or name `id`, as people say it; `None` if names are hidden.
    pub fn name_of(&self, id: &str) -> Option<String> {
        let name = || self.lists.person(id).map_or_else(|| id.to_owned(), |person| person.name.clone());
        (!self.hides_people()).then(name)
    }

    /// Returns `text`, a note such as how something was checked; `None` if it names a person and names are hidden.
    pub fn note<'a>(&self, text: &'a str) -> Option<&'a str> {
        (!self.hides_people() || !self.lists.people.iter().any(|person| is_named(person, text))).then_some(text)
    }

    /// Returns whether names of people are hidden from the readers of this library.
    pub fn hides_people(&self) -> bool {
        self.people_names() == PeopleNames::Hidden
    }
}

fn is_named(person: &Person, text: &str) -> bool {
    let text = text.to_lowercase();
    let names = [Some(&person.id.value), Some(&person.name), person.email.as_ref()];
    names.into_iter().flatten().any(|name| text.contains(&name.to_lowercase()))
}
