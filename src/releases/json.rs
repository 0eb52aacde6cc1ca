//! JSON Feed, version 1 and 1.1 (jsonfeed.org, 2017 and 2020).

use super::day::day;
use super::entries::{Entries, WrittenEntry};
use super::fault::FeedFault;
use super::text::MarkedText;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};
use std::fmt;

/// Reads a feed; an entry is gone when its place in the list is taken, so that many entries need no more memory than one.
pub(super) fn read_json(text: &str, entries: &mut Entries<'_>) -> Result<(), FeedFault> {
    let mut top = Top { entries, is_feed: false };
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = reader.deserialize_map(&mut top).and_then(|()| reader.end());
    match (read, top.is_feed) {
        (Ok(()), true) => Ok(()),
        (Err(fault), false) if fault.is_syntax() || fault.is_eof() => Err(FeedFault::Malformed),
        (_, false) => Err(FeedFault::OtherJson),
        (Err(_), true) => Err(FeedFault::Malformed),
    }
}

/// The whole feed.
struct Top<'a, 'b> {
    entries: &'a mut Entries<'b>,
    is_feed: bool,
}

impl<'de> Visitor<'de> for &mut Top<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON Feed")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Text>()? {
            match key.0.as_deref() {
                Some("version") => {
                    let version = map.next_value::<Text>()?.0.unwrap_or_default();
                    self.is_feed = ["https://jsonfeed.org/version/", "http://jsonfeed.org/version/"]
                        .iter()
                        .any(|start| version.starts_with(start));
                }
                Some("items") => map.next_value_seed(Items { entries: self.entries })?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if self.is_feed { Ok(()) } else { Err(A::Error::custom("not a JSON Feed")) }
    }
}

/// The list of entries.
struct Items<'a, 'b> {
    entries: &'a mut Entries<'b>,
}

impl<'de> DeserializeSeed<'de> for Items<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let base = self.entries.feed();
        while let Some(item) = list.next_element::<Item>()? {
            self.entries.push(&item.written(), base);
        }
        Ok(())
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Item {
    id: Text,
    url: Text,
    external_url: Text,
    title: Text,
    summary: Text,
    content_text: Text,
    content_html: Text,
    date_published: Text,
    date_modified: Text,
}

impl Item {
    fn written(self) -> WrittenEntry {
        let plain = |text: Text| text.0.map(MarkedText::Plain);
        WrittenEntry {
            id: self.id.0,
            title: plain(self.title),
            summary: plain(self.summary),
            content: plain(self.content_text).or(self.content_html.0.map(MarkedText::Html)),
            link: self.url.0.or(self.external_url.0),
            published: self.date_published.0.as_deref().and_then(day),
            updated: self.date_modified.0.as_deref().and_then(day),
        }
    }
}

/// A text or a number; a value of another type is none.
#[derive(Debug, Default)]
struct Text(Option<String>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
        Ok(Text(Some(text.to_owned())))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Text, E> {
        Ok(Text(Some(number.to_string())))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Text, E> {
        Ok(Text(Some(number.to_string())))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Text, E> {
        Ok(Text(Some(number.to_string())))
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Text, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }
}
