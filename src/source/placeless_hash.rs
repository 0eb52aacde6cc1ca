//! A hash over a value without the places in it, so that it stays the same when lines move.

use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
    SerializeTupleVariant, Serializer,
};
use serde::{Serialize, de::value};

/// The name of [`Span`](super::Span) for serializers.
const PLACE: &str = "Span";

/// How many bytes are collected, since the hash is fast only for long parts.
const PART: usize = 1 << 12;

/// Returns a hash over everything in `value` that it serializes, each [`Span`](super::Span) aside; `None` if it cannot be serialized.
pub fn placeless_hash(value: &impl Serialize) -> Option<[u8; 32]> {
    let mut writer = Writer { hasher: blake3::Hasher::new(), part: Vec::with_capacity(PART) };
    value.serialize(&mut writer).ok()?;
    writer.hasher.update(&writer.part);
    Some(writer.hasher.finalize().into())
}

/// Takes the parts of a value, each with its sort, and its length where that differs.
struct Writer {
    hasher: blake3::Hasher,
    part: Vec<u8>,
}

impl Writer {
    fn sort(&mut self, sort: u8) {
        self.part.push(sort);
    }

    fn bytes(&mut self, sort: u8, bytes: &[u8]) {
        self.sort(sort);
        self.part.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.part.extend_from_slice(bytes);
        if self.part.len() >= PART {
            self.hasher.update(&self.part);
            self.part.clear();
        }
    }

    fn variant(&mut self, index: u32) {
        self.bytes(b'v', &index.to_le_bytes());
    }
}

/// Takes the numbers of one type.
macro_rules! numbers {
    ($($method:ident $number:ty),*) => {
        $(fn $method(self, number: $number) -> Result<(), value::Error> {
            self.bytes(b'n', &number.to_le_bytes());
            Ok(())
        })*
    };
}

/// The parts of a value that has some.
struct Parts<'a>(Option<&'a mut Writer>);

impl Parts<'_> {
    fn part<T: Serialize + ?Sized>(&mut self, part: &T) -> Result<(), value::Error> {
        self.0.as_mut().map_or(Ok(()), |writer| part.serialize(&mut **writer))
    }

    fn end(self) {
        if let Some(writer) = self.0 {
            writer.sort(b')');
        }
    }
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = value::Error;
    type SerializeSeq = Parts<'a>;
    type SerializeTuple = Parts<'a>;
    type SerializeTupleStruct = Parts<'a>;
    type SerializeTupleVariant = Parts<'a>;
    type SerializeMap = Parts<'a>;
    type SerializeStruct = Parts<'a>;
    type SerializeStructVariant = Parts<'a>;

    numbers!(serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_i128 i128);
    numbers!(serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_u128 u128);
    numbers!(serialize_f32 f32, serialize_f64 f64);

    fn serialize_bool(self, value: bool) -> Result<(), value::Error> {
        self.bytes(b'b', &[u8::from(value)]);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), value::Error> {
        self.serialize_u32(value.into())
    }

    fn serialize_str(self, value: &str) -> Result<(), value::Error> {
        self.bytes(b's', value.as_bytes());
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), value::Error> {
        self.bytes(b's', value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), value::Error> {
        self.sort(b'-');
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), value::Error> {
        self.sort(b'+');
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), value::Error> {
        self.sort(b'u');
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), value::Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, index: u32, _: &'static str) -> Result<(), value::Error> {
        self.variant(index);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), value::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        index: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), value::Error> {
        self.variant(index);
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'a>, value::Error> {
        self.sort(b'(');
        Ok(Parts(Some(self)))
    }

    fn serialize_tuple(self, length: usize) -> Result<Parts<'a>, value::Error> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Parts<'a>, value::Error> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        index: u32,
        _: &'static str,
        length: usize,
    ) -> Result<Parts<'a>, value::Error> {
        self.variant(index);
        self.serialize_seq(Some(length))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Parts<'a>, value::Error> {
        self.serialize_seq(length)
    }

    fn serialize_struct(self, name: &'static str, length: usize) -> Result<Parts<'a>, value::Error> {
        if name == PLACE { Ok(Parts(None)) } else { self.serialize_seq(Some(length)) }
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        index: u32,
        _: &'static str,
        length: usize,
    ) -> Result<Parts<'a>, value::Error> {
        self.variant(index);
        self.serialize_seq(Some(length))
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

/// Takes the parts that come without a name.
macro_rules! unnamed {
    ($($parts:ident $method:ident),*) => {
        $(impl $parts for Parts<'_> {
            type Ok = ();
            type Error = value::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, part: &T) -> Result<(), value::Error> {
                self.part(part)
            }

            fn end(self) -> Result<(), value::Error> {
                Parts::end(self);
                Ok(())
            }
        })*
    };
}

/// Takes the parts that the name of their field comes with; a type has them in one order.
macro_rules! named {
    ($($parts:ident),*) => {
        $(impl $parts for Parts<'_> {
            type Ok = ();
            type Error = value::Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, part: &T) -> Result<(), value::Error> {
                self.part(part)
            }

            fn end(self) -> Result<(), value::Error> {
                Parts::end(self);
                Ok(())
            }
        })*
    };
}

unnamed!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
);
named!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = value::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), value::Error> {
        self.part(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), value::Error> {
        self.part(value)
    }

    fn end(self) -> Result<(), value::Error> {
        Parts::end(self);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Span, Spanned};
    use std::collections::BTreeMap;

    #[test]
    fn places_do_not_count_and_everything_else_does() {
        #[derive(Serialize)]
        enum Word {
            One,
            Two(Spanned<String>),
            Three { number: Option<u8> },
        }
        let text = |text: &str, at: usize| Spanned::new(text.to_owned(), Span::new(at..at + 1));
        let hash = |value: &dyn Fn() -> Option<[u8; 32]>| value().unwrap();
        let one = hash(&|| placeless_hash(&text("a", 1)));
        assert_eq!(one, hash(&|| placeless_hash(&text("a", 7))));
        let words = |words: Vec<Word>| placeless_hash(&words).unwrap();
        let all = [
            one,
            hash(&|| placeless_hash(&text("b", 1))),
            words(vec![Word::One]),
            words(vec![Word::One, Word::One]),
            words(vec![Word::Two(text("a", 1))]),
            words(vec![Word::Three { number: None }]),
            words(vec![Word::Three { number: Some(0) }]),
            words(vec![Word::Three { number: Some(1) }]),
            hash(&|| placeless_hash(&[["a"].as_slice(), &["b"]])),
            hash(&|| placeless_hash(&[["a", "b"].as_slice(), &[]])),
            hash(&|| placeless_hash(&["a", "b"])),
            hash(&|| placeless_hash(&["ab"])),
            hash(&|| placeless_hash(&(true, 'x'))),
            hash(&|| placeless_hash(&(false, 'x'))),
            hash(&|| placeless_hash(&BTreeMap::from([("a", 1)]))),
            hash(&|| placeless_hash(&BTreeMap::from([("a", 2)]))),
        ];
        for (index, hash) in all.iter().enumerate() {
            assert_eq!(all.iter().position(|other| other == hash), Some(index), "{index}");
        }
        assert_eq!(placeless_hash(&vec!["x"; 9000]), placeless_hash(&vec!["x"; 9000]));
        assert_ne!(placeless_hash(&vec!["x"; 9000]), placeless_hash(&vec!["x"; 9001]));
    }

    #[test]
    fn only_the_type_of_places_has_their_name() {
        let mut writer = Writer { hasher: blake3::Hasher::new(), part: Vec::new() };
        Span::new(1..2).serialize(&mut writer).unwrap();
        assert_eq!(writer.part, b"");
    }
}
