//! Whether a Word document is protected (`w:documentProtection`, ECMA-376 part 1, 17.15.1.29).

use super::xml_attribute::attribute;
use quick_xml::Reader;
use quick_xml::events::Event;

/// Returns what alone may be edited in a document, such as `forms` or `readOnly`; `None` if it is not protected. Settings
/// that are not well-formed protect everything.
pub(super) fn edit(settings: &str) -> Option<String> {
    let mut reader = Reader::from_str(settings);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "documentProtection" => {
                let is_enforced = attribute(&tag, "enforcement").is_some_and(|value| value != "0" && value != "false");
                return is_enforced.then(|| attribute(&tag, "edit").unwrap_or_default());
            }
            Ok(Event::Eof) => return None,
            Ok(_) => {}
            Err(_) => return Some(String::new()),
        }
    }
}
