//! What readers learn about people: inside their names, outside none.

use super::{Library, Person};

impl Library {
    /// Returns the name of the person whom `id`, an id, an address or a name, stands for, as people say it; nothing in
    /// a library for outsiders.
    pub fn name_of(&self, id: &str) -> Option<String> {
        (!self.hides_people).then(|| self.lists.person(id).map_or_else(|| id.to_owned(), |person| person.name.clone()))
    }

    /// Returns `text`, a note such as how something was checked; nothing where it would name somebody of ours to
    /// outsiders.
    pub fn note<'a>(&self, text: &'a str) -> Option<&'a str> {
        (!self.hides_people || !self.lists.people.iter().any(|person| is_named(person, text))).then_some(text)
    }

    /// Returns whether readers of this library meet no names of people.
    pub fn hides_people(&self) -> bool {
        self.hides_people
    }
}

fn is_named(person: &Person, text: &str) -> bool {
    let text = text.to_lowercase();
    let names = [Some(&person.id.value), Some(&person.name), person.email.as_ref()];
    names.into_iter().flatten().any(|name| text.contains(&name.to_lowercase()))
}
